/** Types of the phrase language's compiler and matcher. See phrases/README in CONTRIBUTING and the design, §4. */
import type { Localized } from '../../localized.ts';
import type { SourceRange } from '../../text/range.ts';
import type { Segment } from '../../documents/document.ts';
import type { PhraseScope, RuleMeta } from '../rule.ts';

/** A captured value of a hit: `<percent>`, `<days:d>`. Percent values are shares (5 % is 0.05). */
export interface Capture {
  readonly name: string;
  readonly kind: 'percent' | 'amount' | 'days' | 'years' | 'number';
  readonly value: number;
  readonly range: SourceRange;
}

/** A phrase found in a segment, before any guard has looked. */
export interface Hit {
  readonly rule: PhraseRule;
  readonly variant: string | undefined;
  /** Which phrase of the rule: `zh[3]`, with its source text. */
  readonly phrase: { readonly language: string; readonly index: number; readonly alternative: number; readonly source: string };
  readonly segment: Segment;
  /** Offsets in `segment.text.text`, from the first piece's start to the last piece's end. */
  readonly start: number;
  readonly end: number;
  /** The pieces themselves (not the gaps), in segment offsets. */
  readonly pieces: readonly { readonly start: number; readonly end: number }[];
  readonly captures: readonly Capture[];
  readonly range: SourceRange;
}

/** A rule from data: phrases in the phrase language, guards by name, conditions, fixes as text. */
export interface PhraseRule extends RuleMeta {
  readonly reads: PhraseScope;
  readonly quiet: readonly string[];
  readonly negative?: boolean;
  readonly fixText?: { readonly title: Localized; readonly kind: 'replace' | 'insert-disclosure' | 'outline'; readonly text?: Localized; readonly disclosure?: string };
}

/** Opaque outside phrases/: the automaton, the alternatives and their conditions. */
export interface CompiledPhrases {
  /** Number of alternatives compiled, for reports. */
  readonly size: number;
}
