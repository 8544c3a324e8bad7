/** Why and why not: for a stretch of a document, what each rule saw there and what became of it. */
import type { Diagnostic, SilencedHit, SkippedCheck } from './diagnostic.ts';
import type { Document, Segment } from './documents/document.ts';
import { lint } from './lint.ts';
import type { Project } from './project.ts';
import type { RuleSet } from './rules/rule-set.ts';
import { fold } from './text/folding.ts';
import { overlaps, type SourceRange } from './text/range.ts';

export interface ExplainedSegment {
  readonly segment: Segment;
  readonly range: SourceRange;
  /** The prose as rules saw it: folded. */
  readonly folded: string;
  /** Ids of the rules whose scope holds the segment. */
  readonly looked: readonly string[];
}

export interface Explanation {
  readonly segments: readonly ExplainedSegment[];
  readonly diagnostics: readonly Diagnostic[];
  readonly silenced: readonly SilencedHit[];
  readonly skipped: readonly SkippedCheck[];
}

/** Explains what touches `range` (UTF-16 offsets, usually a line). */
export function explain(document: Document, project: Project, ruleSet: RuleSet, range: SourceRange): Explanation {
  const result = lint(document, project, ruleSet);
  const touches = (other: SourceRange) =>
    overlaps(other, range) || (other.start === other.end && range.start <= other.start && other.start <= range.end);
  const segments = document.segments.flatMap((segment): ExplainedSegment[] => {
    const at = segment.text.rangeOf(0, segment.text.text.length);
    if (!touches(at)) return [];
    const looked = ruleSet
      .rulesFor(document.kind)
      .filter((rule) => {
        if (rule.source === 'code') return true;
        const { speakers, stages, channels } = rule.reads;
        const heard = segment.speaker === 'client' ? speakers.includes('agent') : speakers.includes(segment.speaker);
        return (
          heard &&
          (!stages || (segment.stage !== undefined && stages.includes(segment.stage))) &&
          (!channels || channels.includes(segment.channel))
        );
      })
      .map((rule) => rule.id);
    return [{ segment, range: at, folded: fold(segment.text.text).text, looked }];
  });
  return {
    segments,
    diagnostics: result.diagnostics.filter((d) => touches(d.range)),
    silenced: result.silenced.filter((s) => touches(s.range)),
    skipped: result.skipped.filter((s) => !s.range || touches(s.range)),
  };
}
