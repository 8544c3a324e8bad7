import assert from 'node:assert/strict';
import ICAL from 'ical.js';
import { calendarOf } from '../../server/src/reports/agenda/calendar.ts';
import type { AgendaItem } from '../../server/src/reports/agenda/item.ts';

const item = (due: string, more: Partial<AgendaItem> = {}): AgendaItem => ({
  kind: 'event',
  due,
  who: '何家',
  title: { zh: '孩子生日', en: 'Birthday' },
  uri: 'file:///a.client.yaml',
  range: { start: 0, end: 1 },
  ...more,
});

/** What an independent parser reads back: day and summary of each event. */
function readBack(text: string): string[] {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    assert.ok(event.startDate.isDate, 'an all-day entry carries a date without a time');
    assert.ok(event.uid && component.getFirstPropertyValue('dtstamp'));
    return `${event.startDate.toString()}..${event.endDate.toString()} ${event.summary}`;
  });
}

describe('the calendar file', () => {
  it('keeps the day, 29 February and the year’s end included', () => {
    const text = calendarOf([item('2028-02-29'), item('2026-12-31'), item('2027-01-01')], '2026-11-22', 'zh');
    assert.deepEqual(readBack(text), [
      '2028-02-29..2028-03-01 孩子生日 · 何家',
      '2026-12-31..2027-01-01 孩子生日 · 何家',
      '2027-01-01..2027-01-02 孩子生日 · 何家',
    ]);
    assert.ok(text.endsWith('END:VCALENDAR\r\n'));
  });

  it('does not move a day in any time zone', () => {
    const zone = process.env.TZ;
    try {
      for (const name of ['Pacific/Kiritimati', 'America/Los_Angeles', 'Asia/Shanghai', 'UTC']) {
        process.env.TZ = name;
        assert.deepEqual(readBack(calendarOf([item('2026-03-29')], '2026-03-01', 'en')), [
          '2026-03-29..2026-03-30 Birthday · 何家',
        ]);
      }
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  it('escapes what iCalendar gives a meaning, and folds long Chinese lines by octets', () => {
    const words = `备好病历, 诊断证明; 费用清单\\清单\n第二行${'很长的一句话'.repeat(20)}`;
    const text = calendarOf([item('2026-03-29', { detail: { zh: words, en: words } })], '2026-03-01', 'zh');
    const event = new ICAL.Component(ICAL.parse(text) as unknown[]).getFirstSubcomponent('vevent');
    assert.equal(event?.getFirstPropertyValue('description'), words);
    for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
  });

  it('names the same item the same way twice, and two items of one day differently', () => {
    const items = [item('2026-03-29'), item('2026-03-29')];
    const ids = [...calendarOf(items, '2026-03-01', 'zh').matchAll(/UID:(\S+)/g)].map((match) => match[1]);
    assert.equal(new Set(ids).size, 2);
    assert.equal(calendarOf(items, '2026-03-01', 'zh'), calendarOf(items, '2026-03-01', 'zh'));
  });
});
