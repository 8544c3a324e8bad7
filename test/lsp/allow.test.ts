/** The quick fix "allow this phrase in the company's pack": after it the finding is gone and the pack holds. */
import assert from 'node:assert/strict';
import type { CodeAction, TextDocumentEdit, TextEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  checkPack,
  codedRules,
  companyRuleSet,
  loadPack,
  readDocument,
  standardPackSource,
  standardRuleSet,
} from '../../server/src/core/index.ts';
import { addAllowance } from '../../server/src/core/rules/pack/allow.ts';
import { standardExamples } from '../../server/src/core/rules/pack/standard-examples.ts';
import { ROOT, TestClient, uriOf } from './client.ts';

const HOUSE = { 'pitchlint.yaml': 'root: true\npacks: [house]\n', 'house/pack.yaml': 'name: house\nversion: "1"\n' };
const SCRIPT = '代理人：签单给您返佣。\n';

function edited(text: string, edits: readonly TextEdit[]): string {
  return TextDocument.applyEdits(TextDocument.create('x:y', 'yaml', 1, text), [...edits]);
}

/** The actions of that title at the first finding of a script. */
async function allowances(client: TestClient, name: string): Promise<CodeAction[]> {
  const uri = await client.open(name);
  const [found] = (await client.pull(uri)).items;
  assert.ok(found, 'a finding');
  const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: found.range,
    context: { diagnostics: [found] },
  });
  return actions.filter(({ title }) => /^(Allow|Make a company pack)/.test(title));
}

/** Does to the client's files what an editor would do. */
async function apply(client: TestClient, action: CodeAction): Promise<void> {
  const { changes = {}, documentChanges = [] } = action.edit ?? {};
  const texts = new Map<string, string>();
  for (const change of documentChanges) {
    if ('kind' in change) texts.set((change as { uri: string }).uri, '');
    else {
      const { textDocument, edits } = change as TextDocumentEdit;
      const before = texts.get(textDocument.uri) ?? client.files.get(textDocument.uri) ?? '';
      texts.set(textDocument.uri, edited(before, edits as TextEdit[]));
    }
  }
  for (const [uri, edits] of Object.entries(changes)) texts.set(uri, edited(client.files.get(uri) ?? '', edits));
  for (const [uri, text] of texts) {
    const isNew = !client.files.has(uri);
    await client.write(uri.slice(ROOT.length + 1), text, isNew ? 1 : 2);
  }
}

/** What is wrong with the pack in a folder, its examples included: what `pitchlint test` would call a failure. */
function failures(client: TestClient, folder: string): string[] {
  const files = [...client.files]
    .filter(([uri]) => uri.startsWith(`${uriOf(folder)}/`))
    .map(([uri, text]) => ({ uri, text }));
  const { pack, faults } = loadPack(files, {
    base: [standardPackSource()],
    codedRules: codedRules.map(({ id }) => id),
  });
  const ruleSet = companyRuleSet([pack]);
  const checked = checkPack(pack, ruleSet, {
    below: standardRuleSet(),
    standard: standardExamples,
    bench: { read: readDocument },
  });
  return [...faults, ...ruleSet.faults, ...checked.flatMap((rule) => rule.faults)]
    .filter(({ tolerated }) => tolerated !== 'warning')
    .map(({ code, message }) => `${code} ${message.en}`);
}

describe('allowing a phrase in the company’s pack', () => {
  let client: TestClient;
  afterEach(() => client.stop());
  const start = (files: Readonly<Record<string, string>>) => TestClient.start(files, { createsFiles: true });

  const scripts: readonly [string, string][] = [
    ['a plain claim', SCRIPT],
    ['words in disguise', '代理人：这款保.本.保.息。\n'],
    ['traditional script', '代理人：這款穩賺不賠。\n'],
    ['a figure', '代理人：这款每年收益5%，写进合同。\n'],
    ['English', 'Agent: This is a guaranteed return of 6% a year.\n'],
    ['marks of the phrase language', '代理人：签单(今天)给您返佣。\n'],
    ['a claim over a gap', '代理人：只要您今天把单签了，我把自己的佣金拿出来返给您。\n'],
  ];
  for (const [what, text] of scripts)
    it(`takes ${what}`, async () => {
      client = await start({ ...HOUSE, 'a.pitch': text });
      const [action] = await allowances(client, 'a.pitch');
      assert.ok(action, 'is offered');
      assert.ok(!action.isPreferred);
      const before = (await client.pull(uriOf('a.pitch'))).items[0]!;
      await apply(client, action);
      const after = (await client.pull(uriOf('a.pitch'))).items;
      const same = after.filter(
        ({ code, range }) =>
          code === before.code &&
          range.start.character === before.range.start.character &&
          range.end.character === before.range.end.character,
      );
      assert.deepEqual(same, []);
      assert.deepEqual(failures(client, 'house'), []);
    });

  it('adds to an extension that is there, and keeps how it is written', async () => {
    const extension = `# 2026 年合规部批准的说法\nextends: claims/rebate-gift\nallow:\n  zh:\n    - 签单送您一份红包封面   # 法务确认\n\nexamples:\n  - good: "代理人：签单送您一份红包封面。"\n`;
    client = await start({ ...HOUSE, 'a.pitch': SCRIPT, 'house/claims/gifts.yaml': extension });
    const [action] = await allowances(client, 'a.pitch');
    assert.deepEqual(Object.keys(action?.edit?.changes ?? {}), [uriOf('house/claims/gifts.yaml')]);
    await apply(client, action!);
    assert.equal(
      client.files.get(uriOf('house/claims/gifts.yaml')),
      extension
        .replace('# 法务确认\n', '# 法务确认\n    - "签单给您返佣"\n')
        .concat('  - good: "代理人：签单给您返佣。"\n'),
    );
    assert.deepEqual(await client.codes(uriOf('a.pitch')), []);
    assert.deepEqual(failures(client, 'house'), []);
  });

  it('makes a pack where there is none, and names it in pitchlint.yaml', async () => {
    client = await start({ 'pitchlint.yaml': 'root: true # 到此为止\n', 'a.pitch': SCRIPT });
    const [action] = await allowances(client, 'a.pitch');
    await apply(client, action!);
    assert.equal(client.files.get(uriOf('pitchlint.yaml')), 'root: true # 到此为止\npacks:\n  - pitchlint-pack\n');
    assert.ok(client.files.has(uriOf('pitchlint-pack/pack.yaml')));
    assert.deepEqual(await client.codes(uriOf('a.pitch')), []);
    assert.deepEqual(failures(client, 'pitchlint-pack'), []);
  });

  it('makes pitchlint.yaml, too, where there is none', async () => {
    client = await start({ 'talks/a.pitch': SCRIPT });
    const [action] = await allowances(client, 'talks/a.pitch');
    await apply(client, action!);
    assert.equal(client.files.get(uriOf('pitchlint.yaml')), 'packs: [pitchlint-pack]\n');
    assert.deepEqual(await client.codes(uriOf('talks/a.pitch')), []);
  });

  const refused: readonly [string, Readonly<Record<string, string>>][] = [
    [
      'a locked rule',
      { ...HOUSE, 'house/pack.yaml': 'name: h\nlocks: {claims/rebate-gift: error}\n', 'a.pitch': SCRIPT },
    ],
    ['an agent’s yes to a client’s words', { ...HOUSE, 'a.pitch': '客户：所以是保本保息的？\n代理人：对，您放心。\n' }],
    ['a rule judged by code', { ...HOUSE, 'a.pitch': '# 拓客\n代理人：您好，{{客户名}}。\n' }],
  ];
  for (const [what, files] of refused)
    it(`is not offered for ${what}`, async () => {
      client = await start(files);
      assert.deepEqual(await allowances(client, 'a.pitch'), []);
    });

  it('is not offered to a client that cannot make files, unless none is to be made', async () => {
    client = await TestClient.start({ ...HOUSE, 'a.pitch': SCRIPT });
    assert.deepEqual(await allowances(client, 'a.pitch'), []);
    client.stop();
    const extension = 'extends: claims/rebate-gift\n';
    client = await TestClient.start({ ...HOUSE, 'a.pitch': SCRIPT, 'house/x.yaml': extension });
    assert.equal((await allowances(client, 'a.pitch')).length, 1);
  });
});

describe('adding to an extension', () => {
  const allowance = { rule: 'claims/x', words: '甲乙', phrase: '甲乙', language: 'zh' } as const;
  const GOOD = 'good: "代理人：甲乙。"';
  const cases: readonly [string, string, string][] = [
    ['nothing there', 'extends: r\n', `extends: r\nallow:\n  zh:\n    - "甲乙"\nexamples:\n  - ${GOOD}\n`],
    ['no break at the end', 'extends: r', `extends: r\nallow:\n  zh:\n    - "甲乙"\nexamples:\n  - ${GOOD}\n`],
    [
      'flow style',
      'extends: r\nallow: {zh: [丙], en: [x]}\nexamples: [{good: 好}]\n',
      `extends: r\nallow: {zh: [丙, "甲乙"], en: [x]}\nexamples: [{good: 好}, {${GOOD}}]\n`,
    ],
    [
      'another language',
      'extends: r\nallow: {en: [x]}\nexamples:\n- good: 好 # 注\n',
      `extends: r\nallow: {en: [x], zh: ["甲乙"]}\nexamples:\n- good: 好 # 注\n- ${GOOD}\n`,
    ],
    [
      'a single word',
      'extends: r\nallow:\n  zh: 丙\nexamples: []\n',
      `extends: r\nallow:\n  zh: ["丙", "甲乙"]\nexamples: [{${GOOD}}]\n`,
    ],
    [
      'a key without a value',
      'extends: r\nallow:\nexamples:\n  - bad: |\n      代理人：[[丙]]。\n  # 完\n',
      `extends: r\nallow: {zh: ["甲乙"]}\nexamples:\n  - bad: |\n      代理人：[[丙]]。\n  - ${GOOD}\n  # 完\n`,
    ],
    [
      'a map in lines',
      'extends: r\nallow:\n  en:\n    - x\nmessage: {zh: 甲, en: a}\n',
      `extends: r\nallow:\n  en:\n    - x\n  zh:\n    - "甲乙"\nmessage: {zh: 甲, en: a}\nexamples:\n  - ${GOOD}\n`,
    ],
    [
      'CRLF',
      'extends: r\r\nallow:\r\n  zh:\r\n  - 丙\r\n',
      `extends: r\r\nallow:\r\n  zh:\r\n  - 丙\r\n  - "甲乙"\r\nexamples:\r\n  - ${GOOD}\r\n`,
    ],
  ];
  for (const [what, before, after] of cases)
    it(`where there is ${what}`, () => {
      const edits = addAllowance(before, allowance) ?? [];
      const document = TextDocument.create('x:y', 'yaml', 1, before);
      const range = (r: { start: number; end: number }) => ({
        start: document.positionAt(r.start),
        end: document.positionAt(r.end),
      });
      assert.equal(
        edited(
          before,
          edits.map((edit) => ({ range: range(edit.range), newText: edit.newText })),
        ),
        after,
      );
    });
  it('not in a text that cannot be read', () => assert.equal(addAllowance('extends: [\n', allowance), undefined));
  it('not where something else stands', () => assert.equal(addAllowance('allow: [x]\n', allowance), undefined));
});
