import { clientRecord, lastReviewed, startsOf } from '../../client-record.ts';
import type { ClientDocument, PlanDocument } from '../../documents/document.ts';
import type { ClientReview, PlanPolicy } from '../../documents/yaml/models.ts';
import { daysBetween, lastDay } from '../../domain/dates.ts';
import { riskOfType } from '../../domain/product-types.ts';
import type { CalendarDate, Localized } from '../../localized.ts';
import { insertItem, insertTopLevel } from '../plan/edits.ts';
import { marketsWith } from '../plan/markets.ts';
import { percentText, same } from '../plan/wording.ts';
import { defineRule, type RuleContext } from '../rule.ts';

/** Once a year the policies are looked through; a change in the family's life is a change in what it needs. */
export default defineRule({
  id: 'process/review',
  title: { zh: '每年一次保单体检', en: 'A policy review every year' },
  why: {
    zh: '收入涨了、添了孩子、加了房贷，几年前够用的保额就不够了。每年把保额、交费期、责任梳理一遍，标出缺口。',
    en: 'Income grows, a child or a mortgage comes, and the cover of some years ago no longer reaches. Go through sums, payment terms and cover once a year, and mark the gaps.',
  },
  basis: 'practice',
  markets: marketsWith('warning', {}),
  kinds: ['client', 'plan'],
  handbook: '5.1',
  message: { zh: '保单体检逾期。', en: 'The policy review is overdue.' },
  variants: {
    overdue: {
      message: { zh: '保单体检逾期 {n} 天（上次 {date}）。', en: 'Policy review overdue by {n} days (last: {date}).' },
    },
    early: {
      message: {
        zh: '保单体检的日期早于保单生效（{date}）。',
        en: 'A review before the policy began ({date}).',
      },
    },
    income: {
      severity: 'info',
      message: {
        zh: '{name}收入增长 {p}%，寿险保额没有变：写下缺口和动作。',
        en: '{name}’s income grew by {p}% and the life cover stayed: note the gap and what to do.',
      },
    },
    family: {
      severity: 'info',
      message: {
        zh: '{what}，寿险保额没有变：写下缺口和动作。',
        en: '{what}, and the life cover stayed: note the gap and what to do.',
      },
    },
  },
  check(context) {
    const { document } = context;
    if (document.kind === 'client') checkClient(context, document);
    else if (document.kind === 'plan') checkPlan(context, document);
  },
  examples: [
    {
      kind: 'bad',
      in: 'client',
      variant: 'overdue',
      asOf: '2026-11-20',
      text: 'kind: client\nname: 沈女士一家\nreviews:\n  - on: [[2025-11-19]]\n    action: 看过一遍，没有变化\n',
    },
    {
      kind: 'bad',
      in: 'client',
      variant: 'overdue',
      language: 'en',
      market: 'SG',
      asOf: '2026-11-20',
      text: 'kind: client\nname: The Ong family\nlang: en\nconsent: {collect: 2024-01-10}\nhousehold:\n  - {id: ben, name: Mr Ong, role: breadwinner, born: 1990-02-10, income: 60k}\npolicies:\n  - {id: g1, insured: ben, type: term_life, sum: 150k, premium: 300, since: [[2024-03]]}\n',
    },
    {
      kind: 'bad',
      in: 'client',
      variant: 'early',
      asOf: '2026-11-20',
      text: 'kind: client\nname: 沈女士一家\nconsent: {collect: 2026-01-10}\nhousehold:\n  - {id: shen, name: 沈女士, role: breadwinner, born: 1990-02-10, income: 20万}\npolicies:\n  - {id: g1, insured: shen, type: ci, sum: 50万, premium: 6800, since: 2026-03}\nreviews:\n  - on: [[2026-02-01]]\n',
    },
    {
      kind: 'bad',
      in: 'client',
      variant: 'income',
      asOf: '2026-11-20',
      text: 'kind: client\nname: 沈女士一家\nconsent: {collect: 2026-01-10}\nhousehold:\n  - {id: shen, name: 沈女士, role: breadwinner, born: 1990-02-10, income: 20万}\npolicies:\n  - {id: g1, insured: shen, type: ci, sum: 50万, premium: 6800, since: 2024-03}\nreviews:\n  - on: 2026-10-01\n    income:\n      shen: [[24万]]\n',
    },
    {
      kind: 'bad',
      in: 'client',
      variant: 'family',
      asOf: '2026-11-20',
      text: 'kind: client\nname: 沈女士一家\nreviews:\n  - on: 2026-10-01\n    [[new_mortgage]]: true\n',
    },
    // the growth is seen, the gap noted, and something is going to be done
    {
      kind: 'good',
      in: 'client',
      asOf: '2026-11-20',
      text: 'kind: client\nname: 沈女士一家\nconsent: {collect: 2026-01-10}\nhousehold:\n  - {id: shen, name: 沈女士, role: breadwinner, born: 1990-02-10, income: 20万}\nreviews:\n  - on: 2026-10-01\n    income:\n      shen: 24万\n    gaps:\n      - {member: shen, risk: death, note: 收入增长，重新测算}\n    action: 下月补充定期寿险方案\n',
    },
    // below a fifth, and a year to the day
    {
      kind: 'good',
      in: 'client',
      language: 'en',
      market: 'SG',
      asOf: '2026-11-20',
      text: 'kind: client\nname: The Ong family\nlang: en\nconsent: {collect: 2024-01-10}\nhousehold:\n  - {id: ben, name: Mr Ong, role: breadwinner, born: 1990-02-10, income: 60k}\nreviews:\n  - {on: 2025-11-20, income: {ben: 71k}}\n',
    },
  ],
});

function checkClient(context: RuleContext, document: ClientDocument): void {
  const last = lastReviewed(document, context.project, context.asOf);
  const limit = context.threshold('review_days');
  const n = last ? daysBetween(last.on, context.asOf) - limit : 0;
  if (last && n > 0) {
    const here = last.uri === document.uri;
    context.report({
      variant: 'overdue',
      range: here
        ? last.range
        : (document.model.keyRange('plan') ?? document.model.name?.range ?? document.model.range),
      data: { n, date: same(last.on) },
      related: here ? [] : [{ uri: last.uri, range: last.range, message: { zh: '上次', en: 'the last time' } }],
      fixes: reviewFix(context, document),
    });
  }
  checkStart(context, document);
  const latest = latestReview(document, context.asOf);
  if (latest) checkChanges(context, document, latest);
}

function reviewFix(context: RuleContext, document: ClientDocument) {
  const { reviews } = document.model;
  const action = document.language === 'en' ? 'what was found, what comes next' : '看到什么，接下来做什么';
  const entry = `{on: ${context.asOf}, action: ${action}}`;
  const edit =
    reviews && reviews.items.length > 0
      ? insertItem(document.text, reviews.node, entry)
      : reviews
        ? undefined
        : insertTopLevel(document.text, document.tree, 'reviews', `\n  - ${entry}`);
  return edit
    ? [{ title: { zh: '加一条保单体检', en: 'Add a review' }, safety: 'manual' as const, edits: [edit] }]
    : [];
}

/** Reviews before the household's first cover began. */
function checkStart(context: RuleContext, document: ClientDocument): void {
  const record = clientRecord(document, context.project);
  const policiesIn = document.model.policies ? document.uri : (record.plan?.uri ?? document.uri);
  // a policy whose start is not written may be older than all
  if (record.policies.some((policy) => policy.since === undefined)) return;
  const [first] = startsOf(record.plan, record.policies, policiesIn);
  if (first === undefined) return;
  for (const review of document.model.reviews?.items ?? []) {
    if (review.on === undefined || review.on.value >= first.from) continue;
    context.report({
      variant: 'early',
      range: review.on.range,
      data: { date: same(first.from) },
      related: [{ uri: first.uri, range: first.range, message: { zh: '保单生效', en: 'the policy began' } }],
    });
  }
}

function latestReview(document: ClientDocument, asOf: CalendarDate): ClientReview | undefined {
  return (document.model.reviews?.items ?? [])
    .filter((review) => review.on !== undefined && review.on.value <= asOf)
    .reduce<ClientReview | undefined>(
      (last, one) => (last === undefined || one.on!.value >= last.on!.value ? one : last),
      undefined,
    );
}

function checkChanges(context: RuleContext, document: ClientDocument, review: ClientReview): void {
  const record = clientRecord(document, context.project);
  if (lifeCoverSince(context, record.plan, record.policies, review.on!.value)) return;
  const noted = (member: string | undefined) =>
    review.action !== undefined &&
    (review.gaps?.items ?? []).some(
      (gap) => gap.risk?.value === 'death' && (member === undefined || gap.member?.value === member),
    );
  const limit = context.threshold('income_growth_share');
  for (const { key, value } of review.income?.entries ?? []) {
    const member = record.household.find((one) => one.id?.value === key.value);
    const before = member?.income;
    if (value === undefined || before === undefined || before.value <= 0 || noted(key.value)) continue;
    const growth = value.value / before.value - 1;
    if (growth < limit - 1e-9) continue;
    context.report({
      variant: 'income',
      range: value.range,
      data: { name: same(member?.name?.value ?? key.value), p: percentText(growth) },
      related: [
        {
          uri: record.householdIn?.uri ?? document.uri,
          range: before.range,
          message: { zh: '原来的收入', en: 'the income before' },
        },
      ],
    });
  }
  const changes: readonly (readonly ['new_child' | 'new_mortgage', Localized])[] = [
    ['new_child', { zh: '新添了孩子', en: 'A child has come' }],
    ['new_mortgage', { zh: '新增了房贷', en: 'A mortgage has come' }],
  ];
  for (const [key, what] of changes) {
    if (review[key]?.value !== true || noted(undefined)) continue;
    context.report({ variant: 'family', range: review.keyRange(key) ?? review.range, data: { what } });
  }
}

/** Whether life cover was applied for or began on or after a day. */
function lifeCoverSince(
  context: RuleContext,
  plan: PlanDocument | undefined,
  policies: readonly PlanPolicy[],
  day: CalendarDate,
): boolean {
  if (policies.some((p) => p.since && lastDay(p.since.value) >= day && p.type && riskOfType(p.type.value) === 'death'))
    return true;
  return (plan?.model.application?.items ?? []).some((application) => {
    const on = application.effective ?? application.submitted;
    if (plan === undefined || on === undefined || on.value < day) return false;
    const named = application.for;
    const ids = named && 'items' in named ? new Set<string>(named.items.map((id) => id.value)) : undefined;
    return (plan.model.products?.items ?? []).some((row) => {
      if (ids && !(row.id && ids.has(row.id.value))) return false;
      const type = row.product && context.project.product(plan, row.product.value)?.product.type?.value;
      return type !== undefined && riskOfType(type) === 'death';
    });
  });
}

/** A plan that took effect and that no client file follows up: its own record is the only one there is. */
function checkPlan(context: RuleContext, plan: PlanDocument): void {
  const started = (plan.model.application?.items ?? [])
    .flatMap((entry) => entry.effective ?? [])
    .filter((field) => field.value <= context.asOf)
    .sort((a, b) => (a.value < b.value ? -1 : 1))
    .at(-1);
  const n = started ? daysBetween(started.value, context.asOf) - context.threshold('review_days') : 0;
  // asking who names the plan reads the neighbours: only when it matters
  if (!started || n <= 0 || context.project.clientsOf(plan).length > 0) return;
  context.report({ variant: 'overdue', range: started.range, data: { n, date: same(started.value) } });
}
