/**
 * Trigger words in disguise on one line: by sound, in Latin letters, with look-alikes, with whatever is wedged in. What is
 * found is written out, and the line read again, so that phrases see the word itself. Runs only where a line has
 * something odd (scanner.ts); knows patterns, not rules.
 */
import { CHARACTERS, HAN, LATIN, SPACE } from './characters.ts';
import { type FoldBuffer, MOST_SEPARATORS } from './fold-buffer.ts';
import type { FoldedLine } from './folded-line.ts';
import { HitWriter } from './hits.ts';
import type { LiteralTrie } from './literal-trie.ts';
import { ENDERS, isBracketed, LooseLine, PROSE, QUAINT } from './loose-line.ts';
import { OddWords } from './odd-words.ts';
import { Rewritings } from './rewritings.ts';
import { SIGNS } from './signs.ts';
import { SyllableWords } from './syllable-words.ts';
import { LONGEST, type Variants } from './variants.ts';
import { mayHold } from './word-filter.ts';
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
/** Shorter Latin words come of too many parts by chance. */
const SHORTEST_BROKEN = 5;

/** Marks that stand for letters: r*sk, noth|ng. */
const STARRED = new Set([0x2a, 0x7c, 0x23]);

const loose = new LooseLine();
const writtenOut = new WrittenOut();
const looseHits = new HitWriter();
/** Of words that are not marked: found as they stand, never written out. */
const clearHits = new HitWriter();

export class Disguises {
  /** Places of the line to be written out. */
  private readonly places = new Rewritings();
  private readonly syllables: SyllableWords;
  private readonly oddWords: OddWords;

  /** `words`: a filter of the patterns' Latin words. */
  constructor(
    private readonly variants: Variants,
    private readonly isTrigger: (pattern: number) => boolean,
    private readonly unitsOf: (pattern: number) => readonly number[],
    private readonly walk: PatternWalk,
    private readonly trie: LiteralTrie,
    private readonly words: Uint8Array,
  ) {
    this.syllables = new SyllableWords(trie, isTrigger);
    this.oddWords = new OddWords(words);
  }

  /** Everything that a line read by FoldBuffer may hide. `before`: hits of the line are not repeated. */
  find(line: FoldBuffer, text: string, out: HitWriter, before: number): void {
    const { homophones, writings } = this.variants;
    const since = out.length;
    if (line.hasHan) homophones.find(line, out);
    if (line.mixesScripts) {
      writings.find(line, out, before);
      this.findSyllables(line);
    }
    this.findOddWords(line);
    if (line.hasLookAlikes || this.hasOddities(line, text)) this.findLoosely(line, text, out, before);
    this.writeOut(line, out, before, since);
  }

  /** A trigger that stands spelled out in Latin letters (baoben): found like any pattern, written out like a disguise. */
  noteSpelled(start: number, end: number, pattern: number): void {
    this.places.add(start, end, this.unitsOf(pattern));
  }

  /** Another line. */
  begin(): void {
    if (this.places.length > 0) this.places.reset();
    if (clearHits.length > 0) clearHits.reset();
  }

  /** Whether the letters beside Han that begin at `at` may write part of a word. The text folds plainly there. */
  isMixed(text: string, at: number, to: number): boolean {
    return this.variants.writings.isWrittenAt(text, at, to) || this.syllables.isWrittenAt(text, at, to);
  }

  /** Words with some characters in pinyin. */
  findSyllables(line: FoldedLine): void {
    this.syllables.find(line, (from, to, unit, rank) =>
      this.places.add(line.starts[from]!, line.endOf(to - 1), [unit], rank),
    );
  }

  /** Latin words with look-alikes, or broken by marks. */
  findOddWords(line: FoldedLine): void {
    this.oddWords.find(line, (from, to, word) =>
      this.places.add(line.starts[from]!, line.endOf(to - 1), unitsIn(word)),
    );
  }

  /** The line with what is odd in it undone, once with signs as what they show and once with signs as wedges. */
  findLoosely(line: FoldBuffer, text: string, out: HitWriter, before: number): void {
    clearHits.reset();
    for (const asWedges of [false, true]) {
      if (asWedges && !loose.hasTwoReadings) return;
      if (!loose.load(line, text, asWedges)) continue;
      looseHits.reset();
      this.walk(loose.units, loose.length, (start, end, pattern) => {
        const from = loose.starts[start]!;
        const to = loose.endOf(end - 1);
        if (this.isTrigger(pattern)) looseHits.add(from, to, pattern);
        else if (end - start > 1 && loose.isClearlyDisguised(start, end)) {
          // 答“是”: with both its marks
          const first = isBracketed(text, from) ? from - 1 : from;
          clearHits.add(first, isBracketed(text, to - 1) ? to + 1 : to, pattern);
        }
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
      this.syllables.find(loose, (from, to, unit, rank) =>
        this.places.add(loose.startBefore(from), loose.endBehind(to), [unit], rank),
      );
    }
  }

  /**
   * Patterns that the disguised words make visible, whatever they are a part of. Disguised are the hits since `since` and
   * what was spelled out; where the same characters are a trigger as they stand, nothing is disguised.
   */
  writeOut(line: FoldedLine, out: HitWriter, before: number, since: number): void {
    const { places } = this;
    const plain = new Set<number>();
    if (out.length > since)
      for (let i = before; i < since; i++)
        if (this.isTrigger(out.pattern(i))) plain.add(out.start(i) * LONGEST_LINE + out.end(i));
    for (let i = since; i < out.length; i++)
      if (!plain.has(out.start(i) * LONGEST_LINE + out.end(i)))
        places.add(out.start(i), out.end(i), this.unitsOf(out.pattern(i)), 0, true);
    const add = (from: number, to: number, pattern: number): void => {
      if (!out.has(from, to, pattern, before)) out.add(from, to, pattern);
    };
    for (let i = 0; i < clearHits.length; i++) add(clearHits.start(i), clearHits.end(i), clearHits.pattern(i));
    if (places.length === 0) return;
    for (let round = 0; round <= places.rounds; round++) {
      writtenOut.load(line, places, round);
      this.walk(writtenOut.units, writtenOut.length, (start, end, pattern) => {
        if (writtenOut.isAnew(start, end)) add(writtenOut.starts[start]!, writtenOut.endOf(end - 1), pattern);
      });
    }
  }

  /**
   * Whether marks before the character at `at` may have been wedged into a trigger that goes on with it: 保…本, (bao)本,
   * guaran-teed. The text folds plainly there; a quick look that later ones confirm.
   */
  isJoint(text: string, at: number, from: number, to: number): boolean {
    let before = at - 1;
    while (before >= from && at - before <= MOST_SEPARATORS && !isWordy(text, before)) before--;
    if (before < from || before === at - 1 || !isWordy(text, before)) return false;
    // each kind of disguise is worked out when first asked for
    const { variants } = this;
    const first = CHARACTERS[text.charCodeAt(before)]!;
    const second = CHARACTERS[text.charCodeAt(at)]!;
    if (first >>> 16 === HAN && second >>> 16 === HAN) {
      let isQuaint = isBracketed(text, before) || isBracketed(text, at);
      for (let i = before + 1; i < at && !isQuaint; i++) {
        const mark = CHARACTERS[text.charCodeAt(i)]! & 0xffff;
        // nothing is joined across the end of a sentence
        if (ENDERS.has(mark)) return false;
        isQuaint = !PROSE.has(mark) || QUAINT.has(mark);
      }
      if (isQuaint && this.isWordAcross(text, before, at, from, to, false)) return true;
      if (isQuaint && variants.homophones.areNeighbours(first & 0xffff, second & 0xffff)) return true;
      return (
        variants.areWrittenTogether(first & 0xffff, second & 0xffff) &&
        this.isWordAcross(text, before, at, from, to, true)
      );
    }
    // (B)保: a letter by itself is a name
    if (first >>> 16 === HAN)
      return (
        isLatin(text, at + 1) &&
        (variants.writings.isWrittenAt(text, at, to) || this.syllables.isWrittenAt(text, at, to))
      );
    let wordFrom = before;
    while (wordFrom > from && isLatin(text, wordFrom - 1) && before - wordFrom < LONGEST_WORD) wordFrom--;
    if (second >>> 16 === HAN)
      return (
        wordFrom < before &&
        (variants.writings.isWrittenAt(text, wordFrom, to) || this.syllables.isWrittenAt(text, wordFrom, to))
      );
    // noth|ng, r*sk: the mark is a letter
    for (let i = before + 1; i < at; i++)
      if (STARRED.has(text.charCodeAt(i))) return isLatin(text, i - 1) && isLatin(text, i + 1);
    // the bank's; a blank parts words
    if (isPossessive(text, at, to)) return false;
    for (let i = before + 1; i < at; i++)
      if (CHARACTERS[text.charCodeAt(i)]! >>> 16 === SPACE && i === before + 1) return false;
    const letters = lettersFrom(text, wordFrom, to);
    return letters.length >= SHORTEST_BROKEN && mayHold(this.words, letters);
  }

  /** Whether the Han characters on both sides, marks passed over, are a pattern, or a trigger, as it is written. */
  private isWordAcross(
    text: string,
    before: number,
    at: number,
    from: number,
    to: number,
    asTrigger: boolean,
  ): boolean {
    const { trie } = this;
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
    const both = left + right;
    for (let start = 0; start < left.length; start++)
      for (let i = start, state = 0; i < both.length; i++) {
        state = trie.child(state, both.charCodeAt(i));
        if (state === 0) break;
        const pattern = i < left.length ? -1 : trie.patternAt(state, i + 1 - start);
        if (pattern >= 0 && (!asTrigger || this.isTrigger(pattern))) return true;
      }
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
        const areNeighbours = isHan && homophones.areNeighbours(line.units[before]!, line.units[i]!);
        if (i - before <= 4 * MOST_SEPARATORS) {
          const at = line.starts[i]!;
          if (
            areNeighbours ||
            (!isHan && (kind === HAN || line.kinds[before] === HAN) && writings.isWrittenAt(text, at, to)) ||
            this.isJoint(text, at, from, to)
          )
            return true;
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

function unitsIn(word: string): number[] {
  return Array.from(word, (letter) => letter.charCodeAt(0));
}

/** An s by itself behind an apostrophe. */
function isPossessive(text: string, at: number, to: number): boolean {
  const mark = CHARACTERS[text.charCodeAt(at - 1)]! & 0xffff;
  return mark === 0x27 && (text.charCodeAt(at) | 0x20) === 0x73 && (at + 1 >= to || !isLatin(text, at + 1));
}
