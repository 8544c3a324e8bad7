/** One line as matching reads it: units, their kinds, and where each comes from. What the readings of a line share. */
export interface FoldedLine {
  /** Folded units; valid up to `length`, like the others. */
  readonly units: Uint16Array;
  /** Source offset of the character each unit comes from. */
  readonly starts: Int32Array;
  /** See characters.ts. */
  readonly kinds: Uint8Array;
  readonly length: number;
  /** Source offset after the character that a unit comes from. */
  endOf(index: number): number;
  /** Whether a single letter is hardly written by accident: ㄅ, ⓑ, and a small letter where it stands for itself. */
  isOddAt?(index: number): boolean;
  /** Whether a comma stood before the unit. */
  isPartedAt?(index: number): boolean;
}

/** Columns of a line that grow as it is filled. */
export class LineColumns {
  units = new Uint16Array(256);
  starts = new Int32Array(256);
  kinds = new Uint8Array(256);
  ends = new Int32Array(256);
  length = 0;

  add(unit: number, kind: number, start: number, end: number): void {
    if (this.length === this.units.length) this.grow();
    const at = this.length++;
    this.units[at] = unit;
    this.kinds[at] = kind;
    this.starts[at] = start;
    this.ends[at] = end;
  }

  endOf(index: number): number {
    return this.ends[index]!;
  }

  /** The first unit that comes from `offset` or from behind it. */
  at(offset: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.starts[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  protected shrink(): void {
    this.units = new Uint16Array(256);
    this.starts = new Int32Array(256);
    this.kinds = new Uint8Array(256);
    this.ends = new Int32Array(256);
  }

  private grow(): void {
    const size = this.units.length * 2;
    const larger = <T extends Uint16Array | Int32Array | Uint8Array>(column: T, empty: T): T => {
      empty.set(column);
      return empty;
    };
    this.units = larger(this.units, new Uint16Array(size));
    this.starts = larger(this.starts, new Int32Array(size));
    this.kinds = larger(this.kinds, new Uint8Array(size));
    this.ends = larger(this.ends, new Int32Array(size));
  }
}
