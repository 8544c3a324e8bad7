/** "One stretch of text, one finding" (reference/README): of overlapping claims one stays and names the others. */
import type { Diagnostic, Severity, SilencedHit } from '../diagnostic.ts';
import { overlaps } from '../text/range.ts';
import type { RuleSet } from './rule-set.ts';

/** Groups that read prose; findings about structure stand beside each other. */
const PROSE = new Set(['claims', 'disclosure', 'privacy', 'script']);
const ORDER: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** Of findings that overlap and of which one is a claim, the best stays. Other findings pass unchanged. */
export function settle(
  diagnostics: readonly Diagnostic[],
  ruleSet: RuleSet,
): { diagnostics: Diagnostic[]; silenced: SilencedHit[] } {
  const rivals = diagnostics.filter((d) => PROSE.has(groupOf(d.rule)));
  const others = diagnostics.filter((d) => !PROSE.has(groupOf(d.rule)));
  const better = (a: Diagnostic, b: Diagnostic): number => {
    // what could not be verified never hides what is wrong
    if (isUnverified(a) !== isUnverified(b)) return isUnverified(a) ? 1 : -1;
    if (a.rule !== b.rule) {
      const rank = ruleSet.rankOf(a.rule) - ruleSet.rankOf(b.rule);
      if (rank !== 0) return rank;
    }
    return (
      ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) ||
      variantRank(a, ruleSet) - variantRank(b, ruleSet) ||
      a.range.start - b.range.start ||
      b.range.end - a.range.end ||
      (a.rule < b.rule ? -1 : 1)
    );
  };
  const order = [...rivals].sort(better);
  const kept: { diagnostic: Diagnostic; also: Diagnostic[] }[] = [];
  // winners by position, so that a document full of findings stays fast
  const starts: { start: number; end: number; entry: { diagnostic: Diagnostic; also: Diagnostic[] } }[] = [];
  const silenced: SilencedHit[] = [];
  for (const diagnostic of order) {
    const winner = near(starts, diagnostic)?.find(({ entry }) => competes(entry.diagnostic, diagnostic));
    if (!winner) {
      const entry = { diagnostic, also: [] as Diagnostic[] };
      kept.push(entry);
      insert(starts, { start: diagnostic.range.start, end: diagnostic.range.end, entry });
      continue;
    }
    winner.entry.also.push(diagnostic);
    silenced.push({
      rule: diagnostic.rule,
      ...(diagnostic.variant === undefined ? {} : { variant: diagnostic.variant }),
      range: diagnostic.range,
      trace: [
        ...diagnostic.trace,
        {
          kind: 'precedence',
          name: winner.entry.diagnostic.rule,
          range: winner.entry.diagnostic.range,
          note: {
            zh: `同一处已由 ${winner.entry.diagnostic.rule} 报告`,
            en: `${winner.entry.diagnostic.rule} reports the same words`,
          },
        },
      ],
    });
  }
  const settled = kept.map(({ diagnostic, also }) => {
    const rules = [...new Set(also.map((d) => d.rule))].filter((rule) => rule !== diagnostic.rule);
    return rules.length === 0 ? diagnostic : { ...diagnostic, also: rules };
  });
  return { diagnostics: [...others, ...settled], silenced };
}

function competes(a: Diagnostic, b: Diagnostic): boolean {
  if (!overlaps(a.range, b.range)) return false;
  return a.rule === b.rule || groupOf(a.rule) === 'claims' || groupOf(b.rule) === 'claims';
}

/** By convention of the coded rules that ask the catalogue. */
function isUnverified({ variant }: Diagnostic): boolean {
  return variant === 'unverified';
}

function groupOf(rule: string): string {
  return rule.slice(0, rule.indexOf('/'));
}

/** A rule's own phrases before its variants, variants in the order of the file. */
function variantRank(diagnostic: Diagnostic, ruleSet: RuleSet): number {
  if (diagnostic.variant === undefined) return -1;
  return Object.keys(ruleSet.rule(diagnostic.rule)?.variants ?? {}).indexOf(diagnostic.variant);
}

type Placed = { start: number; end: number; entry: { diagnostic: Diagnostic; also: Diagnostic[] } };

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
