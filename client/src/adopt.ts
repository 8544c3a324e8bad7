/**
 * Files that are ours although their name does not say so get our language when they open: Markdown whose front matter
 * says `pitchlint: script`, and YAML in a folder that `packs:` of a pitchlint.yaml names. Everything else is left alone.
 */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { OwnsPackFile } from '../../server/src/protocol.ts';

/** The server tells such files by the same mark (workspace/discovery.ts). */
const FRONT_MATTER = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;
const MARK = /(?:^|[{,])\s*["']?pitchlint["']?\s*[:：]\s*["']?script["']?\s*(?:$|[,}#])/m;
/** Front matter longer than this many lines is none. */
const LONGEST = 400;

/** Needs no server: the first lines of the text decide. */
export function adoptScripts(): vscode.Disposable {
  return adopt('markdown', 'pitch', (document) => {
    const head = FRONT_MATTER.exec(document.getText(new vscode.Range(0, 0, LONGEST, 0)));
    return head !== null && MARK.test(head[1]!);
  });
}

/** To be called when the server is ready: it alone knows which folders are packs. */
export function adoptPackFiles(client: BaseLanguageClient): vscode.Disposable {
  const method: OwnsPackFile['method'] = 'pitchlint/ownsPackFile';
  return adopt('yaml', 'pitchlint-yaml', async ({ uri, isUntitled }) => {
    if (isUntitled || !client.isRunning()) return false;
    return client.sendRequest<OwnsPackFile['result']>(method, { uri: uri.toString() }).catch(() => false);
  });
}

function adopt(
  from: string,
  to: string,
  isOurs: (document: vscode.TextDocument) => boolean | Promise<boolean>,
): vscode.Disposable {
  // who sets such a file back by hand means it, as long as it stays open
  const adopted = new Set<string>();
  const look = async (document: vscode.TextDocument) => {
    const uri = document.uri.toString();
    if (document.languageId !== from || adopted.has(uri) || !(await isOurs(document)) || document.isClosed) return;
    adopted.add(uri);
    await vscode.languages.setTextDocumentLanguage(document, to);
  };
  const each = (document: vscode.TextDocument) => void look(document).catch(() => undefined);
  vscode.workspace.textDocuments.forEach(each);
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(each),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      // another language closes a document too, and opens it in the same breath
      const isOpen = () =>
        vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
      setTimeout(() => isOpen() || adopted.delete(uri.toString()), 0);
    }),
  );
}
