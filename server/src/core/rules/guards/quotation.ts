/** Quotation marks round the words of a hit. Offsets are those of the folded text. */
import type { Span } from '../phrases/sentences.ts';

const OPENS = '“「『"‘';
const CLOSES = '”」』"’';

/** Where the quotation opens in which `first` begins, inside its sentence; undefined outside one. */
export function openedBefore(text: string, sentence: Span, first: Span): number | undefined {
  for (let i = first.start; i >= sentence.start; i--) {
    const mark = text[i]!;
    if (OPENS.includes(mark) && (mark !== '"' || straightMarks(text, sentence.start, i) % 2 === 0)) return i;
    if (i < first.start && CLOSES.includes(mark)) return undefined;
  }
  return undefined;
}

/** The quotation that holds everything from `first` to `last`, its marks included. */
export function quotationOf(text: string, sentence: Span, first: Span, last: Span): Span | undefined {
  const start = openedBefore(text, sentence, first);
  if (start === undefined) return undefined;
  const mark = text[start]!;
  const end = text.indexOf(CLOSES[OPENS.indexOf(mark)]!, Math.max(start + 1, last.end - 1));
  const next = text.indexOf(mark, last.end);
  return end < 0 || (next >= 0 && next < end) ? undefined : { start, end: end + 1 };
}

function straightMarks(text: string, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) if (text[i] === '"') count++;
  return count;
}
