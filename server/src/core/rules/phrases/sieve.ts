/**
 * Which phrases a line may hold, told from the words that stand in it: of most lines none, and they are read no further.
 * Every word marks the needs that it meets; a phrase is looked at when all that it asks for is marked. No text is
 * touched and nothing is allocated.
 */
import { type NumberMarks, numberMarksIn } from '../../text/number-marks.ts';
import type { LineSieve } from '../../text/scanner.ts';
import { LEADS, type SieveTables } from './sieve-tables.ts';

/** Numbers before the needs of a set. */
const HEAD = 3;

export class Sieve implements LineSieve {
  /** Phrases that the lines of the last text may hold, the first `count`, each once, in no order. */
  readonly phrases: number[] = [];
  count = 0;
  /**
   * For each set of patterns, from its number on: the last line that held it, where the needs that it meets end and where
   * those among them that lead a demand do, and these, the leading ones first.
   */
  private sets: Int32Array = new Int32Array(8192);
  private setsEnd = 0;
  private text = 0;
  private line = 0;
  /** By phrase the last text, by need the last line: nothing is cleared between them. */
  private readonly seenIn: Int32Array;
  private readonly metIn: Int32Array;
  private readonly waiting: Int32Array;

  constructor(
    private readonly tables: SieveTables,
    phrases: number,
  ) {
    const needs = tables.ledStart.length - 1;
    this.seenIn = new Int32Array(phrases);
    this.metIn = new Int32Array(needs);
    this.waiting = new Int32Array(needs);
  }

  begin(): void {
    this.text++;
    this.count = 0;
  }

  nameSet(patterns: readonly number[]): number {
    const { meetsStart, meets } = this.tables;
    const leading = new Set<number>();
    const others = new Set<number>();
    for (const pattern of patterns)
      for (let i = meetsStart[pattern]!; i < meetsStart[pattern + 1]!; i++)
        ((meets[i]! & LEADS) !== 0 ? leading : others).add(meets[i]! >> 1);
    const set = this.setsEnd;
    const first = set + HEAD;
    this.setsEnd = first + leading.size + others.size;
    if (this.setsEnd > this.sets.length) {
      const { sets } = this;
      this.sets = new Int32Array(2 * this.setsEnd);
      this.sets.set(sets);
    }
    this.sets.set([0, this.setsEnd, first + leading.size, ...leading, ...others], set);
    return set;
  }

  passes(found: Int32Array, count: number, text: string, from: number, to: number): boolean {
    const { sets, metIn, waiting } = this;
    const line = ++this.line;
    let last = 0;
    for (let k = 0; k < count; k++) {
      const set = found[k]!;
      if (sets[set] === line) continue;
      sets[set] = line;
      const end = sets[set + 1]!;
      const others = sets[set + 2]!;
      let i = set + HEAD;
      for (; i < others; i++) {
        const need = sets[i]!;
        if (metIn[need] === line) continue;
        metIn[need] = line;
        waiting[last++] = need;
      }
      for (; i < end; i++) metIn[sets[i]!] = line;
    }
    return last > 0 && this.judge(last, text, from, to);
  }

  /** Whether a demand that one of the first `words` needs in `waiting` leads is a phrase, or leads to one. */
  private judge(words: number, text: string, from: number, to: number): boolean {
    const { ledStart, led, askedStart, asked, yieldsStart, yields, numbers } = this.tables;
    const { metIn, waiting, line } = this;
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
            this.add(~met);
            isFound = true;
          } else if (metIn[met] !== line) {
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
    for (let i = needsStart[demand]!; i < end; i++) if (metIn[needs[i]!] !== line) return false;
    return true;
  }

  private add(phrase: number): void {
    if (this.seenIn[phrase] === this.text) return;
    this.seenIn[phrase] = this.text;
    this.phrases[this.count++] = phrase;
  }
}
