/** Answers the worker's questions about files: in a browser only the editor sees the workspace's file system. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { FileExists, ListFiles, ReadFile } from '../../server/src/protocol.ts';

/** Files above this many bytes are not sent to the worker; the server's own limit is the same. */
const maxBytes = 32 * 1024 * 1024;

/** Registers the three requests. Their answers never throw: what cannot be read is an answer too. */
export function serveFiles(client: BaseLanguageClient): void {
  client.onRequest('pitchlint/readFile', ({ uri }: ReadFile['params']) => read(vscode.Uri.parse(uri)));
  client.onRequest('pitchlint/fileExists', async ({ uri }: FileExists['params']): Promise<FileExists['result']> => {
    const stat = await statOf(vscode.Uri.parse(uri));
    return stat !== undefined && (stat.type & vscode.FileType.File) !== 0;
  });
  client.onRequest('pitchlint/listFiles', async (asked: ListFiles['params']): Promise<ListFiles['result']> => {
    const found = await list(vscode.Uri.parse(asked.folder), asked.suffixes, asked.depth ?? Number.POSITIVE_INFINITY);
    return found.sort();
  });
}

async function read(uri: vscode.Uri): Promise<ReadFile['result']> {
  const stat = await statOf(uri);
  if (!stat) return { ok: false, reason: 'missing', detail: uri.toString() };
  if (stat.size > maxBytes) return { ok: false, reason: 'too-large', detail: `${stat.size} bytes` };
  try {
    return { base64: base64(await vscode.workspace.fs.readFile(uri)) };
  } catch (error) {
    return { ok: false, reason: 'denied', detail: String(error) };
  }
}

async function list(folder: vscode.Uri, suffixes: readonly string[], depth: number): Promise<string[]> {
  const entries = await Promise.resolve(vscode.workspace.fs.readDirectory(folder)).catch(() => []);
  const below = entries.map(async ([name, type]): Promise<string[]> => {
    const uri = vscode.Uri.joinPath(folder, name);
    if ((type & vscode.FileType.Directory) === 0) {
      return suffixes.some((suffix) => name.endsWith(suffix)) ? [uri.toString()] : [];
    }
    // a linked folder may lead back to where we came from
    const skipped =
      depth <= 0 || name.startsWith('.') || name === 'node_modules' || (type & vscode.FileType.SymbolicLink) !== 0;
    return skipped ? [] : list(uri, suffixes, depth - 1);
  });
  return (await Promise.all(below)).flat();
}

const statOf = (uri: vscode.Uri) =>
  Promise.resolve(vscode.workspace.fs.stat(uri)).then(
    (stat) => stat,
    () => undefined,
  );

/** In slices, because a call takes only so many arguments. */
function base64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}
