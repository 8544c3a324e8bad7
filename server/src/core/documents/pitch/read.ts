/**
 * Text → script. `readPitch(source)` reads from scratch; with the previous version only changed lines are lexed again and
 * only the blocks round them put together again. Both give the same document.
 */

import { placeBeside } from '../../beside.ts';
import type { TextEdit } from '../../diagnostic.ts';
import type {
  Channel,
  DocumentSource,
  PitchDocument,
  Segment,
  StageId,
  SuppressionComment,
  SyntaxFinding,
} from '../document.ts';
import { assembleBlock } from './assemble.ts';
import { type Block, type Carry, STAGE_START, type StageHead, suppressionOf } from './blocks.ts';
import { pitchFault } from './faults.ts';
import { type FrontMatter, readFrontMatter } from './front-matter.ts';
import { LANGUAGE_SAMPLE, languageBelow } from './language.ts';
import { rememberParts, type ScriptPart } from './parts.ts';
import type { Script, ScriptItem } from './script.ts';
import { type LineChange, lexAll, lexChange, type ScriptLines, spliced } from './source-lines.ts';
import { ScriptSpine } from './spine.ts';
import { PUBLIC_STAGES } from './words.ts';

/** What a document was made from, for its next version. */
interface Making {
  readonly source: ScriptLines;
  readonly front: FrontMatter;
  readonly spine: ScriptSpine;
  /** Indices of stages that repeat a name. */
  readonly twins: readonly number[];
}

/** A row of blocks and how much of it both versions share: the first `head` and the last `tail` blocks. */
interface Row {
  readonly blocks: readonly Block[];
  readonly head: number;
  readonly tail: number;
}

const MAKINGS = placeBeside<PitchDocument, Making>();

/**
 * Reads a script. Never throws; what could not be read stands in `syntaxErrors` under `syntax/pitch`.
 *
 * `previous`, an earlier version of the same file, is used up: its items and segments move on to the new document. A
 * version that was used up already, or that another reader made, is simply not reused.
 */
export function readPitch(source: DocumentSource, previous?: PitchDocument): PitchDocument {
  const old = previous && MAKINGS.get(previous);
  if (!previous || !old) return fromScratch(source);
  MAKINGS.set(previous, undefined);
  const { lines, change } = lexChange(old.source, source.text);
  const keepFront = change.head > old.front.seen;
  const front = keepFront ? old.front : readFrontMatter(source.text, lines);
  if (front !== old.front && JSON.stringify(front.settings) !== JSON.stringify(old.front.settings)) {
    return fromScratch(source, lines);
  }
  const sameStart = keepFront && lines.starts[change.head]! > LANGUAGE_SAMPLE + (front.part?.range.end ?? 0);
  const language = sameStart ? previous.language : languageIn(source.text, front);
  const row = readBlocks(lines, front, old.spine.blocks, change);
  const stages = placeBlocks(row, lines, front, old.spine);
  const items = splice(previous.script.items, row, old.spine.blocks, 'items') as readonly ScriptItem[];
  const segments = splice(previous.segments, row, old.spine.blocks, 'segments') as readonly Segment[];
  const twins = sameNames(row, old.spine.blocks, old.spine.stages.length, stages.length) ? old.twins : twinsOf(stages);
  old.spine.carry(row.blocks, stages, front.settings.products, source.text.length);
  return finish(source, { source: lines, front, spine: old.spine, twins }, language, items, segments);
}

function fromScratch(source: DocumentSource, lexed?: ScriptLines): PitchDocument {
  const lines = lexed ?? lexAll(source.text);
  const front = readFrontMatter(source.text, lines);
  const row = readBlocks(lines, front, [], { head: 0, oldTail: 0, newTail: lines.lines.length });
  const spine = new ScriptSpine();
  const stages = placeBlocks(row, lines, front, spine);
  spine.carry(row.blocks, stages, front.settings.products, source.text.length);
  const items = row.blocks.flatMap((b) => b.items as unknown as ScriptItem[]);
  const segments = row.blocks.flatMap((b) => b.segments as Segment[]);
  const making = { source: lines, front, spine, twins: twinsOf(stages) };
  return finish(source, making, languageIn(source.text, front), items, segments);
}

function languageIn(text: string, front: FrontMatter): PitchDocument['language'] {
  return front.settings.language ?? languageBelow(text, front.part?.range.end ?? 0, front.settings.market);
}

function finish(
  source: DocumentSource,
  making: Making,
  language: PitchDocument['language'],
  items: readonly ScriptItem[],
  segments: readonly Segment[],
): PitchDocument {
  const { front, spine } = making;
  const syntaxErrors: SyntaxFinding[] = [...front.faults];
  const suppressions: SuppressionComment[] = [];
  for (const block of spine.blocks) {
    if (block.faults.length) addFaults(block, syntaxErrors, () => tabsOf(block, spine.stages, source.text));
    for (const { line, at, lexed } of block.directives) {
      const found = suppressionOf(lexed, block.base + at, targetBelow(making.source, block.firstLine + line));
      if (found) suppressions.push(found);
    }
  }
  for (const index of making.twins) syntaxErrors.push(twinFault(spine.stages, index));
  syntaxErrors.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  const script: Script = { frontMatter: front.part, stages: spine.stages, items };
  const { market } = front.settings;
  const document: PitchDocument = {
    kind: 'pitch',
    uri: source.uri,
    text: source.text,
    language,
    market,
    segments,
    syntaxErrors,
    suppressions,
    script,
  };
  MAKINGS.set(document, making);
  rememberParts(script, spine as unknown as { readonly blocks: readonly ScriptPart[] });
  return document;
}

/** Blocks in order, from the front matter's end to the end of the text; untouched ones are taken over. */
function readBlocks(source: ScriptLines, front: FrontMatter, old: readonly Block[], change: LineChange): Row {
  const { head, oldTail, newTail } = change;
  let kept = 0;
  if (old[0]?.firstLine === front.lineCount) {
    // the line below a block must be the same too, because it decides that the block ends there
    kept = firstIndex(old, (b) => b.firstLine + b.lineCount >= head);
  }
  const blocks = old.slice(0, kept);
  let line = kept ? blocks[kept - 1]!.firstLine + blocks[kept - 1]!.lineCount : front.lineCount;
  let carry: Carry = kept ? blocks[kept - 1]!.exit : STAGE_START;
  const moved = oldTail - newTail;
  let below = Math.max(
    kept,
    firstIndex(old, (b) => b.firstLine >= oldTail),
  );
  while (line < source.lines.length) {
    while (below < old.length && old[below]!.firstLine - moved < line) below++;
    if (source.lines[line]!.detail.kind === 'heading') carry = STAGE_START;
    const known = old[below];
    if (known && known.firstLine - moved === line && line >= newTail && sameCarry(known.carry, carry)) {
      return { blocks: blocks.concat(old.slice(below)), head: kept, tail: old.length - below };
    }
    const ends = (at: number) => {
      while (below < old.length && old[below]!.firstLine - moved < at) below++;
      return at >= newTail && below < old.length && old[below]!.firstLine - moved === at;
    };
    const block = assembleBlock(source, line, carry, front.settings.cast, ends);
    blocks.push(block);
    carry = block.exit;
    line += block.lineCount;
  }
  return { blocks, head: kept, tail: 0 };
}

function firstIndex(blocks: readonly Block[], holds: (block: Block) => boolean): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(blocks[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function sameCarry(a: Carry, b: Carry): boolean {
  return (
    a === b ||
    (a.indentKind === b.indentKind &&
      a.tolerated === b.tolerated &&
      a.products.length === b.products.length &&
      a.products.every((p, i) => p === b.products[i]))
  );
}

/** Tells every block behind the kept ones where it stands now, and returns the stages in order. */
function placeBlocks(row: Row, lines: ScriptLines, front: FrontMatter, spine: ScriptSpine): readonly StageHead[] {
  const { blocks, head } = row;
  const last = blocks[head - 1];
  const stages = last ? spine.stages.slice(0, last.stageIndex + 1) : [];
  let line = last ? last.firstLine + last.lineCount : front.lineCount;
  let items = last ? last.itemBase + last.items.length : 0;
  let segments = last ? last.segmentBase + last.segments.length : 0;
  for (let position = head; position < blocks.length; position++) {
    const block = blocks[position]!;
    block.base = lines.starts[line]!;
    block.firstLine = line;
    block.position = position;
    block.itemBase = items;
    block.segmentBase = segments;
    if (block.head) {
      placeStage(block.head, stages);
      stages.push(block.head);
    }
    const stage = stages[stages.length - 1];
    block.stageIndex = stages.length - 1;
    if (block.spine !== spine || block.heading !== stage?.title || block.stage !== stage?.id) {
      block.spine = spine;
      block.stage = stage?.id;
      block.heading = stage?.title;
      block.channel = channelOf(stage?.id, front.settings.channel);
    }
    line += block.lineCount;
    items += block.items.length;
    segments += block.segments.length;
  }
  return stages;
}

/** A sub-heading that names no stage belongs to the stage it stands in. */
function placeStage(head: StageHead, above: readonly StageHead[]): void {
  let parent = above.length - 1;
  while (parent >= 0 && above[parent]!.level >= head.level) parent = above[parent]!.parent;
  head.parent = parent;
  head.id = head.ownId ?? (head.written ? undefined : above[parent]?.id);
}

function channelOf(stage: StageId | undefined, fallback: Channel): Channel {
  return stage && PUBLIC_STAGES.has(stage) ? 'public' : fallback;
}

/** All items (or segments) in one row: that of the previous version, which is used up, where both share something. */
function splice(
  previous: readonly unknown[],
  row: Row,
  old: readonly Block[],
  what: 'items' | 'segments',
): readonly unknown[] {
  const fresh = row.blocks.slice(row.head, row.blocks.length - row.tail).flatMap((b): unknown[] => b[what]);
  const sum = (blocks: readonly Block[]) => blocks.reduce((n, b) => n + b[what].length, 0);
  const gone = sum(old.slice(row.head, old.length - row.tail));
  const last = row.blocks[row.head - 1];
  const from = last ? (what === 'items' ? last.itemBase : last.segmentBase) + last[what].length : 0;
  return spliced(previous, from, from + gone, fresh);
}

/** Two stages of one name under one heading: a jump could mean either. Said once per name; nobody jumps to a post. */
function twinsOf(stages: readonly StageHead[]): readonly number[] {
  const seen = new Map<string, number>();
  const twins: number[] = [];
  stages.forEach((stage, index) => {
    if (!stage.title || (stage.id && PUBLIC_STAGES.has(stage.id))) return;
    const key = `${stage.parent}|${stage.title}`;
    const before = seen.get(key) ?? 0;
    if (before === 1) twins.push(index);
    seen.set(key, before + 1);
  });
  return twins;
}

/** The fix numbers every stage of that name but the first, where the jumps go. */
function twinFault(stages: readonly StageHead[], index: number): SyntaxFinding {
  const { title, parent, titleRange } = stages[index]!;
  const taken = new Set(stages.map((stage) => stage.title));
  let number = 1;
  const numbered = () => {
    do number++;
    while (taken.has(`${title} ${number}`));
    return `${title} ${number}`;
  };
  const later = stages.slice(index).filter((stage) => stage.title === title && stage.parent === parent);
  const edits = later.map((stage) => ({ range: stage.titleRange, newText: numbered() }));
  const name = edits[0]!.newText;
  return pitchFault('stage-twice', titleRange, edits, {
    zh: `改名为“${name}”，跳转仍到前面那一个`,
    en: `Rename it “${name}”; jumps still go to the first`,
  });
}

/** Whether the edit left every heading as it was. */
function sameNames(row: Row, old: readonly Block[], before: number, after: number): boolean {
  if (before !== after) return false;
  const names = (blocks: readonly Block[]) =>
    blocks.map((b) => (b.head ? `${b.head.level} ${b.head.ownId ?? ''} ${b.head.title}` : '')).join('\n');
  const oldMiddle = old.slice(row.head, old.length - row.tail);
  return names(oldMiddle) === names(row.blocks.slice(row.head, row.blocks.length - row.tail));
}

function addFaults(block: Block, findings: SyntaxFinding[], tabs: () => TextEdit[]): void {
  for (const { code, start, end, at, insert, replace } of block.faults) {
    const range = { start: block.base + start, end: block.base + end };
    const edits =
      code === 'mixed-indent'
        ? tabs()
        : replace !== undefined
          ? [{ range: { start: range.start, end: at === undefined ? range.end : block.base + at }, newText: replace }]
          : insert !== undefined && at !== undefined
            ? [{ range: { start: block.base + at, end: block.base + at }, newText: insert }]
            : [];
    findings.push(pitchFault(code, range, edits));
  }
}

/** Spaces for every tab that indents a line of the block's stage, each as wide as it is read. */
function tabsOf(block: Block, stages: readonly StageHead[], text: string): TextEdit[] {
  const { start, end } = stages[block.stageIndex]?.body ?? { start: 0, end: stages[0]?.range.start ?? text.length };
  const edits: TextEdit[] = [];
  for (const match of text.slice(start, end).matchAll(/(?<=^|[\r\n])[ \t\u3000]*\t[ \t\u3000]*/g)) {
    const width = [...match[0]].reduce((column, c) => column + (c === '\t' ? 2 - (column % 2) : c === ' ' ? 1 : 2), 0);
    const from = start + match.index;
    edits.push({ range: { start: from, end: from + match[0].length }, newText: ' '.repeat(width) });
  }
  return edits;
}

/** The next line that is not a comment, without its break; empty at the end of the text. */
function targetBelow({ lines, starts, text }: ScriptLines, line: number): { start: number; end: number } {
  let at = line + 1;
  while (lines[at]?.detail.kind === 'comment') at++;
  const found = lines[at];
  const start = starts[at] ?? text.length;
  return { start, end: start + (found?.raw.length ?? 0) };
}
