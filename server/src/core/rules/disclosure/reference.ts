import type { Fix } from '../../diagnostic.ts';
import type { SourceRange } from '../../text/range.ts';
import { closest } from '../plan/closest.ts';
import { replace } from '../plan/edits.ts';
import { marketsWith } from '../plan/markets.ts';
import { same } from '../plan/wording.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { disclosureOf } from './plan-disclosures.ts';

/** A disclosure that nobody knows discloses nothing. */
export default defineRule({
  id: 'disclosure/reference',
  title: { zh: '披露编号要存在', en: 'Disclosures must exist' },
  why: {
    zh: '写了一个不存在的披露，渲染出来就是空白，等于没说。用列表里的编号或名称。',
    en: 'An unknown disclosure renders as nothing, as if it had not been said. Use an id or a name from the list.',
  },
  basis: 'structure',
  markets: marketsWith('error', { CN: ['cn-pid-22', 'cn-sbm-25'], TW: ['tw-disc-5'] }),
  kinds: ['plan', 'pitch'],
  handbook: '6.1',
  message: { zh: '没有披露“{id}”{hint}。', en: 'There is no disclosure “{id}”{hint}.' },
  check(context) {
    const { document } = context;
    if (document.kind === 'plan') {
      for (const field of document.model.disclosures?.items ?? []) checkName(context, field.value, field.range);
    } else {
      for (const segment of document.segments) {
        for (const reference of segment.references) {
          if (reference.kind === 'disclosure') checkName(context, reference.id, reference.idRange);
        }
      }
    }
  },
  examples: [
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      text: 'disclosures: [exclusions, waiting-period, cooling-off, surrender-loss, [[dividend-uncertian]], renewal-not-guaranteed]\n',
      fixed:
        'disclosures: [exclusions, waiting-period, cooling-off, surrender-loss, dividend-uncertain, renewal-not-guaranteed]\n',
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      text: 'disclosures: [exclusions, waiting-period, cooling-off, surrender-loss, dividend-uncertain, renewal-not-guaranteed]\n',
    },
    { kind: 'good', in: 'pitch', text: '# 方案讲解\n代理人：分红部分每年不一样。[[披露：分红不确定]]\n' },
  ],
});

function checkName(context: RuleContext, name: string, range: SourceRange): void {
  if (name === '' || disclosureOf(context, name) !== undefined) return;
  const names = [...context.ruleSet.disclosures.values()].flatMap((disclosure) => [disclosure.id, ...disclosure.names]);
  const guess = closest(name, names);
  const fixes: readonly Fix[] = guess
    ? [{ title: { zh: `改为 ${guess}`, en: `Change to ${guess}` }, safety: 'review', edits: [replace(range, guess)] }]
    : [];
  context.report({
    range,
    data: {
      id: same(name),
      hint: guess === undefined ? same('') : { zh: `，是否指“${guess}”`, en: ` (did you mean “${guess}”?)` },
    },
    fixes,
  });
}
