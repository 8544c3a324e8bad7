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

/** The disguises of some triggers; each kind is worked out when a text first asks for it. */
export class Variants {
  /** What may be written by ear: triggers of Han characters. */
  private readonly triggers: readonly Trigger[];
  private madeHomophones: Homophones | undefined;
  private madeWritings: Writings | undefined;
  private madeHanPairs: ReadonlySet<number> | undefined;

  constructor(private readonly patterns: readonly VariantPattern[]) {
    this.triggers = patterns
      .filter(({ units }) => units.length >= 2 && units.length <= LONGEST)
      .map(({ index, units }) => ({ index, units, readings: units.map((unit) => syllablesOf(unit)) }))
      .filter(({ readings }) => readings.every((list) => list.length > 0));
  }

  get isEmpty(): boolean {
    return this.patterns.length === 0;
  }

  get homophones(): Homophones {
    this.madeHomophones ??= new Homophones(this.triggers);
    return this.madeHomophones;
  }

  get writings(): Writings {
    this.madeWritings ??= new Writings(this.triggers);
    return this.madeWritings;
  }

  /** Whole words that stand for a trigger as they are: literals for the automaton. */
  spellings(): readonly Spelling[] {
    return [...this.writings.spellings, ...this.patterns.flatMap(misspelled)];
  }

  /** Whether two folded characters stand side by side in a trigger as it is written. */
  areWrittenTogether(first: number, second: number): boolean {
    this.madeHanPairs ??= new Set(
      this.triggers.flatMap(({ units }) => units.slice(1).map((unit, i) => (units[i]! << 16) | unit)),
    );
    return this.madeHanPairs.has((first << 16) | second);
  }
}

export interface Spelling {
  readonly text: string;
  readonly pattern: number;
}

/** Shorter words come of too many parts by chance. */
const SHORTEST_BROKEN = 5;

/** A dropped letter makes another word of shorter ones. */
const SHORTEST_MISSPELLED = 7;

/** A Latin word with one of its letters doubled, left out or in the other order: `guaranteeed`, `guarnteed`, `guarnateed`. */
function misspelled({ index, units }: VariantPattern): Spelling[] {
  const word = String.fromCharCode(...units);
  if (word.length < SHORTEST_BROKEN || !/^[a-z]+$/.test(word)) return [];
  const spellings = new Set(Array.from(word, (letter, at) => word.slice(0, at) + letter + word.slice(at)));
  if (word.length >= SHORTEST_MISSPELLED)
    for (let at = 1; at < word.length - 1; at++) {
      spellings.add(word.slice(0, at) + word.slice(at + 1));
      if (at < word.length - 2) spellings.add(word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2));
    }
  spellings.delete(word);
  return [...spellings].map((text) => ({ text, pattern: index }));
}
