import type { PlanDocument } from '../../documents/document.ts';
import { orderedRowsOf, type PlanView } from '../../domain/from-plan.ts';
import { childBeforeAdult } from '../../domain/order.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { marketsWith } from './markets.ts';
import { orderFix } from './order-fix.ts';
import { pillarsOf, planDocument, rowName, rowRange, skipUnknownProducts, viewOf } from './plan-context.ts';
import { same } from './wording.ts';

/** Adults before children: in the order of the rows, and in having cover at all. */
export default defineRule({
  id: 'plan/adults-first',
  title: { zh: '先大人后小孩', en: 'Adults before children' },
  why: {
    zh: '孩子最大的保障是父母。支柱没有保障时，一场病就让孩子的保费也交不出。监管提示保险公司引导父母先给自己投保；具体次序是行业习惯。',
    en: 'A child’s best cover is its parents. When the breadwinner has none, one illness also ends the child’s premiums. The regulator asks insurers to guide parents to their own cover first; the order itself is practice.',
  },
  basis: 'practice',
  markets: marketsWith('warning', { CN: ['cn-minor-90'] }),
  kinds: ['plan'],
  handbook: '3.1',
  message: {
    zh: '先大人后小孩：{row} 给孩子，应排在大人的保障行 {first} 之后。',
    en: 'Adults before children: {row} is for a child and belongs after the adult’s protection row {first}.',
  },
  variants: {
    order: {
      message: {
        zh: '先大人后小孩：{row} 给孩子，应排在大人的保障行 {first} 之后。',
        en: 'Adults before children: {row} is for a child and belongs after the adult’s protection row {first}.',
      },
    },
    'uncovered-pillar': {
      message: {
        zh: '孩子有了保险，家庭支柱 {name} 却一份保障也没有：先给大人配。',
        en: 'The child is covered, but {name}, who carries the household, is not: cover the adult first.',
      },
    },
  },
  check(context) {
    const document = planDocument(context);
    if (document === undefined) return;
    const view = viewOf(context, document);
    skipUnknownProducts(context, view);
    reportOrder(context, document, view);
    reportUncoveredPillars(context, document, view);
  },
  examples: [
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'order',
      text: `products:
  - {id: p9, product: kid-ci, insured: [[kid]], owner: mom, sum: 50万, premium: 840, pay: 20y, term: 30y}
  - {id: p1, product: ci-70, insured: dad, sum: 100万, premium: 9350, pay: 20y, term: to70, beneficiary: legal} # 先讲这行
  - {id: p5, product: ci-70, insured: mom, sum: 70万, premium: 5700, pay: 20y, term: to70, beneficiary: legal}
`,
      fixed: `products:
  - {id: p1, product: ci-70, insured: dad, sum: 100万, premium: 9350, pay: 20y, term: to70, beneficiary: legal} # 先讲这行
  - {id: p5, product: ci-70, insured: mom, sum: 70万, premium: 5700, pay: 20y, term: to70, beneficiary: legal}
  - {id: p9, product: kid-ci, insured: kid, owner: mom, sum: 50万, premium: 840, pay: 20y, term: 30y}
`,
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'uncovered-pillar',
      text: `household:
  - {id: dad, name: [[闻先生]], role: breadwinner, born: 1992-11-09, income: 32万, job: 软件工程师, job_class: 1, social: employee, health: {declared: true}}
  - {id: kid, name: 阿禾, role: child, born: 2022-09-26, social: resident, health: {declared: true}}
products:
  - {id: p9, product: kid-ci, insured: kid, owner: dad, sum: 50万, premium: 840, pay: 20y, term: 30y}
`,
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      text: `products:
  - {id: p1, product: ci-70, insured: dad, sum: 100万, premium: 9350, pay: 20y, term: to70, beneficiary: legal}
  - {id: p9, product: kid-ci, insured: kid, owner: mom, sum: 50万, premium: 840, pay: 20y, term: 30y}
`,
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      text: `policies:
  - {id: old1, insured: dad, type: ci, sum: 50万, premium: 5000}
products:
  - {id: p9, product: kid-ci, insured: kid, owner: mom, sum: 50万, premium: 840, pay: 20y, term: 30y}
`,
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family-sg',
      language: 'en',
      market: 'SG',
      variant: 'order',
      text: `products:
  - {id: p3, product: kid-ci, insured: [[anu]], owner: leela, sum: 100k, premium: 300, pay: 20y, term: 30y}
  - {id: p1, product: ci-70, insured: leela, sum: 360k, premium: 1820, pay: 20y, term: to70, beneficiary: legal}
`,
      fixed: `lang: en
products:
  - {id: p1, product: ci-70, insured: leela, sum: 360k, premium: 1820, pay: 20y, term: to70, beneficiary: legal}
  - {id: p3, product: kid-ci, insured: anu, owner: leela, sum: 100k, premium: 300, pay: 20y, term: 30y}
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
  - {id: p3, product: kid-ci, insured: anu, owner: leela, sum: 100k, premium: 300, pay: 20y, term: 30y}
`,
    },
  ],
});

/** One finding per child row that stands before an adult's protection row, on who is insured. */
function reportOrder(context: RuleContext, document: PlanDocument, view: PlanView): void {
  const fixes = orderFix(document, view);
  for (const { row, first } of childBeforeAdult(orderedRowsOf(view))) {
    const child = view.rows[row]!;
    const adult = view.rows[first]!;
    context.report({
      variant: 'order',
      range: child.row.insured?.range ?? rowRange(child.row),
      data: { row: same(rowName(child)), first: same(rowName(adult)) },
      related: [
        {
          uri: document.uri,
          range: adult.row.insured?.range ?? rowRange(adult.row),
          message: { zh: '大人的这一行应排在前面', en: 'this adult’s row should come first' },
        },
      ],
      fixes,
    });
  }
}

/** A child has rows while a pillar has neither a protection row nor a policy in force. */
function reportUncoveredPillars(context: RuleContext, document: PlanDocument, view: PlanView): void {
  const childRow = view.rows.find((row) => row.child);
  if (childRow === undefined) return;
  for (const pillar of pillarsOf(context, view)) {
    // a row of an unknown product may well be protection: give it the benefit of the doubt
    const planned = view.rows.some((row) => row.insured?.id === pillar.id && row.wealth !== true);
    const existing = view.policies.some((policy) => policy.insured?.value === pillar.id);
    if (planned || existing) continue;
    const member = view.located.get(pillar.id);
    context.report({
      variant: 'uncovered-pillar',
      range: member?.name?.range ?? member?.id?.range ?? childRow.row.range,
      data: { name: same(pillar.name) },
      related: [
        { uri: document.uri, range: rowRange(childRow.row), message: { zh: '孩子的行', en: 'the child’s row' } },
      ],
    });
  }
}
