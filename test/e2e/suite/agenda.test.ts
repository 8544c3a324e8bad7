import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extension, startOver, until } from './editor.ts';

describe('agenda and reports in VS Code', () => {
  before(async () => {
    await extension();
    await startOver();
  });
  // at the end only: VS Code gives the next untitled text the name, and the content, of one closed just before
  after(async () => {
    while (vscode.window.activeTextEditor)
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('fills the tree from the files of the folder, and a click opens the line', async () => {
    const api = await extension();
    await vscode.commands.executeCommand('pitchlint.refreshAgenda');
    const view = await until('the agenda', () => api.agenda.view());
    assert.equal(view.asOf, '2026-03-10', 'the day is that of pitchlint.yaml');
    assert.deepEqual(view.notices, []);
    assert.deepEqual(
      view.sections.map(({ id, items }) => [id, items.map(({ kind, due, who }) => `${due} ${kind} ${who}`)]),
      [
        ['today', ['2026-01-20 follow-up 冯先生一家']],
        ['week', []],
        ['later', ['2026-03-19 referral 季先生一家']],
      ],
    );
    const entry = view.sections[0]!.items[0]!;
    await vscode.commands.executeCommand('pitchlint.openAgendaItem', entry);
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    assert.ok(editor.document.fileName.endsWith('feng.client.yaml'));
    assert.match(editor.document.lineAt(editor.selection.active.line).text, /on: 2026-01-05/);
  });

  it('opens the complaint report as a page, and as Markdown to write on', async () => {
    const api = await extension();
    await vscode.commands.executeCommand('pitchlint.report', 'complaint');
    const { title, html } = await until('the page', () => api.report());
    assert.match(title, /投诉处理报告/);
    assert.match(html, /<td[^>]*>出门前把电话转给同事/);
    assert.match(html, /三、条款解读<\/td><td[^>]*>（不涉及保障/, 'no step of the numbered list is missing');
    assert.doesNotMatch(html, /<script|<link|https?:/);
    await vscode.commands.executeCommand('pitchlint.reportAsMarkdown');
    const document = await until('the Markdown', () => {
      const active = vscode.window.activeTextEditor?.document;
      return active?.languageId === 'markdown' ? active : undefined;
    });
    assert.match(document.getText(), /^# 投诉处理报告\n/);
    assert.match(document.getText(), /出门前把电话转给同事/);
  });

  it('begins a new plan from a client file, and refuses a copy without consent', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const file = vscode.Uri.joinPath(folder.uri, 'feng.client.yaml');
    await vscode.window.showTextDocument(file);
    await vscode.commands.executeCommand('pitchlint.share');
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), file.toString(), 'no copy was opened');
    await vscode.commands.executeCommand('pitchlint.newPlanFromClient');
    const plan = vscode.window.activeTextEditor?.document;
    assert.equal(plan?.languageId, 'pitchlint-yaml');
    assert.match(plan.getText(), /^kind: plan/);
  });
});
