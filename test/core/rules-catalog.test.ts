/** The catalogue decides: which product a sentence speaks of, what its clauses say, what gives way to what. */
import assert from 'node:assert/strict';
import type { Diagnostic } from '../../server/src/core/diagnostic.ts';
import { applyEdits, exampleProject, lint, readDocument, standardRuleSet } from '../../server/src/core/index.ts';
import { FAMILY_PLAN, SAMPLE_CATALOG } from './domain-household.ts';

const CATALOG_URI = 'file:///sample-life.catalog.yaml';
const ruleSet = standardRuleSet();
const catalog = readDocument({ uri: CATALOG_URI, kind: 'catalog', text: SAMPLE_CATALOG });
const settings = { market: 'CN', severities: {}, thresholds: {}, asOf: '2026-11-22' } as const;

function claims(text: string, kind: 'pitch' | 'plan' = 'pitch', beside = [catalog]): readonly Diagnostic[] {
  const document = readDocument({ uri: `file:///a.${kind === 'plan' ? 'plan.yaml' : 'pitch'}`, kind, text });
  return lint(document, exampleProject(document, settings, beside), ruleSet).diagnostics.filter((d) =>
    d.rule.startsWith('claims/'),
  );
}

const named = (found: readonly Diagnostic[]) =>
  found.map(
    ({ rule, variant, severity }) => `${rule.slice('claims/'.length)}${variant ? `#${variant}` : ''} ${severity}`,
  );

describe('the catalogue decides', () => {
  const cases: readonly [string, string, string[]][] = [
    [
      'the product marked nearest before',
      '代理人：@产品(ci-70) 等待期90天，@产品(med-20) 等待期90天。',
      ['catalog-mismatch error'],
    ],
    ['a product by its alias', '代理人：百万医疗的免赔额是2万元。', ['catalog-mismatch error']],
    [
      'the front matter’s product',
      '---\n{market: CN, product: ci-70}\n---\n代理人：等待期30天。',
      ['catalog-mismatch error'],
    ],
    ['a bound that holds', '代理人：@产品(ci-70) 等待期不超过180天。', []],
    ['a bound that does not', '代理人：@产品(ci-70) 等待期最长60天。', ['catalog-mismatch error']],
    ['a share is no sum', '代理人：@产品(med-20) 免赔额之外100%报销。', []],
    ['a fact that the catalogue does not give', '代理人：@产品(term-60) 免赔额1万元。', []],
    ['renewal within the clause', '代理人：@产品(med-20) 理赔过也能续。', []],
    ['renewal against the clause', '代理人：@产品(kid-med) 理赔过也能续。', ['guaranteed-renewal-short-health error']],
    ['an accident product has no waiting period', '代理人：@产品(acc-adult) 没有等待期。', []],
    ['a minor cap of the market', '代理人：未满18周岁，身故合计最高60万元。', ['catalog-mismatch#minor-cap error']],
    ['nothing is verified without a product', '代理人：免赔额2万元。', ['catalog-mismatch#unverified info']],
    ['a cited clause speaks for itself', '代理人：免赔额2万元 @条款(nobody#2.4)。', []],
    [
      'what cannot be verified hides nothing',
      '代理人：这款没有等待期。',
      ['waiting-cooling-omission#no-waiting error'],
    ],
    ['a client may ask', '客户：@产品(ci-70) 等待期30天？', []],
    ['a denial', '代理人：@产品(ci-70) 等待期不是30天。', []],
  ];
  for (const [title, text, expected] of cases) it(title, () => assert.deepEqual(named(claims(text)), expected));

  it('points to the clause in the catalogue and names the claim that gave way', () => {
    const [found, ...more] = claims('代理人：@产品(kid-med) 是自动续保的。');
    assert.ok(found);
    assert.deepEqual(more, []);
    assert.equal(found.rule, 'claims/catalog-mismatch');
    assert.deepEqual(found.also, ['claims/guaranteed-renewal-short-health']);
    const [clause] = found.related;
    assert.equal(clause?.uri, CATALOG_URI);
    assert.equal(SAMPLE_CATALOG.slice(clause.range.start, clause.range.end), '0');
  });

  it('puts the clause’s value and cites it, once', () => {
    const text = '代理人：@产品(ci-70) 等待期30天 @条款(ci-70#2.3)。';
    const [found] = claims(text);
    assert.ok(found?.fixes[0]);
    assert.equal(applyEdits(text, found.fixes[0].edits), '代理人：@产品(ci-70) 等待期90天 @条款(ci-70#2.3)。');
  });

  it('reads a plan’s prose with the row’s product', () => {
    const text = FAMILY_PLAN.replace('id: p1, product: ci-70,', 'id: p1, product: ci-70, why: 等待期只有30天,');
    const found = claims(text, 'plan');
    assert.deepEqual(named(found), ['catalog-mismatch error']);
    assert.equal(text.slice(found[0]!.range.start, found[0]!.range.end), '等待期只有30天');
    assert.match(applyEdits(text, found[0]!.fixes[0]!.edits), /why: 等待期只有90天,/);
  });

  it('explains the cash value by a plan’s glossary key', () => {
    const text = `${FAMILY_PLAN}`.replace(
      '  chart: four-walls',
      '  chart: four-walls\n  terms: {现金价值: 随时可以支取的钱}',
    );
    assert.deepEqual(named(claims(text, 'plan')), ['cash-value#unknown warning']);
  });
});
