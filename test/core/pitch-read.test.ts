import assert from 'node:assert/strict';
import { readPitch } from '../../server/src/core/documents/pitch/read.ts';
import { stageFromTitle, stageNamed } from '../../server/src/core/documents/pitch/stages.ts';
import { SCRIPTS } from './pitch-scripts.ts';

const read = (text: string) => readPitch({ uri: 'file:///a.pitch', kind: 'pitch', text });
/** `speaker text → next,next ← answered` for each segment. */
const spoken = (text: string) =>
  read(text).segments.map((s) => {
    const answers = s.answers === undefined ? '' : ` ← ${s.answers}`;
    return `${s.speaker} ${s.text.text.slice(0, 6)} → ${s.next.join()}${answers}`;
  });

/** `[[[` and `]]]` stand round what must be underlined; returns the codes. */
function check(marked: string): { codes: string[]; fixed: string } {
  const expected: { start: number; end: number }[] = [];
  let text = '';
  for (const part of marked.split(/(\[\[\[|\]\]\])/)) {
    if (part === '[[[') expected.push({ start: text.length, end: -1 });
    else if (part === ']]]') expected[expected.length - 1]!.end = text.length;
    else text += part;
  }
  const { syntaxErrors } = read(text);
  assert.deepEqual(
    syntaxErrors.map((f) => text.slice(f.range.start, f.range.end)),
    expected.map((r) => text.slice(r.start, r.end)),
  );
  assert.deepEqual(
    syntaxErrors.map((f) => f.range),
    expected,
  );
  let fixed = text;
  for (const edit of [...(syntaxErrors[0]?.fixes[0]?.edits ?? [])].reverse()) {
    fixed = fixed.slice(0, edit.range.start) + edit.newText + fixed.slice(edit.range.end);
  }
  return { codes: syntaxErrors.map((f) => f.code), fixed };
}

describe('reading a script', () => {
  it('finds stages, cast, market and language of a talk', () => {
    const d = read(SCRIPTS.TALK);
    assert.deepEqual(d.syntaxErrors, []);
    assert.deepEqual(
      d.script.stages.map((s) => s.id),
      ['prospecting', 'discovery'],
    );
    assert.deepEqual([d.market, d.language], ['CN', 'zh-CN']);
    const turn = d.script.items.find((i) => i.type === 'turn' && i.speakerName === '先生');
    assert.equal(turn?.type === 'turn' && turn.role, 'client');
  });

  it('joins continuation lines into one turn with exact ranges', () => {
    const d = read(SCRIPTS.TALK);
    const segment = d.segments.find((s) => s.text.text.startsWith('很扎实'))!;
    const at = segment.text.text.indexOf('您希望');
    const range = segment.text.rangeOf(at, at + 3);
    assert.equal(d.text.slice(range.start, range.end), '您希望');
    assert.equal(segment.text.text, '很扎实。两年之后呢，\n您希望家里是什么样子？');
  });

  it('links branches: one next turn per branch, joined behind them, jumps followed', () => {
    assert.deepEqual(spoken(SCRIPTS.OBJECTIONS), [
      'client 我想一想。 → 2,5,7',
      'client 手头有点紧 → 2',
      'agent 您最近开支不 → 7 ← 1',
      'note 只算了一个人 → 7',
      'client 分红到底有多 → 5',
      'agent ￼ 写进合同 → 7 ← 4',
      'client 我和家人商量 → 7',
      'agent 应该的，周日 → ',
    ]);
  });

  it('keeps a product in its branch, then the stage, then front matter', () => {
    const d = read(
      '---\nproduct: p0\n---\n# 促成\n代理人：@产品(p1) 好\n? 一\n  代理人：@产品(p2)，见 @条款(p3#1)\n? 二\n  代理人：嗯\n',
    );
    assert.deepEqual(
      d.segments.map((s) => s.products.join()),
      ['p1,p0', 'p1,p0', 'p2,p1,p3,p0', 'p1,p0', 'p1,p0'],
    );
  });

  it('reads posts as public text that stands alone', () => {
    const d = read(SCRIPTS.POSTS);
    assert.deepEqual(d.syntaxErrors, []);
    assert.deepEqual([...new Set(d.segments.map((s) => s.channel))], ['public']);
    assert.deepEqual(
      d.segments.map((s) => s.speaker),
      ['text', 'text', 'text', 'narrator', 'agent', 'caption'],
    );
    assert.equal(d.segments[1]!.text.text.slice(0, 5), '风险提示：');
    assert.deepEqual(d.segments[2]!.next, []);
    assert.notEqual(d.segments[2]!.group, d.segments[3]!.group);
    assert.deepEqual(
      d.script.stages.map((s) => s.attributes.map((a) => `${a.key}=${a.value}`).join()),
      ['', 'max=45s'],
    );
  });

  it('reads full-width and half-width punctuation, traditional and simplified words alike', () => {
    const narrow = read(
      '# 异议处理 {objection}\n业务员(轻声): [[披露:责任免除]] @产品(p#1)\n> 记录: x\n? y\n  -> 异议处理\n',
    );
    const wide = read(
      '＃　異議處理　｛objection｝\n業務員（輕聲）：［［揭露：責任免除］］　＠產品（p＃1）\n＞　記錄：x\n？　y\n　－＞　異議處理\n',
    );
    const shape = (d: typeof wide) => [
      d.script.stages.map((s) => s.id),
      d.segments.map((s) => [s.speaker, s.references.length, s.label]),
    ];
    assert.deepEqual(shape(wide), shape(narrow));
    assert.deepEqual(wide.syntaxErrors, []);
  });

  it('reads arrows and notes as keyboards write them, and settings below empty lines', () => {
    for (const arrow of ['->', '→', '－＞', '-》', '—>', '--》', '=>', '⇒', '➡️'])
      assert.deepEqual(
        read(`# 破冰\n代理人：好\n${arrow} 促成\n》记录：x\n# 促成\n代理人：好\n`).script.items.map(({ type }) => type),
        ['turn', 'jump', 'note', 'turn'],
        arrow,
      );
    assert.equal(read('\n\n---\nmarket: HK\n---\n# 破冰\n代理人：好\n').market, 'HK');
    assert.equal(read('Agent: hi\nClient: hello\n').script.frontMatter, undefined);
    assert.equal(read('\n---\n一段话\n---\n').script.frontMatter, undefined);
  });

  it('knows stages in four languages', () => {
    const titles = {
      破冰: 'prospecting',
      需求訪談: 'discovery',
      建議書說明: 'presentation',
      反對問題處理: 'objection',
    };
    const more = {
      要保流程: 'closing',
      保單健檢: 'service',
      轉介紹: 'referral',
      短影音: 'video',
      'Claims help': 'service',
    };
    for (const [title, id] of Object.entries({ ...titles, ...more, '一、方案讲解（周四）': 'presentation' })) {
      assert.equal(stageFromTitle(title), id, title);
    }
    assert.equal(stageFromTitle('约下次见面'), undefined);
    assert.equal(stageFromTitle('Disclosing things'), undefined);
    assert.equal(stageNamed('促成'), 'closing');
  });

  it('reads suppressions with reason, end and target', () => {
    const text =
      '// pitchlint-disable-next-line claims/a, style/b -- 客户原话 until 2026-12-31\n// 另一条\n代理人：好\n';
    const [s] = read(text).suppressions;
    assert.deepEqual(
      s?.rules.map((r) => r.id),
      ['claims/a', 'style/b'],
    );
    assert.deepEqual([s?.reason, s?.until], ['客户原话', '2026-12-31']);
    assert.equal(text.slice(s!.target.start, s!.target.end), '代理人：好');
  });

  it('reads Markdown hosts, CRLF and lone CR the same', () => {
    const lf = SCRIPTS.OBJECTIONS;
    for (const other of [lf.replaceAll('\n', '\r\n'), lf.replaceAll('\n', '\r'), `\uFEFF${lf}`]) {
      assert.deepEqual(
        read(other).segments.map((s) => [s.speaker, s.text.text, s.next]),
        read(lf).segments.map((s) => [s.speaker, s.text.text, s.next]),
      );
    }
  });
});

describe('faults of a script', () => {
  const cases: [string, string, string, string?][] = [
    ['an open placeholder', '代理人：[[[{{客户称呼]]]，您好\n', 'unclosed-placeholder', '代理人：{{客户称呼}}，您好\n'],
    ['a half-closed placeholder', '代理人：[[[{{client}]]], hi\n', 'unclosed-placeholder', '代理人：{{client}}, hi\n'],
    [
      'an open disclosure',
      '代理人：好。[[[[[披露：犹豫期]]]\n',
      'unclosed-disclosure',
      '代理人：好。[[披露：犹豫期]]\n',
    ],
    [
      'a placeholder in single braces',
      '代理人：[[[{客户称呼}]]]，您好\n',
      'placeholder-braces',
      '代理人：{{客户称呼}}，您好\n',
    ],
    [
      'a disclosure in single brackets',
      '代理人：好。[[[［披露：犹豫期］]]]\n',
      'disclosure-brackets',
      '代理人：好。[[披露：犹豫期]]\n',
    ],
    [
      'a disclosure in Chinese brackets',
      '代理人：好。[[[【【披露：犹豫期】】]]]\n',
      'disclosure-brackets',
      '代理人：好。[[披露：犹豫期]]\n',
    ],
    [
      'a product behind its mark without brackets',
      '代理人：看[[[@产品 ci-70]]] 吧\n',
      'unclosed-reference',
      '代理人：看@产品(ci-70) 吧\n',
    ],
    [
      'a product in other brackets',
      '代理人：看[[[@产品【ci-70】]]]吧\n',
      'unclosed-reference',
      '代理人：看@产品(ci-70)吧\n',
    ],
    [
      'settings without lines round them',
      '[[[market: CN]]]\ntitle: x\n# 破冰\n代理人：好\n',
      'front-matter-unfenced',
      '---\nmarket: CN\ntitle: x\n---\n# 破冰\n代理人：好\n',
    ],
    [
      'settings between other lines',
      '[[[———]]]\nmarket: CN\n———\n# 破冰\n代理人：好\n',
      'front-matter-unfenced',
      '---\nmarket: CN\n---\n# 破冰\n代理人：好\n',
    ],
    ['an empty placeholder', '代理人：您好[[[{{ }}]]]，请坐\n', 'empty-mark', '代理人：您好，请坐\n'],
    ['an empty reference', '代理人：看[[[@产品()]]]吧\n', 'empty-mark', '代理人：看吧\n'],
    ['an open reference', '代理人：[[[@产品(p1]]]，好\n', 'unclosed-reference', '代理人：@产品(p1)，好\n'],
    [
      'a line between two columns',
      '? 一\n    代理人：甲\n[[[  ]]]代理人：乙\n    代理人：丙\n',
      'branch-indent',
      '? 一\n    代理人：甲\n    代理人：乙\n    代理人：丙\n',
    ],
    [
      'tabs among spaces',
      '? 一\n  代理人：甲\n? 二\n[[[\t]]]代理人：乙\n',
      'mixed-indent',
      '? 一\n  代理人：甲\n? 二\n  代理人：乙\n',
    ],
    [
      'spaces among tabs',
      '# 方案讲解\n? 一\n\t代理人：甲\n\t? 二\n\t\t代理人：乙\n? 三\n[[[  ]]]代理人：丙\n',
      'mixed-indent',
      '# 方案讲解\n? 一\n  代理人：甲\n  ? 二\n    代理人：乙\n? 三\n  代理人：丙\n',
    ],
    [
      'front matter without an end',
      '[[[---]]]\ntitle: x\n# 破冰\n代理人：好\n',
      'front-matter-unclosed',
      '---\ntitle: x\n---\n# 破冰\n代理人：好\n',
    ],
    [
      'a stage named twice',
      '# 促成\n代理人：好\n# [[[促成]]]\n代理人：好\n# 促成 2\n代理人：好\n# 促成 {closing}\n代理人：好\n',
      'stage-twice',
      '# 促成\n代理人：好\n# 促成 3\n代理人：好\n# 促成 2\n代理人：好\n# 促成 4 {closing}\n代理人：好\n',
    ],
    [
      'an open brace in a heading',
      '# 短视频 [[[{video max=60s]]]\n代理人：好\n',
      'stage-braces',
      '# 短视频 {video max=60s}\n代理人：好\n',
    ],
  ];
  for (const [name, marked, code, fixed] of cases) {
    it(`${name}: one finding, at its place`, () => {
      const result = check(marked);
      assert.deepEqual(result.codes, [code]);
      if (fixed !== undefined) {
        assert.equal(result.fixed, fixed);
        assert.deepEqual(read(fixed).syntaxErrors, []);
      }
    });
  }

  it('a disclosure without its word: one finding with the word as fix', () => {
    const [finding, ...more] = read('代理人：[[犹豫期]]\n').syntaxErrors;
    assert.deepEqual(
      [finding?.code, more.length, finding?.fixes[0]?.edits[0]?.newText],
      ['disclosure-word', 0, '披露：'],
    );
  });

  it('broken YAML in front: one finding, and the script is still read', () => {
    const d = read('---\ntitle: [a, b\nmarket: CN\n---\n# 破冰\n代理人：您好\n');
    assert.equal(d.syntaxErrors.filter((f) => f.rule === 'syntax/pitch').length, 1);
    assert.equal(d.segments.length, 1);
  });

  it('a heading whose blank was forgotten is a heading, a hashtag is none', () => {
    const titles = (line: string) =>
      read(`# 朋友圈\n${line}\n好\n`)
        .script.stages.slice(1)
        .map(({ title, id, written }) => `${title} ${id ?? '?'}${written ? ` {${written.text}}` : ''}`)
        .join();
    const cases: Readonly<Record<string, string>> = {
      '#破冰': '破冰 prospecting',
      '##破冰': '破冰 prospecting',
      '＃＃破冰｛foo｝': '破冰 ? {foo}',
      '##破冰{foo}': '破冰 ? {foo}',
      '#破冰 {prospecting}': '破冰 prospecting {prospecting}',
      '#聊聊家常{prospecting max=3}': '聊聊家常 prospecting {prospecting}',
      '## 需求分析 ##': '需求分析 discovery',
      '##聊聊家常': '聊聊家常 moments',
      '###第一页：四堵墙': '第一页：四堵墙 moments',
      '#聊聊家常': '',
      '#聊聊家常 {{客户称呼}}': '',
      '#保险 {真的}': '',
      '##养老##': '',
      '##养老 ##理赔': '',
      '#理赔 #养老': '',
    };
    for (const [line, title] of Object.entries(cases)) assert.equal(titles(line), title, line);
  });

  it('text that looks like a speaker, a mention or a hashtag is text', () => {
    const d = read('# 朋友圈\n风险提示：不保证\n@产品经理小李 说得对\n#保险科普 #理赔\n下午3:00 见\n');
    assert.deepEqual(d.syntaxErrors, []);
    assert.deepEqual([...new Set(d.segments.map((s) => s.speaker))], ['text']);
    assert.equal(d.script.stages.length, 1);
  });
});
