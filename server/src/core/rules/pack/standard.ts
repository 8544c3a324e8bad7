/** The rule set that is built in: the standard pack and the coded rules, compiled once per process. */
import { codedRules } from '../../../generated/coded-rules.ts';
import { standardPack } from '../../../generated/standard-pack.ts';
import type { RuleSet } from '../rule-set.ts';
import { compileRuleSet } from './compile.ts';
import type { PackSource } from './source.ts';

let compiled: RuleSet | undefined;

export function standardRuleSet(): RuleSet {
  compiled ??= compileRuleSet([{ source: standardPackSource() }], codedRules);
  return compiled;
}

/** The standard pack as data, for packs that build on it (`loadPack(files, {base: [standardPackSource()]})`). */
export function standardPackSource(): PackSource {
  return JSON.parse(standardPack) as PackSource;
}

export { codedRules };
