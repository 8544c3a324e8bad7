/** The server over standard input and output, for `pitchlint lsp`. */
import { createConnection } from 'vscode-languageserver/node';
import { nodeHost } from './host.node.ts';
import { startServer } from './lsp/server.ts';

/** Serves until standard input ends; the connection then ends the process, as the protocol wants. */
export function serveStdio(): Promise<never> {
  const connection = createConnection(process.stdin, process.stdout);
  startServer(
    connection,
    nodeHost((message) => connection.console.info(message)),
  );
  return new Promise(() => {});
}
