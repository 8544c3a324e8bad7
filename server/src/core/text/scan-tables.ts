/** What a scanner needs of its patterns, as numbers: made from the patterns, or read back from a build. */
import { CHARACTERS, DROP, isWordKind, kindOf, OTHER, SLOW } from './characters.ts';
import { buildDoubleArray, listReports } from './double-array.ts';
import { fold } from './folding.ts';
import { isLookAlike } from './look-alikes.ts';
import { ENDERS, OPENING, PROSE, QUAINT } from './loose-line.ts';
import type { Numbers, PackedArrays } from './packed.ts';
import type { PatternList } from './patterns.ts';
import { FOLLOWS, GROUPS_SHIFT, KIND_SHIFT, LOOK_ALIKE, ODD, SPECIAL, STOP } from './plain-line.ts';
import { oddUnits } from './signs.ts';
import { Variants } from './variants.ts';
import { buildFilter } from './word-filter.ts';

export interface ScanTables {
  /** The folded unit of each class from 1 on: `alphabet[class - 1]`. */
  readonly alphabet: Uint16Array;
  /** By UTF-16 unit as it is written: its class and what `PlainLine` must know of it, so that most cost one look. */
  readonly characters: Int32Array;
  /** The automaton's states, see double-array.ts. */
  readonly nodes: Int32Array;
  /** What the states report, see `listReports`. */
  readonly runs: Int32Array;
  /** By entry of the automaton: its pattern, and its length in folded units. */
  readonly owners: Int32Array;
  readonly lengths: Int32Array;
  /** The Latin words of the patterns, see word-filter.ts. */
  readonly words: Uint8Array;
}

/** Numbers the patterns' units and builds the automaton for them and for the whole-word disguises of triggers. */
export function buildScanTables(patterns: PatternList, variants: Variants): ScanTables {
  const entries = Array.from({ length: patterns.length }, (_, owner) => ({
    units: unitsOf(patterns.textOf(owner)),
    owner,
  }));
  for (const { text, pattern } of variants.spellings()) entries.push({ units: unitsOf(text), owner: pattern });
  const alphabet = alphabetOf(entries);
  const classes = classesOf(alphabet);
  const automaton = buildDoubleArray(
    entries.map(({ units }) => units.map((unit) => classes[unit]!)),
    alphabet.length + 1,
    (c) => isWordKind(kindOf(alphabet[c - 1]!)),
  );
  const runs = listReports(automaton);
  return {
    alphabet: Uint16Array.from(alphabet),
    characters: charactersOf(classes, variants),
    nodes: automaton.nodes,
    runs,
    owners: Int32Array.from(entries, (entry) => entry.owner),
    lengths: Int32Array.from(entries, (entry) => entry.units.length),
    words: buildFilter(latinWordsOf(patterns, variants)),
  };
}

/** Latin words of the patterns, and triggers in whole pinyin: what may be written with look-alikes or broken by marks. */
function latinWordsOf(patterns: PatternList, variants: Variants): Set<string> {
  const words = new Set<string>();
  for (let i = 0; i < patterns.length; i++)
    for (const word of patterns
      .textOf(i)
      .toLowerCase()
      .match(/[a-z]{2,}/g) ?? [])
      words.add(word);
  for (const { text } of variants.spellings()) words.add(text.replaceAll(' ', ''));
  return words;
}

/** By folded unit: its class, 0 for units that no pattern holds. */
export function classesOf(alphabet: ArrayLike<number>): Uint16Array {
  const classes = new Uint16Array(0x10000);
  for (let i = 0; i < alphabet.length; i++) classes[alphabet[i]!] = i + 1;
  return classes;
}

function charactersOf(classes: Uint16Array, { homophones }: Variants): Int32Array {
  const characters = new Int32Array(0x10000);
  for (let code = 0; code < 0x10000; code++) {
    const entry = CHARACTERS[code]!;
    const unit = entry & 0xffff;
    if (unit === DROP || unit === SLOW) characters[code] = SPECIAL;
    else
      characters[code] =
        classes[unit]! |
        ((entry >>> 16) << KIND_SHIFT) |
        (homophones.groupsOf(unit) << GROUPS_SHIFT) |
        (homophones.mayFollow(unit) ? FOLLOWS : 0) |
        (entry >>> 16 === OTHER && isOddMark(unit) ? ODD : 0) |
        (isLookAlike(unit) ? LOOK_ALIKE : 0);
  }
  for (const code of oddUnits()) characters[code] = SPECIAL;
  for (const mark of '。！？!?；;｡') characters[mark.charCodeAt(0)]! |= STOP;
  return characters;
}

/** A mark that prose does not put between words, or one that may stand round a character by itself. */
function isOddMark(unit: number): boolean {
  return (
    unit > 0x20 && !ENDERS.has(unit) && unit !== 0x25 && (!PROSE.has(unit) || QUAINT.has(unit) || OPENING.has(unit))
  );
}

/** The disguises of the patterns that are triggers. */
export function variantsOf(patterns: PatternList): Variants {
  return new Variants(Array.from(patterns.triggers, (index) => ({ index, units: unitsOf(patterns.textOf(index)) })));
}

/** Frequent units first: the states that most texts pass through then lie close together. */
function alphabetOf(entries: readonly { readonly units: readonly number[] }[]): number[] {
  const counts = new Map<number, number>();
  for (const { units } of entries) for (const unit of units) counts.set(unit, (counts.get(unit) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([unit]) => unit);
}

/** A pattern as the automaton reads it. */
export function unitsOf(pattern: string): number[] {
  const folded = fold(pattern.replace(/\s+/g, ' ')).text.trim();
  return Array.from({ length: folded.length }, (_, i) => folded.charCodeAt(i));
}

/** Adds the tables to arrays that a build packs. */
export function packScanTables({ alphabet, characters, nodes, runs, owners, lengths, words }: ScanTables): Numbers[] {
  return [alphabet, characters, nodes, runs, owners, lengths, words];
}

export function unpackScanTables(from: PackedArrays): ScanTables {
  return {
    alphabet: from.uint16(),
    characters: from.int32(),
    nodes: from.int32(),
    runs: from.int32(),
    owners: from.int32(),
    lengths: from.int32(),
    words: from.uint8(),
  };
}
