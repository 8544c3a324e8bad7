/** Markdown files whose front matter says `pitchlint: script` become scripts when they open; other Markdown is left alone. */
import * as vscode from 'vscode';

/** The server tells such files by the same mark (workspace/discovery.ts). */
const FRONT_MATTER = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;
const MARK = /(?:^|[{,])\s*["']?pitchlint["']?\s*[:：]\s*["']?script["']?\s*(?:$|[,}#])/m;
/** Front matter longer than this many lines is none. */
const LONGEST = 400;

export function adoptScripts(): vscode.Disposable {
  // who sets such a file back to Markdown by hand means it
  const adopted = new Set<string>();
  const adopt = (document: vscode.TextDocument) => {
    const uri = document.uri.toString();
    if (document.languageId !== 'markdown' || adopted.has(uri) || !isScript(document)) return;
    adopted.add(uri);
    void vscode.languages.setTextDocumentLanguage(document, 'pitch');
  };
  vscode.workspace.textDocuments.forEach(adopt);
  return vscode.workspace.onDidOpenTextDocument(adopt);
}

function isScript(document: vscode.TextDocument): boolean {
  const head = FRONT_MATTER.exec(document.getText(new vscode.Range(0, 0, LONGEST, 0)));
  return head !== null && MARK.test(head[1]!);
}
