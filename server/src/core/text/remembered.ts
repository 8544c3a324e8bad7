/** What was learnt from texts, kept while they are in use. */

/**
 * Texts remembered by one `rememberPerText`, at most twice as many: the lines round the last edits. What untouched parts
 * of a script say is remembered with the parts.
 */
const REMEMBERED = 4_000;
/** UTF-16 units. Of longer texts only the last is remembered: each keystroke in one makes another. */
const LONGEST = 4_000;

/** What `make` learns from a text, made once while the text is in use: the lines round an edit are mostly as before. */
export function rememberPerText<T>(make: (text: string) => T): (text: string) => T {
  let fresh = new Map<string, T>();
  let old = new Map<string, T>();
  let long: { readonly text: string; readonly fact: T } | undefined;
  return (text) => {
    if (text.length > LONGEST) {
      if (long?.text !== text) long = { text, fact: make(text) };
      return long.fact;
    }
    const known = fresh.get(text);
    if (known !== undefined) return known;
    const fact = old.get(text) ?? make(text);
    if (fresh.size >= REMEMBERED) {
      old = fresh;
      fresh = new Map();
    }
    fresh.set(text, fact);
    return fact;
  };
}
