/** Applies text edits. Pure; offsets are UTF-16 offsets of the text before any edit. */
import type { TextEdit } from './diagnostic.ts';

/**
 * The text after the edits. They must not overlap; edits that touch are applied in order of position, insertions at one
 * place in the order given. Throws a RangeError on overlapping edits or ones outside the text.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const order = edits
    .map((edit, i) => ({ edit, i }))
    .sort((a, b) => a.edit.range.start - b.edit.range.start || a.edit.range.end - b.edit.range.end || a.i - b.i);
  let out = '';
  let at = 0;
  for (const { edit } of order) {
    const { start, end } = edit.range;
    if (start < at || end < start || end > text.length)
      throw new RangeError(`edit ${start}–${end} overlaps another or lies outside the text`);
    out += text.slice(at, start) + edit.newText;
    at = end;
  }
  return out + text.slice(at);
}
