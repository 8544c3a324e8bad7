/** The generated tables in a browser worker, which reads no files: the client sends their bytes before anything else. */

let sent: Readonly<Record<string, Uint8Array>> = {};

/** By file name, as in dist/tables. */
export function useTables(tables: Readonly<Record<string, Uint8Array>>): void {
  sent = tables;
}

export const tableBytes = (name: string): Uint8Array => tableNamed(`${name}.bin`);
export const tableText = (name: string): string => new TextDecoder().decode(tableNamed(`${name}.txt`));

function tableNamed(file: string): Uint8Array {
  const bytes = sent[file];
  if (!bytes) throw new Error(`The client sent no ${file}.`);
  return bytes;
}
