/** What goes wrong between files: each is one finding on the plan, at the path or the id, and its fix leaves none. */
import assert from 'node:assert/strict';
import type { Diagnostic } from '../../server/src/core/diagnostic.ts';
import { applyEdits } from '../../server/src/core/fix.ts';
import { Session } from '../../server/src/workspace/session.ts';
import { DAY, memoryHost } from './yaml-bench.ts';

const CATALOG = `kind: catalog
insurer: 示例人寿
market: CN
as_of: 2026-10-01
products:
  - {id: ci-70, name: 安心重疾险, type: ci, ages: [18, 50], exclusions: [{what: 既往症, clause: "2.5"}]}
  - {id: acc, name: 安心意外险, type: accident, ages: [18, 65], exclusions: [{what: 高风险运动, clause: "2.3"}]}
`;
const PLAN = `kind: plan
title: 李先生
date: 2026-11-02
market: CN
agent: {name: 周敏}
catalog: [s.catalog.yaml]
household:
  - {id: dad, name: 李先生, role: breadwinner, born: 1993-05-12}
needs: {protect: [dad]}
products:
  - {id: p1, product: ci-70, insured: dad, sum: 100万, premium: 9800, beneficiary: {dad: 100}}
`;

interface Case {
  readonly name: string;
  /** What is changed in the plan; `[[ ]]` marks what must be underlined. */
  readonly from: string;
  readonly to: string;
  readonly beside: Readonly<Record<string, string>>;
  readonly variant: string;
  /** What the first fix makes of the changed part; absent where no fix is known. */
  readonly fixed?: string;
}

const CASES: readonly Case[] = [
  {
    name: 'a catalogue that is misspelt',
    from: '[s.catalog.yaml]',
    to: '[ [[t.catalog.yaml]]]',
    beside: { 's.catalog.yaml': CATALOG, 'other-life.catalog.yaml': CATALOG },
    variant: 'file',
    fixed: '[ s.catalog.yaml]',
  },
  {
    name: 'a catalogue that moved to the only other place',
    from: '[s.catalog.yaml]',
    to: '[[gone.catalog.yaml]]',
    beside: { '目录/s.catalog.yaml': CATALOG },
    variant: 'file',
    fixed: '目录/s.catalog.yaml',
  },
  {
    name: 'a second catalogue that is missing',
    from: '[s.catalog.yaml]',
    to: '[s.catalog.yaml, [[riders-of-others.catalog.yaml]]]',
    beside: { 's.catalog.yaml': CATALOG, 'x.catalog.yaml': CATALOG, 'y.catalog.yaml': CATALOG },
    variant: 'file',
    fixed: '[s.catalog.yaml]',
  },
  {
    name: 'a catalogue that is no catalogue',
    from: '[s.catalog.yaml]',
    to: '[s.catalog.yaml, [[b.plan.yaml]]]',
    beside: { 's.catalog.yaml': CATALOG, 'x.catalog.yaml': CATALOG, 'b.plan.yaml': PLAN },
    variant: 'file',
    fixed: '[s.catalog.yaml]',
  },
  {
    name: 'a catalogue for another market',
    from: '[s.catalog.yaml]',
    to: '[s.catalog.yaml, [[h.catalog.yaml]]]',
    beside: { 's.catalog.yaml': CATALOG, 'h.catalog.yaml': CATALOG.replace('CN', 'HK').replaceAll('id: ', 'id: hk-') },
    variant: 'market',
    fixed: '[s.catalog.yaml]',
  },
  {
    name: 'a plan that names itself',
    from: '[s.catalog.yaml]',
    to: '[s.catalog.yaml, [[a.plan.yaml]]]',
    beside: { 's.catalog.yaml': CATALOG, 'x.catalog.yaml': CATALOG },
    variant: 'file',
    fixed: '[s.catalog.yaml]',
  },
  {
    name: 'two plans that name each other',
    from: '[s.catalog.yaml]',
    to: '[s.catalog.yaml, [[b.plan.yaml]]]',
    beside: {
      's.catalog.yaml': CATALOG,
      'x.catalog.yaml': CATALOG,
      'b.plan.yaml': PLAN.replace('[s.catalog.yaml]', '[a.plan.yaml]'),
    },
    variant: 'file',
    fixed: '[s.catalog.yaml]',
  },
  {
    name: 'a product in a part of the catalogue that cannot be read',
    from: '[s.catalog.yaml]',
    to: '[s.catalog.yaml, [[t.catalog.yaml]]]',
    beside: {
      's.catalog.yaml': CATALOG.replace('ci-70', 'whole-life'),
      't.catalog.yaml': `${CATALOG.replaceAll('id: ', 'id: t-')}  - [id: ci-70, {name: 长护险]\n    type: ci\n`,
    },
    variant: 'broken',
  },
  {
    name: 'a misspelt product',
    from: 'product: ci-70',
    to: 'product: [[ci-07]]',
    beside: { 's.catalog.yaml': CATALOG },
    variant: 'unknown',
    fixed: 'product: ci-70',
  },
  {
    name: 'a product by its name',
    from: 'product: ci-70',
    to: 'product: [[安心重疾险]]',
    beside: { 's.catalog.yaml': CATALOG },
    variant: 'unknown',
    fixed: 'product: ci-70',
  },
  {
    name: 'a member by name',
    from: 'insured: dad',
    to: 'insured: [[李先生]]',
    beside: { 's.catalog.yaml': CATALOG },
    variant: 'unknown',
    fixed: 'insured: dad',
  },
  {
    name: 'shares of 99',
    from: '{dad: 100}',
    to: '[[{dad: 99}]]',
    beside: { 's.catalog.yaml': CATALOG },
    variant: 'shares',
    fixed: '{dad: 100}',
  },
  {
    name: 'shares of 101',
    from: '{dad: 100}',
    to: '[[{dad: 101}]]',
    beside: { 's.catalog.yaml': CATALOG },
    variant: 'shares',
    fixed: '{dad: 100}',
  },
];

async function found(plan: string, beside: Case['beside']): Promise<readonly Diagnostic[]> {
  const files = new Map(Object.entries({ ...beside, 'a.plan.yaml': plan }).map(([n, t]) => [`file:///w/${n}`, t]));
  const encoded = new Map([...files].map(([uri, text]) => [new URL(uri).href, text]));
  const session = new Session(memoryHost(encoded), { asOf: DAY });
  session.setFolders(['file:///w']);
  const analysis = await session.analysis('file:///w/a.plan.yaml');
  return analysis!.result.diagnostics.filter(({ rule }) => rule === 'plan/reference');
}

describe('files that do not fit together', () => {
  it('nothing is wrong with the plan itself', async () =>
    assert.deepEqual(await found(PLAN, { 's.catalog.yaml': CATALOG }), []));
  for (const { name, from, to, beside, variant, fixed } of CASES)
    it(name, async () => {
      const marked = PLAN.replace(from, to);
      const start = marked.indexOf('[[');
      const text = marked.replace('[[', '').replace(']]', '');
      const end = marked.indexOf(']]') - 2;
      const diagnostics = await found(text, beside);
      assert.deepEqual(
        diagnostics.map((each) => [each.variant, text.slice(each.range.start, each.range.end)]),
        [[variant, text.slice(start, end)]],
      );
      const [fix] = diagnostics[0]!.fixes;
      assert.equal(fix === undefined, fixed === undefined);
      if (!fix) return;
      const mended = applyEdits(text, fix.edits);
      assert.equal(mended, PLAN.replace(from, fixed!));
      assert.deepEqual(await found(mended, beside), []);
    });
});
