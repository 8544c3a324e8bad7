/** The coded rules' titles, reasons and messages where the build leaves them out of the code (scripts/leave-texts-out.mjs). */
import { tableText } from 'pitchlint:tables';
import { TableFault } from '../../text/packed.ts';
import type { RuleMeta } from '../rule.ts';

type RuleTexts = Pick<RuleMeta, 'title' | 'why' | 'message' | 'variants'>;

let texts: Readonly<Record<string, RuleTexts>> | undefined;

export function keptTexts(rule: string): RuleTexts {
  texts ??= JSON.parse(tableText('coded-texts')) as Readonly<Record<string, RuleTexts>>;
  const own = texts[rule];
  if (!own) throw new TableFault(`There are no texts for the rule ${rule}.`);
  return own;
}
