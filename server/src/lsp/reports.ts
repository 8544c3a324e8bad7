/** The custom requests behind the agenda, the reports and the copies. Handlers only route. */
import type { ReadFailure } from '../host.ts';
import type {
  AgendaEntry,
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
import type { ReportAnswers } from './on-demand.ts';
import { languageFor, type ServerState } from './settings.ts';

/** What a client asks for now and then: the code behind it is loaded with the first question (on-demand.ts). */
export function reportAnswers(session: Session, state: ServerState): ReportAnswers {
  const kept = new KeptAgenda(session);
  const keptReports = new KeptReports();

  return {
    'pitchlint/agenda': async (): Promise<AgendaView> => {
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
    },

    'pitchlint/render': async ({ uri, format, mask }: RenderRequest['params']): Promise<RenderRequest['result']> => {
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

    'pitchlint/report': async ({ name, uri, format }: ReportRequest['params']): Promise<ReportRequest['result']> => {
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

    'pitchlint/share': async ({ uri }: ShareRequest['params']): Promise<ShareRequest['result']> => {
      const view = await session.joined(uri);
      if (!view) return null;
      const language = languageFor(state, view.document);
      const copy = shareCopy(view.document, view.project, view.settings.asOf);
      if (!copy.ok) return { ok: false, reason: copy.reason[language] };
      return { ok: true, text: copy.text, summary: maskedSummary(copy.masked)[language], agreedTo: copy.agreedTo };
    },

    'pitchlint/newPlanFromClient': async ({ uri }: NewPlanRequest['params']): Promise<NewPlanRequest['result']> => {
      const view = await session.view(uri);
      if (view?.document.kind !== 'client') return null;
      return { text: planFromClient(view.document, contextOf(view), view.settings.asOf) };
    },
  };
}

/** The path below the workspace folder that holds it, else the file's name. */
function shortPath(uri: string, session: Session): string {
  for (const folder of session.workspaceFolders()) {
    const path = relativePath(folder, uri);
    if (path !== undefined) return path;
  }
  return nameOf(uri);
}
