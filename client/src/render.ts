/** “Render”: the script with its placeholders filled, in a new editor; or the first place that nothing fills. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { RenderRequest } from '../../server/src/protocol.ts';

/** `uri` as the lens gives it; without one, the script in the active editor. */
export async function renderScript(client: BaseLanguageClient, uri?: string): Promise<void> {
  const active = vscode.window.activeTextEditor?.document;
  const asked = uri ?? (active && client.code2ProtocolConverter.asUri(active.uri));
  if (asked === undefined) return;
  const params: RenderRequest['params'] = { uri: asked, format: 'markdown', mask: false };
  const answer = await client.sendRequest<RenderRequest['result']>('pitchlint/render', params);
  if (!answer) return;
  if (answer.ok) {
    const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: answer.text });
    await vscode.window.showTextDocument(document, { preview: false, viewColumn: vscode.ViewColumn.Beside });
    return;
  }
  const [first] = answer.faults;
  if (!first) return;
  const message = vscode.l10n.t(
    'Nothing was written: {0} places have no value. First: line {1}, {2}',
    answer.faults.length,
    first.line + 1,
    first.message,
  );
  const show = vscode.l10n.t('Show');
  if ((await vscode.window.showWarningMessage(message, show)) !== show) return;
  const place = new vscode.Position(first.line, first.character);
  const selection = new vscode.Range(place, place);
  await vscode.window.showTextDocument(client.protocol2CodeConverter.asUri(asked), { selection });
}
