/** The real server over in-memory streams, with a small client that remembers what it was sent. Files are an object. */
import { PassThrough } from 'node:stream';
import {
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type InitializeParams,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { Host } from '../../server/src/host.ts';
import { startServer } from '../../server/src/lsp/server.ts';

export const ROOT = 'file:///work';
export const TODAY = '2026-11-20';

export function uriOf(name: string): string {
  return `${ROOT}/${name}`;
}

export interface ClientOptions {
  /** Pulls diagnostics; without it the server must push. Default true. */
  readonly pulls?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Workspace folders; none for a single file. Default one, `ROOT`. */
  readonly folders?: readonly string[];
  /** Its edits may make files. Default false. */
  readonly createsFiles?: boolean;
  /** Shows actions that cannot be done, with the reason. Default false. */
  readonly showsDisabled?: boolean;
  /** Understands tab stops. Default false. */
  readonly takesSnippets?: boolean;
}

export class TestClient {
  readonly published: PublishDiagnosticsParams[] = [];
  refreshes = 0;
  private version = 0;

  private constructor(
    readonly connection: ProtocolConnection,
    readonly files: Map<string, string>,
  ) {
    connection.onNotification('textDocument/publishDiagnostics', (params) => void this.published.push(params));
    connection.onRequest('workspace/diagnostic/refresh', () => {
      this.refreshes++;
      return null;
    });
  }

  /** Files by name below `ROOT`, or a host of its own (then uris are its affair). */
  static async start(
    files: Readonly<Record<string, string>> | Host = {},
    options: ClientOptions = {},
  ): Promise<TestClient> {
    const host = isHost(files) ? files : undefined;
    const known = new Map(isHost(files) ? [] : Object.entries(files).map(([name, text]) => [uriOf(name), text]));
    const up = new PassThrough();
    const down = new PassThrough();
    startServer(
      createConnection(new StreamMessageReader(up), new StreamMessageWriter(down)),
      host ?? memoryHost(known),
    );
    const connection = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
    connection.listen();
    const client = new TestClient(connection, known);
    const folders = options.folders ?? [ROOT];
    const params: InitializeParams = {
      processId: null,
      rootUri: null,
      workspaceFolders: folders.map((uri) => ({ uri, name: uri })),
      initializationOptions: { language: 'en', ...options.settings },
      capabilities: {
        workspace: {
          diagnostics: { refreshSupport: true },
          ...(options.createsFiles && { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } }),
        },
        textDocument: {
          ...(options.pulls !== false && { diagnostic: {} }),
          ...(options.takesSnippets && { completion: { completionItem: { snippetSupport: true } } }),
          ...(options.showsDisabled && { codeAction: { disabledSupport: true } }),
        },
      },
    };
    await connection.sendRequest('initialize', params);
    await connection.sendNotification('initialized', {});
    return client;
  }

  async open(name: string, text = this.files.get(uriOf(name)) ?? '', languageId = languageOf(name)): Promise<string> {
    const uri = name.includes(':') ? name : uriOf(name);
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: ++this.version, text },
    });
    return uri;
  }

  /** Replaces the whole text. */
  async replace(uri: string, text: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: ++this.version },
      contentChanges: [{ text }],
    });
  }

  /** Types at a place, as an editor does. */
  async type(uri: string, line: number, character: number, text: string): Promise<void> {
    const at = { line, character };
    await this.edit(uri, at, at, text);
  }

  /** Puts `text` in place of what stands between two places. */
  async edit(uri: string, start: Position, end: Position, text: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: ++this.version },
      contentChanges: [{ range: { start, end }, text }],
    });
  }

  close(uri: string): Promise<void> {
    return this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  async pull(
    uri: string,
    previousResultId?: string,
  ): Promise<{ kind: string; resultId?: string; items: Diagnostic[] }> {
    const answer = await this.connection.sendRequest('textDocument/diagnostic', {
      textDocument: { uri },
      identifier: 'pitchlint',
      previousResultId,
    });
    return answer as { kind: string; resultId?: string; items: Diagnostic[] };
  }

  async codes(uri: string): Promise<(string | number | undefined)[]> {
    return (await this.pull(uri)).items.map(({ code }) => code as string);
  }

  request<R>(method: string, params: unknown): Promise<R> {
    return this.connection.sendRequest(method, params) as Promise<R>;
  }

  /** A file on disk came, went or changed. */
  async write(name: string, text: string | undefined, type: 1 | 2 | 3): Promise<void> {
    if (text === undefined) this.files.delete(uriOf(name));
    else this.files.set(uriOf(name), text);
    await this.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriOf(name), type }],
    });
  }

  /** Waits until `holds` or fails after two seconds. */
  async until(holds: () => boolean, what: string): Promise<void> {
    for (const end = Date.now() + 2000; Date.now() < end; ) {
      if (holds()) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`waited in vain for: ${what}`);
  }

  stop(): void {
    this.connection.dispose();
  }
}

function isHost(files: Readonly<Record<string, string>> | Host): files is Host {
  return typeof files.read === 'function';
}

function languageOf(name: string): string {
  return /\.pitch(\.md)?$/.test(name) ? 'pitch' : 'pitchlint-yaml';
}

function memoryHost(files: ReadonlyMap<string, string>): Host {
  return {
    read: async (uri) => {
      const text = files.get(uri);
      return text === undefined ? { ok: false, reason: 'missing', detail: uri } : { ok: true, text };
    },
    list: async (folder, suffixes, depth = 32) =>
      [...files.keys()]
        .filter((uri) => uri.startsWith(`${folder}/`) && suffixes.some((suffix) => uri.endsWith(suffix)))
        .filter((uri) => uri.slice(folder.length + 1).split('/').length <= depth + 1)
        .sort(),
    exists: async (uri) => files.has(uri),
    today: () => TODAY,
    log: () => {},
  };
}
