import { defineRule } from '../rule.ts';
import { checkFeatures } from './features.ts';
import { marketsWith } from './markets.ts';

/** School fees fall due on a date: the payout must be in the contract, and go on when the payer cannot pay. */
export default defineRule({
  id: 'plan/education-features',
  title: { zh: '教育金要确定给付加豁免', en: 'Education needs a guaranteed payout and a waiver' },
  why: {
    zh: '孩子升学的时间不等人：到时候能领多少要写在合同里，投保人出事后保费能免交。靠分红凑的教育金，到用的时候可能没有。',
    en: 'School does not wait: the amount must stand in the contract, and premiums must be waived when the payer cannot pay. A fund built on dividends may not be there.',
  },
  basis: 'practice',
  markets: marketsWith('warning', { CN: ['cn-price-2024-18'] }),
  kinds: ['plan'],
  handbook: '2.2',
  message: {
    zh: '教育金要确定给付加豁免：{row} 缺{x}。',
    en: 'Education needs a guaranteed payout and a waiver: {row} lacks {x}.',
  },
  check: (context) => checkFeatures(context, 'education', ['guaranteed_payout', 'waiver']),
  examples: [
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      text: 'products:\n  - {id: p12, product: [[pen-par]], insured: mom, for: edu, premium: 2万, pay: 10y, term: life, payout: {from: 2040-09, years: 4, guaranteed: 5.5万, non_guaranteed: 0.65万}}\n',
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      text: 'products:\n  - {id: p12, product: edu-par, insured: kid, owner: mom, for: edu, premium: 2万, pay: 10y, term: 25y, payout: {from: 2040-09, years: 4, guaranteed: 5.5万, non_guaranteed: 0.65万}}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family-sg',
      language: 'en',
      market: 'SG',
      text: `needs:
  protect: [leela]
  goals: [{id: uni, type: education, member: anu, from: 2039-08, years: 3, amount: 12k}]
products:
  - {id: p7, product: [[pen-par]], insured: leela, for: uni, premium: 4k, pay: 10y, term: life}
`,
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family-sg',
      language: 'en',
      market: 'SG',
      text: `needs:
  protect: [leela]
  goals: [{id: uni, type: education, member: anu, from: 2039-08, years: 3, amount: 12k}]
products:
  - {id: p7, product: edu-par, insured: anu, owner: leela, for: uni, premium: 4k, pay: 10y, term: 25y}
`,
    },
  ],
});
