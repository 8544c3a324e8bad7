/** The server as a client sees it: open, type, pull, push, cancel, change another file, close. */
import assert from 'node:assert/strict';
import type { CodeAction, Hover, WorkspaceEdit } from 'vscode-languageserver/node';
import { TestClient, uriOf } from './client.ts';

const CATALOG = `kind: catalog
insurer: 示例人寿
market: CN
as_of: 2026-10-01
products:
  - {id: ci-70, name: 安心重疾险, type: ci, pays: {ci: sum}, ages: [18, 50], waiting_days: 90}
  - {id: term-60, name: 安心定期寿险, type: term_life, pays: {death: sum}, ages: [18, 55], waiting_days: 90}
`;

const PLAN = `kind: plan
title: 李先生一家
date: 2026-11-02
market: CN
agent: {name: 周敏, company: 示例人寿, licence: "(执业证号)"}
catalog: [sample.catalog.yaml]
household:
  - {id: dad, name: 李先生, role: breadwinner, born: 1993-05-12, income: 30万}
needs: {protect: [dad]}
products:
  - {id: p1, product: ci-71, insured: dad, sum: 100万, premium: 9800, pay: 20y, term: to70}
`;

const FILES = { 'sample.catalog.yaml': CATALOG, 'li.plan.yaml': PLAN };

describe('language server', () => {
  let client: TestClient;
  afterEach(() => client.stop());

  it('finds what is wrong in an opened plan, with code and message and no data to lint again', async () => {
    client = await TestClient.start(FILES);
    const { items } = await client.pull(await client.open('li.plan.yaml'));
    const reference = items.find(({ code }) => code === 'plan/reference');
    assert.ok(reference, items.map(({ code }) => code).join());
    assert.match(String(reference.message), /ci-71/);
    assert.equal(reference.data, undefined);
    assert.deepEqual(reference.range.start, { line: 10, character: 22 });
  });

  it('answers unchanged while nothing changed, and anew after typing', async () => {
    client = await TestClient.start(FILES);
    const uri = await client.open('li.plan.yaml');
    const first = await client.pull(uri);
    assert.equal((await client.pull(uri, first.resultId)).kind, 'unchanged');
    await client.type(uri, 10, 24, '0');
    assert.equal((await client.pull(uri, first.resultId)).kind, 'full');
  });

  it('follows a burst of changes to the last one', async () => {
    client = await TestClient.start(FILES);
    const uri = await client.open('li.plan.yaml');
    const pulls = [];
    for (let i = 0; i < 40; i++) {
      await client.replace(uri, PLAN.replace('ci-71', i === 39 ? 'ci-70' : `ci-${i}x`));
      pulls.push(client.pull(uri));
    }
    const last = (await Promise.all(pulls)).at(-1);
    assert.ok(last?.items.every(({ code }) => code !== 'plan/reference'));
  });

  it('offers the files beside a plan when it is first asked for a path', async () => {
    client = await TestClient.start(FILES);
    const uri = await client.open('li.plan.yaml');
    await client.replace(uri, PLAN.replace('[sample.catalog.yaml]', '[]'));
    const line = PLAN.split('\n').findIndex((text) => text.startsWith('catalog:'));
    const params = { textDocument: { uri }, position: { line, character: 'catalog: ['.length } };
    const { items } = await client.request<{ items: { label: string }[] }>('textDocument/completion', params);
    assert.ok(
      items.some(({ label }) => label === 'sample.catalog.yaml'),
      items.map(({ label }) => label).join(),
    );
  });

  it('judges a plan again when its catalogue changes in the editor, and asks the client to pull', async () => {
    client = await TestClient.start(FILES);
    const plan = await client.open('li.plan.yaml');
    const catalog = await client.open('sample.catalog.yaml');
    assert.ok((await client.codes(plan)).includes('plan/reference'));
    await client.replace(catalog, CATALOG.replace('id: ci-70', 'id: ci-71'));
    await client.until(() => client.refreshes > 0, 'a refresh');
    assert.ok(!(await client.codes(plan)).includes('plan/reference'));
  });

  it('judges a plan again when its catalogue appears on disk', async () => {
    client = await TestClient.start({ 'li.plan.yaml': PLAN.replace('ci-71', 'ci-70') });
    const plan = await client.open('li.plan.yaml');
    assert.ok((await client.codes(plan)).includes('plan/reference'));
    await client.write('sample.catalog.yaml', CATALOG, 1);
    await client.until(() => client.refreshes > 0, 'a refresh');
    assert.ok(!(await client.codes(plan)).includes('plan/reference'));
  });

  it('knows the stages of a script that is named for the first time, and was never opened', async () => {
    client = await TestClient.start({ 'a.pitch': '# 破冰\n-> b.pitch#', 'b.pitch': '# 签约 {closing}\n' });
    const uri = await client.open('a.pitch');
    const params = { textDocument: { uri }, position: { line: 1, character: 11 } };
    const { items } = await client.request<{ items: { label: string }[] }>('textDocument/completion', params);
    assert.deepEqual(
      items.map(({ label }) => label),
      ['签约'],
    );
  });

  it('pushes to a client that cannot pull, once per quiet, and clears on close', async () => {
    client = await TestClient.start(FILES, { pulls: false });
    const uri = await client.open('li.plan.yaml');
    for (let i = 0; i < 10; i++) await client.type(uri, 1, 7, '甲');
    await client.until(() => client.published.length > 0, 'a push');
    assert.equal(client.published.length, 1);
    assert.ok(client.published[0]!.diagnostics.length > 0);
    await client.close(uri);
    await client.until(() => client.published.length > 1, 'the clearing push');
    assert.deepEqual(client.published[1]!.diagnostics, []);
  });

  it('reports files never opened, unchanged ones as unchanged', async () => {
    client = await TestClient.start(FILES);
    const pull = (previousResultIds: unknown) =>
      client.request<{ items: { uri: string; kind: string; resultId: string; items?: unknown[] }[] }>(
        'workspace/diagnostic',
        {
          previousResultIds,
        },
      );
    const first = await pull([]);
    assert.deepEqual(
      first.items.map(({ uri }) => uri),
      [uriOf('li.plan.yaml'), uriOf('sample.catalog.yaml')],
    );
    const second = await pull(first.items.map(({ uri, resultId }) => ({ uri, value: resultId })));
    assert.deepEqual(
      second.items.map(({ kind }) => kind),
      ['unchanged', 'unchanged'],
    );
  });

  it('judges a plan that was never opened again when its catalogue changes', async () => {
    client = await TestClient.start(FILES);
    const pull = async (previousResultIds: unknown) => {
      type Item = { uri: string; kind: string; resultId: string; items?: { code: string }[] };
      const { items } = await client.request<{ items: Item[] }>('workspace/diagnostic', { previousResultIds });
      return items;
    };
    const catalog = await client.open('sample.catalog.yaml');
    const first = await pull([]);
    const codes = (items: typeof first) =>
      items.find(({ uri }) => uri === uriOf('li.plan.yaml'))!.items?.map(({ code }) => code);
    assert.ok(codes(first)!.includes('plan/reference'));
    await client.replace(catalog, CATALOG.replace('id: ci-70', 'id: ci-71'));
    const second = await pull(first.map(({ uri, resultId }) => ({ uri, value: resultId })));
    assert.ok(!codes(second)!.includes('plan/reference'));
  });

  it('tells how far a workspace pull is, and answers in parts', async () => {
    const many = Object.fromEntries(Array.from({ length: 120 }, (_, i) => [`p${i}.plan.yaml`, PLAN]));
    client = await TestClient.start({ ...FILES, ...many });
    const steps: string[] = [];
    const parts: number[] = [];
    const { ProgressType } = await import('vscode-languageserver/node');
    client.connection.onProgress(
      new ProgressType<{ kind: string; message?: string }>(),
      'work',
      ({ kind, message }) => {
        steps.push(message ?? kind);
      },
    );
    client.connection.onProgress(new ProgressType<{ items: unknown[] }>(), 'parts', ({ items }) => {
      parts.push(items.length);
    });
    const last = await client.request<{ items: unknown[] }>('workspace/diagnostic', {
      previousResultIds: [],
      workDoneToken: 'work',
      partialResultToken: 'parts',
    });
    assert.deepEqual(steps, ['begin', '0/122', '50/122', '100/122', 'end']);
    assert.equal(
      parts.reduce((sum, each) => sum + each, last.items.length),
      122,
    );
    assert.ok(parts.length > 1);
  });

  it('stops a workspace pull that is cancelled', async () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`p${i}.plan.yaml`, PLAN]));
    client = await TestClient.start({ ...FILES, ...many });
    const { CancellationTokenSource } = await import('vscode-languageserver/node');
    const source = new CancellationTokenSource();
    const running = client.connection.sendRequest('workspace/diagnostic', { previousResultIds: [] }, source.token);
    setTimeout(() => source.cancel(), 30);
    const outcome = await running.then(
      (report) => (report as { items: unknown[] }).items.length,
      () => 0,
    );
    assert.ok(outcome < 302, `${outcome} of 302 files were reported`);
  });

  it('serves an untitled script and a single file without a folder', async () => {
    client = await TestClient.start({}, { folders: [] });
    const untitled = await client.open('untitled:Untitled-1', 'kind: plan\ndate: 2026-02-30\n', 'pitchlint-yaml');
    assert.ok((await client.pull(untitled)).items.some(({ range }) => range.start.line === 1));
    const single = await client.open('li.plan.yaml', PLAN);
    assert.ok((await client.codes(single)).includes('plan/reference'));
  });

  it('keeps findings below the limit, and says in the status how many are hidden', async () => {
    client = await TestClient.start(FILES, { settings: { maxFindings: 1 } });
    const uri = await client.open('li.plan.yaml');
    const { items } = await client.pull(uri);
    assert.equal(items.length, 1);
    const status = await client.request<{ market: string; hidden: number; packs: string[]; asOf: string }>(
      'pitchlint/status',
      { uri },
    );
    assert.equal(status.market, 'CN');
    assert.ok(status.hidden > 0);
    assert.ok(status.packs.length > 0);
    assert.equal(status.asOf, '2026-11-20');
  });

  it('offers the fix of a finding and, last, to ignore it', async () => {
    client = await TestClient.start(FILES);
    const uri = await client.open('li.plan.yaml');
    const { items } = await client.pull(uri);
    const reference = items.find(({ code }) => code === 'plan/reference')!;
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: reference.range,
      context: { diagnostics: [reference] },
    });
    const fix = actions.find(({ title }) => title.includes('ci-70'));
    assert.equal(fix?.edit?.changes?.[uri]?.[0]?.newText, 'ci-70');
    assert.match(actions.at(-1)!.title, /Ignore .* here/);
    assert.match(actions.at(-1)!.edit!.changes![uri]![0]!.newText, /^\s*# pitchlint-disable-next-line \S+ -- \n$/);
  });

  it('shows the rule over a finding and the field below it', async () => {
    client = await TestClient.start(FILES);
    const uri = await client.open('li.plan.yaml');
    const hover = await client.request<Hover>('textDocument/hover', {
      textDocument: { uri },
      position: { line: 10, character: 23 },
    });
    assert.match((hover.contents as { value: string }).value, /plan\/reference/);
  });

  it('renames a member everywhere in the plan', async () => {
    client = await TestClient.start(FILES);
    const uri = await client.open('li.plan.yaml');
    const at = { textDocument: { uri }, position: { line: 7, character: 10 } };
    const edit = await client.request<WorkspaceEdit>('textDocument/rename', { ...at, newName: 'father' });
    assert.equal(edit.changes?.[uri]?.length, 3);
    await assert.rejects(client.request('textDocument/rename', { ...at, newName: '123' }), /cannot be an id/);
  });

  it('speaks the language that is set', async () => {
    client = await TestClient.start(FILES, { settings: { language: 'zh' } });
    const { items } = await client.pull(await client.open('li.plan.yaml'));
    assert.match(String(items.find(({ code }) => code === 'plan/reference')?.message), /找不到/);
  });

  it('keeps the last good rules while a rule file is broken, and says where', async () => {
    const house = {
      'pitchlint.yaml': 'root: true\npacks: [house]\n',
      'house/pack.yaml': 'name: house\nversion: 1.0.0\n',
    };
    client = await TestClient.start({ ...house, 'talk.pitch': '代理人：这款产品保本保息。\n' });
    const script = await client.open('talk.pitch');
    assert.ok((await client.codes(script)).includes('claims/guaranteed-return'));
    const status = await client.request<{ packs: string[] }>('pitchlint/status', { uri: script });
    assert.deepEqual(status.packs.at(-1), 'house 1.0.0');
    const pack = await client.open('house/pack.yaml');
    await client.replace(pack, 'name: house\nversion: 1.0.0\nnonsense: 1\n');
    assert.ok((await client.codes(pack)).some((code) => String(code).startsWith('pack/')));
    assert.ok((await client.codes(script)).includes('claims/guaranteed-return'));
    await client.replace(pack, 'name: house\nversion: 1.0.1\n');
    assert.deepEqual(await client.codes(pack), []);
    const after = await client.request<{ packs: string[] }>('pitchlint/status', { uri: script });
    assert.deepEqual(after.packs.at(-1), 'house 1.0.1');
  });

  it('answers every request about a script, at any place, without an error', async () => {
    client = await TestClient.start(FILES);
    const text =
      '# 异议处理\n客户：太贵了\n? 再看看\n  代理人：@产品(ci-70) 好 [[披露：犹豫期]] {{客户称呼}}\n-> 促成\n';
    const uri = await client.open('talk.pitch', text);
    const textDocument = { uri };
    const whole = { start: { line: 0, character: 0 }, end: { line: 5, character: 0 } };
    for (const method of ['documentSymbol', 'foldingRange', 'documentLink', 'codeLens', 'semanticTokens/full']) {
      assert.notEqual(await client.request(`textDocument/${method}`, { textDocument }), undefined, method);
    }
    await client.request('textDocument/inlayHint', { textDocument, range: whole });
    await client.request('textDocument/formatting', { textDocument, options: { tabSize: 2, insertSpaces: true } });
    for (const [line, row] of text.split('\n').entries()) {
      for (let character = 0; character <= row.length; character += 2) {
        const params = { textDocument, position: { line, character } };
        for (const method of ['completion', 'hover', 'definition', 'prepareRename'])
          await client.request(`textDocument/${method}`, params);
        await client.request('textDocument/references', { ...params, context: { includeDeclaration: true } });
        await client.request('textDocument/selectionRange', { textDocument, positions: [params.position] });
      }
    }
  });
});
