/**
 * Trigger words in disguise on one line: by sound, in Latin letters, with look-alikes, with whatever is wedged in. What is
 * found is written out, and the line read again, so that phrases see the word itself. Runs only where a line has
 * something odd (scanner.ts); knows patterns, not rules.
 */
import { CHARACTERS, HAN, LATIN, SPACE } from './characters.ts';
import { type FoldBuffer, MOST_SEPARATORS } from './fold-buffer.ts';
import type { FoldedLine } from './folded-line.ts';
import { HitWriter } from './hits.ts';
import { I, L, spellPlainly } from './look-alikes.ts';
import { LooseLine, PROSE } from './loose-line.ts';
import { SIGNS } from './signs.ts';
import { LONGEST, type Variants } from './variants.ts';
import { WrittenOut } from './written-out.ts';

/** The scanner's automaton over any reading of a line: every pattern at word edges, as units `[start, end)`. */
export type PatternWalk = (
  units: Uint16Array,
  length: number,
  found: (start: number, end: number, pattern: number) => void,
) => void;

/** No word and no compound is longer: what is longer is not looked up. */
const LONGEST_WORD = 40;
/** More than any text has characters. */
const LONGEST_LINE = 2 ** 26;

const loose = new LooseLine();
const writtenOut = new WrittenOut();
const looseHits = new HitWriter();
const windows = new HitWriter();

export class Disguises {
  private readonly spelled = new HitWriter();

  constructor(
    private readonly variants: Variants,
    private readonly isTrigger: (pattern: number) => boolean,
    private readonly unitsOf: (pattern: number) => readonly number[],
    private readonly walk: PatternWalk,
  ) {}

  /** Everything that a line read by FoldBuffer may hide. `before`: hits of the line are not repeated. */
  find(line: FoldBuffer, text: string, out: HitWriter, before: number): void {
    const { homophones, writings } = this.variants;
    const since = out.length;
    if (line.hasHan) homophones.find(line, out);
    if (line.mixesScripts) writings.find(line, out, before);
    if (line.hasLookAlikes) this.findLookAlikes(line, out, before);
    if (line.hasLookAlikes || this.hasOddities(line, text)) this.findLoosely(line, text, out, before);
    this.writeOut(line, out, before, since);
  }

  /** A trigger that stands spelled out in Latin letters (baoben): found like any pattern, written out like a disguise. */
  noteSpelled(start: number, end: number, pattern: number): void {
    this.spelled.add(start, end, pattern);
  }

  /** Another line. */
  begin(): void {
    if (this.spelled.length > 0) this.spelled.reset();
  }

  /** The line with look-alikes read as letters. */
  findLookAlikes(line: FoldBuffer, out: HitWriter, before: number): void {
    for (const one of [I, L]) {
      const plain = spellPlainly(line, one);
      if (!plain) return;
      this.walk(plain, line.length, (start, end, pattern) => {
        if (!this.isTrigger(pattern)) return;
        const from = line.starts[start]!;
        const to = line.endOf(end - 1);
        if (!out.has(from, to, pattern, before)) out.add(from, to, pattern);
      });
    }
  }

  /** The line with what is odd in it undone, once with signs as what they show and once with signs as wedges. */
  findLoosely(line: FoldBuffer, text: string, out: HitWriter, before: number): void {
    for (const asWedges of [false, true]) {
      if (asWedges && !loose.hasTwoReadings) return;
      if (!loose.load(line, text, asWedges)) continue;
      looseHits.reset();
      this.walk(loose.units, loose.length, (start, end, pattern) => {
        if (this.isTrigger(pattern)) looseHits.add(loose.starts[start]!, loose.endOf(end - 1), pattern);
      });
      const heardFrom = looseHits.length;
      this.variants.homophones.find(loose, looseHits);
      const heardTo = looseHits.length;
      this.variants.writings.find(loose, looseHits, 0);
      for (let i = 0; i < looseHits.length; i++) {
        const start = looseHits.start(i);
        const end = looseHits.end(i);
        const pattern = looseHits.pattern(i);
        const isHeard = i >= heardFrom && i < heardTo;
        if (!loose.isDisguised(loose.at(start), loose.at(end), isHeard)) continue;
        if (!out.has(start, end, pattern, before)) out.add(start, end, pattern);
      }
    }
  }

  /**
   * Patterns that the disguised words make visible, whatever they are a part of. Disguised are the hits since `since` and
   * what was spelled out; where the same characters are a trigger as they stand, nothing is disguised.
   */
  writeOut(line: FoldedLine, out: HitWriter, before: number, since: number): void {
    const { spelled } = this;
    if (out.length === since && spelled.length === 0) return;
    windows.reset();
    for (let i = 0; i < spelled.length; i++) windows.add(spelled.start(i), spelled.end(i), spelled.pattern(i));
    const plain = new Set<number>();
    for (let i = before; i < since; i++)
      if (this.isTrigger(out.pattern(i))) plain.add(out.start(i) * LONGEST_LINE + out.end(i));
    for (let i = since; i < out.length; i++)
      if (!plain.has(out.start(i) * LONGEST_LINE + out.end(i))) windows.add(out.start(i), out.end(i), out.pattern(i));
    if (windows.length === 0) return;
    writtenOut.load(line, windows, this.unitsOf);
    this.walk(writtenOut.units, writtenOut.length, (start, end, pattern) => {
      if (!writtenOut.isAnew(start, end)) return;
      const from = writtenOut.starts[start]!;
      const to = writtenOut.endOf(end - 1);
      if (!out.has(from, to, pattern, before)) out.add(from, to, pattern);
    });
  }

  /**
   * Whether marks before the character at `at` may have been wedged into a trigger that goes on with it: 保…本, (bao)本,
   * guaran-teed. The text folds plainly there; a quick look that later ones confirm.
   */
  isJoint(text: string, at: number, from: number, to: number): boolean {
    let before = at - 1;
    while (before >= from && at - before <= MOST_SEPARATORS && !isWordy(text, before)) before--;
    if (before < from || before === at - 1 || !isWordy(text, before)) return false;
    const { homophones, writings } = this.variants;
    const first = CHARACTERS[text.charCodeAt(before)]!;
    const second = CHARACTERS[text.charCodeAt(at)]!;
    if (first >>> 16 === HAN && second >>> 16 === HAN) {
      if (!homophones.areNeighbours(first & 0xffff, second & 0xffff)) return false;
      for (let i = before + 1; i < at; i++) if (!PROSE.has(CHARACTERS[text.charCodeAt(i)]! & 0xffff)) return true;
      const { variants } = this;
      return (
        variants.areWrittenTogether(first & 0xffff, second & 0xffff) && this.isWordAcross(text, before, at, from, to)
      );
    }
    // (B)保: a letter by itself is a name
    if (first >>> 16 === HAN) return isLatin(text, at + 1) && writings.isWrittenAt(text, at, to);
    let wordFrom = before;
    while (wordFrom > from && isLatin(text, wordFrom - 1) && before - wordFrom < LONGEST_WORD) wordFrom--;
    if (second >>> 16 === HAN) return wordFrom < before && writings.isWrittenAt(text, wordFrom, to);
    return this.variants.latinWords.has(lettersFrom(text, wordFrom, to));
  }

  /** Whether the Han characters on both sides, marks passed over, are a trigger as it is written. */
  private isWordAcross(text: string, before: number, at: number, from: number, to: number): boolean {
    const { hanWords } = this.variants;
    let left = '';
    for (let i = before, marks = 0; i >= from && left.length < LONGEST - 1 && marks <= MOST_SEPARATORS; i--) {
      const entry = CHARACTERS[text.charCodeAt(i)]!;
      if (entry >>> 16 === HAN) left = String.fromCharCode(entry & 0xffff) + left;
      marks = entry >>> 16 === HAN ? 0 : marks + 1;
    }
    let right = '';
    for (let i = at, marks = 0; i < to && right.length < LONGEST - 1 && marks <= MOST_SEPARATORS; i++) {
      const entry = CHARACTERS[text.charCodeAt(i)]!;
      if (entry >>> 16 === HAN) right += String.fromCharCode(entry & 0xffff);
      marks = entry >>> 16 === HAN ? 0 : marks + 1;
    }
    for (let start = 0; start < left.length; start++)
      for (let end = 1; end <= right.length; end++)
        if (hanWords.has(left.slice(start) + right.slice(0, end))) return true;
    return false;
  }

  private hasOddities(line: FoldBuffer, text: string): boolean {
    const { length } = line;
    if (length === 0) return false;
    const from = line.starts[0]!;
    const to = line.endOf(length - 1);
    if (SIGNS.test(text.slice(from, to))) return true;
    const { homophones, writings } = this.variants;
    let before = -1;
    for (let i = 0; i < length; i++) {
      const kind = line.kinds[i]!;
      if (kind !== HAN && kind !== LATIN) continue;
      if (before >= 0 && before < i - 1) {
        const isHan = line.kinds[before] === HAN && kind === HAN;
        if (isHan && !homophones.areNeighbours(line.units[before]!, line.units[i]!)) {
          before = i;
          continue;
        }
        if (i - before <= 4 * MOST_SEPARATORS) {
          const at = line.starts[i]!;
          if (isHan || writings.isWrittenAt(text, at, to) || this.isJoint(text, at, from, to)) return true;
        }
      }
      before = i;
    }
    return false;
  }
}

function isWordy(text: string, at: number): boolean {
  const kind = CHARACTERS[text.charCodeAt(at)]! >>> 16;
  return kind === HAN || kind === LATIN;
}

function isLatin(text: string, at: number): boolean {
  return CHARACTERS[text.charCodeAt(at)]! >>> 16 === LATIN;
}

/** The letters of a compound without its marks, lower case: `guaran-teed` → guaranteed. At most LONGEST_WORD. */
function lettersFrom(text: string, from: number, to: number): string {
  let letters = '';
  let marks = 0;
  for (let i = from; i < to && letters.length <= LONGEST_WORD; i++) {
    const entry = CHARACTERS[text.charCodeAt(i)]!;
    if (entry >>> 16 === LATIN) {
      letters += String.fromCharCode(entry & 0xffff);
      marks = 0;
    } else if (entry >>> 16 === HAN || ++marks > MOST_SEPARATORS || (marks === 1 && entry >>> 16 === SPACE)) break;
  }
  return letters;
}
