/** Editing a company's pack in the running server: findings as one types, and what holds meanwhile. */
import assert from 'node:assert/strict';
import type { Diagnostic, WorkspaceEdit } from 'vscode-languageserver/node';
import type { PackTests } from '../../server/src/protocol.ts';
import { TestClient, uriOf } from './client.ts';

const RULE = `id: claims/mine
title: {zh: 甲, en: a}
why: {zh: 甲, en: a}
basis: practice
markets: {CN: {severity: warning}}
phrases: {zh: ["(贴心|安心)保"]}
message: {zh: 甲, en: a}
examples:
  - bad: "代理人：这款[[贴心保]]。"
  - bad: "代理人：这款[[安心保]]。"
  - good: "代理人：您好。"
`;
const FILES = {
  'pitchlint.yaml': 'root: true\npacks: [house]\nseverities:\n  claims/rebate-gift: info\n',
  'house/pack.yaml': 'name: house\nversion: "1"\nlocks: {claims/rebate-gift: error}\n',
  'house/mine.yaml': RULE,
  'a.pitch': '代理人：这款贴心保。\n',
};

/** Findings as `line:column code «text under them»`. */
function told(text: string, items: readonly Diagnostic[]): string[] {
  const lines = text.split('\n');
  return items.map(({ range: { start, end }, code }) => {
    const under = start.line === end.line ? lines[start.line]!.slice(start.character, end.character) : '…';
    return `${start.line + 1}:${start.character + 1} ${code} «${under}»`;
  });
}

describe('a pack in the editor', () => {
  let client: TestClient;
  afterEach(() => client.stop());

  const edits: readonly [string, string, string[]][] = [
    ['nothing for a rule that holds', RULE, []],
    [
      'an unknown key, with what was meant',
      RULE.replace('basis', 'bassis'),
      ['4:1 pack/unknown-key «bassis»', '5:15 pack/missing «{severity: warning}»'],
    ],
    [
      'an unknown list at its place in the phrase',
      RULE.replace('(贴心|安心)保', '很 … <sue>'),
      ['6:21 pack/word-list-unknown «<sue>»'],
    ],
    ['a bracket left open', RULE.replace('(贴心|安心)保', '保 (贴心|安心'), ['6:19 pack/phrase-unclosed «(»']],
    [
      'an example that does not fire',
      RULE.replace('[[安心保]]。', '[[省心保]]。'),
      ['6:21 pack/uncovered «安心»', '10:19 pack/example-fails «省心保»'],
    ],
    [
      'a wrong underline',
      RULE.replace('[[贴心保]]', '[[这款贴心保]]').replace('这款[[', '[['),
      ['9:17 pack/example-fails «这款贴心保»'],
    ],
    [
      'a good example that fires',
      RULE.replace('代理人：您好', '代理人：贴心保好'),
      ['11:16 pack/example-fails «贴心保»'],
    ],
    [
      'an alternative that no example hits',
      RULE.replace('贴心|安心', '贴心|安心|放心'),
      ['6:24 pack/uncovered «放心»'],
    ],
    [
      'a fix that no example shows',
      RULE.replace(
        'examples:',
        'fix: {kind: replace, title: {zh: 换, en: Put}, text: {zh: 本产品, en: it}}\nexamples:',
      ),
      ['10:10 pack/fixed «"代理人：这款[[贴心保]]。"»'],
    ],
    [
      'a slip of YAML, once',
      RULE.replace('why: {zh: 甲, en: a}', 'why: {zh: 甲, en: a'),
      ['3:6 syntax/yaml «{zh: 甲, en: a»'],
    ],
  ];
  for (const [what, text, expected] of edits)
    it(`tells ${what}`, async () => {
      client = await TestClient.start(FILES);
      const uri = await client.open('house/mine.yaml');
      assert.deepEqual(told(RULE, (await client.pull(uri)).items), []);
      await client.replace(uri, text);
      assert.deepEqual(told(text, (await client.pull(uri)).items), expected);
      await client.replace(uri, RULE);
      assert.deepEqual(told(RULE, (await client.pull(uri)).items), []);
    });

  it('keeps the last good rules in force while a rule file is broken', async () => {
    client = await TestClient.start(FILES);
    const script = await client.open('a.pitch');
    const rule = await client.open('house/mine.yaml');
    assert.deepEqual(await client.codes(script), ['claims/mine']);
    await client.replace(rule, RULE.replace('(贴心|安心)保', '(贴心|'));
    assert.deepEqual(await client.codes(script), ['claims/mine']);
    await client.replace(rule, RULE.replaceAll('贴心', '称心'));
    assert.deepEqual(await client.codes(script), []);
  });

  it('says on pitchlint.yaml what is locked and what is broken', async () => {
    client = await TestClient.start(FILES);
    const config = await client.open('pitchlint.yaml');
    const text = FILES['pitchlint.yaml'];
    assert.deepEqual(told(text, (await client.pull(config)).items), ['4:23 pack/locked «info»']);
    const rule = await client.open('house/mine.yaml');
    await client.replace(rule, RULE.replace('id:', 'di:'));
    assert.deepEqual(told(text, (await client.pull(config)).items), ['2:9 pack/folder «house»']);
  });

  it('takes a file of another YAML language for a rule file when it stands in a pack', async () => {
    client = await TestClient.start(FILES);
    const uri = await client.open('house/mine.yaml', RULE.replace('[[贴心保]]', '[[贴心]]保'), 'yaml');
    assert.deepEqual(await client.codes(uri), ['pack/example-fails']);
  });

  it('knows which YAML files are a pack’s', async () => {
    client = await TestClient.start({ ...FILES, 'deploy/values.yaml': 'a: 1\n' });
    const owns = (name: string) => client.request<boolean>('pitchlint/ownsPackFile', { uri: uriOf(name) });
    assert.deepEqual(
      [await owns('house/mine.yaml'), await owns('house/words/more.yml'), await owns('deploy/values.yaml')],
      [true, true, false],
    );
    assert.equal(await owns('pitchlint.yaml'), false);
  });

  it('takes in a rule file that was just made when it is opened, should nobody tell that it came', async () => {
    client = await TestClient.start(FILES);
    const script = await client.open('a.pitch', '代理人：这款省心保。\n');
    assert.deepEqual(await client.codes(script), []);
    const text = RULE.replaceAll('安心', '省心').replace('claims/mine', 'claims/other').replace('(贴心|省心)', '省心');
    client.files.set(uriOf('house/other.yaml'), '');
    await client.open('house/other.yaml', text.replace(/.*贴心.*\n/, ''));
    assert.deepEqual(await client.codes(script), ['claims/other']);
  });

  it('tells each example as a test, and which of them fail', async () => {
    client = await TestClient.start({
      ...FILES,
      'house/gift.yaml':
        'extends: claims/rebate-gift\nallow: {zh: [送您红包封面]}\nexamples:\n  - good: "代理人：送您红包封面。"\n',
    });
    const uri = await client.open('house/mine.yaml');
    const asked = async () => {
      const packs = await client.request<PackTests['result']>('pitchlint/packTests', { uri });
      return packs.map(({ name, rules }) => [
        name,
        ...rules.map(({ id, line, examples, faults }) => [
          `${id}:${line + 1}`,
          ...examples.map((each) => `${each.line + 1} ${each.faults.length}`),
          faults.length,
        ]),
      ]);
    };
    const gift = ['claims/rebate-gift:1', '4 0', 0];
    assert.deepEqual(await asked(), [['house', ['claims/mine:1', '9 0', '10 0', '11 0', 0], gift]]);
    await client.replace(uri, RULE.replace('[[贴心保]]', '[[这款贴心保]]').replace('贴心|安心', '贴心|安心|放心'));
    assert.deepEqual(await asked(), [['house', ['claims/mine:1', '9 1', '10 0', '11 0', 1], gift]]);
  });

  it('judges a pack that no pitchlint.yaml names', async () => {
    client = await TestClient.start({ 'house/pack.yaml': 'name: h\n', 'house/claims/mine.yaml': RULE });
    const uri = await client.open('house/claims/mine.yaml', RULE.replace('贴心|安心', '贴心|安心|放心'));
    assert.deepEqual(await client.codes(uri), ['pack/uncovered']);
  });

  it('offers what was meant', async () => {
    client = await TestClient.start(FILES);
    const text = RULE.replace('severity: warning', 'severity: warnin');
    const uri = await client.open('house/mine.yaml', text);
    const [found] = (await client.pull(uri)).items;
    const actions = await client.request<{ title: string; edit: WorkspaceEdit }[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: found!.range,
      context: { diagnostics: [found] },
    });
    assert.deepEqual(
      actions[0]?.edit.changes?.[uriOf('house/mine.yaml')]?.map(({ newText }) => newText),
      ['warning'],
    );
  });
});
