/**
 * A long text in pieces. An edit makes one piece anew and leaves the others the same strings: put together at every
 * keystroke, a long script took a fresh megabyte of memory each time, which was a seventh of the whole answer. Who asks
 * for the whole gets it; who compares two versions looks at the pieces that differ.
 */
import { commonPrefix, commonSuffix } from './common-ends.ts';

/** UTF-16 units of a piece; an edit makes some longer or shorter. */
const SIZE = 1 << 14;

export class PiecedText {
  readonly length: number;
  /** Offset of each piece. */
  private readonly starts: readonly number[];

  /** At least one piece. */
  private constructor(
    private readonly pieces: readonly string[],
    private whole: string | undefined,
  ) {
    const starts: number[] = [];
    let length = 0;
    for (const piece of pieces) {
      starts.push(length);
      length += piece.length;
    }
    this.starts = starts;
    this.length = length;
  }

  static of(text: string): PiecedText {
    return new PiecedText(cut(text), text);
  }

  /** The text with `insert` in place of `[from, to)`. Offsets must lie within it. */
  replaced(from: number, to: number, insert: string): PiecedText {
    const { pieces, starts } = this;
    const first = this.pieceAt(from);
    const last = this.pieceAt(to);
    const head = pieces[first]!.slice(0, from - starts[first]!);
    const tail = pieces[last]!.slice(to - starts[last]!);
    const fresh = cut(head + insert + tail);
    return new PiecedText([...pieces.slice(0, first), ...fresh, ...pieces.slice(last + 1)], undefined);
  }

  slice(from: number, to: number): string {
    if (this.whole !== undefined) return this.whole.slice(from, to);
    const { pieces, starts } = this;
    let out = '';
    for (let i = this.pieceAt(from); i < pieces.length && starts[i]! < to; i++)
      out += pieces[i]!.slice(Math.max(from - starts[i]!, 0), to - starts[i]!);
    return out;
  }

  /** NaN outside the text. */
  charCodeAt(at: number): number {
    if (this.whole !== undefined) return this.whole.charCodeAt(at);
    const piece = this.pieceAt(at);
    return this.pieces[piece]!.charCodeAt(at - this.starts[piece]!);
  }

  private pieceAt(offset: number): number {
    const { starts } = this;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  toString(): string {
    this.whole ??= this.pieces.length === 1 ? this.pieces[0]! : this.pieces.join('');
    return this.whole;
  }

  /** How many characters both texts share from the start. */
  sharedStart(other: PiecedText): number {
    return shared(
      this.pieces,
      other.pieces,
      (a, b, most) => commonPrefix(a.slice(0, most), b.slice(0, most)),
      (piece, n) => piece.slice(n),
      Math.min(this.length, other.length),
    );
  }

  /** How many characters, at most `most`, they share at the end. */
  sharedEnd(other: PiecedText, most: number): number {
    return shared(
      [...this.pieces].reverse(),
      [...other.pieces].reverse(),
      commonSuffix,
      (piece, n) => piece.slice(0, piece.length - n),
      most,
    );
  }
}

function cut(text: string): readonly string[] {
  if (text.length <= 2 * SIZE) return [text];
  return Array.from({ length: Math.ceil(text.length / SIZE) }, (_, i) => text.slice(i * SIZE, (i + 1) * SIZE));
}

/**
 * How much two rows of pieces share, at most `limit`. `common` compares two pieces up to a length, `without` takes off
 * what was compared. Pieces that no edit touched are the same strings: those are not looked into.
 */
function shared(
  row: readonly string[],
  other: readonly string[],
  common: (a: string, b: string, most: number) => number,
  without: (piece: string, n: number) => string,
  limit: number,
): number {
  let n = 0;
  let [i, j] = [0, 0];
  let [a, b] = [row[0]!, other[0]!];
  while (n < limit) {
    const most = Math.min(a.length, b.length, limit - n);
    const same = a === b ? most : common(a, b, most);
    n += same;
    if (same < most) break;
    a = a.length === same ? (row[++i] ?? '') : without(a, same);
    b = b.length === same ? (other[++j] ?? '') : without(b, same);
  }
  return n;
}
