/** The people of a household: ages, adults and children, who carries the income. Knows no text and no clock. */
import type { CalendarDate } from '../localized.ts';
import { ageOn } from './dates.ts';

export type Role = 'breadwinner' | 'spouse' | 'child' | 'parent' | 'other';

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly role?: Role;
  /** `YYYY-MM-DD`. */
  readonly born?: CalendarDate;
  /** Whole years on the plan's date, when the birthday is not given. */
  readonly age?: number;
  /** In the household's currency per year; undefined when the record says nothing. */
  readonly income?: number;
  readonly retireAge?: number;
  readonly jobClass?: number;
  readonly social?: string;
}

/** Money of the household: amounts in its currency, per year where they flow. */
export interface Finance {
  readonly expenses?: number;
  readonly mortgage?: number;
  readonly debts?: number;
  readonly liquid?: number;
  /** Income after tax and compulsory contributions, per year. */
  readonly takeHome?: number;
  /** What the client is willing to pay per year for new premiums. */
  readonly budget?: number;
}

export interface Household {
  readonly members: readonly Member[];
  readonly finance: Finance;
}

/** Age on a day from the birthday, else the age as stated; undefined when the record gives neither. */
export function memberAge(member: Member, day: CalendarDate): number | undefined {
  return member.born === undefined ? member.age : ageOn(member.born, day);
}

/** Below `adultAge`; by role when no age is known. */
export function isChild(member: Member, day: CalendarDate, adultAge = 18): boolean {
  const age = memberAge(member, day);
  return age === undefined ? member.role === 'child' : age < adultAge;
}

/** Sum of the incomes that are known, per year. */
export function householdIncome(members: readonly Member[]): number {
  return members.reduce((sum, member) => sum + (member.income ?? 0), 0);
}

/** A member's income as a share (0–1) of the household's; 0 when nobody earns. */
export function incomeShare(member: Member, members: readonly Member[]): number {
  const total = householdIncome(members);
  return total > 0 ? (member.income ?? 0) / total : 0;
}

/**
 * A pillar carries the household: the breadwinner by role, or anyone with at least `pillarShare` (0–1) of its income.
 * While a breadwinner's income is not known nobody's share is.
 */
export function isPillar(member: Member, members: readonly Member[], pillarShare: number): boolean {
  if (member.role === 'breadwinner') return true;
  if (members.some(({ role, income }) => role === 'breadwinner' && income === undefined)) return false;
  return member.role !== 'child' && incomeShare(member, members) >= pillarShare;
}
