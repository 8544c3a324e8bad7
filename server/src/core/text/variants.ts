/** Trigger words in disguise: written by ear (homophones.ts) or in Latin letters (writings.ts). */
import { Homophones } from './homophones.ts';
import { syllablesOf } from './pinyin.ts';
import { Writings } from './writings.ts';

/** A trigger with this many characters or fewer is looked for in disguise. */
export const LONGEST = 12;

export interface VariantPattern {
  readonly index: number;
  /** Folded units. */
  readonly units: readonly number[];
}

/** A trigger with the readings of each character. */
export interface Trigger {
  readonly index: number;
  readonly units: readonly number[];
  readonly readings: readonly (readonly number[])[];
}

export interface Variants {
  readonly isEmpty: boolean;
  readonly homophones: Homophones;
  readonly writings: Writings;
  /** Whole words that stand for a trigger as they are: literals for the automaton. */
  readonly spellings: readonly Spelling[];
  /** Latin words of triggers, and triggers in whole pinyin, lower case: what marks may break into parts. */
  readonly latinWords: ReadonlySet<string>;
  /** Triggers of Han characters, folded, and the length of the longest. */
  readonly hanWords: ReadonlySet<string>;
  readonly longestHan: number;
}

export interface Spelling {
  readonly text: string;
  readonly pattern: number;
}

/** Shorter words come of too many parts by chance. */
const SHORTEST_BROKEN = 5;

export function buildVariants(patterns: readonly VariantPattern[]): Variants {
  const triggers = patterns
    .filter(({ units }) => units.length >= 2 && units.length <= LONGEST)
    .map(({ index, units }) => ({ index, units, readings: units.map((unit) => syllablesOf(unit)) }))
    .filter(({ readings }) => readings.every((list) => list.length > 0));
  const writings = new Writings(triggers);
  const latinWords = new Set<string>();
  for (const { units } of patterns)
    for (const [word] of String.fromCharCode(...units).matchAll(/[a-z]+/g))
      if (word.length >= SHORTEST_BROKEN) latinWords.add(word);
  for (const { text } of writings.spellings)
    if (text.length >= SHORTEST_BROKEN) latinWords.add(text.replaceAll(' ', ''));
  return {
    isEmpty: patterns.length === 0,
    spellings: [...writings.spellings, ...patterns.flatMap(stretched)],
    homophones: new Homophones(triggers),
    writings,
    latinWords,
    hanWords: new Set(triggers.map(({ units }) => String.fromCharCode(...units))),
    longestHan: Math.max(0, ...triggers.map(({ units }) => units.length)),
  };
}

/** A Latin word with one of its letters doubled: `guaranteeed`, `proffit`. */
function stretched({ index, units }: VariantPattern): Spelling[] {
  const word = String.fromCharCode(...units);
  if (word.length < SHORTEST_BROKEN || !/^[a-z]+$/.test(word)) return [];
  const spellings = new Set(Array.from(word, (letter, at) => word.slice(0, at) + letter + word.slice(at)));
  return [...spellings].map((text) => ({ text, pattern: index }));
}
