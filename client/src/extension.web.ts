/** The extension in a browser: the server is a worker, and the client reads files for it. */
import * as vscode from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import type { TablesMessage } from '../../server/src/protocol.ts';
import { serveFiles } from './files.ts';
import { clientOptions, type PitchLintApi, startSession } from './session.ts';

/** What the server reads from dist/tables where it has files; a worker is sent it. */
const TABLES = [
  'characters.bin',
  'coded-texts.txt',
  'pinyin.bin',
  'standard-pack.txt',
  'standard-program.bin',
  'standard-program.txt',
  'standard-words.txt',
];

export function activate(context: vscode.ExtensionContext): Promise<PitchLintApi> {
  const output = vscode.window.createOutputChannel('PitchLint', { log: true });
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist/web/server.js').toString(true);
  let worker: Worker | undefined;
  // A worker does not survive `exit`: every start of the client gets a new one. The transports are made here because VS Code's
  // own Worker class is not the one that the language client looks for.
  const connect = async () => {
    const tables = await readTables(context.extensionUri);
    worker?.terminate();
    worker = new Worker(script);
    worker.postMessage({ tables } satisfies TablesMessage);
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  context.subscriptions.push({ dispose: () => worker?.terminate() });
  const client = new LanguageClient('pitchlint', 'PitchLint', connect, clientOptions(output));
  serveFiles(client);
  return startSession(context, output, client);
}

async function readTables(extension: vscode.Uri): Promise<TablesMessage['tables']> {
  const read = async (name: string): Promise<[string, Uint8Array]> => [
    name,
    await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, 'dist/tables', name)),
  ];
  return Object.fromEntries(await Promise.all(TABLES.map(read)));
}
