/**
 * Requests that most sessions never make: their code is loaded with the first of them, so that no start waits for it.
 */
import type { Connection } from 'vscode-languageserver';
import type { AgendaRequest, NewPlanRequest, RenderRequest, ReportRequest, ShareRequest } from '../protocol.ts';
import type { Session } from '../workspace/session.ts';
import type { ServerState } from './settings.ts';

type Asked = AgendaRequest | NewPlanRequest | RenderRequest | ReportRequest | ShareRequest;
type Answer<R extends Asked> = (params: R['params']) => Promise<R['result']>;

/** A handler for each request, by its name. */
export type ReportAnswers = { readonly [R in Asked as R['method']]: Answer<R> };

const REPORTS: readonly Asked['method'][] = [
  'pitchlint/agenda',
  'pitchlint/newPlanFromClient',
  'pitchlint/render',
  'pitchlint/report',
  'pitchlint/share',
];

export function serveReports(connection: Connection, session: Session, state: ServerState): void {
  let answers: Promise<ReportAnswers> | undefined;
  for (const method of REPORTS)
    connection.onRequest(method, async (params: Asked['params']) => {
      answers ??= import('./reports.ts').then(({ reportAnswers }) => reportAnswers(session, state));
      return ((await answers)[method] as Answer<Asked>)(params);
    });
}
