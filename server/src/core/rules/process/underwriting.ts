import { daysBetween } from '../../domain/dates.ts';
import { insertKey, replace } from '../plan/edits.ts';
import { marketsWith } from '../plan/markets.ts';
import { same } from '../plan/wording.ts';
import { defineRule } from '../rule.ts';
import { applicationsOf } from './applications.ts';

/** Papers that underwriting asked for come in time, and what it changed is accepted by the client. */
export default defineRule({
  id: 'process/underwriting',
  title: { zh: '人工核保及时补件', en: 'Answer manual underwriting in time' },
  why: {
    zh: '人工核保要的体检报告、就诊记录拖着不补，保单就卡住，客户这段时间没有保障。除外或加费承保，要客户知道并接受。',
    en: 'While papers that underwriting asked for are missing, the client is without cover. An exclusion or loading needs the client’s knowledge and acceptance.',
  },
  basis: 'practice',
  markets: marketsWith('warning', {}),
  kinds: ['plan'],
  handbook: '4.2',
  message: { zh: '核保资料待补。', en: 'Underwriting item open.' },
  variants: {
    open: {
      message: { zh: '核保资料“{x}”已等 {n} 天，还没补交。', en: 'Underwriting has waited {n} days for “{x}”.' },
    },
    accepted: {
      message: {
        zh: '核保结论是{x}，没有记录客户接受的日期（accepted）。',
        en: 'Underwriting answered with {x}; the client’s acceptance is not recorded.',
      },
    },
  },
  check(context) {
    const limit = context.threshold('underwriting_days');
    for (const { application, document } of applicationsOf(context)) {
      const underwriting = application.underwriting;
      if (underwriting === undefined) continue;
      const since = underwriting.asked_on?.value ?? application.submitted?.value;
      const waited = since === undefined ? 0 : daysBetween(since, context.asOf);
      for (const { key, value } of underwriting.asked?.entries ?? []) {
        if (value.value !== null || waited <= limit) continue;
        const at = value.range.end > value.range.start ? value.range : undefined;
        context.report({
          variant: 'open',
          range: key.range,
          data: { x: same(key.value), n: waited },
          fixes: at
            ? [
                {
                  title: { zh: `写入补交日期 ${context.asOf}`, en: `Enter ${context.asOf}` },
                  safety: 'manual',
                  edits: [replace(at, context.asOf)],
                },
              ]
            : [],
        });
      }
      const result = underwriting.result;
      if ((result?.value !== 'exclude' && result?.value !== 'load') || underwriting.accepted) continue;
      const edit = insertKey(document.text, underwriting.node, 'accepted', context.asOf, 'result');
      context.report({
        variant: 'accepted',
        range: result.range,
        data: { x: result.value === 'exclude' ? { zh: '除外', en: 'an exclusion' } : { zh: '加费', en: 'a loading' } },
        fixes: edit
          ? [{ title: { zh: '写入客户接受日期', en: 'Enter the day of acceptance' }, safety: 'manual', edits: [edit] }]
          : [],
      });
    }
  },
  examples: [
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'open',
      asOf: '2026-03-16',
      text: 'application:\n  - {for: [p1], underwriting: {mode: manual, asked_on: 2026-03-08, asked: {[[肝功能复查报告]]: null}}}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'accepted',
      asOf: '2026-03-16',
      text: 'application:\n  - {for: [p1], underwriting: {mode: manual, result: [[exclude]]}}\n',
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      asOf: '2026-03-15',
      text: 'application:\n  - {for: [p1], underwriting: {mode: manual, asked_on: 2026-03-08, asked: {肝功能复查报告: null}}}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      language: 'en',
      market: 'CN',
      variant: 'open',
      asOf: '2026-03-16',
      text: 'lang: en\napplication:\n  - {for: [p1], underwriting: {mode: manual, asked_on: 2026-03-08, asked: {[[liver test]]: null}}}\n',
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      language: 'en',
      market: 'CN',
      asOf: '2026-03-15',
      text: 'lang: en\napplication:\n  - {for: [p1], underwriting: {mode: manual, asked_on: 2026-03-08, asked: {liver test: null}}}\n',
    },
  ],
});
