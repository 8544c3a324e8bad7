/** Hits of one scan as flat numbers: no object per hit, and the same array is filled again for the next text. */

/** Triples `start, end, pattern`; offsets are UTF-16 offsets of the scanned text. Only the counted triples are meant. */
export type HitBuffer = number[];

/** With room for the hits of nearly every text: whoever fills a buffer that grows starts over cold, once compiled. */
export function roomyBuffer(): HitBuffer {
  return Array.from({ length: 3 * 1024 }, () => 0);
}

/** Fills a HitBuffer from its beginning. */
export class HitWriter {
  private used = 0;

  constructor(private data: HitBuffer = roomyBuffer()) {}

  /** Begins anew, in another buffer if one is given. */
  reset(data: HitBuffer = this.data): void {
    this.data = data;
    this.used = 0;
    this.indexFrom = -1;
  }

  /** Number of hits so far. */
  get length(): number {
    return this.used / 3;
  }

  /** Takes back all hits but the first `count`. */
  truncate(count: number): void {
    this.used = count * 3;
    this.indexFrom = -1;
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

  /** Whether the hit is among those added since there were `since` hits. Many hits are looked up, few compared. */
  has(start: number, end: number, pattern: number, since: number): boolean {
    if (this.used - since * 3 > COMPARED * 3) return this.indexed(since).has(keyOf(start, end, pattern));
    for (let i = this.used - 3; i >= since * 3; i -= 3)
      if (this.data[i] === start && this.data[i + 1] === end && this.data[i + 2] === pattern) return true;
    return false;
  }

  private readonly index = new Set<number>();
  private indexFrom = -1;
  private indexTo = 0;

  private indexed(since: number): ReadonlySet<number> {
    const { data, index } = this;
    if (this.indexFrom !== since || this.indexTo > this.used) {
      index.clear();
      this.indexFrom = since;
      this.indexTo = since * 3;
    }
    for (; this.indexTo < this.used; this.indexTo += 3)
      index.add(keyOf(data[this.indexTo]!, data[this.indexTo + 1]!, data[this.indexTo + 2]!));
    return index;
  }
}

/** So many hits are compared one by one; an index is made for more. */
const COMPARED = 64;

/** A number of its own for each hit in a text of up to 2^25 characters, up to 2^20 patterns. */
function keyOf(start: number, end: number, pattern: number): number {
  return (start * 0x100000 + pattern) * 128 + Math.min(end - start, 127);
}
