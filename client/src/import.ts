/** “Import script”: the open text, or a file of the explorer, as a new `.pitch` document beside it. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ImportScript } from '../../server/src/protocol.ts';

export async function importScript(client: BaseLanguageClient, uri?: vscode.Uri): Promise<void> {
  const source = uri ? await vscode.workspace.openTextDocument(uri) : vscode.window.activeTextEditor?.document;
  if (!source) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open the text or Markdown script first.'));
    return;
  }
  const method = 'pitchlint/importScript' satisfies ImportScript['method'];
  const result = await client.sendRequest<ImportScript['result']>(method, { text: source.getText() });
  const document = await vscode.workspace.openTextDocument({ language: 'pitch', content: result.pitch });
  await vscode.window.showTextDocument(document, { preview: false, viewColumn: vscode.ViewColumn.Beside });
  const chinese = vscode.env.language.toLowerCase().startsWith('zh');
  const notes = result.notes.map((note) => (chinese ? note.zh : note.en));
  if (notes.length > 0) void vscode.window.showInformationMessage(notes.join('\n'));
}
