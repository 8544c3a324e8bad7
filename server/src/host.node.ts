/** The outside world in Node: the file system, strictly UTF-8. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { decode, type Host, localToday, MAX_FILE_BYTES, type ReadFailure, type ReadResult } from './host.ts';

/** Bytes. */
const SMALL_FILE = 256 * 1024;

/** `log` receives single lines; stdout belongs to the protocol or to the reporters, so never write there. */
export function nodeHost(log: (message: string) => void): Host {
  return { read, list, exists, today: localToday, log };
}

async function read(uri: string): Promise<ReadResult> {
  const path = pathOf(uri);
  if (path === undefined) return { ok: false, reason: 'missing', detail: uri };
  return readPath(path);
}

/** Reads one file by path. Never throws. */
export async function readPath(path: string): Promise<ReadResult> {
  try {
    const about = statSync(path, { throwIfNoEntry: false });
    // most files that are asked for and not there are settings: no exception is made for each
    if (!about) return { ok: false, reason: 'missing', detail: 'ENOENT' };
    if (about.isDirectory()) return { ok: false, reason: 'denied', detail: 'EISDIR' };
    if (about.size > MAX_FILE_BYTES) return { ok: false, reason: 'too-large', detail: `${about.size} bytes` };
    // for a small file the trip through the thread pool costs several times the read
    return about.size <= SMALL_FILE ? readSmall(path) : decode(await readFile(path));
  } catch (error) {
    return failure(error);
  }
}

/** Node makes text of plain UTF-8 in one step; what may be something else is looked at byte by byte. */
function readSmall(path: string): ReadResult {
  const text = readFileSync(path, 'utf8');
  return IN_DOUBT.test(text) ? decode(readFileSync(path)) : { ok: true, text };
}

/** Bytes that are no UTF-8 come out as U+FFFD. */
const IN_DOUBT = /[\0\ufeff\ufffd]/;

async function exists(uri: string): Promise<boolean> {
  const path = pathOf(uri);
  if (path === undefined) return false;
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function list(folder: string, suffixes: readonly string[], depth = 32): Promise<readonly string[]> {
  const root = pathOf(folder);
  if (root === undefined) return [];
  const found: string[] = [];
  await walk(root, suffixes, depth, found);
  return found.map(uriOf).sort();
}

async function walk(folder: string, suffixes: readonly string[], depth: number, found: string[]): Promise<void> {
  let entries: import('node:fs').Dirent[];
  try {
    // a folder alone is looked at beside a file that is read at once: see `SMALL_FILE`
    entries =
      depth === 0 ? readdirSync(folder, { withFileTypes: true }) : await readdir(folder, { withFileTypes: true });
  } catch {
    return;
  }
  for (const entry of entries) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (depth > 0 && entry.name !== 'node_modules' && !entry.name.startsWith('.')) {
        await walk(path, suffixes, depth - 1, found);
      }
    } else if (suffixes.some((suffix) => entry.name.endsWith(suffix))) {
      found.push(path);
    }
  }
}

/** Paths of these characters alone are written the same in a URI, but for a drive. */
const SAME_IN_URI = /^\/[\w.~/-]*$/;

function uriOf(path: string): string {
  return SAME_IN_URI.test(path) ? `file://${path}` : pathToFileURL(path).href;
}

function pathOf(uri: string): string | undefined {
  const plain = uri.startsWith('file:///') && process.platform !== 'win32' ? uri.slice('file://'.length) : '';
  if (SAME_IN_URI.test(plain)) return plain;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

function failure(error: unknown): ReadFailure {
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  const reason = code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'denied';
  return { ok: false, reason, detail: code };
}
