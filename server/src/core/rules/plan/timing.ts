import type { Fix } from '../../diagnostic.ts';
import type { PlanGoal } from '../../documents/yaml/models.ts';
import { addYears, ageOn, firstDay } from '../../domain/dates.ts';
import type { PlanRow, PlanView } from '../../domain/from-plan.ts';
import { isChild, type Member, memberAge } from '../../domain/members.ts';
import { parseTerm, termYears } from '../../domain/term.ts';
import type { CalendarDate } from '../../localized.ts';
import type { SourceRange } from '../../text/range.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { replace } from './edits.ts';
import { marketsWith } from './markets.ts';
import { pillarsOf, planDocument, rowName, rowRange, viewOf } from './plan-context.ts';
import { same } from './wording.ts';

/** Payouts come when the goal needs them, cover lasts while children depend on it, premiums end with the income. */
export default defineRule({
  id: 'plan/timing',
  title: { zh: '时间要对得上', en: 'The dates must fit' },
  why: {
    zh: '钱要在用的时候到：领取晚于目标、保障早于孩子独立就结束、退休了还在交费，都会让方案在关键那几年落空。年金首次生存金须在保单满五年之后，早于条款写的年度就领不到。',
    en: 'Money must arrive when it is needed: payouts after the goal, cover that ends before the children are grown, premiums past retirement all fail in the years that count. A payout before the year that the clause names is not paid.',
  },
  basis: 'law',
  markets: marketsWith('warning', { CN: ['cn-prod-2017-134'] }),
  kinds: ['plan'],
  handbook: '2.2',
  message: { zh: '时间对不上：{x}。', en: 'Timing mismatch: {x}.' },
  variants: {
    'payout-late': {
      message: {
        zh: '{row} {a}才开始领，目标 {b}就要用钱。',
        en: '{row} pays from {a}, but the goal needs money from {b}.',
      },
    },
    'payout-early': {
      severity: 'error',
      markets: {
        CN: { severity: 'error', cite: ['cn-prod-2017-134'] },
      },
      message: {
        zh: '{row} {a}就开始领，条款最早第 {n} 个保单年度才给付。',
        en: '{row} pays from {a}, but the clause pays from policy year {n} at the earliest.',
      },
    },
    'education-age': {
      message: {
        zh: '教育金开始时孩子 {n} 岁，升学通常在 {a}–{b} 岁。',
        en: 'The child is {n} when the education money starts; school costs usually come at {a}–{b}.',
      },
    },
    'cover-ends': {
      message: {
        zh: '{row} 保到 {a}，那时最小的孩子才 {n} 岁（建议撑到 {b} 岁）。',
        en: '{row} ends in {a}, when the youngest child is {n} (it should last until {b}).',
      },
    },
    'pay-past-retirement': {
      message: {
        zh: '{row} 要交到 {a}，{name} {n} 岁就退休了。',
        en: '{row} asks premiums until {a}, but {name} retires at {n}.',
      },
    },
  },
  check(context) {
    const document = planDocument(context);
    if (document === undefined) return;
    const view = viewOf(context, document);
    for (const goal of view.goals) checkEducationAge(context, view, goal);
    for (const row of view.rows) {
      checkPayout(context, view, row);
      checkPaying(context, view, row);
    }
    checkCover(context, view);
  },
  examples: [
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'payout-late',
      text: 'products:\n  - {id: p12, product: edu-par, insured: kid, owner: mom, for: edu, premium: 2万, pay: 10y, term: 25y, payout: {from: [[2041-09]], years: 4, guaranteed: 5.5万, non_guaranteed: 0.65万}}\n',
      fixed:
        'products:\n  - {id: p12, product: edu-par, insured: kid, owner: mom, for: edu, premium: 2万, pay: 10y, term: 25y, payout: {from: 2040-09, years: 4, guaranteed: 5.5万, non_guaranteed: 0.65万}}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'payout-early',
      text: 'products:\n  - {id: p12, product: edu-par, insured: kid, owner: mom, for: edu, premium: 2万, pay: 10y, term: 25y, payout: {from: [[2029-09]], years: 4, guaranteed: 5.5万, non_guaranteed: 0.65万}}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'education-age',
      text: 'needs: {protect: [dad], goals: [{id: edu, type: education, member: kid, from: [[2043-09]], years: 4, amount: 10万}]}\nproducts: []\n',
      fixed:
        'needs: {protect: [dad], goals: [{id: edu, type: education, member: kid, from: 2041-09, years: 4, amount: 10万}]}\nproducts: []\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'cover-ends',
      text: 'products:\n  - {id: p3, product: term-60, insured: dad, sum: 200万, premium: 3450, pay: 10y, term: [[to45]], beneficiary: {mom: 50, kid: 50}}\n',
      fixed:
        'products:\n  - {id: p3, product: term-60, insured: dad, sum: 200万, premium: 3450, pay: 10y, term: to52, beneficiary: {mom: 50, kid: 50}}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'pay-past-retirement',
      text: `household:
  - {id: dad, name: 闻先生, role: breadwinner, born: 1973-05-12, income: 32万, job_class: 1, social: employee, retire_age: 60, health: {declared: true}}
products:
  - {id: p3, product: term-60, insured: dad, sum: 200万, premium: 3450, pay: [[20y]], term: to70}
`,
      fixed: `household:
  - {id: dad, name: 闻先生, role: breadwinner, born: 1973-05-12, income: 32万, job_class: 1, social: employee, retire_age: 60, health: {declared: true}}
products:
  - {id: p3, product: term-60, insured: dad, sum: 200万, premium: 3450, pay: to60, term: to70}
`,
    },
    {
      // the first premium is paid at once, so the twenty-fifth falls due on the day of retirement, not a year after it
      kind: 'good',
      in: 'plan',
      given: 'family',
      asOf: '2026-11-01',
      text: `date: 2026-11-01
household:
  - {id: dad, name: 高先生, role: breadwinner, born: 1990-11-01, income: 24万, job_class: 1, social: employee, retire_age: 60, health: {declared: true}}
products:
  - {id: p3, product: term-60, insured: dad, sum: 150万, premium: 2900, pay: 25y, term: to70}
`,
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      language: 'en',
      market: 'SG',
      variant: 'pay-past-retirement',
      text: `date: 2026-11-01
lang: en
household:
  - {id: nora, name: Ms Koh, role: breadwinner, born: 1990-11-01, income: 84k, job_class: 1, social: cpf, retire_age: 60, health: {declared: true}}
products:
  - {id: p3, product: term-60, insured: nora, sum: 500k, premium: 700, pay: [[26y]], term: to70}
`,
      fixed: `date: 2026-11-01
lang: en
household:
  - {id: nora, name: Ms Koh, role: breadwinner, born: 1990-11-01, income: 84k, job_class: 1, social: cpf, retire_age: 60, health: {declared: true}}
products:
  - {id: p3, product: term-60, insured: nora, sum: 500k, premium: 700, pay: to60, term: to70}
`,
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      text: 'products:\n  - {id: p3, product: term-60, insured: dad, sum: 200万, premium: 3450, pay: 20y, term: to60, beneficiary: {mom: 50, kid: 50}}\n  - {id: p12, product: edu-par, insured: kid, owner: mom, for: edu, premium: 2万, pay: 10y, term: 25y, payout: {from: 2040-09, years: 4, guaranteed: 5.5万, non_guaranteed: 0.65万}}\n',
    },
  ],
});

/** The first day on which something that starts by date or by age starts. */
function startOf(
  start: { readonly from?: { readonly value: string }; readonly from_age?: { readonly value: number } } | undefined,
  member: Member | undefined,
): CalendarDate | undefined {
  if (start?.from) return firstDay(start.from.value);
  if (start?.from_age && member?.born) return addYears(firstDay(member.born), start.from_age.value);
  return undefined;
}

function checkEducationAge(context: RuleContext, view: PlanView, goal: PlanGoal): void {
  const member = view.member(goal.member?.value);
  const start = startOf(goal, member);
  if (goal.type?.value !== 'education' || member?.born === undefined || start === undefined) return;
  const age = goal.from_age?.value ?? ageOn(member.born, start);
  const [a, b] = [context.threshold('education_age_from'), context.threshold('education_age_to')];
  if (age >= a && age <= b) return;
  context.report({
    variant: 'education-age',
    range: goal.from?.range ?? goal.from_age?.range ?? goal.range,
    data: { n: age, a, b },
    fixes: goal.from ? [startsAt(goal.from, schoolStart(member.born))] : [],
  });
}

/** The September after the eighteenth birthday, or of it: when university begins. */
function schoolStart(born: CalendarDate): string {
  const grown = addYears(firstDay(born), 18);
  const year = Number(grown.slice(0, 4));
  return `${grown.slice(5, 7) < '09' ? year : year + 1}-09`;
}

function startsAt({ range }: { readonly range: SourceRange }, month: string): Fix {
  const title = { zh: `改为从 ${month} 开始`, en: `Begin in ${month}` };
  return { title, safety: 'review', edits: [replace(range, month)] };
}

function checkPayout(context: RuleContext, view: PlanView, row: PlanRow): void {
  const payout = row.row.payout;
  const start = startOf(payout, row.insured);
  if (payout === undefined || start === undefined) return;
  const range = payout.from?.range ?? payout.from_age?.range ?? payout.range;
  const year = row.facts?.product.first_payout_year?.value;
  // policy year n begins n − 1 years after the plan's date
  if (year !== undefined && start < addYears(view.day, Math.max(0, year - 1))) {
    context.report({
      variant: 'payout-early',
      range,
      data: { row: same(rowName(row)), a: same(start.slice(0, 7)), n: year },
    });
    return;
  }
  const goal = view.goals.find((candidate) => candidate.id?.value === row.row.for?.value && candidate.id !== undefined);
  const wanted = startOf(goal, view.member(goal?.member?.value));
  if (goal === undefined || wanted === undefined || start.slice(0, 7) <= wanted.slice(0, 7)) return;
  const fixes =
    payout.from && goal.from
      ? [
          {
            title: { zh: `改为 ${goal.from.value}`, en: `Change to ${goal.from.value}` },
            safety: 'review' as const,
            edits: [replace(payout.from.range, goal.from.value)],
          },
        ]
      : [];
  context.report({
    variant: 'payout-late',
    range,
    data: { row: same(rowName(row)), a: same(start.slice(0, 7)), b: same(wanted.slice(0, 7)) },
    related: [{ uri: context.document.uri, range: goal.range, message: { zh: '目标在这里', en: 'the goal' } }],
    fixes,
  });
}

/** The day on which a term counted from the plan's date ends; undefined for life, unread terms and unknown ages. */
function endOf(written: string | undefined, member: Member | undefined, day: CalendarDate): CalendarDate | undefined {
  const term = written === undefined ? undefined : parseTerm(written);
  const age = member && memberAge(member, day);
  if (term === undefined || term.kind === 'life') return undefined;
  if (term.kind === 'to-age' && member?.born) return addYears(firstDay(member.born), term.age);
  return term.kind === 'years' || age !== undefined ? addYears(day, termYears(term, age ?? 0)) : undefined;
}

/**
 * The day on which the last yearly premium is due: the first is paid when the plan begins, so twenty of them end nineteen
 * years later. A term up to an age ends before that birthday.
 */
function lastPremiumOf(
  written: string | undefined,
  member: Member | undefined,
  day: CalendarDate,
): CalendarDate | undefined {
  const term = written === undefined ? undefined : parseTerm(written);
  if (term?.kind === 'years') return addYears(day, term.years - 1);
  return endOf(written, member, day);
}

function checkPaying(context: RuleContext, view: PlanView, row: PlanRow): void {
  const payer = row.owner;
  const end = lastPremiumOf(row.row.pay?.value, payer, view.day);
  if (payer?.retireAge === undefined || payer.born === undefined || end === undefined || row.row.pay === undefined)
    return;
  if (end <= addYears(firstDay(payer.born), payer.retireAge) || row.row.pay.value === '1y') return;
  const value = `to${payer.retireAge}`;
  context.report({
    variant: 'pay-past-retirement',
    range: row.row.pay.range,
    data: { row: same(rowName(row)), a: same(end.slice(0, 4)), name: same(payer.name), n: payer.retireAge },
    fixes: [
      {
        title: { zh: `改为交到 ${payer.retireAge} 岁（${value}）`, en: `Pay until ${payer.retireAge} (${value})` },
        safety: 'review',
        edits: [replace(row.row.pay.range, value)],
      },
    ],
  });
}

/** A pillar's death and critical-illness rows last until the youngest child is grown; yearly renewables are exempt. */
function checkCover(context: RuleContext, view: PlanView): void {
  const adultAge = context.threshold('adult_age');
  const grown = context.threshold('youngest_child_age');
  const births = view.household.members.flatMap((member) =>
    member.born !== undefined && isChild(member, view.day, adultAge) ? [member.born] : [],
  );
  const youngest = births.sort().at(-1);
  if (youngest === undefined) return;
  const pillars = new Set(pillarsOf(context, view).map((pillar) => pillar.id));
  for (const row of view.rows) {
    const { term } = row.row;
    const pays = row.facts?.product.pays;
    if (!row.insured || !pillars.has(row.insured.id) || term === undefined || term.value === '1y') continue;
    if (row.wealth !== false || (pays?.death?.value !== 'sum' && pays?.ci?.value !== 'sum')) continue;
    const end = endOf(term.value, row.insured, view.day);
    const needed = addYears(firstDay(youngest), grown);
    if (end === undefined || end >= needed) continue;
    const until = row.insured.born === undefined ? undefined : ageCovering(firstDay(row.insured.born), needed);
    context.report({
      variant: 'cover-ends',
      range: term.range,
      data: { row: same(rowName(row)), a: same(end.slice(0, 4)), n: ageOn(firstDay(youngest), end), b: grown },
      related: [{ uri: context.document.uri, range: rowRange(row.row), message: { zh: '这一行', en: 'this row' } }],
      fixes:
        until === undefined
          ? []
          : [
              {
                title: { zh: `改为保到 ${until} 岁（to${until}）`, en: `Cover until ${until} (to${until})` },
                safety: 'review',
                edits: [replace(term.range, `to${until}`)],
              },
            ],
    });
  }
}

/** The first birthday (as an age) that is not before a day. */
function ageCovering(born: CalendarDate, day: CalendarDate): number {
  const age = ageOn(born, day);
  return addYears(born, age) >= day ? age : age + 1;
}
