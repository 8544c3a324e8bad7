/** When the cooling-off period ends, per market. Days are local calendar days; the period ends at 24:00 of the last one. */
import type { CalendarDate, Market } from '../localized.ts';
import { addDays } from './dates.ts';

export interface CoolingOffFacts {
  readonly market: Market;
  /** Day on which the receipt was signed. */
  readonly receipt?: CalendarDate;
  readonly delivered?: CalendarDate;
  /** HK: day on which the cooling-off notice was given. */
  readonly notice?: CalendarDate;
  /** The product's own number of days; goes before the market's. */
  readonly days?: number;
  /** The market's number of days; undefined where there is none (US, UK). */
  readonly marketDays?: number;
  /** Whether day 1 is the day after the start (default) or the start itself. */
  readonly from?: 'next_day' | 'receipt_day';
}

export interface CoolingOff {
  /** The day that starts the count. */
  readonly start: CalendarDate;
  readonly days: number;
  /** Last day, until 24:00. */
  readonly end: CalendarDate;
}

/** Undefined when the starting day or the number of days is not known. */
export function coolingOffOf(facts: CoolingOffFacts): CoolingOff | undefined {
  const start = startOf(facts);
  const days = facts.days ?? facts.marketDays;
  if (start === undefined || days === undefined || days <= 0) return undefined;
  const end = addDays(start, facts.from === 'receipt_day' ? days - 1 : days);
  return { start, days, end };
}

/** HK: delivery of the policy or of the notice, whichever is earlier. TW: delivery. Elsewhere: the receipt. */
function startOf({ market, receipt, delivered, notice }: CoolingOffFacts): CalendarDate | undefined {
  if (market === 'HK') return earlier(delivered ?? receipt, notice);
  if (market === 'TW') return delivered ?? receipt;
  return receipt;
}

function earlier(a: CalendarDate | undefined, b: CalendarDate | undefined): CalendarDate | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}
