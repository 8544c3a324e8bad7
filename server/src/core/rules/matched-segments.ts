/** Which segments hold phrases of rules, and which of the agent's turns answer them; kept with the parts of a script. */
import type { PitchDocument, Segment } from '../documents/document.ts';
import { partsOf, rememberPerPart, type ScriptPart } from '../documents/pitch/parts.ts';
import type { PhraseMatch } from './phrases/types.ts';
import type { RuleSet } from './rule-set.ts';

export interface MatchedSegment {
  readonly segment: Segment;
  readonly matches: readonly PhraseMatch[];
  /** The agent's segments that answer it directly. */
  readonly answers: readonly Segment[];
}

/** What the phrases found in some segments that stand together. */
interface Heard {
  readonly matched: readonly MatchedSegment[];
  /** By coded rule, the segments that hold one of its readings. */
  readonly readings: ReadonlyMap<string, readonly Segment[]>;
}

/** Of the segments of a document of YAML, those in which a rule's phrase was found. */
export function matchedIn(segments: readonly Segment[], ruleSet: RuleSet): readonly MatchedSegment[] {
  return hearIn(segments, 0, ruleSet, false).matched;
}

export function matchedInPart(part: ScriptPart, ruleSet: RuleSet): readonly MatchedSegment[] {
  return heardIn(part, ruleSet).matched;
}

/** The segments of a script that hold a reading of the coded rule. */
export function segmentsHolding(document: PitchDocument, ruleSet: RuleSet, rule: string): readonly Segment[] {
  const found: Segment[] = [];
  for (const part of partsOfWritten(document))
    for (const segment of heardIn(part, ruleSet).readings.get(rule) ?? []) found.push(segment);
  return found;
}

function partsOfWritten(document: PitchDocument): readonly ScriptPart[] {
  return document.segments.length === 0 ? [] : partsOf(document);
}

/** Matches are a matter of the text alone: an edit looks at its own lines. Answers stand in the part of the question. */
const heardIn = rememberPerPart((part, ruleSet: RuleSet) => hearIn(part.segments, part.segmentBase, ruleSet, true));

/** `first`: the index in the document of the first of the segments. `isKept`: what is found is kept with them. */
function hearIn(segments: readonly Segment[], first: number, ruleSet: RuleSet, isKept: boolean): Heard {
  const { phrases } = ruleSet;
  const matched: MatchedSegment[] = [];
  const readings = new Map<string, Segment[]>();
  let answers: ReadonlyMap<Segment, readonly Segment[]> | undefined;
  for (const segment of segments) {
    const { text } = segment.text;
    if (text.length < 2) continue;
    const matches = isKept ? phrases.matchesOnce(text) : phrases.matches(text);
    let isMatched = false;
    for (const { phrase } of matches) {
      const owner = phrases.owner(phrase);
      if (owner.kind === 'rule') isMatched = true;
      else if (owner.kind === 'reading') note(readings, owner.rule.id, segment);
    }
    if (!isMatched) continue;
    if (segment.speaker === 'client') answers ??= answersAmong(segments, first);
    matched.push({ segment, matches, answers: answers?.get(segment) ?? [] });
  }
  return { matched, readings };
}

function note(readings: Map<string, Segment[]>, rule: string, segment: Segment): void {
  const list = readings.get(rule);
  if (!list) readings.set(rule, [segment]);
  else if (list[list.length - 1] !== segment) list.push(segment);
}

function answersAmong(segments: readonly Segment[], first: number): ReadonlyMap<Segment, readonly Segment[]> {
  const answers = new Map<Segment, Segment[]>();
  for (const segment of segments) {
    const asked = segment.answers === undefined ? undefined : segments[segment.answers - first];
    if (!asked) continue;
    const list = answers.get(asked);
    if (list) list.push(segment);
    else answers.set(asked, [segment]);
  }
  return answers;
}
