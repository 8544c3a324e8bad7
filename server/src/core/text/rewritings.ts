/** Places of a line that are written out anew before it is read again: offsets of the source, and what stands there then. */

export class Rewritings {
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];
  private readonly texts: (readonly number[])[] = [];
  private readonly ranks: number[] = [];
  private readonly marked: boolean[] = [];
  length = 0;

  reset(): void {
    this.length = 0;
  }

  /** `rank`: 0 for the likeliest reading of the place, 1 for the next. `isMarked`: goes before others of the same place. */
  add(start: number, end: number, units: readonly number[], rank = 0, isMarked = false): void {
    const at = this.length++;
    this.starts[at] = start;
    this.ends[at] = end;
    this.texts[at] = units;
    this.ranks[at] = rank;
    this.marked[at] = isMarked;
  }

  start(at: number): number {
    return this.starts[at]!;
  }

  end(at: number): number {
    return this.ends[at]!;
  }

  units(at: number): readonly number[] {
    return this.texts[at]!;
  }

  /** The highest rank. */
  get rounds(): number {
    let most = 0;
    for (let i = 0; i < this.length; i++) if (this.ranks[i]! > most) most = this.ranks[i]!;
    return most;
  }

  /**
   * Those to write out in one round, in order: of those that overlap the longest. A later round
   * prefers the readings of its rank; places without one keep their likeliest.
   */
  chosen(round: number): number[] {
    const order: number[] = [];
    for (let i = 0; i < this.length; i++) if (this.ranks[i] === 0 || this.ranks[i] === round) order.push(i);
    order.sort(
      (a, b) =>
        this.starts[a]! - this.starts[b]! ||
        this.ends[b]! - this.ends[a]! ||
        this.ranks[b]! - this.ranks[a]! ||
        Number(this.marked[b]) - Number(this.marked[a]) ||
        a - b,
    );
    const out: number[] = [];
    for (const at of order) {
      const last = out[out.length - 1];
      if (last === undefined || this.starts[at]! >= this.ends[last]!) out.push(at);
      else if (this.ends[at]! - this.starts[at]! > this.ends[last]! - this.starts[last]!) out[out.length - 1] = at;
    }
    return out;
  }
}
