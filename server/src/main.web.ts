/** The server in a browser worker; vscode.dev and other web hosts. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { webHost } from './host.web.ts';
import { startServer } from './lsp/server.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const connection = createConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope));
startServer(connection, webHost(connection));
