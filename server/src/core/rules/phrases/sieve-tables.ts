/**
 * What must stand in a line for a phrase to be there, in which order and how near, as numbers for the sieve: made when
 * phrases are compiled, kept by a build. Distances are the widest that may be; the matcher measures.
 */
import { marksOfKind, type NumberMarks } from '../../text/number-marks.ts';
import type { NumberKind } from '../../text/numbers.ts';
import type { Numbers, PackedArrays } from '../../text/packed.ts';
import { unitsOf } from '../../text/scan-tables.ts';
import type { Anchors } from './anchors.ts';
import type { PhraseProgram, Piece, PieceSequence, Program } from './compile.ts';
import { NUMBER_KINDS } from './parse.ts';
import { JOINT_LENGTH } from './sentences.ts';

/**
 * A need is a word, group or word list that something asks for. A demand asks for several needs at once: a phrase does,
 * and so does a choice of a list that is made of several pieces. When all of them are met, the phrase may be there, or
 * the list's own need is met. All lists are CSR: `x[xStart[i] .. xStart[i + 1]]`.
 */
export interface SieveTables {
  /** Pattern → the needs that it meets by itself: twice the need, plus LEADS when it leads some demand. */
  readonly meetsStart: Int32Array;
  readonly meets: Int32Array;
  /**
   * Need → the demands that it leads: of all that they ask for it is to be expected least often. Before each the need that
   * is to be expected least often after it, or the same where it asks for no other.
   */
  readonly ledStart: Int32Array;
  readonly led: Int32Array;
  /** Need → the demands that ask for it, each after the need that leads it; only of needs that a demand can meet. */
  readonly askedStart: Int32Array;
  readonly asked: Int32Array;
  /**
   * Demand → what it asks for, in order, each with its link to the one before: see `linkOf`. Below zero are numbers that a
   * phrase asks for, see `kindAsked`.
   */
  readonly needsStart: Int32Array;
  readonly needs: Int32Array;
  /** Demand → the needs that it meets, or the phrase that it is, as `~phrase`. */
  readonly yieldsStart: Int32Array;
  readonly yields: Int32Array;
  /** Demand → marks of the numbers that it asks for. */
  readonly numbers: Uint8Array;
}

export const LEADS = 1;

/** Kinds of links, in their lowest bits: to nothing, behind, behind a gap, side by side. */
export const APART = 0;
export const BEHIND = 1;
export const IN_REACH = 2;
export const BESIDE = 3;
export const LINK_BITS = 2;
/** So many bits for each of two distances: from the word before to the gap, and from the gap to the word. */
export const DISTANCE_BITS = 12;

/** The kind of number that stands among the needs of a phrase as `~` its place. */
export const kindAsked = (need: number): NumberKind => NUMBER_KINDS[~need]!;

interface Demand {
  /** Pieces by number, or numbers by kind. */
  readonly needs: readonly number[];
  readonly links: readonly number[];
  readonly meets: { readonly piece: number } | { readonly phrase: number };
  readonly numbers: NumberMarks;
}

/** `phrases` without those that never match; `wordPiece`: pattern → the piece that is this word. */
export function sieveTablesOf(
  phrases: Iterable<readonly [phrase: number, parts: PhraseProgram['parts']]>,
  wordPiece: Int32Array,
  anchors: Anchors,
  patterns: Program['patterns'],
): SieveTables {
  const collected = new Demands(patterns);
  for (const [phrase, parts] of phrases) collected.addPhrase(phrase, parts);
  const { demands } = collected;
  // only what some demand asks for is a need; it gets a number of its own
  const numbered = new Map<number, number>();
  for (const { needs } of demands)
    for (const piece of needs) if (piece >= 0 && !numbered.has(piece)) numbered.set(piece, numbered.size);
  const needsMet = (piece: number): number[] =>
    [...collected.aroundAll(piece)].flatMap((outer) => numbered.get(outer) ?? []);

  const led: number[][] = Array.from(numbered, () => []);
  const asked: number[][] = Array.from(numbered, () => []);
  const yields = demands.map(({ meets }) => ('phrase' in meets ? [~meets.phrase] : needsMet(meets.piece)));
  const derived = new Set(yields.flat());
  demands.forEach(({ needs }, demand) => {
    const unique = [...new Set(needs)].filter((piece) => piece >= 0);
    const [first, second] = unique
      .map((piece) => ({ need: numbered.get(piece)!, cost: collected.costOf(piece, anchors) }))
      .sort((a, b) => a.cost - b.cost || a.need - b.need)
      .map(({ need }) => need);
    led[first!]!.push(second ?? first!, demand);
    for (const piece of unique) {
      const need = numbered.get(piece)!;
      if (derived.has(need)) asked[need]!.push(first!, demand);
    }
  });
  const meets = Array.from(wordPiece, (piece) =>
    needsMet(piece).map((need) => 2 * need + (led[need]!.length > 0 ? LEADS : 0)),
  );
  const [meetsStart, meetsAll] = rows(meets);
  const [ledStart, ledAll] = rows(led);
  const [askedStart, askedAll] = rows(asked);
  const [needsStart, needsAll] = rows(
    demands.map(({ needs, links }) => needs.flatMap((piece, i) => [numbered.get(piece) ?? piece, links[i]!])),
  );
  const [yieldsStart, yieldsAll] = rows(yields);
  return {
    meetsStart,
    meets: meetsAll,
    ledStart,
    led: ledAll,
    askedStart,
    asked: askedAll,
    needsStart,
    needs: needsAll,
    yieldsStart,
    yields: yieldsAll,
    numbers: Uint8Array.from(demands, ({ numbers }) => numbers),
  };
}

/** Adds the tables to arrays that a build packs. */
export function packSieve(tables: SieveTables): Numbers[] {
  return [...LISTS.map((list) => tables[list]), tables.numbers];
}

export function unpackSieve(from: PackedArrays): SieveTables {
  const lists = Object.fromEntries(LISTS.map((list) => [list, from.int32()])) as Record<List, Int32Array>;
  return { ...lists, numbers: from.uint8() };
}

type List = Exclude<keyof SieveTables, 'numbers'>;
const LISTS: readonly List[] = [
  'meetsStart',
  'meets',
  'ledStart',
  'led',
  'askedStart',
  'asked',
  'needsStart',
  'needs',
  'yieldsStart',
  'yields',
];

function rows(lists: readonly (readonly number[])[]): readonly [start: Int32Array, all: Int32Array] {
  const start = new Int32Array(lists.length + 1);
  lists.forEach((list, i) => {
    start[i + 1] = start[i]! + list.length;
  });
  return [start, Int32Array.from(lists.flat())];
}

class Demands {
  readonly demands: Demand[] = [];
  /** Piece → the pieces that stand wherever it does: lists and groups of which it is a choice by itself. */
  private readonly around = new Map<number, number[]>();
  private readonly all = new Map<number, ReadonlySet<number>>();
  private readonly pieces = new Map<number, Piece>();
  /** Pieces of which some choice asks for nothing. */
  private readonly free = new Set<number>();
  /** By piece: how long it may be, and how far it may reach beyond the word that met its need, in characters. */
  private readonly longest = new Map<number, number>();
  private readonly extents = new Map<number, number>();

  constructor(private readonly patterns: Program['patterns']) {}

  addPhrase(phrase: number, parts: readonly PieceSequence[]): void {
    const asked = parts.map((part) => this.asksFor(part, true));
    const needs = asked.flatMap((part) => part.needs);
    let numbers = 0;
    for (const { pieces } of parts)
      for (const piece of pieces) if (piece.type === 'number') numbers |= marksOfKind(piece.kind);
    // a phrase of numbers alone is refused by the compiler
    if (needs.some((piece) => piece >= 0))
      this.demands.push({ needs, links: asked.flatMap((part) => part.links), meets: { phrase }, numbers });
  }

  /** The piece itself and everything that stands wherever it does. */
  aroundAll(piece: number): ReadonlySet<number> {
    let found = this.all.get(piece);
    if (!found) {
      const reached = new Set([piece]);
      // a set's new members are visited, too
      for (const inner of reached) for (const outer of this.around.get(inner) ?? []) reached.add(outer);
      found = reached;
      this.all.set(piece, found);
    }
    return found;
  }

  costOf(piece: number, anchors: Anchors): number {
    return anchors.ofPiece(this.pieces.get(piece)!).cost;
  }

  /** Whether a text can lack the piece's words and hold the piece: then nothing is to be asked for. */
  private isNeeded(piece: Piece): boolean {
    if (piece.type === 'number' || (piece.type === 'alternatives' && piece.optional)) return false;
    if (!this.pieces.has(piece.id)) {
      this.pieces.set(piece.id, piece);
      if (piece.type === 'alternatives') this.addChoices(piece.id, piece.choices);
    }
    return !this.free.has(piece.id);
  }

  private addChoices(id: number, choices: readonly PieceSequence[]): void {
    const asked = choices.map((choice) => this.asksFor(choice, false));
    if (asked.some(({ needs }) => needs.length === 0)) {
      this.free.add(id);
      return;
    }
    let extent = 0;
    asked.forEach(({ needs, links }, i) => {
      const [only] = needs;
      if (needs.length > 1) this.demands.push({ needs, links, meets: { piece: id }, numbers: 0 });
      else {
        this.around.set(only!, [...(this.around.get(only!) ?? []), id]);
        let own = this.extentOf(only!);
        for (const piece of choices[i]!.pieces) if (piece.id !== only) own += this.lengthOf([piece]) + JOINT_LENGTH;
        extent = Math.max(extent, own);
      }
    });
    this.extents.set(id, extent);
  }

  private extentOf(piece: number): number {
    return this.extents.get(piece) ?? 0;
  }

  private asksFor({ pieces, links }: PieceSequence, withNumbers: boolean): { needs: number[]; links: number[] } {
    const needs: number[] = [];
    const found: number[] = [];
    let last: number | undefined;
    let gaps = 0;
    // from the word before to the gap, from the gap on
    let distances = [0, 0];
    pieces.forEach((piece, i) => {
      if (i > 0) {
        if (links[i - 1] === 'wide') gaps = 2;
        else if (links[i - 1] === 'gap') gaps++;
        else distances[Math.min(gaps, 1)]! += JOINT_LENGTH;
      }
      const isNumber = withNumbers && piece.type === 'number';
      if (!isNumber && !this.isNeeded(piece)) {
        distances[Math.min(gaps, 1)]! += this.lengthOf([piece]);
        return;
      }
      needs.push(isNumber ? ~NUMBER_KINDS.indexOf(piece.kind) : piece.id);
      found.push(
        last === undefined
          ? APART
          : linkOf(gaps, distances[0]! + this.extentOf(last), distances[1]! + this.extentOf(piece.id)),
      );
      last = piece.id;
      gaps = 0;
      distances = [0, 0];
    });
    return { needs, links: found };
  }

  /** How many characters the pieces may take side by side. */
  private lengthOf(pieces: readonly Piece[]): number {
    let length = 0;
    for (const piece of pieces) {
      let own = this.longest.get(piece.id);
      if (own === undefined) {
        if (piece.type === 'number') own = Number.POSITIVE_INFINITY;
        else if (piece.type === 'pattern') own = unitsOf(this.patterns.textOf(piece.pattern)).length;
        else own = Math.max(0, ...piece.choices.map((choice) => this.lengthOf(choice.pieces)));
        this.longest.set(piece.id, own);
      }
      length += own + JOINT_LENGTH;
    }
    return Math.max(0, length - JOINT_LENGTH);
  }
}

/** How a word follows the one before, with at most so many characters on the two sides of the gap. */
function linkOf(gaps: number, before: number, after: number): number {
  if (gaps > 1 || before + after >= 1 << DISTANCE_BITS) return BEHIND;
  return (((after << DISTANCE_BITS) | before) << LINK_BITS) | (gaps === 0 ? BESIDE : IN_REACH);
}
