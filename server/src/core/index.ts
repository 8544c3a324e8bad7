/** The whole public surface of the linter. Everything outside core imports values from here; types from where they stand. */
export { readDocument } from './documents/read.ts';
export { type ExampleBench, type ExampleFailure, exampleProject, readMarks, runExamples } from './examples.ts';
export { type ExplainedSegment, type Explanation, explain } from './explain.ts';
export { type AppliedFixes, applyEdits, applyFixes } from './fix.ts';
export { lint } from './lint.ts';
export { factOf, productOf } from './rules/facts.ts';
export { disclosureInReach, disclosuresIn, listedDisclosures } from './rules/guards/disclosure.ts';
export { GUARD_NAMES } from './rules/guards/names.ts';
export { type CheckedRule, checkPack } from './rules/pack/check.ts';
export { compileRuleSet } from './rules/pack/compile.ts';
export { type LoadOptions, loadPack, type PackFileRole, type PackFileText, packFileRole } from './rules/pack/load.ts';
export type { Pack, PackSource } from './rules/pack/source.ts';
export { codedRules, companyRuleSet, standardPackSource, standardRuleSet } from './rules/pack/standard.ts';
export { nearest } from './rules/phrases/words.ts';
export { spokenCount, spokenSeconds } from './rules/script/length.ts';
export { type PlaceholderValue, placeholderValue } from './rules/script/placeholder-values.ts';
export { SUPPRESSION_RULE } from './suppression.ts';
