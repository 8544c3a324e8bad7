/**
 * Told by its text alone: whether any rule could have something to say of a line that stands by itself, without stage, mark,
 * plan or catalogue. Most lines of most talks say nothing to any rule; of those no document need be made.
 */
import type { LintSettings } from '../project.ts';
import type { PhraseOwner } from './phrases/types.ts';
import type { RuleSet } from './rule-set.ts';
import { codedRulesOn, isSwitchedOff } from './severity.ts';

const UNKNOWN = 0;
const SILENT = 1;
const SPEAKS = 2;

/**
 * True for a text that `lint` finds nothing in, whoever says it and whatever stands beside it. Asks each rule what it needs
 * once, not per line.
 */
export function quietLines(ruleSet: RuleSet, settings: LintSettings): (text: string) => boolean {
  const isOn = ({ id }: { readonly id: string }) => !isSwitchedOff(id, settings, ruleSet);
  const coded = codedRulesOn(ruleSet, 'pitch', settings);
  if (coded.some(({ ofLoneLine }) => ofLoneLine === undefined)) return () => false;
  const tests = coded.flatMap(({ ofLoneLine }) => (typeof ofLoneLine === 'function' ? [ofLoneLine] : []));
  const needs = new Map(coded.map(({ id, ofLoneLine }) => [id, ofLoneLine]));
  const speaks = (owner: PhraseOwner): boolean => {
    if (owner.kind === 'reading') {
      const need = needs.get(owner.rule.id);
      return need === 'reading' || (Array.isArray(need) && need.includes(owner.name));
    }
    if (owner.kind !== 'rule') return false;
    const { kinds, stages } = owner.rule.reads;
    return kinds.includes('pitch') && stages === undefined && isOn(owner.rule);
  };
  const { phrases } = ruleSet;
  const known = new Uint8Array(phrases.size);
  const isHeard = (text: string): boolean => {
    for (const { phrase } of phrases.matchesOnce(text)) {
      if (known[phrase] === UNKNOWN) known[phrase] = speaks(phrases.owner(phrase)) ? SPEAKS : SILENT;
      if (known[phrase] === SPEAKS) return true;
    }
    return false;
  };
  return (text) => {
    for (const test of tests) if (test(text, ruleSet)) return false;
    return text.length < 2 || !isHeard(text);
  };
}
