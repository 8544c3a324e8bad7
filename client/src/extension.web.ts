/** The extension in a browser: the server is a worker, and the client reads files for it. */
import * as vscode from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import { serveFiles } from './files.ts';
import { clientOptions, type PitchLintApi, startSession } from './session.ts';

export function activate(context: vscode.ExtensionContext): Promise<PitchLintApi> {
  const output = vscode.window.createOutputChannel('PitchLint', { log: true });
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist/web/server.js').toString(true);
  let worker: Worker | undefined;
  // A worker does not survive `exit`: every start of the client gets a new one. The transports are made here because VS Code's
  // own Worker class is not the one that the language client looks for.
  const connect = async () => {
    worker?.terminate();
    worker = new Worker(script);
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  context.subscriptions.push({ dispose: () => worker?.terminate() });
  const client = new LanguageClient('pitchlint', 'PitchLint', connect, clientOptions(output));
  serveFiles(client);
  return startSession(context, output, client);
}
