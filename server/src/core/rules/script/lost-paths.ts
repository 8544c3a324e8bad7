/** Where talk goes round for ever and where it never comes, worked out anew only when the shape of the script changes. */
import { placeBeside } from '../../beside.ts';
import type { PitchDocument } from '../../documents/document.ts';
import {
  endless,
  rerouted,
  shortestPath,
  type TurnGraph,
  turnGraph,
  unreachable,
} from '../../documents/pitch/graph.ts';
import { lineageOf, partsOf, rememberPerPart } from '../../documents/pitch/parts.ts';
import type { ScriptItem } from '../../documents/pitch/script.ts';

/** Indices of items. */
export interface LostPaths {
  /** A jump after which every answer leads back to it, and the branches and jumps of the shortest way round. */
  readonly round: Round | undefined;
  /** The runs of lines that no path comes to. */
  readonly unreached: readonly Unreached[];
}

export interface Round {
  readonly jump: number;
  readonly back: readonly number[];
  /** A jump without which, and one beside which another answer, would bring every path to an end. */
  readonly without: number | undefined;
  readonly beside: number | undefined;
}

export interface Unreached {
  readonly first: number;
  readonly last: number;
  /** The jump before the run that keeps talk from coming to it, when it is the only one that does. */
  readonly behind: number | undefined;
}

interface Known {
  readonly shape: readonly string[];
  readonly paths: LostPaths;
}

const known = placeBeside<object, Known>();

export function lostPathsOf(document: PitchDocument): LostPaths {
  const shape = shapeOf(document);
  const lineage = lineageOf(document);
  const before = known.get(lineage);
  if (before && before.shape.length === shape.length && shape.every((one, i) => one === before.shape[i])) {
    return before.paths;
  }
  const paths = lostPathsIn(document);
  known.set(lineage, { shape, paths });
  return paths;
}

function lostPathsIn({ script }: PitchDocument): LostPaths {
  const { items } = script;
  const graph = turnGraph(script);
  const lost = unreachable(graph);
  const jump = endless(graph).find((node) => items[node]!.type === 'jump');
  return {
    round: jump === undefined ? undefined : roundFrom(graph, jump, lost.length),
    unreached: runsOf(graph, new Set(lost)),
  };
}

function roundFrom(graph: TurnGraph, jump: number, lost: number): Round {
  const { items } = graph.script;
  const back = shortestPath(graph, graph.successors[jump]!, (node) => node === jump) ?? [];
  const turning = back.filter((node) => isTurning(items[node]!));
  const jumps = [jump, ...turning].filter((node) => items[node]!.type === 'jump').sort((a, b) => b - a);
  const ends = (node: number, next: readonly number[]) => {
    const other = rerouted(graph, node, next);
    return endless(other).length === 0 && unreachable(other).length <= lost;
  };
  const tried = [...new Set(jumps)].slice(0, TRIALS);
  return {
    jump,
    back: turning,
    without: tried.find((node) => !standsAlone(items, node) && ends(node, graph.passing.get(node)!)),
    beside: tried.find((node) => ends(node, [...graph.successors[node]!, ...graph.passing.get(node)!])),
  };
}

function runsOf(graph: TurnGraph, lost: ReadonlySet<number>): readonly Unreached[] {
  const { nodes } = graph;
  const { items } = graph.script;
  const runs: Unreached[] = [];
  for (let i = 0; i < nodes.length; i++) {
    const first = nodes[i]!;
    if (!lost.has(first)) continue;
    while (lost.has(nodes[i + 1] ?? -1)) i++;
    const last = nodes[i]!;
    const jump = runs.length < TRIALS ? jumpBefore(graph, first) : undefined;
    const tellsAll = (node: number) => {
      const now = new Set(unreachable(rerouted(graph, node, graph.passing.get(node)!)));
      return now.size < lost.size && !nodes.some((each) => each >= first && each <= last && now.has(each));
    };
    const behind = jump !== undefined && !standsAlone(items, jump) && tellsAll(jump) ? jump : undefined;
    runs.push({ first, last, behind });
  }
  return runs;
}

/** How many changes are tried out on the whole script. */
const TRIALS = 16;

/** The last jump above a line that would come to it, were it not there. */
function jumpBefore(graph: TurnGraph, node: number): number | undefined {
  for (let at = node - 1; at >= 0; at--) if (graph.passing.get(at)?.includes(node)) return at;
  return undefined;
}

/** Whether a branch would be empty without this line. */
export function standsAlone(items: readonly ScriptItem[], node: number): boolean {
  const branch = items[items[node]!.branch];
  if (branch?.type !== 'branch') return false;
  const others = items.slice(branch.first, branch.end).filter((item) => item.index !== node);
  return others.every(({ type }) => type === 'note' || type === 'comment');
}

function isTurning({ type }: ScriptItem): boolean {
  return type === 'jump' || type === 'branch';
}

/** Everything that the graph is made of, and no word beside: the stages, and the lines of each part. */
function shapeOf(document: PitchDocument): readonly string[] {
  const stages = document.script.stages.map(({ title, id, written }) => `${title}|${id}|${written !== undefined}`);
  return [...stages, ...partsOf(document).flatMap((part) => [String(part.stageIndex), linesOf(part)])];
}

const linesOf = rememberPerPart(({ items, itemBase }) =>
  items
    .map((item) => {
      const owner = item.branch < 0 ? '' : item.branch - itemBase;
      return item.type === 'jump' ? `${owner}>${item.file ?? ''}#${item.target}` : `${owner}${CODES[item.type]}`;
    })
    .join('\n'),
);

const CODES: Readonly<Record<Exclude<ScriptItem['type'], 'jump'>, string>> = {
  turn: 't',
  note: 'n',
  branch: '?',
  shot: 's',
  signature: '@',
  text: 'x',
  comment: '/',
};
