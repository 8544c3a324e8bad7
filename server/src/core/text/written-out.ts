/** A line with its disguised words written out, so that every pattern sees what the disguise said. */
import { kindOf } from './characters.ts';
import { type FoldedLine, LineColumns } from './folded-line.ts';
import type { HitWriter } from './hits.ts';

export class WrittenOut extends LineColumns implements FoldedLine {
  /** By unit: how many units up to it were written anew. */
  private anew: number[] = [];

  /** `found`: hits of disguised words in offsets of the source; of hits that overlap the longest count. */
  load(line: FoldedLine, found: HitWriter, unitsOf: (pattern: number) => readonly number[]): void {
    this.length = 0;
    this.anew = [];
    let count = 0;
    let i = 0;
    for (const hit of chosen(found)) {
      const start = found.start(hit);
      const end = found.end(hit);
      for (; i < line.length && line.starts[i]! < start; i++) this.keep(line, i, count);
      const first = i;
      while (i < line.length && line.starts[i]! < end) i++;
      const units = unitsOf(found.pattern(hit));
      // 包本: character for character; bao本: each stands for the whole
      const isEven = i - first === units.length;
      for (let k = 0; k < units.length; k++) {
        const unit = units[k]!;
        const from = isEven ? line.starts[first + k]! : start;
        this.add(unit, kindOf(unit), from, isEven ? line.endOf(first + k) : end);
        this.anew.push(++count);
      }
    }
    for (; i < line.length; i++) this.keep(line, i, count);
  }

  /** Whether one of the units `[from, to)` was written anew. */
  isAnew(from: number, to: number): boolean {
    return this.anew[to - 1]! > (from > 0 ? this.anew[from - 1]! : 0);
  }

  private keep(line: FoldedLine, i: number, count: number): void {
    this.add(line.units[i]!, line.kinds[i]!, line.starts[i]!, line.endOf(i));
    this.anew.push(count);
  }
}

/** Hits that do not overlap, in order: of those that do, the longest. */
function chosen(found: HitWriter): number[] {
  const order: number[] = [];
  for (let hit = 0; hit < found.length; hit++) order.push(hit);
  order.sort((a, b) => found.start(a) - found.start(b) || found.end(b) - found.end(a));
  const out: number[] = [];
  for (const hit of order) {
    const last = out[out.length - 1];
    if (last === undefined || found.start(hit) >= found.end(last)) out.push(hit);
    else if (found.end(hit) - found.start(hit) > found.end(last) - found.start(last)) out[out.length - 1] = hit;
  }
  return out;
}
