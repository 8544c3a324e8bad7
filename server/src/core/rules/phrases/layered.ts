/**
 * Phrases added to a program that is there already: a company's pack is compiled by itself and laid over the standard
 * program, which stays as the build made it. Texts are read by both; where the pack adds nothing, only by the first.
 */
import { type CompileFault, compilePhrases, type PhraseInput } from './compile.ts';
import type { AlternativeUse, CompiledPhrases, PhraseMatch, PhraseOwner } from './types.ts';
import { listsWith, listsWithin, namesIn, readWordLists, type WordListSource } from './words.ts';

/**
 * Compiles those of `inputs` that are not among `below`, the phrases of the program `loaded`, and those whose words are
 * others now: `words` against the lists `known` to that program. Finds what compiling all of them together would find.
 */
export function layPhrases(
  loaded: CompiledPhrases,
  below: readonly PhraseInput[],
  inputs: readonly PhraseInput[],
  known: readonly WordListSource[],
  words: readonly WordListSource[],
): { compiled: CompiledPhrases; faults: CompileFault[] } {
  const same = new Set(known);
  const changed = listsWith(
    words.filter((list) => !same.has(list)).map((list) => list.name),
    words,
  );
  const places = new Map(below.map((input, index) => [identityOf(input), index]));
  const owners: (PhraseOwner | undefined)[] = below.map(() => undefined);
  const added: number[] = [];
  inputs.forEach((input, index) => {
    const place = places.get(identityOf(input));
    if (place === undefined || namesIn(input.text).some((name) => changed.has(name))) added.push(index);
    else owners[place] = input.owner;
  });
  const above = added.map((index) => inputs[index]!);
  const wanted = listsWithin([...above.flatMap(({ text }) => namesIn(text)), ...changed], words);
  // a pack without phrases or words of its own reads no text
  const heard = above.length > 0 || wanted.length > 0 ? loaded.heard : [];
  const { compiled, faults } = compilePhrases(above, readWordLists(wanted).lists, heard);
  return {
    compiled: new LayeredPhrases(loaded, owners, compiled, new Set(wanted.map(({ name }) => name))),
    faults: faults.map((fault) => ({ ...fault, phrase: added[fault.phrase]! })),
  };
}

/** What a phrase is known by: rules give the same source each time, readings are told by their rule and place. */
function identityOf({ owner }: PhraseInput): unknown {
  return owner.kind === 'reading' ? `${owner.rule.id} ${owner.name} ${owner.source.index}` : owner.source;
}

class LayeredPhrases implements CompiledPhrases {
  readonly size: number;
  private readonly joined = new WeakMap<readonly PhraseMatch[], readonly PhraseMatch[]>();

  /**
   * `owners`: who the phrases below belong to now; undefined for those that the layer above has anew. `lists`: word
   * lists that the layer above answers for.
   */
  constructor(
    private readonly below: CompiledPhrases,
    private readonly owners: readonly (PhraseOwner | undefined)[],
    private readonly above: CompiledPhrases,
    private readonly lists: ReadonlySet<string>,
  ) {
    this.size = below.size + above.size;
  }

  get heard(): readonly string[] {
    return [...this.below.heard, ...this.above.heard];
  }

  matches(text: string): readonly PhraseMatch[] {
    return this.join(this.below.matches(text), this.above.matches(text));
  }

  matchesOnce(text: string): readonly PhraseMatch[] {
    return this.join(this.below.matchesOnce(text), this.above.matchesOnce(text));
  }

  matchesFresh(text: string): readonly PhraseMatch[] {
    return this.join(this.below.matchesFresh(text), this.above.matchesFresh(text));
  }

  words(list: string, text: string): ReturnType<CompiledPhrases['words']> {
    return (this.lists.has(list) ? this.above : this.below).words(list, text);
  }

  owner(phrase: number): PhraseOwner {
    if (phrase >= this.below.size) return this.above.owner(phrase - this.below.size);
    return this.owners[phrase] ?? this.below.owner(phrase);
  }

  used(match: PhraseMatch, text: string): readonly AlternativeUse[] {
    const { size } = this.below;
    return match.phrase < size
      ? this.below.used(match, text)
      : this.above.used({ ...match, phrase: match.phrase - size }, text);
  }

  readonly alternatives = (phrase: number): readonly AlternativeUse[] => {
    const { size } = this.below;
    if (phrase >= size) return this.above.alternatives(phrase - size);
    return this.owners[phrase] ? this.below.alternatives(phrase) : [];
  };

  /** Kept by the lists joined: whoever judged a match before finds the very same one again. */
  private join(below: readonly PhraseMatch[], above: readonly PhraseMatch[]): readonly PhraseMatch[] {
    const key = above.length > 0 ? above : below;
    const isWhole = above.length === 0 && below.every((match) => this.owners[match.phrase]);
    if (isWhole) return below;
    let joined = this.joined.get(key);
    if (!joined) {
      const kept = below.filter((match) => this.owners[match.phrase]);
      joined = [...kept, ...above.map((match) => ({ ...match, phrase: match.phrase + this.below.size }))];
      this.joined.set(key, joined);
    }
    return joined;
  }
}
