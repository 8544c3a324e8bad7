/** Disclosures as a script gives them: marks at the end of a turn, and what every path has heard by its end. */
import type { Fix } from '../../diagnostic.ts';
import type { PitchDocument, Segment } from '../../documents/document.ts';
import { propagate, type TurnGraph } from '../../documents/pitch/graph.ts';
import type { ScriptItem } from '../../documents/pitch/script.ts';
import { disclosuresIn } from '../guards/disclosure.ts';
import type { RuleContext } from '../rule.ts';
import { disclosureOf } from './plan-disclosures.ts';

/** Adds `[[披露：…]]` for each disclosure at the end of a turn, in the document's language. */
export function markFix(
  context: RuleContext,
  document: PitchDocument,
  segment: Segment,
  ids: readonly string[],
): readonly Fix[] {
  if (ids.length === 0) return [];
  const english = document.language === 'en';
  const length = segment.text.text.length;
  const end = segment.text.rangeOf(Math.max(0, length - 1), length).end;
  const marks = ids.map((id) => {
    const name = disclosureOf(context, id)?.names.find((candidate) => /\p{Script=Han}/u.test(candidate)) ?? id;
    return english ? ` [[disclosure:${id}]]` : `[[披露：${name}]]`;
  });
  const text = marks.join('');
  return [
    {
      title: { zh: `插入 ${text.trim()}`, en: `Insert ${text.trim()}` },
      safety: 'safe',
      edits: [{ range: { start: end, end }, newText: text }],
    },
  ];
}

/** The segment of an item of the script, when it has one. */
export function segmentOf(document: PitchDocument, item: ScriptItem | undefined): Segment | undefined {
  return item !== undefined && 'segment' in item ? document.segments[item.segment] : undefined;
}

/** What each item itself discloses, looked up once per item. */
export function disclosureTable(
  context: RuleContext,
  document: PitchDocument,
): (item: ScriptItem) => ReadonlySet<string> {
  const none: ReadonlySet<string> = new Set();
  const known = new Map<number, ReadonlySet<string>>();
  return (item) => {
    let found = known.get(item.index);
    if (found === undefined) {
      const segment = segmentOf(document, item);
      found = segment ? disclosuresIn(segment, context.ruleSet) : none;
      known.set(item.index, found);
    }
    return found;
  };
}

/**
 * Nodes at which some path has arrived without passing an item that `stops`, and from which some path goes on to the end
 * without one: what is said there stays unaccompanied for at least one listener.
 */
export function unaccompanied(graph: TurnGraph, stops: (item: ScriptItem) => boolean): ReadonlySet<number> {
  const items = graph.script.items;
  const arrived = propagate<boolean>(graph, {
    initial: true,
    transfer: (item, before) => before && !stops(item),
    join: (a, b) => a || b,
  });
  const predecessors: number[][] = Array.from({ length: graph.end + 1 }, () => []);
  for (const node of graph.nodes) for (const next of graph.successors[node]!) predecessors[next]!.push(node);
  const leaves = new Set<number>([graph.end]);
  const queue = [graph.end];
  for (let at = 0; at < queue.length; at++) {
    for (const node of predecessors[queue[at]!]!) {
      if (leaves.has(node) || stops(items[node]!)) continue;
      leaves.add(node);
      queue.push(node);
    }
  }
  return new Set(graph.nodes.filter((node) => arrived.before(node) === true && leaves.has(node)));
}
