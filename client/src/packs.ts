/** YAML files in a folder that `packs:` of a pitchlint.yaml names become PitchLint's; other YAML is left alone. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { OwnsPackFile } from '../../server/src/protocol.ts';

/** To be called when the server is ready: it alone knows which folders are packs. */
export function adoptPackFiles(client: BaseLanguageClient): vscode.Disposable {
  // who sets such a file back to YAML by hand means it
  const adopted = new Set<string>();
  const adopt = async (document: vscode.TextDocument) => {
    const uri = document.uri.toString();
    if (document.languageId !== 'yaml' || document.isUntitled || adopted.has(uri) || !client.isRunning()) return;
    const method: OwnsPackFile['method'] = 'pitchlint/ownsPackFile';
    if (!(await client.sendRequest<OwnsPackFile['result']>(method, { uri }))) return;
    adopted.add(uri);
    await vscode.languages.setTextDocumentLanguage(document, 'pitchlint-yaml');
  };
  const each = (document: vscode.TextDocument) => void adopt(document).catch(() => undefined);
  vscode.workspace.textDocuments.forEach(each);
  return vscode.workspace.onDidOpenTextDocument(each);
}
