import type { PitchDocument } from '../../documents/document.ts';
import { partsOf, rememberPerPart } from '../../documents/pitch/parts.ts';
import { PLACEHOLDER_NAMES, placeholderNamed } from '../../documents/pitch/placeholders.ts';
import type { Placeholder } from '../../documents/pitch/script.ts';
import { closest } from '../plan/closest.ts';
import { replace } from '../plan/edits.ts';
import { marketsWith } from '../plan/markets.ts';
import { same } from '../plan/wording.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { placeholderValue } from './placeholder-values.ts';
import { fixWith, scriptDocument } from './script-lines.ts';

/** A placeholder that nothing fills is read out as a hole. */
export default defineRule({
  id: 'script/placeholder',
  title: { zh: '占位符要有东西可填', en: 'Placeholders must have a value' },
  why: {
    zh: '名称写错了，成稿里就填不出来；到客户面前念出“{{…}}”，不如不用。名称从列表里选，值从方案里来。',
    en: 'A misspelt name is never filled, and “{{…}}” read out to a client is worse than none. Names come from the list, values from the plan.',
  },
  basis: 'practice',
  markets: marketsWith('warning', {}),
  kinds: ['pitch'],
  handbook: '2',
  message: { zh: '占位符“{x}”没有东西可填{hint}。', en: 'Nothing fills “{x}”{hint}.' },
  variants: {
    unknown: { message: { zh: '占位符“{x}”没有东西可填{hint}。', en: 'Nothing fills “{x}”{hint}.' } },
    'no-value': {
      severity: 'info',
      message: { zh: '按方案填不出“{x}”：{why}。', en: 'The plan cannot fill “{x}”: {why}.' },
    },
  },
  check(context) {
    const document = scriptDocument(context);
    if (document === undefined) return;
    for (const part of partsOf(document)) for (const one of placeholdersIn(part)) check(context, document, one());
  },
  examples: [
    {
      kind: 'bad',
      variant: 'unknown',
      text: '# 破冰\n代理人：{{[[客户称乎]]}}，最近忙什么？\n',
      fixed: '# 破冰\n代理人：{{客户称呼}}，最近忙什么？\n',
    },
    { kind: 'bad', variant: 'unknown', text: '# 破冰\n代理人：您家有{{[[宠物名]]}}吗？\n' },
    {
      kind: 'bad',
      variant: 'unknown',
      language: 'en',
      market: 'SG',
      text: '---\n{lang: en}\n---\n# Opening\nAgent: Hello {{[[cliant]]}}, how have you been?\n',
      fixed: '---\n{lang: en}\n---\n# Opening\nAgent: Hello {{client}}, how have you been?\n',
    },
    {
      kind: 'bad',
      variant: 'no-value',
      text: '---\nplan: family.plan.yaml\n---\n# 破冰\n代理人：{{客户称呼}}，缺口是{{[[缺口.医疗]]}}。\n',
    },
    { kind: 'good', text: '# 破冰\n代理人：{{客户称呼}}，{{宠物名|小家伙}}还好吗？\n' },
    { kind: 'good', text: '---\nplan: family.plan.yaml\n---\n# 破冰\n代理人：{{客户称呼}}，一年{{保费.年}}。\n' },
  ],
});

const placeholdersIn = rememberPerPart((part): readonly (() => Placeholder)[] =>
  part.items.flatMap((item) =>
    'content' in item ? item.content.placeholders.map((_, i) => () => item.content.placeholders[i]!) : [],
  ),
);

function check(context: RuleContext, document: PitchDocument, { name, fallback, nameRange }: Placeholder): void {
  if (name === '' || fallback !== undefined) return;
  if (placeholderNamed(name) === undefined) {
    const guess = closest(
      name,
      PLACEHOLDER_NAMES.flatMap(({ zh, en }) => [zh, en]),
    );
    context.report({
      variant: 'unknown',
      range: nameRange,
      data: {
        x: same(name),
        hint: guess ? { zh: `，是否指“${guess}”`, en: ` (did you mean “${guess}”?)` } : same(''),
      },
      fixes: guess
        ? fixWith({ zh: `改为“${guess}”`, en: `Change to “${guess}”` }, 'review', replace(nameRange, guess))
        : [],
    });
    return;
  }
  const plan = context.project.planOf(document);
  if (plan === undefined) return;
  const value = placeholderValue(name, plan, context.project, context.ruleSet);
  if (!value.ok) context.report({ variant: 'no-value', range: nameRange, data: { x: same(name), why: value.reason } });
}
