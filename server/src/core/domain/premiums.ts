/** Premiums per year against income. Shares are 0–1; amounts in the household's currency per year. */
import type { CalendarDate } from '../localized.ts';

export interface PremiumRow {
  readonly premium: number;
  /** Undefined when the product is not known; such rows count in totals, not in the split. */
  readonly wealth?: boolean;
}

export interface ExistingPremium extends PremiumRow {
  /** First day on which nothing is due any more (`YYYY-MM` counts from its first day); undefined: still paying. */
  readonly payUntil?: CalendarDate;
}

export interface PremiumTotals {
  readonly fresh: number;
  readonly freshProtection: number;
  readonly freshWealth: number;
  readonly existing: number;
  readonly total: number;
  /** Of household income; undefined when no income is known. */
  readonly freshShare: number | undefined;
  readonly protectionShare: number | undefined;
  readonly totalShare: number | undefined;
  /** Of take-home pay; undefined when it is not known. */
  readonly takeHomeShare: number | undefined;
}

export function premiumTotals(input: {
  readonly rows: readonly PremiumRow[];
  readonly existing: readonly ExistingPremium[];
  readonly day: CalendarDate;
  readonly income: number;
  readonly takeHome?: number;
}): PremiumTotals {
  const fresh = sum(input.rows);
  const freshProtection = sum(input.rows.filter((row) => row.wealth === false));
  const freshWealth = sum(input.rows.filter((row) => row.wealth === true));
  const existing = sum(input.existing.filter((policy) => isStillPaid(policy, input.day)));
  const total = fresh + existing;
  return {
    fresh,
    freshProtection,
    freshWealth,
    existing,
    total,
    freshShare: share(fresh, input.income),
    protectionShare: share(freshProtection, input.income),
    totalShare: share(total, input.income),
    takeHomeShare: share(total, input.takeHome),
  };
}

/** Premiums of a policy in force count while the day is before `payUntil`. */
export function isStillPaid(policy: ExistingPremium, day: CalendarDate): boolean {
  return policy.payUntil === undefined || day < policy.payUntil;
}

function sum(rows: readonly PremiumRow[]): number {
  return rows.reduce((total, row) => total + row.premium, 0);
}

function share(part: number, whole: number | undefined): number | undefined {
  return whole !== undefined && whole > 0 ? part / whole : undefined;
}
