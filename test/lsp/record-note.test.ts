/** The action “写入客户档案”: a note that records goes into the log of the client whose plan the script names. */
import assert from 'node:assert/strict';
import type { CodeAction } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parse } from 'yaml';
import { TestClient, uriOf } from './client.ts';

const FILES = {
  'pitchlint.yaml': 'root: true\nmarket: CN\n',
  'wen.plan.yaml': 'kind: plan\ntitle: 闻夏一家\ndate: 2026-11-01\n',
  'a.pitch': '---\nplan: wen.plan.yaml\n---\n# 需求分析\n> 记录：常出差："高空"作业 # 两地\n> 提示：慢一点\n> 记录：\n',
};
const HEAD = 'kind: client\nname: 闻夏\nplan: wen.plan.yaml\n';
const WORDS = '常出差："高空"作业 # 两地';
const QUOTED = JSON.stringify(WORDS);

/** What is offered on a line of `a.pitch`: titles, and `title: reason` of what is shown but cannot be done. */
async function offered(
  files: Readonly<Record<string, string>>,
  {
    line = 4,
    open = {} as Readonly<Record<string, string>>,
    only = ['refactor'] as readonly string[] | undefined,
  } = {},
): Promise<{ readonly titles: readonly string[]; readonly actions: readonly CodeAction[] }> {
  const all = { ...FILES, ...files };
  const editor = await TestClient.start(all, { showsDisabled: true, settings: { language: 'zh', asOf: '2026-11-22' } });
  try {
    for (const [name, text] of Object.entries(open)) await editor.open(name, text);
    const uri = await editor.open('a.pitch');
    await editor.pull(uri);
    const at = { line, character: 3 };
    const found = await editor.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: at, end: at },
      context: { diagnostics: [], ...(only && { only }) },
    });
    const actions = found.filter(({ kind }) => kind === 'refactor');
    return {
      actions,
      titles: actions.map(({ title, disabled }) => (disabled ? `${title}: ${disabled.reason}` : title)),
    };
  } finally {
    editor.stop();
  }
}

/** What the client file reads after the one action that is offered. */
async function recorded(client: string, onDisk = client): Promise<string> {
  const open: Record<string, string> = client === onDisk ? {} : { 'wen.client.yaml': client };
  const { actions, titles } = await offered({ 'wen.client.yaml': onDisk }, { open });
  assert.deepEqual(titles, ['写入客户档案：闻夏']);
  const { changes } = actions[0]!.edit!;
  assert.deepEqual(Object.keys(changes!), [uriOf('wen.client.yaml')], 'no other file is touched');
  return TextDocument.applyEdits(TextDocument.create('x:y', 'yaml', 1, client), changes![uriOf('wen.client.yaml')]!);
}

describe('a note written into the client file', () => {
  const ENTRY = `  - on: 2026-11-22\n    note: ${QUOTED}\n`;
  const cases: readonly [string, string, string][] = [
    ['begins a log where there is none', HEAD, `${HEAD}log:\n${ENTRY}`],
    [
      'begins it before what comes later in a record, and above its comment',
      `${HEAD}\n# 家里的日子\nevents:\n  - {what: 生日, on: 02-29}\n`,
      `${HEAD}\nlog:\n${ENTRY}# 家里的日子\nevents:\n  - {what: 生日, on: 02-29}\n`,
    ],
    [
      'goes behind the last entry, which keeps its comment',
      `${HEAD}log:\n- on: 2026-10-01\n  note: |-\n    首次面谈\n    谈了房贷\n- on: 2026-10-02   # 在家里\n\n# 完\n`,
      `${HEAD}log:\n- on: 2026-10-01\n  note: |-\n    首次面谈\n    谈了房贷\n- on: 2026-10-02   # 在家里\n- on: 2026-11-22\n  note: ${QUOTED}\n\n# 完\n`,
    ],
    [
      'is written as the last entry is',
      `${HEAD}log:\n    - {on: 2026-10-01, note: 首次面谈}\nreviews: []\n`,
      `${HEAD}log:\n    - {on: 2026-10-01, note: 首次面谈}\n    - {on: 2026-11-22, note: ${QUOTED}}\nreviews: []\n`,
    ],
    [
      'goes into a list on one line',
      `${HEAD}log: [{on: 2026-10-01}]\n`,
      `${HEAD}log: [{on: 2026-10-01}, {on: 2026-11-22, note: ${QUOTED}}]\n`,
    ],
    ['goes into an empty list', `${HEAD}log: []\n`, `${HEAD}log: [{on: 2026-11-22, note: ${QUOTED}}]\n`],
    ['goes under a bare key', `${HEAD}log: # 还没写\nid: c-1\n`, `${HEAD}log: # 还没写\n${ENTRY}id: c-1\n`],
    [
      'keeps the file’s line ends, and needs none at its end',
      `${HEAD}log:\n  - on: 2026-10-01`.replaceAll('\n', '\r\n'),
      `${HEAD}log:\n  - on: 2026-10-01\n${ENTRY}`.trimEnd().replaceAll('\n', '\r\n'),
    ],
  ];
  for (const [name, before, after] of cases)
    it(name, async () => {
      const text = await recorded(before);
      assert.equal(text, after);
      const log = (parse(text) as { log: { on: string; note: string }[] }).log;
      assert.deepEqual(log.at(-1), { on: '2026-11-22', note: WORDS });
    });

  it('writes into the text that is open, not the one on disk', async () => {
    const text = await recorded(`${HEAD}id: c-1\n`, `${HEAD}log: 面谈过\n`);
    assert.ok(text.endsWith(`id: c-1\nlog:\n${ENTRY}`));
  });

  it('is offered without asking for a kind, and for records only', async () => {
    const files = { 'wen.client.yaml': HEAD };
    assert.deepEqual((await offered(files, { only: undefined })).titles, ['写入客户档案：闻夏']);
    assert.deepEqual((await offered(files, { only: ['quickfix'] })).titles, []);
    for (const line of [3, 5, 6]) assert.deepEqual((await offered(files, { line })).titles, []);
  });

  it('asks which client, by file, where several name the plan', async () => {
    const { titles } = await offered({ 'b.client.yaml': HEAD, 'wen.client.yaml': HEAD });
    assert.deepEqual(titles, ['写入客户档案：闻夏（b.client.yaml）', '写入客户档案：闻夏（wen.client.yaml）']);
  });

  const refused: readonly [string, Readonly<Record<string, string>>, RegExp][] = [
    ['no client file names the plan', {}, /没有客户档案写着 plan: wen\.plan\.yaml/],
    ['the script names no plan', { 'a.pitch': '# 需求分析\n\n\n\n> 记录：出差\n' }, /文件头写上 plan:/],
    [
      'the plan is gone',
      { 'a.pitch': FILES['a.pitch'].replace('wen.plan', 'gone.plan') },
      /找不到方案 gone\.plan\.yaml/,
    ],
    [
      'the record has it already',
      { 'wen.client.yaml': `${HEAD}log:\n  - {on: 2026-11-20, note: ${QUOTED}}\n` },
      /已经有/,
    ],
    ['the record’s log is no list', { 'wen.client.yaml': `${HEAD}log: 面谈过\n` }, /log/],
  ];
  for (const [name, files, reason] of refused)
    it(`says why not: ${name}`, async () => {
      const { titles, actions } = await offered(files);
      assert.equal(titles.length, 1, titles.join());
      assert.match(titles[0]!, reason);
      assert.equal(actions[0]!.edit, undefined);
    });
});
