/** The goal ladder: a year is twelve small steps. Counts of clients and deals. */

export interface Count {
  readonly clients: number;
  readonly deals: number;
}

/** What a year's target is when each month's holds: 12 × monthly. */
export function yearlyTarget(monthly: Count): Count {
  return { clients: 12 * monthly.clients, deals: 12 * monthly.deals };
}

/**
 * Needed per remaining month: (target − done) ÷ months left, never below 0. With no month left: 0 when the target is
 * reached, otherwise all that is missing.
 */
export function neededPerMonth(target: number, done: number, monthsLeft: number): number {
  const missing = Math.max(0, target - done);
  return monthsLeft > 0 ? missing / monthsLeft : missing;
}

/** Length of the run of months that met the monthly target, counted back from the last finished month. */
export function streakOf(months: readonly Count[], monthly: Count): number {
  let streak = 0;
  for (let index = months.length - 1; index >= 0; index--) {
    const month = months[index]!;
    if (month.clients < monthly.clients || month.deals < monthly.deals) break;
    streak++;
  }
  return streak;
}
