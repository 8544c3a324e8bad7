/** What a scanner needs of its patterns, as numbers: made from the patterns, or read back from a build. */
import { buildDoubleArray, CHECK, type DoubleArray, FAIL, REPORT, STRIDE } from './double-array.ts';
import { fold } from './folding.ts';
import type { NumberReader, NumberWriter } from './number-code.ts';
import { buildVariants, type Variants } from './variants.ts';

export interface TablePattern {
  readonly text: string;
  readonly trigger?: boolean;
}

export interface ScanTables {
  /** The folded unit of each class from 1 on: `alphabet[class - 1]`. */
  readonly alphabet: ArrayLike<number>;
  readonly automaton: DoubleArray;
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
  return {
    alphabet,
    automaton: buildDoubleArray(
      entries.map(({ units }) => units.map((unit) => classes.get(unit)!)),
      alphabet.length + 1,
    ),
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

export function writeScanTables(tables: ScanTables, out: NumberWriter): void {
  const { nodes, ends, suffix, same } = tables.automaton;
  out.writeList(tables.alphabet);
  out.writeList(tables.owners);
  out.writeList(tables.lengths);
  out.writeList(same);
  out.write(ends.length);
  let base = 0;
  let parent = 0;
  for (let state = 0; state < ends.length; state++) {
    const at = state * STRIDE;
    // free places and leaves have no base: 0, and differences from 1 on
    const ownBase = nodes[at]! / STRIDE;
    out.write(ownBase === 0 ? 0 : unsigned(ownBase - base) + 1);
    if (ownBase !== 0) base = ownBase;
    const ownParent = nodes[at + CHECK]!;
    out.write(ownParent < 0 ? 0 : unsigned(ownParent / STRIDE - parent) + 1);
    if (ownParent < 0) continue;
    parent = ownParent / STRIDE;
    out.write(nodes[at + FAIL]! / STRIDE);
    out.write(ends[state]! + 1);
    out.write(suffix[state]! / STRIDE);
  }
}

export function readScanTables(from: NumberReader): ScanTables {
  const alphabet = from.readList();
  const owners = from.readList();
  const lengths = from.readList();
  const same = from.readList();
  const size = from.read();
  const nodes = new Int32Array(size * STRIDE);
  const ends = new Int32Array(size).fill(-1);
  const suffix = new Int32Array(size);
  let base = 0;
  let parent = 0;
  for (let state = 0; state < size; state++) {
    const at = state * STRIDE;
    const baseStep = from.read();
    if (baseStep !== 0) {
      base += signed(baseStep - 1);
      nodes[at] = base * STRIDE;
    }
    const parentStep = from.read();
    if (parentStep === 0) {
      nodes[at + CHECK] = -1;
      continue;
    }
    parent += signed(parentStep - 1);
    nodes[at + CHECK] = parent * STRIDE;
    nodes[at + FAIL] = from.read() * STRIDE;
    ends[state] = from.read() - 1;
    suffix[state] = from.read() * STRIDE;
    nodes[at + REPORT] = ends[state]! >= 0 ? at : suffix[state]!;
  }
  return { alphabet, automaton: { nodes, ends, suffix, same }, owners, lengths };
}

function unsigned(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

function signed(value: number): number {
  return (value & 1) === 0 ? value >>> 1 : -((value + 1) >>> 1);
}
