/** The guards by name. The order is the order in which they are asked; the first that silences ends it. */
import { advisedAgainst } from './advised-against.ts';
import { caseCited } from './case-cited.ts';
import { coaching } from './coaching.ts';
import type { Guard, GuardInput } from './guard.ts';
import { negated } from './negated.ts';
import { contractBasis, productTerm, quotedRule, reportedClient } from './sources.ts';

export { GUARD_NAMES } from './names.ts';

const ALL: readonly Guard[] = [
  unlessWinked(coaching),
  reportedClient,
  unlessWinked(negated),
  unlessWinked(quotedRule),
  contractBasis,
  productTerm,
  caseCited,
  unlessWinked(advisedAgainst),
];
/** Judged for every rule, whatever its `quiet` says. */
const ALWAYS = new Set(['client-words', 'advised-against']);

/** “我不敢说保本，您懂的”: what is called forbidden or uncertain with a knowing look is meant all the same. */
function unlessWinked(guard: Guard): Guard {
  const judge = (input: GuardInput) => {
    const verdict = guard.judge(input);
    const isMeant = verdict && input.words('guard-winks').some((word) => word.start >= input.hit.end);
    return isMeant ? undefined : verdict;
  };
  return { ...guard, judge };
}

/** The guards that a part of a rule asks, in order. `negative` rules are denials by nature: `negated` is left out. */
export function guardsFor(quiet: readonly string[], negative: boolean): readonly Guard[] {
  return ALL.filter(
    (guard) => ALWAYS.has(guard.name) || (quiet.includes(guard.name) && !(negative && guard.name === 'negated')),
  );
}
