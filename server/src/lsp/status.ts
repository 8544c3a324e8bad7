/** The custom requests that the client asks of the server. */
import type { Connection } from 'vscode-languageserver';
import { countBySeverity } from '../features/diagnostics.ts';
import { importScript } from '../features/pitch/import.ts';
import type { DocumentStatus, ImportScript, OwnsPackFile, Status } from '../protocol.ts';
import type { Session } from '../workspace/session.ts';
import type { ServerState } from './settings.ts';

export function serveStatus(connection: Connection, session: Session, state: ServerState): void {
  connection.onRequest('pitchlint/status' satisfies Status['method'], async (params: Status['params']) => {
    const analysis = await session.analysis(params.uri);
    if (!analysis) return null;
    const { document, result, ruleSet, settings, config } = analysis;
    return {
      uri: params.uri,
      kind: document.kind,
      market: settings.market,
      language: document.language,
      packs: ruleSet.packs.map((pack) => `${pack.name} ${pack.version}`),
      asOf: settings.asOf,
      config: config.files.map((uri) => session.store.clientUri(uri)),
      counts: countBySeverity(result.diagnostics),
      hidden: Math.max(0, result.diagnostics.length - state.settings.maxFindings),
    } satisfies DocumentStatus;
  });
  connection.onRequest('pitchlint/ownsPackFile' satisfies OwnsPackFile['method'], ({ uri }: OwnsPackFile['params']) =>
    session.ownsPackFile(uri),
  );
  connection.onRequest(
    'pitchlint/importScript' satisfies ImportScript['method'],
    ({ text }: ImportScript['params']): ImportScript['result'] => importScript(text),
  );
}
