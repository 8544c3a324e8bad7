/**
 * What was found in one part of a script, kept with the part while nothing that the judgement read has changed. A
 * keystroke moves most findings and changes few: what is kept is moved only when somebody looks.
 */
import type { Diagnostic, Fix, RelatedLocation, SilencedHit, SkippedCheck, TraceStep } from '../diagnostic.ts';
import type { PitchDocument } from '../documents/document.ts';
import type { SourceRange } from '../text/range.ts';

/** Fixes that reach beyond the part: made for the script as it stands when they are asked for. */
export type LateFixes = (document: PitchDocument) => readonly Fix[];

export interface KeptDiagnostic extends Diagnostic {
  readonly lateFixes?: LateFixes;
}

/** Ranges are those that hold while the part begins at `base`. */
export interface PartFindings {
  readonly base: number;
  readonly diagnostics: readonly KeptDiagnostic[];
  readonly silenced: readonly SilencedHit[];
  readonly skipped: readonly SkippedCheck[];
}

/** The findings as they are when their part begins at `base`. `uri`: of their document, whose ranges alone move. */
export function movedTo(findings: PartFindings, base: number, uri: string): PartFindings {
  const by = base - findings.base;
  if (by === 0) return findings;
  return {
    base,
    diagnostics: findings.diagnostics.map((diagnostic) => movedDiagnostic(diagnostic, by, uri)),
    silenced: findings.silenced.map((hit) => movedHit(hit, by)),
    skipped: findings.skipped.map((check) => (check.range ? { ...check, range: moved(check.range, by) } : check)),
  };
}

/** The diagnostic as everybody else knows it, its late fixes made. */
export function toldDiagnostic(diagnostic: KeptDiagnostic, by: number, document: PitchDocument): Diagnostic {
  const here = movedDiagnostic(diagnostic, by, document.uri);
  if (!here.lateFixes) return here;
  const { lateFixes, ...told } = here;
  return { ...told, fixes: lateFixes(document) };
}

export function movedHit(hit: SilencedHit, by: number): SilencedHit {
  return by === 0 ? hit : { ...hit, range: moved(hit.range, by), trace: movedTrace(hit.trace, by) };
}

/** Whether everything that the diagnostic says of its own document stands in `[start, end]`, so that it moves as one. */
export function staysWithin({ range, related, fixes }: Diagnostic, start: number, end: number, uri: string): boolean {
  const holds = (one: SourceRange) => start <= one.start && one.end <= end;
  return (
    holds(range) &&
    range.start < end &&
    related.every((place) => place.uri !== uri || holds(place.range)) &&
    fixes.every((fix) => fix.edits.every((edit) => edit.uri !== undefined || holds(edit.range)))
  );
}

/** The diagnostic with its ranges moved; those in other documents than `uri` stay. */
export function movedDiagnostic(diagnostic: KeptDiagnostic, by: number, uri: string): KeptDiagnostic {
  if (by === 0) return diagnostic;
  const { range, related, fixes, trace } = diagnostic;
  return {
    ...diagnostic,
    range: moved(range, by),
    related: related.length === 0 ? related : related.map((place) => movedPlace(place, by, uri)),
    fixes: fixes.length === 0 ? fixes : fixes.map((fix) => movedFix(fix, by)),
    trace: movedTrace(trace, by),
  };
}

function movedPlace(place: RelatedLocation, by: number, uri: string): RelatedLocation {
  return place.uri === uri ? { ...place, range: moved(place.range, by) } : place;
}

function movedFix(fix: Fix, by: number): Fix {
  return {
    ...fix,
    edits: fix.edits.map((edit) => (edit.uri === undefined ? { ...edit, range: moved(edit.range, by) } : edit)),
  };
}

function movedTrace(trace: readonly TraceStep[], by: number): readonly TraceStep[] {
  return trace.map((step) => (step.range ? { ...step, range: moved(step.range, by) } : step));
}

function moved({ start, end }: SourceRange, by: number): SourceRange {
  return { start: start + by, end: end + by };
}
