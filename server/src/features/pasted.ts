/** Cleaning up after pasting, in one go: what style/pasted-text found, and in Chinese scripts the widths that went wrong. */
import type { Diagnostic, TextEdit } from '../core/diagnostic.ts';
import type { Document, PitchDocument } from '../core/documents/document.ts';
import { markWidths, replaceAll } from './pitch/widths.ts';

const RULE = 'style/pasted-text';
/** Letters, digits and signs that are written half width in any language. */
const WIDE = /[Ａ-Ｚａ-ｚ０-９％＠＃＆＋＝／]+/gu;
/** Sorted edits that never touch; none when there is nothing to clean. Only characters between words change, and widths. */
export function pasteEdits(document: Document, findings: readonly Diagnostic[]): TextEdit[] {
  const edits = findings
    .filter(({ rule }) => rule === RULE)
    .flatMap(({ fixes }) => fixes.slice(0, 1).flatMap((fix) => fix.edits.filter((edit) => edit.uri === undefined)));
  if (document.kind === 'pitch') edits.push(...widthEdits(document));
  edits.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  let end = -1;
  return edits.filter(({ range }) => {
    if (range.start <= end) return false;
    end = range.end;
    return true;
  });
}

function widthEdits(document: PitchDocument): TextEdit[] {
  const edits = markWidths(document);
  const narrow = ([written]: RegExpExecArray) =>
    written.replace(/./gu, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0));
  for (const { text } of document.segments) replaceAll(text, WIDE, narrow, edits);
  return edits;
}

export function isPasted({ rule }: Diagnostic): boolean {
  return rule === RULE;
}
