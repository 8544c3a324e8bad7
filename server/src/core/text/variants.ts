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
}

export function buildVariants(patterns: readonly VariantPattern[]): Variants {
  const triggers = patterns
    .filter(({ units }) => units.length >= 2 && units.length <= LONGEST)
    .map(({ index, units }) => ({ index, units, readings: units.map((unit) => syllablesOf(unit)) }))
    .filter(({ readings }) => readings.every((list) => list.length > 0));
  return {
    isEmpty: patterns.length === 0,
    homophones: new Homophones(triggers),
    writings: new Writings(triggers),
  };
}
