import type { GoalsDocument } from '../../documents/document.ts';
import type { GoalsMonth } from '../../documents/yaml/models.ts';
import { finishedMonths, isCompared, monthsOf } from '../../domain/ladders.ts';
import type { Localized } from '../../localized.ts';
import { fold } from '../../text/folding.ts';
import { insertKey } from '../plan/edits.ts';
import { marketsWith } from '../plan/markets.ts';
import { joined, same } from '../plan/wording.ts';
import { defineRule, type RuleContext } from '../rule.ts';

/** Others and circumstances, as people name them when they look for a cause outside. Trade practice, our own list. */
const OTHERS: readonly string[] = [
  '大环境',
  '市场不好',
  '行情不好',
  '经济不好',
  '客户不懂',
  '客户不识货',
  '客户没钱',
  '客户太挑',
  '公司不支持',
  '公司不给',
  '公司产品',
  '产品不好',
  '产品没竞争力',
  '主管不',
  '同行抢',
  '被同行',
  '竞争对手',
  '运气不好',
  '没有好名单',
  'the market',
  'the economy',
  'bad luck',
  'competitors',
  'clients are',
  'clients were',
  'clients do not',
  "clients don't",
  'the company',
  'the product is',
  'no good leads',
];
/** Words by which someone speaks of their own part. */
const OWN: readonly string[] = ['我', '自己', 'my ', 'i did', 'i do', 'i should', 'i was', 'i had', 'i have', 'myself'];

/** Two or three clauses a month, compared; and after a month below target a cause within and an action outward. */
export default defineRule({
  id: 'process/growth',
  title: { zh: '每月研读与复盘', en: 'Study and review, every month' },
  why: {
    zh: '每月研读两三款新产品的条款，和同类比一比优劣；没达成的月份向内归因、向外行动：写清自己能改什么、接下来做什么。',
    en: 'Study two or three sets of clauses a month and compare them. After a month below target, look for the cause within and for an action outward: what I can change, what I do next.',
  },
  basis: 'practice',
  markets: marketsWith('info', {}),
  kinds: ['goals'],
  handbook: '7.1',
  message: { zh: '写清本月的研读与复盘。', en: 'Record the month’s study and its review.' },
  variants: {
    study: {
      message: {
        zh: '{month} 研读 {n} 款条款（目标 {x} 款）。',
        en: '{month}: {n} sets of clauses studied (target {x}).',
      },
    },
    comparison: {
      message: {
        zh: '{month} 的研读没有对比：写明和谁比（against）、优（better）、劣（worse）。',
        en: '{month}: studied without a comparison (against, better, worse).',
      },
    },
    setback: {
      message: { zh: '{month} 未达月目标，缺{x}。', en: '{month} is below the month’s target; {x} missing.' },
    },
    blame: {
      message: {
        zh: '“{x}”是外部原因：向内归因，写自己能改的。',
        en: '“{x}” lies outside: name what you can change yourself.',
      },
    },
  },
  check(context) {
    const { document } = context;
    if (document.kind !== 'goals') return;
    const finished = new Set(finishedMonths(document.model, context.asOf));
    for (const entry of monthsOf(document.model)) {
      if (!finished.has(entry.month!.value)) continue;
      checkStudy(context, document, entry);
      checkSetback(context, document, entry);
    }
  },
  examples: [
    {
      kind: 'bad',
      in: 'goals',
      variant: 'study',
      asOf: '2026-02-03',
      text: 'kind: goals\nyear: 2026\ntarget: {clients: 36, deals: 24}\nmonthly: {clients: 3, deals: 2}\nmonths:\n  - {month: [[2026-01]], clients: 3, deals: 2}\nstudy:\n  - {month: 2026-01, product: 甲公司重疾险条款, against: [ci-70], better: 轻症豁免, worse: 等待期长}\n',
    },
    {
      kind: 'bad',
      in: 'goals',
      variant: 'comparison',
      asOf: '2026-02-03',
      text: 'kind: goals\nyear: 2026\ntarget: {clients: 36, deals: 24}\nmonthly: {clients: 3, deals: 2}\nmonths:\n  - {month: 2026-01, clients: 3, deals: 2}\nstudy:\n  - {month: [[2026-01]], product: 甲公司重疾险条款}\n  - {month: 2026-01, product: 乙公司定期寿险条款}\n',
    },
    {
      kind: 'bad',
      in: 'goals',
      variant: 'setback',
      asOf: '2026-02-03',
      language: 'en',
      market: 'SG',
      text: 'kind: goals\nyear: 2026\nlang: en\ntarget: {clients: 36, deals: 24}\nmonthly: {clients: 3, deals: 2}\nmonths:\n  - {month: [[2026-01]], clients: 2, deals: 1}\nstudy:\n  - {month: 2026-01, product: Term plan of insurer A, against: [term-60], better: longer cover, worse: fewer occupations}\n  - {month: 2026-01, product: Hospital plan of insurer B, against: [med-20], better: wider panel, worse: higher deductible}\n',
    },
    {
      kind: 'bad',
      in: 'goals',
      variant: 'blame',
      asOf: '2026-02-03',
      text: 'kind: goals\nyear: 2026\ntarget: {clients: 36, deals: 24}\nmonthly: {clients: 3, deals: 2}\nmonths:\n  - {month: 2026-01, clients: 2, deals: 1, setback: {inward: [[大环境不好，大家都没钱]], outward: 每周两条科普}}\nstudy:\n  - {month: 2026-01, product: 甲公司重疾险条款, against: [ci-70], better: 轻症豁免, worse: 等待期长}\n  - {month: 2026-01, product: 乙公司定期寿险条款, against: [term-60], better: 保得久, worse: 职业少}\n',
    },
    {
      kind: 'good',
      in: 'goals',
      asOf: '2026-02-03',
      text: 'kind: goals\nyear: 2026\ntarget: {clients: 36, deals: 24}\nmonthly: {clients: 3, deals: 2}\nmonths:\n  - {month: 2026-01, clients: 2, deals: 1, setback: {inward: 大环境变了，我还在用老办法, outward: 每周两条科普}}\n  - {month: 2026-02, clients: 0, deals: 0}\nstudy:\n  - {month: 2026-01, product: 甲公司重疾险条款, against: [ci-70], better: 轻症豁免, worse: 等待期长}\n  - {month: 2026-01, product: 乙公司定期寿险条款}\n',
    },
    {
      kind: 'good',
      in: 'goals',
      asOf: '2026-02-03',
      language: 'en',
      market: 'SG',
      text: 'kind: goals\nyear: 2026\nlang: en\ntarget: {clients: 36, deals: 24}\nmonthly: {clients: 3, deals: 2}\nmonths:\n  - {month: 2026-01, clients: 2, deals: 1, setback: {inward: no follow-up calls after the first meeting, outward: two calls a week}}\nstudy:\n  - {month: 2026-01, product: Term plan of insurer A, against: [term-60], better: longer cover, worse: fewer occupations}\n  - {month: 2026-01, product: Hospital plan of insurer B, against: [med-20], better: wider panel, worse: higher deductible}\n',
    },
  ],
});

function checkStudy(context: RuleContext, document: GoalsDocument, entry: GoalsMonth): void {
  const month = entry.month!.value;
  const studied = (document.model.study?.items ?? []).filter((one) => one.month?.value === month);
  const wanted = context.threshold('study_per_month');
  if (studied.length < wanted) {
    context.report({
      variant: 'study',
      range: entry.month!.range,
      data: { month: same(month), n: studied.length, x: wanted },
    });
  } else if (!studied.some(isCompared)) {
    context.report({ variant: 'comparison', range: studied[0]!.month!.range, data: { month: same(month) } });
  }
}

function checkSetback(context: RuleContext, document: GoalsDocument, entry: GoalsMonth): void {
  const { monthly } = document.model;
  const below = (['clients', 'deals'] as const).some(
    (key) => entry[key] !== undefined && monthly?.[key] !== undefined && entry[key].value < monthly[key].value,
  );
  if (!below) return;
  const { setback } = entry;
  const missing: Localized[] = [];
  if (setback?.inward === undefined) missing.push({ zh: '向内归因（inward）', en: 'a cause within (inward)' });
  if (setback?.outward === undefined) missing.push({ zh: '向外行动（outward）', en: 'an action outward (outward)' });
  if (missing.length > 0) {
    const english = document.language === 'en';
    const outline = english
      ? '{inward: what I can change, outward: what I do next}'
      : '{inward: 自己能改什么, outward: 接下来做什么}';
    const edit = setback ? undefined : insertKey(document.text, entry.node, 'setback', outline);
    context.report({
      variant: 'setback',
      range: setback ? (entry.keyRange('setback') ?? entry.month!.range) : entry.month!.range,
      data: { month: same(entry.month!.value), x: joined(missing) },
      fixes: edit ? [{ title: { zh: '加复盘', en: 'Add the review' }, safety: 'manual', edits: [edit] }] : [],
    });
  }
  const inward = setback?.inward;
  const outside = inward && blames(inward.value);
  if (inward && outside) context.report({ variant: 'blame', range: inward.range, data: { x: same(outside) } });
}

/** The outside cause that the text names; undefined when it also speaks of one's own part. */
function blames(text: string): string | undefined {
  const folded = ` ${fold(text).text} `;
  if (OWN.some((word) => folded.includes(word))) return undefined;
  return OTHERS.find((word) => folded.includes(word));
}
