/** The outside world, as one small interface: the Node and the browser entry each bring one. */
export interface Host {
  /** The file's text, decoded as UTF-8 (BOM removed). */
  read(uri: string): Promise<ReadResult>;
  /** URIs of all files below a folder whose name ends in one of the suffixes, sorted. Skips node_modules and dot folders. */
  list(folder: string, suffixes: readonly string[]): Promise<readonly string[]>;
  exists(uri: string): Promise<boolean>;
  /** Today in the machine's own zone, `YYYY-MM-DD`. */
  today(): string;
  log(message: string): void;
}

export type ReadResult =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: 'missing' | 'not-utf8' | 'binary' | 'too-large' | 'denied'; readonly detail: string };
