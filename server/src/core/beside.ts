/** What is learnt of an object, kept beside it for as long as it lives. Must not know what the objects are. */

export interface Beside<Owner extends object, Fact> {
  get(owner: Owner): Fact | undefined;
  set(owner: Owner, fact: Fact | undefined): void;
}

/**
 * A place for one fact beside each object. Called once per module. Not a WeakMap: while young memory is cleared, the engine
 * holds all values of an old WeakMap as used, and a fact that leads back to its object (the view of a plan, the graph of a
 * script) carried every document of a folder into old memory. Neither a copy by spreading nor what inherits
 * from the object has its fact.
 */
export function placeBeside<Owner extends object, Fact>(): Beside<Owner, Fact> {
  const place = Symbol('fact');
  return {
    get: (owner) => (Object.hasOwn(owner, place) ? (owner as { readonly [place]?: Fact })[place] : undefined),
    set: (owner, fact) => {
      Object.defineProperty(owner, place, { value: fact, writable: true, enumerable: false, configurable: true });
    },
  };
}
