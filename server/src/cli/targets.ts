/** Arguments to files: a file by name, a folder with everything of ours below it, a glob. */
import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { glob } from 'tinyglobby';
import type { Host } from '../host.ts';
import { isMarkdown, kindOfName, kindOfText, MARKDOWN_SUFFIXES, SUFFIXES } from '../workspace/discovery.ts';
import { normalizeUri } from '../workspace/uri.ts';

export interface Target {
  readonly uri: string;
  /** Relative to the working directory, with forward slashes: what reports show. */
  readonly path: string;
  /** Named by the caller, not found in a folder: then it must be readable and of a kind of ours. */
  readonly explicit: boolean;
}

/** Sorted by path, each file once. A path that leads nowhere is given back in `missing`. */
export async function findTargets(
  paths: readonly string[],
  cwd: string,
  host: Host,
): Promise<{ readonly targets: readonly Target[]; readonly missing: readonly string[] }> {
  const found = new Map<string, Target>();
  const missing: string[] = [];
  const add = (absolute: string, explicit: boolean) => {
    const uri = normalizeUri(pathToFileURL(absolute).href);
    if (explicit || !found.has(uri)) found.set(uri, { uri, path: shownPath(absolute, cwd), explicit });
  };
  for (const given of paths) {
    const absolute = path.resolve(cwd, given);
    const kind = await kindOfPath(absolute);
    if (kind === 'file') add(absolute, true);
    else if (kind === 'folder') {
      const listed = await host.list(pathToFileURL(absolute).href, [...SUFFIXES, ...MARKDOWN_SUFFIXES]);
      for (const uri of listed) if (await isOurs(uri)) add(fileURLToPath(uri), false);
    } else {
      const matches = /[*?{[]/.test(given) ? await matching(given, cwd) : [];
      if (matches.length === 0) missing.push(given);
      for (const match of matches) add(path.resolve(cwd, match), false);
    }
  }
  const targets = [...found.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return { targets, missing };
}

async function matching(pattern: string, cwd: string): Promise<string[]> {
  const files = await glob(pattern, { cwd, ignore: ['**/node_modules/**'], onlyFiles: true, expandDirectories: false });
  const ours = await Promise.all(files.map((file) => isOurs(pathToFileURL(path.resolve(cwd, file)).href)));
  return files.filter((_, index) => ours[index]);
}

/** Characters of a Markdown file that are looked at for its front matter. */
const HEAD = 20_000;

/** By name; a Markdown file by its front matter, of which no more than the beginning is read. */
async function isOurs(uri: string): Promise<boolean> {
  if (kindOfName(uri)) return true;
  if (!isMarkdown(uri)) return false;
  const file = await open(fileURLToPath(uri)).catch(() => undefined);
  if (!file) return false;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return kindOfText(uri, undefined, buffer.toString('utf8', 0, bytesRead)) === 'pitch';
  } finally {
    await file.close();
  }
}

async function kindOfPath(absolute: string): Promise<'file' | 'folder' | undefined> {
  const about = await stat(absolute).catch(() => undefined);
  if (!about) return undefined;
  return about.isDirectory() ? 'folder' : 'file';
}

/** Relative to the working directory where it is below it. */
export function shownPath(absolute: string, cwd: string): string {
  const relative = path.relative(cwd, absolute);
  return (relative.startsWith('..') ? absolute : relative).split(path.sep).join('/');
}
