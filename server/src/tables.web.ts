/** The generated tables in a browser worker: part of the bundle, because a worker reads no files. */
import pinyin from './generated/tables/pinyin.bin';
import pack from './generated/tables/standard-pack.txt';
import program from './generated/tables/standard-program.bin';
import programWords from './generated/tables/standard-program.txt';
import words from './generated/tables/standard-words.txt';

const BYTES: Readonly<Record<string, Uint8Array>> = { pinyin, 'standard-program': program };
const TEXTS: Readonly<Record<string, string>> = {
  'standard-pack': pack,
  'standard-program': programWords,
  'standard-words': words,
};

export const tableBytes = (name: string): Uint8Array => BYTES[name]!;
export const tableText = (name: string): string => TEXTS[name]!;
