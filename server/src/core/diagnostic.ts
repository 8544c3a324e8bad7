/** What linting returns. Positions are UTF-16 offsets of the document; messages stand in both languages. */
import type { Localized } from './localized.ts';
import type { SourceRange } from './text/range.ts';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

export interface TextEdit {
  readonly range: SourceRange;
  readonly newText: string;
  /** Another document than the diagnostic's own. */
  readonly uri?: string;
}

/**
 * `safe`: fix-all and `--fix` may apply it unseen, since the file then says the same in its proper form (marks, quotes,
 * spelling, masked numbers, a day that is computed) and only lines of the finding change. `review`: right in shape, a
 * person should read it (moved rows, replaced wording, disclosures: words to a client). `manual`: an outline to fill in.
 */
export interface Fix {
  readonly title: Localized;
  readonly safety: 'safe' | 'review' | 'manual';
  readonly edits: readonly TextEdit[];
}

export interface RelatedLocation {
  readonly uri: string;
  readonly range: SourceRange;
  readonly message: Localized;
}

/** One step of why a hit was reported or silenced, in order: what matched, which guard looked, what it saw. */
export interface TraceStep {
  /** `match`, `fold`, `guard`, `disclosure`, `catalog`, `precedence`, `suppression`, `severity`. */
  readonly kind: string;
  /** The guard's or rule's name. */
  readonly name: string;
  readonly note: Localized;
  readonly range?: SourceRange;
}

export interface Diagnostic {
  readonly rule: string;
  readonly variant?: string;
  readonly severity: Severity;
  readonly range: SourceRange;
  readonly message: Localized;
  readonly related: readonly RelatedLocation[];
  readonly fixes: readonly Fix[];
  /** Citation ids that carry it in the document's market. */
  readonly cite: readonly string[];
  readonly trace: readonly TraceStep[];
  /** Other rules that fired on the same stretch of text and gave way (reference/README "one stretch, one finding"). */
  readonly also: readonly string[];
}

/** A hit that a guard, a disclosure, an allowance, precedence or a suppression kept quiet. */
export interface SilencedHit {
  readonly rule: string;
  readonly variant?: string;
  readonly range: SourceRange;
  /** The last step says who silenced it. */
  readonly trace: readonly TraceStep[];
}

/** A rule that did not run, or skipped a row, and why ("product unknown"). */
export interface SkippedCheck {
  readonly rule: string;
  readonly range?: SourceRange;
  readonly reason: Localized;
}

/** Findings that stand together, as they were when they were found: their own ranges have moved by `moved` since. */
export interface FindingRun {
  readonly diagnostics: readonly Diagnostic[];
  readonly moved: number;
  /** The line that all of them count from, from 0: the first of their part. */
  readonly line: number;
}

export interface LintResult {
  /** Sorted by start, then end, then rule. */
  readonly diagnostics: readonly Diagnostic[];
  /**
   * The same diagnostics as they are kept between two keystrokes, for who shows many and needs range, severity and
   * message alone. A run that an edit did not touch holds the same array as before. Absent where nothing is kept.
   */
  readonly runs?: readonly FindingRun[];
  readonly silenced: readonly SilencedHit[];
  readonly skipped: readonly SkippedCheck[];
}
