/** The goal ladder: a year is twelve small steps. Counts of clients and deals. */
import type { GoalsModel, GoalsMonth, GoalsStudy } from '../documents/yaml/models.ts';
import { addMonths } from './dates.ts';

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

/** The file's own year's finished months from the first recorded one on: all of them are expected to be there. */
export function finishedMonths(model: GoalsModel, asOf: string): readonly string[] {
  const year = model.year?.value;
  if (year === undefined) return [];
  const recorded = monthsOf(model)
    .map((month) => month.month!.value)
    .filter((month) => month.startsWith(`${year}-`))
    .sort();
  const [first] = recorded;
  const now = asOf.slice(0, 7);
  const finished: string[] = [];
  for (let month = first; month !== undefined && month < now && month.startsWith(`${year}-`); ) {
    finished.push(month);
    month = addMonths(`${month}-01`, 1).slice(0, 7);
  }
  return finished;
}

/** Entries whose month could be read. */
export function monthsOf(model: GoalsModel): readonly GoalsMonth[] {
  return (model.months?.items ?? []).filter((entry) => entry.month !== undefined);
}

/** Whether a study entry says what it was compared with, and how it came out. */
export function isCompared(entry: GoalsStudy): boolean {
  return (entry.against?.items.length ?? 0) > 0 && (entry.better !== undefined || entry.worse !== undefined);
}
