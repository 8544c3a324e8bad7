/**
 * Finds all patterns in a text in one pass: folded lines through a double-array Aho–Corasick automaton, hits in
 * offsets of the text as it was written. Knows patterns and positions, not rules.
 */
import { kindOf, LATIN } from './characters.ts';
import { buildDoubleArray, type DoubleArray } from './double-array.ts';
import { isEndEdge, isStartEdge } from './edges.ts';
import { FoldBuffer } from './fold-buffer.ts';
import { fold } from './folding.ts';
import { type HitBuffer, HitWriter } from './hits.ts';
import { buildVariants, type VariantMatcher } from './variants.ts';

export type { HitBuffer } from './hits.ts';

export interface ScanPattern {
  /** A literal; folded like the text. A space stands for a run of white space. A pattern never spans a line break. */
  readonly text: string;
  /**
   * Also found when it is disguised: Han characters by homophone, pinyin or initials (包本, 保ben, 保bn, baoben), Latin
   * words by look-alikes (guar@nteed).
   */
  readonly trigger?: boolean;
}

export interface Scanner {
  readonly patterns: readonly ScanPattern[];
  /**
   * Writes all (also overlapping) hits to `out` from its beginning as triples `start, end, pattern` and returns the
   * number of hits; what `out` holds beyond them is left from earlier scans. Offsets are UTF-16 offsets of `text`.
   * Line by line; within a line exact hits by their end, then disguised ones. Never throws; linear.
   */
  scan(text: string, out: HitBuffer): number;
}

/** Compiles patterns. Empty patterns (also those that folding empties) are never found. Duplicates are all reported. */
export function buildScanner(patterns: readonly ScanPattern[]): Scanner {
  return new PatternScanner(patterns);
}

const buffer = new FoldBuffer();
const hits = new HitWriter();

class PatternScanner implements Scanner {
  private readonly classes = new Uint16Array(0x10000);
  private readonly automaton: DoubleArray;
  /** By entry of the automaton: its pattern, and its length in folded units. */
  private readonly owners: Int32Array;
  private readonly lengths: Int32Array;
  private readonly variants: VariantMatcher;

  constructor(readonly patterns: readonly ScanPattern[]) {
    const folded = patterns.map((pattern) => unitsOf(pattern.text));
    this.variants = buildVariants(
      folded.map((units, index) => ({ index, units })).filter(({ index }) => patterns[index]!.trigger === true),
    );
    const entries = folded.map((units, owner) => ({ units, owner }));
    entries.push(...this.variants.spellings.map(({ text, pattern }) => ({ units: unitsOf(text), owner: pattern })));
    this.owners = Int32Array.from(entries, (entry) => entry.owner);
    this.lengths = Int32Array.from(entries, (entry) => entry.units.length);
    let classCount = 1;
    for (const { units } of entries)
      for (const unit of units) if (this.classes[unit] === 0) this.classes[unit] = classCount++;
    this.automaton = buildDoubleArray(
      entries.map(({ units }) => units.map((unit) => this.classes[unit]!)),
      classCount,
    );
  }

  scan(text: string, target: HitBuffer): number {
    const out = hits;
    out.reset(target);
    const variants = this.variants;
    for (let at = 0; at < text.length; at++) {
      at = buffer.load(text, at, text.length);
      if (buffer.length === 0) continue;
      const before = out.length;
      this.scanUnits(buffer.units, out);
      if (variants.isEmpty) continue;
      if (buffer.hasHan) variants.findHomophones(buffer, out);
      if (buffer.mixesScripts) variants.findPinyin(buffer, out, before);
      if (buffer.hasLookAlikes) this.scanLookAlikes(out, before);
    }
    return out.length;
  }

  private scanUnits(units: Uint16Array, out: HitWriter): void {
    const { base, check, fail, ends, suffix } = this.automaton;
    const classes = this.classes;
    const length = buffer.length;
    let state = 0;
    for (let i = 0; i < length; i++) {
      const c = classes[units[i]!]!;
      if (c === 0) {
        state = 0;
        continue;
      }
      let next = base[state]! + c;
      while (check[next] !== state) {
        if (state === 0) {
          next = 0;
          break;
        }
        state = fail[state]!;
        next = base[state]! + c;
      }
      state = next;
      if (ends[state]! >= 0) this.report(state, i + 1, units, out);
      else if (suffix[state]! !== 0) this.report(suffix[state]!, i + 1, units, out);
    }
  }

  private report(first: number, end: number, units: Uint16Array, out: HitWriter): void {
    const { ends, suffix, same } = this.automaton;
    for (let state = first; state !== 0; state = suffix[state]!)
      for (let entry = ends[state]!; entry >= 0; entry = same[entry]!) {
        const start = end - this.lengths[entry]!;
        if (!isStartEdge(units, start) || !isEndEdge(units, end, buffer.length)) continue;
        out.add(buffer.starts[start]!, buffer.endOf(end - 1), this.owners[entry]!);
      }
  }

  /** The line once more with look-alikes read as letters; only disguised words count, so only triggers. */
  private scanLookAlikes(out: HitWriter, before: number): void {
    for (const one of [I, L]) {
      const plain = spellPlainly(buffer, one);
      if (!plain) return;
      lookAlikeHits.reset();
      this.scanUnits(plain, lookAlikeHits);
      for (let i = 0; i < lookAlikeHits.length; i++) {
        const pattern = lookAlikeHits.pattern(i);
        if (!this.patterns[pattern]!.trigger) continue;
        const start = lookAlikeHits.start(i);
        const end = lookAlikeHits.end(i);
        if (!out.has(start, end, pattern, before)) out.add(start, end, pattern);
      }
    }
  }
}

const lookAlikeHits = new HitWriter();
const I = 0x69;
const L = 0x6c;
const LOOK_ALIKES = new Map<number, number>([
  [0x30, 0x6f],
  [0x31, I],
  [0x33, 0x65],
  [0x34, 0x61],
  [0x35, 0x73],
  [0x40, 0x61],
  [0x24, 0x73],
]);

/** The line's units with `guar@nteed`, `r1sk` read as letters, or undefined when no word has look-alikes. */
function spellPlainly(line: FoldBuffer, one: number): Uint16Array | undefined {
  let plain: Uint16Array | undefined;
  const { units, length } = line;
  let i = 0;
  while (i < length) {
    let letters = 0;
    let marks = 0;
    const from = i;
    for (; i < length; i++) {
      if (kindOf(units[i]!) === LATIN) letters++;
      else if (LOOK_ALIKES.has(units[i]!)) marks++;
      else break;
    }
    // more letters than marks: p4id is a word, S$2,100 and 401k are not
    if (marks > 0 && letters >= 2 && letters > marks) {
      plain ??= units.slice(0, length);
      for (let j = from; j < i; j++) plain[j] = units[j] === 0x31 ? one : (LOOK_ALIKES.get(units[j]!) ?? units[j]!);
    }
    if (i === from) i++;
  }
  return plain;
}

function unitsOf(pattern: string): number[] {
  const folded = fold(pattern.replace(/\s+/g, ' ')).text.trim();
  return Array.from({ length: folded.length }, (_, i) => folded.charCodeAt(i));
}
