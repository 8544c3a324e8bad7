/**
 * What every listener has heard before a line, and what every listener will hear after it, as sets of up to 31 things
 * (disclosures). Computed part by part: what a part lets through is remembered with the part, so that a keystroke costs
 * its own part and one step per part. Over all paths: where paths meet, only what all of them heard counts.
 */
import type { PitchDocument } from '../document.ts';
import { stageByName } from './graph.ts';
import { partsOf, placeInParts, type ScriptPart } from './parts.ts';
import type { Jump } from './script.ts';
import { PUBLIC_STAGES } from './words.ts';

/** A set of things heard, one bit each. */
export type Heard = number;
/** Nobody comes this way: every set is heard there, as on all zero paths. */
export const NOBODY: Heard = -1;

/** A part as a graph of its own: successors by local index, `items.length` for the part's end, none for a jump. */
export interface LocalGraph {
  readonly successors: readonly (readonly number[])[];
  /** Where reading begins. */
  readonly starts: readonly number[];
  readonly jumps: readonly number[];
}

const NOTHING: readonly number[] = [];

interface Level {
  follow: readonly number[];
  run: { readonly meet: readonly number[]; readonly entries: (readonly number[])[] } | undefined;
}

const graphs = placeInParts<LocalGraph>();

/** The graph of a part's own lines; branches of one run are alternatives and exhaust the choice. */
export function localGraph(part: ScriptPart): LocalGraph {
  const known = graphs.get(part);
  if (known) return known;
  const { items, itemBase } = part;
  const owners = items.map((item) => (item.branch < 0 ? -1 : item.branch - itemBase));
  const successors: (readonly number[])[] = new Array(items.length).fill(NOTHING);
  const levels = new Map<number, Level>([[-1, { follow: [items.length], run: undefined }]]);
  const jumps: number[] = [];
  const settle = (level: Level) => {
    if (!level.run) return;
    level.follow = level.run.entries.reverse().flat();
    level.run = undefined;
  };
  const levelOf = (owner: number): Level => {
    const missing: number[] = [];
    for (let o = owner; !levels.has(o); o = owners[o]!) missing.push(o);
    for (const branch of missing.reverse()) {
      const outer = levels.get(owners[branch]!)!;
      outer.run ??= { meet: outer.follow, entries: [] };
      levels.set(branch, { follow: outer.run.meet, run: undefined });
    }
    return levels.get(owner)!;
  };
  for (let i = items.length - 1; i >= 0; i--) {
    const { type } = items[i]!;
    if (type === 'note' || type === 'comment' || type === 'signature') continue;
    if (type === 'branch') {
      const body = levelOf(i);
      settle(body);
      successors[i] = body.follow;
      levels.get(owners[i]!)!.run!.entries.push([i]);
      levels.delete(i);
      continue;
    }
    const level = levelOf(owners[i]!);
    settle(level);
    if (type === 'jump') jumps.push(i);
    else successors[i] = level.follow;
    level.follow = [i];
  }
  const top = levels.get(-1)!;
  settle(top);
  const graph = { successors, starts: top.follow, jumps: jumps.reverse() };
  graphs.set(part, graph);
  return graph;
}

/** What all paths from the part's start have heard before each line, counted from nothing; the end included. */
function forward(part: ScriptPart, own: readonly Heard[]): readonly Heard[] {
  const { successors, starts } = localGraph(part);
  const before: Heard[] = new Array(part.items.length + 1).fill(NOBODY);
  const waiting = new Uint8Array(part.items.length + 1);
  const reached = new Uint8Array(part.items.length + 1);
  const queue: number[] = [];
  const meet = (node: number, heard: Heard) => {
    const joined = before[node]! & heard;
    if (reached[node] && joined === before[node]) return;
    reached[node] = 1;
    before[node] = joined;
    if (waiting[node] || node === part.items.length) return;
    waiting[node] = 1;
    queue.push(node);
  };
  for (const node of starts) meet(node, 0);
  for (let at = 0; at < queue.length; at++) {
    const node = queue[at]!;
    waiting[node] = 0;
    for (const next of successors[node]!) meet(next, before[node]! | own[node]!);
  }
  return before;
}

/** What all paths hear from each line on, itself included, given what comes behind the part's end and its jumps. */
function backward(part: ScriptPart, own: readonly Heard[], end: Heard, jumps: readonly Heard[]): readonly Heard[] {
  const graph = localGraph(part);
  const after: Heard[] = new Array(part.items.length + 1).fill(NOBODY);
  after[part.items.length] = end;
  graph.jumps.forEach((node, i) => {
    after[node] = jumps[i]! | own[node]!;
  });
  // inside a part talk only flows downwards
  for (let node = part.items.length - 1; node >= 0; node--) {
    const next = graph.successors[node]!;
    if (next.length === 0) continue;
    let heard: Heard = NOBODY;
    for (const one of next) heard &= after[one]!;
    after[node] = heard | own[node]!;
  }
  return after;
}

export interface HeardScript {
  /** What all listeners have heard before item `local` of part `index`; NOBODY where no path comes. */
  before(index: number, local: number): Heard;
  /** What all listeners hear from that item on, the item itself included. */
  after(index: number, local: number): Heard;
  /** What all listeners hear from a stage's first line on. */
  onward(stage: number): Heard;
}

export interface Hearing {
  /** What each item of a part lets hear, by local index; the same array while the part stays as it is. */
  readonly own: (part: ScriptPart) => readonly Heard[];
  /** What is heard behind a jump into another file; 0 where nobody knows. */
  readonly elsewhere: (jump: Jump) => Heard;
}

interface Kept {
  readonly own: readonly Heard[];
  readonly before: readonly Heard[];
  key: string;
  after: readonly Heard[];
}

const kept = placeInParts<Kept>();

function keptOf(part: ScriptPart, own: readonly Heard[]): Kept {
  let found = kept.get(part);
  if (!found || found.own !== own) {
    found = { own, before: forward(part, own), key: '', after: [] };
    kept.set(part, found);
  }
  return found;
}

/** Carries what is heard along all paths of a script, cycles included, in both directions. */
export function heardIn(document: PitchDocument, hearing: Hearing): HeardScript {
  const parts = partsOf(document);
  const { stages } = document.script;
  const facts = parts.map((part) => keptOf(part, hearing.own(part)));
  const entryOf = new Map<number, number>();
  parts.forEach((part, i) => {
    if (!entryOf.has(part.stageIndex)) entryOf.set(part.stageIndex, i);
  });
  const published = (i: number) => {
    const id = stages[parts[i]?.stageIndex ?? -1]?.id;
    return id !== undefined && PUBLIC_STAGES.has(id);
  };
  const isPostEdge = (i: number) =>
    parts[i]!.stageIndex !== parts[i - 1]?.stageIndex && (published(i) || published(i - 1));
  // where a part's end and its jumps lead: a part, or -1 for the script's end
  const nextOf = (i: number) => (i + 1 >= parts.length || isPostEdge(i + 1) ? -1 : i + 1);
  const targets = parts.map((part) =>
    localGraph(part).jumps.map((local) => {
      const jump = part.items[local] as Jump;
      if (jump.file !== undefined) return { part: -1, jump };
      const stage = stageByName(document.script, jump.target);
      return { part: stage === undefined ? -1 : (entryOf.get(stage) ?? -1), jump };
    }),
  );

  const arriving: Heard[] = new Array(parts.length).fill(NOBODY);
  const seen = new Uint8Array(parts.length);
  const queue: number[] = [];
  const arrive = (i: number, heard: Heard) => {
    if (i < 0) return;
    const joined = arriving[i]! & heard;
    if (seen[i] && joined === arriving[i]) return;
    seen[i] = 1;
    arriving[i] = joined;
    queue.push(i);
  };
  parts.forEach((_, i) => {
    if (i === 0 || isPostEdge(i)) arrive(i, 0);
  });
  for (let at = 0; at < queue.length; at++) {
    const i = queue[at]!;
    const { before, own } = facts[i]!;
    const through = before[parts[i]!.items.length]!;
    if (through !== NOBODY) arrive(nextOf(i), arriving[i]! | through);
    const { jumps } = localGraph(parts[i]!);
    for (let k = 0; k < jumps.length; k++) {
      const heard = before[jumps[k]!]!;
      if (heard !== NOBODY) arrive(targets[i]![k]!.part, arriving[i]! | heard | own[jumps[k]!]!);
    }
  }

  // from the end backwards, until nothing changes: parts that jump forward only need one round
  const coming: Heard[] = new Array(parts.length).fill(NOBODY);
  const behind = (i: number) => (i < 0 ? 0 : coming[i]!);
  const afterOf = (i: number): readonly Heard[] => {
    const end = behind(nextOf(i));
    const leads = targets[i]!.map(({ part, jump }) =>
      jump.file === undefined ? behind(part) : hearing.elsewhere(jump),
    );
    const key = leads.length === 0 ? String(end) : `${end}|${leads.join()}`;
    const fact = facts[i]!;
    if (fact.key !== key) {
      fact.after = backward(parts[i]!, fact.own, end, leads);
      fact.key = key;
    }
    return fact.after;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (let i = parts.length - 1; i >= 0; i--) {
      const after = afterOf(i);
      let heard: Heard = NOBODY;
      for (const start of localGraph(parts[i]!).starts) heard &= after[start]!;
      if (heard === coming[i]) continue;
      coming[i] = heard;
      changed = true;
    }
  }

  return {
    before: (i, local) => {
      const inside = facts[i]!.before[local]!;
      return !seen[i] || inside === NOBODY ? NOBODY : arriving[i]! | inside;
    },
    after: (i, local) => afterOf(i)[local]!,
    onward: (stage) => coming[entryOf.get(stage) ?? -1] ?? 0,
  };
}
