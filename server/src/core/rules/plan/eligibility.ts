import type { Fix } from '../../diagnostic.ts';
import { isOnSale, obstacleOf } from '../../domain/eligibility.ts';
import type { PlanRow } from '../../domain/from-plan.ts';
import type { CalendarDate, Localized } from '../../localized.ts';
import type { SourceRange } from '../../text/range.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { replace } from './edits.ts';
import { marketsWith } from './markets.ts';
import { planDocument, rowRange, skipUnknownProducts, viewOf } from './plan-context.ts';
import { same } from './wording.ts';

/** The insured fits the product's ages, job classes and social insurance, and the product is on sale. */
export default defineRule({
  id: 'plan/eligibility',
  title: { zh: '被保险人要符合投保条件', en: 'The insured must be eligible' },
  why: {
    zh: '年龄、职业类别超出条款范围或产品已停售，提交上去就是拒保，客户白跑一趟。产品须按报备的条款销售。',
    en: 'Outside the product’s ages or job classes, or after it left the market, the application is refused and the client has waited for nothing. Products are sold on their filed terms.',
  },
  basis: 'law',
  markets: marketsWith('error', { CN: ['cn-sbm-30'] }, 'warning'),
  kinds: ['plan'],
  handbook: '3',
  message: { zh: '{name}不符合 {x} 的投保条件。', en: '{name} is not eligible for {x}.' },
  variants: {
    age: {
      message: {
        zh: '{name} {n} 岁，{x} 的投保年龄是 {a}–{b} 岁。',
        en: '{name} is {n}; {x} takes ages {a} to {b}.',
      },
    },
    job: {
      message: {
        zh: '{name}的职业是 {n} 类，{x} 只接受 {a}–{b} 类。',
        en: '{name} is in job class {n}; {x} takes classes {a} to {b}.',
      },
    },
    'off-sale': {
      message: { zh: '{x} 在方案日期 {d} 不在售（{a} 至 {b}）。', en: '{x} is not on sale on {d} ({a} to {b}).' },
    },
    social: {
      message: { zh: '{x} 要求有社保，{name}没有。', en: '{x} requires social insurance, which {name} lacks.' },
    },
  },
  check(context) {
    const document = planDocument(context);
    if (document === undefined) return;
    const view = viewOf(context, document);
    skipUnknownProducts(context, view);
    for (const row of view.rows) {
      if (row.facts === undefined) continue;
      const { product } = row.facts;
      if (!isOnSale(product, view.day)) {
        const { from, until } = product.on_sale ?? {};
        const data = { d: same(view.day), a: same(from?.value ?? '…'), b: same(until?.value ?? '…') };
        report(context, row, 'off-sale', data, rowRange(row.row), view.day);
      }
      const obstacle = row.insured && obstacleOf(product, row.insured, view.day);
      if (!obstacle) continue;
      const range = row.row.insured?.range ?? rowRange(row.row);
      if (obstacle.kind === 'social') report(context, row, 'social', {}, range, view.day);
      else {
        const [a, b] = obstacle.bounds;
        report(context, row, obstacle.kind, { n: obstacle.figure, a, b }, range, view.day);
      }
    }
  },
  examples: [
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'age',
      text: 'products:\n  - {id: p1, product: kid-ci, insured: [[mom]], sum: 50万, premium: 840, pay: 20y, term: 30y}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'job',
      text: `household:
  - {id: dad, name: 闻先生, role: breadwinner, born: 1992-11-09, income: 32万, job: 幕墙安装, job_class: 5, social: employee, health: {declared: true}}
products:
  - {id: p4, product: acc-adult, insured: [[dad]], sum: 150万, premium: 420, pay: 1y, term: 1y}
`,
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      text: `household:
  - {id: dad, name: 闻先生, role: breadwinner, born: 1992-11-09, income: 32万, job: 幕墙设计, job_class: 3, social: employee, health: {declared: true}}
products:
  - {id: p4, product: acc-adult, insured: dad, sum: 150万, premium: 420, pay: 1y, term: 1y}
`,
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'off-sale',
      text: `products:
  - {id: p3, product: [[old-life]], insured: dad, sum: 200万, premium: 3450, pay: 20y, term: to60}
`,
      fixed: `products:
  - {id: p3, product: term-60, insured: dad, sum: 200万, premium: 3450, pay: 20y, term: to60}
`,
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'social',
      text: `household:
  - {id: dad, name: 闻先生, role: breadwinner, born: 1992-11-09, income: 32万, job_class: 1, social: none, health: {declared: true}}
products:
  - {id: p2, product: city-med, insured: [[dad]], sum: 100万, premium: 90, pay: 1y, term: 1y}
`,
      fixed: `household:
  - {id: dad, name: 闻先生, role: breadwinner, born: 1992-11-09, income: 32万, job_class: 1, social: none, health: {declared: true}}
products:
  - {id: p2, product: med-20, insured: dad, sum: 100万, premium: 90, pay: 1y, term: 1y}
`,
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      text: `household:
  - {id: dad, name: 闻先生, role: breadwinner, born: 1992-11-09, income: 32万, job_class: 1, social: employee, health: {declared: true}}
products:
  - {id: p2, product: city-med, insured: dad, sum: 100万, premium: 90, pay: 1y, term: 1y}
`,
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family-sg',
      language: 'en',
      market: 'SG',
      variant: 'age',
      text: `products:
  - {id: p1, product: ci-70, insured: [[anu]], sum: 100k, premium: 300, pay: 20y, term: to70}
`,
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family-sg',
      language: 'en',
      market: 'SG',
      text: `products:
  - {id: p1, product: ci-70, insured: leela, sum: 100k, premium: 300, pay: 20y, term: to70}
`,
    },
  ],
});

function report(
  context: RuleContext,
  row: PlanRow,
  variant: 'age' | 'job' | 'off-sale' | 'social',
  data: Readonly<Record<string, number | Localized>>,
  range: SourceRange,
  day: CalendarDate,
): void {
  const { product } = row.facts!;
  context.report({
    variant,
    range,
    data: {
      ...data,
      name: same(row.insured?.name ?? ''),
      x: same(product.name?.value ?? product.id?.value ?? ''),
    },
    fixes: alternatives(context, row, day),
  });
}

/** Products of the same type that this person may buy on that day; at most three. */
function alternatives(context: RuleContext, row: PlanRow, day: CalendarDate): readonly Fix[] {
  const written = row.row.product;
  const insured = row.insured;
  if (written === undefined || insured === undefined) return [];
  const same = context.project
    .products(context.document)
    .map(({ product }) => product)
    .filter((product) => product.id && product.id.value !== written.value && product.type?.value === row.type)
    .filter((product) => !obstacleOf(product, insured, day) && isOnSale(product, day));
  return same.slice(0, 3).map((product) => ({
    title: {
      zh: `改用 ${product.name?.value ?? product.id!.value}`,
      en: `Choose ${product.name?.value ?? product.id!.value}`,
    },
    safety: 'review',
    edits: [replace(written.range, product.id!.value)],
  }));
}
