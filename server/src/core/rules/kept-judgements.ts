/**
 * What the phrases of one segment of a script said, kept while everything that the judgement read stays the same. A
 * keystroke moves most findings and changes few: what moved is moved, the rest is handed out as it is.
 */
import type { Diagnostic, Fix, RelatedLocation, SilencedHit, TraceStep } from '../diagnostic.ts';
import type { Document, Segment } from '../documents/document.ts';
import type { ResolvedProduct } from '../project.ts';
import type { SourceRange } from '../text/range.ts';
import { productOf } from './facts.ts';
import type { RuleSet } from './rule-set.ts';
import type { RunInput, RunOutput } from './run-phrases.ts';

/** What a judgement read beside the segment's own words. */
export interface Reading {
  /** `null`: nobody asked which product the segment speaks of. */
  product: ResolvedProduct | undefined | null;
  /** Segments from which the talk was followed, each with the agent's next ones. */
  readonly followed: { readonly from: Segment; readonly next: readonly (Segment | undefined)[] }[];
  /** It looked at the other segments of a group: then it is not kept. */
  sawGroup: boolean;
}

export interface KeptJudgement {
  readonly ruleSet: RuleSet;
  readonly basis: string;
  readonly heading: string | undefined;
  readonly stage: string | undefined;
  readonly channel: string;
  readonly reading: Reading;
  /** Where the segment's part began when the ranges of `output` were true. */
  base: number;
  output: RunOutput;
}

/** Everything outside the segments that a judgement depends on, as one text; made once for each lint. */
export function basisOf({ document, settings, market }: RunInput): string {
  let severities = written.get(settings.severities);
  if (severities === undefined) {
    severities = JSON.stringify(settings.severities);
    written.set(settings.severities, severities);
  }
  return JSON.stringify([market, settings.asOf, document.language, document.uri, severities]);
}

const written = new WeakMap<RunInput['settings']['severities'], string>();

export function keep(
  input: RunInput,
  segment: Segment,
  basis: string,
  base: number,
  reading: Reading,
  output: RunOutput,
): KeptJudgement {
  const { heading, stage, channel } = segment;
  return { ruleSet: input.ruleSet, basis, heading, stage, channel, reading, base, output };
}

/** Whether a judgement made afresh would say the same, but for the place. */
export function holds(kept: KeptJudgement, input: RunInput, segment: Segment, basis: string): boolean {
  return (
    kept.ruleSet === input.ruleSet &&
    kept.basis === basis &&
    kept.heading === segment.heading &&
    kept.stage === segment.stage &&
    kept.channel === segment.channel &&
    kept.reading.followed.every(({ from, next }) => isSameNext(from, next, input.document)) &&
    (kept.reading.product === null || kept.reading.product === productOf(input.document, input.project, segment))
  );
}

/** Notes whither the talk goes on from a segment, and whether others of its group are looked at. */
export function follow(reading: Reading, from: Segment, document: Document): void {
  if (from.group !== undefined) reading.sawGroup = true;
  if (!reading.followed.some((known) => known.from === from))
    reading.followed.push({ from, next: from.next.map((index) => document.segments[index]) });
}

function isSameNext(from: Segment, before: readonly (Segment | undefined)[], document: Document): boolean {
  const { next } = from;
  return next.length === before.length && next.every((index, i) => document.segments[index] === before[i]);
}

/** Moves what is kept to where its part begins now. What was handed out before stays as it was. */
export function moveTo(kept: KeptJudgement, base: number): void {
  const by = base - kept.base;
  if (by === 0) return;
  const { diagnostics, silenced, skipped } = kept.output;
  kept.base = base;
  kept.output = {
    diagnostics: diagnostics.map((diagnostic) => movedDiagnostic(diagnostic, by)),
    silenced: silenced.map(
      (hit): SilencedHit => ({ ...hit, range: moved(hit.range, by), trace: movedTrace(hit.trace, by) }),
    ),
    skipped: skipped.map((check) => (check.range ? { ...check, range: moved(check.range, by) } : check)),
  };
}

function movedDiagnostic(diagnostic: Diagnostic, by: number): Diagnostic {
  const { range, related, fixes, trace } = diagnostic;
  return {
    ...diagnostic,
    range: moved(range, by),
    related: related.length === 0 ? related : related.map((location) => movedLocation(location, by)),
    fixes: fixes.length === 0 ? fixes : fixes.map((fix) => movedFix(fix, by)),
    trace: movedTrace(trace, by),
  };
}

function movedLocation(location: RelatedLocation, by: number): RelatedLocation {
  return { ...location, range: moved(location.range, by) };
}

function movedFix(fix: Fix, by: number): Fix {
  return { ...fix, edits: fix.edits.map((edit) => ({ ...edit, range: moved(edit.range, by) })) };
}

function movedTrace(trace: readonly TraceStep[], by: number): readonly TraceStep[] {
  return trace.map((step) => (step.range ? { ...step, range: moved(step.range, by) } : step));
}

function moved({ start, end }: SourceRange, by: number): SourceRange {
  return { start: start + by, end: end + by };
}
