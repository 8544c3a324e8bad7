/** Where talk goes round for ever and where it never comes, worked out anew only when the shape of the script changes. */
import { placeBeside } from '../../beside.ts';
import type { PitchDocument } from '../../documents/document.ts';
import { endless, shortestPath, turnGraph, unreachable } from '../../documents/pitch/graph.ts';
import { lineageOf, partsOf, rememberPerPart } from '../../documents/pitch/parts.ts';
import type { ScriptItem } from '../../documents/pitch/script.ts';

/** Indices of items. */
export interface LostPaths {
  /** A jump after which every answer leads back to it, and the branches and jumps of the shortest way round. */
  readonly round: { readonly jump: number; readonly back: readonly number[] } | undefined;
  /** The first line of each run of lines that no path comes to. */
  readonly unreached: readonly number[];
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
  const jump = endless(graph).find((node) => items[node]!.type === 'jump');
  const back = jump === undefined ? [] : shortestPath(graph, graph.successors[jump]!, (node) => node === jump);
  const lost = new Set(unreachable(graph));
  return {
    round: jump === undefined ? undefined : { jump, back: (back ?? []).filter((node) => isTurning(items[node]!)) },
    unreached: graph.nodes.filter((node, i) => lost.has(node) && !lost.has(graph.nodes[i - 1] ?? -1)),
  };
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
