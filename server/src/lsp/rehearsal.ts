/**
 * The first completion and the first hover took four times as long as those after them: their code was not compiled yet.
 * So both are asked for once beforehand, in the quiet after a document was opened or changed. Nobody sees the answers.
 */
import type { Position } from 'vscode-languageserver';
import { featuresOf } from '../features/router.ts';
import type { FileFeatures } from '../features/types.ts';
import type { Session } from '../workspace/session.ts';

/** Milliseconds without a change. */
const QUIET = 200;
/** Places asked about, spread over the document: each has its own kind of answer. */
const PLACES = 8;

type Question = (at: {
  readonly textDocument: { readonly uri: string };
  readonly position: Position;
}) => Promise<unknown>;

/** What to call when a document was opened or changed. */
export function rehearsalOf(session: Session, questions: readonly Question[]): () => void {
  const rehearsed = new Set<FileFeatures>();
  let quiet: ReturnType<typeof setTimeout> | undefined;

  /** One place at a time: what the editor asks meanwhile comes first, and what it changes ends the rehearsal. */
  async function rehearse(uri: string): Promise<void> {
    const view = session.cached(uri);
    if (!view || rehearsed.has(featuresOf(view.document))) return;
    rehearsed.add(featuresOf(view.document));
    const { length } = view.document.text;
    for (let place = 1; place <= PLACES; place++) {
      const position = view.positions.positionAt(Math.floor((length * place) / PLACES));
      for (const ask of questions) {
        await new Promise((resolve) => setTimeout(resolve, 0));
        if (session.cached(uri) !== view) return;
        await ask({ textDocument: { uri }, position });
      }
    }
  }

  return () => {
    clearTimeout(quiet);
    quiet = setTimeout(async () => {
      // a question that fails is asked again by who wants to know
      for (const uri of session.store.openUris()) await rehearse(uri).catch(() => {});
    }, QUIET);
  };
}
