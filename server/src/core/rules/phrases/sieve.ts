/**
 * Which phrases a line may hold, told from the words that stand in it: of most lines none, and they are read no further.
 * Every word marks the needs that it meets; a phrase is looked at when all that it asks for is marked. No text is
 * touched and nothing is allocated.
 */
import { type NumberMarks, numberMarksIn } from '../../text/number-marks.ts';
import { findNumbers, mayHoldNumber, type NumberKind, type NumberMatch } from '../../text/numbers.ts';
import type { FoundSets, LineSieve } from '../../text/scanner.ts';
import { gapLimit } from './sentences.ts';
import { APART, BEHIND, BESIDE, DISTANCE_BITS, kindAsked, LEADS, LINK_BITS, type SieveTables } from './sieve-tables.ts';

/** Numbers before the needs of a set. */
const HEAD = 4;
const NONE = new Int32Array(0);

export class Sieve implements LineSieve {
  /** Phrases that the lines of the last text may hold, the first `count`, each once, in no order. */
  readonly phrases: number[] = [];
  count = 0;
  /**
   * For each set of patterns, from its number on: where the needs that it meets end and where those among them that lead a
   * demand do, the patterns' shortest and longest length, and these needs, the leading ones first.
   */
  private sets: Int32Array = new Int32Array(8192);
  private setsEnd = 0;
  private text = 0;
  private line = 0;
  /** By phrase the last text, by need the last line: nothing is cleared between them. */
  private readonly seenIn: Int32Array;
  private readonly metIn: Int32Array;
  private readonly waiting: Int32Array;
  /** By need: the last set that it was named in. */
  private readonly namedIn: Int32Array;
  /** By need: the last line in which a choice of several pieces met it; where those stand is not asked. */
  private readonly derivedIn: Int32Array;
  private found: FoundSets = { sets: NONE, first: 0, last: 0, ends: undefined, slack: 0 };
  /** By need: the last line that was located and the first place in it; of each place the set found there, the next place. */
  private readonly locatedIn: Int32Array;
  private readonly firstPlace: Int32Array;
  private located = 0;
  private places = new Int32Array(1024);
  private readonly reached: number[] = [];
  private readonly reaching: number[] = [];
  /** Where what a demand asks for next stands, see `placeWords`. */
  private readonly latest: number[] = [];
  private readonly earliest: number[] = [];
  private readonly ends: number[] = [];
  /** The last line that was asked for numbers, which kinds it may hold, and its numbers in offsets of the line. */
  private numbersOf = 0;
  private numberLine = '';
  private readonly kindsHeld = new Map<NumberKind, boolean>();
  private numbers: readonly NumberMatch[] | undefined;

  constructor(
    private readonly tables: SieveTables,
    phrases: number,
  ) {
    const needs = tables.ledStart.length - 1;
    this.seenIn = new Int32Array(phrases);
    this.metIn = new Int32Array(needs);
    this.derivedIn = new Int32Array(needs);
    this.namedIn = new Int32Array(needs).fill(-1);
    this.locatedIn = new Int32Array(needs);
    this.firstPlace = new Int32Array(needs);
    // what words meet, and what demands meet
    this.waiting = new Int32Array(2 * needs);
  }

  begin(): void {
    this.text++;
    this.count = 0;
  }

  nameSet(patterns: readonly number[], shortest: number, longest: number): number {
    const { meetsStart } = this.tables;
    const set = this.setsEnd;
    let room = set + HEAD;
    for (const pattern of patterns) room += meetsStart[pattern + 1]! - meetsStart[pattern]!;
    if (room > this.sets.length) {
      const { sets } = this;
      this.sets = new Int32Array(2 * room);
      this.sets.set(sets);
    }
    const { sets } = this;
    sets[set + 1] = this.nameNeeds(set, set + HEAD, patterns, LEADS);
    sets[set] = this.nameNeeds(set, sets[set + 1]!, patterns, 0);
    sets[set + 2] = shortest;
    sets[set + 3] = longest;
    this.setsEnd = sets[set]!;
    return set;
  }

  /** Adds the needs that the patterns meet, each once, those that lead a demand or the others; returns where they end. */
  private nameNeeds(set: number, from: number, patterns: readonly number[], leads: number): number {
    const { meetsStart, meets } = this.tables;
    const { sets, namedIn } = this;
    let end = from;
    for (const pattern of patterns)
      for (let i = meetsStart[pattern]!; i < meetsStart[pattern + 1]!; i++) {
        const need = meets[i]! >> 1;
        if ((meets[i]! & LEADS) !== leads || namedIn[need] === set) continue;
        namedIn[need] = set;
        sets[end++] = need;
      }
    return end;
  }

  passes(found: FoundSets, text: string, from: number, to: number): boolean {
    const { sets, metIn, waiting } = this;
    this.found = found;
    const line = ++this.line;
    const named = found.sets;
    const end = found.last;
    let last = 0;
    for (let k = found.first; k < end; k++) {
      const set = named[k]!;
      const setEnd = sets[set]!;
      const others = sets[set + 1]!;
      let i = set + HEAD;
      for (; i < others; i++) {
        const need = sets[i]!;
        if (metIn[need] === line) continue;
        metIn[need] = line;
        waiting[last++] = need;
      }
      for (; i < setEnd; i++) metIn[sets[i]!] = line;
    }
    return last > 0 && this.judge(last, text, from, to);
  }

  /** Whether a demand that one of the first `words` needs in `waiting` leads is a phrase, or leads to one. */
  private judge(words: number, text: string, from: number, to: number): boolean {
    const { ledStart, led, askedStart, asked, yieldsStart, yields, numbers } = this.tables;
    const { metIn, derivedIn, waiting, line } = this;
    let marks: NumberMarks = -1;
    let isFound = false;
    let last = words;
    for (let k = 0; k < last; k++) {
      const need = waiting[k]!;
      // a need that a demand has met may be the last that another waited for
      const start = k < words ? ledStart : askedStart;
      const demands = k < words ? led : asked;
      const end = start[need + 1]!;
      for (let i = start[need]!; i < end; i += 2) {
        // nearly all fail here
        if (metIn[demands[i]!] !== line) continue;
        const demand = demands[i + 1]!;
        if (!this.isMet(demand)) continue;
        const asksFor = numbers[demand]!;
        if (asksFor !== 0) {
          if (marks < 0) marks = numberMarksIn(text, from, to);
          if ((marks & asksFor) !== asksFor) continue;
        }
        for (let at = yieldsStart[demand]!; at < yieldsStart[demand + 1]!; at++) {
          const met = yields[at]!;
          if (met < 0) {
            if (!this.mayFollow(demand, text, from, to)) continue;
            this.add(~met);
            isFound = true;
          } else if (derivedIn[met] !== line) {
            derivedIn[met] = line;
            metIn[met] = line;
            waiting[last++] = met;
          }
        }
      }
    }
    return isFound;
  }

  private isMet(demand: number): boolean {
    const { needsStart, needs } = this.tables;
    const { metIn, line } = this;
    const end = needsStart[demand + 1]!;
    for (let i = needsStart[demand]!; i < end; i += 2) if (needs[i]! >= 0 && metIn[needs[i]!] !== line) return false;
    return true;
  }

  /** Whether what the phrase's demand asks for can stand in its order and as near as its links say. */
  private mayFollow(demand: number, text: string, from: number, to: number): boolean {
    const { needsStart, numbers } = this.tables;
    if (!this.found.ends || needsStart[demand + 1]! - needsStart[demand]! === 2) return true;
    if (this.located !== this.line) this.locate();
    if (!this.inOrder(demand, text, from, to, false)) return false;
    // numbers are read when the words by themselves would do
    return (
      numbers[demand] === 0 ||
      (this.mayHoldNumbers(demand, text, from, to) && this.inOrder(demand, text, from, to, true))
    );
  }

  private mayHoldNumbers(demand: number, text: string, from: number, to: number): boolean {
    const { needsStart, needs } = this.tables;
    if (this.numbersOf !== this.line) {
      this.numbersOf = this.line;
      this.numberLine = text.slice(from, to);
      this.numbers = undefined;
      this.kindsHeld.clear();
    }
    for (let i = needsStart[demand]!; i < needsStart[demand + 1]!; i += 2)
      if (needs[i]! < 0 && !this.mayHoldKind(kindAsked(needs[i]!))) return false;
    this.numbers ??= findNumbers(this.numberLine);
    return this.numbers.length > 0;
  }

  private mayHoldKind(kind: NumberKind): boolean {
    let held = this.kindsHeld.get(kind);
    if (held === undefined) {
      held = mayHoldNumber(this.numberLine, kind);
      this.kindsHeld.set(kind, held);
    }
    return held;
  }

  /** `mayFollow` of words alone, or also of numbers. */
  private inOrder(demand: number, text: string, from: number, to: number, withNumbers: boolean): boolean {
    const { needsStart, needs } = this.tables;
    const { derivedIn, latest, earliest, ends, line } = this;
    const last = needsStart[demand + 1]!;
    let { reached, reaching } = this;
    let reachedCount = 0;
    let isAnywhere = true;
    let floor = 0;
    for (let i = needsStart[demand]!; i < last; i += 2) {
      const need = needs[i]!;
      const link = needs[i + 1]!;
      const kind = link & ((1 << LINK_BITS) - 1);
      if (kind === APART) floor = 0;
      if (need < 0 ? !withNumbers : derivedIn[need] === line) {
        isAnywhere = true;
        continue;
      }
      const isFree = isAnywhere || kind <= BEHIND;
      const before = (link >> LINK_BITS) & ((1 << DISTANCE_BITS) - 1);
      const after = (link >> (LINK_BITS + DISTANCE_BITS)) + this.found.slack;
      const places = need < 0 ? this.placeNumbers(kindAsked(need), from) : this.placeWords(need);
      let count = 0;
      let j = 0;
      for (let place = 0; place < places; place++) {
        if (latest[place]! < floor) continue;
        if (!isFree) {
          // of the places before, the last one reaches farthest
          while (j + 1 < reachedCount && reached[j + 1]! <= latest[place]!) j++;
          while (j > 0 && reached[j]! > latest[place]!) j--;
          const reach = Math.min(to, reached[j]! + before);
          const limit = kind === BESIDE ? reach : gapLimit(text, reach, to);
          if (earliest[place]! > limit + after) continue;
        }
        reaching[count++] = ends[place]!;
      }
      if (count === 0) return false;
      reachedCount = count;
      [reached, reaching] = [reaching, reached];
      floor = reached[0]!;
      isAnywhere = false;
    }
    return true;
  }

  /** Notes where the words of a need stand, from left to right: how late and how early they may begin, and their ends. */
  private placeWords(need: number): number {
    const { sets, places, latest, earliest, ends, found } = this;
    let count = 0;
    for (let at = this.firstPlace[need]!; at >= 0; at = places[at + 1]!) {
      const end = found.ends![places[at]!]!;
      const set = found.sets[places[at]!]!;
      latest[count] = end - sets[set + 2]!;
      earliest[count] = end - sets[set + 3]!;
      ends[count++] = end;
    }
    return count;
  }

  /** The same of the numbers of a kind; every number is a `number`. */
  private placeNumbers(kind: NumberKind, from: number): number {
    const { numbers, latest, earliest, ends } = this;
    let count = 0;
    for (const number of numbers!) {
      if (kind !== 'number' && number.kind !== kind) continue;
      latest[count] = from + number.start;
      earliest[count] = from + number.start;
      ends[count++] = from + number.end;
    }
    return count;
  }

  /** Notes of each need of the line where it is met, from left to right. */
  private locate(): void {
    const { sets, found, locatedIn, firstPlace, line } = this;
    this.located = line;
    let count = 0;
    for (let k = found.last - 1; k >= found.first; k--) {
      const set = found.sets[k]!;
      const end = sets[set]!;
      if (this.places.length < count + 2 * (end - set)) {
        const { places } = this;
        this.places = new Int32Array(2 * (count + 2 * (end - set)));
        this.places.set(places);
      }
      const { places } = this;
      for (let i = set + HEAD; i < end; i++) {
        const need = sets[i]!;
        places[count] = k;
        places[count + 1] = locatedIn[need] === line ? firstPlace[need]! : -1;
        locatedIn[need] = line;
        firstPlace[need] = count;
        count += 2;
      }
    }
  }

  private add(phrase: number): void {
    if (this.seenIn[phrase] === this.text) return;
    this.seenIn[phrase] = this.text;
    this.phrases[this.count++] = phrase;
  }
}
