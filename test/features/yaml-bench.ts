/** The one boundary of the YAML feature tests: a text with `¦` where the cursor stands, and files beside it. */
import assert from 'node:assert/strict';
import type { YamlDocument } from '../../server/src/core/documents/document.ts';
import { featuresOf } from '../../server/src/features/router.ts';
import type { FeatureContext } from '../../server/src/features/types.ts';
import type { Host } from '../../server/src/host.ts';
import { Session } from '../../server/src/workspace/session.ts';

export const DAY = '2026-11-20';
const ROOT = 'file:///w';

export interface Bench {
  readonly document: YamlDocument;
  readonly offset: number;
  readonly context: FeatureContext;
}

/** `text` is the file `name`, with a cursor mark or without. Other files are joined for references and rename. */
export async function bench(name: string, text: string, beside: Readonly<Record<string, string>> = {}): Promise<Bench> {
  const offset = text.indexOf('¦');
  const files = new Map(
    Object.entries({ ...beside, [name]: text.replace('¦', '') }).map(([n, t]) => [`${ROOT}/${n}`, t]),
  );
  const session = new Session(memoryHost(files), { asOf: DAY });
  session.setFolders([ROOT]);
  const view = await session.view(`${ROOT}/${name}`);
  assert.ok(view && view.document.kind !== 'pitch');
  const context = { project: view.project, ruleSet: view.ruleSet, diagnostics: [] };
  const target = featuresOf(view.document).prepareRename(view.document, Math.max(0, offset), context);
  const project = await session.projectMentioning(view, target?.placeholder ?? '');
  return { document: view.document, offset: Math.max(0, offset), context: { ...context, project } };
}

/** Places as `name: underlined text`, sorted. */
export function shown(b: Bench, places: readonly { uri: string; range: { start: number; end: number } }[]): string[] {
  return places
    .map(({ uri, range }) => {
      const text = b.context.project.documents().find((d) => d.uri === uri)?.text ?? b.document.text;
      const line = text.slice(0, range.start).split('\n').length;
      return `${uri.slice(ROOT.length + 1)}:${line} ${text.slice(range.start, range.end)}`;
    })
    .sort();
}

export function uriOf(name: string): string {
  return `${ROOT}/${name}`;
}

export function memoryHost(files: ReadonlyMap<string, string>): Host {
  return {
    read: async (uri) => {
      const text = files.get(uri);
      return text === undefined ? { ok: false, reason: 'missing', detail: uri } : { ok: true, text };
    },
    list: async (folder, suffixes) =>
      [...files.keys()].filter((uri) => uri.startsWith(`${folder}/`) && suffixes.some((s) => uri.endsWith(s))).sort(),
    exists: async (uri) => files.has(uri),
    today: () => DAY,
    log: () => {},
  };
}
