/** Toneless syllables of Han characters, and which pairs of characters are ordinary words. Decoded once, when first asked. */
import { CODES, OTHERS, PRIMARY, SYLLABLES, WORD_FILTER, WORD_FILTER_HASHES } from '../../generated/pinyin-table.ts';

const FIRST_HAN = 0x4e00;
/** A syllable that no character has; `syllableOf` gives it for anything that is not Han. */
export const NO_SYLLABLE = 0;
/** Syllable numbers are below this. */
export const SYLLABLE_LIMIT = 512;

interface Tables {
  readonly names: readonly string[];
  readonly primary: Uint16Array;
  readonly others: ReadonlyMap<number, readonly number[]>;
  /** All readings of the units that were asked about. */
  readonly readings: (readonly number[] | undefined)[];
  /** Made when first asked. */
  known?: ReadonlySet<string>;
}

let tables: Tables | undefined;
/** Asked only where something sounds like a trigger. */
let words: Uint8Array | undefined;

/** The first reading of a UTF-16 unit as a number from 1; `NO_SYLLABLE` for what is not Han. `0`–`9` and 〇 are read. */
export function primarySyllables(): Uint16Array {
  return load().primary;
}

/** All readings of a unit, the usual one first. */
export function syllablesOf(unit: number): readonly number[] {
  const { primary, others, readings } = load();
  const known = readings[unit];
  if (known) return known;
  const first = primary[unit]!;
  const list = first === NO_SYLLABLE ? [] : [first, ...(others.get(unit) ?? [])];
  readings[unit] = list;
  return list;
}

/** Whether a unit has more than one reading. */
export function isPolyphone(unit: number): boolean {
  return load().others.has(unit);
}

/** The rarer readings of every unit that has several. */
export function otherSyllables(): ReadonlyMap<number, readonly number[]> {
  return load().others;
}

/** `bao`: the letters of a syllable number. */
export function syllableName(syllable: number): string {
  return load().names[syllable] ?? '';
}

/** Whether lower-case letters are a syllable: `bao`. */
export function isSyllable(letters: string): boolean {
  const tables = load();
  tables.known ??= new Set(tables.names.slice(1));
  return tables.known.has(letters);
}

/**
 * Whether two (folded) characters are an ordinary word. From a Bloom filter: some five pairs in a hundred that are no
 * word pass for one, which only makes homophone matching quieter.
 */
export function isWord(first: number, second: number): boolean {
  words ??= fromBase64(WORD_FILTER);
  // the same double hashing as scripts/generate/pinyin-table.mjs
  const key = (first << 16) | second;
  let hash = Math.imul(key ^ (key >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  hash = (hash ^ (hash >>> 15)) >>> 0;
  const step = (Math.imul(hash, 0x9e3779b1) >>> 0) | 1;
  const bits = words.length * 8;
  for (let i = 0; i < WORD_FILTER_HASHES; i++) {
    const bit = ((hash + Math.imul(i, step)) >>> 0) % bits;
    if ((words[bit >> 3]! & (1 << (bit & 7))) === 0) return false;
  }
  return true;
}

function load(): Tables {
  tables ??= decode();
  return tables;
}

function decode(): Tables {
  // by character code: a map would be asked twenty thousand times at every start
  const codes = new Uint16Array(0x10000).fill(NO_SYLLABLE);
  for (let i = 0; i < CODES.length; i++) codes[CODES.charCodeAt(i)] = i + 1;
  const primary = new Uint16Array(0x10000);
  for (let i = 0; i < PRIMARY.length; i++) primary[FIRST_HAN + i] = codes[PRIMARY.charCodeAt(i)]!;
  const others = new Map<number, number[]>();
  for (let i = 0; i + 1 < OTHERS.length; i += 2) {
    const unit = OTHERS.charCodeAt(i);
    const syllable = codes[OTHERS.charCodeAt(i + 1)]!;
    if (syllable === NO_SYLLABLE) continue;
    const list = others.get(unit);
    if (list) list.push(syllable);
    else others.set(unit, [syllable]);
  }
  // 〇风险, 0风险: digits are read as the characters they stand for
  primary[0x3007] = primary['零'.charCodeAt(0)]!;
  for (let digit = 0; digit < 10; digit++) primary[0x30 + digit] = primary['零一二三四五六七八九'.charCodeAt(digit)]!;
  return { names: ['', ...SYLLABLES.split(' ')], primary, others, readings: [] };
}

function fromBase64(text: string): Uint8Array {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const digitValue = new Uint8Array(128);
  for (let i = 0; i < digits.length; i++) digitValue[digits.charCodeAt(i)] = i;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  for (let i = 0, out = 0; i < text.length; i += 4) {
    const word =
      (digitValue[text.charCodeAt(i)]! << 18) |
      (digitValue[text.charCodeAt(i + 1)]! << 12) |
      (digitValue[text.charCodeAt(i + 2)]! << 6) |
      digitValue[text.charCodeAt(i + 3)]!;
    bytes[out++] = word >> 16;
    bytes[out++] = (word >> 8) & 0xff;
    bytes[out++] = word & 0xff;
  }
  return bytes;
}
