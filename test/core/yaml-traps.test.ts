// The slips of real writers: each gives one finding, at the marked place, and its fix leaves none.
import assert from 'node:assert/strict';
import { readDocument } from '../../server/src/core/documents/read.ts';
import { applyEdits } from '../../server/src/core/fix.ts';
import { PLAN } from './yaml-plan.ts';

const read = (text: string) => readDocument({ uri: 'file:///a.plan.yaml', kind: 'plan', text });

/** Replaces `from` by `to` (with `[[ ]]` round what must be underlined) in the plan; checks rule, place and fix. */
function check(
  from: string,
  to: string,
  rule: string,
  code: string,
  safety: 'safe' | 'review' | 'manual' | 'none',
): void {
  assert.ok(PLAN.includes(from), from);
  const marked = PLAN.replace(from, to);
  const start = marked.indexOf('[[');
  const end = marked.indexOf(']]') - 2;
  const text = marked.replace('[[', '').replace(']]', '');
  const found = read(text).syntaxErrors;
  assert.deepEqual(
    found.map((each) => [each.rule, each.code, text.slice(each.range.start, each.range.end)]),
    [[rule, code, text.slice(start, end)]],
  );
  const [finding] = found;
  assert.deepEqual([finding!.range.start, finding!.range.end], [start, end]);
  assert.ok(finding!.message.zh && finding!.message.en);
  assert.equal(finding!.fixes[0]?.safety ?? 'none', safety);
  if (safety === 'none' || safety === 'manual') return;
  let fixed = text;
  for (const edit of [...finding!.fixes[0]!.edits].sort((a, b) => b.range.start - a.range.start))
    fixed = fixed.slice(0, edit.range.start) + edit.newText + fixed.slice(edit.range.end);
  assert.deepEqual(
    read(fixed).syntaxErrors.map((each) => each.code),
    [],
    fixed,
  );
}

const CASES: readonly (readonly [string, ...Parameters<typeof check>])[] = [
  ['a full-width colon', 'title: ', 'title[[：]]', 'style/yaml-trap', 'full-width-colon', 'safe'],
  ['a full-width colon in an entry', 'id: p2', 'id[[：]]p2', 'style/yaml-trap', 'full-width-colon', 'safe'],
  ['a full-width colon in braces', 'id: p1', 'id[[：]]p1', 'style/yaml-trap', 'full-width-colon', 'safe'],
  [
    'a full-width comma in braces',
    'ci-70, insured',
    'ci-70[[，]]insured',
    'style/yaml-trap',
    'full-width-comma',
    'safe',
  ],
  ['a full-width comma between ids', '[dad, mom]', '[dad[[，]]mom]', 'style/yaml-trap', 'full-width-comma', 'safe'],
  ['a 顿号 between ids', '[dad, mom]', '[dad[[、]]mom]', 'style/yaml-trap', 'full-width-comma', 'safe'],
  ['a tab', '    product: med', '[[\t]]product: med', 'style/yaml-trap', 'tab-indent', 'safe'],
  ['a comma that cuts a text', 'why: 好', 'why: [[投保后,获赔]]', 'style/yaml-trap', 'cut-by-comma', 'safe'],
  [
    'a comma that cuts an explanation',
    'policies: []',
    'presentation: {terms: {豁免: [[投保后,余下各期免交]], 现金价值: 退保时能拿到的钱}}',
    'style/yaml-trap',
    'cut-by-comma',
    'safe',
  ],
  ['a hash that cuts a text', 'name: 王女士', 'name: 王女士 [[#1]]', 'style/yaml-trap', 'cut-by-hash', 'review'],
  ['a hash that eats a bracket', 'why: 好', 'why: 第 [[#1 好]]', 'style/yaml-trap', 'cut-by-hash', 'safe'],
  ['an unquoted code', 'born: 1993-05-12', 'job_code: [[0001]]', 'style/yaml-trap', 'unquoted-code', 'safe'],
  ['18 digits', 'name: 王女士', 'name: [[110101199003071234]]', 'style/yaml-trap', 'digits-lost', 'safe'],
  ['a name where a map is wanted', '{name: 周敏}', '[[周敏]]', 'schema/type', 'type', 'review'],
  ['years without their letter', 'pay: 20y', 'pay: [[20]]', 'schema/format', 'format', 'safe'],
  ['an age as the end of the cover', 'to70', '[[70岁]]', 'schema/format', 'format', 'safe'],
  ['no space behind a colon', 'role: spouse', '[[role:]]spouse', 'style/yaml-trap', 'missing-space', 'safe'],
  ['no space behind a dash', '  - id: mom', '  [[-]]id: mom', 'style/yaml-trap', 'missing-space', 'safe'],
  ['a day that does not exist', '1993-05-12', '[[2026-02-30]]', 'schema/format', 'no-such-day', 'review'],
  ['a Chinese date', '1993-05-12', '[[2026年3月2日]]', 'schema/format', 'format', 'safe'],
  ['an age as text', 'born: 1993-05-12', 'age: [[33岁]]', 'schema/type', 'type', 'safe'],
  ['an age in words', 'born: 1993-05-12', 'age: [[三十五岁]]', 'schema/type', 'type', 'safe'],
  ['an amount in words', '380', '[[五十万]]', 'schema/format', 'format', 'safe'],
  ['a market by its country', 'market: CN', 'market: [[中国]]', 'schema/enum', 'enum', 'safe'],
  ['a negative amount', '380', '[[-380]]', 'schema/format', 'negative-amount', 'review'],
  ['an absurd amount', '380', '[[380000亿]]', 'schema/format', 'absurd-amount', 'review'],
  ['a term in Chinese', 'to70', '[[至70岁]]', 'schema/format', 'format', 'safe'],
  [
    'a misspelt key',
    'insured: dad\n    premium',
    '[[insurd]]: dad\n    premium',
    'schema/unknown-key',
    'unknown-key',
    'safe',
  ],
  ['a Chinese key', 'title: 方案', '[[标题]]: 方案', 'schema/unknown-key', 'unknown-key', 'safe'],
  ['a misspelt word', 'role: spouse', 'role: [[spuse]]', 'schema/enum', 'enum', 'safe'],
  ['a Chinese word', 'role: spouse', 'role: [[配偶]]', 'schema/enum', 'enum', 'safe'],
  ['a word of daily life', 'role: spouse', 'role: [[太太]]', 'schema/enum', 'enum', 'safe'],
  ['a word that may be two', 'role: spouse', 'role: [[丈夫]]', 'schema/enum', 'enum', 'review'],
  ['有 for social insurance', 'role: spouse', 'role: spouse\n    social: [[有]]', 'schema/enum', 'enum', 'review'],
  ['无 for social insurance', 'role: spouse', 'role: spouse\n    social: [[无]]', 'schema/enum', 'enum', 'safe'],
  ['the heirs of the law', 'why: 好', 'beneficiary: [[法定]]', 'schema/enum', 'enum', 'safe'],
  ['for life in Chinese', 'to70', '[[终身]]', 'schema/format', 'format', 'safe'],
  ['an unknown market', 'market: CN', 'market: [[XX]]', 'schema/enum', 'enum', 'none'],
  ['a key twice', 'title: 方案', 'title: 方案\n[[title]]: b', 'schema/duplicate-key', 'duplicate-key', 'review'],
  [
    'a missing key at the top',
    'title: 方案\ndate: 2026-03-02\n',
    '[[title]]: 方案\n',
    'schema/required',
    'required',
    'manual',
  ],
  ['a missing key', 'id: mom\n    name: 王女士\n', '[[id]]: mom\n', 'schema/required', 'required', 'manual'],
  ['an empty value', 'role: spouse', '[[role]]:', 'schema/type', 'empty', 'manual'],
  ['a number for a name', 'name: 王女士', 'name: [[123]]', 'schema/type', 'type', 'safe'],
  ['one id for a list', '[dad, mom]', '[[dad]]', 'schema/type', 'type', 'safe'],
  ['an empty entry', '  - id: p2', '  [[-]]\n  - id: p2', 'schema/type', 'empty', 'none'],
  ['one space too many', '    name: 王', '[[     ]]name: 王', 'syntax/yaml', 'bad-indent', 'review'],
  ['one space too few', '    name: 王', '[[   ]]name: 王', 'syntax/yaml', 'bad-indent', 'review'],
  ['an open quote', 'title: 方案', 'title: [["方案]]', 'syntax/yaml', 'unclosed-quote', 'review'],
  ['an open quote in an entry', 'name: 王女士', 'name: [["王女士]]', 'syntax/yaml', 'unclosed-quote', 'review'],
  ['an open list', '[dad, mom]', '[[[dad, mom]]', 'syntax/yaml', 'unclosed-bracket', 'review'],
  ['no colon', '    role: spouse', '    [[role]] spouse', 'syntax/yaml', 'missing-colon', 'review'],
  ['an unfinished line', 'policies: []', '[[pol]]', 'syntax/yaml', 'incomplete-line', 'manual'],
  ['a NUL byte', '王女士', '王[[\0]]女士', 'syntax/yaml', 'nul-byte', 'review'],
];

describe('core/documents/yaml: one slip, one finding, one fix', () => {
  it('the plan itself is clean', () => assert.deepEqual(read(PLAN).syntaxErrors, []));
  for (const [name, from, to, rule, code, safety] of CASES) it(name, () => check(from, to, rule, code, safety));
});

describe('a file written in Chinese throughout', () => {
  const TEXT = '标题：方案\n家庭成员：\n  - 编号：dad\n    称呼：李先生\n    角色：太太\n需求：\n  保障：dad\n';
  it('says at each line that the colon is full-width, and mends it in a few rounds', () => {
    assert.deepEqual(
      read(TEXT)
        .syntaxErrors.filter(({ code }) => code === 'full-width-colon')
        .map(({ range }) => TEXT[range.start]),
      ['：', '：', '：', '：'],
    );
    let text = TEXT;
    for (let round = 0; round < 6; round++) {
      const edits = read(text).syntaxErrors.flatMap(({ fixes }) => (fixes[0]?.safety === 'safe' ? fixes[0].edits : []));
      text = applyEdits(text, edits);
    }
    assert.match(text, /^title: 方案\nhousehold:\n {2}- id: dad\n {4}name: 李先生\n {4}role: spouse\nneeds:\n {2}/);
  });
  it('mends one such line among others', () => {
    const text = PLAN.replace('role: spouse', 'role: spouse\n    职业：教师');
    const [finding, ...others] = read(text).syntaxErrors;
    assert.deepEqual([finding?.code, others], ['full-width-colon', []]);
    const mended = applyEdits(text, finding!.fixes[0]!.edits);
    assert.equal(
      applyEdits(mended, read(mended).syntaxErrors[0]!.fixes[0]!.edits),
      PLAN.replace('role: spouse', 'role: spouse\n    job: 教师'),
    );
  });
  it('leaves sentences alone', () => {
    for (const text of ['log:\n  - note: 面谈：先听\n', 'log:\n  - 面谈：先听\n    再说\n', 'title: >\n  标题：方案\n'])
      assert.ok(
        !readDocument({ uri: 'file:///a.client.yaml', kind: 'client', text }).syntaxErrors.some(
          ({ code, range }) => code === 'full-width-colon' && range.start < 3,
        ),
        text,
      );
  });
});

describe('a missing top-level key', () => {
  const fixedText = (text: string) => {
    const document = readDocument({ uri: 'file:///a.plan.yaml', kind: 'plan', text });
    const finding = document.syntaxErrors.find((each) => each.rule === 'schema/required');
    const edit = finding?.fixes[0]?.edits[0];
    return edit && text.slice(0, edit.range.start) + edit.newText + text.slice(edit.range.end);
  };

  it('goes behind the key that stands before it in writing order, comments and lists passed over', () => {
    const text =
      'title: 方案\ndate: 2026-03-02 # 面谈当天\nmarket: CN\nagent: {name: 周敏}\nneeds: {protect: []}\nproducts: []\n';
    const fixed = fixedText(text)!;
    assert.match(fixed, /agent: \{name: 周敏\}\nhousehold: /);
    assert.equal(fixed.replace(/household: .*\n/, ''), text);
  });

  it('goes first when it is the first', () => {
    const text =
      '# 说明\ndate: 2026-03-02\nmarket: CN\nagent: {name: 周敏}\nhousehold: []\nneeds: {protect: []}\nproducts: []\n';
    assert.match(fixedText(text)!, /^# 说明\ntitle: .*\ndate: 2026-03-02\n/);
  });
});
