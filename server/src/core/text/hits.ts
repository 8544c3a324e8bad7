/** Hits of one scan as flat numbers: no object per hit, and the same array is filled again for the next text. */

/** Triples `start, end, pattern`; offsets are UTF-16 offsets of the scanned text. Only the counted triples are meant. */
export type HitBuffer = number[];

/** Fills a HitBuffer from its beginning. */
export class HitWriter {
  private used = 0;

  constructor(private data: HitBuffer = []) {}

  /** Begins anew, in another buffer if one is given. */
  reset(data: HitBuffer = this.data): void {
    this.data = data;
    this.used = 0;
  }

  /** Number of hits so far. */
  get length(): number {
    return this.used / 3;
  }

  /** Takes back all hits but the first `count`. */
  truncate(count: number): void {
    this.used = count * 3;
  }

  add(start: number, end: number, pattern: number): void {
    const { data } = this;
    data[this.used++] = start;
    data[this.used++] = end;
    data[this.used++] = pattern;
  }

  start(hit: number): number {
    return this.data[hit * 3]!;
  }

  end(hit: number): number {
    return this.data[hit * 3 + 1]!;
  }

  pattern(hit: number): number {
    return this.data[hit * 3 + 2]!;
  }

  /** Whether the hit is among those added since there were `since` hits. */
  has(start: number, end: number, pattern: number, since: number): boolean {
    for (let i = this.used - 3; i >= since * 3; i -= 3)
      if (this.data[i] === start && this.data[i + 1] === end && this.data[i + 2] === pattern) return true;
    return false;
  }
}
