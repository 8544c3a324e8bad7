import { replace } from '../plan/edits.ts';
import { marketsWith } from '../plan/markets.ts';
import { same } from '../plan/wording.ts';
import { defineRule } from '../rule.ts';
import { applicationsOf, coolingOffsOf } from './applications.ts';

/** The end of the cooling-off period is computed; what is written by hand must agree with it. */
export default defineRule({
  id: 'process/cooling-off',
  title: { zh: '犹豫期要算对', en: 'Get the cooling-off period right' },
  why: {
    zh: '犹豫期内退保退全部保费，过了就只退现金价值。日子说错一天，损失的是客户，投诉的是您。天数看产品，没写按市场；一般不用手写，编辑器会算。',
    en: 'Within the cooling-off period all premiums come back; after it only the cash value. One day wrong costs the client money and you a complaint. The product’s days count, then the market’s; usually nothing needs to be written.',
  },
  basis: 'law',
  markets: marketsWith(
    'error',
    { CN: ['cn-him-15', 'cn-sbm-25'], HK: ['hk-gl29'], TW: ['tw-cancel-10'], SG: ['sg-freelook'] },
    'warning',
  ),
  kinds: ['plan'],
  handbook: '4.3',
  message: { zh: '犹豫期应至 {date}。', en: 'Cooling-off ends {date}.' },
  variants: {
    wrong: {
      message: {
        zh: '犹豫期应至 {date}（自 {start} 起 {n} 天），不是 {x}。',
        en: 'Cooling-off ends on {date} ({n} days from {start}), not on {x}.',
      },
    },
    'no-receipt': {
      message: {
        zh: '写了犹豫期止 {x}，却没有可起算的日期（回执或送达）。',
        en: 'A cooling-off end of {x} is stated, but no receipt or delivery to count from.',
      },
    },
    surrender: {
      message: {
        zh: '{x} 已过犹豫期（{date} 止），退的是现金价值，不是全部保费。',
        en: '{x} lies after the cooling-off period (ended {date}): the cash value is paid, not all premiums.',
      },
    },
  },
  check(context) {
    for (const entry of applicationsOf(context)) {
      const { application } = entry;
      const ends = coolingOffsOf(context, entry);
      const last = ends.at(-1);
      const stated = application.cooling_off_end;
      if (stated && last === undefined) {
        const canCount = application.receipt ?? application.delivered ?? application.notice;
        if (canCount === undefined)
          context.report({ variant: 'no-receipt', range: stated.range, data: { x: same(stated.value) } });
      } else if (stated && last && !ends.some((end) => end.end === stated.value)) {
        context.report({
          variant: 'wrong',
          range: stated.range,
          data: { date: same(last.end), start: same(last.start), n: last.days, x: same(stated.value) },
          fixes: [
            {
              title: { zh: `改为 ${last.end}`, en: `Change to ${last.end}` },
              safety: 'safe',
              edits: [replace(stated.range, last.end)],
            },
          ],
        });
      }
      const surrender = application.surrender;
      if (last && surrender?.on && surrender.refund?.value === 'full' && surrender.on.value > last.end) {
        context.report({
          variant: 'surrender',
          range: surrender.refund.range,
          data: { x: same(surrender.on.value), date: same(last.end) },
          fixes: [
            {
              title: { zh: '改为退还现金价值（cash_value）', en: 'Change to cash_value' },
              safety: 'review',
              edits: [replace(surrender.refund.range, 'cash_value')],
            },
          ],
        });
      }
    }
  },
  examples: [
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'wrong',
      text: 'application:\n  - {for: [p1], delivered: 2026-03-12, receipt: 2026-03-12, cooling_off_end: [[2026-03-26]]}\n',
      fixed: 'application:\n  - {for: [p1], delivered: 2026-03-12, receipt: 2026-03-12, cooling_off_end: 2026-03-27}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'no-receipt',
      text: 'application:\n  - {for: [p1], cooling_off_end: [[2026-03-27]]}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'surrender',
      text: 'application:\n  - {for: [p1], delivered: 2026-03-12, receipt: 2026-03-12, surrender: {on: 2026-03-28, refund: [[full]]}}\n',
      fixed:
        'application:\n  - {for: [p1], delivered: 2026-03-12, receipt: 2026-03-12, surrender: {on: 2026-03-28, refund: cash_value}}\n',
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      text: 'application:\n  - {for: [p1], delivered: 2026-03-12, receipt: 2026-03-12, cooling_off_end: 2026-03-27, surrender: {on: 2026-03-27, refund: full}}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      language: 'en',
      market: 'CN',
      variant: 'wrong',
      text: 'lang: en\napplication:\n  - {for: [p1], delivered: 2026-03-12, receipt: 2026-03-12, cooling_off_end: [[2026-03-26]]}\n',
      fixed:
        'lang: en\napplication:\n  - {for: [p1], delivered: 2026-03-12, receipt: 2026-03-12, cooling_off_end: 2026-03-27}\n',
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      language: 'en',
      market: 'CN',
      text: 'lang: en\napplication:\n  - {for: [p1], delivered: 2026-03-12, receipt: 2026-03-12, cooling_off_end: 2026-03-27, surrender: {on: 2026-03-27, refund: full}}\n',
    },
  ],
});
