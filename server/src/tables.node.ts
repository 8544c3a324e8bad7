/** The generated tables in Node: files in the folder that scripts/tables.mjs names. */
import { readFileSync } from 'node:fs';

/** Put in by the build: the folder's URL, relative to the bundle or absolute, with a slash at its end. */
declare const PITCHLINT_TABLES: string;

export function tableBytes(name: string): Uint8Array {
  return readFileSync(fileOf(`${name}.bin`));
}

export function tableText(name: string): string {
  return readFileSync(fileOf(`${name}.txt`), 'utf8');
}

const fileOf = (name: string): URL => new URL(PITCHLINT_TABLES + name, import.meta.url);
