/** Hover, definition, references, rename, outline, folding, selection, formatting, hints and lenses of the YAML kinds. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Document } from '../../server/src/core/documents/document.ts';
import { readDocument } from '../../server/src/core/documents/read.ts';
import { readYamlAbout } from '../../server/src/core/documents/read-yaml.ts';
import { applyEdits } from '../../server/src/core/fix.ts';
import { INLAY_KINDS } from '../../server/src/features/types.ts';
import { placesIn, placesOf } from '../../server/src/features/yaml/ids.ts';
import { yamlFeatures } from '../../server/src/features/yaml/index.ts';
import { readSettings } from '../../server/src/lsp/settings.ts';
import { catalogPaths, planPath } from '../../server/src/workspace/references.ts';
import { bench, shown, uriOf } from './yaml-bench.ts';

const CATALOG = `kind: catalog
insurer: 示例人寿
market: CN
as_of: 2026-10-01
products:
  - {id: ci-70, name: 安心重疾险, type: ci, ages: [18, 50], waiting_days: 90, clauses: {waiting: "2.3"}}
`;
const PLAN = `kind: plan
title: 李先生一家
date: 2026-11-02
market: CN
catalog: [s.catalog.yaml]
household:
  - {id: dad, name: 李先生, role: breadwinner, born: 1993-05-12, income: 30万}
needs: {protect: [dad]}
products:
  - {id: p1, product: ci-70, insured: dad, sum: 100万, premium: 9800, beneficiary: {dad: 100}}
application:
  - {for: all, receipt: 2026-11-10}
`;
const CLIENT = `kind: client
name: 李先生一家
plan: a.plan.yaml
claims:
  - {id: c1, row: p1, kind: medical, what: 住院, reported: 2026-11-11}
`;
const SCRIPT = `---
{title: 讲解, plan: a.plan.yaml}
---
# 方案讲解
代理人：@产品(ci-70) 等待期九十天 @条款(ci-70#2.3)。
`;
const FILES = { 'a.plan.yaml': PLAN, 's.catalog.yaml': CATALOG, 'li.client.yaml': CLIENT, 't.pitch': SCRIPT };

/** The file with a cursor in the `nth` place where `word` stands. */
function at(name: keyof typeof FILES, word: string, nth = 0) {
  let index = -1;
  for (let i = 0; i <= nth; i++) index = FILES[name].indexOf(word, index + 1);
  const text = `${FILES[name].slice(0, index + 1)}¦${FILES[name].slice(index + 1)}`;
  return bench(name, text, FILES);
}

describe('ids in the YAML kinds', () => {
  it('lead to where they are defined', async () => {
    const product = await at('a.plan.yaml', 'ci-70');
    assert.deepEqual(shown(product, yamlFeatures.definition(product.document, product.offset, product.context)), [
      's.catalog.yaml:6 ci-70',
    ]);
    const row = await at('li.client.yaml', 'p1');
    assert.deepEqual(shown(row, yamlFeatures.definition(row.document, row.offset, row.context)), ['a.plan.yaml:10 p1']);
    const file = await at('a.plan.yaml', 's.catalog.yaml');
    assert.equal(yamlFeatures.definition(file.document, file.offset, file.context)[0]?.uri, uriOf('s.catalog.yaml'));
  });

  it('are found in plan, client, catalogue and script', async () => {
    const product = await at('s.catalog.yaml', 'ci-70');
    assert.deepEqual(shown(product, yamlFeatures.references(product.document, product.offset, product.context)), [
      'a.plan.yaml:10 ci-70',
      's.catalog.yaml:6 ci-70',
      't.pitch:5 ci-70',
      't.pitch:5 ci-70',
    ]);
  });

  it('are renamed everywhere at once', async () => {
    const row = await at('a.plan.yaml', 'p1');
    const result = yamlFeatures.rename(row.document, row.offset, 'main-ci', row.context);
    assert.ok(result.ok);
    assert.deepEqual([...result.edits.keys()].sort(), [uriOf('a.plan.yaml'), uriOf('li.client.yaml')]);
    const dad = await at('a.plan.yaml', 'dad', 1);
    const members = yamlFeatures.rename(dad.document, dad.offset, '爸爸', dad.context);
    assert.ok(members.ok);
    const renamed = applyEdits(dad.document.text, members.edits.get(uriOf('a.plan.yaml'))!);
    assert.ok(!renamed.includes('dad'), renamed);
  });

  it('are not renamed to what is taken or no name', async () => {
    const row = await at('a.plan.yaml', 'p1');
    for (const name of ['12', 'a b', 'true', '']) {
      assert.equal(yamlFeatures.rename(row.document, row.offset, name, row.context).ok, false, name);
    }
  });
});

describe('a file read for one word only', () => {
  const folders = ['examples', 'test/golden/handbook', 'test/golden/order-fixed', 'test/golden/traps'];
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /\.(plan|client|catalog)\.yaml$/.test(name))
      .map((name) => `${folder}/${name}`),
  );
  for (const file of files)
    it(`names the ids of ${file} at the same places`, () => {
      const kind = /(\w+)\.yaml$/.exec(file)![1] as 'plan' | 'client' | 'catalog';
      const text = readFileSync(file, 'utf8');
      const source = { uri: `file:///${file}`, kind, text };
      const whole = readDocument(source);
      const head = (document: Document) => [catalogPaths(document), planPath(document)];
      for (const { kind: of, id } of placesIn(whole)) {
        const part = readYamlAbout(source, id);
        assert.deepEqual(head(part), head(whole));
        const places = (document: Document) =>
          placesOf(document, of, id).map(({ range, defines }) => [range.start, range.end, defines]);
        assert.deepEqual(places(part), places(whole), id);
      }
    });
});

describe('hover in the YAML kinds', () => {
  const over = async (name: keyof typeof FILES, word: string, nth = 0) => {
    const b = await at(name, word, nth);
    return yamlFeatures.hover(b.document, b.offset, b.context);
  };
  it('tells what a field is for', async () => {
    assert.match((await over('a.plan.yaml', 'insured'))!.zh, /被保险人/);
  });
  it('tells an amount in full', async () => {
    assert.match((await over('a.plan.yaml', '100万'))!.zh, /1,000,000/);
  });
  it('tells the age on the plan’s day', async () => {
    assert.match((await over('a.plan.yaml', '1993-05-12'))!.en, /33/);
  });
  it('tells a product’s facts with the clause that says so', async () => {
    const card = await over('a.plan.yaml', 'ci-70');
    assert.match(card!.zh, /安心重疾险/);
    assert.match(card!.zh, /90天 \(§ 2\.3\)/);
  });
  it('tells whose catalogue a path names, its market, its date and its products', async () => {
    const card = await over('a.plan.yaml', 's.catalog.yaml');
    assert.equal(card!.zh, '**产品目录：示例人寿**\n\n市场 CN；2026-10-01 摘自条款；1 款产品\n\n安心重疾险');
    assert.match((await over('li.client.yaml', 'a.plan.yaml'))!.en, /Plan: 李先生一家/);
  });
  it('tells what a word means', async () => {
    assert.match((await over('a.plan.yaml', 'breadwinner'))!.zh, /支柱/);
  });
});

describe('structure of the YAML kinds', () => {
  it('is outlined by keys and named entries', async () => {
    const { document } = await bench('a.plan.yaml', PLAN, FILES);
    const outline = yamlFeatures.outline(document);
    assert.deepEqual(outline.map(({ name }) => name).slice(0, 3), ['kind', 'title', 'date']);
    const household = outline.find(({ name }) => name === 'household');
    assert.equal(household?.children[0]?.name, '李先生');
  });
  it('folds entries of more than one line and runs of comments', async () => {
    const { document } = await bench('a.plan.yaml', '# a\n# b\nkind: plan\nneeds:\n  protect:\n    - dad\ntitle: x\n');
    const spans = yamlFeatures
      .folding(document)
      .map(({ range, kind }) => `${kind} ${document.text.slice(range.start, range.end).split('\n').length}`);
    assert.deepEqual(spans, ['comment 2', 'region 3', 'region 2']);
  });
  it('selects outwards', async () => {
    const b = await at('a.plan.yaml', 'ci-70');
    const ranges = yamlFeatures
      .selection(b.document, b.offset)
      .map(({ start, end }) => b.document.text.slice(start, end));
    assert.equal(ranges[0], 'ci-70');
    assert.equal(ranges[1], 'product: ci-70');
    assert.equal(ranges.at(-1), b.document.text);
  });
  it('links the catalogue', async () => {
    const { document, context } = await bench('a.plan.yaml', PLAN, FILES);
    assert.deepEqual(
      yamlFeatures.links(document, context).map(({ target }) => target),
      [uriOf('s.catalog.yaml')],
    );
  });
});

/** Each case is a text with its hints behind `¦`, up to the end of the line. */
const HINTS: readonly (readonly [name: string, zh: string, en: string])[] = [
  ['the age on the plan’s day', 'born: 1993-05-12¦33岁', 'born: 1993-05-12¦age 33'],
  ['the premium’s share of income', 'premium: 9800¦3.3%', 'premium: 9800¦3.3%'],
  ['cover against need', 'sum: 60万¦重疾保障为需求的 92%', 'sum: 60万¦92% of critical illness need'],
  ['of one risk that the row pays', 'sum: 150万¦意外保障为需求的 100%', 'sum: 150万¦100% of accident need'],
  [
    'the end of the cooling-off period',
    'receipt: 2026-11-10¦犹豫期至 2026-11-25 24:00',
    'receipt: 2026-11-10¦cooling-off ends 2026-11-25 24:00',
  ],
];

describe('hints and lenses of a plan', () => {
  const WALLS = `kind: plan
title: 李先生
date: 2026-11-02
market: CN
catalog: [c.catalog.yaml]
household:
  - id: dad
    name: 李先生
    role: breadwinner
    born: 1993-05-12
    income: 30万
policies:
  - {id: old, insured: dad, type: ci, sum: 50万, premium: 3000}
needs:
  protect: [dad]
products:
  - id: p1
    product: ci-70
    insured: dad
    sum: 60万
    premium: 9800
  - id: p2
    product: acc
    insured: dad
    sum: 150万
  - id: p3
    product: gone
    insured: dad
    sum: 5万
application:
  - for: all
    delivered: 2026-11-09
    receipt: 2026-11-10
`;
  const BESIDE = {
    'c.catalog.yaml':
      'kind: catalog\nmarket: CN\nproducts:\n  - {id: ci-70, type: ci, pays: {ci: sum}}\n  - {id: acc, type: accident, pays: {accident: sum}}\n',
  };
  async function hinted(language: 'zh' | 'en'): Promise<string[]> {
    const { document, context } = await bench('a.plan.yaml', WALLS, BESIDE);
    const hints = yamlFeatures.inlays(document, { start: 0, end: document.text.length }, context);
    return hints.map(({ offset, label }) => {
      const line = document.text.slice(document.text.lastIndexOf('\n', offset - 1) + 1, offset);
      return `${line.trim()}¦${label[language]}`;
    });
  }
  for (const [name, zh, en] of HINTS)
    it(name, async () => {
      assert.ok((await hinted('zh')).includes(zh), (await hinted('zh')).join('\n'));
      assert.ok((await hinted('en')).includes(en), (await hinted('en')).join('\n'));
    });
  it('and no other', async () => assert.equal((await hinted('zh')).length, HINTS.length));

  it('each of a kind that a setting can leave out', async () => {
    const { document, context } = await bench('a.plan.yaml', WALLS, BESIDE);
    const hints = yamlFeatures.inlays(document, { start: 0, end: document.text.length }, context);
    assert.deepEqual(new Set(hints.map(({ kind }) => kind)), new Set(INLAY_KINDS));
    assert.deepEqual([...(readSettings({}).inlayHints ?? [])], [...INLAY_KINDS]);
    assert.deepEqual([...(readSettings({ inlayHints: { show: ['age'] } }).inlayHints ?? [])], ['age']);
    assert.equal(readSettings({ inlayHints: { enabled: false } }).inlayHints, undefined);
    assert.deepEqual([...(readSettings({ codeLens: { show: [] } }).codeLens ?? ['x'])], []);
  });

  it('tell the yearly premium above the rows', async () => {
    const { document, context } = await bench('a.plan.yaml', PLAN, FILES);
    assert.match(yamlFeatures.lenses(document, context)[0]!.title.zh, /9,?800.*3\.3%/);
  });

  it('tell above a product how many rows sell it', async () => {
    const { document, context } = await bench('s.catalog.yaml', FILES['s.catalog.yaml'], { 'a.plan.yaml': PLAN });
    const lenses = yamlFeatures.lenses(document, context);
    assert.deepEqual(
      lenses.map(({ range, title }) => [document.text.slice(range.start, range.end), title.en]),
      [['ci-70', 'Used by 1 row']],
    );
  });
});

describe('formatting of the YAML kinds', () => {
  const UNTIDY =
    'kind: plan   \ntitle:   甲\n\n\n\nhousehold:\n  - {id: dad,name: 李}\nneeds: {protect:   [dad,   kid]}\nnote: |\n  两个空格在行尾  \n\n\n  留着';
  it('changes white space only, never a value, and is done after once', async () => {
    const { document } = await bench('a.plan.yaml', UNTIDY);
    const tidy = applyEdits(UNTIDY, yamlFeatures.format(document));
    assert.deepEqual(parse(tidy), parse(UNTIDY));
    assert.equal(tidy.replace(/\s+/g, ''), UNTIDY.replace(/\s+/g, ''));
    assert.ok(
      tidy.startsWith('kind: plan\ntitle: 甲\n\nhousehold:\n  - {id: dad, name: 李}\nneeds: {protect: [dad, kid]}\n'),
      tidy,
    );
    assert.ok(tidy.includes('两个空格在行尾  \n\n\n  留着'));
    assert.deepEqual(yamlFeatures.format((await bench('a.plan.yaml', tidy)).document), []);
  });
  it('leaves a file with syntax errors alone', async () => {
    const { document } = await bench('a.plan.yaml', 'kind: plan   \nneeds: {protect: [dad\n');
    assert.deepEqual(yamlFeatures.format(document), []);
  });
});
