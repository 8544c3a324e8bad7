// Values of all five scalar styles, character by character, and what models and segments know of their places.
import assert from 'node:assert/strict';
import type { PlanDocument } from '../../server/src/core/documents/document.ts';
import { readDocument } from '../../server/src/core/documents/read.ts';
import { PLAN } from './yaml-plan.ts';

const read = (text: string) => readDocument({ uri: 'file:///a.plan.yaml', kind: 'plan', text }) as PlanDocument;

/** The first segment's value holds `word`; its characters must be those between the marks in the source. */
function check(marked: string, word: string): void {
  const start = marked.indexOf('[[');
  const text = marked.replace('[[', '').replace(']]', '');
  const end = marked.indexOf(']]') - 2;
  const [segment] = read(text).segments;
  const at = segment!.text.text.indexOf(word);
  assert.notEqual(at, -1, JSON.stringify(segment!.text.text));
  assert.deepEqual(segment!.text.rangeOf(at, at + word.length), { start, end });
}

describe('core/documents/yaml: positions', () => {
  it('plain', () => check('title: 方案[[保本]]好\n', '保本'));
  it('plain, folded over lines', () => check('title: 方案\n  第二[[行 保\n  本]]好\n', '行 保 本'));
  it('single quotes', () => check("title: '方案[[保本]]好'\n", '保本'));
  it('doubled quotes', () => check("title: '方案[[it''s]]好'\n", "it's"));
  it('double quotes with escapes before', () => check('title: "\\t\\u65b9案[[保本]]好"\n', '保本'));
  it('an escape itself', () => check('title: "方案[[\\u4fdd本]]好"\n', '保本'));
  it('double quotes with an escaped break', () => check('title: "方[[案\\\n   保]]本"\n', '案保'));
  it('double quotes, folded', () => check('title: "方[[案\n   保]]本"\n', '案 保'));
  it('literal', () => check('title: |\n  第一行\n  第二[[行保]]本\n', '行保'));
  it('literal, across lines', () => check('title: |\n  第一[[行\n  第二]]行\n', '行\n第二'));
  it('literal with deeper lines', () => check('title: |\n  a\n    b[[cd]]\n', 'cd'));
  it('literal with an indicator', () => check('title: |2-\n   a [[bc]] d\n', 'bc'));
  it('folded', () => check('title: >-\n  第一[[行\n  第二]]行\n', '行 第二'));
  it('folded with an empty line', () => check('title: >\n  aa\n\n  b[[b c]]c\n', 'b c'));
  it('CRLF', () => check('date: 2026-01-01\r\ntitle: |\r\n  第一行\r\n  第[[二行]]\r\n', '二行'));
  it('lone CR', () => check('date: 2026-01-01\rtitle: ab[[cd]]ef\r', 'cd'));
  it('an emoji before', () => check('title: 😀[[保本]]\n', '保本'));
  it('a reference stands as one character', () => {
    const text = 'title: 好@产品(ci-70)吗[[披露：责任免除]]\n';
    const [segment] = read(text).segments;
    assert.equal(segment!.text.text, '好\uFFFC吗\uFFFC');
    assert.deepEqual(
      segment!.references.map((each) => [each.kind, text.slice(each.idRange.start, each.idRange.end)]),
      [
        ['product', 'ci-70'],
        ['disclosure', '责任免除'],
      ],
    );
    const range = segment!.text.rangeOf(2, 3);
    assert.equal(text.slice(range.start, range.end), '吗');
  });
});

describe('core/documents: the plan as a model', () => {
  const { model, segments } = read(PLAN);
  it('reads amounts, dates and terms', () => {
    const [dad] = model.household!.items;
    assert.equal(dad!.income!.value, 300000);
    assert.equal(dad!.born!.value, '1993-05-12');
    const [row] = model.products!.items;
    assert.equal(row!.term!.value, 'to70');
    assert.equal(PLAN.slice(row!.sum!.range.start, row!.sum!.range.end), '100万');
    const key = row!.keyRange('premium')!;
    assert.equal(PLAN.slice(key.start, key.end), 'premium');
    assert.equal(row!.owner, undefined);
  });
  it('gives the same object for the same place', () => {
    assert.equal(model.products!.items[1], model.products!.items[1]);
    assert.equal(model.products!.items[0]!.sum, model.products!.items[0]!.sum);
  });
  it('collects prose with its row and product', () => {
    assert.deepEqual(
      segments.map((each) => [each.text.text, each.group, [...each.products]]),
      [
        ['方案', 'title', []],
        ['好', 'products.0', ['ci-70']],
      ],
    );
  });
  it('reads what a slip leaves readable', () => {
    const broken = read(PLAN.replace('title: 方案', 'title: "方案').replace('born: 1993-05-12', 'born: 1993年5月12日'));
    assert.equal(broken.model.household!.items.length, 2);
    assert.equal(broken.model.household!.items[0]!.born!.value, '1993-05-12');
    assert.equal(broken.model.products!.items.length, 2);
  });
  it('follows anchors, aliases and merges', () => {
    const { model: merged, syntaxErrors } = read(
      'agent: &a {name: 周敏}\nneeds: &n {protect: [dad]}\nfinance:\n  <<: *f\nconsent: &f {how: x}\n',
    );
    assert.equal(merged.agent!.name!.value, '周敏');
    assert.ok(syntaxErrors.some((each) => each.code === 'unknown-alias'));
    const { model: aliased } = read('agent: &a {name: 周敏}\nhousehold:\n  - <<: *a\n    id: dad\n');
    assert.equal(aliased.household!.items[0]!.name!.value, '周敏');
  });
  it('reads suppressions with their line', () => {
    const text =
      'title: x\n# pitchlint-disable-next-line plan/no-needs, schema/required -- 客户要求 until 2026-12-31\n# more\nproducts: []\n';
    const [comment] = read(text).suppressions;
    assert.deepEqual(
      comment!.rules.map((rule) => text.slice(rule.range.start, rule.range.end)),
      ['plan/no-needs', 'schema/required'],
    );
    assert.deepEqual([comment!.reason, comment!.until], ['客户要求', '2026-12-31']);
    assert.equal(text.slice(comment!.target.start, comment!.target.end), 'products: []');
  });
});

describe('core/documents: bad input', () => {
  it('answers a file over 1 MB with one finding and still reads its lines', () => {
    const { syntaxErrors, segments } = read(`title: x\n${'note: 保本保息\n'.repeat(60000)}`);
    assert.deepEqual(
      syntaxErrors.map((each) => each.code),
      ['too-large'],
    );
    assert.equal(segments.length, 60001);
  });
  it('does not follow an alias bomb', () => {
    let text = 'a0: &a0 [x, x, x, x, x, x, x, x]\n';
    for (let i = 1; i < 12; i++)
      text += `a${i}: &a${i} [${Array(8)
        .fill(`*a${i - 1}`)
        .join(', ')}]\n`;
    assert.ok(read(text).syntaxErrors.some((each) => each.code === 'alias-bomb'));
  });
  it('reads 20,000 keys', () => {
    const text = `presentation:\n  terms:\n${Array.from({ length: 20000 }, (_, i) => `    k${i}: v\n`).join('')}`;
    assert.equal(read(text).model.presentation!.terms!.entries.length, 20000);
  });
  it('reads JSON, several documents and nothing at all', () => {
    assert.equal(read('{"title": "x",\n"needs": {}}').model.title!.value, 'x');
    assert.ok(read('title: x\n---\ntitle: y\n').syntaxErrors.some((each) => each.code === 'multiple-docs'));
    assert.equal(read('').model.title, undefined);
  });
});
