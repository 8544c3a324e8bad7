/** The agenda, reports and copies over the protocol: what the editor asks, with places and after changes. */
import assert from 'node:assert/strict';
import type {
  AgendaView,
  NewPlanRequest,
  RenderRequest,
  ReportRequest,
  ShareRequest,
} from '../../server/src/protocol.ts';
import { TestClient, uriOf } from './client.ts';

const CLIENT = 'kind: client\nname: 冯先生一家\nmarket: UK\nlog:\n  - on: 2026-11-01\n    next: 2026-11-25\n';
const COMPLAINT = 'lang: zh-CN\ncomplaints:\n  - {id: q1, received: 2026-11-19, about: 手机13900000000没人接}\n';

describe('reports over the protocol', () => {
  let client: TestClient;
  afterEach(() => client.stop());

  const agenda = () => client.connection.sendRequest<AgendaView>('pitchlint/agenda', {});
  const lines = (view: AgendaView) =>
    view.sections.flatMap(({ id, items }) =>
      items.map((item) => `${id} ${item.due} ${item.kind} ${item.line}:${item.character}`),
    );

  it('answers the agenda of the folder, and follows what is typed', async () => {
    client = await TestClient.start({ 'feng.client.yaml': CLIENT });
    const first = await agenda();
    assert.equal(first.asOf, '2026-11-20');
    assert.deepEqual(lines(first), ['week 2026-11-25 follow-up 4:4']);
    assert.equal(first.sections[1]?.items[0]?.uri, uriOf('feng.client.yaml'));
    const uri = await client.open('feng.client.yaml');
    await client.replace(uri, CLIENT.replace('2026-11-25', '2026-11-20'));
    assert.deepEqual(lines(await agenda()), ['today 2026-11-20 follow-up 4:4']);
  });

  it('lets go of files after an agenda, but of none that an open document leans on', async () => {
    const files: Record<string, string> = {
      'a.plan.yaml':
        'kind: plan\ntitle: 试算\nmarket: CN\nhousehold:\n  - {id: dad, name: 李先生, role: breadwinner}\n',
      'a.pitch': '---\nplan: a.plan.yaml\n---\n# 破冰\n代理人：{{客户称呼}}，您好。\n',
    };
    for (let n = 0; n < 100; n++) files[`b${n}.client.yaml`] = CLIENT;
    client = await TestClient.start(files);
    const uri = await client.open('a.pitch');
    await client.pull(uri);
    const hover = () =>
      client.request<{ contents: { value: string } } | null>('textDocument/hover', {
        textDocument: { uri },
        position: { line: 4, character: 8 },
      });
    const before = await hover();
    assert.match(before?.contents.value ?? '', /李先生/);
    await agenda();
    assert.deepEqual(await hover(), before);
  });

  it('tells the agenda in the language that is set, else in the documents’', async () => {
    const titles = async (language: string, lang: string) => {
      client = await TestClient.start({ 'feng.client.yaml': `${CLIENT}lang: ${lang}\n` }, { settings: { language } });
      const view = await agenda();
      client.stop();
      return view.sections.flatMap(({ items }) => items.map(({ title }) => title));
    };
    const zh = ['客户跟进（还没有分层）'];
    const en = ['Follow up, tier not set'];
    assert.deepEqual(await titles('auto', 'zh-CN'), zh);
    assert.deepEqual(await titles('auto', 'en'), en);
    assert.deepEqual(await titles('zh', 'en'), zh);
    assert.deepEqual(await titles('en', 'zh-CN'), en);
  });

  it('makes a report of one document, masked', async () => {
    client = await TestClient.start({ 'feng.client.yaml': CLIENT + COMPLAINT }, { settings: { language: 'auto' } });
    const params: ReportRequest['params'] = { name: 'complaint', uri: uriOf('feng.client.yaml'), format: 'markdown' };
    const { title, text } = await client.connection.sendRequest<ReportRequest['result']>('pitchlint/report', params);
    assert.equal(title, '投诉处理报告');
    assert.match(text, /139\\\*\\\*\\\*\\\*0000没人接/);
    const page = await client.connection.sendRequest<ReportRequest['result']>('pitchlint/report', {
      name: 'findings',
      format: 'html',
    } satisfies ReportRequest['params']);
    assert.match(page.text, /^<!doctype html>[\s\S]*privacy\/plain-pii/);
  });

  it('refuses a copy without consent, and begins a plan only from a client file', async () => {
    client = await TestClient.start({ 'feng.client.yaml': CLIENT, 'x.pitch': '# 破冰\n代理人：您好。\n' });
    const ask = <T>(method: string, name: string) => client.connection.sendRequest<T>(method, { uri: uriOf(name) });
    const refused = await ask<ShareRequest['result']>('pitchlint/share', 'feng.client.yaml');
    assert.ok(refused && !refused.ok && refused.reason.length > 10);
    const copy = await ask<ShareRequest['result']>('pitchlint/share', 'x.pitch');
    assert.ok(copy?.ok && copy.text.includes('您好'));
    const plan = await ask<NewPlanRequest['result']>('pitchlint/newPlanFromClient', 'feng.client.yaml');
    assert.match(plan?.text ?? '', /^kind: plan\ntitle: 冯先生一家/);
    assert.equal(await ask<NewPlanRequest['result']>('pitchlint/newPlanFromClient', 'x.pitch'), null);
    assert.equal(await ask<ShareRequest['result']>('pitchlint/share', 'nothing.client.yaml'), null);
  });

  it('answers for an open document that was judged before, with what only then is read', async () => {
    const plan = 'kind: plan\ntitle: 闻夏一家\n';
    const agreed =
      'plan: a.plan.yaml\nconsent: {share: [{to: 核保部, what: 报告, why: underwriting, on: 2026-11-01, agreed: 2026-11-01, encrypted: true}]}\n';
    client = await TestClient.start({ 'a.plan.yaml': plan, 'feng.client.yaml': CLIENT + agreed });
    const uri = await client.open('a.plan.yaml');
    await client.pull(uri);
    const copy = await client.connection.sendRequest<ShareRequest['result']>('pitchlint/share', { uri });
    assert.deepEqual(copy?.ok && copy.agreedTo, ['核保部']);
  });

  it('renders a clean copy of a script, or says what nothing fills and where', async () => {
    const plan = 'kind: plan\ntitle: 试算\nmarket: CN\nhousehold:\n  - {id: dad, name: 李先生, role: breadwinner}\n';
    const head = '---\nplan: home.plan.yaml\n---\n# 破冰\n';
    client = await TestClient.start({
      'home.plan.yaml': plan,
      'a.pitch': `${head}代理人：{{客户称呼}}，您好。\n`,
      'b.pitch': `${head}代理人：犹豫期到{{犹豫期.止}}。\n`,
    });
    const ask = (name: string) =>
      client.connection.sendRequest<RenderRequest['result']>('pitchlint/render', {
        uri: uriOf(name),
        format: 'text',
        mask: false,
      } satisfies RenderRequest['params']);
    assert.deepEqual(await ask('a.pitch'), { ok: true, text: '【破冰】\n\n代理人：李先生，您好。\n' });
    const refused = await ask('b.pitch');
    assert.ok(refused && !refused.ok);
    assert.deepEqual(
      refused.faults.map(({ line, character }) => [line, character]),
      [[4, 8]],
    );
    assert.equal(await ask('home.plan.yaml'), null);
  });
});
