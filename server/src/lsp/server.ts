/**
 * The language server over any connection and host. It holds no state but the session's: texts, versions, settings.
 * Handlers only route; what they answer is computed in features/ and workspace/.
 */
import type { Connection, InitializeParams, InitializeResult, ServerCapabilities } from 'vscode-languageserver';
import { CodeActionKind, DidChangeWatchedFilesNotification, TextDocumentSyncKind } from 'vscode-languageserver';
import { SEMANTIC_TOKEN_KINDS } from '../features/types.ts';
import type { Host } from '../host.ts';
import { Session, type SessionOptions } from '../workspace/session.ts';
import { serveDiagnostics } from './diagnostics.ts';
import { serveFeatures } from './features.ts';
import { serveReports } from './on-demand.ts';
import { servePackTests } from './pack-tests.ts';
import { rehearsalOf } from './rehearsal.ts';
import { type ClientFacts, readFacts, readSettings, type ServerState } from './settings.ts';
import { serveStatus } from './status.ts';

/** Attaches every handler and listens. The connection's end is the caller's affair. */
export function startServer(connection: Connection, host: Host, options: SessionOptions = {}): void {
  const session = new Session(host, options);
  const state: ServerState = { settings: readSettings(undefined), facts: readFacts({}, undefined) };
  const diagnostics = serveDiagnostics(connection, session, state);
  const { complete, hover } = serveFeatures(connection, session, state);
  const rehearsal = rehearsalOf(session, [complete, hover]);

  const apply = (sent: unknown) => {
    state.settings = readSettings(sent);
    session.setDay(state.settings.asOf);
  };

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    state.facts = readFacts(params.capabilities, params.locale, params.initializationOptions);
    apply(params.initializationOptions);
    session.setFolders(foldersOf(params));
    return { capabilities: capabilities(state.facts), serverInfo: { name: 'pitchlint' } };
  });

  connection.onInitialized(async () => {
    if (state.facts.hasFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map((folder) => folder.uri.replace(/\/$/, '')));
        const kept = session.workspaceFolders().filter((uri) => !gone.has(uri));
        session.setFolders([...kept, ...added.map((folder) => folder.uri)]);
        diagnostics.everythingMayDiffer();
      });
    }
    if (state.facts.watchesFiles) {
      await connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [{ globPattern: '**/*.{yaml,yml,pitch,pitch.md}' }],
      });
    }
    if (state.facts.asksForConfiguration) await pullSettings();
    // compiled while the client is still opening its documents
    setTimeout(() => session.ruleSets.warm(), 0);
  });

  connection.onDidChangeConfiguration(async ({ settings }) => {
    if (state.facts.asksForConfiguration) await pullSettings();
    else if (settings && typeof settings === 'object' && 'pitchlint' in settings) apply(settings.pitchlint);
    diagnostics.everythingMayDiffer();
  });

  const pullSettings = async () => {
    const before = JSON.stringify(state.settings);
    apply(await connection.workspace.getConfiguration('pitchlint'));
    if (JSON.stringify(state.settings) !== before) diagnostics.everythingMayDiffer();
  };

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    session.open(uri, languageId, version, text);
    diagnostics.opened(uri);
    rehearsal();
  });
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    session.change(textDocument.uri, textDocument.version, contentChanges);
    diagnostics.changed(textDocument.uri, contentChanges);
    rehearsal();
  });
  connection.onDidCloseTextDocument(({ textDocument }) => {
    session.close(textDocument.uri);
    diagnostics.closed(textDocument.uri);
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    // 2 is a changed file: the list of files stays as it was
    const stale = changes.map(({ uri, type }) => session.fileChanged(uri, type !== 2));
    if (stale.includes(true)) diagnostics.everythingMayDiffer();
  });

  serveStatus(connection, session, state);
  serveReports(connection, session, state);
  servePackTests(connection, session, state);
  connection.listen();
}

function foldersOf(params: InitializeParams): string[] {
  if (params.workspaceFolders) return params.workspaceFolders.map((folder) => folder.uri);
  return params.rootUri ? [params.rootUri] : [];
}

function capabilities(facts: ClientFacts): ServerCapabilities {
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    ...(facts.pullsDiagnostics && {
      diagnosticProvider: { identifier: 'pitchlint', interFileDependencies: true, workspaceDiagnostics: true },
    }),
    codeActionProvider: {
      codeActionKinds: [
        CodeActionKind.QuickFix,
        CodeActionKind.Refactor,
        `${CodeActionKind.SourceFixAll}.pitchlint`,
        `${CodeActionKind.Source}.cleanPaste.pitchlint`,
      ],
    },
    completionProvider: {
      triggerCharacters: [' ', ':', '：', '-', '[', '{', '@', '#', '(', '（', ',', '，', '<', '>', '?', '|'],
    },
    hoverProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    renameProvider: { prepareProvider: true },
    documentSymbolProvider: true,
    workspaceSymbolProvider: true,
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    documentLinkProvider: {},
    documentFormattingProvider: true,
    inlayHintProvider: true,
    codeLensProvider: {},
    semanticTokensProvider: {
      legend: { tokenTypes: [...SEMANTIC_TOKEN_KINDS], tokenModifiers: [] },
      full: { delta: true },
    },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}
