import type { Fix } from '../../diagnostic.ts';
import { hasUncertainReturns } from '../../domain/product-types.ts';
import { insertKey } from '../plan/edits.ts';
import { marketsWith } from '../plan/markets.ts';
import { planDocument, rowName, viewOf } from '../plan/plan-context.ts';
import { same } from '../plan/wording.ts';
import { defineRule } from '../rule.ts';

/** Guaranteed and non-guaranteed amounts stand apart wherever a payout is shown. */
export default defineRule({
  id: 'disclosure/two-tiers',
  title: { zh: '保证与非保证须分列', en: 'Show guaranteed and non-guaranteed apart' },
  why: {
    zh: '合在一起的一个数，客户会当成全部保证。写进合同的和不确定的分成两列，哪怕另一列是 0。',
    en: 'One figure for both is heard as a promise. What the contract guarantees and what is uncertain stand in two columns, even when one of them is 0.',
  },
  basis: 'law',
  markets: marketsWith(
    'error',
    { CN: ['cn-pdr-8', 'cn-pdr-12'], HK: ['hk-gl28', 'hk-gl16'], US: ['us-wac-284-23-360', 'us-naic-582'] },
    'warning',
  ),
  kinds: ['plan'],
  handbook: '2.2',
  message: {
    zh: '{row} 的领取缺{x}：保证与非保证须分列。',
    en: 'The payout of {row} lacks {x}: show guaranteed and non-guaranteed amounts apart.',
  },
  check(context) {
    const document = planDocument(context);
    if (document === undefined) return;
    for (const row of viewOf(context, document).rows) {
      const payout = row.row.payout;
      if (payout === undefined) continue;
      // a traditional product has no second column to show
      const bothDue = row.facts === undefined || hasUncertainReturns(row.type, row.facts.design);
      const guaranteed = payout.keyRange('guaranteed') === undefined;
      const other = bothDue && payout.keyRange('non_guaranteed') === undefined;
      if (!guaranteed && !other) continue;
      const key = guaranteed ? 'guaranteed' : 'non_guaranteed';
      const edit = insertKey(document.text, payout.node, key, '0', guaranteed ? undefined : 'guaranteed');
      const fixes: readonly Fix[] = edit
        ? [
            {
              title: { zh: `补上 ${key}（填实际金额）`, en: `Add ${key} (fill in the amount)` },
              safety: 'manual',
              edits: [edit],
            },
          ]
        : [];
      context.report({
        range: row.row.keyRange('payout') ?? payout.range,
        data: {
          row: same(rowName(row)),
          x: guaranteed
            ? { zh: '保证部分', en: 'the guaranteed amount' }
            : { zh: '非保证部分', en: 'the non-guaranteed amount' },
        },
        fixes,
      });
    }
  },
  examples: [
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      text: 'products:\n  - {id: p12, product: edu-par, insured: kid, owner: mom, for: edu, premium: 2万, pay: 10y, term: 25y, [[payout]]: {from: 2040-09, years: 4, guaranteed: 6.15万}}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      text: 'products:\n  - {id: p12, product: edu-par, insured: kid, owner: mom, for: edu, premium: 2万, pay: 10y, term: 25y, [[payout]]: {from: 2040-09, years: 4, non_guaranteed: 6.15万}}\n',
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      text: 'products:\n  - {id: p12, product: edu-par, insured: kid, owner: mom, for: edu, premium: 2万, pay: 10y, term: 25y, payout: {from: 2040-09, years: 4, guaranteed: 5.5万, non_guaranteed: 0}}\n',
    },
  ],
});
