import type { Fix } from '../../diagnostic.ts';
import type { PitchDocument } from '../../documents/document.ts';
import { hasUncertainReturns } from '../../domain/product-types.ts';
import { findNumbers } from '../../text/numbers.ts';
import { rememberPerText } from '../../text/remembered.ts';
import { productOf } from '../facts.ts';
import { segmentsHolding } from '../matched-segments.ts';
import { sentencesOf } from '../phrases/sentences.ts';
import { insertKey } from '../plan/edits.ts';
import { marketsWith } from '../plan/markets.ts';
import { planDocument, rowName, viewOf } from '../plan/plan-context.ts';
import { same } from '../plan/wording.ts';
import { defineRule, type RuleContext } from '../rule.ts';

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
  kinds: ['plan', 'pitch'],
  handbook: '2.2',
  message: {
    zh: '{row} 的领取缺{x}：保证与非保证须分列。',
    en: 'The payout of {row} lacks {x}: show guaranteed and non-guaranteed amounts apart.',
  },
  variants: {
    script: {
      message: {
        zh: '{row} 的领取只说了一个总数“{x}”：保证的和不确定的要分开说。',
        en: 'The payout of {row} is told as one total, “{x}”: tell guaranteed and non-guaranteed amounts apart.',
      },
    },
  },
  // where a total is told at all; TOTAL says which
  readings: {
    total: [
      '(一共|总共|合计|加起来|总计|连分红|含分红)',
      '(in total|altogether|all in all|total of|a total|including bonus|including bonuses)',
    ],
  },
  ofLoneLine: 'reading',
  check(context) {
    if (context.document.kind === 'pitch') checkScript(context, context.document);
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
      in: 'pitch',
      variant: 'script',
      text: '# 方案讲解\n代理人：@产品(edu-par) 四年[[一共能领24.6万]]。分红不确定，可能为零。[[披露：责任免除]]\n',
    },
    {
      kind: 'bad',
      in: 'pitch',
      variant: 'script',
      language: 'en',
      market: 'SG',
      text: '---\n{lang: en}\n---\n# Presentation\nAgent: @product(pen-par) pays [[$200,000 in total]]. The bonus is not guaranteed.\n',
    },
    {
      kind: 'good',
      in: 'pitch',
      text: '# 方案讲解\n代理人：@产品(edu-par) 合同写明的保证部分一共能领22万，分红另算，不确定，可能为零。[[披露：责任免除]]\n',
    },
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

const TOTAL =
  /一共|总共|總共|合计|合計|加起来|加起來|总计|總計|连分红|連分紅|含分红|含分紅|\b(?:in total|altogether|all in all|total of|a total|including bonus(?:es)?)\b/giu;
const PAYS = /领|領|拿|给付|給付|到手|返还|取|\b(?:pays?|get|receive|collect|worth)\b/iu;
/** The sentence says which part it means. */
const TIERS = /保证|保證|非保证|合同写明|写明的|不确定|固定|\b(?:guaranteed|non-guaranteed|not guaranteed|certain)\b/iu;
const NO_TOTAL = { start: -1, end: -1 };

const totalIn = rememberPerText((text: string) => {
  for (const { start, end } of sentencesOf(text)) {
    const sentence = text.slice(start, end);
    const total = [...sentence.matchAll(TOTAL)][0];
    if (total === undefined || !PAYS.test(sentence) || TIERS.test(sentence)) continue;
    const amount = findNumbers(sentence).find(
      (number) => number.kind === 'amount' && Math.abs(number.start - total.index) <= 16,
    );
    if (amount === undefined) continue;
    const from = Math.min(total.index, amount.start);
    return { start: start + from, end: start + Math.max(total.index + total[0].length, amount.end) };
  }
  return NO_TOTAL;
});

/** One total for a product whose benefits are only partly guaranteed. */
function checkScript(context: RuleContext, document: PitchDocument): void {
  for (const segment of segmentsHolding(document, context.ruleSet, 'disclosure/two-tiers')) {
    const { speaker } = segment;
    if (speaker !== 'agent' && speaker !== 'text' && speaker !== 'caption') continue;
    const total = totalIn(segment.text.text);
    if (total === NO_TOTAL) continue;
    const resolved = productOf(document, context.project, segment);
    if (resolved === undefined) continue;
    const { product } = resolved;
    const design = product.design?.value ?? resolved.document.model.defaults?.design?.value;
    if (!hasUncertainReturns(product.type?.value, design)) continue;
    const { start, end } = total;
    context.report({
      variant: 'script',
      range: segment.text.rangeOf(start, end),
      data: { row: same(product.name?.value ?? ''), x: same(segment.text.text.slice(start, end)) },
    });
  }
}
