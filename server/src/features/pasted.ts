/** Cleaning up after pasting, in one go: what style/pasted-text found, and in Chinese scripts the widths that went wrong. */
import type { Diagnostic, TextEdit } from '../core/diagnostic.ts';
import type { Document } from '../core/documents/document.ts';

const RULE = 'style/pasted-text';
/** Letters, digits and signs that are written half width in any language. */
const WIDE = /[Ａ-Ｚａ-ｚ０-９％＠＃＆＋＝／]+/gu;
/** Half-width marks between Chinese words. A colon may belong to a time, a dot to a number: they stay. */
const NARROW = /(?<=[\p{Script=Han}”’》）])[,;?!](?=\s*[\p{Script=Han}“‘《（]|\s*$)/gu;
const FULL: Readonly<Record<string, string>> = { ',': '，', ';': '；', '?': '？', '!': '！' };

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

function widthEdits(document: Document): TextEdit[] {
  const edits: TextEdit[] = [];
  const chinese = document.language !== 'en';
  for (const { text: mapped } of document.segments) {
    const { text } = mapped;
    const replace = (pattern: RegExp, narrow: (written: string) => string) => {
      for (const match of text.matchAll(pattern)) {
        const range = mapped.rangeOf(match.index, match.index + match[0].length);
        // a mark or a line break may stand between two characters of the prose
        if (range.end - range.start === match[0].length) edits.push({ range, newText: narrow(match[0]) });
      }
    };
    replace(WIDE, (written) =>
      written.replace(/./gu, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0)),
    );
    if (chinese) replace(NARROW, (written) => FULL[written]!);
  }
  return edits;
}

export function isPasted({ rule }: Diagnostic): boolean {
  return rule === RULE;
}
