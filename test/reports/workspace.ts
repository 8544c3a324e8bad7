/** The one boundary of the report tests: files in memory → a session judged on a day. */
import type { Host } from '../../server/src/host.ts';
import { Session } from '../../server/src/workspace/session.ts';

const ROOT = 'file:///desk';

export const uriOf = (path: string) => `${ROOT}/${path.split('/').map(encodeURIComponent).join('/')}`;
export const pathOf = (uri: string) => decodeURIComponent(uri).slice(ROOT.length + 1);

export interface Desk {
  readonly session: Session;
  readonly uris: readonly string[];
  /** Paths in the order in which their texts were read. */
  readonly reads: string[];
  /** Changes, adds or (undefined) removes a file, and tells the session. */
  write(path: string, text: string | undefined): void;
}

/** A desk with files by relative path. `broken` names files that are not text. */
export function desk(files: Readonly<Record<string, string>>, asOf: string, broken: readonly string[] = []): Desk {
  const texts = new Map(Object.entries(files));
  const reads: string[] = [];
  const host: Host = {
    read: async (uri) => {
      const path = pathOf(uri);
      if (broken.includes(path)) return { ok: false, reason: 'not-utf8', detail: 'GBK' };
      const text = texts.get(path);
      if (text !== undefined) reads.push(path);
      return text === undefined ? { ok: false, reason: 'missing', detail: path } : { ok: true, text };
    },
    list: async (folder, suffixes, depth = 32) =>
      [...texts.keys(), ...broken]
        .filter((path) => suffixes.some((suffix) => path.endsWith(suffix)))
        .map(uriOf)
        .filter((uri) => uri.startsWith(`${folder}/`) && uri.slice(folder.length + 1).split('/').length <= depth + 1)
        .sort(),
    exists: async (uri) => texts.has(pathOf(uri)),
    today: () => asOf,
    log: () => {},
  };
  const session = new Session(host, { asOf });
  session.setFolders([ROOT]);
  return {
    session,
    uris: [...texts.keys(), ...broken].map(uriOf),
    reads,
    write: (path, text) => {
      const listing = (text === undefined) === texts.has(path);
      if (text === undefined) texts.delete(path);
      else texts.set(path, text);
      session.fileChanged(uriOf(path), listing);
    },
  };
}
