/** Disclosures as a script gives them: marks at the end of a turn, and what every path has heard by its end. */
import type { Fix, RelatedLocation } from '../../diagnostic.ts';
import type { PitchDocument, Segment } from '../../documents/document.ts';
import { shortestPath, stageByName, turnGraph } from '../../documents/pitch/graph.ts';
import { type Heard, type HeardScript, heardIn, NOBODY } from '../../documents/pitch/heard.ts';
import { rememberPerPart, type ScriptPart } from '../../documents/pitch/parts.ts';
import type { ScriptItem } from '../../documents/pitch/script.ts';
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
      safety: 'safe',
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

const ownByRuleSet = new WeakMap<RuleSet, (part: ScriptPart) => readonly Heard[]>();

function ownOf(ruleSet: RuleSet): (part: ScriptPart) => readonly Heard[] {
  let own = ownByRuleSet.get(ruleSet);
  if (!own) {
    const bits = new Map(trackedIds(ruleSet).map((id, i) => [id, 1 << i]));
    own = rememberPerPart((part) => {
      const said = new Map(part.segments.map((segment) => [segment.index, segment]));
      return part.items.map((item) => {
        const segment = 'segment' in item ? said.get(item.segment) : undefined;
        let heard: Heard = 0;
        if (segment) for (const id of disclosuresIn(segment, ruleSet)) heard |= bits.get(id) ?? 0;
        return heard;
      });
    });
    ownByRuleSet.set(ruleSet, own);
  }
  return own;
}

const heardByDocument = new WeakMap<PitchDocument, { readonly project: Project; readonly heard: HeardScript }>();

/** What every path of the script hears, jumps into other scripts followed there. */
export function heardOf(
  context: Pick<RuleContext, 'project' | 'ruleSet'>,
  document: PitchDocument,
  above: ReadonlySet<string> = new Set(),
): HeardScript {
  const known = heardByDocument.get(document);
  if (known && known.project === context.project) return known.heard;
  const opened = new Set([...above, document.uri]);
  const heard = heardIn(document, {
    own: ownOf(context.ruleSet),
    elsewhere: (jump) => {
      const found = context.project.resolve(document, jump.file ?? '');
      if (found.state !== 'read' || found.document.kind !== 'pitch') return 0;
      // scripts that jump to each other: a path that never ends has no end at which something is missing
      if (opened.has(found.document.uri)) return NOBODY;
      const stage = stageByName(found.document.script, jump.target);
      return stage === undefined ? 0 : heardOf(context, found.document, opened).onward(stage);
    },
  });
  if (above.size === 0) heardByDocument.set(document, { project: context.project, heard });
  return heard;
}

/** The shortest way on which a line is heard and a disclosure is not, as places to show; empty when there is none. */
export function pathWithout(
  context: RuleContext,
  document: PitchDocument,
  node: number,
  id: string,
): readonly RelatedLocation[] {
  const graph = turnGraph(document.script);
  const { items } = document.script;
  const tells = (at: number) => {
    const segment = at === graph.end ? undefined : segmentOf(document, items[at]);
    return segment !== undefined && disclosuresIn(segment, context.ruleSet).has(id);
  };
  const to = shortestPath(graph, graph.starts, (at) => at === node, tells);
  const on = shortestPath(graph, [node], (at) => at === graph.end, tells);
  if (!to || !on) return [];
  // what tells a path from its neighbours: the branches taken and the jumps
  const turns = [...to, ...on].filter((at) => at !== graph.end && /^(?:branch|jump)$/.test(items[at]!.type));
  return turns.slice(0, 8).map((at) => ({
    uri: document.uri,
    range: items[at]!.range,
    message:
      items[at]!.type === 'branch'
        ? { zh: '这条路径：客户这样回答', en: 'on this path the client answers this' }
        : { zh: '这条路径：从这里跳走', en: 'on this path the talk goes on elsewhere' },
  }));
}
