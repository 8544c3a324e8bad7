/** From lines to one block: who speaks, which branch owns what, which product is in scope, what is wrongly indented. */

import type { Speaker } from '../document.ts';
import {
  Block,
  BlockSegment,
  BranchItem,
  type Carry,
  CommentItem,
  JumpItem,
  type LineItem,
  NoteItem,
  ShotItem,
  SignatureItem,
  StageHead,
  TextItem,
  TurnItem,
} from './blocks.ts';
import { linkFlow } from './flow.ts';
import type { LexedLine } from './lines.ts';
import { type Cast, roleOf } from './speakers.ts';
import { foldName } from './words.ts';

/** A block is closed at the first safe line after so many lines, so that an edit reads few lines again. */
const BLOCK_LINES = 96;
/** Products in scope that are remembered, nearest first. */
const SCOPE_SIZE = 8;

export interface LineSource {
  readonly lines: readonly LexedLine[];
  /** Offsets of the lines' first characters. */
  readonly starts: Uint32Array;
}

/** One level of branches. */
interface Frame {
  readonly branch: BranchItem | undefined;
  /** Columns at which its lines stand; undefined until the first one. */
  column: number | undefined;
  tolerated: number;
  products: readonly string[];
  lastClient: number;
}

/**
 * Reads a block from line `first` on. It ends before the next heading, or before a line at which nothing is pending
 * once it is long enough or `mayEnd` says that a block known from before begins there.
 */
export function assembleBlock(
  source: LineSource,
  first: number,
  carry: Carry,
  cast: Cast,
  mayEnd: (line: number) => boolean,
): Block {
  const block = new Block(carry);
  const base = source.starts[first]!;
  const frames: Frame[] = [
    { branch: undefined, column: 0, tolerated: carry.tolerated, products: carry.products, lastClient: -1 },
  ];
  let indentKind = carry.indentKind;
  /** The item that a deeper line of plain text would continue. */
  let open: LineItem | undefined;
  let at = first;

  for (; at < source.lines.length; at++) {
    const line = source.lines[at]!;
    const { detail } = line;
    const offset = source.starts[at]! - base;
    if (detail.kind === 'heading') {
      if (at > first) break;
      block.head = new StageHead(block, line);
      addLineFaults(block, line, offset);
      continue;
    }
    if (detail.kind === 'blank') {
      open = undefined;
      continue;
    }
    if (detail.kind === 'comment') {
      addItem(block, new CommentItem(block, block.items.length, line, offset, line.from), frames);
      if (detail.directive) block.directives.push({ line: at - first, at: offset, lexed: line });
      continue;
    }
    const role =
      detail.kind === 'prose' && detail.name
        ? roleOf(foldName(line.raw.slice(detail.name.start, detail.name.end)), cast)
        : undefined;
    if (at > first && line.indent === 0 && detail.kind === 'prose' && (at - first >= BLOCK_LINES || mayEnd(at))) {
      popTo(frames, block, 0);
      if (frames[0]!.lastClient < 0) break;
    }
    addLineFaults(block, line, offset);
    const mixed =
      line.lead > 0 && line.indentKind !== '' && indentKind !== 'reported' && line.indentKind !== indentKind;
    if (mixed) {
      if (indentKind === '' && line.indentKind !== 'mixed') indentKind = line.indentKind as 'space' | 'tab';
      else {
        indentKind = 'reported';
        const replace = line.indentKind === 'space' ? undefined : ' '.repeat(line.indent);
        block.faults.push({ code: 'mixed-indent', start: offset, end: offset + line.lead, replace });
      }
    }
    if (detail.kind === 'prose' && !role && open && line.indent > open.indent) {
      continueItem(block, open, line, offset, frames);
      continue;
    }
    popTo(frames, block, line.indent);
    // paragraphs of a post may be indented as their writer likes
    const free = frames.length === 1 && detail.kind === 'prose' && !role;
    if (!free && !(mixed && indentKind === 'reported')) checkColumn(block, frames, line, offset);
    open = addMeaning(block, line, offset, role, frames);
  }
  popTo(frames, block, -1);
  block.lineCount = at - first;
  block.exit = { products: frames[0]!.products, indentKind, tolerated: frames[0]!.tolerated };
  linkFlow(block);
  return block;
}

function addMeaning(
  block: Block,
  line: LexedLine,
  offset: number,
  role: 'agent' | 'client' | 'narrator' | undefined,
  frames: Frame[],
): LineItem | undefined {
  const { detail } = line;
  const frame = frames[frames.length - 1]!;
  const local = block.items.length;
  switch (detail.kind) {
    case 'prose': {
      if (!role) {
        const text = addItem(block, new TextItem(block, local, line, offset, line.from), frames);
        addSegment(block, text, 'text', frame);
        return text;
      }
      const turn = new TurnItem(block, local, line, offset, detail.spoken);
      turn.role = role;
      turn.name = detail.name!;
      turn.tonePart = detail.tone;
      addItem(block, turn, frames);
      addSegment(block, turn, role, frame);
      return turn;
    }
    case 'note': {
      const note = new NoteItem(block, local, line, offset, line.from);
      note.labelPart = detail.label;
      addItem(block, note, frames);
      addSegment(block, note, 'note', frame);
      return note;
    }
    case 'branch': {
      const branch = new BranchItem(block, local, line, offset, line.from);
      addItem(block, branch, frames);
      frame.lastClient = -1;
      const inside: Frame = { branch, column: undefined, tolerated: -1, products: frame.products, lastClient: -1 };
      addSegment(block, branch, 'client', inside);
      frames.push(inside);
      return undefined;
    }
    case 'jump': {
      const jump = new JumpItem(block, local, line, offset, line.from);
      jump.filePart = detail.file;
      jump.targetPart = detail.target;
      addItem(block, jump, frames);
      frame.lastClient = -1;
      return undefined;
    }
    case 'shot': {
      const shot = new ShotItem(block, local, line, offset, line.from);
      shot.what = detail.what;
      addItem(block, shot, frames);
      addSegment(block, shot, detail.what === 'caption' ? 'caption' : 'narrator', frame);
      return shot;
    }
    case 'signature':
      addItem(block, new SignatureItem(block, local, line, offset, line.from), frames);
      return undefined;
    default:
      return undefined;
  }
}

function addItem<T extends LineItem>(block: Block, item: T, frames: readonly Frame[]): T {
  item.owner = frames[frames.length - 1]!.branch?.local ?? -1;
  block.items.push(item);
  return item;
}

function addSegment(block: Block, item: LineItem, speaker: Speaker, frame: Frame): void {
  const segment = new BlockSegment(item, block.segments.length, speaker);
  item.segmentIndex = segment.local;
  block.segments.push(segment);
  scopeProducts(segment, item.line, item.from, frame);
  if (speaker === 'client') frame.lastClient = segment.local;
  else if (speaker === 'agent' || speaker === 'text') {
    segment.answered = frame.lastClient;
    frame.lastClient = -1;
  } else if (item.type === 'turn') frame.lastClient = -1;
}

function continueItem(block: Block, item: LineItem, line: LexedLine, offset: number, frames: readonly Frame[]): void {
  item.more ??= [];
  item.more.push({ line, at: offset, from: line.from, to: line.to });
  const segment = block.segments[item.segmentIndex]!;
  scopeProducts(segment, line, line.from, frames[frames.length - 1]!);
}

/** The nearest earlier product counts; one that the segment names itself is nearest. A clause names its product too. */
function scopeProducts(segment: BlockSegment, line: LexedLine, from: number, frame: Frame): void {
  let own = segment.near.length ? segment.near : frame.products;
  for (const mark of line.marks) {
    if (mark.start < from || mark.idStart === mark.idEnd) continue;
    const id = line.raw.slice(mark.idStart, mark.idEnd);
    if (mark.kind === 'product') {
      frame.products = [id, ...frame.products.filter((p) => p !== id)].slice(0, SCOPE_SIZE);
      own = [id, ...own.filter((p) => p !== id)];
    } else if (mark.kind === 'clause' && !own.includes(id)) own = [...own, id];
  }
  segment.near = own;
}

/** Leaves the branches that a line at this column no longer belongs to. */
function popTo(frames: Frame[], block: Block, column: number): void {
  while (frames.length > 1) {
    const { branch } = frames[frames.length - 1]!;
    if (branch!.indent < column) return;
    branch!.localEnd = block.items.length;
    frames.pop();
  }
}

function checkColumn(block: Block, frames: readonly Frame[], line: LexedLine, offset: number): void {
  const frame = frames[frames.length - 1]!;
  frame.column ??= line.indent;
  if (line.indent === frame.column || line.indent === frame.tolerated) return;
  frame.tolerated = line.indent;
  const end = Math.max(line.lead, 1);
  block.faults.push({
    code: 'branch-indent',
    start: offset,
    end: offset + (line.lead ? end : line.to),
    at: offset + line.lead,
    replace: ' '.repeat(frame.column),
  });
}

function addLineFaults(block: Block, line: LexedLine, offset: number): void {
  for (const fault of line.faults) {
    const at = fault.at === undefined ? undefined : fault.at + offset;
    block.faults.push({ ...fault, start: fault.start + offset, end: fault.end + offset, at });
  }
}
