import type { RelatedLocation } from '../../diagnostic.ts';
import { type PlanView, premiumRowsOf } from '../../domain/from-plan.ts';
import { householdIncome } from '../../domain/members.ts';
import { premiumTotals } from '../../domain/premiums.ts';
import { defineRule } from '../rule.ts';
import { marketsWith } from './markets.ts';
import { keyRangeOf, lacksIncome, optionalThreshold, planDocument, rowName, rowRange, viewOf } from './plan-context.ts';
import { amountText, percentText } from './wording.ts';

/** What the household pays each year must be sustainable. */
export default defineRule({
  id: 'plan/premium-budget',
  title: { zh: '保费要交得起', en: 'Premiums within means' },
  why: {
    zh: '长期险一交十几二十年，保费超出预算或占收入太多，最后多半退保，损失的是客户。比例线是经验法则；明显交不起的，应建议客户停止投保。',
    en: 'Premiums run for decades; beyond the budget they end in a lapse, and the client loses. The shares are rules of thumb; where means are clearly short, the client should be advised not to buy.',
  },
  basis: 'law',
  markets: marketsWith('warning', { CN: ['cn-sbm-28', 'cn-banc-2014-3'] }),
  kinds: ['plan'],
  handbook: '1.2',
  message: { zh: '年保费 {x}，占收入 {p}%。', en: 'The yearly premium of {x} is {p}% of income.' },
  variants: {
    budget: {
      message: {
        zh: '本方案年保费 {x}，超出客户预算 {b}。',
        en: 'This plan costs {x} a year, above the client’s budget of {b}.',
      },
    },
    protection: {
      severity: 'info',
      message: {
        zh: '保障类年保费 {x}，占家庭收入 {p}%，高于 {l}%（经验法则）。',
        en: 'Protection costs {x} a year, {p}% of household income, above {l}% (rule of thumb).',
      },
    },
    total: {
      message: {
        zh: '新旧保费合计每年 {x}，占家庭收入 {p}%，高于 {l}%（经验法则）。',
        en: 'New and existing premiums of {x} a year are {p}% of household income, above {l}% (rule of thumb).',
      },
    },
    'take-home': {
      message: {
        zh: '新旧保费合计每年 {x}，占到手收入 {p}%，高于 {l}%（理财规划指南）。',
        en: 'New and existing premiums of {x} a year are {p}% of take-home pay, above {l}% (planning guide).',
      },
    },
  },
  check(context) {
    const document = planDocument(context);
    if (document === undefined) return;
    const view = viewOf(context, document);
    if (view.rows.length === 0) return;
    const finance = view.household.finance;
    const totals = premiumTotals({
      rows: premiumRowsOf(view),
      existing: view.existingPremiums,
      day: view.day,
      income: householdIncome(view.household.members),
      ...(finance.takeHome !== undefined && { takeHome: finance.takeHome }),
    });
    const related = dearestRows(document.uri, view, totals.fresh);
    const budget = document.model.finance?.budget;
    // a negative budget is the schema's to report
    if (budget && budget.value >= 0 && totals.fresh > budget.value) {
      context.report({
        variant: 'budget',
        range: budget.range,
        data: { x: amountText(totals.fresh), b: amountText(budget.value) },
        related,
      });
    }
    if (lacksIncome(context, document)) return;
    const shares = [
      ['take-home', totals.takeHomeShare, totals.total, 'take_home_premium_share'],
      ['total', totals.totalShare, totals.total, 'total_premium_share'],
      ['protection', totals.protectionShare, totals.freshProtection, 'protection_premium_share'],
    ] as const;
    // the widest line that is crossed says it; the others would repeat it
    for (const [variant, share, premium, threshold] of shares) {
      const limit = optionalThreshold(context, threshold);
      if (share === undefined || limit === undefined || share <= limit) continue;
      context.report({
        variant,
        range: keyRangeOf(document.model, 'products'),
        data: { x: amountText(premium), p: percentText(share), l: percentText(limit) },
        related,
      });
      break;
    }
  },
  examples: [
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'budget',
      text: 'finance: {expenses: 17万, mortgage: 110万, liquid: 24万, budget: [[9000]], decision_maker: mom}\nproducts:\n  - {id: p1, product: ci-70, insured: dad, sum: 100万, premium: 9350, pay: 20y, term: to70, beneficiary: legal}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'total',
      text: 'finance: {expenses: 17万, mortgage: 110万, liquid: 24万, decision_maker: mom}\n[[products]]:\n  - {id: p12, product: edu-par, insured: kid, owner: mom, for: edu, premium: 10万, pay: 10y, term: 25y, payout: {from: 2040-09, years: 4, guaranteed: 5.5万, non_guaranteed: 0.65万}}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'protection',
      text: 'finance: {expenses: 17万, mortgage: 110万, liquid: 24万, decision_maker: mom}\n[[products]]:\n  - {id: p1, product: ci-70, insured: dad, sum: 100万, premium: 5万, pay: 20y, term: to70, beneficiary: legal}\n',
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      text: 'finance: {expenses: 17万, mortgage: 110万, liquid: 24万, budget: 9350, decision_maker: mom}\nproducts:\n  - {id: p1, product: ci-70, insured: dad, sum: 100万, premium: 9350, pay: 20y, term: to70, beneficiary: legal}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      language: 'en',
      market: 'SG',
      variant: 'take-home',
      text: `market: SG
lang: en
household:
  - {id: leela, name: Ms Menon, role: breadwinner, born: 1990-10-14, income: 90k, job_class: 1, social: cpf}
finance: {expenses: 60k, take_home: 72k, decision_maker: leela}
[[products]]:
  - {id: p1, product: term-60, insured: leela, sum: 500k, premium: 11k, pay: 20y, term: to60}
`,
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      language: 'en',
      market: 'SG',
      text: `market: SG
lang: en
household:
  - {id: leela, name: Ms Menon, role: breadwinner, born: 1990-10-14, income: 90k, job_class: 1, social: cpf}
finance: {expenses: 60k, take_home: 72k, decision_maker: leela}
products:
  - {id: p1, product: term-60, insured: leela, sum: 500k, premium: 700, pay: 20y, term: to60}
`,
    },
  ],
});

/** The dearest rows, with their share of the plan's premium: where lowering helps most. */
function dearestRows(uri: string, view: PlanView, total: number): readonly RelatedLocation[] {
  return [...view.rows]
    .sort((a, b) => b.premium - a.premium)
    .slice(0, 5)
    .filter((row) => row.premium > 0)
    .map((row) => {
      const share = percentText(row.premium / total);
      return {
        uri,
        range: row.row.premium?.range ?? rowRange(row.row),
        message: {
          zh: `${rowName(row)}：占本方案保费 ${share}%`,
          en: `${rowName(row)}: ${share}% of this plan’s premium`,
        },
      };
    });
}
