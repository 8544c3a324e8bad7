/** Pack files: every fault at its place, in both languages; company packs extend, raise and lock. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import {
  checkPack,
  companyRuleSet,
  exampleProject,
  lint,
  loadPack,
  readDocument,
  standardPackSource,
  standardRuleSet,
} from '../../server/src/core/index.ts';
import type { LintSettings } from '../../server/src/core/project.ts';
import { RULE_KEYS } from '../../server/src/core/rules/pack/rule-file.ts';
import type { PackSource } from '../../server/src/core/rules/pack/source.ts';
import { standardExamples } from '../../server/src/core/rules/pack/standard-examples.ts';
import { runs } from '../property/runs.ts';

const settings: LintSettings = { market: 'CN', severities: {}, thresholds: {}, asOf: '2026-11-22' };
const GOOD = `id: claims/x
title: {zh: 标题, en: title}
why: {zh: 说明, en: why}
basis: practice
markets: {CN: {severity: warning}}
phrases: {zh: [保本保息]}
message: {zh: 不行, en: no}
examples:
  - bad: "代理人：[[保本保息]]。"
  - good: "代理人：您好。"
`;

/** Loads one rule file; the marked part must be the place of the one fault. */
function fault(marked: string, code: string, words = ''): void {
  const text = marked.replace(/‹|›/g, '');
  const start = marked.indexOf('‹');
  const { faults } = loadPack([
    { uri: 'pack/claims/x.yaml', text },
    { uri: 'pack/words.yaml', text: words || '"sure": {zh: [保证]}\n' },
  ]);
  assert.deepEqual(
    faults.map((f) => f.code),
    [code],
  );
  const [found] = faults;
  assert.ok(found!.message.zh !== '' && found!.message.en !== '');
  assert.equal(text.slice(found!.range.start, found!.range.end), marked.slice(start + 1, marked.indexOf('›')));
  assert.equal(found!.range.start, start);
}

describe('a rule file', () => {
  it('without faults has none', () =>
    assert.deepEqual(loadPack([{ uri: 'pack/claims/x.yaml', text: GOOD }]).faults, []));

  const cases: readonly [string, string, string][] = [
    [
      'an unknown key',
      GOOD.replace('why:', '‹wy›:').replace('wy:', 'wy:').replace('basis', 'why: {zh: 说明, en: why}\nbasis'),
      'pack-unknown-key',
    ],
    ['an unknown word list', GOOD.replace('保本保息]}', '"‹<shure>› 保本"]}'), 'word-list-unknown'],
    ['an alternative that is too short', GOOD.replace('[保本保息]}', '[(保本保息|‹赔›)]}'), 'phrase-weak'],
    ['an unclosed bracket', GOOD.replace('[保本保息]}', '["‹(›保本"]}'), 'phrase-unclosed'],
    ['an empty alternative', GOOD.replace('[保本保息]}', '[(保本|‹)›]}'), 'phrase-empty-alternative'],
    ['an unknown guard', `${GOOD}quiet: [‹negatd›]\n`, 'pack-guard'],
    ['an unknown severity', GOOD.replace('severity: warning', 'severity: ‹warnin›'), 'pack-choice'],
    ['an unknown citation', GOOD.replace('severity: warning', 'severity: warning, cite: [‹cn-x›]'), 'pack-citation'],
    ['an unknown disclosure', `${GOOD}cured_by: {disclosure: [‹nothing›]}\n`, 'pack-disclosure'],
    ['a condition in another language', `${GOOD}where: ‹d >= 3›\n`, 'pack-where'],
    ['a bad example without marks', GOOD.replace('"代理人：[[保本保息]]。"', '‹"代理人：保本保息。"›'), 'pack-example'],
    ['one language only', GOOD.replace('{zh: 标题, en: title}', '‹{zh: 标题}›'), 'pack-language'],
  ];
  for (const [name, marked, code] of cases)
    it(name, () => {
      if (code === 'pack-language') {
        const { faults } = loadPack([{ uri: 'x.yaml', text: marked.replace(/‹|›/g, '') }]);
        assert.equal(faults[0]?.code, code);
      } else fault(marked, code);
    });

  it('without citation or basis: practice', () => {
    const codes = loadPack([{ uri: 'x.yaml', text: GOOD.replace('basis: practice\n', '') }]).faults.map((f) => f.code);
    assert.deepEqual(codes, ['pack-missing']);
  });
  it('without bad or good examples', () => {
    const codes = loadPack([{ uri: 'x.yaml', text: GOOD.replace(/examples:[\s\S]*$/, '') }]).faults.map(
      (f) => f.message.en,
    );
    assert.equal(codes.length, 2);
  });
  it('with an id that is there already', () => {
    const { faults } = loadPack([{ uri: 'x.yaml', text: GOOD.replace('claims/x', 'claims/rebate-gift') }], {
      base: [standardPackSource()],
    });
    assert.deepEqual(
      faults.map((f) => f.code),
      ['pack-duplicate-id'],
    );
  });
  it('with word lists in a circle', () => {
    const words = 'a: {zh: [<b>, 保证]}\nb: {zh: [承诺, <a>]}\n';
    const { faults } = loadPack([{ uri: 'words.yaml', text: words }]);
    assert.deepEqual(
      faults.map((f) => [f.code, words.slice(f.range.start, f.range.end)]),
      [['word-list-cycle', '<a>']],
    );
  });
  it('never makes the loader throw', () => {
    fc.assert(
      fc.property(fc.nat(GOOD.length), fc.nat(6), fc.string({ maxLength: 4 }), (at, drop, put) => {
        loadPack([{ uri: 'x.yaml', text: GOOD.slice(0, at) + put + GOOD.slice(at + drop) }]);
      }),
      { numRuns: runs(300) },
    );
  });
});

describe('a company pack', () => {
  const base = standardPackSource();
  const files = [
    {
      uri: 'c/pack.yaml',
      text: 'name: company\nversion: "1"\nlocks: {claims/rebate-gift: error}\nseverities: {claims/absolute-superlative: error}\n',
    },
    { uri: 'c/words.yaml', text: 'present: {zh: [空气炸锅]}\n' },
    {
      uri: 'c/rebate.yaml',
      text: 'extends: claims/rebate-gift\nphrases: {zh: [集点换礼]}\nallow: {zh: [送您一份红包封面]}\n',
    },
  ];
  const { pack, faults } = loadPack(files, { base: [base] });
  const ruleSet = companyRuleSet([pack]);
  const run = (text: string, set: Partial<LintSettings> = {}) => {
    const document = readDocument({ uri: 'file:///a.pitch', kind: 'pitch', text });
    return lint(document, exampleProject(document, { ...settings, ...set }, []), ruleSet)
      .diagnostics.filter(({ rule }) => rule.startsWith('claims/'))
      .map((d) => `${d.rule} ${d.severity}`);
  };
  it('has no faults', () => assert.deepEqual([...faults, ...ruleSet.faults], []));
  it('adds words and phrases', () => {
    assert.deepEqual(run('代理人：签了送您空气炸锅。'), ['claims/rebate-gift error']);
    assert.deepEqual(run('代理人：我们集点换礼。'), ['claims/rebate-gift error']);
  });
  it('locks: settings cannot go below', () => {
    assert.deepEqual(run('代理人：签单我给您返佣。', { severities: { 'claims/rebate-gift': 'info' } }), [
      'claims/rebate-gift error',
    ]);
    assert.deepEqual(run('代理人：签单我给您返佣。', { severities: { 'claims/rebate-gift': 'off' } }), [
      'claims/rebate-gift error',
    ]);
  });
  it('raises what the standard pack holds lower', () =>
    assert.deepEqual(run('代理人：没有之一。'), ['claims/absolute-superlative error']));
});

describe('the pack of docs/packs.md', () => {
  const page = readFileSync('docs/packs.md', 'utf8');
  const files = Array.from(page.matchAll(/```yaml\n# (pitchlint-pack\/\S+)\n(.*?)```/gsu), ([, name, text]) => ({
    uri: `file:///${name}`,
    text: text!,
  }));
  it('holds, examples and all', () => {
    const { pack, faults } = loadPack(files, { base: [standardPackSource()] });
    const ruleSet = companyRuleSet([pack]);
    const checked = checkPack(pack, ruleSet, {
      below: standardRuleSet(),
      standard: standardExamples,
      bench: { read: readDocument },
    });
    assert.equal(files.length, 5);
    assert.deepEqual(
      [...faults, ...ruleSet.faults, ...checked.flatMap((rule) => rule.faults)].map((f) => f.message.en),
      [],
    );
  });
  it('names every key that a rule file may have', () => {
    for (const key of RULE_KEYS) assert.ok(page.includes(`\`${key}\``), key);
  });
});

describe('locks', () => {
  const base = standardPackSource();
  const packOf = (yaml: string, below: readonly PackSource[] = []) =>
    loadPack([{ uri: 'c/pack.yaml', text: yaml }], { base: [base, ...below] }).pack;
  const head = packOf('name: head\nlocks: {claims/absolute-superlative: error}\n');
  const branch = packOf(
    'name: branch\nlocks: {claims/absolute-superlative: hint}\nseverities: {claims/absolute-superlative: info}\n',
    [head.source],
  );
  const severity = (text: string, set: LintSettings['severities'], packs = [head, branch]) => {
    const document = readDocument({ uri: 'file:///a.pitch', kind: 'pitch', text });
    const project = exampleProject(document, { ...settings, severities: set }, []);
    return lint(document, project, companyRuleSet(packs)).diagnostics.map((d) => d.severity);
  };
  const TEXT = '代理人：没有之一。';
  it('hold against what a later pack allows, which is told', () => {
    const files = [
      { uri: 'b/pack.yaml', text: 'name: branch\n' },
      { uri: 'b/x.yaml', text: 'extends: claims/absolute-superlative\nallow: {zh: [没有之一]}\n' },
    ];
    const later = loadPack(files, { base: [base, head.source] });
    assert.deepEqual(
      later.faults.map(({ code, range, tolerated }) => [code, files[1]!.text.slice(range.start, range.end), tolerated]),
      [['pack-locked', 'allow', 'warning']],
    );
    assert.deepEqual(severity(TEXT, {}, [head, later.pack]), ['error']);
    const alone = loadPack(files, { base: [base] });
    assert.deepEqual([alone.faults, severity(TEXT, {}, [alone.pack])], [[], []]);
  });
  it('hold without any setting, against a later pack, and against “off”', () => {
    assert.deepEqual(severity(TEXT, {}, [head]), ['error']);
    assert.deepEqual(severity(TEXT, {}), ['error']);
    assert.deepEqual(severity(TEXT, { 'claims/absolute-superlative': 'off' }), ['error']);
  });
});

describe('lint', () => {
  const ruleSet = standardRuleSet();
  const pieces = [
    '代理人：',
    '客户：',
    '保本保息',
    '不',
    '，',
    '。',
    '\n',
    '5%',
    '每年',
    '收益',
    '[[披露:分红不确定]]',
    '> ',
    '# 错误示范\n',
    '对，',
    '返佣',
    '稳赚',
    '// pitchlint-disable-next-line claims/rebate-gift -- x\n',
    'guaranteed ',
    'returns ',
    '\ufffc',
    '\u0000',
    '😀',
  ];
  it('never throws, and gives the same twice', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), (parts) => {
        const document = readDocument({ uri: 'file:///a.pitch', kind: 'pitch', text: parts.join('') });
        const project = exampleProject(document, settings, []);
        const first = lint(document, project, ruleSet);
        assert.deepEqual(lint(document, project, ruleSet).diagnostics, first.diagnostics);
        for (const d of first.diagnostics)
          assert.ok(d.range.start <= d.range.end && d.range.end <= document.text.length);
        assert.deepEqual(
          first.skipped.filter((s) => s.reason.en.startsWith('the rule failed')),
          [],
        );
      }),
      { numRuns: runs(300) },
    );
  });
});

describe('disclosures with days', () => {
  const item = (text: string, days: string) =>
    `- id: house-note\n  names: [本司提示]\n  title: {zh: 本司提示, en: House note}\n  text: {zh: "${text}", en: "${text} (en)"}\n${days}`;
  const OLD = '本产品的利益演示是去年的口径，仅供参考，实际以合同约定和届时公布的数字为准。';
  const NEW = '利益演示不代表将来，红利可能为零，请以合同约定和保险公司的正式公告为准，谢谢您的理解。';
  const TWO = `${item(OLD, '  until: 2026-06-01\n')}${item(NEW, '  from: 2026-06-01\n  until: 2027-01-01\n')}`;
  const load = (disclosures: string) =>
    loadPack(
      [
        { uri: 'house/pack.yaml', text: 'name: house\nversion: 1.0.0\n' },
        { uri: 'house/disclosures.yaml', text: disclosures },
      ],
      { base: [standardPackSource()] },
    );
  const codes = (disclosures: string) => load(disclosures).faults.map(({ code }) => code);

  const { pack, faults } = load(TWO);
  assert.deepEqual(faults, []);
  const twoVersions = companyRuleSet([pack]);
  const found = (script: string, asOf: string) => {
    const document = readDocument({ uri: 'file:///a.pitch', kind: 'pitch', text: script });
    return lint(document, exampleProject(document, { ...settings, asOf }, []), twoVersions)
      .diagnostics.filter(({ rule }) => rule === 'disclosure/reference')
      .map(({ variant, range, fixes }) => [variant, script.slice(range.start, range.end), fixes[0]?.edits[0]?.newText]);
  };
  const MARK = '# 售后\n代理人：请看。[[披露：本司提示]]\n';

  it('count while a version is in force', () => {
    assert.deepEqual(found(MARK, '2026-05-31'), []);
    assert.deepEqual(found(MARK, '2026-06-01'), []);
    assert.deepEqual(found(MARK, '2026-12-31'), []);
  });
  it('are reported when the last version has ended', () =>
    assert.deepEqual(found(MARK, '2027-01-01'), [['expired', '本司提示', undefined]]));
  it('are reported before the first version begins', () => {
    const { pack } = load(item(NEW, '  from: 2026-06-01\n'));
    const ruleSet = companyRuleSet([pack]);
    const document = readDocument({ uri: 'file:///a.pitch', kind: 'pitch', text: MARK });
    const project = exampleProject(document, { ...settings, asOf: '2026-05-31' }, []);
    const [first] = lint(document, project, ruleSet).diagnostics.filter(({ rule }) => rule === 'disclosure/reference');
    assert.equal(first?.variant, 'not-yet');
    assert.match(first!.message.zh, /2026-06-01/);
  });
  it('see the words of an ended version, and offer those in force', () => {
    assert.deepEqual(found(`# 售后\n代理人：${OLD}\n`, '2026-05-31'), []);
    assert.deepEqual(found(`# 售后\n代理人：${OLD}\n`, '2026-07-01'), [['old-text', OLD, NEW]]);
    assert.deepEqual(found(`# 售后\n代理人：${NEW}\n`, '2026-07-01'), []);
    assert.deepEqual(
      found(`# 售后\n代理人：${NEW.replace('可能为零', '可能不多')}\n`, '2026-07-01')[0]?.[0],
      'near-copy',
    );
  });
  it('say what is wrong with their days, at its place', () => {
    assert.deepEqual(codes(item(NEW, '  from: 2026-02-30\n')), ['pack-date']);
    assert.deepEqual(codes(item(NEW, '  from: 2026-06-01\n  until: 2026-06-01\n')), ['pack-date']);
    assert.deepEqual(codes(item(OLD, '  until: 2026-06-02\n') + item(NEW, '  from: 2026-06-01\n')), [
      'pack-duplicate-id',
    ]);
    assert.deepEqual(codes(item(OLD, '') + item(NEW, '')), ['pack-duplicate-id']);
    assert.deepEqual(codes(item(NEW, '  form: 2026-06-01\n')), ['pack-unknown-key']);
  });
});
