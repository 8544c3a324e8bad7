import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readPitch } from '../../server/src/core/documents/pitch/read.ts';
import { foldLine } from '../../server/src/core/documents/pitch/words.ts';
import { format } from '../../server/src/features/pitch/format.ts';
import { importScript } from '../../server/src/features/pitch/import.ts';
import { pitchFeatures } from '../../server/src/features/pitch/index.ts';
import { SCRIPTS } from '../core/pitch-scripts.ts';
import { runs } from './runs.ts';

const read = (text: string) => readPitch({ uri: 'file:///a.pitch', kind: 'pitch', text });

function formatted(text: string): string {
  let result = '';
  let done = 0;
  for (const { range, newText } of format(read(text))) {
    assert.ok(range.start >= done, 'edits are sorted and apart');
    result += text.slice(done, range.start) + newText;
    done = range.end;
  }
  return result + text.slice(done);
}

/** Words alone: no white space, widths folded, one arrow. */
const words = (text: string) =>
  foldLine(text)
    .replace(/[\s\uFEFF]+/g, '')
    .replaceAll(/-》|→/g, '->')
    .replaceAll('》', '>');
/** What a reader of the script would say is the same. */
const meaning = (text: string) =>
  read(text).segments.map((s) => [s.speaker, s.stage, s.next, s.answers, words(s.text.text)]);

const pieces = fc.constantFrom(
  ...[
    '\n',
    '  ',
    '\t',
    '　',
    ' ',
    '# 破冰\n',
    '#需求分析\n',
    '##破冰{foo}\n',
    '##聊聊\n',
    '#### 深\n',
    '＃　异议处理　｛objection｝\n',
    '# 朋友圈\n',
  ],
  ...[
    '代理人 ： 您好 \n',
    '客户:嗯\n',
    'Agent (soft) :hi\n',
    '代理人（轻声）: 好\n',
    '？太贵了\n',
    '?\n',
    '>记录:x\n',
    '> \n',
    '→破冰\n',
  ],
  ...[
    '->\n',
    '-》促成\n',
    '》记录：x\n',
    'market: HK\n',
    '【披露：犹豫期】',
    '{客户称呼}',
    '-> a.pitch # 促成\n',
    '-> # 破冰\n',
    '{{ 客户称呼 ｝｝',
    '［［披露：犹豫期］］',
    '@产品（a ＃ 2）',
    '{{',
    '[[',
    '　　一段话\n',
    '@署名()\n',
    '// 说明\n',
  ],
);
const texts = fc.array(pieces, { maxLength: 30 }).map((p) => p.join(''));

describe('formatting a script', () => {
  it('changes no word, keeps the meaning, and done twice is done once', () => {
    const holds = (text: string) => {
      const once = formatted(text);
      assert.equal(words(once), words(text));
      assert.deepEqual(meaning(once), meaning(text));
      assert.equal(formatted(once), once);
    };
    Object.values(SCRIPTS).forEach(holds);
    fc.assert(fc.property(texts, holds), { numRuns: runs(2700) });
  });
});

describe('structure of any script', () => {
  it('gives outlines, folds, tokens and selections whose ranges nest and never overlap', () => {
    fc.assert(
      fc.property(texts, fc.nat(), (text, at) => {
        const document = read(text);
        const inside = (outer: { start: number; end: number }, inner: { start: number; end: number }) =>
          assert.ok(outer.start <= inner.start && inner.end <= outer.end);
        const walk = (symbols: ReturnType<typeof pitchFeatures.outline>) => {
          for (const s of symbols) {
            inside(s.range, s.selection);
            for (const child of s.children) inside(s.range, child.range);
            walk(s.children);
          }
        };
        walk(pitchFeatures.outline(document));
        for (const fold of pitchFeatures.folding(document))
          assert.match(text.slice(fold.range.start, fold.range.end), /\n/);
        let end = 0;
        for (const { range } of pitchFeatures.semanticTokens(document)) {
          assert.ok(range.start >= end && range.end > range.start);
          assert.doesNotMatch(text.slice(range.start, range.end), /\n/);
          end = range.end;
        }
        const ranges = pitchFeatures.selection(document, at % (text.length + 1));
        for (let i = 1; i < ranges.length; i++) inside(ranges[i]!, ranges[i - 1]!);
      }),
      { numRuns: runs(300) },
    );
  });
});

describe('importing a text script', () => {
  const lines = fc.constantFrom(
    ...[
      '代理人：您好',
      '業務員: 您好',
      'Agent: hi',
      '小王 2026-03-05 14:02',
      '小王：',
      '好的，谢谢',
      '# 需求分析',
      '一、需求分析',
      '> 记一笔',
    ],
    ...[
      '- **代理人：**请坐',
      '',
      '风险提示：不保证',
      '？太贵',
      '周敏 下午2:05',
      '---',
      '#标签',
      '## 2. 小结 ##',
      '“您好”',
      '**重点**',
      '1. 第一',
    ],
  );
  it('loses no word', () => {
    const kept = (text: string) => {
      const count = new Map<string, number>();
      for (const c of foldLine(text)) if (/[^\s*_#•-]/.test(c)) count.set(c, (count.get(c) ?? 0) + 1);
      return count;
    };
    fc.assert(
      fc.property(fc.array(lines, { maxLength: 20 }), (source) => {
        const text = source.join('\n');
        const { pitch } = importScript(text);
        assert.equal(formatted(pitch), pitch, 'what was imported is formatted');
        const after = kept(pitch);
        for (const [c, n] of kept(text)) assert.ok((after.get(c) ?? 0) >= n, `${c} in ${JSON.stringify(pitch)}`);
      }),
      { numRuns: runs(500) },
    );
  });

  /** Words with the number of times each stands there. */
  const counted = (text: string) => {
    const count = new Map<string, number>();
    for (const [word] of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) count.set(word, (count.get(word) ?? 0) + 1);
    return count;
  };
  /** A text without the settings that it may begin with; lines of dashes round anything else are no settings. */
  const withoutSettings = (text: string) => {
    const { script, syntaxErrors } = read(text);
    const faulty = syntaxErrors.some(({ code }) => code === 'front-matter-unclosed' || code === 'front-matter-shape');
    return script.frontMatter && !faulty ? text.slice(script.frontMatter.range.end) : text;
  };
  it('has every word as often as before, whatever the lines are, and adds none but names in the front matter', () => {
    const letters = [...'代理人客户好的：:（()*_->?#[]{}|“”，。 \tab1２', '**', '- ', '> ', '\u3000'];
    const free = fc.array(fc.constantFrom(...letters), { maxLength: 14 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(fc.oneof(lines, free), { maxLength: 16 }), fc.boolean(), (source, crlf) => {
        const text = source.join(crlf ? '\r\n' : '\n');
        const { pitch } = importScript(text);
        assert.equal(formatted(pitch), pitch, 'what was imported is formatted');
        // where settings end and words begin is for the reader to say: what it calls words must be all of them
        const body = pitch.slice(read(pitch).script.frontMatter?.range.end ?? 0);
        assert.deepEqual([...counted(body)].sort(), [...counted(withoutSettings(text))].sort(), JSON.stringify(pitch));
      }),
      { numRuns: runs(2000) },
    );
  });
});
