/**
 * Text as matching sees it (claims.md §1.1): width, case, 繁→简, fillers, wedged separators and white space folded
 * away, with a map back to every source character. Homophones and numbers are not folded: see scanner.ts, numbers.ts.
 */
import { FoldBuffer } from './fold-buffer.ts';
import { type MappedText, MappedTextBuilder } from './mapped-text.ts';

const buffer = new FoldBuffer();

/**
 * The folded text, mapped to UTF-16 offsets of `text`. Line breaks stay. Folding is idempotent; a text that folding
 * does not change is mapped verbatim. Never throws.
 */
export function fold(text: string): MappedText {
  const builder = new MappedTextBuilder();
  let at = 0;
  while (at <= text.length) {
    const end = buffer.load(text, at, text.length);
    appendLine(builder);
    if (end >= text.length) break;
    builder.append(text.charAt(end), { start: end, end: end + 1 });
    at = end + 1;
  }
  return builder.build();
}

/** Runs of units that follow each other in the source become one piece; expanded and joined characters their own. */
function appendLine(builder: MappedTextBuilder): void {
  const { units, starts, length } = buffer;
  let from = 0;
  while (from < length) {
    const start = starts[from]!;
    let to = from + 1;
    if (buffer.endOf(from) === start + 1 && starts[to] !== start) {
      while (to < length && starts[to] === start + (to - from) && buffer.endOf(to) === starts[to]! + 1) {
        if (to + 1 < length && starts[to + 1] === starts[to]) break;
        to++;
      }
    } else while (to < length && starts[to] === start) to++;
    builder.append(decode(units, from, to), { start, end: buffer.endOf(to - 1) });
    from = to;
  }
}

function decode(units: Uint16Array, from: number, to: number): string {
  let text = '';
  for (let i = from; i < to; i += 4096) text += String.fromCharCode(...units.subarray(i, Math.min(to, i + 4096)));
  return text;
}
