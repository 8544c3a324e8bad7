/** Toneless syllables of Han characters, and which pairs of characters are ordinary words. Decoded once, when first asked. */
import { tableBytes } from 'pitchlint:tables';
import { PackedArrays } from './packed.ts';
import { probe } from './word-filter.ts';

const FIRST_HAN = 0x4e00;
/** As in scripts/generate/pinyin-table.mjs. */
const WORD_FILTER_HASHES = 4;
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
  /** Bloom filter of ordinary words of two characters. */
  readonly words: Uint8Array;
}

let tables: Tables | undefined;

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

/** `年保费` → `nbf`: the first letter of each Han character's usual reading; other characters are left out. */
export function initialsOf(text: string): string {
  const { primary, names } = load();
  let initials = '';
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= FIRST_HAN) initials += names[primary[unit]!]?.[0] ?? '';
  }
  return initials;
}

/**
 * Whether two (folded) characters are an ordinary word. From a Bloom filter: some five pairs in a hundred that are no
 * word pass for one, which only makes homophone matching quieter.
 */
export function isWord(first: number, second: number): boolean {
  const { words } = load();
  // the same double hashing as scripts/generate/pinyin-table.mjs
  const key = (first << 16) | second;
  let hash = Math.imul(key ^ (key >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  hash = (hash ^ (hash >>> 15)) >>> 0;
  for (let i = 0; i < WORD_FILTER_HASHES; i++) {
    const bit = probe(hash, i, words.length * 8);
    if ((words[bit >> 3]! & (1 << (bit & 7))) === 0) return false;
  }
  return true;
}

function load(): Tables {
  tables ??= decode();
  return tables;
}

function decode(): Tables {
  const kept = new PackedArrays(tableBytes('pinyin'));
  // where the data came from
  kept.uint8();
  const names = ['', ...String.fromCharCode(...kept.uint8()).split(' ')];
  // by character code: a map would be asked twenty thousand times at every start
  const primary = new Uint16Array(0x10000);
  primary.set(kept.uint16(), FIRST_HAN);
  const others = new Map<number, number[]>();
  const pairs = kept.uint16();
  for (let i = 0; i + 1 < pairs.length; i += 2) {
    const list = others.get(pairs[i]!);
    if (list) list.push(pairs[i + 1]!);
    else others.set(pairs[i]!, [pairs[i + 1]!]);
  }
  // 〇风险, 0风险: digits are read as the characters they stand for
  primary[0x3007] = primary['零'.charCodeAt(0)]!;
  for (let digit = 0; digit < 10; digit++) primary[0x30 + digit] = primary['零一二三四五六七八九'.charCodeAt(digit)]!;
  return { names, primary, others, readings: [], words: kept.uint8() };
}
