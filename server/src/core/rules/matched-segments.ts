/** Which segments hold phrases of rules, and which of the agent's turns answer them; kept with the parts of a script. */
import type { Document, PitchDocument, Segment } from '../documents/document.ts';
import { partsOf, rememberPerPart, type ScriptPart } from '../documents/pitch/parts.ts';
import type { KeptJudgement } from './kept-judgements.ts';
import type { PhraseMatch } from './phrases/types.ts';
import type { RuleSet } from './rule-set.ts';

export interface MatchedSegment {
  readonly segment: Segment;
  readonly matches: readonly PhraseMatch[];
  /** The agent's segments that answer it directly. */
  readonly answers: readonly Segment[];
  /** What was judged of it the last time; a script's alone, which keep their segments from version to version. */
  kept: KeptJudgement | undefined;
}

/** Calls `see` for each segment in which a rule's phrase was found, with the offset at which its part begins. */
export function forEachMatched(
  document: Document,
  ruleSet: RuleSet,
  see: (matched: MatchedSegment, base: number) => void,
): void {
  if (document.kind !== 'pitch') {
    for (const matched of matchedIn(document.segments, 0, ruleSet)) see(matched, 0);
    return;
  }
  for (const part of partsOfWritten(document)) {
    const all = partMatches(ruleSet)(part);
    for (const matched of all) see(matched, part.base);
  }
}

function partsOfWritten(document: PitchDocument): readonly ScriptPart[] {
  return document.segments.length === 0 ? [] : partsOf(document);
}

/** Matches are a matter of the text alone: an edit looks at its own lines. Answers stand in the part of the question. */
function partMatches(ruleSet: RuleSet): (part: ScriptPart) => readonly MatchedSegment[] {
  let ofPart = matchedParts.get(ruleSet);
  if (!ofPart) {
    ofPart = rememberPerPart((part) => matchedIn(part.segments, part.segmentBase, ruleSet));
    matchedParts.set(ruleSet, ofPart);
  }
  return ofPart;
}

const matchedParts = new WeakMap<RuleSet, (part: ScriptPart) => readonly MatchedSegment[]>();

/** `first`: the index in the document of the first of the segments. */
function matchedIn(segments: readonly Segment[], first: number, ruleSet: RuleSet): MatchedSegment[] {
  const { phrases } = ruleSet;
  const matched: MatchedSegment[] = [];
  let answers: ReadonlyMap<Segment, readonly Segment[]> | undefined;
  for (const segment of segments) {
    const { text } = segment.text;
    if (text.length < 2) continue;
    const matches = phrases.matches(text);
    if (!matches.some(({ phrase }) => phrases.owner(phrase).kind === 'rule')) continue;
    if (segment.speaker === 'client') answers ??= answersAmong(segments, first);
    matched.push({ segment, matches, answers: answers?.get(segment) ?? [], kept: undefined });
  }
  return matched;
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
