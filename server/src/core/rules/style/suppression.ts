import { marketsWith } from '../plan/markets.ts';
import { defineRule } from '../rule.ts';

/**
 * Suppressions need a reason and must still silence something. The findings are made by core/suppression.ts, which alone
 * sees what each suppression silenced; this file is the rule's card, so `check` has nothing to do.
 */
export default defineRule({
  id: 'style/suppression',
  title: { zh: '豁免要写理由，并且仍在起作用', en: 'A suppression needs a reason and something to silence' },
  why: {
    zh: '忽略一条提示，等于替公司承担风险：写清理由，审核的人才看得懂；过期或已无用的豁免会悄悄放过新的问题。',
    en: 'Ignoring a finding takes a risk on the company’s behalf: a reason lets the reviewer follow it, and a stale suppression may hide the next finding unseen.',
  },
  basis: 'practice',
  markets: marketsWith('warning', {}),
  kinds: ['plan', 'client', 'catalog', 'goals', 'pitch'],
  message: { zh: '豁免缺理由或已失效。', en: 'The suppression lacks a reason or no longer holds.' },
  variants: {
    'no-reason': { message: { zh: '豁免没有写理由：在 -- 后写明为什么。', en: 'No reason given: say why after --.' } },
    expired: { message: { zh: '豁免已于 {until} 到期。', en: 'The suppression expired on {until}.' } },
    unused: {
      message: { zh: '豁免 {id} 没有可忽略的提示，可以删掉。', en: 'Nothing to silence here for {id}; delete it.' },
    },
    'unknown-rule': { message: { zh: '没有规则 {id}。', en: 'There is no rule {id}.' } },
  },
  check() {
    // see the header: core/suppression.ts reports under this rule's id
  },
  examples: [
    {
      kind: 'bad',
      in: 'pitch',
      variant: 'no-reason',
      text: '[[// pitchlint-disable-next-line claims/guaranteed-return]]\n代理人：这款产品保本保息。\n',
      fixed: '代理人：这款产品保本保息。\n',
    },
    {
      kind: 'bad',
      in: 'pitch',
      variant: 'unused',
      text: '// pitchlint-disable-next-line [[claims/guaranteed-return]] -- 引用旧稿\n代理人：分红不保证。\n',
      fixed: '代理人：分红不保证。\n',
    },
    {
      kind: 'good',
      in: 'pitch',
      text: '// pitchlint-disable-next-line claims/guaranteed-return -- 反面教材，内部培训用\n代理人：这款产品保本保息。\n',
    },
  ],
});
