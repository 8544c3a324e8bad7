/** Which clients are offered the snippets of snippets/*.json, over the real server. */
import assert from 'node:assert/strict';
import type { CompletionItem } from 'vscode-languageserver/node';
import { type ClientOptions, TestClient } from './client.ts';

const PLAN = 'kind: plan\ntitle: 李先生一家\nhousehold:\n  - \n';
const PITCH = '# 异议处理\n客户：我再看看。\n';

describe('snippets of the server', () => {
  let client: TestClient;
  afterEach(() => client.stop());

  async function complete(options: ClientOptions, name: string, text: string, line: number, character: number) {
    client = await TestClient.start({}, options);
    const uri = await client.open(name, text);
    const params = { textDocument: { uri }, position: { line, character } };
    return (await client.request<{ items: CompletionItem[] }>('textDocument/completion', params)).items;
  }
  const kinds = (items: readonly CompletionItem[]) => new Set(items.map(({ kind }) => kind));

  it('are sent to a client that knows tab stops, each with its place and its indentation', async () => {
    const items = await complete({ takesSnippets: true }, 'li.plan.yaml', PLAN, 3, 4);
    const adult = items.find(({ label }) => label === '成人');
    assert.ok(adult, items.map(({ label }) => label).join());
    assert.equal(adult.insertTextFormat, 2);
    assert.match(adult.detail!, /^Household: adult|adult/i);
    assert.match(adult.filterText!, /member-adult .*cr|成人/);
    assert.ok(adult.textEdit && 'range' in adult.textEdit);
    assert.deepEqual(adult.textEdit.range, { start: { line: 3, character: 4 }, end: { line: 3, character: 4 } });
    assert.match(adult.textEdit.newText, /^id: \$\{1:dad\}\n {4}name: /);
  });

  it('follow the stage of a script', async () => {
    const items = await complete({ takesSnippets: true }, 'a.pitch', PITCH, 2, 0);
    const labels = items.filter(({ kind }) => kind === 15).map(({ label }) => label);
    assert.ok(labels.includes('太贵') && !labels.includes('价值开场'), labels.join());
  });

  it('are not sent to a client that reads them itself', async () => {
    const items = await complete({ takesSnippets: true, settings: { hasSnippets: true } }, 'li.plan.yaml', PLAN, 3, 4);
    assert.ok(items.length > 0 && !kinds(items).has(15));
  });

  it('are not sent to a client that knows no tab stops, nor is any tab stop', async () => {
    const text = 'kind: plan\nneeds: {}\n';
    const items = await complete({}, 'li.plan.yaml', text, 1, 8);
    assert.ok(!kinds(items).has(15));
    const goals = items.find(({ label }) => label === 'goals');
    assert.equal(goals?.insertTextFormat, 1);
    assert.equal(goals?.textEdit?.newText, 'goals: []');
  });
});
