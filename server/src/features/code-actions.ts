/** Quick fixes, fix-all and "ignore here", from the findings that are already there. Offsets in, plain results out. */
import type { Diagnostic, Fix, TextEdit } from '../core/diagnostic.ts';
import type { Document } from '../core/documents/document.ts';
import type { Localized } from '../core/localized.ts';
import type { SourceRange } from '../core/text/range.ts';
import { isPasted, pasteEdits } from './pasted.ts';
import type { WorkspaceEditPlan } from './types.ts';

export interface ActionEntry {
  readonly title: Localized;
  readonly kind: 'quickfix' | 'refactor' | 'source.fixAll.pitchlint' | 'source.cleanPaste.pitchlint';
  readonly edits: WorkspaceEditPlan;
  /** Files that it makes, with their text. */
  readonly created?: readonly { readonly uri: string; readonly text: string }[];
  /** The finding it answers; none for fix-all. */
  readonly diagnostic?: Diagnostic;
  readonly preferred: boolean;
  /** Why it cannot be done here; `edits` is empty then. */
  readonly disabled?: Localized;
}

/**
 * Actions for the findings that touch `range`: their fixes in order, then `others`, and last, for each, to ignore it with
 * a reason.
 */
export function quickFixes(
  document: Document,
  range: SourceRange,
  findings: readonly Diagnostic[],
  others: readonly ActionEntry[] = [],
): ActionEntry[] {
  const here = findings.filter((d) => d.range.start <= range.end && range.start <= d.range.end);
  const fixes = here.flatMap((diagnostic) =>
    diagnostic.fixes.map(
      (fix, index): ActionEntry => ({
        title: fix.title,
        kind: 'quickfix',
        edits: byDocument(document.uri, fix.edits),
        diagnostic,
        preferred: index === 0 && fix.safety === 'safe',
      }),
    ),
  );
  // an editor puts what answers no finding behind what does
  const diagnostic = here.find(isPasted);
  const clean = diagnostic ? cleanPaste(document, findings, 'quickfix').map((each) => ({ ...each, diagnostic })) : [];
  const ignoring = here.filter(isIgnorable).map((finding) => ignoreHere(document, finding));
  return [...fixes, ...clean, ...others, ...ignoring];
}

/** One action with every safe fix of the document whose edits do not touch; none when there is nothing to do. */
export function fixAll(document: Document, findings: readonly Diagnostic[]): ActionEntry[] {
  const edits = safeFixes(findings)
    .flatMap((fix) => fix.edits)
    .sort((a, b) => a.range.start - b.range.start);
  if (edits.length === 0) return [];
  return [
    {
      title: { zh: '修正所有可安全修正的地方', en: 'Fix everything that is safe to fix' },
      kind: 'source.fixAll.pitchlint',
      edits: byDocument(document.uri, edits),
      preferred: false,
    },
  ];
}

/** One action that cleans the whole document of what pasting left behind; none when it is clean. */
export function cleanPaste(
  document: Document,
  findings: readonly Diagnostic[],
  kind: ActionEntry['kind'] = 'source.cleanPaste.pitchlint',
): ActionEntry[] {
  const edits = pasteEdits(document, findings);
  if (edits.length === 0) return [];
  const title = { zh: '清理全文的粘贴残留', en: 'Clean up what pasting left in the whole document' };
  return [{ title, kind, edits: byDocument(document.uri, edits), preferred: false }];
}

/** The first safe fix of each finding; one that touches an earlier one waits for the next round. */
export function safeFixes(findings: readonly Diagnostic[]): Fix[] {
  const chosen: Fix[] = [];
  const taken: TextEdit[] = [];
  for (const { fixes } of findings) {
    const fix = fixes.find((candidate) => candidate.safety === 'safe' && staysHere(candidate));
    if (!fix?.edits.every((edit) => !taken.some((other) => touches(edit.range, other.range)))) continue;
    chosen.push(fix);
    taken.push(...fix.edits);
  }
  return chosen;
}

/** What cannot be read cannot be excused, and an excuse does not excuse itself. */
function isIgnorable({ rule }: Diagnostic): boolean {
  return !rule.startsWith('syntax/') && rule !== 'style/suppression';
}

function ignoreHere(document: Document, diagnostic: Diagnostic): ActionEntry {
  const { text } = document;
  const lineStart = lineStartOf(text, ignoreLine(document, diagnostic.range.start));
  const indent = /^[ \t\u3000]*/.exec(text.slice(lineStart, lineStart + 200))![0];
  const mark = document.kind === 'pitch' && !isFrontMatter(document, lineStart) ? '//' : '#';
  // no reason is made up: until one is written, the comment silences nothing and says so
  const newText = `${indent}${mark} pitchlint-disable-next-line ${diagnostic.rule} -- ${lineBreakOf(text)}`;
  return {
    title: { zh: `在这里忽略 ${diagnostic.rule}（须写明理由）`, en: `Ignore ${diagnostic.rule} here, with a reason` },
    kind: 'quickfix',
    edits: byDocument(document.uri, [{ range: { start: lineStart, end: lineStart }, newText }]),
    diagnostic,
    preferred: false,
  };
}

/** A comment inside a block of YAML text would become part of the text: it goes before the key instead. */
function ignoreLine(document: Document, offset: number): number {
  if (document.kind === 'pitch') return offset;
  let node = document.tree.nodeAt(offset);
  if (!node || (node.type !== 'string' && node.type !== 'property')) return offset;
  if (node.type === 'string' && node.parent?.type === 'property') node = node.parent;
  return Math.min(offset, node.offset);
}

function isFrontMatter(document: Document, offset: number): boolean {
  return document.kind === 'pitch' && offset < (document.script.frontMatter?.range.end ?? 0);
}

function lineStartOf(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  return start;
}

function lineBreakOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

function staysHere(fix: Fix): boolean {
  return fix.edits.every((edit) => edit.uri === undefined);
}

/** Two insertions at one place touch: which would come first is nobody's to say. */
function touches(a: SourceRange, b: SourceRange): boolean {
  return a.start <= b.end && b.start <= a.end;
}

function byDocument(own: string, edits: readonly TextEdit[]): WorkspaceEditPlan {
  const plan = new Map<string, TextEdit[]>();
  for (const edit of edits) {
    const uri = edit.uri ?? own;
    const list = plan.get(uri) ?? [];
    list.push(edit);
    plan.set(uri, list);
  }
  return plan;
}
