/** The outside world in a browser worker: the client reads and lists files (it alone sees the workspace's file system). */
import type { Connection } from 'vscode-languageserver';
import { decode, type Host, localToday, type ReadFailure, type ReadResult } from './host.ts';
import type { FileExists, ListFiles, ReadFile } from './protocol.ts';

export function webHost(connection: Connection): Host {
  const ask = <R extends { method: string; params: unknown; result: unknown }>(
    method: R['method'],
    params: R['params'],
  ) => connection.sendRequest<R['result']>(method, params);
  return {
    async read(uri): Promise<ReadResult> {
      try {
        const answer = await ask<ReadFile>('pitchlint/readFile', { uri });
        return 'base64' in answer ? decode(bytesOf(answer.base64)) : answer;
      } catch (error) {
        return { ok: false, reason: 'denied', detail: String(error) } satisfies ReadFailure;
      }
    },
    list: (folder, suffixes, depth) =>
      ask<ListFiles>('pitchlint/listFiles', { folder, suffixes: [...suffixes], depth }).catch(() => []),
    exists: (uri) => ask<FileExists>('pitchlint/fileExists', { uri }).catch(() => false),
    today: localToday,
    log: (message) => connection.console.info(message),
  };
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
}
