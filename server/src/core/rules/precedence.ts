/** "One stretch of text, one finding" (reference/README): of overlapping claims one stays and names the others. */
import type { Diagnostic, Severity, SilencedHit } from '../diagnostic.ts';
import { overlaps } from '../text/range.ts';
import type { RuleSet } from './rule-set.ts';

/** Groups that read prose; findings about structure stand beside each other. */
const PROSE = ['claims/', 'disclosure/', 'privacy/', 'script/'];
const ORDER: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** Of findings that overlap and of which one is a claim, the best stays. Other findings pass unchanged. */
export function settle(
  diagnostics: readonly Diagnostic[],
  ruleSet: RuleSet,
): { diagnostics: Diagnostic[]; silenced: SilencedHit[] } {
  const settled: Diagnostic[] = [];
  const silenced: SilencedHit[] = [];
  const rivals: Diagnostic[] = [];
  for (const diagnostic of diagnostics) (isProse(diagnostic.rule) ? rivals : settled).push(diagnostic);
  rivals.sort((a, b) => a.range.start - b.range.start);
  // most findings overlap no other: only those that do are compared
  for (let first = 0, at = 0; first < rivals.length; first = at) {
    let { end } = rivals[first]!.range;
    for (at = first + 1; at < rivals.length && rivals[at]!.range.start < end; at++)
      end = Math.max(end, rivals[at]!.range.end);
    if (at === first + 1) settled.push(rivals[first]!);
    else settleCluster(rivals.slice(first, at), ruleSet, settled, silenced);
  }
  return { diagnostics: settled, silenced };
}

interface Winner {
  readonly diagnostic: Diagnostic;
  readonly also: Diagnostic[];
}

/** `rivals`: a run of findings of which each overlaps one before it. */
function settleCluster(
  rivals: readonly Diagnostic[],
  ruleSet: RuleSet,
  settled: Diagnostic[],
  silenced: SilencedHit[],
): void {
  const kept: Winner[] = [];
  // winners by position, so that a document full of findings stays fast
  const starts: Placed[] = [];
  for (const diagnostic of [...rivals].sort((a, b) => better(a, b, ruleSet))) {
    const winner = near(starts, diagnostic)?.find(({ entry }) => competes(entry.diagnostic, diagnostic));
    if (!winner) {
      const entry = { diagnostic, also: [] as Diagnostic[] };
      kept.push(entry);
      insert(starts, { start: diagnostic.range.start, end: diagnostic.range.end, entry });
      continue;
    }
    winner.entry.also.push(diagnostic);
    silenced.push(givenWay(diagnostic, winner.entry.diagnostic));
  }
  for (const { diagnostic, also } of kept) {
    const rules = [...new Set(also.map((d) => d.rule))].filter((rule) => rule !== diagnostic.rule);
    settled.push(rules.length === 0 ? diagnostic : { ...diagnostic, also: rules });
  }
}

/** Negative when `a` goes before `b`. */
function better(a: Diagnostic, b: Diagnostic, ruleSet: RuleSet): number {
  // what could not be verified never hides what is wrong
  if (isUnverified(a) !== isUnverified(b)) return isUnverified(a) ? 1 : -1;
  // nor does a remark, whatever the ranks: the scan would let the line pass
  if (isRemark(a) !== isRemark(b)) return isRemark(a) ? 1 : -1;
  // what a phrase was written for is surer than roles that were merely joined
  if (isJoined(a) !== isJoined(b)) return isJoined(a) ? 1 : -1;
  if (a.rule !== b.rule) {
    const rank = ruleSet.rankOf(a.rule) - ruleSet.rankOf(b.rule);
    if (rank !== 0) return rank;
  }
  return (
    ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) ||
    variantRank(a, ruleSet) - variantRank(b, ruleSet) ||
    a.range.start - b.range.start ||
    b.range.end - a.range.end ||
    (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0)
  );
}

function givenWay(loser: Diagnostic, winner: Diagnostic): SilencedHit {
  return {
    rule: loser.rule,
    ...(loser.variant === undefined ? {} : { variant: loser.variant }),
    range: loser.range,
    trace: [
      ...loser.trace,
      {
        kind: 'precedence',
        name: winner.rule,
        range: winner.range,
        note: { zh: `同一处已由 ${winner.rule} 报告`, en: `${winner.rule} reports the same words` },
      },
    ],
  };
}

function competes(a: Diagnostic, b: Diagnostic): boolean {
  if (!overlaps(a.range, b.range)) return false;
  return a.rule === b.rule || a.rule.startsWith('claims/') || b.rule.startsWith('claims/');
}

function isRemark({ severity }: Diagnostic): boolean {
  return severity === 'info' || severity === 'hint';
}

/** By convention of the data rules: a variant that joins roles of other phrases. */
function isJoined({ variant }: Diagnostic): boolean {
  return variant === 'joined';
}

/** By convention of the coded rules that ask the catalogue. */
function isUnverified({ variant }: Diagnostic): boolean {
  return variant === 'unverified';
}

/** Whether findings of the rule give way to one another where they overlap. */
export function isProse(rule: string): boolean {
  return PROSE.some((group) => rule.startsWith(group));
}

/** A rule's own phrases before its variants, variants in the order of the file. */
function variantRank(diagnostic: Diagnostic, ruleSet: RuleSet): number {
  if (diagnostic.variant === undefined) return -1;
  return Object.keys(ruleSet.rule(diagnostic.rule)?.variants ?? {}).indexOf(diagnostic.variant);
}

interface Placed {
  readonly start: number;
  readonly end: number;
  readonly entry: Winner;
}

/** Kept findings that may overlap: kept sorted by start; a finding is short, so only near neighbours are looked at. */
function near(starts: readonly Placed[], diagnostic: Diagnostic): Placed[] | undefined {
  const at = position(starts, diagnostic.range.end);
  const out: Placed[] = [];
  for (let i = at - 1; i >= 0 && i >= at - 64; i--) if (overlaps(starts[i]!, diagnostic.range)) out.push(starts[i]!);
  return out.length > 0 ? out : undefined;
}

function insert(starts: Placed[], placed: Placed): void {
  starts.splice(position(starts, placed.start), 0, placed);
}

function position(starts: readonly Placed[], start: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]!.start < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
