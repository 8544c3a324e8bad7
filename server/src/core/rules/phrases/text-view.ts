/** One text under the scanner: its hits by pattern, and everything derived from them, made on demand. */

import { roomyBuffer } from '../../text/hits.ts';
import { findNumbers, mayHoldNumber, type NumberKind } from '../../text/numbers.ts';
import type { HitBuffer, Scanner } from '../../text/scanner.ts';
import { SURE } from './anchors.ts';
import type { Piece, PieceSequence, Program } from './compile.ts';
import { gapLimit, JOINT_LENGTH, type Span, sentencesOf } from './sentences.ts';
import type { Sieve } from './sieve.ts';

export interface Occurrence extends Span {
  /** For numbers. */
  readonly value: number | undefined;
  /** For words: the word that was found, in whatever disguise. */
  readonly word: string | undefined;
}

/** What may stand between two pieces written side by side. */
const JOINTS = new Set([...' \t\u3000\u00a0\u200b\u200c\u200d\ufeff.·*-_|/~+“”"\'「」『』()（）【】[]']);
const NO_SPANS: readonly Occurrence[] = [];

const NO_PHRASES: readonly number[] = [];

export function isOptionalPiece(piece: Piece): boolean {
  return piece.type === 'alternatives' && piece.optional;
}

export function lowerBound(column: readonly Occurrence[], from: number): number {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (column[middle]!.start < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Reading a text costs the scan and one look per hit. Only when a hit anchors some phrase are the hits sorted by
 * pattern and the pieces woken that they belong to; a piece that sleeps is in no match.
 */
export class TextView {
  private text = '';
  private isWhole = false;
  private count = 0;
  private readonly out: HitBuffer = roomyBuffer();
  private isSorted = false;
  /** The last hit of each pattern, or -1; then `next` from hit to hit. */
  private readonly heads: Int32Array;
  private readonly next: number[] = [];
  private readonly touched: number[] = [];
  private touchedCount = 0;
  /** Reading number by piece and by phrase: nothing is cleared between texts. */
  private reading = 0;
  private readonly awakeIn: Int32Array;
  /** Lists of which some choice surely stands in the text. */
  private readonly sureIn: Int32Array;
  /** Of each list that is awake, the choices that need more than what announced them: the first, and from each the next. */
  private readonly unsure: Int32Array;
  private readonly unsureChoice: number[] = [];
  private readonly unsureNext: number[] = [];
  /** Of each list that is awake, all its choices that are, in the order of the text: the first, the last, and from each the next. */
  private readonly choicesIn: Int32Array;
  private readonly firstChoice: Int32Array;
  private readonly lastChoice: Int32Array;
  private readonly choice: number[] = [];
  private readonly nextChoice: number[] = [];
  private hasChoices = false;
  private readonly memo: (readonly Occurrence[] | undefined)[];
  private readonly filled: number[] = [];
  private filledCount = 0;
  private spans: readonly Span[] | undefined;
  private numbers: ReturnType<typeof findNumbers> | undefined;
  private readonly kinds = new Map<NumberKind, boolean>();
  private limits = new Map<number, number>();

  constructor(
    private readonly program: Program,
    private readonly scanner: Scanner,
    private readonly sieve: Sieve,
  ) {
    this.heads = new Int32Array(program.patterns.length).fill(-1);
    this.awakeIn = new Int32Array(program.pieceCount);
    this.sureIn = new Int32Array(program.pieceCount);
    this.unsure = new Int32Array(program.pieceCount);
    this.choicesIn = new Int32Array(program.pieceCount);
    this.firstChoice = new Int32Array(program.pieceCount);
    this.lastChoice = new Int32Array(program.pieceCount);
    this.memo = new Array(program.pieceCount).fill(undefined);
  }

  /** `isWhole`: also the lines in which no phrase can be, for those who ask for words. */
  read(text: string, isWhole: boolean): void {
    if (isWhole && this.isWhole && text === this.text) return;
    if (this.isSorted) this.forget();
    this.text = text;
    this.isWhole = isWhole;
    this.reading++;
    this.count = isWhole ? this.scanner.scan(text, this.out) : this.scanner.scanSifted(text, this.out);
  }

  /** Phrases that the sieve lets through and all of whose words are there, each once, in order. */
  candidates(): readonly number[] {
    const { phrases, count } = this.sieve;
    if (count === 0) return NO_PHRASES;
    if (!this.isSorted) this.sort();
    const found: number[] = [];
    for (let i = 0; i < count; i++) if (this.mayMatch(phrases[i]!)) found.push(phrases[i]!);
    return found.sort((a, b) => a - b);
  }

  /** Whether every word that a phrase needs is there, wherever it stands, and what numbers are written with. */
  private mayMatch(phrase: number): boolean {
    for (const part of this.program.phrases[phrase]!.parts) if (!this.holdsAll(part)) return false;
    return true;
  }

  private holdsAll({ pieces }: PieceSequence): boolean {
    for (let i = 0; i < pieces.length; i++) if (!this.holds(pieces[i]!)) return false;
    return true;
  }

  private holds(piece: Piece): boolean {
    if (piece.type === 'pattern') return this.heads[piece.pattern] !== -1;
    if (piece.type === 'number') return this.mayHoldNumber(piece.kind);
    if (piece.optional) return true;
    if (piece.kind === 'open') return true;
    const { id } = piece;
    if (piece.kind === 'list') {
      if (this.sureIn[id] === this.reading) return true;
      if (this.awakeIn[id] !== this.reading) return false;
    }
    const { choices } = piece;
    if (piece.kind === 'group') {
      for (let i = 0; i < choices.length; i++) if (this.holdsAll(choices[i]!)) return true;
      return false;
    }
    for (let k = this.unsure[id]!; k >= 0; k = this.unsureNext[k]!)
      if (this.holdsAll(choices[this.unsureChoice[k]!]!)) {
        this.sureIn[id] = this.reading;
        return true;
      }
    // back to sleep: it was woken by part of what it needs
    this.awakeIn[id] = 0;
    return false;
  }

  /** False when a piece surely stands nowhere in the text. Numbers are not read for that. */
  mayHold(piece: Piece): boolean {
    if (!this.isSorted) this.sort();
    if (piece.type === 'pattern') return this.heads[piece.pattern] !== -1;
    if (piece.type === 'number') return this.mayHoldNumber(piece.kind);
    return piece.kind !== 'list' || this.awakeIn[piece.id] === this.reading;
  }

  private mayHoldNumber(kind: NumberKind): boolean {
    let known = this.kinds.get(kind);
    if (known === undefined) {
      known = mayHoldNumber(this.text, kind);
      this.kinds.set(kind, known);
    }
    return known;
  }

  private forget(): void {
    const { heads, touched, memo, filled } = this;
    for (let i = 0; i < this.touchedCount; i++) heads[touched[i]!] = -1;
    for (let i = 0; i < this.filledCount; i++) memo[filled[i]!] = undefined;
    this.touchedCount = 0;
    this.filledCount = 0;
    this.spans = undefined;
    this.numbers = undefined;
    if (this.kinds.size > 0) this.kinds.clear();
    if (this.limits.size > 0) this.limits = new Map();
    this.isSorted = false;
    this.hasChoices = false;
  }

  private sort(): void {
    this.isSorted = true;
    const { out, heads, next, touched, count, program, awakeIn, sureIn, reading } = this;
    const { wakeStart, wakes } = program;
    const { unsure, unsureChoice, unsureNext } = this;
    let unsureCount = 0;
    let touchedCount = 0;
    for (let k = 0; k < count; k++) {
      const pattern = out[3 * k + 2]!;
      next[k] = heads[pattern]!;
      heads[pattern] = k;
      if (next[k]! >= 0) continue;
      touched[touchedCount++] = pattern;
      const end = wakeStart[pattern + 1]!;
      for (let i = wakeStart[pattern]!; i < end; i += 2) {
        const list = wakes[i]!;
        const choice = wakes[i + 1]!;
        if (awakeIn[list] !== reading) {
          awakeIn[list] = reading;
          unsure[list] = -1;
        }
        if ((choice & SURE) !== 0) sureIn[list] = reading;
        else {
          unsureChoice[unsureCount] = choice >> 1;
          unsureNext[unsureCount] = unsure[list]!;
          unsure[list] = unsureCount++;
        }
      }
    }
    this.touchedCount = touchedCount;
  }

  /** The choices of each awake piece; most texts come so far that pieces wake, few so far that their places are asked. */
  private sortChoices(): void {
    this.hasChoices = true;
    const { touched, touchedCount, program, choicesIn, firstChoice, lastChoice, choice, nextChoice, reading } = this;
    const { wakeStart, wakes } = program;
    let count = 0;
    for (let k = 0; k < touchedCount; k++) {
      const pattern = touched[k]!;
      const end = wakeStart[pattern + 1]!;
      for (let i = wakeStart[pattern]!; i < end; i += 2) {
        const list = wakes[i]!;
        if (choicesIn[list] === reading) nextChoice[lastChoice[list]!] = count;
        else {
          choicesIn[list] = reading;
          firstChoice[list] = count;
        }
        choice[count] = wakes[i + 1]! >> 1;
        nextChoice[count] = -1;
        lastChoice[list] = count++;
      }
    }
  }

  sentences(): readonly Span[] {
    this.spans ??= sentencesOf(this.text);
    return this.spans;
  }

  gapLimit(from: number, sentenceEnd: number): number {
    let limit = this.limits.get(from);
    if (limit === undefined) {
      limit = gapLimit(this.text, from, sentenceEnd);
      this.limits.set(from, limit);
    }
    return limit;
  }

  /** Whether only blanks, wedged separators or quotation marks stand between. */
  joined(end: number, start: number): boolean {
    if (start - end > JOINT_LENGTH) return false;
    for (let i = end; i < start; i++) if (!JOINTS.has(this.text[i]!)) return false;
    return true;
  }

  /** Whether one of the occurrences is joined to what ends at `end`. */
  touching(end: number, occurrences: readonly Occurrence[]): boolean {
    for (let k = lowerBound(occurrences, end); k < occurrences.length; k++) {
      if (occurrences[k]!.start > end + JOINT_LENGTH) return false;
      if (this.joined(end, occurrences[k]!.start)) return true;
    }
    return false;
  }

  /** Where a piece stands, sorted by start, then end. */
  occurrences(piece: Piece): readonly Occurrence[] {
    // most words of most lists are not in a text: they cost one look, and nothing is kept for them
    if (!this.mayHold(piece)) return NO_SPANS;
    const known = this.memo[piece.id];
    if (known) return known;
    const found = this.find(piece);
    this.memo[piece.id] = found;
    this.filled[this.filledCount++] = piece.id;
    return found;
  }

  sequenceOccurrences(sequence: PieceSequence): readonly Occurrence[] {
    const { pieces } = sequence;
    if (pieces.length === 1) return this.occurrences(pieces[0]!);
    // spans of the pieces read so far; an optional piece may be skipped as long as nothing was read either
    let spans: Occurrence[] | undefined;
    let empty = true;
    for (const piece of pieces) {
      const found = this.occurrences(piece);
      const optional = isOptionalPiece(piece);
      const joined: Occurrence[] = [];
      for (const span of spans ?? [])
        for (let k = lowerBound(found, span.end); k < found.length && found[k]!.start <= span.end + JOINT_LENGTH; k++)
          if (this.joined(span.end, found[k]!.start)) joined.push(occurrence(span.start, found[k]!.end));
      if (empty) joined.push(...found);
      if (optional && spans) joined.push(...spans);
      if (!optional) empty = false;
      spans = joined;
      if (!empty && spans.length === 0) return NO_SPANS;
    }
    return tidy(spans ?? []);
  }

  private find(piece: Piece): readonly Occurrence[] {
    if (piece.type === 'pattern') {
      const out: Occurrence[] = [];
      const word = this.program.patterns.textOf(piece.pattern);
      for (let k = this.heads[piece.pattern]!; k >= 0; k = this.next[k]!)
        out.push(occurrence(this.out[3 * k]!, this.out[3 * k + 1]!, word));
      return tidy(out);
    }
    if (piece.type === 'number') {
      this.numbers ??= findNumbers(this.text);
      return tidy(
        this.numbers
          .filter((n) => n.kind === piece.kind || piece.kind === 'number')
          .map((n) => occurrence(n.start, n.end, undefined, n.value)),
      );
    }
    const { choices, alwaysAwake } = piece;
    if (choices.length === 1) return this.sequenceOccurrences(choices[0]!);
    const all: Occurrence[] = [];
    const add = (choice: number): void => {
      const found = this.sequenceOccurrences(choices[choice]!);
      for (let k = 0; k < found.length; k++) all.push(found[k]!);
    };
    if (piece.kind === 'group') {
      for (let choice = 0; choice < choices.length; choice++) add(choice);
      return all.length === 0 ? NO_SPANS : tidy(all);
    }
    if (!this.hasChoices) this.sortChoices();
    for (const choice of alwaysAwake) add(choice);
    // a choice that several words wake comes several times; that costs little, and tidy drops what is double
    if (this.choicesIn[piece.id] === this.reading)
      for (let k = this.firstChoice[piece.id]!; k >= 0; k = this.nextChoice[k]!) add(this.choice[k]!);
    return all.length === 0 ? NO_SPANS : tidy(all);
  }
}

/** All of one shape: the matcher's loops are compiled once. */
function occurrence(start: number, end: number, word?: string, value?: number): Occurrence {
  return { start, end, word, value };
}

function tidy(spans: Occurrence[]): readonly Occurrence[] {
  if (spans.length < 2) return spans;
  spans.sort((a, b) => a.start - b.start || a.end - b.end);
  return spans.filter((span, i) => i === 0 || span.start !== spans[i - 1]!.start || span.end !== spans[i - 1]!.end);
}
