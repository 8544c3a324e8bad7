/**
 * The agenda as an iCalendar file (RFC 5545). Entries are all-day, so no time zone can move them, and none repeats: a rule for every
 * year would skip or move 29 February and keep an old age in the title; ids come from the
 * item itself, so that importing twice updates instead of doubling.
 */
import ical, { ICalCalendarMethod } from 'ical-generator';
import { addDays } from '../../core/domain/dates.ts';
import type { CalendarDate } from '../../core/localized.ts';
import type { AgendaItem } from './item.ts';

/** @param language which of the two texts goes into the calendar */
export function calendarOf(items: readonly AgendaItem[], asOf: CalendarDate, language: 'zh' | 'en'): string {
  const calendar = ical({
    name: language === 'zh' ? 'PitchLint 日程' : 'PitchLint agenda',
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'PitchLint', product: 'agenda', language: language === 'zh' ? 'ZH' : 'EN' },
  });
  const seen = new Map<string, number>();
  for (const item of items) {
    const start = utcDay(item.due);
    calendar.createEvent({
      id: identityOf(item, seen),
      stamp: utcDay(asOf),
      start,
      end: utcDay(addDays(item.due, 1)),
      allDay: true,
      summary: item.who ? `${item.title[language]} · ${item.who}` : item.title[language],
      ...(item.detail && { description: item.detail[language] }),
      categories: [{ name: item.kind }],
    });
  }
  // every line ends in CRLF, the last one too
  return `${calendar.toString().trimEnd()}\r\n`;
}

/** Midnight UTC: the library writes UTC parts of a date, so the day stays the day wherever the machine stands. */
function utcDay(day: CalendarDate): Date {
  return new Date(`${day}T00:00:00Z`);
}

function identityOf(item: AgendaItem, seen: Map<string, number>): string {
  const name = item.uri.slice(item.uri.lastIndexOf('/') + 1);
  const base = `${item.kind}-${hash(`${name}\n${item.who}\n${item.title.en}\n${item.due}`)}`;
  const count = seen.get(base) ?? 0;
  seen.set(base, count + 1);
  return `${base}${count > 0 ? `-${count}` : ''}@pitchlint`;
}

/** FNV-1a over UTF-16 units, as eight hexadecimal digits: a stable name, not a secret. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return value.toString(16).padStart(8, '0');
}
