/** How far payouts fund a goal, in amounts per year; guaranteed and non-guaranteed are never added silently. */

export interface GoalTarget {
  /** Wanted per year. */
  readonly amount: number;
  /** Already covered per year from elsewhere (state pension, rent). */
  readonly otherIncome?: number;
}

export interface Payout {
  readonly guaranteed?: number;
  readonly nonGuaranteed?: number;
}

export interface Funding {
  /** amount − other income, per year, never below 0. */
  readonly target: number;
  readonly guaranteed: number;
  readonly withBonus: number;
  /** Shares of the target; undefined when nothing is left to fund. May exceed 1. */
  readonly guaranteedShare: number | undefined;
  readonly withBonusShare: number | undefined;
}

export function fundingOf(goal: GoalTarget, payouts: readonly Payout[]): Funding {
  const target = Math.max(0, goal.amount - (goal.otherIncome ?? 0));
  const guaranteed = payouts.reduce((sum, payout) => sum + (payout.guaranteed ?? 0), 0);
  const withBonus = payouts.reduce((sum, payout) => sum + (payout.nonGuaranteed ?? 0), guaranteed);
  const share = (value: number) => (target > 0 ? value / target : undefined);
  return { target, guaranteed, withBonus, guaranteedShare: share(guaranteed), withBonusShare: share(withBonus) };
}
