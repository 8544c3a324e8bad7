/**
 * Text → script. `readPitch(source)` reads from scratch; with the previous version only changed lines are lexed again and
 * only the blocks round them put together again. Both give the same document.
 */
import { assembleBlock } from './assemble.ts';
import { Block, type Carry, EXIT, type FlowCode, JumpItem, type Spine, STAGE_START, suppressionOf } from './blocks.ts';
import type { Channel, DocumentSource, PitchDocument, Segment, StageId, SuppressionComment, SyntaxFinding } from '../document.ts';
import { pitchFault } from './faults.ts';
import { type FrontMatter, readFrontMatter } from './front-matter.ts';
import { languageOf } from './language.ts';
import type { Script, ScriptItem, Stage } from './script.ts';
import { type LineChange, type ScriptLines, lexAll, lexChange } from './source-lines.ts';
import { stageFromTitle, stageNamed } from './stages.ts';
import { foldName, PUBLIC_STAGES } from './words.ts';

/** What a document was made from, for its next version. */
interface Making {
  readonly source: ScriptLines;
  readonly front: FrontMatter;
  readonly blocks: readonly Block[];
}

const MAKINGS = new WeakMap<PitchDocument, Making>();

/**
 * Reads a script. Never throws; what could not be read stands in `syntaxErrors` under `syntax/pitch`.
 *
 * `previous`, an earlier version of the same file, is used up: its items and segments move on to the new document. A
 * version that was used up already, or that another reader made, is simply not reused.
 */
export function readPitch(source: DocumentSource, previous?: PitchDocument): PitchDocument {
  const old = previous && MAKINGS.get(previous);
  if (previous && old) MAKINGS.delete(previous);
  const changed = old && lexChange(old.source, source.text);
  const lines = changed?.lines ?? lexAll(source.text);
  const keepFront = old && changed && changed.change.head > old.front.lineCount;
  const front = keepFront ? old.front : readFrontMatter(source.text, lines);
  const reusable = old && changed && sameCast(old.front, front) ? { blocks: old.blocks, change: changed.change } : undefined;
  const blocks = readBlocks(lines, front, reusable);
  return build(source, lines, front, blocks);
}

function sameCast(a: FrontMatter, b: FrontMatter): boolean {
  return a === b || JSON.stringify(a.settings.members) === JSON.stringify(b.settings.members);
}

/** Blocks in order, from the front matter's end to the end of the text; untouched ones are taken over. */
function readBlocks(
  source: ScriptLines,
  front: FrontMatter,
  reusable: { blocks: readonly Block[]; change: LineChange } | undefined,
): Block[] {
  const known = new Map<number, Block>();
  if (reusable) {
    const { head, oldTail, newTail } = reusable.change;
    for (const block of reusable.blocks) {
      const end = block.firstLine + block.lineCount;
      // the line below must be the same too, because it decides that the block ends there
      if (end < head) known.set(block.firstLine, block);
      else if (block.firstLine >= oldTail) known.set(block.firstLine - oldTail + newTail, block);
    }
  }
  const blocks: Block[] = [];
  let carry: Carry = STAGE_START;
  for (let line = front.lineCount; line < source.lines.length; ) {
    const atHeading = source.lines[line]!.detail.kind === 'heading';
    if (atHeading) carry = STAGE_START;
    const old = known.get(line);
    const block =
      old && sameCarry(old.carry, carry)
        ? old
        : assembleBlock(source, line, carry, front.settings.cast, (at) => known.has(at));
    block.firstLine = line;
    blocks.push(block);
    carry = block.exit;
    line += block.lineCount;
  }
  return blocks;
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

function build(source: DocumentSource, lines: ScriptLines, front: FrontMatter, blocks: readonly Block[]): PitchDocument {
  const { text, starts } = lines;
  const { settings } = front;
  const items: ScriptItem[] = [];
  const segments: Segment[] = [];
  const syntaxErrors: SyntaxFinding[] = [...front.faults];
  const suppressions: SuppressionComment[] = [];
  const stages: MutableStage[] = [];
  const spine = new DocumentSpine(blocks, stages, settings.channel, settings.products);

  for (let position = 0; position < blocks.length; position++) {
    const block = blocks[position]!;
    block.base = starts[block.firstLine]!;
    block.position = position;
    block.itemBase = items.length;
    block.segmentBase = segments.length;
    block.spine = spine;
    if (block.head) {
      const previous = stages[stages.length - 1];
      if (previous) closeStage(previous, block.base, items.length);
      stages.push(openStage(block, stages, items.length, text.length));
    }
    const stage = stages[stages.length - 1];
    block.stageIndex = stages.length - 1;
    block.stage = stage?.id;
    block.channel = channelOf(stage?.id, settings.channel);
    block.heading = stage?.title;
    for (const item of block.items) items.push(item as unknown as ScriptItem);
    for (const segment of block.segments) segments.push(segment);
    addFaults(block, syntaxErrors);
    for (const { line, at, lexed } of block.directives) {
      const found = suppressionOf(lexed, block.base + at, targetBelow(lines, block.firstLine + line));
      if (found) suppressions.push(found);
    }
  }
  const last = stages[stages.length - 1];
  if (last) closeStage(last, text.length, items.length);
  addTwins(stages, syntaxErrors);
  syntaxErrors.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  const script: Script = { frontMatter: front.part, stages, items };
  const document: PitchDocument = {
    kind: 'pitch',
    uri: source.uri,
    text,
    language: settings.language ?? languageOf(text, settings.market),
    market: settings.market,
    segments,
    syntaxErrors,
    suppressions,
    script,
  };
  MAKINGS.set(document, { source: lines, front, blocks });
  return document;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
interface MutableStage extends Mutable<Stage> {
  /** Position of its first block. */
  readonly block: number;
  readonly parent: number;
}

function openStage(block: Block, stages: readonly MutableStage[], first: number, textEnd: number): MutableStage {
  const line = block.head!;
  const detail = line.detail.kind === 'heading' ? line.detail : undefined;
  const title = detail ? line.raw.slice(detail.title.start, detail.title.end) : '';
  const level = detail?.level ?? 1;
  let parent = stages.length - 1;
  while (parent >= 0 && stages[parent]!.level >= level) parent = stages[parent]!.parent;
  const absolute = (p: { start: number; end: number }) => ({ start: block.base + p.start, end: block.base + p.end });
  const written = detail?.id && { text: line.raw.slice(detail.id.start, detail.id.end), range: absolute(detail.id) };
  // a sub-heading that names no stage belongs to the stage it stands in
  const id = written ? stageNamed(written.text) : (stageFromTitle(title) ?? stages[parent]?.id);
  return {
    title,
    range: { start: block.base + line.lead, end: block.base + line.raw.trimEnd().length },
    titleRange: absolute(detail?.title ?? { start: line.from, end: line.to }),
    level,
    id,
    written,
    attributes: (detail?.attributes ?? []).map(({ key, value, part }) => ({ key, value, range: absolute(part) })),
    body: { start: block.base + line.lead, end: textEnd },
    first,
    end: first,
    block: block.position,
    parent,
  };
}

function closeStage(stage: MutableStage, offset: number, items: number): void {
  stage.body = { start: stage.body.start, end: offset };
  stage.end = items;
}

function channelOf(stage: StageId | undefined, fallback: Channel): Channel {
  return stage && PUBLIC_STAGES.has(stage) ? 'public' : fallback;
}

function addFaults(block: Block, findings: SyntaxFinding[]): void {
  for (const { code, start, end, at, insert, replace } of block.faults) {
    const range = { start: block.base + start, end: block.base + end };
    const edits =
      replace !== undefined
        ? [{ range: { start: range.start, end: at === undefined ? range.end : block.base + at }, newText: replace }]
        : insert !== undefined && at !== undefined
          ? [{ range: { start: block.base + at, end: block.base + at }, newText: insert }]
          : [];
    findings.push(pitchFault(code, range, edits));
  }
}

/** Two stages of one name under one heading: a jump could mean either. Said once per name; nobody jumps to a post. */
function addTwins(stages: readonly MutableStage[], findings: SyntaxFinding[]): void {
  const seen = new Map<string, number>();
  for (const stage of stages) {
    if (!stage.title || (stage.id && PUBLIC_STAGES.has(stage.id))) continue;
    const key = `${stage.parent}|${stage.title}`;
    const before = seen.get(key) ?? 0;
    if (before === 1) findings.push(pitchFault('stage-twice', stage.titleRange));
    seen.set(key, before + 1);
  }
}

/** The next line that is not a comment, without its break; empty at the end of the text. */
function targetBelow({ lines, starts, text }: ScriptLines, line: number): { start: number; end: number } {
  let at = line + 1;
  while (lines[at]?.detail.kind === 'comment') at++;
  const found = lines[at];
  const start = starts[at] ?? text.length;
  return { start, end: start + (found?.raw.length ?? 0) };
}

class DocumentSpine implements Spine {
  private names: Map<string, number> | undefined;

  constructor(
    private readonly blocks: readonly Block[],
    private readonly stages: readonly MutableStage[],
    readonly documentChannel: Channel,
    readonly documentProducts: readonly string[],
  ) {}

  reach(from: Block, flow: readonly FlowCode[]): readonly number[] {
    const found = new Set<number>();
    const seen = new Set<Block>();
    const pending: { block: Block; flow: readonly FlowCode[] }[] = [{ block: from, flow }];
    for (let next = pending.shift(); next; next = pending.shift()) {
      for (const code of next.flow) {
        if (code >= 0) {
          found.add(next.block.segmentBase + code);
          continue;
        }
        const target = code === EXIT ? this.below(next.block) : this.jumpedTo(next.block.items[-code - 2]);
        if (!target || seen.has(target)) continue;
        seen.add(target);
        pending.push({ block: target, flow: target.entry });
      }
    }
    return [...found];
  }

  /** Talk flows from stage to stage; what is published stands alone. */
  private below(block: Block): Block | undefined {
    const next = this.blocks[block.position + 1];
    if (next?.head && (next.channel === 'public' || block.channel === 'public')) return undefined;
    return next;
  }

  private jumpedTo(item: unknown): Block | undefined {
    if (!(item instanceof JumpItem) || item.file !== undefined) return undefined;
    if (!this.names) {
      this.names = new Map();
      for (let i = this.stages.length - 1; i >= 0; i--) this.names.set(foldName(this.stages[i]!.title), i);
    }
    const index = this.names.get(foldName(item.target));
    return index === undefined ? undefined : this.blocks[this.stages[index]!.block];
  }
}
