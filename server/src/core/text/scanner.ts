/**
 * Finds all patterns in a text in one pass: folded lines through a double-array Aho–Corasick automaton, hits in
 * offsets of the text as it was written. Knows patterns and positions, not rules.
 */

import { BREAK, CHARACTERS, COMMA, DIGIT, DROP, HAN, LATIN, OTHER, SEPARATOR, SLOW, SPACE } from './characters.ts';
import { Disguises } from './disguises.ts';
import { CHECK, FAIL, KEYED, listReports, REPORT, STRIDE } from './double-array.ts';
import { isEndEdge, isEndEdgeIn, isStartEdge, isStartEdgeIn } from './edges.ts';
import { FoldBuffer, MOST_SEPARATORS } from './fold-buffer.ts';
import { type HitBuffer, HitWriter } from './hits.ts';
import { isLookAlike, touchesLetter } from './look-alikes.ts';
import { buildScanTables, type ScanTables, unitsOf, variantsOf } from './scan-tables.ts';
import { isForeign, isSign } from './signs.ts';
import type { Variants } from './variants.ts';

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
  /** The same, but a line on which no key pattern stands may be left out: that costs hardly more than reading it. */
  scanKeyed(text: string, out: HitBuffer): number;
}

/** By pattern: 1 for those without which a line says nothing. */
export type Keys = Uint8Array;

/** Compiles patterns. Empty patterns (also those that folding empties) are never found. Duplicates are all reported. */
export function buildScanner(patterns: readonly ScanPattern[], keys?: Keys): Scanner {
  const variants = variantsOf(patterns);
  return new PatternScanner(patterns, variants, buildScanTables(patterns, variants), keys);
}

/** The same from tables that `buildScanTables` made of these very patterns. */
export function loadScanner(patterns: readonly ScanPattern[], tables: ScanTables, keys?: Keys): Scanner {
  return new PatternScanner(patterns, variantsOf(patterns), tables, keys);
}

const buffer = new FoldBuffer();
const hits = new HitWriter();

/** Entries of the scanner's character table: class | kind << 16 | marks. */
const KIND_SHIFT = 16;
const KIND_MASK = 7;
const FIRST_SHIFT = 19;
const SECOND_SHIFT = 20;
/** Folding needs more than the table for this character, or drops it. */
const SPECIAL = 1 << 21;
/** `@` or `$`: a letter in disguise when it touches letters. */
const LOOK_ALIKE = 1 << 22;
/** May go on with a trigger after a mark that was wedged in. */
const FOLLOWS = 1 << 23;
/** So many numbers about states that report are kept before they are read. */
const MOST_REPORTED = 1 << 14;

class PatternScanner implements Scanner {
  private readonly classes = new Uint16Array(0x10000);
  private readonly characters = new Uint32Array(0x10000);
  private readonly nodes: Int32Array;
  /** What the states report, see `listReports`. */
  private readonly runs: Int32Array;
  /** By entry of the automaton: its pattern, and its length in folded units. */
  private readonly owners: Int32Array;
  private readonly lengths: Int32Array;
  /** What the last plain line held, for the looks at disguises. */
  private readonly pairs: number[] = [];
  private pairCount = 0;
  /** Offset and length of each stretch that the last plain line dropped; `droppedCount` numbers are meant. */
  private readonly dropped: number[] = [];
  private droppedCount = 0;
  /** Where runs of letters or digits begin that stand beside Han. */
  private readonly mixes: number[] = [];
  private mixCount = 0;
  private hasLookAlikes = false;
  /** Where words go on after a mark: in few of these places something was wedged in. */
  private readonly joints: number[] = [];
  private jointCount = 0;
  private readonly disguises: Disguises;
  /** End and state of what a line reports and nobody has read yet. Most lines hold no key and are never read. */
  private readonly reported: number[] = [];
  private reportedCount = 0;
  private hasKey = false;

  constructor(
    readonly patterns: readonly ScanPattern[],
    private readonly variants: Variants,
    { alphabet, automaton, owners, lengths }: ScanTables,
    keys: Keys | undefined,
  ) {
    this.nodes = automaton.nodes;
    this.owners = owners;
    this.lengths = lengths;
    for (let i = 0; i < alphabet.length; i++) this.classes[alphabet[i]!] = i + 1;
    this.runs = listReports(
      automaton,
      (entry) => keys === undefined || entry >= patterns.length || keys[owners[entry]!] === 1,
    );
    this.fillCharacters();
    this.disguises = new Disguises(
      variants,
      (pattern) => patterns[pattern]!.trigger === true,
      (pattern) => unitsOf(patterns[pattern]!.text),
      (units, length, found) => this.scanUnits(units, length, found),
    );
  }

  /** Folding and classes in one table, so that most characters cost one look. */
  private fillCharacters(): void {
    const { characters, classes } = this;
    const { homophones } = this.variants;
    for (let code = 0; code < 0x10000; code++) {
      const entry = CHARACTERS[code]!;
      const unit = entry & 0xffff;
      if (unit === DROP || unit === SLOW || isOdd(code)) characters[code] = SPECIAL;
      else
        characters[code] =
          classes[unit]! |
          ((entry >>> 16) << KIND_SHIFT) |
          (homophones.mayBeFirst(unit) ? 1 << FIRST_SHIFT : 0) |
          (homophones.mayBeSecond(unit) ? 1 << SECOND_SHIFT : 0) |
          (homophones.mayFollow(unit) ? FOLLOWS : 0) |
          (isLookAlike(unit) ? LOOK_ALIKE : 0);
    }
  }

  scan(text: string, target: HitBuffer): number {
    return this.scanLines(text, target, true);
  }

  scanKeyed(text: string, target: HitBuffer): number {
    return this.scanLines(text, target, false);
  }

  private scanLines(text: string, target: HitBuffer, isWhole: boolean): number {
    const out = hits;
    out.reset(target);
    const variants = this.variants;
    const to = text.length;
    for (let at = 0; at < to; at++) {
      const before = out.length;
      if (this.disguises.hasSpelled) this.disguises.forgetSpelled();
      const end = this.scanPlainly(text, at, to, out);
      if (end >= 0) {
        const isDisguised = !variants.isEmpty && this.mayBeDisguised(text, at, end);
        if (isWhole || isDisguised || this.hasKey) {
          this.readReported(text, at, to, out);
          if (isDisguised || this.disguises.hasSpelled) this.findDisguised(text, at, end, out, before);
        } else out.truncate(before);
        at = end;
        continue;
      }
      out.truncate(before);
      this.disguises.forgetSpelled();
      at = buffer.load(text, at, to);
      if (buffer.length === 0) continue;
      this.scanUnits(buffer.units, buffer.length, (start, end, pattern, isSpelled) => {
        const first = buffer.starts[start]!;
        const last = buffer.endOf(end - 1);
        out.add(first, last, pattern);
        if (isSpelled) this.disguises.noteSpelled(first, last, pattern);
      });
      if (!variants.isEmpty) this.disguises.find(buffer, text, out, before);
    }
    return out.length;
  }

  /** Looks at what the plain scan of a line has marked: pairs of sounds, letters beside Han, digits in words. */
  private mayBeDisguised(text: string, from: number, to: number): boolean {
    const { pairs, pairCount, mixes, mixCount, droppedCount } = this;
    const { homophones, writings } = this.variants;
    let kept = 0;
    for (let k = 0; k < pairCount; k++)
      if (homophones.isHeardAt(text, pairs[k]!, to, droppedCount === 0)) pairs[kept++] = pairs[k]!;
    this.pairCount = kept;
    let mixed = 0;
    while (mixed < mixCount && !writings.isWrittenAt(text, mixes[mixed]!, to)) mixed++;
    this.mixCount = mixCount - mixed;
    let joint = 0;
    while (joint < this.jointCount && !this.disguises.isJoint(text, this.joints[joint]!, from, to)) joint++;
    this.jointCount -= joint;
    return kept > 0 || this.mixCount > 0 || this.jointCount > 0 || this.hasLookAlikes;
  }

  private findDisguised(text: string, from: number, to: number, out: HitWriter, before: number): void {
    const { pairs, pairCount, disguises } = this;
    const since = out.length;
    const { homophones, writings } = this.variants;
    if (this.droppedCount > 0) {
      buffer.load(text, from, to);
      if (pairCount > 0) homophones.find(buffer, out);
    } else {
      buffer.loadPlainly(text, from, to);
      for (let k = 0; k < pairCount; k++) homophones.findAt(buffer, out, pairs[k]! - from - 1);
    }
    if (this.mixCount > 0) writings.find(buffer, out, before);
    if (this.hasLookAlikes) disguises.findLookAlikes(buffer, out, before);
    if (this.hasLookAlikes || this.jointCount > 0) disguises.findLoosely(buffer, text, out, before);
    disguises.writeOut(buffer, out, before, since);
  }

  /**
   * Scans a line that folds character for character but for blanks and separators beside Han characters, as nearly all
   * lines do, without writing its units anywhere. Returns the offset of its end, or -1 when more must be dropped,
   * joined or expanded: then FoldBuffer.load, whose conditions these are, reads the line.
   */
  private scanPlainly(text: string, from: number, to: number, out: HitWriter): number {
    const { characters, pairs, mixes, joints, nodes } = this;
    const dropped = this.dropped;
    let mixCount = 0;
    let hasLookAlikes = false;
    let isSpelled = false;
    let loneLetter = from - 3;
    let touchesHan = false;
    let state = 0;
    let previous = BREAK;
    let previousEntry = 0;
    let lastSeparator = from - 1;
    let spelled = 0;
    let wordStart = 0;
    let lastToken = 0;
    let runEnd = from;
    let pairCount = 0;
    let jointCount = 0;
    const reported = this.reported;
    let reportedCount = 0;
    let seen = 0;
    this.droppedCount = 0;
    let i = from;
    for (; i < to; i++) {
      const entry = characters[text.charCodeAt(i)]!;
      const kind = (entry >>> KIND_SHIFT) & KIND_MASK;
      if (kind !== previous || (kind !== HAN && kind !== LATIN)) {
        if (previous === LATIN && i - wordStart === 1) {
          // a b: two letters by themselves with one mark between
          if (wordStart - 2 === loneLetter && wordStart - 1 === lastSeparator) isSpelled = true;
          loneLetter = wordStart;
        }
        if (kind < SPACE) {
          if ((entry & SPECIAL) !== 0) return -1;
          if (kind === HAN) {
            if (previous === LATIN) mixes[mixCount++] = wordStart;
            else if (previous !== BREAK && (entry & FOLLOWS) !== 0) joints[jointCount++] = i;
          } else if (previous !== kind) {
            if (previous === HAN) {
              if (i - wordStart === 1 && lastToken === 1) return -1;
              lastToken = 0;
            }
            if (kind === LATIN) {
              if (previous === HAN) mixes[mixCount++] = i;
              else if (previous === DIGIT) hasLookAlikes = true;
              else if (previous === OTHER) joints[jointCount++] = i;
            } else if (kind === DIGIT) {
              if (previous === LATIN) hasLookAlikes = true;
            } else if ((entry & LOOK_ALIKE) !== 0 && touchesLetter(text, i, to)) hasLookAlikes = true;
          }
          wordStart = i;
        } else if (kind === BREAK) break;
        else if (kind === COMMA) {
          const token = previous === HAN ? i - wordStart : 0;
          if (token === 1 && lastToken === 1) return -1;
          lastToken = token;
        } else if (i >= runEnd) {
          // a run of blanks and separators is judged as a whole, by what stands on its two sides
          let hasSeparator = false;
          let after = kind;
          let doubled = false;
          for (runEnd = i; runEnd < to; runEnd++) {
            const next = characters[text.charCodeAt(runEnd)]!;
            if ((next & SPECIAL) !== 0) return -1;
            const nextKind = (next >>> KIND_SHIFT) & KIND_MASK;
            if (nextKind === SEPARATOR) hasSeparator = true;
            else if (nextKind !== SPACE) {
              after = nextKind;
              break;
            } else if (runEnd > i && after === SPACE) doubled = true;
            after = nextKind;
          }
          if (runEnd >= to) after = BREAK;
          if (previous === HAN && i - wordStart === 1 && lastToken === 1) return -1;
          lastToken = 0;
          if (previous === HAN || after === HAN) touchesHan = true;
          const isWord = previous === LATIN || previous === DIGIT;
          const isWordAfter = after === LATIN || after === DIGIT;
          if (
            runEnd - i <= MOST_SEPARATORS &&
            ((previous === HAN && after === HAN) ||
              (!hasSeparator && ((previous === HAN && isWordAfter) || (isWord && after === HAN))))
          ) {
            if (isWord) mixes[mixCount++] = wordStart;
            else if (after !== HAN) mixes[mixCount++] = runEnd;
            dropped[this.droppedCount++] = i;
            dropped[this.droppedCount++] = runEnd - i;
            i = runEnd - 1;
            lastSeparator = i;
            previous = SEPARATOR;
            spelled = 0;
            continue;
          }
          if (doubled) return -1;
          // guaran- teed, 保.ben
          if (hasSeparator && after === LATIN && (isWord || previous === HAN)) joints[jointCount++] = runEnd;
        }
        if (kind === SPACE || kind === SEPARATOR) {
          if (previous === LATIN && i - lastSeparator === 2) {
            if (++spelled >= 2) return -1;
          } else spelled = 0;
          lastSeparator = i;
        }
        previous = kind;
      }
      if (((previousEntry >>> FIRST_SHIFT) & (entry >>> SECOND_SHIFT) & 1) !== 0) pairs[pairCount++] = i;
      previousEntry = entry;
      const c = entry & 0xffff;
      if (c === 0) {
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
        next = nodes[state]! + c * STRIDE;
      }
      state = next;
      const report = nodes[state + REPORT]!;
      if (report !== 0) {
        seen |= report;
        reported[reportedCount++] = i + 1;
        reported[reportedCount++] = report;
        if (reportedCount === MOST_REPORTED) {
          this.reportedCount = reportedCount;
          this.readReported(text, from, to, out);
          reportedCount = 0;
        }
      }
    }
    if (previous === HAN && i - wordStart === 1 && lastToken === 1) return -1;
    if (previous === LATIN && i - lastSeparator === 2 && spelled >= 1) return -1;
    if (previous === LATIN && i - wordStart === 1 && wordStart - 2 === loneLetter) isSpelled = true;
    if (touchesHan && isSpelled) return -1;
    this.pairCount = pairCount;
    this.mixCount = mixCount;
    this.jointCount = jointCount;
    this.hasLookAlikes = hasLookAlikes;
    this.reportedCount = reportedCount;
    this.hasKey = (seen & KEYED) !== 0;
    return i;
  }

  private readReported(text: string, from: number, to: number, out: HitWriter): void {
    const { runs, reported, reportedCount, dropped, droppedCount, lengths, owners } = this;
    let passed = 0;
    for (let i = 0; i < reportedCount; i += 2) {
      const end = reported[i]!;
      while (passed < droppedCount && dropped[passed]! < end) passed += 2;
      if (!isEndEdgeIn(text, end, to)) continue;
      for (let at = reported[i + 1]! >> 1; runs[at]! >= 0; at++) {
        const entry = runs[at]!;
        let start = end - lengths[entry]!;
        // what was dropped inside the hit makes it longer
        for (let k = passed - 2; k >= 0 && dropped[k]! + dropped[k + 1]! > start; k -= 2) start -= dropped[k + 1]!;
        if (!isStartEdgeIn(text, start, from)) continue;
        out.add(start, end, owners[entry]!);
        if (entry >= this.patterns.length) this.disguises.noteSpelled(start, end, owners[entry]!);
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
    for (let i = 0; i < length; i++) {
      const c = classes[units[i]!]!;
      if (c === 0) {
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
        next = nodes[state]! + c * STRIDE;
      }
      state = next;
      const report = nodes[state + REPORT]!;
      if (report === 0 || !isEndEdge(units, i + 1, length)) continue;
      for (let at = report >> 1; runs[at]! >= 0; at++) {
        const entry = runs[at]!;
        const start = i + 1 - lengths[entry]!;
        if (isStartEdge(units, start)) found(start, i + 1, owners[entry]!, entry >= patterns.length);
      }
    }
  }
}

/** Characters that stand for others, and so need more than the table. */
function isOdd(code: number): boolean {
  return isSign(code) || isForeign(code);
}
