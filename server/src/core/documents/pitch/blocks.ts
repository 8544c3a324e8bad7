/**
 * A block is some lines of one stage, read together: items, segments and the flow between them, all counted from the
 * block's own start. Blocks that an edit did not touch are kept; only their bases move. Items and segments therefore
 * answer through getters: spreading one (`{...segment}`) copies nothing useful.
 */

import { type MappedPiece, MappedText } from '../../text/mapped-text.ts';
import type { SourceRange } from '../../text/range.ts';
import type { Channel, InlineReference, Segment, Speaker, StageId, SuppressionComment } from '../document.ts';
import type { HeadingDetail, LexedLine, Part } from './lines.ts';
import type { LineFault } from './marks.ts';
import type { Inline, NvcMark, Placeholder, ScriptItem, Stage } from './script.ts';
import { stageFromTitle, stageNamed } from './stages.ts';
import { foldLine } from './words.ts';

/** What a block needs to know of the lines above it, and hands to the block below. */
export interface Carry {
  /** Products named so far in the stage, nearest first. */
  readonly products: readonly string[];
  /** What the stage's indentation is made of so far; `reported` once a mixture was. */
  readonly indentKind: '' | 'space' | 'tab' | 'reported';
  /** A wrong indentation outside any branch that was already reported, in columns, or -1. */
  readonly tolerated: number;
}

export const STAGE_START: Carry = { products: [], indentKind: '', tolerated: -1 };

/** Where flow goes on: a segment of this block (≥ 0), the block's end (-1), or the jump at item `-code - 2`. */
export type FlowCode = number;
export const EXIT: FlowCode = -1;

/** The document as blocks see it. */
export interface Spine {
  readonly documentProducts: readonly string[];
  /** Segment indices of the agent's next words behind flow codes of a block, each once. */
  reach(block: Block, flow: readonly FlowCode[]): readonly number[];
  /** Offset at which a stage ends, and index of the first item that is no longer its own. */
  stageEnd(index: number): number;
  stageItemsEnd(index: number): number;
}

export interface BlockFault extends Omit<LineFault, 'code'> {
  readonly code: LineFault['code'] | 'branch-indent' | 'mixed-indent';
}

export class Block {
  // where the block stands now; set whenever a document is read
  base = 0;
  itemBase = 0;
  segmentBase = 0;
  stageIndex = -1;
  position = 0;
  firstLine = 0;
  stage: StageId | undefined;
  channel: Channel = 'script';
  heading: string | undefined;
  spine!: Spine;

  // what it holds, in its own offsets; never changed after assembly
  readonly items: LineItem[] = [];
  readonly segments: BlockSegment[] = [];
  /** What rules learnt from it, see parts.ts. */
  readonly facts: unknown[] = [];
  readonly faults: BlockFault[] = [];
  readonly directives: { readonly line: number; readonly at: number; readonly lexed: LexedLine }[] = [];
  /** Flow codes of the agent's first words from the block's start. */
  entry: readonly FlowCode[] = [EXIT];
  exit: Carry = STAGE_START;
  lineCount = 0;
  /** The stage whose heading the block begins with. */
  head: StageHead | undefined;

  constructor(readonly carry: Carry) {}
}

type Attributes = Stage['attributes'];

/** A stage, kept with its heading's block. `id` and `parent` follow from those above it. */
export class StageHead implements Stage {
  readonly title: string;
  readonly level: 1 | 2 | 3;
  /** From `{id}` or the title, before a sub-heading inherits. */
  readonly ownId: StageId | undefined;
  id: StageId | undefined;
  /** Index of the stage that this heading stands below, or -1. */
  parent = -1;
  private readonly detail: HeadingDetail | undefined;

  constructor(
    readonly home: Block,
    private readonly line: LexedLine,
  ) {
    this.detail = line.detail.kind === 'heading' ? line.detail : undefined;
    this.title = line.raw.slice(line.from, line.to);
    this.level = this.detail?.level ?? 1;
    const written = this.detail?.id && line.raw.slice(this.detail.id.start, this.detail.id.end);
    this.ownId = written ? stageNamed(written) : stageFromTitle(this.title);
  }

  get range(): SourceRange {
    return this.absolute({ start: this.line.lead, end: this.line.raw.trimEnd().length });
  }
  get titleRange(): SourceRange {
    return this.absolute({ start: this.line.from, end: this.line.to });
  }
  get body(): SourceRange {
    return { start: this.home.base + this.line.lead, end: this.home.spine.stageEnd(this.home.stageIndex) };
  }
  get first(): number {
    return this.home.itemBase;
  }
  get end(): number {
    return this.home.spine.stageItemsEnd(this.home.stageIndex);
  }
  get written(): Stage['written'] {
    const part = this.detail?.id;
    return part && { text: this.line.raw.slice(part.start, part.end), range: this.absolute(part) };
  }
  get attributes(): Attributes {
    return (this.detail?.attributes ?? []).map(({ key, value, part }) => ({ key, value, range: this.absolute(part) }));
  }
  private absolute(part: Part): SourceRange {
    return { start: this.home.base + part.start, end: this.home.base + part.end };
  }
}

interface Stretch {
  readonly line: LexedLine;
  /** Block offset of the line's first character. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** A line (and the lines that continue it) as an item of the script. */
export abstract class LineItem {
  /** Block item index of the enclosing branch, or -1. */
  owner = -1;
  segmentIndex = -1;
  more: Stretch[] | undefined;

  constructor(
    readonly home: Block,
    readonly local: number,
    readonly line: LexedLine,
    readonly at: number,
    readonly from: number,
  ) {}

  abstract readonly type: ScriptItem['type'];

  get index(): number {
    return this.home.itemBase + this.local;
  }
  get indent(): number {
    return this.line.indent;
  }
  get stage(): number {
    return this.home.stageIndex;
  }
  get branch(): number {
    return this.owner < 0 ? -1 : this.home.itemBase + this.owner;
  }
  get segment(): number {
    return this.segmentIndex < 0 ? -1 : this.home.segmentBase + this.segmentIndex;
  }
  get range(): SourceRange {
    const start = this.home.base + this.at;
    return { start: start + this.line.lead, end: this.contentEnd(start) };
  }
  get content(): Inline {
    const start = this.home.base + this.at;
    const references: InlineReference[] = [];
    const placeholders: Placeholder[] = [];
    const nvc: NvcMark[] = [];
    for (const stretch of this.stretches()) collectMarks(stretch, this.home.base, references, placeholders, nvc);
    return { range: { start: start + this.from, end: this.contentEnd(start) }, references, placeholders, nvc };
  }

  stretches(): readonly Stretch[] {
    const own = { line: this.line, at: this.at, from: this.from, to: this.line.to };
    return this.more ? [own, ...this.more] : [own];
  }

  protected part(part: Part): SourceRange {
    const start = this.home.base + this.at;
    return { start: start + part.start, end: start + part.end };
  }
  protected written(part: Part): string {
    return this.line.raw.slice(part.start, part.end);
  }
  private contentEnd(start: number): number {
    const last = this.more?.[this.more.length - 1];
    return last ? this.home.base + last.at + last.to : start + Math.max(this.line.to, this.from);
  }
}

export class TurnItem extends LineItem {
  readonly type = 'turn';
  role: 'agent' | 'client' | 'narrator' = 'agent';
  name!: Part;
  tonePart: Part | undefined;
  get speakerName(): string {
    return this.written(this.name);
  }
  get speakerRange(): SourceRange {
    return this.part(this.name);
  }
  get tone(): string | undefined {
    return this.tonePart && this.written(this.tonePart);
  }
}
export class NoteItem extends LineItem {
  readonly type = 'note';
  labelPart: Part | undefined;
  get label(): string | undefined {
    return this.labelPart && this.written(this.labelPart);
  }
  get labelRange(): SourceRange | undefined {
    return this.labelPart && this.part(this.labelPart);
  }
}
export class BranchItem extends LineItem {
  readonly type = 'branch';
  localEnd = 0;
  get first(): number {
    return this.index + 1;
  }
  get end(): number {
    return this.home.itemBase + this.localEnd;
  }
}
export class JumpItem extends LineItem {
  readonly type = 'jump';
  filePart: Part | undefined;
  targetPart!: Part;
  get file(): string | undefined {
    return this.filePart && this.written(this.filePart);
  }
  get fileRange(): SourceRange | undefined {
    return this.filePart && this.part(this.filePart);
  }
  get target(): string {
    return this.written(this.targetPart);
  }
  get targetRange(): SourceRange {
    return this.part(this.targetPart);
  }
}
export class ShotItem extends LineItem {
  readonly type = 'shot';
  what: 'scene' | 'caption' = 'scene';
}
export class SignatureItem extends LineItem {
  readonly type = 'signature';
}
export class TextItem extends LineItem {
  readonly type = 'text';
}
export class CommentItem extends LineItem {
  readonly type = 'comment';
}

const NO_PATH: readonly (string | number)[] = [];

export class BlockSegment implements Segment {
  flow: readonly FlowCode[] = [];
  /** Block segment index of the client's words that it answers. */
  answered = -1;
  near: readonly string[] = [];
  private relative: MappedText | undefined;
  private absolute: MappedText | undefined;
  private absoluteBase = -1;

  constructor(
    readonly item: LineItem,
    readonly local: number,
    readonly speaker: Speaker,
  ) {}

  get index(): number {
    return this.item.home.segmentBase + this.local;
  }
  get channel(): Channel {
    return this.item.home.channel;
  }
  get stage(): StageId | undefined {
    return this.item.home.stage;
  }
  get heading(): string | undefined {
    return this.item.home.heading;
  }
  get label(): string | undefined {
    const label = this.item instanceof NoteItem ? this.item.label : undefined;
    return label && foldLine(label);
  }
  get path(): readonly (string | number)[] {
    return NO_PATH;
  }
  get group(): string | undefined {
    return this.item.home.channel === 'public' && this.item.home.stageIndex >= 0
      ? `stage:${this.item.home.stageIndex}`
      : undefined;
  }
  get references(): readonly InlineReference[] {
    return this.item.line.marks.length || this.item.more ? this.item.content.references : NO_REFERENCES;
  }
  get products(): readonly string[] {
    const { documentProducts } = this.item.home.spine;
    return documentProducts.length === 0 ? this.near : [...new Set([...this.near, ...documentProducts])];
  }
  get next(): readonly number[] {
    return this.item.home.spine.reach(this.item.home, this.flow);
  }
  get answers(): number | undefined {
    return this.answered < 0 ? undefined : this.item.home.segmentBase + this.answered;
  }
  get text(): MappedText {
    const { base } = this.item.home;
    if (!this.absolute || this.absoluteBase !== base) {
      this.relative ??= mapText(this.item.stretches());
      this.absolute = this.relative.shifted(base);
      this.absoluteBase = base;
    }
    return this.absolute;
  }
}

const NO_REFERENCES: readonly InlineReference[] = [];

/** Prose with each mark as one U+FFFC, lines joined by one line break; offsets count from the block's start. */
function mapText(stretches: readonly Stretch[]): MappedText {
  const [only] = stretches;
  if (stretches.length === 1 && only && !only.line.marks.some((m) => m.end > only.from)) {
    return MappedText.verbatim(only.line.raw.slice(only.from, only.to), only.at + only.from);
  }
  const pieces: MappedPiece[] = [];
  let text = '';
  const add = (part: string, start: number, end: number) => {
    if (part.length === 0) return;
    pieces.push({ at: text.length, length: part.length, source: { start, end } });
    text += part;
  };
  let last = 0;
  for (const { line, at, from, to } of stretches) {
    if (pieces.length) add('\n', last, at + from);
    let done = from;
    for (const mark of line.marks) {
      if (mark.start < from) continue;
      add(line.raw.slice(done, mark.start), at + done, at + mark.start);
      add('\uFFFC', at + mark.start, at + mark.end);
      done = mark.end;
    }
    if (done < to) add(line.raw.slice(done, to), at + done, at + to);
    last = at + Math.max(done, to);
  }
  return MappedText.of(text, pieces);
}

function collectMarks(
  { line, at, from }: Stretch,
  base: number,
  references: InlineReference[],
  placeholders: Placeholder[],
  nvc: NvcMark[],
): void {
  const start = base + at;
  for (const mark of line.marks) {
    if (mark.start < from) continue;
    const range = { start: start + mark.start, end: start + mark.end };
    const idRange = { start: start + mark.idStart, end: start + mark.idEnd };
    const id = line.raw.slice(mark.idStart, mark.idEnd);
    const sub = mark.subStart === undefined ? undefined : line.raw.slice(mark.subStart, mark.subEnd);
    if (mark.kind === 'nvc') nvc.push({ step: mark.step!, range });
    else if (mark.kind === 'placeholder') placeholders.push({ name: id, fallback: sub, range, nameRange: idRange });
    else if (sub === undefined) references.push({ kind: mark.kind, id, range, idRange });
    else {
      const clauseRange = { start: start + mark.subStart!, end: start + mark.subEnd! };
      references.push({ kind: mark.kind, id, clause: sub, range, idRange, clauseRange });
    }
  }
}

/** A suppression comment, its target line given. */
export function suppressionOf(lexed: LexedLine, start: number, target: SourceRange): SuppressionComment | undefined {
  const directive = lexed.detail.kind === 'comment' ? lexed.detail.directive : undefined;
  if (!directive) return undefined;
  return {
    range: { start: start + lexed.from, end: start + lexed.to },
    rules: directive.rules.map((p) => ({
      id: foldLine(lexed.raw.slice(p.start, p.end)),
      range: { start: start + p.start, end: start + p.end },
    })),
    reason: directive.reason,
    until: directive.until,
    target,
  };
}
