// What `explain` says of reported and silenced words, and how edits are applied.
import assert from 'node:assert/strict';
import type { Diagnostic } from '../../server/src/core/diagnostic.ts';
import {
  applyEdits,
  compileRuleSet,
  exampleProject,
  explain,
  loadPack,
  readDocument,
} from '../../server/src/core/index.ts';

const texts = 'title: {zh: 承诺, en: promise}\nwhy: {zh: 说明, en: why}\nmessage: {zh: 不行, en: "no"}\n';
const { pack, faults } = loadPack([
  {
    uri: 'claims/promise.yaml',
    text: `id: claims/promise\n${texts}basis: practice\nmarkets: {CN: {severity: warning}}\nphrases: {zh: [~保本, ~稳赚], en: [~guaranteed … return]}\nexamples: [{bad: "[[保本]]"}, {good: 好}]\n`,
  },
  {
    uri: 'claims/days.yaml',
    text: `id: claims/days\n${texts.replace('zh: 不行', 'zh: "{product}的等待期是{product.waiting_days}天，不是{d}"')}basis: practice\nmarkets: {CN: {severity: warning}}\nphrases: {zh: ["等待期 … <days:d>"]}\nwhere: d != product.waiting_days\nexamples: [{bad: "[[等待期30天]]"}, {good: 好}]\n`,
  },
]);
const ruleSet = compileRuleSet([{ source: pack.source }], []);
const catalog = readDocument({
  uri: 'file:///x.catalog.yaml',
  kind: 'catalog',
  text: 'kind: catalog\ninsurer: 示例\nmarket: CN\nas_of: 2026-01-01\nproducts:\n  - {id: med, name: 安心医疗, type: medical_million, waiting_days: 60}\n',
});

/** The explanation of a script as lines a person reads. */
function explained(text: string): string[] {
  const document = readDocument({ uri: 'file:///a.pitch', kind: 'pitch', text });
  const settings = { market: 'CN', severities: {}, thresholds: {}, asOf: '2026-11-22' } as const;
  const project = exampleProject(document, settings, [catalog]);
  const { diagnostics, silenced } = explain(document, project, ruleSet, { start: 0, end: text.length });
  const spelled = (what: string, { rule, range, trace }: Pick<Diagnostic, 'rule' | 'range' | 'trace'>) => [
    `${what} ${rule} «${text.slice(range.start, range.end)}»`,
    ...trace.map((step) => `  ${step.kind} ${step.name}: ${step.note.zh}`),
  ];
  return [
    ...diagnostics.flatMap((d) => [...spelled('reported', d), `  says: ${d.message.zh}`]),
    ...silenced.flatMap((s) => spelled('silenced', s)),
  ];
}

describe('explain', () => {
  it('the small pack has no faults', () => assert.deepEqual(faults, []));

  it('shows how a disguised word was read', () =>
    assert.deepEqual(explained('代理人：这个保.本，放心。'), [
      'reported claims/promise «保.本»',
      '  match claims/promise: “保.本”（夹了符号：保.本 → 保本）符合短语 zh[0]：~保本',
      '  says: 不行',
    ]));

  const disguised: readonly (readonly [written: string, read: string])[] = [
    ['稳zhuan', '拼音：稳zhuan → 稳赚'],
    ['稳ㄓㄨㄢˋ', '注音：稳ㄓㄨㄢˋ → 稳赚'],
    ['稳转', '谐音：稳转 → 稳赚'],
    ['包本', '谐音：包本 → 保本'],
    ['🛡本', '用图形代字：🛡本 → 保本'],
    ['亻呆本', '拆字：亻呆本 → 保本'],
    ['保☀☀本', '夹了符号：保☀☀本 → 保本'],
    ['保\u200b本', '隐形字符：保\u200b本 → 保本'],
    ['穩.賺', '夹了符号：穩.賺 → 稳.赚 → 稳赚'],
  ];
  for (const [written, read] of disguised)
    it(`names how ${written} was written`, () =>
      assert.ok(
        explained(`代理人：这个${written}，放心。`)[1]?.includes(`（${read}）`),
        explained(`代理人：这个${written}，放心。`).join('\n'),
      ));

  const lookAlike: readonly (readonly [written: string, name: string])[] = [
    ['gu@ranteed', '形近字符'],
    ['guarant33d', '形近字符'],
    ['g-u-a-r-a-n-t-e-e-d', '夹了符号'],
    ['g u a r a n t e e d', '夹了符号'],
    ['ｇuaranteed', '全角'],
  ];
  for (const [word, name] of lookAlike)
    it(`names how ${word} was written`, () => {
      const [reported, match] = explained(`Agent: They promise ${word} return.`);
      assert.equal(reported, `reported claims/promise «${word} return»`);
      assert.match(match!, new RegExp(`（${name}：${word} → guaranteed）`));
    });

  it('names the guard that silenced a hit, and what it saw', () =>
    assert.deepEqual(explained('代理人：这不是保本的产品。'), [
      'silenced claims/promise «保本»',
      '  match claims/promise: “保本”符合短语 zh[0]：~保本',
      '  guard negated: 前面有否定词“不”',
    ]));

  it('puts facts of the product into messages', () =>
    assert.ok(explained('代理人：安心医疗的等待期只有30天。').includes('  says: 安心医疗的等待期是60天，不是30天')));
});

const edit = (start: number, end: number, newText: string, uri?: string) => ({
  range: { start, end },
  newText,
  ...(uri === undefined ? {} : { uri }),
});
describe('edits', () => {
  it('apply in order of position, insertions at one place as given', () =>
    assert.equal(applyEdits('abcdef', [edit(4, 5, 'E'), edit(1, 1, 'x'), edit(1, 1, 'y'), edit(2, 3, '')]), 'axybdEf'));

  it('refuse edits that overlap or lie outside', () => {
    assert.throws(() => applyEdits('abc', [edit(0, 2, ''), edit(1, 3, '')]), RangeError);
    assert.throws(() => applyEdits('abc', [edit(2, 4, '')]), RangeError);
    assert.throws(() => applyEdits('abc', [edit(2, 1, '')]), RangeError);
  });
});
