/** A line with its disguised words written out, so that every pattern sees what the disguise said. */
import { kindOf } from './characters.ts';
import { type FoldedLine, LineColumns } from './folded-line.ts';
import type { Rewritings } from './rewritings.ts';

export class WrittenOut extends LineColumns implements FoldedLine {
  /** By unit: how many units up to it were written anew. */
  private anew: number[] = [];

  load(line: FoldedLine, places: Rewritings, round: number): void {
    this.length = 0;
    this.anew = [];
    let count = 0;
    let i = 0;
    for (const place of places.chosen(round)) {
      const start = places.start(place);
      const end = places.end(place);
      for (; i < line.length && line.starts[i]! < start; i++) this.keep(line, i, count);
      const first = i;
      while (i < line.length && line.starts[i]! < end) i++;
      const units = places.units(place);
      // what stands as it was keeps its place, what was written oddly stands for the rest together; 包本: one for one
      const isEven = i - first === units.length;
      let before = 0;
      while (before < units.length && first + before < i && line.units[first + before] === units[before]) before++;
      let after = 0;
      while (
        after < units.length - before &&
        first + before < i - after &&
        line.units[i - 1 - after] === units[units.length - 1 - after]
      )
        after++;
      // approvedd: one of the letters stands for what is too much
      if (!isEven && before + after === units.length) {
        if (before > 0) before--;
        else after--;
      }
      const oddFrom = before > 0 ? line.endOf(first + before - 1) : start;
      const oddTo = after > 0 ? line.starts[i - after]! : end;
      for (let k = 0; k < units.length; k++) {
        const unit = units[k]!;
        const at = isEven || k < before ? first + k : k >= units.length - after ? i - units.length + k : -1;
        this.add(unit, kindOf(unit), at < 0 ? oddFrom : line.starts[at]!, at < 0 ? oddTo : line.endOf(at));
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
