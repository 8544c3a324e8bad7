import { orderedRowsOf } from '../../domain/from-plan.ts';
import { wealthBeforeProtection } from '../../domain/order.ts';
import { defineRule } from '../rule.ts';
import { marketsWith } from './markets.ts';
import { orderFix } from './order-fix.ts';
import { planDocument, rowName, rowRange, skipUnknownProducts, viewOf } from './plan-context.ts';
import { same } from './wording.ts';

/** Row order is the order of telling and buying: protection stands before wealth. */
export default defineRule({
  id: 'plan/protection-first',
  title: { zh: '先保障后理财', en: 'Protection before wealth' },
  why: {
    zh: '方案的行序就是讲解和投保的次序。先讲年金、增额寿，预算先被存钱占走，人一出事却没有赔款。这是行业习惯，不是法条，公司可以提高它的级别。',
    en: 'Rows stand in the order in which they are told and bought. Savings first uses up the budget, and when something happens there is no claim to make. This is good practice, not law; a company may raise it.',
  },
  basis: 'practice',
  markets: marketsWith('warning', { CN: ['cn-prod-2017-134'] }),
  kinds: ['plan'],
  handbook: '3.1',
  message: {
    zh: '先保障后理财：{row} 是理财行，应排在保障行 {first} 之后。',
    en: 'Protection before wealth: {row} is a savings row and belongs after the protection row {first}.',
  },
  check(context) {
    const document = planDocument(context);
    if (document === undefined) return;
    const view = viewOf(context, document);
    skipUnknownProducts(context, view);
    const fixes = orderFix(document, view);
    for (const { row, first } of wealthBeforeProtection(orderedRowsOf(view))) {
      const wealth = view.rows[row]!;
      const protection = view.rows[first]!;
      context.report({
        range: rowRange(wealth.row),
        data: { row: same(rowName(wealth)), first: same(rowName(protection)) },
        related: [
          {
            uri: document.uri,
            range: rowRange(protection.row),
            message: { zh: '这一行保障应排在前面', en: 'this protection row should come first' },
          },
        ],
        fixes,
      });
    }
  },
  examples: [
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      text: `products:
  # 教育金
  - {id: p12, product: [[edu-par]], insured: kid, owner: mom, for: edu, premium: 2万, pay: 10y, term: 25y, payout: {from: 2040-09, years: 4, guaranteed: 5.5万, non_guaranteed: 0.65万}}
  # 重疾
  - {id: p1, product: ci-70, insured: dad, sum: 100万, premium: 9350, pay: 20y, term: to70, beneficiary: legal}
`,
      fixed: `products:
  # 重疾
  - {id: p1, product: ci-70, insured: dad, sum: 100万, premium: 9350, pay: 20y, term: to70, beneficiary: legal}
  # 教育金
  - {id: p12, product: edu-par, insured: kid, owner: mom, for: edu, premium: 2万, pay: 10y, term: 25y, payout: {from: 2040-09, years: 4, guaranteed: 5.5万, non_guaranteed: 0.65万}}
`,
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      text: `products:
  - {id: p1, product: ci-70, insured: dad, sum: 100万, premium: 9350, pay: 20y, term: to70, beneficiary: legal}
  - {id: p12, product: edu-par, insured: kid, owner: mom, for: edu, premium: 2万, pay: 10y, term: 25y, payout: {from: 2040-09, years: 4, guaranteed: 5.5万, non_guaranteed: 0.65万}}
`,
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family-sg',
      language: 'en',
      market: 'SG',
      text: `products:
  - {id: p2, product: [[pen-par]], insured: leela, premium: 6000, pay: 10y, term: life, payout: {from_age: 65, years: life, guaranteed: 3.4k, non_guaranteed: 2.1k}}
  - {id: p1, product: ci-70, insured: leela, sum: 360k, premium: 1820, pay: 20y, term: to70, beneficiary: legal}
`,
      fixed: `lang: en
products:
  - {id: p1, product: ci-70, insured: leela, sum: 360k, premium: 1820, pay: 20y, term: to70, beneficiary: legal}
  - {id: p2, product: pen-par, insured: leela, premium: 6000, pay: 10y, term: life, payout: {from_age: 65, years: life, guaranteed: 3.4k, non_guaranteed: 2.1k}}
`,
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family-sg',
      language: 'en',
      market: 'SG',
      text: `products:
  - {id: p1, product: ci-70, insured: leela, sum: 360k, premium: 1820, pay: 20y, term: to70, beneficiary: legal}
  - {id: p2, product: pen-par, insured: leela, premium: 6000, pay: 10y, term: life, payout: {from_age: 65, years: life, guaranteed: 3.4k, non_guaranteed: 2.1k}}
`,
    },
  ],
});
