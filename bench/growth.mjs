// Whether cost grows with the input and no faster: eight times as much of what is hard to read, beside once as much.
import path from 'node:path';
import { probe } from './probe.mjs';
import { ms, table } from './statistics.mjs';

/** Below this a time is mostly noise, in milliseconds. */
const LEAST = 2;

export async function growth({ root, work }) {
  const rows = (await probe(root, 'bench/growth-probe.ts', path.join(work, 'growth-probe.mjs')))();
  const worst = rows
    .map(({ what, small, large }) => ({ what, small, large, times: large / Math.max(small, LEAST) }))
    .sort((a, b) => b.times - a.times)
    .slice(0, 8);
  console.log(`eight times the input, the worst of ${rows.length} kinds; 8 is in proportion, 64 would be squared`);
  const cells = worst.map(({ what, small, large, times }) => [what, ms(small), ms(large), times.toFixed(1)]);
  console.log(`${table([['processor time', 'once', 'eight times', 'times as long'], ...cells])}\n`);
}
