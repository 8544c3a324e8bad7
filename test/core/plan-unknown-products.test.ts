/** A product that no catalogue has is said once, at its place; every other plan rule leaves its row alone. */
import assert from 'node:assert/strict';
import { exampleProject, lint, readDocument, standardRuleSet } from '../../server/src/core/index.ts';
import { FAMILY_PLAN, SAMPLE_CATALOG } from './domain-household.ts';

const ruleSet = standardRuleSet();
const catalog = readDocument({ uri: 'file:///sample-life.catalog.yaml', kind: 'catalog', text: SAMPLE_CATALOG });
const settings = { market: 'CN', severities: {}, thresholds: {}, asOf: '2026-11-22' } as const;
const UNKNOWN = 'no-such-product';

function found(text: string) {
  const document = readDocument({ uri: 'file:///a.plan.yaml', kind: 'plan', text });
  return lint(document, exampleProject(document, settings, [catalog]), ruleSet).diagnostics;
}

/** Everything wrong at once: what the rules say of rows that stay known must not change with one that is not. */
const FAULTY = `kind: plan
title: 处处有错
date: 2026-03-02
market: CN
agent: {name: 周敏}
catalog: [sample-life.catalog.yaml]
household:
  - {id: dad, name: 闻先生, role: breadwinner, born: 1960-11-09, income: 32万, job_class: 6, social: none}
  - {id: kid, name: 阿禾, role: child, born: 2021-06-01, social: none}
finance: {expenses: 17万, budget: 1000}
needs:
  protect: [dad]
  goals: [{id: edu, type: education, member: kid, from: 2030-09, years: 4, amount: 10万, must: [guaranteed_payout, waiver]}]
products:
  - {id: p1, product: PRODUCT, insured: kid, for: edu, sum: 300万, premium: 30万, pay: 30y, term: 30y, payout: {from: 2026-09, years: 4, guaranteed: 5万}}
  - {id: p2, product: PRODUCT, insured: dad, sum: 100万, premium: 9350, pay: 20y, term: 1y}
  - {id: p3, product: PRODUCT, insured: dad, sum: 100万, premium: 9350, pay: 20y, term: 1y}
`;

describe('a product that no catalogue has', () => {
  const rules = ruleSet.rules.filter(({ id, kinds }) => id.startsWith('plan/') && kinds.includes('plan'));
  const products = [...FAMILY_PLAN.matchAll(/product: ([\w-]+)/g)];

  it('is found once and nothing else is, whichever row it stands in', () => {
    assert.deepEqual(found(FAMILY_PLAN), []);
    assert.ok(products.length > 10);
    for (const match of products) {
      const at = match.index + 'product: '.length;
      const text = FAMILY_PLAN.slice(0, at) + UNKNOWN + FAMILY_PLAN.slice(at + match[1]!.length);
      assert.deepEqual(
        found(text).map(({ rule, variant, range }) => [`${rule}#${variant}`, range.start]),
        [['plan/reference#unknown', at]],
        `${match[1]} at ${at}`,
      );
    }
  });

  for (const { id } of rules)
    it(`${id} judges no row of it`, () => {
      const text = FAULTY.replaceAll('PRODUCT', UNKNOWN);
      const onRows = found(text).filter(({ rule, range }) => rule === id && range.start > text.indexOf('products:'));
      assert.deepEqual(
        onRows.map(({ variant, range }) => [variant, text.slice(range.start, range.end)]),
        id === 'plan/reference' ? Array(3).fill(['unknown', UNKNOWN]) : [],
      );
    });

  it('and says again what is wrong with each row as soon as the product is known', () => {
    const text = ['edu-par', 'ci-70', 'term-60'].reduce((plan, id) => plan.replace('PRODUCT', id), FAULTY);
    const onRows = found(text).filter(({ range }) => range.start > text.indexOf('products:'));
    const said = new Set(onRows.map(({ rule }) => rule).filter((rule) => rule.startsWith('plan/')));
    for (const rule of ['plan/protection-first', 'plan/eligibility', 'plan/timing']) assert.ok(said.has(rule), rule);
  });
});
