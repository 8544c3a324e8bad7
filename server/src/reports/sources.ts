/**
 * Documents for reports, one after another through the session: each is read once with what it names, handed out, and let
 * go some files later, so that memory does not grow with the number of clients.
 */
import type { ReadFailure } from '../host.ts';
import { RecentFiles } from '../workspace/recent-files.ts';
import type { Analysis, Session } from '../workspace/session.ts';
import type { ReportContext } from './context.ts';

/** Told of each file that cannot be read. */
export type NoteUnreadable = (uri: string, failure: ReadFailure) => void;

/** Views (documents without findings) of the files that can be read, in the order given. */
export async function* viewsOf(
  session: Session,
  uris: readonly string[],
  unreadable: NoteUnreadable = () => {},
): AsyncGenerator<Analysis> {
  const recent = new RecentFiles((uri) => session.forget(uri));
  for (const uri of uris) {
    const view = await session.view(uri);
    const failure = view ? undefined : session.store.failureOf(uri);
    if (failure) unreadable(uri, failure);
    if (!view || view.config.ignored) continue;
    yield view;
    recent.used(view);
  }
}

/** What the functions that make reports look at, for one document. */
export function contextOf(view: Analysis): ReportContext {
  return { project: view.project, ruleSet: view.ruleSet, asOf: view.settings.asOf };
}

/** The same with findings: one file is linted at a time, and its result let go once it was handed out. */
export async function* analysesOf(
  session: Session,
  uris: readonly string[],
  unreadable: NoteUnreadable = () => {},
): AsyncGenerator<Analysis> {
  const recent = new RecentFiles((uri) => session.forget(uri));
  for (const uri of uris) {
    const wasJudged = session.currentId(uri) !== undefined;
    const analysis = await session.analysis(uri);
    const failure = analysis ? undefined : session.store.failureOf(uri);
    if (failure) unreadable(uri, failure);
    if (!analysis || analysis.config.ignored) continue;
    yield analysis;
    recent.used(analysis);
    // what an editor had judged before it will ask about again
    if (!wasJudged) session.discard(uri);
  }
}
