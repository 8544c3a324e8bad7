import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  completions,
  extension,
  finding,
  findings,
  hoverText,
  open,
  place,
  quickFixes,
  shown,
  until,
  untitled,
} from './editor.ts';

describe('PitchLint in VS Code', () => {
  before(extension);
  // reverting first, because a changed document would ask whether to save it
  afterEach(async () => {
    while (vscode.window.activeTextEditor)
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('underlines a promised return in a script, to the character', async () => {
    const { document } = await open('talk.pitch');
    assert.equal(document.languageId, 'pitch');
    const { range, severity } = await finding(document, 'claims/guaranteed-return');
    assert.equal(document.getText(range), '每年收益5%');
    assert.equal(severity, vscode.DiagnosticSeverity.Error);
    await finding(document, 'claims/covers-everything');
  });

  it('underlines a member that the household has not, in a plan', async () => {
    const { document } = await open('home.plan.yaml');
    assert.equal(document.languageId, 'pitchlint-yaml');
    await until(
      () => `the finding on nobody; ${shown(document)}`,
      () => findings(document).includes('plan/reference «nobody»'),
    );
  });

  it('checks an untitled script while it is typed', async () => {
    const editor = await untitled('pitch', '# 方案讲解\n\n代理人：我们先看合同。\n');
    const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
    await editor.edit((edit) => edit.insert(end, '代理人：这款产品保本保息。\n'));
    await finding(editor.document, 'claims/guaranteed-return');
    await editor.edit((edit) => edit.replace(place(editor.document, '保本保息'), '收益不保证'));
    await until('the finding to go', () => findings(editor.document).length === 0);
  });

  it('says the law in the hover', async () => {
    const { document } = await open('talk.pitch');
    const { range } = await finding(document, 'claims/guaranteed-return');
    const text = await until('the hover', async () => (await hoverText(document, range.start)) || undefined);
    assert.match(text, /保险法/);
    assert.match(text, /第一?百?一?十?六?\d*条/);
  });

  it('mends a finding with a quick fix, and no other appears', async () => {
    const text = (await open('talk.pitch')).document.getText();
    const { document } = await untitled('pitch', text);
    const { range } = await finding(document, 'claims/guaranteed-return');
    const before = findings(document);
    assert.ok(before.length > 1, shown(document));
    const actions = await quickFixes(document, range);
    const fix = actions.find((action) => action.edit);
    assert.ok(fix?.edit, `no fix among ${actions.map((action) => action.title).join(', ')}`);
    const ignoring = actions.findIndex(({ title }) => /ignore|忽略/i.test(title));
    assert.ok(ignoring > actions.indexOf(fix), 'ignoring with a reason comes after what mends');
    await vscode.workspace.applyEdit(fix.edit);
    const rest = before.filter((line) => !line.startsWith('claims/guaranteed-return'));
    const gone = () => JSON.stringify(findings(document)) === JSON.stringify(rest);
    await until(() => `only ${rest.join(', ')}; ${shown(document)}`, gone);
  });

  it('completes keys and members in a plan, speakers in a script', async () => {
    const plan = await open('home.plan.yaml');
    const member = await completions(plan.document, place(plan.document, 'nobody').start);
    assert.ok(member.includes('dad') && member.includes('kid'), member.join(', '));

    const script = await untitled('pitch', '# 需求分析\n\n');
    const speakers = await completions(script.document, new vscode.Position(2, 0));
    assert.ok(
      speakers.some((label) => label.startsWith('代理人')),
      speakers.join(', '),
    );
  });

  it('shows the outline', async () => {
    const { document } = await open('talk.pitch');
    const symbols = await until('symbols', async () => {
      const found = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
        'vscode.executeDocumentSymbolProvider',
        document.uri,
      );
      return found?.length ? found : undefined;
    });
    assert.ok(symbols.some((symbol) => symbol.name.includes('方案讲解')));
  });

  it('shows market, day and packs in the language status', async () => {
    const api = await extension();
    await open('talk.pitch');
    const { text, detail } = await until('the status', () => api.status());
    assert.equal(text, 'PitchLint CN');
    assert.match(detail, /\d{4}-\d{2}-\d{2}/);
    assert.match(detail, /standard/);
  });

  it('checks again after the server was restarted', async () => {
    await vscode.commands.executeCommand('pitchlint.restart');
    const { document } = await untitled('pitch', '# 方案讲解\n\n代理人：这款产品保本保息。\n');
    await finding(document, 'claims/guaranteed-return');
  });

  it('registers every command that the manifest names', async () => {
    const manifest = vscode.extensions.getExtension('pitchlint.pitchlint')?.packageJSON;
    const registered = new Set(await vscode.commands.getCommands(true));
    for (const { command } of manifest.contributes.commands) assert.ok(registered.has(command), command);
  });
});
