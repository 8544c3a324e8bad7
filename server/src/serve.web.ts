/** The server over the worker's messages, once the tables are there. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { webHost } from './host.web.ts';
import { startServer } from './lsp/server.ts';

export function serve(scope: DedicatedWorkerGlobalScope): void {
  const connection = createConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope));
  startServer(connection, webHost(connection));
}
