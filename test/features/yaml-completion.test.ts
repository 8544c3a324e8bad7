/** Completion while a file is half written: each case is a text, the cursor, and what must be offered. */
import assert from 'node:assert/strict';
import { yamlFeatures } from '../../server/src/features/yaml/index.ts';
import { bench } from './yaml-bench.ts';

const CATALOG = `kind: catalog
insurer: 示例人寿
market: CN
as_of: 2026-10-01
products:
  - {id: ci-70, name: 安心重疾险, type: ci, ages: [18, 50]}
  - {id: kid-ci, name: 小树重疾险, type: child_ci, ages: [0, 17]}
`;
const ACCIDENT = `${CATALOG}  - {id: acc, name: 安心意外险, type: accident, ages: [18, 65], job_class: [1, 3]}
  - {id: old, name: 旧意外险, type: accident, ages: [0, 65], on_sale: {until: 2025-12-31}}
  - {id: city, name: 城市医疗, type: medical_million, ages: [0, 65], social_required: true}
`;
const HEAD = `kind: plan
title: 李先生一家
date: 2026-11-02
catalog: [s.catalog.yaml]
household:
  - {id: dad, name: 李先生, role: breadwinner, born: 1993-05-12}
  - {id: kid, name: 小满, role: child, born: 2022-08-15}
`;

interface Case {
  readonly name: string;
  readonly text: string;
  /** Labels that come first, in this order. */
  readonly first?: readonly string[];
  readonly has?: readonly string[];
  readonly lacks?: readonly string[];
  /** Everything that is offered. */
  readonly all?: readonly string[];
}

const CASES: readonly Case[] = [
  { name: 'an empty file', text: '¦', first: ['kind', 'title', 'date', 'market'] },
  { name: 'a key half written', text: `${HEAD}prod¦`, has: ['products', 'needs'], lacks: ['title', 'household'] },
  { name: 'a key between others', text: 'kind: plan\n¦\ndate: 2026-11-02\n', has: ['title'], lacks: ['date', 'kind'] },
  { name: 'an empty enum', text: `${HEAD}market: ¦`, first: ['CN', 'HK', 'TW'] },
  { name: 'an enum right behind the colon', text: `${HEAD}market:¦`, first: ['CN'] },
  { name: 'an enum half written in a list item', text: `${HEAD}  - id: mom\n    role: sp¦`, has: ['spouse', 'child'] },
  { name: 'a list item just begun', text: `${HEAD}  - ¦`, first: ['id', 'name', 'role'] },
  { name: 'the next key of a block item', text: `${HEAD}  - id: mom\n    ¦`, first: ['name', 'role'], lacks: ['id'] },
  { name: 'a key inside a flow map', text: `${HEAD}  - {id: mom, ¦}`, first: ['name', 'role'], lacks: ['id'] },
  { name: 'a flow map that is not closed', text: `${HEAD}  - {id: mom, ro¦`, has: ['role'], lacks: ['id'] },
  { name: 'a flow value', text: `${HEAD}  - {id: mom, role: ¦, name: 王}`, has: ['spouse'] },
  {
    name: 'what stands behind the cursor in a flow map',
    text: `${HEAD}  - {¦, name: 王, role: spouse}`,
    has: ['id'],
    lacks: ['name', 'role'],
  },
  { name: 'a list under a new key', text: `${HEAD}needs:\n  protect: [¦]`, all: ['dad', 'kid'] },
  { name: 'the second of a flow list', text: `${HEAD}needs: {protect: [dad, ¦]}`, all: ['kid'] },
  { name: 'a block list of ids', text: `${HEAD}needs:\n  protect:\n    - dad\n    - ¦`, all: ['kid'] },
  { name: 'a flow list before what stands in it', text: `${HEAD}needs: {protect: [¦, dad]}`, all: ['kid'] },
  { name: 'the word itself in the middle of a list', text: `${HEAD}needs: {protect: [da¦d, kid]}`, all: ['dad'] },
  { name: 'a list that lacks nobody', text: `${HEAD}needs: {protect: [dad, kid, ¦]}`, all: [] },
  {
    name: 'disclosures that are not listed yet',
    text: `${HEAD}disclosures:\n  - exclusions\n  - ¦\n  - cooling-off\nneeds: {}\n`,
    has: ['surrender-loss'],
    lacks: ['exclusions', 'cooling-off'],
  },
  {
    name: 'features that are not listed yet',
    text: `${HEAD}needs: {goals: [{id: edu, must: [waiver, ¦]}]}`,
    has: ['guaranteed_payout'],
    lacks: ['waiver'],
  },
  { name: 'a catalogue that is not named yet', text: 'kind: plan\ncatalog: [s.catalog.yaml, ¦]\n', all: [] },
  { name: 'the next entry on an empty line', text: `${HEAD}  ¦\nneeds: {}\n`, all: ['- id'] },
  {
    name: 'a key or an entry where both may stand',
    text: `${HEAD}needs:\n  protect:\n  - dad\n  ¦`,
    has: ['goals'],
    lacks: ['protect'],
  },
  { name: 'the next word on an empty line', text: `${HEAD}needs:\n  protect:\n    - dad\n    ¦`, all: ['kid'] },
  { name: 'a product id', text: `${HEAD}products:\n  - {id: p1, product: ¦}`, all: ['ci-70', 'kid-ci'] },
  {
    name: 'only products for that age',
    text: `${HEAD}products:\n  - {id: p1, insured: kid, product: ¦}`,
    all: ['kid-ci'],
  },
  {
    name: 'only people of that product’s ages',
    text: `${HEAD}products:\n  - id: p1\n    product: ci-70\n    insured: ¦`,
    all: ['dad'],
  },
  { name: 'a product in a block row', text: `${HEAD}products:\n  - id: p1\n    product: c¦`, has: ['ci-70'] },
  {
    name: 'the keys of a beneficiary map',
    text: `${HEAD}products:\n  - {id: p1, beneficiary: {¦}}`,
    has: ['dad', 'kid'],
  },
  { name: 'a disclosure', text: `${HEAD}disclosures: [cool¦]`, has: ['cooling-off', 'exclusions'] },
  {
    name: 'below a broken sibling',
    text: `${HEAD}needs: {protect: [dad\nproducts:\n  - id: p1\n    product: ¦`,
    has: ['ci-70'],
  },
  {
    name: 'below a wrongly indented sibling',
    text: `${HEAD}products:\n  - id: p1\n     sum: 1\n    product: ¦`,
    has: ['ci-70'],
  },
  { name: 'a list expected on an empty line', text: `${HEAD}products:\n  ¦`, has: ['- id'] },
  { name: 'words expected on an empty line', text: `${HEAD}needs:\n  protect:\n    ¦`, all: ['dad', 'kid'] },
  { name: 'words expected behind their key', text: `${HEAD}needs:\n  protect: ¦`, all: ['dad', 'kid'] },
  { name: 'a catalogue behind its key', text: 'kind: plan\ncatalog: ¦\n', all: ['s.catalog.yaml'] },
  { name: 'an open quote', text: `${HEAD}market: "¦`, first: ['CN', 'HK'] },
  {
    name: 'a rider for the row’s insured',
    text: `${HEAD}products:\n  - {id: p1, insured: kid, riders: [¦]}`,
    all: ['kid-ci'],
  },
  {
    name: 'a key in the middle of an item',
    text: `${HEAD}products:\n  - id: p1\n    ins¦\n    sum: 1万\n  - id: p2\n`,
    has: ['insured'],
    lacks: ['id', 'sum'],
  },
  {
    name: 'a key beside an unclosed quote',
    text: `${HEAD}products:\n  - id: p1\n    why: "先补缺口\n    ¦\n`,
    has: ['insured'],
  },
  {
    name: 'a flow map over two lines',
    text: `${HEAD}products:\n  - {id: p1, product: ci-70,\n     ins¦}`,
    has: ['insured'],
    lacks: ['product'],
  },
  {
    name: 'a flow map inside a flow list',
    text: `${HEAD}needs: {goals: [{id: edu, type: ¦}]}`,
    has: ['education', 'pension'],
  },
  {
    name: 'a value whose key stands twice in the file',
    text: `${HEAD}policies:\n  - {insured: ¦}\nproducts:\n  - {id: p1, insured: dad}`,
    all: ['dad', 'kid'],
  },
  { name: 'inside a deeper map', text: `${HEAD}needs:\n  goals:\n    - type: ¦`, has: ['education', 'pension'] },
  { name: 'a path to a catalogue', text: 'kind: plan\ncatalog: [¦]\n', all: ['s.catalog.yaml'] },
  { name: 'a boolean', text: `${HEAD}  - {id: a, health: {declared: ¦}}`, all: ['true', 'false'] },
  { name: 'after a full-width colon', text: `${HEAD}market：¦`, has: ['CN'] },
  { name: 'nothing in a comment', text: `${HEAD}# mar¦`, all: [] },
  { name: 'nothing in prose', text: `${HEAD}note: |\n  mar¦\n`, all: [] },
  { name: 'CRLF', text: `${HEAD}market: ¦\n`.replaceAll('\n', '\r\n'), first: ['CN'] },
];

describe('completion in a plan', () => {
  for (const { name, text, first, has, lacks, all } of CASES) {
    it(name, async () => {
      const { document, offset, context } = await bench('a.plan.yaml', text, { 's.catalog.yaml': CATALOG });
      const entries = yamlFeatures.completion(document, offset, context);
      const labels = [...entries].sort((a, b) => (a.sortText < b.sortText ? -1 : 1)).map(({ label }) => label);
      if (all) assert.deepEqual(labels, all);
      if (first) assert.deepEqual(labels.slice(0, first.length), first);
      for (const label of has ?? []) assert.ok(labels.includes(label), `${label} is missing in ${labels.join()}`);
      for (const label of lacks ?? []) assert.ok(!labels.includes(label), `${label} is offered`);
      for (const { range } of entries)
        assert.ok(range.start <= offset && offset <= range.end, 'the range holds the cursor');
    });
  }

  it('offers only products that take the insured: age, job class, social insurance, on sale', async () => {
    const products = async (member: string) => {
      const text = `${HEAD}  - {id: her, ${member}}\nproducts:\n  - {id: p1, insured: her, product: ¦}`;
      const { document, offset, context } = await bench('a.plan.yaml', text, { 's.catalog.yaml': ACCIDENT });
      return yamlFeatures.completion(document, offset, context).map(({ label }) => label);
    };
    assert.deepEqual(await products('born: 1990-01-01, job_class: 2, social: employee'), ['ci-70', 'acc', 'city']);
    assert.deepEqual(await products('born: 1990-01-01, job_class: 5, social: none'), ['ci-70']);
    assert.deepEqual(await products('age: 60'), ['acc', 'city']);
    assert.deepEqual(await products('name: 王女士'), ['ci-70', 'kid-ci', 'acc', 'city']);
  });

  it('replaces the half-written word, and brings the blank that is missing', async () => {
    const insert = async (text: string, label: string) => {
      const { document, offset, context } = await bench('a.plan.yaml', text, { 's.catalog.yaml': CATALOG });
      const entry = yamlFeatures.completion(document, offset, context).find((e) => e.label === label)!;
      return document.text.slice(0, entry.range.start) + entry.insertText + document.text.slice(entry.range.end);
    };
    assert.equal(await insert('kind: plan\nmar¦\n', 'market'), 'kind: plan\nmarket: \n');
    assert.equal(await insert('kind: plan\nmarket:¦', 'HK'), 'kind: plan\nmarket: HK');
    assert.equal(await insert('kind: plan\nmarket: C¦N\n', 'HK'), 'kind: plan\nmarket: HK\n');
    assert.equal(await insert('kind: plan\n¦', 'household'), 'kind: plan\nhousehold:\n  - ');
    assert.equal(await insert('needs:\n  ¦', 'goals'), 'needs:\n  goals:\n    - ');
    assert.equal(await insert('kind: plan\nmar¦ket: CN\n', 'market'), 'kind: plan\nmarket: CN\n');
    assert.equal(await insert('kind: plan\nmarket: "¦\n', 'HK'), 'kind: plan\nmarket: "HK"\n');
    assert.equal(await insert('kind: plan\nmarket: "¦"\n', 'HK'), 'kind: plan\nmarket: "HK"\n');
    assert.equal(await insert(`${HEAD}needs:\n  protect: ¦`, 'dad'), `${HEAD}needs:\n  protect: [dad]`);
    assert.equal(await insert(`${HEAD}needs:\n  protect:¦`, 'dad'), `${HEAD}needs:\n  protect: [dad]`);
    assert.equal(await insert(`${HEAD}needs:\n  protect:\n    ¦`, 'dad'), `${HEAD}needs:\n  protect:\n    - dad`);
    assert.equal(
      await insert(`${HEAD}needs:\n  protect:\n    - dad\n    k¦`, 'kid'),
      `${HEAD}needs:\n  protect:\n    - dad\n    - kid`,
    );
    assert.equal(await insert(`${HEAD}  ¦`, '- id'), `${HEAD}  - id: `);
    assert.equal(await insert(`${HEAD}products:\n  ¦`, '- id'), `${HEAD}products:\n  - id: `);
    assert.equal(await insert(`${HEAD}products:\n  -¦`, 'id'), `${HEAD}products:\n  - id: `);
  });

  it('is found by English, by Chinese, by pinyin initials and by what people say instead', async () => {
    const filters = async (text: string, label: string) => {
      const { document, offset, context } = await bench('a.plan.yaml', text, { 's.catalog.yaml': CATALOG });
      const entry = yamlFeatures.completion(document, offset, context).find((each) => each.label === label);
      return entry?.filterText ?? entry?.label;
    };
    assert.equal(await filters('kind: plan\n¦', 'household'), 'household 家庭成员 jtcy members family');
    assert.equal(await filters(`${HEAD}products:\n  - id: p1\n    pre¦`, 'premium'), 'premium 年保费 nbf');
    assert.match((await filters(`${HEAD}  - {id: mom, role: ¦}`, 'spouse'))!, /^spouse 配偶 po 太太 tt /);
    assert.equal(await filters(`${HEAD}products:\n  - {id: p1, product: ¦}`, 'kid-ci'), 'kid-ci 小树重疾险 xszjx');
    // typed in Chinese: clients that look at the beginning only find it too
    assert.match((await filters(`${HEAD}products:\n  - id: p1\n    保¦`, 'premium'))!, /^年保费 premium/);
    assert.match((await filters(`${HEAD}  - {id: mom, role: 太¦}`, 'spouse'))!, /太太/);
  });

  it('says in the reader’s language what a product and a person are', async () => {
    const details = async (text: string) => {
      const { document, offset, context } = await bench('a.plan.yaml', text, { 's.catalog.yaml': CATALOG });
      return yamlFeatures.completion(document, offset, context).map(({ detail }) => detail);
    };
    assert.deepEqual((await details(`${HEAD}products:\n  - {id: p1, product: ¦}`))[0], {
      zh: '安心重疾险 · 重疾险 · 18–50岁',
      en: '安心重疾险 · Critical illness · 18–50',
    });
    assert.deepEqual((await details(`${HEAD}needs: {protect: [¦]}`))[0], {
      zh: '李先生 · 家庭支柱 · 33岁',
      en: '李先生 · Breadwinner · age 33',
    });
  });

  it('offers the facts of products in a catalogue and the settings of a configuration', async () => {
    const offered = async (name: string, text: string) => {
      const { document, offset, context } = await bench(name, text);
      return yamlFeatures.completion(document, offset, context).map(({ label }) => label);
    };
    assert.ok((await offered('s.catalog.yaml', 'products:\n  - id: a\n    type: ¦')).includes('annuity_pension'));
    assert.ok((await offered('pitchlint.yaml', 'severities:\n  ¦')).includes('plan/adults-first'));
    assert.ok((await offered('pitchlint.yaml', 'severities:\n  plan/adults-first: ¦')).includes('off'));
    assert.ok((await offered('pitchlint.yaml', 'thresholds: {¦}')).includes('cooling_off_days'));
  });
});
