/** 目标阶梯: twelve steps for clients and deals, the streak, what each remaining month needs, the funnel by channel. */
import type { GoalsDocument } from '../core/documents/document.ts';
import { finishedMonths, monthsOf, neededPerMonth, streakOf } from '../core/domain/ladders.ts';
import type { Localized } from '../core/localized.ts';
import type { ReportMaker, ReportSource } from './maker.ts';
import { type Block, heading, list, table, text } from './model.ts';

const CHANNELS = [
  ['warm', { zh: '缘故', en: 'warm' }],
  ['referral', { zh: '转介绍', en: 'referral' }],
  ['cold', { zh: '陌生', en: 'cold' }],
  ['online', { zh: '线上', en: 'online' }],
] as const;

export const goalsReport: ReportMaker<readonly Block[]> = {
  kinds: ['goals'],
  title: { zh: '目标阶梯', en: 'Goals ladder' },
  part: (source) => (source.document.kind === 'goals' ? goalsBlocks(source, source.document) : undefined),
  join: (parts, { say }) =>
    parts.length > 0 ? parts.flat() : [text(say({ zh: '没有目标文件。', en: 'No goals file.' }))],
};

function goalsBlocks(source: ReportSource, { model }: GoalsDocument): readonly Block[] {
  const { say, context } = source;
  const year = model.year?.value;
  const now = context.asOf.slice(0, 7);
  const own = new Map(
    monthsOf(model)
      .filter((entry) => year === undefined || entry.month!.value.startsWith(`${year}-`))
      .map((entry) => [entry.month!.value, entry]),
  );
  const target = { clients: model.target?.clients?.value ?? 0, deals: model.target?.deals?.value ?? 0 };
  const monthly = { clients: model.monthly?.clients?.value ?? 0, deals: model.monthly?.deals?.value ?? 0 };
  const studied = (month: string) => (model.study?.items ?? []).filter((one) => one.month?.value === month).length;
  let clients = 0;
  let deals = 0;
  const rows: string[][] = [];
  for (let n = 1; n <= 12 && year !== undefined; n++) {
    const month = `${year}-${String(n).padStart(2, '0')}`;
    const entry = own.get(month);
    clients += entry?.clients?.value ?? 0;
    deals += entry?.deals?.value ?? 0;
    const met = (entry?.clients?.value ?? 0) >= monthly.clients && (entry?.deals?.value ?? 0) >= monthly.deals;
    const standing =
      entry === undefined
        ? month < now
          ? { zh: '缺记录', en: 'no record' }
          : { zh: '—', en: '—' }
        : met
          ? { zh: '达成', en: 'met' }
          : { zh: '未达成', en: 'below' };
    rows.push([
      month,
      `${entry?.clients?.value ?? '—'} / ${monthly.clients}`,
      `${entry?.deals?.value ?? '—'} / ${monthly.deals}`,
      entry ? `${clients}` : '',
      entry ? `${deals}` : '',
      say(standing),
      String(studied(month)),
    ]);
  }
  const left = year === undefined ? 0 : monthsLeft(year, now);
  // a month that is over and has no record ends the run
  const counts = finishedMonths(model, context.asOf).map((month) => {
    const entry = own.get(month);
    return entry ? { clients: entry.clients?.value ?? 0, deals: entry.deals?.value ?? 0 } : { clients: -1, deals: -1 };
  });
  const streak = streakOf(counts, monthly);
  const needed = (wanted: number, done: number) => (Math.ceil(neededPerMonth(wanted, done, left) * 10) / 10).toString();
  return [
    heading(`${model.name?.value ?? ''} ${year ?? ''}`.trim()),
    table(
      [
        { zh: '月份', en: 'Month' },
        { zh: '有效客户#', en: 'Clients#' },
        { zh: '成交单#', en: 'Deals#' },
        { zh: '累计客户#', en: 'Clients so far#' },
        { zh: '累计成交#', en: 'Deals so far#' },
        { zh: '达成', en: 'Met' },
        { zh: '研读#', en: 'Studied#' },
      ].map(say),
      rows,
    ),
    list([
      say({
        zh: `年度：客户 ${clients} / ${target.clients}，成交 ${deals} / ${target.deals}`,
        en: `Year: ${clients} of ${target.clients} clients, ${deals} of ${target.deals} deals`,
      }),
      say({ zh: `连续达成 ${streak} 个月`, en: `${months(streak)} met in a row` }),
      say(remaining(left, needed(target.clients, clients), needed(target.deals, deals))),
    ]),
    ...funnel(source, [...own.values()], clients, deals),
    ...setbacks(source, [...own.entries()]),
  ];
}

const months = (count: number) => (count === 1 ? '1 month' : `${count} months`);

/** What is still needed: in each month that is left, or in all when the year is over. */
function remaining(left: number, clients: string, deals: string): Localized {
  if (left > 0)
    return {
      zh: `余下 ${left} 个月，每月还需客户 ${clients}，成交 ${deals}`,
      en: `${months(left)} left: ${clients} clients and ${deals} deals needed in each`,
    };
  if (clients === '0' && deals === '0')
    return { zh: '这一年已结束，年度目标已达成', en: 'The year is over; its goals were met' };
  return {
    zh: `这一年已结束，客户还差 ${clients}，成交还差 ${deals}`,
    en: `The year is over; ${clients} clients and ${deals} deals short`,
  };
}

/** Months of the year that are not over: the running one counts. */
function monthsLeft(year: number, now: string): number {
  const current = Number(now.slice(0, 4));
  if (current !== year) return current < year ? 12 : 0;
  return 12 - Number(now.slice(5, 7)) + 1;
}

type Month = ReturnType<typeof monthsOf>[number];

function funnel({ say }: ReportSource, months: readonly Month[], clients: number, deals: number): Block[] {
  const sums = CHANNELS.map(([key, name]) => {
    const leads = months.reduce((sum, month) => sum + (month.leads?.[key]?.value ?? 0), 0);
    return [say(name), leads] as const;
  });
  const total = sums.reduce((sum, [, leads]) => sum + leads, 0);
  if (total === 0) return [];
  const share = (part: number) => `${Math.round((part / total) * 100)}%`;
  return [
    heading(say({ zh: '渠道漏斗', en: 'Funnel by channel' }), 3),
    table(
      [say({ zh: '渠道', en: 'Channel' }), say({ zh: '线索#', en: 'Leads#' }), say({ zh: '占比#', en: 'Share#' })],
      [
        ...sums.map(([name, leads]) => [name, String(leads), share(leads)]),
        [say({ zh: '合计', en: 'All' }), String(total), '100%'],
        [say({ zh: '→ 有效客户', en: '→ clients' }), String(clients), share(clients)],
        [say({ zh: '→ 成交单', en: '→ deals' }), String(deals), share(deals)],
      ],
    ),
  ];
}

function setbacks({ say, mask }: ReportSource, months: readonly (readonly [string, Month])[]): Block[] {
  const told = months
    .filter(([, month]) => month.setback !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { setback }]) => [name, mask(setback?.inward?.value ?? ''), mask(setback?.outward?.value ?? '')]);
  if (told.length === 0) return [];
  return [
    heading(say({ zh: '复盘', en: 'Setbacks' }), 3),
    table(
      [
        say({ zh: '月份', en: 'Month' }),
        say({ zh: '向内归因', en: 'Cause within' }),
        say({ zh: '向外行动', en: 'Action' }),
      ],
      told,
    ),
  ];
}
