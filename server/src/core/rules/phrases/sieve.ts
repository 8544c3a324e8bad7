/**
 * Which phrases a line may hold, told from the words that stand in it: of most lines none, and they are read no further.
 * Every word marks the needs that it meets; a phrase is looked at when all that it asks for is marked. No text is
 * touched and nothing is allocated.
 */
import { type NumberMarks, numberMarksIn } from '../../text/number-marks.ts';
import type { LineSieve } from '../../text/scanner.ts';
import { LEADS, type SieveTables } from './sieve-tables.ts';

export class Sieve implements LineSieve {
  /** Phrases that the lines of the last text may hold, the first `count`, each once, in no order. */
  readonly phrases: number[] = [];
  count = 0;
  /** Set of patterns → the needs that they meet together (CSR, growing). */
  private setStart: Int32Array = new Int32Array(1024);
  private setMeets: Int32Array = new Int32Array(8192);
  private sets = 0;
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
    const met = new Set<number>();
    for (const pattern of patterns)
      for (let i = meetsStart[pattern]!; i < meetsStart[pattern + 1]!; i++) met.add(meets[i]!);
    const from = this.setStart[this.sets]!;
    if (this.sets + 2 > this.setStart.length) this.setStart = grown(this.setStart, 2 * this.setStart.length);
    if (from + met.size > this.setMeets.length)
      this.setMeets = grown(this.setMeets, 2 * this.setMeets.length + met.size);
    this.setMeets.set([...met], from);
    this.setStart[this.sets + 1] = from + met.size;
    return this.sets++;
  }

  passes(sets: Int32Array, count: number, text: string, from: number, to: number): boolean {
    const { setStart, setMeets, metIn, waiting } = this;
    const line = ++this.line;
    let last = 0;
    for (let k = 0; k < count; k++) {
      const set = sets[k]!;
      const end = setStart[set + 1]!;
      for (let i = setStart[set]!; i < end; i++) {
        const need = setMeets[i]! >> 1;
        if (metIn[need] === line) continue;
        metIn[need] = line;
        if ((setMeets[i]! & LEADS) !== 0) waiting[last++] = need;
      }
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
      for (let i = start[need]!; i < end; i++) {
        const demand = demands[i]!;
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

function grown(array: Int32Array, length: number): Int32Array {
  const larger = new Int32Array(length);
  larger.set(array);
  return larger;
}
