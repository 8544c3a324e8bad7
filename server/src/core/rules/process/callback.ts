import { insertKey } from '../plan/edits.ts';
import { marketsWith } from '../plan/markets.ts';
import { same } from '../plan/wording.ts';
import { defineRule } from '../rule.ts';
import { applicationsOf, coolingOffsOf } from './applications.ts';

/** The insurer's call-back happens within the cooling-off period, and its answers are the client's own. */
export default defineRule({
  id: 'process/callback',
  title: { zh: '犹豫期内完成回访', en: 'Call-back within the cooling-off period' },
  why: {
    zh: '回访问的是客户懂不懂、是不是本人签的。答“不了解”或“不是本人签”，说明销售环节有漏洞，要在犹豫期内补上。',
    en: 'The call-back asks whether the client understood and signed personally. A “no” means the sale has a hole, to be mended while the client can still step back.',
  },
  basis: 'law',
  markets: marketsWith('warning', { CN: ['cn-sbm-29', 'cn-sbm-25'], TW: ['tw-sr-15'] }),
  kinds: ['plan'],
  handbook: '4.3',
  message: { zh: '犹豫期内须完成回访。', en: 'Call-back due within the cooling-off period.' },
  variants: {
    missing: {
      message: { zh: '犹豫期到 {date} 已结束，没有回访记录。', en: 'Cooling-off ended on {date} without a call-back.' },
    },
    late: {
      message: {
        zh: '回访在犹豫期（{date} 止）之后才做。',
        en: 'The call-back came after the cooling-off period ended on {date}.',
      },
    },
    understood: {
      severity: 'error',
      message: {
        zh: '客户回访时不了解保障内容：重新讲解，再请公司回访。',
        en: 'The client did not understand the cover: explain again and have the call repeated.',
      },
    },
    'self-signed': {
      severity: 'error',
      message: {
        zh: '客户回访时说不是本人签字：须由本人补签或撤单。',
        en: 'The client did not sign personally: have it signed anew or cancel.',
      },
    },
  },
  check(context) {
    for (const entry of applicationsOf(context)) {
      const { application, document } = entry;
      const end = coolingOffsOf(context, entry).at(-1)?.end;
      const callback = application.callback;
      const receipt = application.receipt ?? application.delivered;
      if (callback === undefined) {
        if (end === undefined || receipt === undefined || context.asOf <= end) continue;
        const edit = insertKey(
          document.text,
          application.node,
          'callback',
          `{on: ${end}, understood: true, self_signed: true}`,
          'receipt',
        );
        context.report({
          variant: 'missing',
          range: receipt.range,
          data: { date: same(end) },
          fixes: edit
            ? [
                {
                  title: { zh: '加回访记录（按实填写）', en: 'Add the call-back (as it was)' },
                  safety: 'manual',
                  edits: [edit],
                },
              ]
            : [],
        });
        continue;
      }
      if (callback.on && end !== undefined && callback.on.value > end) {
        context.report({ variant: 'late', range: callback.on.range, data: { date: same(end) } });
      }
      if (callback.understood?.value === false)
        context.report({ variant: 'understood', range: callback.understood.range });
      if (callback.self_signed?.value === false)
        context.report({ variant: 'self-signed', range: callback.self_signed.range });
    }
  },
  examples: [
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'missing',
      asOf: '2026-03-28',
      text: 'application:\n  - {for: [p1], delivered: 2026-03-12, receipt: [[2026-03-12]]}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'self-signed',
      text: 'application:\n  - {for: [p1], delivered: 2026-03-12, receipt: 2026-03-12, callback: {on: 2026-03-15, understood: true, self_signed: [[false]]}}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'late',
      text: 'application:\n  - {for: [p1], delivered: 2026-03-12, receipt: 2026-03-12, callback: {on: [[2026-03-28]], understood: true, self_signed: true}}\n',
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      text: 'application:\n  - {for: [p1], delivered: 2026-03-12, receipt: 2026-03-12, callback: {on: 2026-03-27, understood: true, self_signed: true}}\n',
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      asOf: '2026-03-27',
      text: 'application:\n  - {for: [p1], delivered: 2026-03-12, receipt: 2026-03-12}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'understood',
      text: `application:
  - {for: [p1], delivered: 2026-03-12, receipt: 2026-03-12, callback: {on: 2026-03-15, understood: [[false]], self_signed: true}}
`,
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      language: 'en',
      market: 'CN',
      variant: 'late',
      text: `lang: en
application:
  - {for: [p1], delivered: 2026-03-12, receipt: 2026-03-12, callback: {on: [[2026-04-02]], understood: true, self_signed: true}}
`,
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      language: 'en',
      market: 'CN',
      text: `lang: en
application:
  - {for: [p1], delivered: 2026-03-12, receipt: 2026-03-12, callback: {on: 2026-03-20, understood: true, self_signed: true}}
`,
    },
  ],
});
