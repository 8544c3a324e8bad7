import type { SourceRange } from './range.ts';

/** A stretch of mapped text that stands for a stretch of the source. Equal lengths mean "character for character". */
export interface MappedPiece {
  /** Offset in the mapped text where the piece begins. */
  readonly at: number;
  /** Length in the mapped text. */
  readonly length: number;
  readonly source: SourceRange;
}

/**
 * Text to match, plus a map back to the source. YAML scalars of all five styles, script turns with their markup
 * masked and folded text are born with it; a position is never searched for afterwards.
 */
export class MappedText {
  private constructor(
    readonly text: string,
    private readonly base: number,
    private readonly pieces: readonly MappedPiece[] | undefined,
  ) {}

  /** The source's own characters from `start` on, one to one. */
  static verbatim(text: string, start: number): MappedText {
    return new MappedText(text, start, undefined);
  }

  /** Text made of pieces, in order and without gaps in the mapped text; source ranges must not run backwards. */
  static of(text: string, pieces: readonly MappedPiece[]): MappedText {
    return new MappedText(text, 0, pieces);
  }

  /**
   * The source range of the mapped characters `[start, end)`. A character that stands for several source characters
   * (an escape, a folded pair) maps to all of them; an empty range maps to the empty range where it begins.
   */
  rangeOf(start: number, end: number): SourceRange {
    if (!this.pieces) return { start: this.base + start, end: this.base + end };
    if (this.pieces.length === 0) return { start: this.base, end: this.base };
    const from = this.edge(start, false);
    return { start: from, end: end > start ? Math.max(from, this.edge(end, true)) : from };
  }

  /** The same text, its source moved by `delta` characters (an edit further up). */
  shifted(delta: number): MappedText {
    if (delta === 0) return this;
    if (!this.pieces) return new MappedText(this.text, this.base + delta, undefined);
    const moved = this.pieces.map((p) => ({
      ...p,
      source: { start: p.source.start + delta, end: p.source.end + delta },
    }));
    return new MappedText(this.text, this.base, moved);
  }

  private edge(offset: number, isEnd: boolean): number {
    const pieces = this.pieces!;
    // the piece that holds the character at `offset` (for an end: the character before it)
    const target = isEnd ? offset - 1 : offset;
    let low = 0;
    let high = pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (pieces[middle]!.at <= target) low = middle;
      else high = middle - 1;
    }
    const piece = pieces[low]!;
    const inside = offset - piece.at;
    const { start, end } = piece.source;
    if (piece.length === end - start) return start + Math.max(0, Math.min(inside, piece.length));
    if (!isEnd && inside >= piece.length) return end;
    return isEnd ? end : start;
  }
}
