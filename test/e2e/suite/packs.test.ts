import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  extension,
  finding,
  findings,
  open,
  place,
  quickFixes,
  ruleOf,
  saveDocument,
  saved,
  shown,
  startOver,
  until,
  uriOf,
} from './editor.ts';

const SCRIPT = 'office/welcome.pitch';
const ALLOWED = 'office/compliance/claims/absolute-superlative.yaml';
const RULE = 'office/compliance/claims/nickname.yaml';

describe('a company’s pack in VS Code', () => {
  before(async () => {
    await extension();
    await startOver();
  });
  afterEach(startOver);

  it('adds its rules, and a severity that it has locked cannot be lowered', async () => {
    const { document } = await open(SCRIPT);
    const { range } = await finding(document, 'claims/nickname');
    assert.equal(document.getText(range), '贴心保');
    const { severity } = await finding(document, 'claims/rebate-gift');
    assert.equal(severity, vscode.DiagnosticSeverity.Error, 'pitchlint.yaml says hint');
    const config = await open('office/pitchlint.yaml');
    await until(
      () => `the locked severity; ${shown(config.document)}`,
      () => findings(config.document).includes('pack/locked «hint»'),
    );
  });

  it('is edited live: a mistake is shown where it stands, and the last good rules hold until it is mended', async () => {
    const script = await open(SCRIPT);
    await finding(script.document, 'claims/nickname');
    const { document } = await until('the rule file as ours', async () => {
      const editor = await open(RULE);
      return editor.document.languageId === 'pitchlint-yaml' && editor;
    });
    await replace(document, '绰号叫', '(绰号|外号叫');
    await until(
      () => `the open bracket; ${shown(document)}`,
      () => findings(document).includes('pack/phrase-unclosed «(»'),
    );
    assert.ok(findings(script.document).includes('claims/nickname «贴心保»'), shown(script.document));

    await replace(document, '"(绰号|外号叫"', '"我们公司是"');
    await replace(document, '它[[绰号叫]]小安', '[[我们公司是]]老店');
    await until(
      () => `no finding in the rule; ${shown(document)}`,
      () => findings(document).length === 0,
    );
    await until(
      () => `what the new phrase finds; ${shown(script.document)}`,
      () => findings(script.document).includes('claims/nickname «我们公司是»'),
    );
  });

  it('says at once when an example does not hold', async () => {
    const { document } = await open(RULE);
    await replace(document, '这款[[贴心保]]', '[[这款]]贴心保');
    await until(
      () => `the example; ${shown(document)}`,
      () => findings(document).some((line) => line.startsWith('pack/example-fails')),
    );
  });

  it('shows the examples of the pack as tests, and runs them', async () => {
    const api = await extension();
    const { document } = await open(RULE);
    const run = async () => {
      const before = api.packTests();
      await vscode.commands.executeCommand('testing.refreshTests');
      await vscode.commands.executeCommand('testing.runAll');
      const results = await until('the results', () => {
        const now = api.packTests();
        return now !== before && now?.size ? now : undefined;
      });
      return [...results].map(([id, held]) => `${id.replace(/^.*claims\//, '')} ${held}`);
    };
    assert.deepEqual(await run(), ['nickname#1 true', 'nickname#2 true', 'nickname#3 true']);
    await replace(document, '这款[[贴心保]]', '[[这款]]贴心保');
    await until(
      () => `the example; ${shown(document)}`,
      () => findings(document).some((line) => line.startsWith('pack/example-fails')),
    );
    assert.deepEqual(await run(), ['nickname#1 false', 'nickname#2 true', 'nickname#3 true']);
  });

  it('allows a phrase by quick fix: the finding goes, and the pack has the file', async () => {
    const { document } = await open(SCRIPT);
    const { range } = await finding(document, 'claims/absolute-superlative');
    const actions = await quickFixes(document, range);
    const allow = actions.find(({ title }) => title.includes('允许') && title.includes('清禾合规包'));
    assert.ok(allow?.edit, actions.map(({ title }) => title).join(', '));
    assert.ok(await vscode.workspace.applyEdit(allow.edit));
    await saveDocument(uriOf(ALLOWED));
    // the workbench behind the shim watches no files: there the server hears of it when it is opened
    await open(ALLOWED);
    await until(
      () => `the finding to go; ${shown(document)}`,
      () => findings(document).every((line) => !line.startsWith('claims/absolute-superlative')),
    );
    const written = await saved(ALLOWED);
    assert.match(written, /^extends: claims\/absolute-superlative\n/);
    assert.match(written, /- good: .*全国第一/);
    const locked = await quickFixes(document, place(document, '签单给您返佣'));
    assert.deepEqual(
      locked.filter(({ title }) => title.includes('允许')),
      [],
      'what is locked cannot be allowed',
    );
    assert.ok(vscode.languages.getDiagnostics(document.uri).some((d) => ruleOf(d) === 'claims/rebate-gift'));
  });
});

async function replace(document: vscode.TextDocument, text: string, by: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, place(document, text), by);
  assert.ok(await vscode.workspace.applyEdit(edit));
}
