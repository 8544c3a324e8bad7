/** The width of punctuation in prose, by what stands beside it: full width between Chinese words, half width in English. */
import type { TextEdit } from '../../core/diagnostic.ts';
import type { PitchDocument } from '../../core/documents/document.ts';
import type { MappedText } from '../../core/text/mapped-text.ts';

/** Between Chinese words, of which one may be a mark (U+FFFC). A dot may belong to a number: it stays. */
const NARROW =
  /(?<=[\p{Script=Han}”’》）])[,;?!:](?=\s*[\p{Script=Han}“‘《（\ufffc]|\s*$)|(?<=\ufffc)[,;?!:](?=\s*[\p{Script=Han}“‘《（])/gu;
/** Round Chinese words alone. */
const BRACKETS = /(?<=\p{Script=Han})\((\p{Script=Han}+)\)/gu;
const WIDE = /(?<=[a-z\d%])[，；？！：](?=(\s*)(?:[a-z\d]|$))/giu;

/** Widths of `,;:?!` and of brackets round words; letters, digits and dots are left alone. Sorted within each segment. */
export function markWidths(document: PitchDocument): TextEdit[] {
  const edits: TextEdit[] = [];
  const english = document.language === 'en';
  for (const { text } of document.segments) {
    replaceAll(text, NARROW, ([mark]) => wide(mark), edits);
    replaceAll(text, BRACKETS, ([, words]) => `（${words}）`, edits);
    if (!english) continue;
    const { length } = text.text;
    replaceAll(text, WIDE, ([mark, space], end) => half(mark) + (space === '' && end < length ? ' ' : ''), edits);
  }
  return edits;
}

/** Only where the match stands in one piece: a mark or a line break may stand between two characters of the prose. */
export function replaceAll(
  prose: MappedText,
  pattern: RegExp,
  replacement: (match: RegExpExecArray, end: number) => string,
  edits: TextEdit[],
): void {
  for (const match of prose.text.matchAll(pattern)) {
    const end = match.index + match[0].length;
    const range = prose.rangeOf(match.index, end);
    if (range.end - range.start === match[0].length) edits.push({ range, newText: replacement(match, end) });
  }
}

const FULL_FROM_HALF = 0xfee0;
const wide = (mark: string) => String.fromCharCode(mark.charCodeAt(0) + FULL_FROM_HALF);
const half = (mark: string) => String.fromCharCode(mark.charCodeAt(0) - FULL_FROM_HALF);
