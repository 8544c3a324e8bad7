/** Outline, folding and selection ranges of a script: stages hold branches, branches hold what they own. */
import type { PitchDocument } from '../../core/documents/document.ts';
import type { Branch, ScriptItem } from '../../core/documents/pitch/script.ts';
import { stageInfo } from '../../core/documents/pitch/stages.ts';
import type { SourceRange } from '../../core/text/range.ts';
import type { FoldingSpan, OutlineSymbol } from '../types.ts';
import { holds, itemAt } from './subject.ts';

type Growing = { -readonly [K in keyof OutlineSymbol]: OutlineSymbol[K] } & { children: Growing[] };

export function outline(document: PitchDocument): readonly OutlineSymbol[] {
  const { stages, items } = document.script;
  const roots: Growing[] = [];
  const open: { symbol: Growing; level: number }[] = [];
  const branches = new Map<number, Growing>();
  const addBranches = (first: number, end: number, into: Growing[]) => {
    for (let i = first; i < end; i++) {
      const item = items[i]!;
      if (item.type !== 'branch') continue;
      const symbol = branchSymbol(document, item);
      branches.set(i, symbol);
      (branches.get(item.branch)?.children ?? into).push(symbol);
    }
  };
  addBranches(0, stages[0]?.first ?? items.length, roots);
  for (const stage of stages) {
    while (open.length && open[open.length - 1]!.level >= stage.level) open.pop();
    const range = { start: stage.body.start, end: trimmedEnd(document.text, stage.body) };
    const symbol: Growing = {
      name: stage.title || '#',
      detail: stage.id && (document.language === 'en' ? stageInfo(stage.id).title.en : stageInfo(stage.id).title.zh),
      kind: 'stage',
      range,
      selection: stage.titleRange,
      children: [],
    };
    for (const above of open) above.symbol.range = { start: above.symbol.range.start, end: range.end };
    (open[open.length - 1]?.symbol.children ?? roots).push(symbol);
    open.push({ symbol, level: stage.level });
    addBranches(stage.first, stage.end, symbol.children);
  }
  return roots;
}

function branchSymbol(document: PitchDocument, branch: Branch): Growing {
  const { range } = branch.content;
  const name = document.text.slice(range.start, range.end).trim() || '?';
  const whole = branchRange(document.script.items, branch);
  return {
    name,
    kind: 'branch',
    range: whole,
    selection: range.start < range.end ? range : branch.range,
    children: [],
  };
}

/** A branch with all that it owns. */
export function branchRange(items: readonly ScriptItem[], branch: Branch): SourceRange {
  const last = branch.end > branch.first ? items[branch.end - 1] : undefined;
  return { start: branch.range.start, end: Math.max(branch.range.end, last?.range.end ?? 0) };
}

function trimmedEnd(text: string, range: SourceRange): number {
  let end = range.end;
  while (end > range.start && /\s/.test(text[end - 1]!)) end--;
  return end;
}

export function folding(document: PitchDocument): readonly FoldingSpan[] {
  const { script, text } = document;
  const spans: FoldingSpan[] = [];
  const add = (range: SourceRange, kind: FoldingSpan['kind']) => {
    if (/[\r\n]/.test(text.slice(range.start, Math.min(range.end, range.start + 2000)))) spans.push({ range, kind });
  };
  if (script.frontMatter) add(script.frontMatter.range, 'region');
  const addSymbols = (symbols: readonly OutlineSymbol[]) => {
    for (const symbol of symbols) {
      add(symbol.range, 'region');
      addSymbols(symbol.children);
    }
  };
  addSymbols(outline(document));
  let comment: SourceRange | undefined;
  for (const item of script.items) {
    if (item.type === 'comment') {
      comment = { start: comment?.start ?? item.range.start, end: item.range.end };
      continue;
    }
    if (comment) add(comment, 'comment');
    comment = undefined;
    if (item.type === 'turn' || item.type === 'note') add(item.range, 'region');
  }
  if (comment) add(comment, 'comment');
  return spans.sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end);
}

/** From the mark or words at the offset to the line, its branches, its stage and the whole text. */
export function selection(document: PitchDocument, offset: number): readonly SourceRange[] {
  const { script, text } = document;
  const ranges: SourceRange[] = [];
  const add = (range: SourceRange) => {
    const last = ranges[ranges.length - 1];
    if (!holds(range, offset)) return;
    if (
      !last ||
      (range.start <= last.start && last.end <= range.end && (range.start < last.start || last.end < range.end))
    )
      ranges.push(range);
  };
  const item = itemAt(script.items, offset);
  if (item) {
    if (item.type === 'turn') add(item.speakerRange);
    if (item.type === 'note' && item.labelRange) add(item.labelRange);
    if (item.type === 'jump') add(item.targetRange);
    if ('content' in item) {
      const marks = [...item.content.references, ...item.content.placeholders, ...item.content.nvc];
      for (const mark of marks)
        add('idRange' in mark ? mark.idRange : 'nameRange' in mark ? mark.nameRange : mark.range);
      for (const mark of marks) add(mark.range);
      add(item.content.range);
    }
    add(item.range);
    for (let b = item.type === 'branch' ? item.index : item.branch; b >= 0; b = script.items[b]!.branch) {
      add(branchRange(script.items, script.items[b] as Branch));
    }
  }
  const at = script.stages.findLastIndex((s) => s.body.start <= offset);
  const stage = script.stages[at];
  if (stage) {
    add(stage.titleRange);
    add(stage.range);
    add({ start: stage.body.start, end: trimmedEnd(text, stage.body) });
    add(stage.body);
  }
  if (script.frontMatter) add(script.frontMatter.range);
  add({ start: 0, end: text.length });
  return ranges;
}
