/** When the server is started: not for a folder, or a Markdown file, that has nothing to do with us. */
import * as vscode from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import { adoptPackFiles } from './adopt.ts';

/** What the manifest's `workspaceContains` names: an extension is not told why it was activated. */
const OURS = '{**/*.{plan,client,catalog,goals}.{yaml,yml},**/pitchlint.{yaml,yml},**/*.pitch,**/*.pitch.md}';

/**
 * Starts the client at once where a file of ours is open or lies in the folder, else when the first one opens; commands
 * start it by asking. Settled when the server is ready, or when there is nothing to do yet.
 */
export async function startWhenNeeded(
  client: BaseLanguageClient,
  selector: vscode.DocumentSelector,
): Promise<vscode.Disposable> {
  const isOurs = (document: vscode.TextDocument) => vscode.languages.match(selector, document) > 0;
  let packs: vscode.Disposable | undefined;
  const listeners = vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument((document) => {
      if (client.state === State.Stopped && !packs && isOurs(document)) void client.start();
    }),
    client.onDidChangeState(({ newState }) => {
      if (newState !== State.Running || packs) return;
      packs = adoptPackFiles(client);
      // the agenda is of no use to those who have no file of ours
      void vscode.commands.executeCommand('setContext', 'pitchlint.isRunning', true);
    }),
    { dispose: () => packs?.dispose() },
  );
  if (vscode.workspace.textDocuments.some(isOurs) || (await vscode.workspace.findFiles(OURS, undefined, 1)).length > 0)
    await client.start();
  return listeners;
}
