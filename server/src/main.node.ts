/** The server as its own process: `--node-ipc` under VS Code, `--stdio` under every other editor. */
import { Console } from 'node:console';
import { AbstractMessageWriter, createConnection, type Message } from 'vscode-languageserver/node';
import { nodeHost } from './host.node.ts';
import { startServer } from './lsp/server.ts';

/** Head and body of a message in one piece: written one after the other they wake the editor twice. */
class WholeWriter extends AbstractMessageWriter {
  constructor(private readonly out: NodeJS.WriteStream) {
    super();
    out.on('error', (error) => this.fireError(error));
    out.on('close', () => this.fireClose());
  }

  write(message: Message): Promise<void> {
    const body = JSON.stringify(message);
    const whole = `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    return new Promise((done, fail) => {
      this.out.write(whole, (error) => (error ? fail(error) : done()));
    });
  }

  end(): void {
    this.out.end();
  }
}

function connect() {
  if (!process.argv.includes('--stdio')) return createConnection();
  // whatever a library prints must not get between two messages
  globalThis.console = new Console(process.stderr);
  // a writer is as good as a stream here; the input stays a stream, whose end is the end of the process
  return createConnection(process.stdin, new WholeWriter(process.stdout) as unknown as NodeJS.WritableStream);
}

const connection = connect();
startServer(
  connection,
  nodeHost((message) => connection.console.info(message)),
  { standardExamples: async () => (await import('./core/rules/pack/standard-examples.ts')).standardExamples },
);
