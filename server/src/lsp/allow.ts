/** Looks up what the quick fix "allow this phrase in the company's pack" needs: the pack, its files, or where to make one. */

import type { SourceRange } from '../core/text/range.ts';
import { type AllowPack, type AllowPlace, allowActions, NEW_PACK } from '../features/allow-phrase.ts';
import type { ActionEntry } from '../features/code-actions.ts';
import type { Analysis, Session } from '../workspace/session.ts';
import { folderOf } from '../workspace/uri.ts';
import type { ServerState } from './settings.ts';

export async function allowActionsAt(
  view: Analysis,
  range: SourceRange,
  session: Session,
  { facts }: ServerState,
): Promise<ActionEntry[]> {
  const findings = view.result.diagnostics.filter((d) => d.range.start <= range.end && range.start <= d.range.end);
  if (findings.length === 0) return [];
  const target = packOf(view, session) ?? placeOf(view, session);
  const there = new Set<string>();
  const files = 'name' in target ? [] : [`${target.folder}/${NEW_PACK}/pack.yaml`];
  for (const uri of [...files, ...findings.map(({ rule }) => `${folderFor(target)}/${rule}.yaml`)])
    if (await session.host.exists(uri)) there.add(uri);
  const options = { createsFiles: facts.createsFiles, exists: (uri: string) => there.has(uri) };
  return allowActions(view.document, findings, view.ruleSet, target, options);
}

function folderFor(target: AllowPack | AllowPlace): string {
  return 'name' in target ? target.folder : `${target.folder}/${NEW_PACK}`;
}

/** The outermost company pack: the head office's. */
function packOf({ packs }: Analysis, session: Session): AllowPack | undefined {
  const [first] = session.ruleSets.loaded(packs);
  if (!first || first.files === 0) return undefined;
  const { source, places } = first.pack;
  return {
    name: source.info.name,
    folder: first.folder,
    extension: (rule) => {
      const place = places?.extensions[source.extensions.findIndex(({ base }) => base === rule)];
      const text = place && session.store.textOf(place.uri);
      return place && text !== undefined ? { uri: place.uri, text } : undefined;
    },
  };
}

/** Beside the pitchlint.yaml that holds, else in the workspace folder, else beside the document. */
function placeOf({ config, document }: Analysis, session: Session): AllowPlace {
  const [nearest] = config.files;
  const text = nearest === undefined ? undefined : session.store.textOf(nearest);
  if (nearest !== undefined && text !== undefined) return { folder: folderOf(nearest), config: { uri: nearest, text } };
  const home = session.workspaceFolders().find((folder) => document.uri.startsWith(`${folder}/`));
  return { folder: home ?? folderOf(document.uri), config: undefined };
}
