/** The guards by name. The order is the order in which they are asked; the first that silences ends it. */
import { advisedAgainst } from './advised-against.ts';
import { caseCited } from './case-cited.ts';
import { coaching } from './coaching.ts';
import type { Guard } from './guard.ts';
import { negated } from './negated.ts';
import { contractBasis, productTerm, quotedRule, reportedClient } from './sources.ts';

export { GUARD_NAMES } from './names.ts';

const ALL: readonly Guard[] = [
  coaching,
  reportedClient,
  negated,
  quotedRule,
  contractBasis,
  productTerm,
  caseCited,
  advisedAgainst,
];
/** Judged for every rule, whatever its `quiet` says. */
const ALWAYS = new Set(['client-words', 'advised-against']);

/** The guards that a part of a rule asks, in order. `negative` rules are denials by nature: `negated` is left out. */
export function guardsFor(quiet: readonly string[], negative: boolean): readonly Guard[] {
  return ALL.filter(
    (guard) => ALWAYS.has(guard.name) || (quiet.includes(guard.name) && !(negative && guard.name === 'negated')),
  );
}
