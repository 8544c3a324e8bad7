/**
 * Finds all patterns in a text in one pass: folded lines through a double-array Aho–Corasick automaton, hits in
 * offsets of the text as it was written. Knows patterns and positions, not rules.
 */
import { isWordKind, kindOf } from './characters.ts';
import { Disguises } from './disguises.ts';
import { CHECK, FAIL, REPORT, STRIDE } from './double-array.ts';
import { isEndEdge, isEndEdgeIn, isStartEdge, isStartEdgeIn } from './edges.ts';
import { FoldBuffer } from './fold-buffer.ts';
import { type HitBuffer, HitWriter } from './hits.ts';
import { LiteralTrie } from './literal-trie.ts';
import type { PatternList } from './patterns.ts';
import { PlainLine } from './plain-line.ts';
import { buildScanTables, classesOf, type ScanTables, unitsOf, variantsOf } from './scan-tables.ts';
import type { Variants } from './variants.ts';

export type { HitBuffer } from './hits.ts';

export interface Scanner {
  readonly patterns: PatternList;
  /**
   * Writes all (also overlapping) hits to `out` from its beginning as triples `start, end, pattern` and returns the
   * number of hits; what `out` holds beyond them is left from earlier scans. Offsets are UTF-16 offsets of `text`.
   * Line by line; within a line exact hits by their end, then disguised ones. Never throws; linear.
   */
  scan(text: string, out: HitBuffer): number;
  /** The same, but lines and sentences that the sieve does not pass are left out: they cost hardly more than reading them. */
  scanSifted(text: string, out: HitBuffer): number;
}

/** Tells from the patterns found in a line or sentence whether it is worth reading. */
export interface LineSieve {
  /** A new text begins. */
  begin(): void;
  /** A number for patterns that are found together, not negative; asked once for each such set. Lengths in characters. */
  nameSet(patterns: readonly number[], shortest: number, longest: number): number;
  /**
   * Whether a line or a sentence of one is worth reading. Not all of the patterns found need stand there: some begin
   * inside a longer word.
   */
  passes(found: FoundSets, text: string, from: number, to: number): boolean;
}

/** Sets of patterns found in a line or sentence: those in `sets[first .. last]`. */
export interface FoundSets {
  sets: Int32Array;
  first: number;
  last: number;
  /** The offset behind each, rising; undefined when it is not known. */
  ends: Int32Array | undefined;
  /** A pattern begins where its length says, or up to so many characters before. */
  slack: number;
}

/** Compiles patterns. Empty patterns (also those that folding empties) are never found. Duplicates are all reported. */
export function buildScanner(patterns: PatternList, sieve?: LineSieve): Scanner {
  const key = keyOf(patterns);
  if (built?.key !== key) {
    const variants = variantsOf(patterns);
    built = { key, variants, tables: buildScanTables(patterns, variants) };
  }
  return new PatternScanner(patterns, built.variants, built.tables, sieve);
}

/** What was built last: most edits of a pack's file leave its phrases as they were. */
let built: { readonly key: string; readonly variants: Variants; readonly tables: ScanTables } | undefined;

function keyOf(patterns: PatternList): string {
  const texts = Array.from({ length: patterns.length }, (_, pattern) => patterns.textOf(pattern));
  return JSON.stringify([texts, Array.from(patterns.triggers)]);
}

/** The same from tables that `buildScanTables` made of these very patterns. */
export function loadScanner(patterns: PatternList, tables: ScanTables, sieve?: LineSieve): Scanner {
  return new PatternScanner(patterns, variantsOf(patterns), tables, sieve);
}

const buffer = new FoldBuffer();
const hits = new HitWriter();

class PatternScanner implements Scanner {
  private readonly classes: Uint16Array;
  private readonly nodes: Int32Array;
  /** What the states report, see `listReports`. */
  private readonly runs: Int32Array;
  /** By entry of the automaton: its pattern, and its length in folded units. */
  private readonly owners: Int32Array;
  private readonly lengths: Int32Array;
  private readonly line: PlainLine;
  private readonly disguises: Disguises;
  /** The run of patterns that each number stands for, and the number of each run. */
  private readonly runOf: number[] = [];
  private readonly setOfRun = new Map<number, number>();
  /** The sieve's number of each pattern by itself, plus one; 0: not asked yet. */
  private readonly setOfPattern: Int32Array;
  private readonly found: FoundSets = { sets: new Int32Array(1024), first: 0, last: 0, ends: undefined, slack: 0 };
  private sets = new Int32Array(1024);

  constructor(
    readonly patterns: PatternList,
    private readonly variants: Variants,
    { alphabet, characters, nodes, runs, owners, lengths, words }: ScanTables,
    private readonly sieve: LineSieve | undefined,
  ) {
    // its reports get other names as they come up
    this.nodes = nodes.slice();
    this.runs = runs;
    this.owners = owners;
    this.lengths = lengths;
    this.classes = classesOf(alphabet);
    this.setOfPattern = new Int32Array(patterns.length);
    this.line = new PlainLine(characters, this.nodes, (state) => this.nameReport(state));
    const isTrigger = new Uint8Array(patterns.length);
    for (let i = 0; i < patterns.triggers.length; i++) isTrigger[patterns.triggers[i]!] = 1;
    const isMarked = (pattern: number): boolean => isTrigger[pattern] === 1;
    this.disguises = new Disguises(
      variants,
      isMarked,
      (pattern) => unitsOf(patterns.textOf(pattern)),
      (units, length, found) => this.scanUnits(units, length, found),
      new LiteralTrie(
        alphabet,
        this.classes,
        this.nodes,
        (state) => this.runIn(state),
        runs,
        lengths,
        owners,
        isMarked,
      ),
      words,
    );
  }

  scan(text: string, target: HitBuffer): number {
    return this.scanLines(text, target, undefined);
  }

  scanSifted(text: string, target: HitBuffer): number {
    this.sieve?.begin();
    return this.scanLines(text, target, this.sieve);
  }

  private scanLines(text: string, target: HitBuffer, sieve: LineSieve | undefined): number {
    const out = hits;
    out.reset(target);
    const { line, variants, disguises } = this;
    const to = text.length;
    for (let at = 0; at < to; at++) {
      const before = out.length;
      const from = at;
      disguises.begin();
      const end = line.scan(text, at, to);
      if (end >= 0) {
        at = end;
        if (variants.isEmpty || !this.mayBeDisguised(text, from, end) || !this.isDisguised(text, from, end, out)) {
          if (sieve) this.readPassed(sieve, text, from, end, out);
          else this.readReports(text, from, end, 0, line.count, out);
          continue;
        }
        this.readReports(text, from, end, 0, line.count, out);
        this.findDisguised(text, from, end, out, before);
      } else {
        at = buffer.load(text, at, to);
        if (buffer.length === 0) continue;
        this.scanUnits(buffer.units, buffer.length, (start, end, pattern, isSpelled) => {
          const first = buffer.starts[start]!;
          const last = buffer.endOf(end - 1);
          out.add(first, last, pattern);
          if (isSpelled) disguises.noteSpelled(first, last, pattern);
        });
        if (!variants.isEmpty) disguises.find(buffer, text, out, before);
      }
      if (sieve && !this.passesHits(sieve, text, from, at, out, before)) out.truncate(before);
    }
    return out.length;
  }

  /** Reads what the plain line reports in the sentences that the sieve passes. */
  private readPassed(sieve: LineSieve, text: string, from: number, to: number, out: HitWriter): void {
    const { line, found } = this;
    const { ends, count, stops, stopCount } = line;
    found.sets = line.sets;
    found.ends = ends;
    found.slack = 0;
    for (let k = 1; k < line.droppedCount; k += 2) found.slack += line.dropped[k]!;
    let start = from;
    for (let stop = 0, first = 0; first < count; stop++) {
      const end = stop < stopCount ? stops[stop]! : to;
      let last = first;
      while (last < count && ends[last]! <= end) last++;
      found.first = first;
      found.last = last;
      if (last > first && sieve.passes(found, text, start, end)) this.readReports(text, from, to, first, last, out);
      first = last;
      start = end;
    }
  }

  /** Asks the sieve about hits that are read already, those since there were `before`. */
  private passesHits(
    sieve: LineSieve,
    text: string,
    from: number,
    to: number,
    out: HitWriter,
    before: number,
  ): boolean {
    const { setOfPattern, found } = this;
    const count = out.length - before;
    if (this.sets.length < count) this.sets = new Int32Array(2 * count);
    const { sets } = this;
    for (let k = 0; k < count; k++) {
      const pattern = out.pattern(before + k);
      if (setOfPattern[pattern] === 0) setOfPattern[pattern] = 1 + sieve.nameSet([pattern], 0, 0);
      sets[k] = setOfPattern[pattern]! - 1;
    }
    found.sets = sets;
    found.first = 0;
    found.last = count;
    found.ends = undefined;
    return sieve.passes(found, text, from, to);
  }

  /** See PlainLine. */
  private nameReport(state: number): number {
    const { nodes, runs, owners, lengths, runOf, patterns } = this;
    const run = nodes[state + REPORT]!;
    let last = run;
    while (runs[last + 1]! >= 0) last++;
    const entries = Array.from(runs.subarray(run, last + 1));
    let set = this.setOfRun.get(run);
    if (set === undefined) {
      const ends = entries.map((entry) => owners[entry]!);
      set = this.sieve?.nameSet(ends, lengths[runs[last]!]!, lengths[runs[run]!]!) ?? this.setOfRun.size;
      this.setOfRun.set(run, set);
      runOf[set] = run;
    }
    // some trigger ends here that is spelled out in Latin letters: baoben
    const isSpelled = entries.some((entry) => entry >= patterns.length);
    const name = ~(2 * set + (isSpelled ? 1 : 0));
    nodes[state + REPORT] = name;
    return name;
  }

  private runIn(state: number): number {
    const report = this.nodes[state + REPORT]!;
    return report < 0 ? this.runOf[~report >> 1]! : report;
  }

  /** Looks at what the plain scan of a line has marked: pairs of sounds, letters beside Han, digits in words. */
  private mayBeDisguised(text: string, from: number, to: number): boolean {
    const { line } = this;
    const { pairs, pairCount, mixes, mixCount, droppedCount } = line;
    const { homophones } = this.variants;
    let kept = 0;
    for (let k = 0; k < pairCount; k++)
      if (homophones.isHeardAt(text, pairs[k]!, to, droppedCount === 0)) pairs[kept++] = pairs[k]!;
    line.pairCount = kept;
    let mixed = 0;
    while (mixed < mixCount && !this.disguises.isMixed(text, mixes[mixed]!, to)) mixed++;
    line.mixCount = mixCount - mixed;
    const { joints, jointCount } = line;
    let joint = 0;
    while (joint < jointCount && !this.disguises.isJoint(text, joints[joint]!, from, to)) joint++;
    line.jointCount = jointCount - joint;
    return kept > 0 || line.mixCount > 0 || line.jointCount > 0 || line.hasLookAlikes || line.hasSpelled;
  }

  /** A closer look at a line that may hold words written by ear, as most that may be disguised: nearly none does. */
  private isDisguised(text: string, from: number, to: number, out: HitWriter): boolean {
    if (this.line.hasSpelled) return true;
    const before = out.length;
    this.findDisguised(text, from, to, out, before);
    const isFound = out.length > before;
    out.truncate(before);
    this.disguises.begin();
    return isFound;
  }

  private findDisguised(text: string, from: number, to: number, out: HitWriter, before: number): void {
    const { pairs, pairCount, droppedCount, mixCount, jointCount, hasLookAlikes } = this.line;
    const { homophones, writings } = this.variants;
    const { disguises } = this;
    const since = out.length;
    if (droppedCount > 0) {
      buffer.load(text, from, to);
      if (pairCount > 0) homophones.find(buffer, out);
    } else {
      buffer.loadPlainly(text, from, to);
      for (let k = 0; k < pairCount; k++) homophones.findAt(buffer, out, pairs[k]! - from - 1);
    }
    if (mixCount > 0) {
      writings.find(buffer, out, before);
      disguises.findSyllables(buffer);
    }
    if (hasLookAlikes || jointCount > 0) disguises.findOddWords(buffer);
    if (hasLookAlikes || jointCount > 0) disguises.findLoosely(buffer, text, out, before);
    disguises.writeOut(buffer, out, before, since);
  }

  /** Reads the reports `[first, last)` of the plain line. */
  private readReports(text: string, from: number, to: number, first: number, last: number, out: HitWriter): void {
    const { runs, runOf, lengths, owners, patterns, line } = this;
    const { dropped, droppedCount } = line;
    let passed = 0;
    for (let i = first; i < last; i++) {
      const end = line.ends[i]!;
      while (passed < droppedCount && dropped[passed]! < end) passed += 2;
      if (!isEndEdgeIn(text, end, to)) continue;
      for (let at = runOf[line.sets[i]!]!; runs[at]! >= 0; at++) {
        const entry = runs[at]!;
        let start = end - lengths[entry]!;
        // what was dropped inside the hit makes it longer
        for (let k = passed - 2; k >= 0 && dropped[k]! + dropped[k + 1]! > start; k -= 2) start -= dropped[k + 1]!;
        if (!isStartEdgeIn(text, start, from)) continue;
        out.add(start, end, owners[entry]!);
        if (entry >= patterns.length) this.disguises.noteSpelled(start, end, owners[entry]!);
      }
    }
  }

  private scanUnits(
    units: Uint16Array,
    length: number,
    found: (start: number, end: number, pattern: number, isSpelled: boolean) => void,
  ): void {
    const { nodes, classes, runs, lengths, owners, patterns } = this;
    let state = 0;
    let isWord = false;
    for (let i = 0; i < length; i++) {
      const wasWord = isWord;
      isWord = isWordKind(kindOf(units[i]!));
      const isInside = wasWord && isWord;
      const c = classes[units[i]!]!;
      if (c === 0 || (state === 0 && isInside)) {
        state = 0;
        continue;
      }
      let next = nodes[state]! + c * STRIDE;
      while (nodes[next + CHECK] !== state) {
        if (state === 0) {
          next = 0;
          break;
        }
        state = nodes[state + FAIL]!;
        next = state === 0 && isInside ? 0 : nodes[state]! + c * STRIDE;
      }
      state = next;
      if (nodes[state + REPORT] === 0 || !isEndEdge(units, i + 1, length)) continue;
      for (let at = this.runIn(state); runs[at]! >= 0; at++) {
        const entry = runs[at]!;
        const start = i + 1 - lengths[entry]!;
        if (isStartEdge(units, start)) found(start, i + 1, owners[entry]!, entry >= patterns.length);
      }
    }
  }
}
