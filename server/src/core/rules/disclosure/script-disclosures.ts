/** Disclosures as a script gives them: marks at the end of a turn, and what every path has heard by its end. */
import { placeBeside } from '../../beside.ts';
import type { Fix, RelatedLocation } from '../../diagnostic.ts';
import type { PitchDocument, Segment } from '../../documents/document.ts';
import { shortestPath, stageByName, type TurnGraph, turnGraph } from '../../documents/pitch/graph.ts';
import { type Heard, type HeardScript, heardIn, NOBODY } from '../../documents/pitch/heard.ts';
import { rememberPerPart, type ScriptPart } from '../../documents/pitch/parts.ts';
import type { Jump, ScriptItem } from '../../documents/pitch/script.ts';
import type { Project } from '../../project.ts';
import { disclosuresIn } from '../guards/disclosure.ts';
import type { RuleContext } from '../rule.ts';
import type { RuleSet } from '../rule-set.ts';
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
      safety: 'review',
      edits: [{ range: { start: end, end }, newText: text }],
    },
  ];
}

/** The segment of an item of the script, when it has one. */
export function segmentOf(document: PitchDocument, item: ScriptItem | undefined): Segment | undefined {
  return item !== undefined && 'segment' in item ? document.segments[item.segment] : undefined;
}

/** Disclosures that are followed along the paths: the first 31 of the packs, the standard ones among them. */
function trackedIds(ruleSet: RuleSet): readonly string[] {
  return [...ruleSet.disclosures.keys()].slice(0, 31);
}

/** The bit of a disclosure in a `Heard` set; 0 when it is not followed. */
export function heardBit(ruleSet: RuleSet, id: string): Heard {
  const index = trackedIds(ruleSet).indexOf(id);
  return index < 0 ? 0 : 1 << index;
}

const ownHeard = rememberPerPart((part, ruleSet: RuleSet): readonly Heard[] => {
  const bits = new Map(trackedIds(ruleSet).map((id, i) => [id, 1 << i]));
  const said = new Map(part.segments.map((segment) => [segment.index, segment]));
  return part.items.map((item) => {
    const segment = 'segment' in item ? said.get(item.segment) : undefined;
    let heard: Heard = 0;
    if (segment) for (const id of disclosuresIn(segment, ruleSet)) heard |= bits.get(id) ?? 0;
    return heard;
  });
});

const heardByDocument = placeBeside<PitchDocument, { readonly project: Project; readonly heard: HeardScript }>();

/**
 * What every path of the script hears, jumps into other scripts followed there. Scripts that jump to each other are carried
 * round together until nothing changes: each stage jumped to can only lose what it was thought to let hear.
 */
export function heardOf(context: Pick<RuleContext, 'project' | 'ruleSet'>, document: PitchDocument): HeardScript {
  const known = heardByDocument.get(document);
  if (known && known.project === context.project) return known.heard;
  const onward = new Map<string, Onward>();
  const joined: PitchDocument[] = [document];
  const own = (part: ScriptPart) => ownHeard(part, context.ruleSet);
  const written = new Map<string, string | undefined>();
  const placeOf = (from: PitchDocument, jump: Jump): string | undefined => {
    const name = `${from.uri} ${jump.file}#${jump.target}`;
    if (written.has(name)) return written.get(name);
    const found = context.project.resolve(from, jump.file ?? '');
    const other = found.state === 'read' && found.document.kind === 'pitch' ? found.document : undefined;
    const stage = other && stageByName(other.script, jump.target);
    const place = other && stage !== undefined ? `${other.uri}#${stage}` : undefined;
    if (place !== undefined && !onward.has(place)) {
      onward.set(place, { document: other!, stage: stage!, heard: NOBODY });
      if (!joined.includes(other!)) joined.push(other!);
    }
    written.set(name, place);
    return place;
  };
  const hear = (one: PitchDocument) =>
    heardIn(one, {
      own,
      elsewhere: (jump) => {
        const place = placeOf(one, jump);
        return place === undefined ? 0 : onward.get(place)!.heard;
      },
    });
  let heard = hear(document);
  for (let changed = onward.size > 0; changed; ) {
    const places = onward.size;
    changed = false;
    for (let i = joined.length - 1; i >= 0; i--) {
      const one = joined[i]!;
      const now = hear(one);
      if (one === document) heard = now;
      for (const place of onward.values()) {
        if (place.document !== one) continue;
        const next = now.onward(place.stage);
        if (next === place.heard) continue;
        place.heard = next;
        changed = true;
      }
    }
    // another file's own jumps came to light
    changed ||= onward.size > places;
  }
  heardByDocument.set(document, { project: context.project, heard });
  return heard;
}

/** A stage that some script jumps to from another file. */
interface Onward {
  readonly document: PitchDocument;
  readonly stage: number;
  heard: Heard;
}

const graphs = placeBeside<PitchDocument, TurnGraph>();

function graphOf(document: PitchDocument): TurnGraph {
  let graph = graphs.get(document);
  if (!graph) {
    graph = turnGraph(document.script);
    graphs.set(document, graph);
  }
  return graph;
}

/**
 * The shortest way from a turn to the agent's next words, or to the end of the talk, that has none of the disclosures: the
 * places to show. Undefined when every way has one. Jumps into other scripts are followed there; a lost one is silent.
 */
export function wayWithout(
  context: Pick<RuleContext, 'project' | 'ruleSet'>,
  document: PitchDocument,
  from: readonly number[],
  ids: readonly string[],
  opened: ReadonlySet<string> = new Set(),
): readonly RelatedLocation[] | undefined {
  const graph = graphOf(document);
  const { items } = document.script;
  const cameFrom = new Map<number, number>(from.map((node) => [node, -1]));
  const queue = [...cameFrom.keys()];
  const back = (at: number) => {
    const way: number[] = [];
    for (let n = at; n >= 0; n = cameFrom.get(n)!) way.push(n);
    return placesOn(document, way.reverse());
  };
  for (let i = 0; i < queue.length; i++) {
    const at = queue[i]!;
    if (at === graph.end) return back(at);
    const item = items[at]!;
    if (item.type === 'jump' && item.file !== undefined) {
      const beyond = wayBeyond(context, document, item, ids, opened);
      if (beyond) return [...back(at), ...beyond];
      continue;
    }
    const segment = segmentOf(document, item);
    if (segment && segment.speaker !== 'client' && segment.speaker !== 'narrator') {
      const told = disclosuresIn(segment, context.ruleSet);
      if (!ids.some((id) => told.has(id))) return back(at);
      continue;
    }
    for (const next of graph.successors[at]!) {
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, at);
      queue.push(next);
    }
  }
  return undefined;
}

/** What follows an item of the script, as `wayWithout` takes it. */
export function waysOn(document: PitchDocument, node: number): readonly number[] {
  return graphOf(document).successors[node] ?? [];
}

function wayBeyond(
  context: Pick<RuleContext, 'project' | 'ruleSet'>,
  document: PitchDocument,
  jump: Jump,
  ids: readonly string[],
  opened: ReadonlySet<string>,
): readonly RelatedLocation[] | undefined {
  const found = context.project.resolve(document, jump.file ?? '');
  if (found.state !== 'read' || found.document.kind !== 'pitch' || opened.has(found.document.uri)) return undefined;
  const other = found.document;
  const stage = stageByName(other.script, jump.target);
  const entries = stage === undefined ? undefined : graphOf(other).stageEntries[stage];
  return entries && wayWithout(context, other, entries, ids, new Set([...opened, document.uri]));
}

/** The shortest way on which a line is heard and a disclosure is not, as places to show; empty when there is none. */
export function pathWithout(
  context: RuleContext,
  document: PitchDocument,
  node: number,
  id: string,
): readonly RelatedLocation[] {
  const graph = graphOf(document);
  const { items } = document.script;
  const tells = (at: number) => {
    const segment = at === graph.end ? undefined : segmentOf(document, items[at]);
    return segment !== undefined && disclosuresIn(segment, context.ruleSet).has(id);
  };
  const to = shortestPath(graph, graph.starts, (at) => at === node, tells);
  const on = shortestPath(graph, [node], (at) => at === graph.end, tells);
  if (!to || !on) return [];
  return placesOn(document, [...to, ...on]);
}

/** What tells a path from its neighbours: the branches taken and the jumps. */
function placesOn(document: PitchDocument, path: readonly number[]): readonly RelatedLocation[] {
  const { items } = document.script;
  const turns = path.filter((at) => at < items.length && /^(?:branch|jump)$/.test(items[at]!.type));
  return turns.slice(0, 8).map((at) => ({
    uri: document.uri,
    range: items[at]!.range,
    message:
      items[at]!.type === 'branch'
        ? { zh: '这条路径：客户这样回答', en: 'on this path the client answers this' }
        : { zh: '这条路径：从这里跳走', en: 'on this path the talk goes on elsewhere' },
  }));
}
