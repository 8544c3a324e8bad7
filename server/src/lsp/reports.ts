/** The custom requests behind the agenda, the reports and the copies. Handlers only route. */
import type { Connection } from 'vscode-languageserver';
import type { ReadFailure } from '../host.ts';
import type {
  AgendaEntry,
  AgendaRequest,
  AgendaView,
  NewPlanRequest,
  RenderRequest,
  ReportRequest,
  ShareRequest,
} from '../protocol.ts';
import { sectionsOf } from '../reports/agenda/agenda.ts';
import type { AgendaItem } from '../reports/agenda/item.ts';
import { KeptAgenda } from '../reports/agenda/kept.ts';
import { toHtml } from '../reports/html.ts';
import { toMarkdown } from '../reports/markdown.ts';
import { planFromClient } from '../reports/new-plan.ts';
import { renderScript } from '../reports/render.ts';
import { KeptReports, makeReport } from '../reports/report.ts';
import { maskedSummary, shareCopy } from '../reports/share.ts';
import { contextOf } from '../reports/sources.ts';
import type { Session } from '../workspace/session.ts';
import { nameOf, normalizeUri, relativePath } from '../workspace/uri.ts';
import { languageFor, type ServerState } from './settings.ts';

export function serveReports(connection: Connection, session: Session, state: ServerState): void {
  const kept = new KeptAgenda(session);
  const keptReports = new KeptReports();

  connection.onRequest('pitchlint/agenda' satisfies AgendaRequest['method'], async (): Promise<AgendaView> => {
    const agenda = await kept.of(await session.allFiles());
    const language = languageFor(state, agenda);
    const sections = sectionsOf(agenda);
    const entry = ({ kind, due, who, title, detail, uri, place }: AgendaItem): AgendaEntry => ({
      kind,
      due,
      who,
      title: title[language],
      ...(detail && { detail: detail[language] }),
      uri: session.store.clientUri(uri),
      line: place?.line ?? 0,
      character: place?.character ?? 0,
    });
    return {
      asOf: agenda.asOf,
      sections: (['today', 'week', 'later'] as const).map((id) => ({ id, items: sections[id].map(entry) })),
      notices: agenda.notices.map((notice) => notice[language]),
    };
  });

  connection.onRequest(
    'pitchlint/render' satisfies RenderRequest['method'],
    async ({ uri, format, mask }: RenderRequest['params']): Promise<RenderRequest['result']> => {
      const view = await session.view(normalizeUri(uri));
      if (view?.document.kind !== 'pitch') return null;
      const rendered = renderScript(view.document, view.project, view.ruleSet, { format, mask });
      if (rendered.ok) return rendered;
      const language = languageFor(state, view.document);
      const faults = rendered.faults.map(({ range, message }) => ({
        ...view.positions.positionAt(range.start),
        message: message[language],
      }));
      return { ok: false, faults };
    },
  );

  connection.onRequest(
    'pitchlint/report' satisfies ReportRequest['method'],
    async ({ name, uri, format }: ReportRequest['params']): Promise<ReportRequest['result']> => {
      const uris = uri === undefined ? await session.allFiles() : [normalizeUri(uri)];
      const options = {
        // set to auto, the first document's own language holds
        ...(state.settings.language !== 'auto' && { language: state.settings.language }),
        display: languageFor(state, undefined),
        pathOf: (one: string) => shortPath(one, session),
        reasonOf: (failure: ReadFailure) => `${failure.reason}: ${failure.detail}`,
      };
      // the parts of the whole workspace are worth keeping; those of one document are made at once
      const report = await makeReport(name, session, uris, options, uri === undefined ? keptReports : undefined);
      return { title: report.title, text: format === 'html' ? toHtml(report) : toMarkdown(report) };
    },
  );

  connection.onRequest(
    'pitchlint/share' satisfies ShareRequest['method'],
    async ({ uri }: ShareRequest['params']): Promise<ShareRequest['result']> => {
      const view = await session.joined(uri);
      if (!view) return null;
      const language = languageFor(state, view.document);
      const copy = shareCopy(view.document, view.project, view.settings.asOf);
      if (!copy.ok) return { ok: false, reason: copy.reason[language] };
      return { ok: true, text: copy.text, summary: maskedSummary(copy.masked)[language], agreedTo: copy.agreedTo };
    },
  );

  connection.onRequest(
    'pitchlint/newPlanFromClient' satisfies NewPlanRequest['method'],
    async ({ uri }: NewPlanRequest['params']): Promise<NewPlanRequest['result']> => {
      const view = await session.view(uri);
      if (view?.document.kind !== 'client') return null;
      return { text: planFromClient(view.document, contextOf(view), view.settings.asOf) };
    },
  );
}

/** The path below the workspace folder that holds it, else the file's name. */
function shortPath(uri: string, session: Session): string {
  for (const folder of session.workspaceFolders()) {
    const path = relativePath(folder, uri);
    if (path !== undefined) return path;
  }
  return nameOf(uri);
}
