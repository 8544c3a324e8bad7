import fc from 'fast-check';

/** Set by `npm run test:unit` without file names, the part that must be quick: see scripts/test.mjs. */
const isQuick = process.env.PITCHLINT_QUICK === '1';

/** How often a property is tried: as often as asked in `npm test` and for a file by name, a tenth of it in the quick part. */
export function runs(count: number): number {
  return isQuick ? Math.ceil(count / 10) : count;
}

/** Any character, lone surrogates too. (`unit: 'binary'` draws up a table of a million characters before the first run.) */
export const codePoint = fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code));
