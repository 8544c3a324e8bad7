/** What a scanner needs of its patterns, as numbers: made from the patterns, or read back from a build. */
import { isWordKind, kindOf } from './characters.ts';
import { buildDoubleArray, listReports } from './double-array.ts';
import { fold } from './folding.ts';
import type { Numbers, PackedArrays } from './packed.ts';
import { buildVariants, type Variants } from './variants.ts';

export interface TablePattern {
  readonly text: string;
  readonly trigger?: boolean;
}

export interface ScanTables {
  /** The folded unit of each class from 1 on: `alphabet[class - 1]`. */
  readonly alphabet: Uint16Array;
  /** The automaton's states, see double-array.ts. */
  readonly nodes: Int32Array;
  /** What the states report, see `listReports`. */
  readonly runs: Int32Array;
  /** By entry of the automaton: its pattern, and its length in folded units. */
  readonly owners: Int32Array;
  readonly lengths: Int32Array;
}

/** Numbers the patterns' units and builds the automaton for them and for the whole-word disguises of triggers. */
export function buildScanTables(patterns: readonly TablePattern[], variants: Variants): ScanTables {
  const entries = patterns.map(({ text }, owner) => ({ units: unitsOf(text), owner }));
  for (const { text, pattern } of variants.spellings) entries.push({ units: unitsOf(text), owner: pattern });
  const alphabet = alphabetOf(entries);
  const classes = new Map(alphabet.map((unit, i) => [unit, i + 1]));
  const automaton = buildDoubleArray(
    entries.map(({ units }) => units.map((unit) => classes.get(unit)!)),
    alphabet.length + 1,
    (c) => isWordKind(kindOf(alphabet[c - 1]!)),
  );
  const runs = listReports(automaton);
  return {
    alphabet: Uint16Array.from(alphabet),
    nodes: automaton.nodes,
    runs,
    owners: Int32Array.from(entries, (entry) => entry.owner),
    lengths: Int32Array.from(entries, (entry) => entry.units.length),
  };
}

/** The disguises of the patterns that are triggers. */
export function variantsOf(patterns: readonly TablePattern[]): Variants {
  const triggers: { index: number; units: number[] }[] = [];
  patterns.forEach(({ text, trigger }, index) => {
    if (trigger === true) triggers.push({ index, units: unitsOf(text) });
  });
  return buildVariants(triggers);
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
export function packScanTables({ alphabet, nodes, runs, owners, lengths }: ScanTables): Numbers[] {
  return [alphabet, nodes, runs, owners, lengths];
}

export function unpackScanTables(from: PackedArrays): ScanTables {
  return {
    alphabet: from.uint16(),
    nodes: from.int32(),
    runs: from.int32(),
    owners: from.int32(),
    lengths: from.int32(),
  };
}
