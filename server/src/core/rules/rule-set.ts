/** All packs after configuration, compiled once. Immutable; a changed pack or setting makes a new one. */

import type { Severity } from '../diagnostic.ts';
import type { FileKind } from '../documents/document.ts';
import type { CalendarDate, Localized, Market } from '../localized.ts';
import type { SourceRange } from '../text/range.ts';
import type { CompiledPhrases, PhraseRule, PhraseSource } from './phrases/types.ts';
import type { WordListSource } from './phrases/words.ts';
import type { CodedRule } from './rule.ts';

export type AnyRule = (CodedRule & { readonly source: 'code' }) | (PhraseRule & { readonly source: 'data' });

/** One article or paragraph that rules rely on, from citations.yaml. */
export interface Citation {
  readonly id: string;
  readonly jurisdiction: Market;
  readonly instrument: Localized;
  readonly article?: string;
  readonly effective?: string;
  readonly gist: Localized;
  readonly verified: boolean;
  readonly articleVerified: boolean;
  readonly issuer?: string;
  /** What else is known of the day in force. */
  readonly effectiveNote?: string;
  readonly evidence: 'full-text' | 'extract' | 'secondary' | 'memory';
}

/** An approved disclosure: what `[[披露：id]]` stands for, and how people say it in their own words. */
export interface Disclosure {
  readonly id: string;
  /** Names accepted inside `[[披露：…]]`, Chinese and English. */
  readonly names: readonly string[];
  readonly title: Localized;
  /** Its approved texts, the newest last; no two hold on one day. */
  readonly versions: readonly DisclosureVersion[];
  /** How people say it in their own words, in the phrase language. */
  readonly phrases: readonly PhraseSource[];
}

/** One approved text, with the days on which it holds: `from` inclusive, `until` exclusive. */
export interface DisclosureVersion {
  /** The text that a rendered copy shows. */
  readonly text: Localized;
  readonly from?: CalendarDate;
  readonly until?: CalendarDate;
}

/** The version in force on a day; undefined when all have ended or none has begun. */
export function versionOn(disclosure: Disclosure, day: CalendarDate): DisclosureVersion | undefined {
  return disclosure.versions.find((version) => inForce(version, day));
}

/** Dated numbers and day counts of one market: `cooling_off_days`, `pillar_share`, `minor_death_cap_under_10` … */
export interface MarketParameters {
  readonly currency: string;
  readonly languages: readonly string[];
  readonly thresholds: Readonly<
    Record<
      string,
      { readonly value: number; readonly cite?: string; readonly ruleOfThumb: boolean; readonly note: Localized }
    >
  >;
}

export interface GlossaryTerm {
  readonly id?: string;
  /** The same term as other regions write it. */
  readonly also?: { readonly zh: readonly string[]; readonly en: readonly string[] };
  readonly term: Localized;
  /** Plain words for it; may hold `{product.*}` placeholders. */
  readonly plain: Localized;
  /** A word that clients use themselves: its hover says more, but nobody is asked to explain it. */
  readonly everyday?: true;
}

export interface PackInfo {
  readonly name: string;
  readonly version: string;
  readonly owner?: string;
}

/** A fault in a pack file, at its place. Packs with faults never replace the last good ones. */
export interface PackFault {
  readonly uri: string;
  readonly range: SourceRange;
  readonly code: string;
  readonly message: Localized;
  /** How grave it is when the pack holds all the same: an example fails, or what is written has no effect. */
  readonly tolerated?: 'error' | 'warning';
  /** What was probably meant, to stand in the range instead. */
  readonly suggestion?: string;
}

export type DeclaredKind = 'rule' | 'list' | 'disclosure';

export interface RuleSet {
  readonly packs: readonly PackInfo[];
  readonly rules: readonly AnyRule[];
  rule(id: string): AnyRule | undefined;
  /** Rules that read this kind of file. */
  rulesFor(kind: FileKind): readonly AnyRule[];
  readonly phrases: CompiledPhrases;
  readonly disclosures: ReadonlyMap<string, Disclosure>;
  /** A disclosure by any of its names, after folding. */
  disclosureNamed(name: string): Disclosure | undefined;
  readonly glossary: readonly GlossaryTerm[];
  readonly citations: ReadonlyMap<string, Citation>;
  readonly markets: Readonly<Record<Market, MarketParameters>>;
  /** Severities that a head-office pack has locked: the lowest that pitchlint.yaml may set. */
  readonly locks: ReadonlyMap<string, Severity>;
  /** Severities that company packs set; pitchlint.yaml goes over them, locks under neither. */
  readonly raised: ReadonlyMap<string, Severity>;
  /** Word lists of all packs, joined. */
  readonly words: ReadonlyMap<string, WordListSource>;
  /** Where a company's pack has a rule, word list or disclosure; those that are built in stand nowhere. */
  declared(kind: DeclaredKind, name: string): { readonly uri: string; readonly range: SourceRange } | undefined;
  /** Place of a rule when several claim one stretch of text: the lower wins. */
  rankOf(rule: string): number;
  /** Faults met while compiling (a phrase that too many share); the phrases concerned never match. */
  readonly faults: readonly PackFault[];
  /** Grows with every new rule set in one process; caches are keyed by it. */
  readonly generation: number;
}

/** The bare fact that a value holds on a day (`from` inclusive, `until` exclusive). */
export function inForce(
  span: { readonly from?: CalendarDate; readonly until?: CalendarDate },
  day: CalendarDate,
): boolean {
  return (span.from === undefined || span.from <= day) && (span.until === undefined || day < span.until);
}
