import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extension, finding, open, until } from '../suite/editor.ts';

describe('PitchLint in a folder that has nothing to do with it', () => {
  it('starts no server for Markdown or YAML that is not ours', async () => {
    const { document } = await open('README.md');
    await open('deploy.yaml');
    const api = await extension();
    assert.equal(document.languageId, 'markdown');
    assert.equal(api.isRunning(), false);
    assert.equal(api.agenda.view(), undefined);
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
  });

  it('starts it when a Markdown script is opened', async () => {
    const api = await extension();
    assert.equal(api.isRunning(), false);
    const content = '---\npitchlint: script\n---\n# 方案讲解\n\n代理人：这款产品保本保息。\n';
    const untitled = await vscode.workspace.openTextDocument({ language: 'markdown', content });
    const { document } = await vscode.window.showTextDocument(untitled);
    await until('a script', () => vscode.window.activeTextEditor?.document.languageId === 'pitch');
    await finding(document, 'claims/guaranteed-return');
    assert.equal(api.isRunning(), true);
  });
});
