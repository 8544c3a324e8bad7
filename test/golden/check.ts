/** The one boundary of the golden and snippet tests: a set of files in memory → findings per file, all rules on. */
import type { Diagnostic } from '../../server/src/core/diagnostic.ts';
import type { Document } from '../../server/src/core/documents/document.ts';
import type { Host } from '../../server/src/host.ts';
import { Session } from '../../server/src/workspace/session.ts';

/** The day that golden documents are judged on, so that reviews and approvals do not run out while nobody looks. */
export const GOLDEN_DAY = '2026-11-20';

const ROOT = 'file:///golden';

export interface Checked {
  readonly document: Document;
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks files given as relative path → text. `only` names those to report; the rest are there to be referred to. */
export async function checkFiles(
  files: ReadonlyMap<string, string>,
  only: readonly string[] = [...files.keys()],
): Promise<ReadonlyMap<string, Checked>> {
  const session = new Session(memoryHost(files), { asOf: GOLDEN_DAY });
  session.setFolders([ROOT]);
  const checked = new Map<string, Checked>();
  for (const path of only) {
    const analysis = await session.analysis(uriOf(path));
    if (!analysis) throw new Error(`${path} was not read as one of our kinds`);
    checked.set(path, {
      document: analysis.document,
      text: analysis.document.text,
      diagnostics: analysis.result.diagnostics,
    });
  }
  return checked;
}

export function uriOf(path: string): string {
  return `${ROOT}/${path.split('/').map(encodeURIComponent).join('/')}`;
}

function pathOf(uri: string): string {
  return decodeURIComponent(uri).slice(ROOT.length + 1);
}

export function memoryHost(files: ReadonlyMap<string, string>): Host {
  return {
    read: async (uri) => {
      const text = files.get(pathOf(uri));
      return text === undefined ? { ok: false, reason: 'missing', detail: uri } : { ok: true, text };
    },
    list: async (folder, suffixes, depth = 32) =>
      [...files.keys()]
        .filter((path) => suffixes.some((suffix) => path.endsWith(suffix)))
        .filter((path) => uriOf(path).startsWith(`${folder}/`))
        .filter((path) => uriOf(path).slice(folder.length + 1).split('/').length <= depth + 1)
        .map(uriOf)
        .sort(),
    exists: async (uri) => files.has(pathOf(uri)),
    today: () => GOLDEN_DAY,
    log: () => {},
  };
}
