/**
 * A script as a graph: every turn, branch, jump, shot and line of text is a node; notes and comments are not. Path rules
 * ask here. State is propagated, paths are never enumerated: the work is linear in nodes and edges times the number of
 * times a state can change.
 */
import { placeBeside } from '../../beside.ts';
import type { Jump, Script, ScriptItem, Stage } from './script.ts';
import { stageNamed } from './stages.ts';
import { foldName, PUBLIC_STAGES } from './words.ts';

export interface TurnGraph {
  readonly script: Script;
  /** The node behind every last line: `script.items.length`. */
  readonly end: number;
  /** Item indices that are nodes, in document order. */
  readonly nodes: readonly number[];
  /** By item index; empty for items that are no nodes, and for the end. */
  readonly successors: readonly (readonly number[])[];
  /** Where reading begins: the first lines, and the first lines of each post or video. */
  readonly starts: readonly number[];
  /** First nodes of each stage, by stage index; `[end]` for a stage with nothing behind it. */
  readonly stageEntries: readonly (readonly number[])[];
  /** What became of each jump, by item index. */
  readonly jumps: ReadonlyMap<number, JumpTarget>;
  /** What would follow each jump if it were not there, by item index. */
  readonly passing: ReadonlyMap<number, readonly number[]>;
}

export type JumpTarget =
  | { readonly state: 'here'; readonly stage: number }
  | { readonly state: 'file'; readonly file: string; readonly target: string }
  | { readonly state: 'missing'; readonly target: string };

/** The stage that a jump of this file means: by title, else by `{id}`. Undefined for none and for other files. */
export function stageOfJump(script: Script, jump: Jump): number | undefined {
  return jump.file === undefined ? stageByName(script, jump.target) : undefined;
}

/** Index of the first stage so titled, else of the first whose written `{id}` it is. */
export function stageByName(script: Script, name: string): number | undefined {
  const folded = foldName(name);
  if (!folded) return undefined;
  const { byTitle, byId } = namesOf(script);
  const id = byTitle.has(folded) ? undefined : stageNamed(name);
  return byTitle.get(folded) ?? (id && byId.get(id));
}

interface StageNames {
  readonly byTitle: ReadonlyMap<string, number>;
  /** Of stages whose `{id}` is written. */
  readonly byId: ReadonlyMap<string, number>;
}

const names = placeBeside<Script, StageNames>();

/** Looked up once per script: a script may have as many jumps as stages. */
function namesOf(script: Script): StageNames {
  let known = names.get(script);
  if (!known) {
    const byTitle = new Map<string, number>();
    const byId = new Map<string, number>();
    script.stages.forEach(({ title, written, id }, index) => {
      const folded = foldName(title);
      if (!byTitle.has(folded)) byTitle.set(folded, index);
      if (written !== undefined && id !== undefined && !byId.has(id)) byId.set(id, index);
    });
    known = { byTitle, byId };
    names.set(script, known);
  }
  return known;
}

interface Level {
  follow: readonly number[];
  run: { readonly meet: readonly number[]; readonly entries: (readonly number[])[] } | undefined;
}

const NOTHING: readonly number[] = [];

/** Builds the graph. Talk flows from stage to stage in document order; what is published stands alone. */
export function turnGraph(script: Script): TurnGraph {
  const { items, stages } = script;
  const end = items.length;
  const successors: (readonly number[])[] = new Array(end + 1).fill(NOTHING);
  const stageEntries: (readonly number[])[] = new Array(stages.length).fill([end]);
  const starts = new Set<number>();
  const nodes: number[] = [];
  const jumpItems: Jump[] = [];
  const passing = new Map<number, readonly number[]>();
  const levels = new Map<number, Level>([[-1, { follow: [end], run: undefined }]]);
  const top = levels.get(-1)!;
  let stage = stages.length;

  /** Leaves the stages from the one read last up to `next`, whose lines come now. */
  const enterStage = (next: number) => {
    for (; stage > next; stage--) {
      if (stage === stages.length) continue;
      settle(top);
      stageEntries[stage] = top.follow;
      if (!published(stages[stage]) && !published(stages[stage - 1])) continue;
      for (const node of top.follow) if (node !== end) starts.add(node);
      top.follow = [end];
    }
  };

  for (let i = items.length - 1; i >= 0; i--) {
    const item = items[i]!;
    if (item.stage < stage) enterStage(item.stage);
    if (item.type === 'note' || item.type === 'comment' || item.type === 'signature') continue;
    nodes.push(i);
    if (item.type === 'branch') {
      const body = levelOf(levels, items, i);
      settle(body);
      successors[i] = body.follow;
      levels.get(item.branch)!.run!.entries.push([i]);
      levels.delete(i);
      continue;
    }
    const level = levelOf(levels, items, item.branch);
    settle(level);
    if (item.type === 'jump') {
      jumpItems.push(item);
      passing.set(i, level.follow);
    } else successors[i] = level.follow;
    level.follow = [i];
  }
  enterStage(-1);
  settle(top);
  for (const node of top.follow) if (node !== end) starts.add(node);

  const jumps = new Map<number, JumpTarget>();
  for (const jump of jumpItems.reverse()) {
    const target = stageOfJump(script, jump);
    successors[jump.index] = target === undefined ? [end] : stageEntries[target]!;
    if (jump.file !== undefined) jumps.set(jump.index, { state: 'file', file: jump.file, target: jump.target });
    else if (target === undefined) jumps.set(jump.index, { state: 'missing', target: jump.target });
    else jumps.set(jump.index, { state: 'here', stage: target });
  }
  const sorted = [...starts].sort((a, b) => a - b);
  return { script, end, nodes: nodes.reverse(), successors, starts: sorted, stageEntries, jumps, passing };
}

/** The same script with something else behind one jump. */
export function rerouted(graph: TurnGraph, jump: number, next: readonly number[]): TurnGraph {
  const successors = graph.successors.slice();
  successors[jump] = next;
  return { ...graph, successors };
}

function published(stage: Stage | undefined): boolean {
  return stage?.id !== undefined && PUBLIC_STAGES.has(stage.id);
}

function levelOf(levels: Map<number, Level>, items: readonly ScriptItem[], owner: number): Level {
  const missing: number[] = [];
  for (let o = owner; !levels.has(o); o = items[o]!.branch) missing.push(o);
  for (const branch of missing.reverse()) {
    const outer = levels.get(items[branch]!.branch)!;
    outer.run ??= { meet: outer.follow, entries: [] };
    levels.set(branch, { follow: outer.run.meet, run: undefined });
  }
  return levels.get(owner)!;
}

function settle(level: Level): void {
  if (!level.run) return;
  level.follow = level.run.entries.reverse().flat();
  level.run = undefined;
}

export interface Propagation<S> {
  /** State before the first node of every start. */
  readonly initial: S;
  /** State behind an item, given the state before it. Must not change its argument. */
  readonly transfer: (item: ScriptItem, before: S) => S;
  /** Where paths meet: for "on every path" the weaker of both, for "on some path" the stronger. */
  readonly join: (a: S, b: S) => S;
  readonly equal?: (a: S, b: S) => boolean;
}

export interface Propagated<S> {
  /** State before a node (the end included), over all paths that reach it; undefined where none does. */
  before(node: number): S | undefined;
  after(node: number): S | undefined;
}

/**
 * Carries state along all paths at once, cycles included. `from` begins elsewhere than at the starts. Ends when nothing
 * changes, which needs a `join` that can only go one way a bounded number of times.
 */
export function propagate<S>(
  graph: TurnGraph,
  rules: Propagation<S>,
  from: readonly number[] = graph.starts,
): Propagated<S> {
  const equal = rules.equal ?? ((a: S, b: S) => a === b);
  const before: (S | undefined)[] = new Array(graph.end + 1).fill(undefined);
  const reached = new Uint8Array(graph.end + 1);
  const waiting = new Uint8Array(graph.end + 1);
  const queue: number[] = [];
  const meet = (node: number, state: S) => {
    if (reached[node]) {
      const joined = rules.join(before[node] as S, state);
      if (equal(joined, before[node] as S)) return;
      before[node] = joined;
    } else {
      reached[node] = 1;
      before[node] = state;
    }
    if (waiting[node] || node === graph.end) return;
    waiting[node] = 1;
    queue.push(node);
  };
  for (const node of from) meet(node, rules.initial);
  for (let at = 0; at < queue.length; at++) {
    const node = queue[at]!;
    waiting[node] = 0;
    const state = rules.transfer(graph.script.items[node]!, before[node] as S);
    for (const next of graph.successors[node]!) meet(next, state);
  }
  return {
    before: (node) => before[node],
    after: (node) =>
      node < graph.end && reached[node] ? rules.transfer(graph.script.items[node]!, before[node] as S) : undefined,
  };
}

/**
 * The shortest way from one of `from` to a node that `goal` accepts, entering no node that `avoid` refuses; both ends
 * included. Undefined when there is none. Goal may be the end.
 */
export function shortestPath(
  graph: TurnGraph,
  from: readonly number[],
  goal: (node: number) => boolean,
  avoid: (node: number) => boolean = () => false,
): readonly number[] | undefined {
  const cameFrom = new Map<number, number>();
  const queue: number[] = [];
  for (const node of from) {
    if (cameFrom.has(node) || avoid(node)) continue;
    cameFrom.set(node, -1);
    queue.push(node);
  }
  for (let at = 0; at < queue.length; at++) {
    const node = queue[at]!;
    if (goal(node)) {
      const path: number[] = [];
      for (let n = node; n >= 0; n = cameFrom.get(n)!) path.push(n);
      return path.reverse();
    }
    for (const next of graph.successors[node]!) {
      if (cameFrom.has(next) || avoid(next)) continue;
      cameFrom.set(next, node);
      queue.push(next);
    }
  }
  return undefined;
}

/** Nodes that no path from a start reaches: behind a jump, or in a stage that only a lost jump led to. */
export function unreachable(graph: TurnGraph): readonly number[] {
  const seen = propagate(graph, { initial: true, transfer: () => true, join: () => true });
  return graph.nodes.filter((node) => !seen.before(node));
}

/** Reachable nodes from which no path comes to the end: talk that can only go round. */
export function endless(graph: TurnGraph): readonly number[] {
  const predecessors: number[][] = Array.from({ length: graph.end + 1 }, () => []);
  for (const node of graph.nodes) for (const next of graph.successors[node]!) predecessors[next]!.push(node);
  const ends = new Uint8Array(graph.end + 1);
  const queue = [graph.end];
  ends[graph.end] = 1;
  for (let at = 0; at < queue.length; at++) {
    for (const node of predecessors[queue[at]!]!) {
      if (ends[node]) continue;
      ends[node] = 1;
      queue.push(node);
    }
  }
  const lost = new Set(unreachable(graph));
  return graph.nodes.filter((node) => !ends[node] && !lost.has(node));
}
