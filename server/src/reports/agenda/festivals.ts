/**
 * Festivals on which a salesperson writes to clients. Fixed and rule-given days hold for any year; lunar ones stand in
 * a table for 2026–2030, because a runtime's lunar calendar can be a day off where a new moon falls near midnight (Spring Festival
 * 2027 and 2030; the tests hold the table against an ephemeris). Outside the table lunar festivals are left out, never guessed.
 */
import { addDays, dayNumber, daysBetween } from '../../core/domain/dates.ts';
import type { CalendarDate, Localized, Market } from '../../core/localized.ts';

export interface Festival {
  readonly id: string;
  readonly name: Localized;
  readonly markets: readonly Market[];
  /** The day in a year; undefined where it is not known. */
  readonly dayIn: (year: number) => CalendarDate | undefined;
}

const CHINESE: readonly Market[] = ['CN', 'HK', 'TW', 'SG'];
const WESTERN: readonly Market[] = ['HK', 'SG', 'US', 'UK'];
const EVERYWHERE: readonly Market[] = ['CN', 'HK', 'TW', 'SG', 'US', 'UK'];

const fixed =
  (monthDay: string): Festival['dayIn'] =>
  (year) =>
    `${String(year).padStart(4, '0')}-${monthDay}`;

/** The nth Sunday of a month. 0001-01-01, day 1, was a Monday: Sundays are the multiples of 7. */
const sunday =
  (month: string, nth: number): Festival['dayIn'] =>
  (year) => {
    const first = `${String(year).padStart(4, '0')}-${month}-01`;
    return addDays(first, ((7 - (dayNumber(first) % 7)) % 7) + 7 * (nth - 1));
  };

const listed =
  (days: readonly CalendarDate[]): Festival['dayIn'] =>
  (year) =>
    days.find((day) => Number(day.slice(0, 4)) === year);

export const FESTIVALS: readonly Festival[] = [
  { id: 'new-year', name: { zh: '元旦', en: 'New Year' }, markets: EVERYWHERE, dayIn: fixed('01-01') },
  {
    id: 'spring-festival',
    name: { zh: '春节', en: 'Lunar New Year' },
    markets: CHINESE,
    dayIn: listed(['2026-02-17', '2027-02-06', '2028-01-26', '2029-02-13', '2030-02-03']),
  },
  { id: 'women', name: { zh: '妇女节', en: 'Women’s Day' }, markets: ['CN'], dayIn: fixed('03-08') },
  {
    id: 'mothers',
    name: { zh: '母亲节', en: 'Mother’s Day' },
    markets: ['CN', 'HK', 'TW', 'SG', 'US'],
    dayIn: sunday('05', 2),
  },
  { id: 'children', name: { zh: '儿童节', en: 'Children’s Day' }, markets: ['CN'], dayIn: fixed('06-01') },
  {
    id: 'dragon-boat',
    name: { zh: '端午节', en: 'Dragon Boat Festival' },
    markets: ['CN', 'HK', 'TW'],
    dayIn: listed(['2026-06-19', '2027-06-09', '2028-05-28', '2029-06-16', '2030-06-05']),
  },
  {
    id: 'fathers',
    name: { zh: '父亲节', en: 'Father’s Day' },
    markets: ['CN', 'HK', 'SG', 'US', 'UK'],
    dayIn: sunday('06', 3),
  },
  { id: 'teachers', name: { zh: '教师节', en: 'Teachers’ Day' }, markets: ['CN'], dayIn: fixed('09-10') },
  {
    id: 'mid-autumn',
    name: { zh: '中秋节', en: 'Mid-Autumn Festival' },
    markets: CHINESE,
    dayIn: listed(['2026-09-25', '2027-09-15', '2028-10-03', '2029-09-22', '2030-09-12']),
  },
  { id: 'national', name: { zh: '国庆节', en: 'National Day' }, markets: ['CN'], dayIn: fixed('10-01') },
  {
    id: 'elders',
    name: { zh: '重阳节', en: 'Double Ninth' },
    markets: ['CN', 'HK', 'TW'],
    dayIn: listed(['2026-10-18', '2027-10-08', '2028-10-26', '2029-10-16', '2030-10-05']),
  },
  { id: 'christmas', name: { zh: '圣诞节', en: 'Christmas' }, markets: WESTERN, dayIn: fixed('12-25') },
];

export interface FestivalDay {
  readonly festival: Festival;
  readonly on: CalendarDate;
}

/** Festivals of a market on the day or within the days after it, by day. */
export function festivalsAhead(market: Market, asOf: CalendarDate, days: number): readonly FestivalDay[] {
  const year = Number(asOf.slice(0, 4));
  return FESTIVALS.filter((festival) => festival.markets.includes(market))
    .flatMap((festival) =>
      [festival.dayIn(year), festival.dayIn(year + 1)].flatMap((on) => (on === undefined ? [] : [{ festival, on }])),
    )
    .filter(({ on }) => on >= asOf && daysBetween(asOf, on) <= days)
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}
