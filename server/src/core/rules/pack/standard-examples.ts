/**
 * The examples of the built-in rules. Builds leave them out of the rules themselves, because an editor never asks for them;
 * who explains or tests a rule loads them here.
 */
import { codedExamples } from '../../../generated/coded-examples.ts';
import { dataExamples } from '../../../generated/data-examples.ts';
import type { RuleExample } from '../rule.ts';

let examples: Readonly<Record<string, readonly RuleExample[]>> | undefined;

/** None for a rule that is not built in. */
export function standardExamples(rule: string): readonly RuleExample[] {
  examples ??= { ...JSON.parse(dataExamples), ...JSON.parse(codedExamples) };
  return examples?.[rule] ?? [];
}
