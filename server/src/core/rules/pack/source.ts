/** A pack as data: what the loader makes of its files, and what the build writes into the bundle. Plain JSON. */
import type { Severity } from '../../diagnostic.ts';
import type { CalendarDate, Localized, Market } from '../../localized.ts';
import type { SourceRange } from '../../text/range.ts';
import type { PhraseRule, PhraseSource } from '../phrases/types.ts';
import type { WordListSource } from '../phrases/words.ts';
import type { Citation, GlossaryTerm, MarketParameters, PackInfo } from '../rule-set.ts';

export interface DisclosureSource {
  readonly id: string;
  readonly names: readonly string[];
  readonly title: Localized;
  readonly text: Localized;
  readonly phrases: readonly PhraseSource[];
  /** Days in force: `from` inclusive, `until` exclusive. */
  readonly from?: CalendarDate;
  readonly until?: CalendarDate;
}

/** A rule file with `extends:`. */
export interface RuleExtension {
  readonly base: string;
  readonly phrases: readonly PhraseSource[];
  readonly allow: readonly PhraseSource[];
  readonly markets: PhraseRule['markets'];
  readonly message?: Localized;
  readonly fixes?: PhraseRule['parts'][number]['fixes'];
  readonly examples: PhraseRule['examples'];
}

export interface PackSource {
  readonly info: PackInfo;
  readonly rules: readonly PhraseRule[];
  readonly extensions: readonly RuleExtension[];
  readonly words: readonly WordListSource[];
  readonly disclosures: readonly DisclosureSource[];
  readonly glossary: readonly GlossaryTerm[];
  readonly citations: readonly Citation[];
  readonly markets: Readonly<Partial<Record<Market, MarketParameters>>>;
  readonly locks: Readonly<Record<string, Severity>>;
  readonly severities: Readonly<Record<string, Severity>>;
  /** Rule ids, the winner of one stretch of text first. */
  readonly precedence: readonly string[];
}

/** Where one rule file's parts stand. Offsets inside a phrase or an example become places in the file. */
export interface RulePlace {
  readonly uri: string;
  /** The value of `id` or `extends`. */
  readonly range: SourceRange;
  /** The whole phrase without `at`. */
  phrase(source: PhraseSource, at?: SourceRange): SourceRange;
  /** The example of that index in the file; `at` in its text as written, marks included. */
  example(index: number, at?: SourceRange): SourceRange;
}

/** Where the rules of a pack stand, for faults found after loading; absent in the bundle. */
export interface PackPlaces {
  /** Of the pack's own rules, by id. */
  readonly rules: ReadonlyMap<string, RulePlace>;
  /** In the order of `source.extensions`. */
  readonly extensions: readonly RulePlace[];
  /** Ids of disclosures and names of word lists, by kind and name (`list sure`). */
  readonly names: ReadonlyMap<string, { readonly uri: string; readonly range: SourceRange }>;
}

export interface Pack {
  readonly source: PackSource;
  readonly places?: PackPlaces;
}

export const EMPTY_PACK: PackSource = {
  info: { name: 'unnamed', version: '0' },
  rules: [],
  extensions: [],
  words: [],
  disclosures: [],
  glossary: [],
  citations: [],
  markets: {},
  locks: {},
  severities: {},
  precedence: [],
};
