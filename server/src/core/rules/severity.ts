/** Which severity a rule has in a document: market, day, channel, basis, packs and settings, in that order. */
import type { Severity } from '../diagnostic.ts';
import type { Channel, FileKind } from '../documents/document.ts';
import type { CalendarDate, Market } from '../localized.ts';
import type { LintSettings } from '../project.ts';
import type { CodedRule, MarketBasis, RuleMeta } from './rule.ts';
import { type AnyRule, inForce, type RuleSet } from './rule-set.ts';

const ORDER: readonly Severity[] = ['hint', 'info', 'warning', 'error'];

export function atMost(severity: Severity, ceiling: Severity): Severity {
  return ORDER.indexOf(severity) > ORDER.indexOf(ceiling) ? ceiling : severity;
}

export function atLeast(severity: Severity, floor: Severity): Severity {
  return ORDER.indexOf(severity) < ORDER.indexOf(floor) ? floor : severity;
}

export function isBelow(severity: Severity, floor: Severity): boolean {
  return ORDER.indexOf(severity) < ORDER.indexOf(floor);
}

/** The highest lock of each rule: a later pack may lock higher, never lower. */
export function locksOf(tables: readonly Readonly<Record<string, Severity>>[]): Map<string, Severity> {
  const locks = new Map<string, Severity>();
  for (const [id, severity] of tables.flatMap((table) => Object.entries(table)))
    locks.set(id, atLeast(severity, locks.get(id) ?? severity));
  return locks;
}

export interface SeverityQuestion {
  readonly rule: RuleMeta;
  readonly variant: string | undefined;
  readonly market: Market;
  readonly asOf: CalendarDate;
  readonly channel: Channel | undefined;
  /** Set by the finding or the part of the rule; goes over market and channel, not over the ceilings. */
  readonly own: Severity | undefined;
  /** A guard was in doubt, or a note tells the agent to say it. */
  readonly ceiling?: Severity;
}

export interface SeverityAnswer {
  /** `off`: the rule does not hold here (not in force on the day, or switched off). */
  readonly severity: Severity | 'off';
  readonly cite: readonly string[];
}

/** Never raises a rule of thumb (basis: practice), or one whose citations here are all unverified, above warning; packs and settings may. */
export function resolveSeverity(question: SeverityQuestion, ruleSet: RuleSet, settings: LintSettings): SeverityAnswer {
  const { rule, variant, market } = question;
  const variantData = variant === undefined ? undefined : rule.variants?.[variant];
  const basis: MarketBasis | undefined = variantData?.markets?.[market] ?? rule.markets[market];
  if (basis && !inForce(basis, question.asOf)) return { severity: 'off', cite: [] };
  const cite = basis?.cite ?? [];
  let severity: Severity;
  if (!basis) severity = 'info';
  else {
    const byChannel = question.channel && basis.channels?.[question.channel];
    severity = question.own ?? variantData?.severity ?? byChannel ?? basis.severity;
    if (question.channel === 'training') severity = atMost(severity, 'info');
    const isFounded = rule.basis === 'structure' || (rule.basis === 'law' && verified(cite, ruleSet));
    if (!isFounded) severity = atMost(severity, 'warning');
  }
  const name = variant === undefined ? rule.id : `${rule.id}#${variant}`;
  const raised = ruleSet.raised.get(name) ?? ruleSet.raised.get(rule.id);
  if (raised) severity = raised;
  const set = settings.severities[name] ?? settings.severities[rule.id];
  const lock = ruleSet.locks.get(name) ?? ruleSet.locks.get(rule.id);
  if (set === 'off' && !lock) return { severity: 'off', cite };
  if (set && set !== 'off') severity = set;
  // a lock holds wherever the rule does; what is said in training is no claim to a client
  if (lock && basis && question.channel !== 'training') severity = atLeast(severity, lock);
  if (question.ceiling) severity = atMost(severity, question.ceiling);
  return { severity, cite };
}

function verified(cite: readonly string[], ruleSet: RuleSet): boolean {
  return cite.some((id) => ruleSet.citations.get(id)?.verified === true);
}

/** Off with all its variants: then it need not look. A locked rule cannot be switched off. */
export function isSwitchedOff(id: string, { severities }: LintSettings, ruleSet: RuleSet): boolean {
  if (severities[id] !== 'off' || ruleSet.locks.size > 0) return false;
  return !Object.keys(severities).some((name) => name.startsWith(`${id}#`));
}

/** The coded rules that read this kind of file and are not switched off, in order. */
export function codedRulesOn(ruleSet: RuleSet, kind: FileKind, settings: LintSettings): readonly CodedRule[] {
  const { severities } = settings;
  let known = onBySettings.get(severities);
  if (known?.ruleSet !== ruleSet) {
    known = { ruleSet, byKind: new Map() };
    onBySettings.set(severities, known);
  }
  let rules = known.byKind.get(kind);
  if (!rules) {
    rules = ruleSet
      .rulesFor(kind)
      .filter(isCoded)
      .filter(({ id }) => !isSwitchedOff(id, settings, ruleSet));
    known.byKind.set(kind, rules);
  }
  return rules;
}

const isCoded = (rule: AnyRule): rule is AnyRule & { readonly source: 'code' } => rule.source === 'code';

/** Settings stay the same object while their files say the same. */
const onBySettings = new WeakMap<
  LintSettings['severities'],
  { readonly ruleSet: RuleSet; readonly byKind: Map<FileKind, readonly CodedRule[]> }
>();
