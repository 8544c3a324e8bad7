/**
 * Formatting that changes white space only: blanks at line ends, runs of blank lines, the end of the file, one blank
 * after `:` `-` `,` in plain places. Whatever would change a value, or a block of text, is left alone: the formatted
 * text must read as the same values, or nothing is changed.
 */
import { parse } from 'yaml';
import type { TextEdit } from '../../core/diagnostic.ts';
import type { YamlDocument } from '../../core/documents/document.ts';
import type { YamlNode } from '../../core/documents/yaml/node.ts';
import { LineIndex } from '../../core/text/line-index.ts';
import type { SourceRange } from '../../core/text/range.ts';

/** Blank lines in a row that stay. */
const MAX_BLANK_LINES = 1;

/** Minimal edits, sorted; none for a file with syntax errors, and none when any value would change. */
export function format(document: YamlDocument): readonly TextEdit[] {
  if (document.syntaxErrors.some(({ rule }) => rule.startsWith('syntax/'))) return [];
  const kept = textBlocks(document);
  const edits = [...lineEdits(document.text, kept), ...gapEdits(document, kept)].sort(
    (a, b) => a.range.start - b.range.start,
  );
  const apart = edits.filter((edit, index) => index === 0 || edits[index - 1]!.range.end <= edit.range.start);
  return apart.length > 0 && readsTheSame(document.text, applied(document.text, apart)) ? apart : [];
}

/** Scalars over several lines: their blanks are theirs. */
function textBlocks(document: YamlDocument): SourceRange[] {
  const found: SourceRange[] = [];
  const visit = (node: YamlNode) => {
    if (node.type === 'string' && /[\r\n]/.test(node.raw ?? '')) found.push(node.range);
    for (const child of node.children) visit(child);
  };
  if (document.tree.root) visit(document.tree.root);
  return found;
}

function lineEdits(text: string, kept: readonly SourceRange[]): TextEdit[] {
  const lines = new LineIndex(text);
  const edits: TextEdit[] = [];
  let blank = 0;
  for (let line = 0; line < lines.lineCount; line++) {
    const { start, end } = lines.lineRange(line);
    const next = line + 1 < lines.lineCount ? lines.lineRange(line + 1).start : text.length;
    const content = text.slice(start, end).trimEnd();
    blank = content === '' ? blank + 1 : 0;
    if (inside(start, end, kept)) continue;
    if (content === '' && blank > MAX_BLANK_LINES && next > end)
      edits.push({ range: { start, end: next }, newText: '' });
    else if (start + content.length < end) edits.push({ range: { start: start + content.length, end }, newText: '' });
  }
  if (text.length > 0 && !/[\r\n]$/.test(text)) {
    edits.push({ range: { start: text.length, end: text.length }, newText: /\r\n/.test(text) ? '\r\n' : '\n' });
  }
  return edits;
}

/** One blank between a key's colon and its value, and after a comma between items of a flow list or map, on one line. */
function gapEdits(document: YamlDocument, kept: readonly SourceRange[]): TextEdit[] {
  const { text } = document;
  const edits: TextEdit[] = [];
  const single = (start: number, end: number) => {
    const gap = text.slice(start, end);
    if (gap !== ' ' && /^[ \t]*$/.test(gap) && !inside(start, end, kept))
      edits.push({ range: { start, end }, newText: ' ' });
  };
  const visit = (node: YamlNode) => {
    const { keyNode, valueNode } = node;
    if (node.type === 'property' && keyNode && valueNode && valueNode.length > 0) {
      const colon = text.indexOf(':', keyNode.offset + keyNode.length);
      if (colon >= 0 && colon < valueNode.offset) single(colon + 1, valueNode.offset);
    }
    for (const [index, child] of node.children.entries()) {
      const before = node.children[index - 1];
      if (before && node.type !== 'property') {
        const comma = text.indexOf(',', before.offset + before.length);
        const between = text.slice(before.offset + before.length, child.offset);
        if (/^[ \t]*,[ \t]*$/.test(between)) single(comma + 1, child.offset);
      }
      visit(child);
    }
  };
  if (document.tree.root) visit(document.tree.root);
  return edits;
}

function inside(start: number, end: number, kept: readonly SourceRange[]): boolean {
  return kept.some((range) => start < range.end && range.start < end);
}

function applied(text: string, edits: readonly TextEdit[]): string {
  let out = '';
  let at = 0;
  for (const { range, newText } of edits) {
    out += text.slice(at, range.start) + newText;
    at = range.end;
  }
  return out + text.slice(at);
}

function readsTheSame(before: string, after: string): boolean {
  const read = (text: string) =>
    JSON.stringify(parse(text, { uniqueKeys: false, logLevel: 'silent', maxAliasCount: 1000 }));
  try {
    return read(before) === read(after);
  } catch {
    return false;
  }
}
