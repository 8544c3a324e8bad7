/** The server as its own process: `--node-ipc` under VS Code, `--stdio` under every other editor. */
import { createConnection } from 'vscode-languageserver/node';
import { nodeHost } from './host.node.ts';
import { startServer } from './lsp/server.ts';

const connection = createConnection();
startServer(
  connection,
  nodeHost((message) => connection.console.info(message)),
  { standardExamples: async () => (await import('./core/rules/pack/standard-examples.ts')).standardExamples },
);
