/** The guards that a rule's `quiet` may name. Apart from guards/index.ts, so that the loader needs no word tables. */
export const GUARD_NAMES: readonly string[] = [
  'negated',
  'coaching',
  'quoted-rule',
  'contract-basis',
  'product-term',
  'case-cited',
];
