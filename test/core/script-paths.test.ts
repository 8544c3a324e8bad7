/** Path rules on hard shapes: long rows of branches, cycles, jumps into other files; and scripts that are half broken. */
import assert from 'node:assert/strict';
import type { Diagnostic } from '../../server/src/core/diagnostic.ts';
import type { Document, PitchDocument } from '../../server/src/core/documents/document.ts';
import { exampleProject, lint, readDocument, standardRuleSet } from '../../server/src/core/index.ts';
import { rowOfBranches, SCRIPTS, TELLS } from '../growth.ts';
import { SAMPLE_CATALOG } from './domain-household.ts';

const ruleSet = standardRuleSet();
const settings = { market: 'CN', severities: {}, thresholds: {}, asOf: '2026-11-20' } as const;
const catalog = readDocument({ uri: 'file:///c.catalog.yaml', kind: 'catalog', text: SAMPLE_CATALOG });

const read = (text: string, uri = 'file:///a.pitch') => readDocument({ uri, kind: 'pitch', text }) as PitchDocument;

function check(text: string, beside: readonly Document[] = []): readonly Diagnostic[] {
  const document = read(text);
  return lint(document, exampleProject(document, settings, [catalog, ...beside]), ruleSet).diagnostics;
}

const of = (found: readonly Diagnostic[], rule: string, variant?: string) =>
  found.filter((d) => d.rule === rule && (variant === undefined || d.variant === variant));

describe('path rules', () => {
  it('hold on all of 2^1000 paths', () => {
    const told = rowOfBranches(1000, '代理人：不赔的情况在后面一页。[[披露：责任免除]]\n');
    assert.equal(of(check(told), 'disclosure/exclusions').length, 0);
    const untold = check(rowOfBranches(1000, '代理人：就到这里。\n'));
    assert.equal(of(untold, 'disclosure/exclusions').length, 1);
  });

  for (const [name, shape] of Object.entries(SCRIPTS))
    it(`see that nothing tells what is not covered: ${name}`, () => {
      const { text, beside } = shape(1000);
      assert.ok(of(check(text, beside), 'disclosure/exclusions').length > 0);
    });

  it('see the one branch of a thousand that is not told, and name it', () => {
    const branches = Array.from({ length: 1000 }, (_, i) =>
      i === 731 ? '? 第731种\n  代理人：我们往下看。\n' : `? 第${i}种\n  代理人：不赔的在这里。[[披露：责任免除]]\n`,
    );
    const [finding, ...more] = of(check(`# 方案讲解\n${TELLS}${branches.join('')}`), 'disclosure/exclusions');
    assert.ok(finding && more.length === 0);
    const text = `# 方案讲解\n${TELLS}${branches.join('')}`;
    assert.deepEqual(
      finding.related.map(({ range }) => text.slice(range.start, range.end)),
      ['? 第731种'],
    );
  });

  it('go round a cycle and still see the way out', () => {
    const cycle = (out: string) =>
      `# 方案讲解\n${TELLS}? 再讲一遍\n  -> 方案讲解\n? 明白了\n  ${out}\n# 售后\n代理人：好的。\n`;
    assert.equal(of(check(cycle('代理人：往下看。')), 'disclosure/exclusions').length, 1);
    assert.equal(of(check(cycle('代理人：不赔的在这里。[[披露：责任免除]]')), 'disclosure/exclusions').length, 0);
    assert.equal(of(check(cycle('代理人：往下看。')), 'script/branch', 'endless').length, 0);
  });

  it('follow a jump into another file, and back from it', () => {
    const other = (line: string) => read(`# 不赔的\n代理人：${line}\n`, 'file:///other.pitch');
    const text = `# 方案讲解\n${TELLS}-> other.pitch#不赔的\n`;
    assert.equal(of(check(text, [other('不赔的在这里。[[披露：责任免除]]')]), 'disclosure/exclusions').length, 0);
    assert.equal(of(check(text, [other('往下看。')]), 'disclosure/exclusions').length, 1);
    assert.equal(
      of(check(text, [read('# 别的\n代理人：好。\n', 'file:///other.pitch')]), 'script/branch', 'no-stage').length,
      1,
    );
    assert.equal(of(check(text), 'script/branch', 'no-file').length, 1);
  });

  it('follow jumps through files to where the talk ends, round through files too', () => {
    const file = (name: string, text: string) => read(text, `file:///${name}.pitch`);
    const first = `# 方案讲解\n${TELLS}-> b.pitch#乙\n`;
    const b = file('b', '# 乙\n代理人：往下看。\n-> c.pitch#丙\n');
    const told = file('c', '# 丙\n代理人：不赔的在这里。[[披露：责任免除]]\n');
    assert.equal(of(check(first, [b, told]), 'disclosure/exclusions').length, 0);
    assert.equal(of(check(first, [b, file('c', '# 丙\n代理人：好。\n')]), 'disclosure/exclusions').length, 1);
    const round = (out: string) => file('c', `# 丙\n? 再讲\n  -> b.pitch#乙\n? 够了\n  代理人：${out}\n`);
    assert.equal(of(check(first, [b, round('好。')]), 'disclosure/exclusions').length, 1);
    assert.equal(of(check(first, [b, round('不赔的在这里。[[披露：责任免除]]')]), 'disclosure/exclusions').length, 0);
  });

  it('want the notice of a bonus next on every way, jumps and other files followed, and name the way that lacks it', () => {
    const BONUS = '代理人：@产品(edu-par) 每年还有分红。\n';
    const NOTICE = '代理人：分红不保证，可能为零。';
    const way = (text: string, beside: readonly Document[] = []) => {
      const [finding, ...more] = of(check(text, beside), 'disclosure/returns-uncertain');
      assert.equal(more.length, 0);
      return finding?.related.map(({ uri, range }) => `${uri.slice(8)} ${text.slice(range.start, range.end)}`);
    };
    const text = (a: string, b: string) =>
      `# 方案讲解\n${BONUS}? 有多少\n  ${a}\n? 好的\n  ${b}\n# 售后\n代理人：好。\n`;
    assert.equal(way(text(NOTICE, NOTICE)), undefined);
    assert.deepEqual(way(text(NOTICE, '-> 售后')), ['a.pitch ? 好的', 'a.pitch -> 售后']);
    assert.deepEqual(way(text(NOTICE, '客户：行。')), ['a.pitch ? 好的']);
    const other = (line: string) => read(`# 补充\n${line}\n`, 'file:///b.pitch');
    assert.equal(way(text(NOTICE, '-> b.pitch#补充'), [other(NOTICE)]), undefined);
    assert.deepEqual(way(text(NOTICE, '-> b.pitch#补充'), [other('代理人：好。')]), [
      'a.pitch ? 好的',
      'a.pitch -> b.pitch#补充',
    ]);
    // round and round, and never out: nobody is left without it
    assert.equal(way(`# 方案讲解\n${BONUS}? 再说\n  -> 方案讲解\n? 有多少\n  ${NOTICE}\n`)?.length, 2);
    const row = Array.from({ length: 1000 }, (_, i) => `? 问${i}\n  ${i === 500 ? '代理人：好。' : NOTICE}\n`).join('');
    assert.deepEqual(way(`# 方案讲解\n${BONUS}${row}`), ['a.pitch ? 问500']);
  });

  it('end when two files jump to each other', () => {
    const other = read('# 不赔的\n代理人：回去。\n-> a.pitch#方案讲解\n', 'file:///other.pitch');
    assert.ok(check(`# 方案讲解\n${TELLS}-> other.pitch#不赔的\n`, [other]));
  });

  it('want the key terms on every path through closing', () => {
    const closing = (b: string) =>
      `# 方案讲解\n代理人：今天看 @产品(acc-adult)。\n# 促成\n? 好\n  代理人：不保证续保。[[披露：不保证续保]]\n? 再想想\n  代理人：${b}\n`;
    assert.equal(of(check(closing('行。')), 'disclosure/key-terms').length, 1);
    assert.equal(of(check(closing('行。[[披露：不保证续保]]')), 'disclosure/key-terms').length, 0);
  });

  it('give the same findings after an edit as from scratch', () => {
    const before = rowOfBranches(200, '代理人：就到这里。\n');
    const after = before.replace('第77页。', '第77页。不赔的在这里[[披露：责任免除]]。').replace('第150页', '第150张');
    const first = read(before);
    const project = (d: Document) => exampleProject(d, settings, [catalog]);
    lint(first, project(first), ruleSet);
    const edited = readDocument({ uri: first.uri, kind: 'pitch', text: after }, first);
    const shown = (found: readonly Diagnostic[]) => found.map(({ rule, variant, range }) => ({ rule, variant, range }));
    assert.deepEqual(shown(lint(edited, project(edited), ruleSet).diagnostics), shown(check(after)));
  });
});

describe('scripts that are half broken', () => {
  const only = (text: string, rule: string, code: string, words: string) => {
    const found = check(text);
    const own = of(found, rule, code);
    assert.equal(own.length, 1, JSON.stringify(found.map((d) => [d.rule, d.variant])));
    assert.ok(text.slice(own[0]!.range.start, own[0]!.range.end).includes(words), code);
    assert.ok(of(found, 'claims/guaranteed-return').length === 1, 'everything else is still checked');
    const noise = found.filter(({ rule }) => rule !== 'claims/guaranteed-return' && /^(syntax|schema)\//.test(rule));
    assert.equal(noise.length, rule.startsWith('syntax/') ? 1 : 0, noise.map((d) => `${d.rule} ${d.variant}`).join());
  };
  const claim = '代理人：这款产品保本保息。\n';

  it('give one finding each at the right place', () => {
    only(`# 售后\n代理人：{{客户称呼，您好。\n${claim}`, 'syntax/pitch', 'unclosed-placeholder', '{{客户称呼');
    only(`# 售后\n代理人：看条款。[[披露：责任免除\n${claim}`, 'syntax/pitch', 'unclosed-disclosure', '[[披露');
    only(`---\ntitle: [x\n---\n# 售后\n${claim}`, 'syntax/pitch', 'front-matter-yaml', '');
    only(`# 售后\n代理人：好。\n# 售后\n${claim}`, 'syntax/pitch', 'stage-twice', '售后');
    only(`# 售后\n? 好\n    代理人：好。\n  代理人：行。\n${claim}`, 'syntax/pitch', 'branch-indent', ' ');
    only(`# 售后\n? 好\n\t代理人：好。\n? 行\n  代理人：行。\n${claim}`, 'syntax/pitch', 'mixed-indent', ' ');
    only(`# 售后\n-> 没有的环节\n# 售后二 {service}\n${claim}`, 'script/branch', 'no-stage', '没有的环节');
    only(`# 售后\n-> b.pitch#促成\n# 售后二 {service}\n${claim}`, 'script/branch', 'no-file', 'b.pitch');
    only(`---\nmarket: CN\n# 售后\n${claim}`, 'syntax/pitch', 'front-matter-unclosed', '---');
    const nested = '? 好\n  代理人：一。\n  ? 深\n      代理人：二。\n    代理人：三。\n';
    only(`# 售后\n${nested}${claim}`, 'syntax/pitch', 'branch-indent', ' ');
    only(`# 售后 {service\n代理人：好。\n${claim}`, 'syntax/pitch', 'stage-braces', '{service');
    only(`# 售后\n代理人：看 @条款(ci-70#2.3。\n${claim}`, 'syntax/pitch', 'unclosed-reference', '@条款');
    only(`# 售后\n代理人：看。[[责任免除]]\n${claim}`, 'syntax/pitch', 'disclosure-word', '责任免除');
  });

  it('take speakers that look like text for text, both widths for one, and two languages as they come', () => {
    const text = '# 朋友圈\n风险提示：有免赔额。\n代理人:您好,看条款。\nAgent: It is risk-free.\n@署名()\n';
    const document = read(text);
    assert.deepEqual(
      document.segments.map(({ speaker }) => speaker),
      ['text', 'agent', 'agent'],
    );
    assert.equal(of(check(text), 'claims/guaranteed-return').length, 1);
  });

  it('check both languages of a script in two, and punctuation of both widths without a word', () => {
    const text = '＃ 售后\n代理人:这款产品保本保息,您放心.\nAgent：It is risk-free!\n客戶（小聲）:好。\n';
    const found = check(text);
    assert.deepEqual(
      of(found, 'claims/guaranteed-return').map(({ range }) => text.slice(range.start, range.end)),
      ['保本保息', 'risk-free'],
    );
    assert.deepEqual(of(found, 'syntax/pitch'), []);
  });
});
