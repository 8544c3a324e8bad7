/** The server as its own process: `--node-ipc` under VS Code, `--stdio` under every other editor. */
import { Console } from 'node:console';
import { setFlagsFromString } from 'node:v8';
import { AbstractMessageWriter, createConnection, type Message } from 'vscode-languageserver/node';
import { nodeHost } from './host.node.ts';
import { startServer } from './lsp/server.ts';

// What was made where long-lived things were made before, V8 puts among the old at once. Here those are the facts about
// a script's lines, which every keystroke replaces: until all of memory was collected they kept what they spoke of, and
// each small collection took four times as long. Electron may refuse flags once it runs.
if (!process.versions.electron) setFlagsFromString('--no-allocation-site-pretenuring');

/** Bytes; no head is longer. */
const HEAD_ROOM = 40;

/** Head and body of a message in one piece: written one after the other they wake the editor twice. */
class WholeWriter extends AbstractMessageWriter {
  constructor(private readonly out: NodeJS.WriteStream) {
    super();
    out.on('error', (error) => this.fireError(error));
    out.on('close', () => this.fireClose());
  }

  write(message: Message): Promise<void> {
    const body = JSON.stringify(message);
    const whole = Buffer.allocUnsafe(HEAD_ROOM + 3 * body.length);
    const bytes = whole.write(body, HEAD_ROOM);
    // how long the body is in bytes is known once it is written; the head stands right before it
    const head = `Content-Length: ${bytes}\r\n\r\n`;
    const start = HEAD_ROOM - head.length;
    whole.write(head, start, 'latin1');
    return new Promise((done, fail) => {
      this.out.write(whole.subarray(start, HEAD_ROOM + bytes), (error) => (error ? fail(error) : done()));
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
