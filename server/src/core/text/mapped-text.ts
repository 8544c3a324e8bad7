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

  /** The mapped characters `[start, end)` as a text of their own, still mapped to the same source. */
  slice(start: number, end: number = this.text.length): MappedText {
    const from = Math.max(0, Math.min(start, this.text.length));
    const to = Math.max(from, Math.min(end, this.text.length));
    if (!this.pieces) return new MappedText(this.text.slice(from, to), this.base + from, undefined);
    const kept: MappedPiece[] = [];
    for (let i = this.pieceAt(from); i < this.pieces.length && this.pieces[i]!.at < to; i++) {
      const piece = this.pieces[i]!;
      const cutFrom = Math.max(from, piece.at);
      const cutTo = Math.min(to, piece.at + piece.length);
      if (cutTo <= cutFrom) continue;
      // a piece that is not character for character stands for its whole source, however little of it is kept
      const isVerbatim = piece.length === piece.source.end - piece.source.start;
      const source = isVerbatim
        ? { start: piece.source.start + cutFrom - piece.at, end: piece.source.start + cutTo - piece.at }
        : piece.source;
      kept.push({ at: cutFrom - from, length: cutTo - cutFrom, source });
    }
    return new MappedText(this.text.slice(from, to), this.rangeOf(from, from).start, kept);
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
    // the piece that holds the character at `offset` (for an end: the character before it)
    const piece = this.pieces![this.pieceAt(isEnd ? offset - 1 : offset)]!;
    const inside = offset - piece.at;
    const { start, end } = piece.source;
    if (piece.length === end - start) return start + Math.max(0, Math.min(inside, piece.length));
    if (!isEnd && inside >= piece.length) return end;
    return isEnd ? end : start;
  }

  /** Index of the last piece that begins at or before the mapped offset. */
  private pieceAt(offset: number): number {
    const pieces = this.pieces!;
    let low = 0;
    let high = pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (pieces[middle]!.at <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Collects pieces in order; neighbours that are character for character and adjoin in the source become one. */
export class MappedTextBuilder {
  private text = '';
  private readonly pieces: MappedPiece[] = [];

  /** Adds mapped characters that stand for `source`. Source ranges must not run backwards; empty text is left out. */
  append(text: string, source: SourceRange): this {
    if (text.length === 0) return this;
    const last = this.pieces[this.pieces.length - 1];
    const isVerbatim = text.length === source.end - source.start;
    if (last && isVerbatim && last.source.end === source.start && last.length === last.source.end - last.source.start) {
      this.pieces[this.pieces.length - 1] = {
        at: last.at,
        length: last.length + text.length,
        source: { start: last.source.start, end: source.end },
      };
    } else this.pieces.push({ at: this.text.length, length: text.length, source });
    this.text += text;
    return this;
  }

  build(): MappedText {
    const only = this.pieces[0];
    if (this.pieces.length === 1 && only && only.length === only.source.end - only.source.start)
      return MappedText.verbatim(this.text, only.source.start);
    return MappedText.of(this.text, this.pieces);
  }
}
