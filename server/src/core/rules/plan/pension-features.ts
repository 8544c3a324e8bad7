import { defineRule } from '../rule.ts';
import { checkFeatures } from './features.ts';
import { marketsWith } from './markets.ts';

/** A pension lasts as long as its owner, and leaves a way out in between. */
export default defineRule({
  id: 'plan/pension-features',
  title: { zh: '养老金要终身领取加灵活现金价值', en: 'A pension needs lifetime payout and flexible cash value' },
  why: {
    zh: '养老最怕人还在、钱没了：要能领一辈子；中途急用，现金价值也要能动。',
    en: 'The risk of old age is outliving the money: payments must last for life, and the cash value must be usable in between.',
  },
  basis: 'practice',
  markets: marketsWith('warning', { CN: ['cn-prod-2017-134'] }),
  kinds: ['plan'],
  handbook: '2.2',
  message: {
    zh: '养老金要终身领取加现金价值灵活：{row} 缺{x}。',
    en: 'A pension needs lifetime payout and flexible cash value: {row} lacks {x}.',
  },
  check: (context) => checkFeatures(context, 'pension', ['lifetime_payout', 'cash_value']),
  examples: [
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      text: `needs: {goals: [{id: old-age, type: pension, member: mom, from_age: 60, years: life, amount: 3万}]}
products:
  - {id: p13, product: [[edu-par]], insured: mom, for: old-age, premium: 2万, pay: 10y, term: 25y, payout: {from_age: 60, years: 10, guaranteed: 1.5万, non_guaranteed: 0.3万}}
`,
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      text: `needs: {goals: [{id: old-age, type: pension, member: mom, from_age: 60, years: life, amount: 3万}]}
products:
  - {id: p13, product: pen-par, insured: mom, for: old-age, premium: 2万, pay: 10y, term: life, payout: {from_age: 60, years: life, guaranteed: 1.5万, non_guaranteed: 0.3万}}
`,
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family-sg',
      language: 'en',
      market: 'SG',
      text: `needs:
  protect: [leela]
  goals: [{id: old, type: pension, member: leela, from_age: 65, years: life, amount: 20k}]
products:
  - {id: p7, product: [[edu-par]], insured: anu, owner: leela, for: old, premium: 4k, pay: 10y, term: 25y}
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
  goals: [{id: old, type: pension, member: leela, from_age: 65, years: life, amount: 20k}]
products:
  - {id: p7, product: pen-par, insured: leela, for: old, premium: 4k, pay: 10y, term: life}
`,
    },
  ],
});
