/** The outside world, as one small interface: the Node and the browser entry each bring one. */
export interface Host {
  /** The file's text, decoded as UTF-8 (BOM removed). */
  read(uri: string): Promise<ReadResult>;
  /**
   * URIs of all files below a folder whose name ends in one of the suffixes, sorted. Skips node_modules and dot folders.
   * `depth` 0 looks at the folder itself only. A folder that cannot be listed has no files.
   */
  list(folder: string, suffixes: readonly string[], depth?: number): Promise<readonly string[]>;
  exists(uri: string): Promise<boolean>;
  /** Today in the machine's own zone, `YYYY-MM-DD`. */
  today(): string;
  log(message: string): void;
}

export type ReadResult = { readonly ok: true; readonly text: string } | ReadFailure;

export interface ReadFailure {
  readonly ok: false;
  readonly reason: 'missing' | 'not-utf8' | 'binary' | 'too-large' | 'denied';
  readonly detail: string;
}

/** Files above this many bytes are not read at all (a chat archive goes through `pitchlint scan`, which streams). */
export const MAX_FILE_BYTES = 32 * 1024 * 1024;

/** Bytes to text: strict UTF-8 without its BOM. UTF-16, GBK and binary content are named, never guessed at. */
export function decode(bytes: Uint8Array): ReadResult {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return { ok: false, reason: 'not-utf8', detail: 'UTF-16' };
  }
  const nul = bytes.indexOf(0);
  if (nul >= 0) return { ok: false, reason: 'binary', detail: `NUL byte at ${nul}` };
  try {
    return { ok: true, text: UTF_8.decode(bytes) };
  } catch {
    return { ok: false, reason: 'not-utf8', detail: isGb18030(bytes) ? 'GBK' : 'invalid UTF-8' };
  }
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

/** Today in the machine's zone; the only place that asks. */
export function localToday(): string {
  const now = new Date();
  const two = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function isGb18030(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('gb18030', { fatal: true }).decode(bytes);
    return true;
  } catch {
    // not GBK, or a runtime without that table
    return false;
  }
}
