/**
 * Day arithmetic on calendar strings: no clock, no zone, no Date object whose midnight moves. Days are counted in the
 * proleptic Gregorian calendar; `YYYY-MM-DD` strings compare correctly as strings.
 */
import type { CalendarDate } from '../localized.ts';

const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/** Whether the year has a 29 February. */
export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Number of days of a month (1–12) in a year. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

const pad = (value: number, width: number) => String(value).padStart(width, '0');

/** `YYYY-MM-DD` from its parts, or undefined when there is no such day. */
export function makeDate(year: number, month: number, day: number): CalendarDate | undefined {
  return isDay(year, month, day) ? `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` : undefined;
}

function isDay(year: number, month: number, day: number): boolean {
  if (!Number.isInteger(year) || year < 1 || year > 9999) return false;
  if (!Number.isInteger(month) || month < 1 || month > 12) return false;
  return Number.isInteger(day) && day >= 1 && day <= daysInMonth(year, month);
}

/** The text itself when it is an existing day written `YYYY-MM-DD`, otherwise undefined. */
export function parseDate(text: string): CalendarDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  return isDay(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))) ? text : undefined;
}

/** `YYYY-MM` with an existing month, otherwise undefined. */
export function parseMonth(text: string): string | undefined {
  const match = /^(\d{4})-(\d{2})$/.exec(text);
  return match && makeDate(Number(match[1]), Number(match[2]), 1) ? text : undefined;
}

/** `YYYY-MM-DD` or `YYYY-MM`, otherwise undefined. */
export function parsePartialDate(text: string): string | undefined {
  return parseDate(text) ?? parseMonth(text);
}

/** A day that comes every year, `MM-DD` (29 February included), or one day `YYYY-MM-DD`; otherwise undefined. */
export function parseEventDate(text: string): string | undefined {
  const match = /^(\d{2})-(\d{2})$/.exec(text);
  if (match) return makeDate(2000, Number(match[1]), Number(match[2])) && text;
  return parseDate(text);
}

/**
 * What the writer most likely meant by a day in another spelling: `2026年3月2日`, `2026/3/2`, `2026.3.2`, `2026-3-2`,
 * `20260302`, and the same without the day. Undefined when it is no such spelling or no existing day.
 */
export function guessDate(text: string): string | undefined {
  const folded = text.trim().replace(/[０-９]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
  const day =
    /^(\d{4})\s*[-/.年－／．]\s*(\d{1,2})\s*[-/.月－／．]\s*(\d{1,2})\s*[日号]?$/.exec(folded) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(folded);
  if (day) return makeDate(Number(day[1]), Number(day[2]), Number(day[3]));
  const month = /^(\d{4})\s*[-/.年－／．]\s*(\d{1,2})\s*月?$/.exec(folded);
  if (month) return makeDate(Number(month[1]), Number(month[2]), 1)?.slice(0, 7);
  return undefined;
}

const yearOf = (date: string) => Number(date.slice(0, 4));
const monthOf = (date: string) => Number(date.slice(5, 7));
const dayOf = (date: string) => Number(date.slice(8, 10));

/** Days since 0001-01-01, which is day 1. */
export function dayNumber(date: CalendarDate): number {
  const year = yearOf(date);
  const before = year - 1;
  const leapDay = monthOf(date) > 2 && isLeapYear(year) ? 1 : 0;
  return (
    before * 365 +
    Math.floor(before / 4) -
    Math.floor(before / 100) +
    Math.floor(before / 400) +
    DAYS_BEFORE_MONTH[monthOf(date) - 1]! +
    leapDay +
    dayOf(date)
  );
}

/** The day with this number; the inverse of `dayNumber`, clamped to years 1–9999. */
export function dateOfDay(day: number): CalendarDate {
  const wanted = Math.max(1, Math.min(Math.trunc(day), 3652059));
  let year = Math.min(9999, Math.max(1, Math.floor(wanted / 365.2425) + 1));
  while (wanted < dayNumber(`${pad(year, 4)}-01-01`)) year--;
  while (year < 9999 && wanted >= dayNumber(`${pad(year + 1, 4)}-01-01`)) year++;
  let rest = wanted - dayNumber(`${pad(year, 4)}-01-01`) + 1;
  let month = 1;
  while (rest > daysInMonth(year, month)) rest -= daysInMonth(year, month++);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(rest, 2)}`;
}

/** The day that lies `days` later (earlier when negative). */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return dateOfDay(dayNumber(date) + days);
}

/** Days from `from` to `to`; negative when `to` lies earlier, 0 for the same day. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The same day of the month `months` later; the month's last day when it is shorter (31 January + 1 = 28 February). */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const total = yearOf(date) * 12 + monthOf(date) - 1 + months;
  const year = Math.max(1, Math.min(9999, Math.floor(total / 12)));
  const month = (((total % 12) + 12) % 12) + 1;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(Math.min(dayOf(date), daysInMonth(year, month)), 2)}`;
}

/** `addMonths` by whole years; 29 February becomes 28 February in a common year. */
export function addYears(date: CalendarDate, years: number): CalendarDate {
  return addMonths(date, years * 12);
}

/**
 * Age in full years on a day. Someone born on 29 February is a year older on 1 March of a common year. Negative when
 * `day` lies before the birth.
 */
export function ageOn(born: CalendarDate, day: CalendarDate): number {
  const years = yearOf(day) - yearOf(born);
  return day.slice(5) < born.slice(5) ? years - 1 : years;
}

/** Full months from `from` to `to`; negative when `to` lies earlier. Partial dates count from their first day. */
export function monthsBetween(from: string, to: string): number {
  const a = firstDay(from);
  const b = firstDay(to);
  const months = (yearOf(b) - yearOf(a)) * 12 + monthOf(b) - monthOf(a);
  return dayOf(b) < dayOf(a) ? months - 1 : months;
}

/** The first day of a `YYYY-MM`, or the day itself. */
export function firstDay(partial: string): CalendarDate {
  return partial.length === 7 ? `${partial}-01` : partial;
}

/** The last day of a `YYYY-MM`, or the day itself. */
export function lastDay(partial: string): CalendarDate {
  if (partial.length !== 7) return partial;
  return `${partial}-${pad(daysInMonth(yearOf(partial), monthOf(partial)), 2)}`;
}

/** Below zero when `a` is earlier, above when later, 0 when equal. A month stands before its days. */
export function compareDates(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The next day on or after `from` on which a `MM-DD` falls (29 February: 1 March in common years). */
export function nextOccurrence(monthDay: string, from: CalendarDate): CalendarDate {
  for (let year = yearOf(from); ; year++) {
    const day =
      makeDate(year, Number(monthDay.slice(0, 2)), Number(monthDay.slice(3, 5))) ??
      (`${pad(year, 4)}-03-01` as CalendarDate);
    if (day >= from || year >= 9999) return day;
  }
}
