import { computedTier, isScore } from '../../client-record.ts';
import type { ClientDocument } from '../../documents/document.ts';
import { replace } from '../plan/edits.ts';
import { marketsWith } from '../plan/markets.ts';
import { joined, same } from '../plan/wording.ts';
import { defineRule, type RuleContext } from '../rule.ts';

const SCORES = ['need', 'means', 'decision'] as const;
const SCORE_NAMES = {
  need: { zh: '需求强度（need）', en: 'need' },
  means: { zh: '经济能力（means）', en: 'means' },
  decision: { zh: '决策力（decision）', en: 'decision' },
};

/** The tier follows from three scores. */
export default defineRule({
  id: 'process/tier',
  title: { zh: '客户分层按三项评分', en: 'The tier follows from three scores' },
  why: {
    zh: '凭感觉分的 A 类，跟进的时间就花错了地方。需求、经济能力、决策力各打 1–5 分，分层由它们算出来。',
    en: 'A tier given by feeling spends time in the wrong place. Score need, means and decision from 1 to 5; the tier follows from them.',
  },
  basis: 'practice',
  markets: marketsWith('warning', {}),
  kinds: ['client'],
  handbook: '1.2',
  message: { zh: '按三项评分应为{t}类。', en: 'The scores give tier {t}.' },
  variants: {
    differs: { message: { zh: '按三项评分应为{t}类，不是{x}类。', en: 'The scores give tier {t}, not {x}.' } },
    missing: { message: { zh: '分层没有依据：缺{x}。', en: 'A tier without its scores: {x} missing.' } },
    range: { message: { zh: '{x}应为 1–5 的整数。', en: '{x} must be a whole number from 1 to 5.' } },
  },
  check(context) {
    const { document } = context;
    if (document.kind === 'client') checkScreening(context, document);
  },
  examples: [
    {
      kind: 'bad',
      in: 'client',
      variant: 'differs',
      text: 'kind: client\nname: 罗先生一家\nscreening: {need: 2, means: 3, decision: 2, tier: [[A]]}\n',
      fixed: 'kind: client\nname: 罗先生一家\nscreening: {need: 2, means: 3, decision: 2, tier: C}\n',
    },
    // nobody at the table who decides: B, not A
    {
      kind: 'bad',
      in: 'client',
      variant: 'differs',
      language: 'en',
      market: 'SG',
      text: 'kind: client\nname: The Ong family\nlang: en\ndecision_maker: ben\nscreening:\n  need: 5\n  means: 5\n  decision: 2\n  tier: [[A]]\n',
      fixed:
        'kind: client\nname: The Ong family\nlang: en\ndecision_maker: ben\nscreening:\n  need: 5\n  means: 5\n  decision: 2\n  tier: B\n',
    },
    {
      kind: 'bad',
      in: 'client',
      variant: 'missing',
      text: 'kind: client\nname: 罗先生一家\nscreening: {need: 2, decision: 2, tier: [[C]]}\n',
    },
    {
      kind: 'bad',
      in: 'client',
      variant: 'range',
      text: 'kind: client\nname: 罗先生一家\nscreening: {need: [[6]], means: 3, decision: 2, tier: C}\n',
    },
    {
      kind: 'good',
      in: 'client',
      text: 'kind: client\nname: 罗先生一家\nscreening: {need: 3, means: 3, decision: 2, tier: C}\n',
    },
    {
      kind: 'good',
      in: 'client',
      language: 'en',
      market: 'SG',
      text: 'kind: client\nname: The Ong family\nlang: en\ndecision_maker: ben\nscreening: {need: 4, means: 4, decision: 3, tier: A}\n',
    },
  ],
});

function checkScreening(context: RuleContext, document: ClientDocument): void {
  const screening = document.model.screening;
  if (screening === undefined) return;
  const { tier } = screening;
  let outside = false;
  for (const key of SCORES) {
    const score = screening[key];
    if (score === undefined || isScore(score.value)) continue;
    outside = true;
    context.report({ variant: 'range', range: score.range, data: { x: SCORE_NAMES[key] } });
  }
  if (tier === undefined || outside) return;
  const computed = computedTier(document, context.threshold);
  // a score that is written but is no number is the schema's finding
  const missing = SCORES.filter((key) => screening.keyRange(key) === undefined);
  if (missing.length > 0) {
    context.report({
      variant: 'missing',
      range: tier.range,
      data: { x: joined(missing.map((key) => SCORE_NAMES[key])) },
    });
  } else if (computed !== undefined && computed !== tier.value) {
    context.report({
      variant: 'differs',
      range: tier.range,
      data: { t: same(computed), x: same(tier.value) },
      fixes: [
        {
          title: { zh: `改为 ${computed}`, en: `Change to ${computed}` },
          safety: 'review',
          edits: [replace(tier.range, computed)],
        },
      ],
    });
  }
}
