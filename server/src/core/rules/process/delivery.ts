import { daysBetween } from '../../domain/dates.ts';
import type { Localized } from '../../localized.ts';
import { insertKey } from '../plan/edits.ts';
import { marketsWith } from '../plan/markets.ts';
import { joined } from '../plan/wording.ts';
import { defineRule } from '../rule.ts';
import { type ApplicationView, applicationsOf } from './applications.ts';

const STEPS = {
  submitted: { zh: '提交', en: 'submission' },
  effective: { zh: '生效', en: 'effect' },
  delivered: { zh: '送达', en: 'delivery' },
  receipt: { zh: '回执', en: 'receipt' },
} as const satisfies Record<string, Localized>;
type Step = keyof typeof STEPS;

/** The policy reaches the client soon, the receipt is signed, and the dates follow each other. */
export default defineRule({
  id: 'process/delivery',
  title: { zh: '及时送达合同、签回执', en: 'Deliver the policy and get the receipt' },
  why: {
    zh: '回执日期决定犹豫期。合同迟迟不送达，客户看不到条款，犹豫期也算不清。',
    en: 'The receipt starts the cooling-off period. Until the policy is delivered the client cannot read it, and nobody can say when that period ends.',
  },
  basis: 'practice',
  markets: marketsWith('warning', {}),
  kinds: ['plan'],
  handbook: '4.3',
  message: { zh: '合同未送达或回执缺失。', en: 'Deliver and get the receipt.' },
  variants: {
    missing: { message: { zh: '生效已 {n} 天，还没有{x}的日期。', en: 'In force for {n} days, but no {x} recorded.' } },
    order: {
      message: { zh: '{b}日期早于{a}日期，前后不对。', en: 'The {b} stands before the {a}: dates out of order.' },
    },
  },
  check(context) {
    for (const entry of applicationsOf(context)) {
      const { application, document } = entry;
      const effective = application.effective;
      const waited = effective ? daysBetween(effective.value, context.asOf) : 0;
      const missing = (['delivered', 'receipt'] as const).filter((step) => application[step] === undefined);
      if (effective && missing.length > 0 && waited > context.threshold('delivery_days')) {
        const edit = insertKey(
          document.text,
          application.node,
          missing[0]!,
          context.asOf,
          missing[0] === 'receipt' ? 'delivered' : 'effective',
        );
        context.report({
          variant: 'missing',
          range: effective.range,
          data: { n: waited, x: joined(missing.map((step) => STEPS[step])) },
          fixes: edit
            ? [
                {
                  title: { zh: `写入${STEPS[missing[0]!].zh}日期`, en: `Enter the ${STEPS[missing[0]!].en}` },
                  safety: 'manual',
                  edits: [edit],
                },
              ]
            : [],
        });
      }
      for (const [a, b] of outOfOrder(entry)) {
        context.report({
          variant: 'order',
          range: application[b]!.range,
          data: { a: STEPS[a], b: STEPS[b] },
          related: [
            {
              uri: document.uri,
              range: application[a]!.range,
              message: { zh: `${STEPS[a].zh}日期`, en: `the ${STEPS[a].en}` },
            },
          ],
        });
      }
    }
  },
  examples: [
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'missing',
      asOf: '2026-03-17',
      text: 'application:\n  - {for: [p1], effective: [[2026-03-11]], delivered: 2026-03-12}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'order',
      text: 'application:\n  - {for: [p1], effective: 2026-03-11, delivered: 2026-03-12, receipt: [[2026-03-11]]}\n',
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      asOf: '2026-03-16',
      text: 'application:\n  - {for: [p1], effective: 2026-03-11, delivered: 2026-03-12}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      language: 'en',
      market: 'CN',
      variant: 'missing',
      asOf: '2026-03-17',
      text: 'lang: en\napplication:\n  - {for: [p1], effective: [[2026-03-11]], delivered: 2026-03-12}\n',
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      language: 'en',
      market: 'CN',
      asOf: '2026-03-16',
      text: 'lang: en\napplication:\n  - {for: [p1], effective: 2026-03-11, delivered: 2026-03-12}\n',
    },
  ],
});

/** Neighbouring steps whose dates run backwards. */
function outOfOrder({ application }: ApplicationView): readonly (readonly [Step, Step])[] {
  const given = (Object.keys(STEPS) as Step[]).filter((step) => application[step] !== undefined);
  return given.flatMap((step, index) => {
    const next = given[index + 1];
    return next !== undefined && application[next]!.value < application[step]!.value ? [[step, next] as const] : [];
  });
}
