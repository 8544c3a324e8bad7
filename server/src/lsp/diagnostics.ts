/**
 * How findings reach the client: pulled per document and for the whole workspace; pushed after a short quiet where the
 * client cannot pull. Reads the session's results, never lints.
 */
import type {
  CancellationToken,
  Connection,
  DocumentDiagnosticReport,
  TextDocumentContentChangeEvent,
  WorkspaceDiagnosticReport,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { Session } from '../workspace/session.ts';
import { normalizeUri } from '../workspace/uri.ts';
import type { ServerState } from './settings.ts';
import { itemsOf } from './shown-items.ts';
import { ToldFindings } from './told-findings.ts';

/** Milliseconds without a change before a push, or before others are asked to pull again. */
const QUIET = 150;
/** Milliseconds of work between two looks at cancellation. */
const SLICE = 15;
/** Documents per partial answer of a workspace pull. */
const BATCH = 50;

export interface DiagnosticsService {
  opened(uri: string): void;
  changed(uri: string, changes: readonly TextDocumentContentChangeEvent[]): void;
  closed(uri: string): void;
  /** Settings, packs, folders or files on disk changed. */
  everythingMayDiffer(): void;
}

export function serveDiagnostics(connection: Connection, session: Session, state: ServerState): DiagnosticsService {
  const shown = new Map<string, string>();
  const findings = new ToldFindings();
  let quiet: ReturnType<typeof setTimeout> | undefined;
  let refreshAll = false;

  connection.languages.diagnostics.on(async ({ textDocument, previousResultId }): Promise<DocumentDiagnosticReport> => {
    const analysis = await session.analysis(textDocument.uri);
    if (!analysis) return { kind: 'full', items: [] };
    const uri = normalizeUri(textDocument.uri);
    const resultId = resultIdOf(analysis.id, state);
    shown.set(uri, analysis.id);
    if (resultId === previousResultId) return { kind: 'unchanged', resultId };
    const items = itemsOf(analysis, session, state);
    if (previousResultId !== undefined && findings.stillHold(uri, previousResultId, items))
      return { kind: 'unchanged', resultId: previousResultId };
    findings.told(uri, resultId, items);
    return { kind: 'full', resultId, items };
  });

  connection.languages.diagnostics.onWorkspace(async (params, token, progress, partial) => {
    if (!state.settings.workspaceDiagnostics) return { items: [] };
    const known = new Map(params.previousResultIds.map(({ uri, value }) => [normalizeUri(uri), value]));
    const files = await session.allFiles();
    const report = new BatchedReport(partial);
    progress.begin('PitchLint', 0, undefined, true);
    try {
      await inSlices(files, token, async (uri, index) => {
        const item = await workspaceItem(uri, known.get(uri));
        known.delete(uri);
        if (item) report.add(item);
        if (index % BATCH === 0) progress.report(Math.round((100 * index) / files.length), `${index}/${files.length}`);
      });
      // files that went since the last pull: nothing is wrong with them any more
      if (!token.isCancellationRequested) {
        for (const uri of known.keys()) report.add({ kind: 'full', uri, version: null, items: [] });
      }
    } finally {
      progress.done();
    }
    return report.end();
  });

  async function workspaceItem(
    uri: string,
    previous: string | undefined,
  ): Promise<WorkspaceDocumentDiagnosticReport | undefined> {
    const clientUri = session.store.clientUri(uri);
    const version = session.store.versionOf(uri) ?? null;
    const current = session.currentId(uri);
    if (current !== undefined && previous === resultIdOf(current, state)) {
      return { kind: 'unchanged', uri: clientUri, version, resultId: previous };
    }
    const analysis = await session.analysis(uri);
    if (!analysis) return undefined;
    const items = itemsOf(analysis, session, state);
    session.release(uri);
    return { kind: 'full', uri: clientUri, version, resultId: resultIdOf(analysis.id, state), items };
  }

  async function settle(): Promise<void> {
    const all = refreshAll;
    refreshAll = false;
    const open = session.store.openUris();
    if (!state.facts.pullsDiagnostics) {
      for (const uri of open) await push(uri, all);
      return;
    }
    const stale = open.some((uri) => shown.has(uri) && session.currentId(uri) === undefined);
    if (all || stale) await askToPullAgain(connection, state);
  }

  async function push(uri: string, evenIfSame: boolean): Promise<void> {
    const analysis = await session.analysis(uri);
    const version = session.store.versionOf(uri);
    if (!analysis || version === undefined || (shown.get(uri) === analysis.id && !evenIfSame)) return;
    shown.set(uri, analysis.id);
    const diagnostics = itemsOf(analysis, session, state);
    await connection.sendDiagnostics({ uri: session.store.clientUri(uri), version, diagnostics });
  }

  function afterQuiet(): void {
    clearTimeout(quiet);
    quiet = setTimeout(() => {
      settle().catch((error) => connection.console.error(String(error instanceof Error ? error.stack : error)));
    }, QUIET);
  }

  return {
    opened: () => afterQuiet(),
    changed: (uri, changes) => {
      findings.edited(normalizeUri(uri), changes);
      afterQuiet();
    },
    closed: (uri) => {
      shown.delete(normalizeUri(uri));
      findings.forget(normalizeUri(uri));
      if (!state.facts.pullsDiagnostics) void connection.sendDiagnostics({ uri, diagnostics: [] });
      afterQuiet();
    },
    everythingMayDiffer: () => {
      refreshAll = true;
      afterQuiet();
    },
  };
}

/** What a client may keep: the analysis, and the settings that decide how it is told. */
function resultIdOf(id: string, { settings }: ServerState): string {
  return `${id}:${settings.language}:${settings.maxFindings}`;
}

async function askToPullAgain(connection: Connection, { facts }: ServerState): Promise<void> {
  const { refreshes } = facts;
  const asked: Promise<unknown>[] = [];
  if (refreshes.diagnostics) asked.push(connection.sendRequest('workspace/diagnostic/refresh'));
  if (refreshes.inlays) asked.push(connection.languages.inlayHint.refresh());
  if (refreshes.lenses) asked.push(connection.sendRequest('workspace/codeLens/refresh'));
  if (refreshes.tokens) asked.push(connection.languages.semanticTokens.refresh());
  await Promise.all(asked);
}

/** Runs one item after another, giving way to other requests, until the end or until it is cancelled. */
async function inSlices<T>(
  items: readonly T[],
  token: CancellationToken,
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  let since = Date.now();
  for (const [index, item] of items.entries()) {
    if (Date.now() - since > SLICE) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      since = Date.now();
    }
    if (token.isCancellationRequested) return;
    await work(item, index);
  }
}

interface PartialSink {
  report(partial: { items: WorkspaceDocumentDiagnosticReport[] }): void;
}

/** Collects items and hands them on in batches where the client wants partial answers. */
class BatchedReport {
  private items: WorkspaceDocumentDiagnosticReport[] = [];

  constructor(private readonly partial: PartialSink | undefined) {}

  add(item: WorkspaceDocumentDiagnosticReport): void {
    this.items.push(item);
    if (this.partial && this.items.length >= BATCH) this.flush(this.partial);
  }

  end(): WorkspaceDiagnosticReport {
    if (this.partial && this.items.length > 0) this.flush(this.partial);
    return { items: this.items };
  }

  private flush(partial: PartialSink): void {
    partial.report({ items: this.items });
    this.items = [];
  }
}
