/** Set by `npm run test:unit` without file names, the part that must be quick: see scripts/test.mjs. */
const isQuick = process.env.PITCHLINT_QUICK === '1';

/** How often a property is tried: as often as asked in `npm test` and for a file by name, a fifth of it in the quick part. */
export function runs(count: number): number {
  return isQuick ? Math.ceil(count / 5) : count;
}
