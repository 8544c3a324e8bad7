/**
 * What a rule is: the same shape whether it came from data (packs/standard/claims/*.yaml) or from code
 * (rules/plan/*.ts). One file per rule; that file is its registration, tests, documentation page, hover and `explain`.
 */
import type { Fix, RelatedLocation, Severity } from '../diagnostic.ts';
import type { Channel, Document, FileKind, Speaker, StageId } from '../documents/document.ts';
import type { ScriptPart } from '../documents/pitch/parts.ts';
import type { CalendarDate, Language, Localized, Market } from '../localized.ts';
import type { LintSettings, Project } from '../project.ts';
import type { SourceRange } from '../text/range.ts';
import type { LateFixes } from './part-findings.ts';
import type { RuleSet } from './rule-set.ts';

/** How a rule holds in one market. `from`/`until` bound the days on which it is in force (`until` exclusive). */
export interface MarketBasis {
  readonly severity: Severity;
  readonly cite: readonly string[];
  readonly from?: CalendarDate;
  readonly until?: CalendarDate;
  /** A different severity on some channels, e.g. `{public: 'error'}`. */
  readonly channels?: Readonly<Partial<Record<Channel, Severity>>>;
}

export interface RuleVariant {
  readonly message: Localized;
  /** Lower or raise against the market's severity for this variant. */
  readonly severity?: Severity;
  readonly markets?: Readonly<Partial<Record<Market, MarketBasis>>>;
}

export interface RuleExample {
  readonly kind: 'bad' | 'good';
  /** A document with `[[…]]` round what must be underlined (several marks: several findings, in order). */
  readonly text: string;
  /** File kind of `text`; default `pitch`. */
  readonly in?: FileKind;
  /** For coded rules: `family` and the like, a shared document; `text` is then a patch. See examples.ts. */
  readonly given?: string;
  readonly market?: Market;
  readonly asOf?: CalendarDate;
  readonly variant?: string;
  /** The document's language; default zh-CN. */
  readonly language?: Language;
  /** What the first fix makes of a bad example. Required when the rule offers a fix that is not `manual`. */
  readonly fixed?: string;
}

/**
 * `law`: a verified citation names the conduct. `practice`: a rule of thumb; never more than a warning by default.
 * `structure`: what the file says does not hold together (an id that nothing has); no law is needed for that.
 */
export type RuleBasis = 'law' | 'practice' | 'structure';

/** Fields that every rule carries. */
export interface RuleMeta {
  /** `group/name`. */
  readonly id: string;
  readonly title: Localized;
  /** One paragraph that a salesperson understands. */
  readonly why: Localized;
  readonly basis: RuleBasis;
  readonly markets: Readonly<Partial<Record<Market, MarketBasis>>>;
  readonly kinds: readonly FileKind[];
  readonly message: Localized;
  readonly variants?: Readonly<Record<string, RuleVariant>>;
  readonly examples: readonly RuleExample[];
  /** Which handbook item it answers, e.g. `6.1`. */
  readonly handbook?: string;
}

/** What a coded rule reports. `data` fills `{x}` in the message. */
export interface Finding {
  readonly range: SourceRange;
  readonly variant?: string;
  readonly data?: Readonly<Record<string, string | number | Localized>>;
  readonly related?: readonly RelatedLocation[];
  /** A function where a fix reaches beyond the lines that the finding rests on: it is asked for the fixes of the day. */
  readonly fixes?: readonly Fix[] | LateFixes;
  /** Replaces the severity that market and variant give. Never raises a `practice` rule above warning. */
  readonly severity?: Severity;
}

export interface RuleContext {
  readonly document: Document;
  readonly project: Project;
  readonly ruleSet: RuleSet;
  readonly settings: LintSettings;
  readonly market: Market;
  readonly asOf: CalendarDate;
  /** A threshold of markets.yaml for this market, after pitchlint.yaml. Throws on a name that markets.yaml lacks. */
  threshold(name: string): number;
  report(finding: Finding): void;
  /**
   * Reports on one part of a script that rest on its lines, on what surrounds the script (rules, settings, day,
   * catalogues, plan) and on `key`, and on nothing else: `make` runs again only when one of them changed.
   */
  keep(part: ScriptPart, key: string | number | boolean, make: () => void): void;
  /** Says that a part was not judged, and why (shown by `explain` and in the findings report). */
  skip(reason: Localized, range?: SourceRange): void;
}

/** A rule written in code. It asks the typed model and the segments, never raw text with a regular expression. */
export interface CodedRule extends RuleMeta {
  /**
   * What the rule listens for, by name, in the phrase language with the packs' word lists: found in the one pass over
   * the text that all phrases share. `readings(context, rule, …)` of rules/readings.ts gives the matches.
   */
  readonly readings?: Readonly<Record<string, readonly string[]>>;
  /**
   * What the rule needs of a line that stands alone, without stage, mark, plan or catalogue, to say anything of it: one of
   * its readings, one of those named, something that the text tells, or `never`: it speaks of more than a line. A rule
   * that does not say is asked about every line.
   */
  readonly ofLoneLine?: 'never' | 'reading' | readonly string[] | ((text: string, ruleSet: RuleSet) => boolean);
  readonly check: (context: RuleContext) => void;
}

/** Identity, for the types: `export default defineRule({...})`, one per file, discovered at build time. */
export function defineRule(rule: CodedRule): CodedRule {
  return rule;
}

/** Where a phrase rule looks. */
export interface PhraseScope {
  readonly speakers: readonly Speaker[];
  readonly kinds: readonly FileKind[];
  readonly stages?: readonly StageId[];
  readonly channels?: readonly Channel[];
}
