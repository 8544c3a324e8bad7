/**
 * One sequence of pieces in one sentence: for each occurrence of each piece, the nearest end that the rest can reach,
 * computed from the last piece to the first. Nothing backtracks.
 */
import type { Piece, PieceSequence } from './compile.ts';
import type { Link } from './parse.ts';
import { JOINT_LENGTH, type Span } from './sentences.ts';
import { isOptionalPiece, lowerBound, type Occurrence, type TextView } from './text-view.ts';

export interface Found {
  readonly start: number;
  readonly end: number;
  readonly steps: readonly { readonly piece: Piece; readonly at: Occurrence }[];
}

/** One sequence in one sentence: for each occurrence of each piece, the nearest end that the rest can reach. */
export class Line {
  private readonly columns: (readonly Occurrence[])[];
  /** `ends[i][k]`: least end when piece i stands at occurrence k, or -1. */
  private readonly ends: number[][] = [];
  /** The next piece and its occurrence on the way to that end; -1 when the match ends here. */
  private readonly nextPiece: number[][] = [];
  private readonly nextPlace: number[][] = [];
  /** Suffix minima of `ends[i]`, for links across clauses. */
  private readonly suffix: number[][] = [];

  constructor(
    private readonly view: TextView,
    private readonly sequence: PieceSequence,
    private readonly sentence: Span,
  ) {
    const { pieces } = sequence;
    this.columns = pieces.map((piece) => within(view.occurrences(piece), sentence));
    for (let i = pieces.length - 1; i >= 0; i--) this.fill(i);
  }

  /** The leftmost match that begins at or after `from`, the shortest of those; undefined when there is none. */
  next(from: number): Found | undefined {
    let best: { start: number; end: number; piece: number; place: number } | undefined;
    for (let i = 0; i < this.columns.length; i++) {
      const column = this.columns[i]!;
      for (let k = lowerBound(column, from); k < column.length; k++) {
        const end = this.ends[i]![k]!;
        if (end < 0) continue;
        const start = column[k]!.start;
        if (best && start > best.start) break;
        if (!best || start < best.start || (start === best.start && end < best.end))
          best = { start, end, piece: i, place: k };
      }
      if (!isOptionalPiece(this.sequence.pieces[i]!)) break;
    }
    if (!best) return undefined;
    const steps: { piece: Piece; at: Occurrence }[] = [];
    let { piece, place } = best;
    let last = piece;
    while (piece >= 0) {
      steps.push({ piece: this.sequence.pieces[piece]!, at: this.columns[piece]![place]! });
      last = piece;
      const then = this.nextPiece[piece]![place]!;
      place = this.nextPlace[piece]![place]!;
      piece = then;
    }
    let end = best.end;
    // an optional piece written right behind is taken when it stands there
    for (let i = last + 1; i < this.sequence.pieces.length; i++) {
      if (this.sequence.links[i - 1] !== 'joined') break;
      const at = this.columns[i]!.find((o) => o.start >= end && this.view.joined(end, o.start));
      if (!at) continue;
      steps.push({ piece: this.sequence.pieces[i]!, at });
      end = at.end;
    }
    return { start: best.start, end, steps };
  }

  private fill(i: number): void {
    const column = this.columns[i]!;
    const size = this.sequence.pieces.length;
    const ends: number[] = [];
    const nextPiece: number[] = [];
    const nextPlace: number[] = [];
    let mayEnd = true;
    for (let j = i + 1; j < size; j++) if (!isOptionalPiece(this.sequence.pieces[j]!)) mayEnd = false;
    for (const occurrence of column) {
      let end = mayEnd ? occurrence.end : -1;
      let toPiece = -1;
      let toPlace = -1;
      let link: Link = 'joined';
      if (!mayEnd)
        for (let j = i + 1; j < size; j++) {
          link = wider(link, this.sequence.links[j - 1]!);
          const place = this.nearest(occurrence.end, j, link);
          if (place >= 0 && (end < 0 || this.ends[j]![place]! < end)) {
            end = this.ends[j]![place]!;
            toPiece = j;
            toPlace = place;
          }
          if (!isOptionalPiece(this.sequence.pieces[j]!)) break;
        }
      ends.push(end);
      nextPiece.push(toPiece);
      nextPlace.push(toPlace);
    }
    this.ends[i] = ends;
    this.nextPiece[i] = nextPiece;
    this.nextPlace[i] = nextPlace;
    const suffix: number[] = new Array(column.length).fill(-1);
    for (let k = column.length - 1; k >= 0; k--) {
      const after = k + 1 < column.length ? suffix[k + 1]! : -1;
      suffix[k] = ends[k]! >= 0 && (after < 0 || ends[k]! <= ends[after]!) ? k : after;
    }
    this.suffix[i] = suffix;
  }

  /** The occurrence of piece j behind `end` with the least end, as far as the link reaches; -1 when none. */
  private nearest(end: number, j: number, link: Link): number {
    const column = this.columns[j]!;
    const from = lowerBound(column, end);
    if (from >= column.length) return -1;
    if (link === 'wide') return this.suffix[j]![from]!;
    const limit = link === 'gap' ? this.view.gapLimit(end, this.sentence.end) : end + JOINT_LENGTH;
    let best = -1;
    for (let k = from; k < column.length && column[k]!.start <= limit; k++) {
      const reach = this.ends[j]![k]!;
      if (reach < 0 || (best >= 0 && reach >= this.ends[j]![best]!)) continue;
      if (link === 'joined' && !this.view.joined(end, column[k]!.start)) continue;
      best = k;
    }
    return best;
  }
}

function wider(a: Link, b: Link): Link {
  if (a === 'wide' || b === 'wide') return 'wide';
  return a === 'gap' || b === 'gap' ? 'gap' : 'joined';
}

function within(occurrences: readonly Occurrence[], span: Span): readonly Occurrence[] {
  const from = lowerBound(occurrences, span.start);
  let to = lowerBound(occurrences, span.end);
  if (from === 0 && to === occurrences.length && occurrences.every((o) => o.end <= span.end)) return occurrences;
  while (to > from && occurrences[to - 1]!.end > span.end) to--;
  return occurrences.slice(from, to).filter((o) => o.end <= span.end);
}
