/**
 * URIs as plain strings with one spelling each: editors write `file:///c%3A/方案` in different ways, and a look-up must
 * not depend on who asked. Knows nothing of file systems.
 */
import { rememberPerText } from '../core/text/remembered.ts';

/**
 * One spelling for every way of writing the same URI: the path percent-encoded as VS Code does, drive in lower case.
 * Remembered, as are folders: one request asks for those of its document a dozen times.
 */
export function normalizeUri(uri: string): string {
  return NORMAL.test(uri) ? uri : normalized(uri);
}

const normalized = rememberPerText((uri) => {
  const { prefix, path } = split(uri);
  return prefix + encodePath(decodePath(path));
});

/** Nothing in it could be written another way. */
const NORMAL = /^file:\/\/\/[\w.~/-]*$/;

/** The URI of `path`, written in the document `base`. Both kinds of slashes; `..` and `.` resolved; absolute paths and URIs as they are. */
export function resolveUri(base: string, path: string): string {
  const folder = base.slice(0, base.lastIndexOf('/') + 1);
  const known = resolved.get(folder)?.get(path);
  if (known !== undefined) return known;
  const uri = resolveAnew(base, path);
  if (resolved.size > 200) resolved.clear();
  const inFolder = resolved.get(folder) ?? new Map<string, string>();
  if (inFolder.size > 200) inFolder.clear();
  resolved.set(folder, inFolder.set(path, uri));
  return uri;
}

/** Every linting resolves the same few paths several times: answers by folder and path, forgotten when they grow many. */
const resolved = new Map<string, Map<string, string>>();

function resolveAnew(base: string, path: string): string {
  const cleaned = path.trim().replaceAll('\\', '/');
  if (/^[a-z][a-z0-9+.-]+:/i.test(cleaned)) return normalizeUri(cleaned);
  const { prefix, path: basePath } = split(base);
  const start = cleaned.startsWith('/') ? '' : decodePath(basePath).replace(/[^/]*$/, '');
  return prefix + encodePath(withoutDots(start + cleaned));
}

/** The folder that holds the file, without a slash at its end. */
export const folderOf = rememberPerText((uri) => {
  const { prefix, path } = split(uri);
  return prefix + path.replace(/\/+[^/]*$/, '');
});

/** The last part of the path, decoded. */
export function nameOf(uri: string): string {
  if (NORMAL.test(uri)) return uri.slice(uri.lastIndexOf('/') + 1);
  return decodePath(split(uri).path).replace(/^.*\//, '');
}

/** Whether the file stands in the folder or below it. Both normalised. */
export function isInside(folder: string, uri: string): boolean {
  return uri.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** The decoded path of `uri` below `folder`, or undefined. Both normalised. */
export function relativePath(folder: string, uri: string): string | undefined {
  if (!isInside(folder, uri)) return undefined;
  return decodePath(uri.slice(folder.endsWith('/') ? folder.length : folder.length + 1));
}

/** How a document at `from` would write a path to `to`: relative where both share a root. Both normalised. */
export function pathBetween(from: string, to: string): string {
  const a = split(folderOf(from));
  const b = split(to);
  if (a.prefix !== b.prefix) return to;
  const left = a.path.split('/');
  const right = b.path.split('/');
  let same = 0;
  while (same < left.length && same < right.length - 1 && left[same] === right[same]) same++;
  return decodePath([...left.slice(same).map(() => '..'), ...right.slice(same)].join('/'));
}

function split(uri: string): { prefix: string; path: string } {
  const match = /^([a-z][a-z0-9+.-]*:)(\/\/[^/]*)?/i.exec(uri);
  const prefix = match?.[0] ?? '';
  const path = uri.slice(prefix.length).replace(/[?#].*$/, '');
  return { prefix, path };
}

function decodePath(path: string): string {
  let decoded = path;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    // a stray percent sign: taken as written
  }
  return decoded.replace(/^\/([A-Z]):/, (_, drive: string) => `/${drive.toLowerCase()}:`);
}

function encodePath(path: string): string {
  return path
    .split('/')
    .map((part) =>
      encodeURIComponent(part).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`),
    )
    .join('/');
}

function withoutDots(path: string): string {
  const out: string[] = [];
  for (const part of path.split('/')) {
    if (part === '.' || (part === '' && out.length > 0)) continue;
    if (part === '..' && out.length > 1) out.pop();
    else if (part !== '..') out.push(part);
  }
  return out.join('/');
}
