/** Types of the phrase language's compiler and matcher, and of rules written as data. docs/rules.md is the reference. */
import type { Severity } from '../../diagnostic.ts';
import type { Segment } from '../../documents/document.ts';
import type { Localized } from '../../localized.ts';
import type { SourceRange } from '../../text/range.ts';
import type { PhraseScope, RuleMeta } from '../rule.ts';
import type { NumberKind } from './parse.ts';

/** A captured value of a hit: `<percent>`, `<days:d>`. Percent values are shares (5 % is 0.05); amounts are yuan. */
export interface Capture {
  readonly name: string;
  readonly kind: NumberKind;
  readonly value: number;
  readonly range: SourceRange;
}

/** A phrase found in a segment, before any guard has looked. */
export interface Hit {
  readonly rule: PhraseRule;
  readonly variant: string | undefined;
  readonly phrase: PhraseSource;
  readonly segment: Segment;
  /** Offsets in `segment.text.text`, from the first piece's start to the last piece's end. */
  readonly start: number;
  readonly end: number;
  /** The pieces themselves (not the gaps), in segment offsets. */
  readonly pieces: readonly { readonly start: number; readonly end: number }[];
  readonly captures: readonly Capture[];
  readonly range: SourceRange;
}

/** One phrase as written, with its place: language list and index in the rule file. */
export interface PhraseSource {
  readonly language: string;
  readonly index: number;
  readonly text: string;
}

/** What makes a conditional claim acceptable. */
export type Cure =
  | { readonly kind: 'disclosure'; readonly ids: readonly string[] }
  /** The product in scope has this fact, by its clauses: the claim is true of it. */
  | { readonly kind: 'fact'; readonly where: readonly Condition[] }
  | {
      readonly kind: 'words';
      readonly atLeast: number;
      readonly list: string;
      /** With a word of this list beside them they cure nothing (“买菜也排队，这款险也快没了”). */
      readonly without?: string | undefined;
      readonly within: 'sentence' | 'turn' | 'reach';
    };

/** `d != product.waiting_days`: one comparison of a `where`. All must hold for the rule to fire. */
export interface Condition {
  readonly left: Operand;
  readonly operator: '=' | '!=' | '<' | '>';
  readonly right: Operand;
}
export type Operand =
  | { readonly kind: 'capture'; readonly name: string }
  | { readonly kind: 'product'; readonly name: string }
  | { readonly kind: 'value'; readonly value: number | string | boolean };

export interface FixSource {
  /** `replace` the words, insert a `disclosure`, or put an `outline` that a person fills in. */
  readonly kind: 'replace' | 'disclosure' | 'outline';
  readonly title: Localized;
  readonly text?: Localized;
  readonly disclosure?: string;
  /** What `replace` and `outline` replace: the underlined words (default) or their whole sentence. */
  readonly scope?: 'hit' | 'sentence';
  readonly safety: 'safe' | 'review' | 'manual';
}

/** The phrases of a rule itself (`variant` undefined) or of one variant, with what is special to them. */
export interface PhrasePart {
  readonly variant: string | undefined;
  readonly phrases: readonly PhraseSource[];
  readonly message: Localized;
  readonly severity?: Severity;
  readonly quiet: readonly string[];
  readonly curedBy: readonly Cure[];
  readonly where: readonly Condition[];
  readonly fixes: readonly FixSource[];
}

/** A rule from data: phrases in the phrase language, guards by name, conditions, fixes as text. */
export interface PhraseRule extends RuleMeta {
  readonly reads: PhraseScope;
  readonly quiet: readonly string[];
  /** Negative by nature (“不用告知”): the negation guard is off. */
  readonly negative?: boolean;
  readonly parts: readonly PhrasePart[];
  readonly allow: readonly PhraseSource[];
  /** Said at info when `where` needs a product and none is known ("cannot verify"). */
  readonly unverified?: Localized;
  /** The pack that it came from. */
  readonly pack: string;
}

/** A found phrase in offsets of the scanned text; what the cache keeps. */
export interface PhraseMatch {
  /** Index into the compiled phrases. */
  readonly phrase: number;
  readonly start: number;
  readonly end: number;
  /** `word`: the word of the phrase that a piece is, as the pack writes it; what stands there may be in disguise. */
  readonly pieces: readonly { readonly start: number; readonly end: number; readonly word?: string }[];
  readonly captures: readonly {
    readonly name: string;
    readonly kind: NumberKind;
    readonly value: number;
    readonly start: number;
    readonly end: number;
  }[];
  /** The sentence it stands in, in offsets of the text. */
  readonly sentence: { readonly start: number; readonly end: number };
}

/** Opaque outside phrases/ and lint: the automaton, the phrases and their owners. */
export interface CompiledPhrases {
  /** Number of phrases compiled, for reports. */
  readonly size: number;
  /** Words that are found by ear, too, and written out for all phrases where they stand in disguise. */
  readonly heard: readonly string[];
  /**
   * Every match in a text, sorted by phrase, then start; up to four per phrase and sentence, none of which overlap
   * (the first that no guard silences is reported). Cached by text.
   */
  matches(text: string): readonly PhraseMatch[];
  /** The same, when the answer is kept elsewhere: texts in which nothing can be are not cached. */
  matchesOnce(text: string): readonly PhraseMatch[];
  /** The same without the cache. */
  matchesFresh(text: string): readonly PhraseMatch[];
  /** Where words of a list stand in a text. */
  words(list: string, text: string): readonly { readonly start: number; readonly end: number }[];
  owner(phrase: number): PhraseOwner;
  /** Which alternatives (place in the phrase's source) a match used; for coverage. */
  used(match: PhraseMatch, text: string): readonly AlternativeUse[];
  /** Every alternative that an example must hit. */
  readonly alternatives: (phrase: number) => readonly AlternativeUse[];
}

/** A branch of a phrase: the source offsets of the alternative inside the phrase's text. */
export interface AlternativeUse {
  readonly start: number;
  readonly end: number;
}

export type PhraseOwner =
  | { readonly kind: 'rule'; readonly rule: PhraseRule; readonly part: PhrasePart; readonly source: PhraseSource }
  | { readonly kind: 'allow'; readonly rule: PhraseRule; readonly source: PhraseSource }
  | { readonly kind: 'disclosure'; readonly disclosure: string; readonly source: PhraseSource }
  /** What a coded rule listens for, under the name that it gave. */
  | {
      readonly kind: 'reading';
      readonly rule: { readonly id: string };
      readonly name: string;
      readonly source: PhraseSource;
    };
