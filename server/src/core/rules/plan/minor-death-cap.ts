import type { Fix } from '../../diagnostic.ts';
import type { PlanDocument } from '../../documents/document.ts';
import { formatAmount } from '../../domain/amount.ts';
import type { PlanRow } from '../../domain/from-plan.ts';
import { memberAge } from '../../domain/members.ts';
import { countedDeathCover, deathCapAt } from '../../domain/minors.ts';
import { defineRule } from '../rule.ts';
import { replace } from './edits.ts';
import { marketsWith } from './markets.ts';
import { optionalThreshold, planDocument, rowRange, viewOf } from './plan-context.ts';
import { amountText, same } from './wording.ts';

/** A child's death cover, all insurers together, stays within the cap. */
export default defineRule({
  id: 'plan/minor-death-cap',
  title: { zh: '未成年人身故保额有上限', en: 'Cap on death cover for minors' },
  why: {
    zh: '未满10周岁合计不超过20万元，10至17周岁合计不超过50万元，各家公司加在一起算；只退已交保费或现金价值的身故责任不算。台湾未满15岁只给付丧葬费用。',
    en: 'Mainland China: CNY 200,000 under age 10, CNY 500,000 at ages 10–17, all insurers together; benefits that only return premiums or cash value are left out. Taiwan: only funeral costs below 15.',
  },
  basis: 'law',
  markets: marketsWith('error', { CN: ['cn-minor-90', 'cn-il-33'], TW: ['tw-ia-107'] }, 'info'),
  kinds: ['plan'],
  handbook: '3.1',
  message: {
    zh: '{name}（{n}岁）身故保额合计 {x}，超过上限 {b}。',
    en: '{name} (age {n}) has {x} of death cover in all, above the cap of {b}.',
  },
  variants: {
    cap: {
      message: {
        zh: '{name}（{n}岁）身故保额合计 {x}，超过上限 {b}。',
        en: '{name} (age {n}) has {x} of death cover in all, above the cap of {b}.',
      },
    },
    funeral: {
      message: {
        zh: '{name}未满 {b} 岁，身故只给付丧葬费用，不能按保额 {x} 讲。',
        en: '{name} is below {b}: death pays funeral costs only, not a sum of {x}.',
      },
    },
  },
  check(context) {
    const document = planDocument(context);
    if (document === undefined) return;
    const view = viewOf(context, document);
    const caps = {
      under10: optionalThreshold(context, 'minor_death_cap_under_10'),
      from10To17: optionalThreshold(context, 'minor_death_cap_10_17'),
    };
    const funeralAge = optionalThreshold(context, 'minor_death_from_age');
    for (const member of view.household.members) {
      const age = memberAge(member, view.day);
      if (age === undefined || age >= 18) continue;
      const rows = view.rows.filter((row) => row.insured?.id === member.id && countedOf([row]) > 0);
      const last = rows.at(-1);
      if (last === undefined) continue;
      const existing = view.existingCovers
        .filter((cover) => cover.member === member.id)
        .map((cover) => ({ ...cover, ...(cover.pays.death && { death: cover.pays.death }) }));
      const total = countedDeathCover(existing) + countedOf(rows);
      const cap = deathCapAt(age, caps);
      const range = last.row.sum?.range ?? rowRange(last.row);
      if (cap !== undefined && total > cap) {
        context.report({
          variant: 'cap',
          range,
          data: { name: same(member.name), n: age, x: amountText(total), b: amountText(cap) },
          related: rows.slice(0, -1).map((row) => ({
            uri: document.uri,
            range: row.row.sum?.range ?? rowRange(row.row),
            message: { zh: '这一行也计入', en: 'this row counts, too' },
          })),
          fixes: lowerFix(document, last, total - cap),
        });
      } else if (funeralAge !== undefined && age < funeralAge) {
        context.report({
          variant: 'funeral',
          range,
          data: { name: same(member.name), b: funeralAge, x: amountText(total) },
        });
      }
    }
  },
  examples: [
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'cap',
      text: 'products:\n  - {id: p11, product: kid-acc, insured: kid, owner: mom, sum: [[30万]], premium: 100, pay: 1y, term: 1y}\n',
      fixed:
        'products:\n  - {id: p11, product: kid-acc, insured: kid, owner: mom, sum: 20万, premium: 100, pay: 1y, term: 1y}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'cap',
      text: 'policies: [{id: old1, insured: kid, type: term_life, sum: 5万, premium: 100}]\nproducts:\n  - {id: p11, product: kid-acc, insured: kid, owner: mom, sum: [[20万]], premium: 100, pay: 1y, term: 1y}\n',
      fixed:
        'policies: [{id: old1, insured: kid, type: term_life, sum: 5万, premium: 100}]\nproducts:\n  - {id: p11, product: kid-acc, insured: kid, owner: mom, sum: 15万, premium: 100, pay: 1y, term: 1y}\n',
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      text: 'products:\n  - {id: p11, product: kid-acc, insured: kid, owner: mom, sum: 20万, premium: 100, pay: 1y, term: 1y}\n  - {id: p12, product: edu-par, insured: kid, owner: mom, sum: 50万, for: edu, premium: 2万, pay: 10y, term: 25y, payout: {from: 2040-09, years: 4, guaranteed: 5.5万, non_guaranteed: 0.65万}}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      market: 'TW',
      variant: 'funeral',
      text: `market: TW
products:
  - {id: p11, product: kid-acc, insured: kid, owner: mom, sum: [[20万]], premium: 90, pay: 1y, term: 1y}
`,
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      language: 'en',
      market: 'CN',
      variant: 'cap',
      text: `lang: en
products:
  - {id: p11, product: kid-acc, insured: kid, owner: mom, sum: [[250k]], premium: 90, pay: 1y, term: 1y}
`,
      fixed: `lang: en
products:
  - {id: p11, product: kid-acc, insured: kid, owner: mom, sum: 200k, premium: 90, pay: 1y, term: 1y}
`,
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      language: 'en',
      market: 'CN',
      text: `lang: en
products:
  - {id: p11, product: kid-acc, insured: kid, owner: mom, sum: 200k, premium: 90, pay: 1y, term: 1y}
`,
    },
  ],
});

function countedOf(rows: readonly PlanRow[]): number {
  return countedDeathCover(
    rows.flatMap((row) =>
      row.covers.map((cover) => ({
        ...(cover.sum !== undefined && { sum: cover.sum }),
        ...(cover.pays.death && { death: cover.pays.death }),
      })),
    ),
  );
}

function lowerFix(document: PlanDocument, row: PlanRow, excess: number): readonly Fix[] {
  const rest = (row.sum ?? 0) - excess;
  if (row.row.sum === undefined || rest <= 0) return [];
  const sum = formatAmount(rest, document.language === 'en' ? 'en' : 'zh');
  return [
    {
      title: { zh: `保额降到 ${sum}`, en: `Lower the sum to ${sum}` },
      safety: 'review',
      edits: [replace(row.row.sum.range, sum)],
    },
  ];
}
