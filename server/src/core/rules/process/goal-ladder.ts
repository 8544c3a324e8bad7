import type { GoalsDocument } from '../../documents/document.ts';
import type { GoalsMonth } from '../../documents/yaml/models.ts';
import { finishedMonths, monthsOf, yearlyTarget } from '../../domain/ladders.ts';
import { replace } from '../plan/edits.ts';
import { marketsWith } from '../plan/markets.ts';
import { same } from '../plan/wording.ts';
import { defineRule, type RuleContext } from '../rule.ts';

const NAMES = { clients: { zh: '客户', en: 'clients' }, deals: { zh: '成交单', en: 'deals' } };

/** A year is twelve small steps: the targets add up, and no finished month is left out. */
export default defineRule({
  id: 'process/goal-ladder',
  title: { zh: '年度目标等于十二个月之和', en: 'The year is twelve times the month' },
  why: {
    zh: '大目标拆成每月的小目标才走得动：年度数等于十二个月之和，每个月都有记录，成交单不会多于客户。',
    en: 'A big goal moves in monthly steps: the year is twelve times the month, every month is recorded, and deals never exceed clients.',
  },
  basis: 'practice',
  markets: marketsWith('warning', {}),
  kinds: ['goals'],
  handbook: '7.3',
  message: { zh: '目标对不上。', en: 'The ladder does not add up.' },
  variants: {
    target: {
      message: {
        zh: '年度{what} {x} ≠ 12 × 每月 {y} = {z}。',
        en: '{x} {what} a year is not 12 times {y} a month ({z}).',
      },
    },
    deals: {
      message: {
        zh: '{month} 成交单 {x} 多于客户 {y}。',
        en: '{month}: {x} deals with only {y} clients.',
      },
    },
    missing: { message: { zh: '缺这些月份的记录：{x}。', en: 'No record for {x}.' } },
    twice: { message: { zh: '{month} 写了两次。', en: '{month} is recorded twice.' } },
    year: { message: { zh: '{month} 不在 {x} 年内。', en: '{month} is not in {x}.' } },
  },
  check(context) {
    const { document } = context;
    if (document.kind !== 'goals') return;
    checkTargets(context, document);
    checkMonths(context, document);
  },
  examples: [
    {
      kind: 'bad',
      in: 'goals',
      variant: 'target',
      text: 'kind: goals\nyear: 2026\ntarget: {clients: [[30]], deals: 24}\nmonthly: {clients: 3, deals: 2}\n',
      fixed: 'kind: goals\nyear: 2026\ntarget: {clients: 36, deals: 24}\nmonthly: {clients: 3, deals: 2}\n',
    },
    {
      kind: 'bad',
      in: 'goals',
      variant: 'deals',
      asOf: '2026-03-05',
      language: 'en',
      market: 'SG',
      text: 'kind: goals\nyear: 2026\nlang: en\ntarget: {clients: 36, deals: 24}\nmonthly: {clients: 3, deals: 2}\nmonths:\n  - {month: 2026-02, clients: 3, deals: [[4]]}\n',
    },
    {
      kind: 'bad',
      in: 'goals',
      variant: 'missing',
      asOf: '2026-05-02',
      text: 'kind: goals\nyear: 2026\ntarget: {clients: 36, deals: 24}\nmonthly: {clients: 3, deals: 2}\n[[months]]:\n  - {month: 2026-01, clients: 3, deals: 2}\n  - {month: 2026-03, clients: 3, deals: 2}\n',
    },
    {
      kind: 'bad',
      in: 'goals',
      variant: 'twice',
      asOf: '2026-03-02',
      text: 'kind: goals\nyear: 2026\ntarget: {clients: 36, deals: 24}\nmonthly: {clients: 3, deals: 2}\nmonths:\n  - {month: 2026-02, clients: 3, deals: 2}\n  - {month: [[2026-02]], clients: 3, deals: 3}\n',
    },
    {
      kind: 'bad',
      in: 'goals',
      variant: 'year',
      asOf: '2026-03-02',
      text: 'kind: goals\nyear: 2026\ntarget: {clients: 36, deals: 24}\nmonthly: {clients: 3, deals: 2}\nmonths:\n  - {month: [[2025-12]], clients: 3, deals: 2}\n  - {month: 2026-02, clients: 3, deals: 2}\n',
    },
    {
      kind: 'good',
      in: 'goals',
      asOf: '2026-04-01',
      text: 'kind: goals\nyear: 2026\ntarget: {clients: 36, deals: 24}\nmonthly: {clients: 3, deals: 2}\nmonths:\n  - {month: 2026-02, clients: 3, deals: 2}\n  - {month: 2026-03, clients: 3, deals: 3}\n',
    },
    {
      kind: 'good',
      in: 'goals',
      language: 'en',
      market: 'SG',
      asOf: '2026-01-20',
      text: 'kind: goals\nyear: 2026\nlang: en\ntarget: {clients: 24, deals: 12}\nmonthly: {clients: 2, deals: 1}\n',
    },
  ],
});

function checkTargets(context: RuleContext, document: GoalsDocument): void {
  const { target, monthly } = document.model;
  for (const key of ['clients', 'deals'] as const) {
    const year = target?.[key];
    const month = monthly?.[key];
    if (year === undefined || month === undefined) continue;
    const wanted = yearlyTarget({ clients: month.value, deals: month.value })[key];
    if (wanted === year.value) continue;
    context.report({
      variant: 'target',
      range: year.range,
      data: { what: NAMES[key], x: year.value, y: month.value, z: wanted },
      related: [{ uri: document.uri, range: month.range, message: { zh: '每月目标', en: 'the month’s target' } }],
      fixes: [
        {
          title: { zh: `年度改为 ${wanted}`, en: `Make it ${wanted} a year` },
          safety: 'review',
          edits: [replace(year.range, String(wanted))],
        },
      ],
    });
  }
}

function checkMonths(context: RuleContext, document: GoalsDocument): void {
  const { model } = document;
  const first = new Map<string, GoalsMonth>();
  for (const entry of monthsOf(document.model)) {
    const month = entry.month!;
    const earlier = first.get(month.value);
    if (model.year && !month.value.startsWith(`${model.year.value}-`)) {
      context.report({ variant: 'year', range: month.range, data: { month: same(month.value), x: model.year.value } });
    } else if (earlier) {
      context.report({
        variant: 'twice',
        range: month.range,
        data: { month: same(month.value) },
        related: [
          { uri: document.uri, range: earlier.month!.range, message: { zh: '先写在这里', en: 'first recorded here' } },
        ],
      });
    } else first.set(month.value, entry);
    const { clients, deals } = entry;
    if (clients && deals && deals.value > clients.value) {
      context.report({
        variant: 'deals',
        range: deals.range,
        data: { month: same(month.value), x: deals.value, y: clients.value },
      });
    }
  }
  const missing = finishedMonths(document.model, context.asOf).filter((month) => !first.has(month));
  if (missing.length > 0) {
    const range = model.keyRange('months') ?? { start: 0, end: 0 };
    context.report({ variant: 'missing', range, data: { x: { zh: missing.join('、'), en: missing.join(', ') } } });
  }
}
