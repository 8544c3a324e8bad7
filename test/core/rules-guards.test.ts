/** Guards, one by one, over a small rule set of their own: what stays quiet, what does not, and what the trace says. */
import assert from 'node:assert/strict';
import type { LintResult } from '../../server/src/core/diagnostic.ts';
import { compileRuleSet, exampleProject, lint, loadPack, readDocument } from '../../server/src/core/index.ts';
import type { LintSettings } from '../../server/src/core/project.ts';

const texts = (name: string) =>
  `title: {zh: ${name}, en: ${name}}\nwhy: {zh: 说明, en: why}\nmessage: {zh: "“{text}”不行", en: "no “{text}”"}\n`;
const RULES: Record<string, string> = {
  'pack.yaml': 'name: small\nprecedence: [claims/figure, claims/promise]\n',
  'claims/promise.yaml': `id: claims/promise\n${texts('promise')}markets: {CN: {severity: error, cite: [law]}}\nphrases: {zh: [保本, 稳赚, 不可能不赔, 以后也不会降, 收益 … <percent>, 第一], en: [guaranteed … return, can't lose]}\nquiet: [negated, coaching, quoted-rule, contract-basis, product-term]\nexamples: [{bad: "[[保本]]"}, {good: 好}]\n`,
  'claims/figure.yaml': `id: claims/figure\n${texts('figure')}markets: {CN: {severity: error, cite: [law]}}\nphrases: {zh: [年化 … <percent>, 保证利率 … <percent>]}\nquiet: [product-term]\ncured_by: {disclosure: [uncertain]}\nvariants: {joined: {phrases: {zh: [年金 …… <percent>]}}}\nexamples: [{bad: "[[年化5%]]"}, {bad: "[[年金5%]]"}, {good: 好}]\n`,
  'claims/days.yaml': `id: claims/days\n${texts('days')}markets: {CN: {severity: error, cite: [law]}}\nphrases: {zh: ["等待期 … <days:d>"]}\nwhere: d != product.waiting_days\nunverified: {zh: 无法核实, en: cannot verify}\nexamples: [{bad: "[[等待期30天]]"}, {good: 好}]\n`,
  'citations.yaml':
    '- {id: law, jurisdiction: CN, instrument: {zh: 法, en: law}, gist: {zh: 法, en: law}, verified: true, article_verified: true, evidence: full-text}\n',
  'disclosures.yaml':
    '- {id: uncertain, names: [分红不确定], title: {zh: 不确定, en: uncertain}, text: {zh: 不确定, en: uncertain}, phrases: {zh: [分红 … 不确定]}}\n',
};
const { pack, faults } = loadPack(Object.entries(RULES).map(([uri, text]) => ({ uri, text })));
const ruleSet = compileRuleSet([{ source: pack.source }], []);
const settings: LintSettings = { market: 'CN', severities: {}, thresholds: {}, asOf: '2026-11-22' };
const catalog = readDocument({
  uri: 'file:///x.catalog.yaml',
  kind: 'catalog',
  text: 'kind: catalog\ninsurer: 示例\nmarket: CN\nas_of: 2026-01-01\nproducts:\n  - {id: med, name: 安心医疗, type: medical_million, waiting_days: 60}\n',
});

function run(text: string, set: Partial<LintSettings> = {}): LintResult {
  const document = readDocument({ uri: 'file:///a.pitch', kind: 'pitch', text });
  return lint(document, exampleProject(document, { ...settings, ...set }, [catalog]), ruleSet);
}

/** Findings as `rule «text»`. */
function found(text: string): string[] {
  return run(text)
    .diagnostics.filter((d) => d.rule.startsWith('claims/'))
    .map((d) => text.slice(d.range.start, d.range.end));
}

function silencedBy(text: string): string[] {
  return run(text).silenced.map((s) => s.trace[s.trace.length - 1]!.name);
}

describe('guards', () => {
  it('the small rule set has no faults', () => assert.deepEqual(faults, []));

  const quiet: readonly [string, string, string][] = [
    ['a negator', '代理人：这不是保本的产品。', 'negated'],
    ['a negator among adverbs', '代理人：我不能向您承诺保本。', 'negated'],
    ['nobody who can', '代理人：没有任何人可以跟您保本。', 'negated'],
    ['traditional script', '代理人：這並非保本商品。', 'negated'],
    ['a negator in the gap', '代理人：收益并不是固定的5%。', 'negated'],
    ['denied behind', '代理人：保本的说法不对。', 'negated'],
    ['not to be believed', '代理人：谁跟您说保本，您都别信。', 'negated'],
    ['denied by asking', '代理人：哪有保本的，咱们先看条款。', 'negated'],
    ['a question that denies', '代理人：哪有保本的保险？', 'negated'],
    ['asked, and answered no', '代理人：这个保本吗？不是的，只有现金价值写进合同。', 'negated'],
    ['asked, and answered no, in Cantonese', '代理人：咁即系保本？唔得㗎。', 'negated'],
    ['asked, and answered no, in English', 'Agent: A guaranteed return? No, it moves.', 'negated'],
    ['a line marked as the client', '代理人：客户：这个保本吧', 'client-words'],
    ['English', 'Agent: This is not a guaranteed return.', 'negated'],
    ['a coaching heading', '# 错误示范\n代理人：这个保本。', 'coaching'],
    ['a coaching label', '代理人：【禁用话术】稳赚', 'coaching'],
    ['a clause that forbids', '代理人：不得承诺保本。', 'coaching'],
    ['a note that corrects', '> 这句“保本”改成“现金价值写入合同”。', 'coaching'],
    ['a note that marks a trainee', "> Trainee said we can't lose, twice. Fail.", 'coaching'],
    ['a note that records', '> 记录：客户原来的保单说保本', 'coaching'],
    ['a regulator quoted', '代理人：监管提示，凡说稳赚的都要警惕。', 'quoted-rule'],
    ['a warning of others who say it', '代理人：谁要是跟您说稳赚，您得多个心眼。', 'quoted-rule'],
    ['the same, the claim being what they say', '代理人：如果有人跟您承诺保本，请举报。', 'quoted-rule'],
    ['the same in English', 'Agent: If anyone promises you a guaranteed return, walk away.', 'quoted-rule'],
    ['contract basis', '代理人：条款第五条约定的收益3%，以合同为准。', 'contract-basis'],
    ['a term', '代理人：第一受益人是配偶。', 'product-term'],
    ['a term, with a figure of it', '代理人：最低保证利率是2%。', 'product-term'],
    ["a client's question repeated", '代理人：您问是不是保本，我说明一下。', 'client-words'],
    ["a client's own words", '客户：听说这个保本？', 'client-words'],
    ['a disclosure by mark', '代理人：年化5%。[[披露:分红不确定]]', 'uncertain'],
    ['a disclosure in own words', '代理人：年化5%，不过分红是不确定的。', 'uncertain'],
    [
      "a disclosure in the agent's next turn",
      '代理人：年化5%。\n客户：哦。\n代理人：提醒一下，分红不确定。',
      'uncertain',
    ],
  ];
  for (const [name, text, guard] of quiet)
    it(`quiet: ${name}`, () => {
      assert.deepEqual(found(text), []);
      assert.ok(silencedBy(text).includes(guard), `${silencedBy(text)} holds ${guard}`);
    });

  const loud: readonly [string, string, string[]][] = [
    ['false negators', '代理人：不仅保本，收益还高。', ['保本']],
    ['false negators, again', '代理人：不用担心稳赚不稳赚。', ['稳赚']],
    ['不够 denies nothing', '代理人：不够的部分照样保本。', ['保本']],
    ['others who say it, without a warning', '代理人：谁都说这款稳赚。', ['稳赚']],
    ['double negation', '代理人：不是不保本的。', ['保本']],
    ['a negator inside the matched words', '代理人：一直这样，以后也不会降。', ['以后也不会降']],
    ['a double negation that is the claim', '代理人：不可能不赔。', ['不可能不赔']],
    ['a rhetorical question', '代理人：哪有不保本的？', ['保本']],
    ['asked, and answered yes', '代理人：保本吗？当然。', ['保本']],
    ['X不X', '代理人：您说是不是稳赚？', ['稳赚']],
    ['another clause', '代理人：我不骗您，这款稳赚。', ['稳赚']],
    ['不到 with a number denies nothing', '代理人：不到三年保本。', ['保本']],
    ['what is conceded is not denied', '代理人：后面不交也保本。', ['保本']],
    ['a rule that is turned away from', '代理人：监管要求写不确定，实际上稳赚。', ['稳赚']],
    ['the risk statement as a paper', '代理人：风险提示语我抄好了，稳赚的。', ['稳赚']],
    ['not to worry is no worry of the client', '代理人：您不用担心，会不会跌？稳赚。', ['稳赚']],
    ["can't lose", "Agent: You can't lose.", ["can't lose"]],
    ['the second when the first is denied', '代理人：不是保本，但肯定保本。', ['保本']],
    [
      'a disclosure on one branch only',
      '代理人：年化5%。\n? 客户：真的？\n  代理人：分红不确定。\n? 客户：好。\n  代理人：那就签。',
      ['年化5%'],
    ],
    ["a client's disclosure", '代理人：年化5%。\n客户：分红不确定吧。', ['年化5%']],
  ];
  for (const [name, text, expected] of loud) it(`loud: ${name}`, () => assert.deepEqual(found(text), expected));

  it('a note that tells the agent to say it is a warning', () => {
    const { diagnostics } = run('> 先说稳赚，再拿计划书。');
    assert.deepEqual(
      diagnostics.filter((d) => d.rule === 'claims/promise').map((d) => d.severity),
      ['warning'],
    );
  });

  it('a note that says what the client is to be told is no record of the client', () => {
    assert.deepEqual(found('> 客户提到亏损的，教他只看稳赚那一页。'), ['稳赚']);
    assert.deepEqual(found('> 客户问起来，就说稳赚。'), ['稳赚']);
    assert.deepEqual(found('> 客户提到别人说稳赚。'), []);
  });

  it('the echo is reported on the agent, with the client beside it', () => {
    const text = '客户：所以是保本的？\n代理人：对，您放心。';
    const [echo] = run(text).diagnostics.filter((d) => d.rule === 'claims/promise');
    assert.ok(echo);
    assert.ok(text.slice(echo.range.start, echo.range.end).startsWith('对'));
    assert.equal(text.slice(echo.related[0]!.range.start, echo.related[0]!.range.end), '保本');
    assert.deepEqual(found('客户：所以是保本的？\n代理人：对，不过只有现金价值是保证的。'), []);
    assert.deepEqual(found('客户：所以是保本的？\n代理人：对不起，不是。'), []);
  });
});

describe('where', () => {
  const severities = (text: string) =>
    run(text)
      .diagnostics.filter((d) => d.rule === 'claims/days')
      .map((d) => [d.severity, d.message.en]);
  it('fires on what the clause contradicts', () =>
    assert.equal(severities('代理人：安心医疗的等待期是30天。')[0]?.[0], 'error'));
  it('is silent on what agrees', () => assert.deepEqual(severities('代理人：安心医疗的等待期是60天。'), []));
  it('cannot verify without a product', () =>
    assert.deepEqual(severities('代理人：等待期30天。'), [['info', 'cannot verify']]));
});

describe('suppressions', () => {
  const rules = (text: string) => run(text).diagnostics.map((d) => `${d.rule}${d.variant ? `#${d.variant}` : ''}`);
  it('silence the next line, with a reason', () => {
    const text = '// pitchlint-disable-next-line claims/promise -- 引用竞品原话 until 2026-12-31\n代理人：稳赚。';
    assert.deepEqual(rules(text), []);
    assert.ok(silencedBy(text).includes('claims/promise'));
  });
  it('without a reason silence nothing', () =>
    assert.deepEqual(rules('// pitchlint-disable-next-line claims/promise\n代理人：稳赚。'), [
      'style/suppression#no-reason',
      'claims/promise',
    ]));
  it('end on their day', () =>
    assert.deepEqual(rules('// pitchlint-disable-next-line claims/promise -- 引用 until 2026-11-21\n代理人：稳赚。'), [
      'style/suppression#expired',
      'claims/promise',
    ]));
  it('are named when nothing needs them', () =>
    assert.deepEqual(rules('// pitchlint-disable-next-line claims/promise -- 引用\n代理人：您好。'), [
      'style/suppression#unused',
    ]));
  it('name rules that exist', () =>
    assert.ok(
      rules('// pitchlint-disable-next-line claims/promis -- 引用\n代理人：您好。').includes(
        'style/suppression#unknown-rule',
      ),
    ));
});

describe('two rules on the same words', () => {
  const told = (set: Partial<LintSettings>, text = '代理人：年化收益5%。') =>
    run(text, set).diagnostics.flatMap(({ rule, also }) =>
      rule.startsWith('claims/') ? [[rule, ...(also ?? [])]] : [],
    );

  it('the one of the higher rank tells, and names the other', () => {
    assert.deepEqual(told({}), [['claims/figure', 'claims/promise']]);
  });

  it('roles that a variant only joins speak last, whatever the rank', () => {
    assert.deepEqual(told({}, '代理人：年金的收益5%。'), [['claims/promise', 'claims/figure']]);
  });

  it('a warning of the higher rank goes before an error, a remark does not', () => {
    assert.deepEqual(told({ severities: { 'claims/figure': 'warning' } }), [['claims/figure', 'claims/promise']]);
    assert.deepEqual(told({ severities: { 'claims/figure': 'info' } }), [['claims/promise', 'claims/figure']]);
  });
});
