import { isChild } from '../../domain/members.ts';
import type { Localized } from '../../localized.ts';
import { insertKey } from '../plan/edits.ts';
import { marketsWith } from '../plan/markets.ts';
import { joined, same } from '../plan/wording.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { type ApplicationView, applicationsOf, proposedDay } from './applications.ts';

const CHECKS = {
  identity: { zh: '身份', en: 'identity' },
  occupation: { zh: '职业类别', en: 'occupation' },
  health: { zh: '健康告知', en: 'health declaration' },
  beneficiary: { zh: '受益人', en: 'beneficiary' },
} as const satisfies Record<string, Localized>;
type CheckName = keyof typeof CHECKS;

/** Before an application goes in, who it is about is checked, and the health questions are answered. */
export default defineRule({
  id: 'process/verification',
  title: { zh: '提交前逐项核对', en: 'Check before submitting' },
  why: {
    zh: '信息填错、告知没做，轻则退件，重则理赔时被拒。提交前核对身份、职业、健康告知和受益人，写下核对日期（不写号码）。',
    en: 'Wrong data or a missing declaration sends the application back, or a claim later. Check identity, occupation, health and beneficiaries before submitting, and write down the day, never the number.',
  },
  basis: 'law',
  markets: marketsWith('warning', { CN: ['cn-il-16', 'cn-sbm-27', 'cn-il-39'], TW: ['tw-ia-64', 'tw-sr-15'] }),
  kinds: ['plan'],
  handbook: '4.1',
  message: { zh: '已提交，{x}未核对。', en: 'Submitted, but {x} not verified.' },
  variants: {
    missing: { message: { zh: '已提交，{x}没有核对日期。', en: 'Submitted, but {x} not verified.' } },
    late: {
      message: {
        zh: '{x}核对在提交（{d}）之后：应在提交前核对。',
        en: '{x} was verified after the submission of {d}; verify before.',
      },
    },
    'job-code': {
      message: {
        zh: '{name}没有职业代码（job_code），提交前要核对。',
        en: '{name} has no job code; check it before submitting.',
      },
    },
    relation: {
      message: {
        zh: '受益人 {name} 不是家庭成员，要写明与被保险人的关系。',
        en: 'Beneficiary {name} is no household member: state the relation to the insured.',
      },
    },
    health: {
      message: {
        zh: '{name}的健康告知没有确认（declared 不是 true）就提交了。',
        en: 'Submitted although {name}’s health declaration is not confirmed.',
      },
    },
  },
  check(context) {
    for (const entry of applicationsOf(context)) {
      const { submitted } = entry.application;
      if (submitted === undefined) continue;
      checkDates(context, entry, submitted);
      checkPeople(context, entry);
    }
  },
  examples: [
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'missing',
      asOf: '2026-03-10',
      text: 'application:\n  - {for: [p2], verified: {identity: 2026-03-05, occupation: 2026-03-05}, submitted: [[2026-03-06]], signed: {dad: self}}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'late',
      asOf: '2026-03-10',
      text: 'application:\n  - {for: [p2], verified: {identity: 2026-03-05, occupation: [[2026-03-07]], health: 2026-03-05}, submitted: 2026-03-06, signed: {dad: self}}\n',
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      asOf: '2026-03-10',
      text: 'application:\n  - {for: [p2], verified: {identity: 2026-03-05, occupation: 2026-03-06, health: 2026-03-05}, submitted: 2026-03-06, signed: {dad: self}}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'job-code',
      asOf: '2026-03-10',
      text: `household:
  - {id: dad, name: [[闻先生]], role: breadwinner, born: 1992-11-09, income: 32万, job_class: 1, social: employee, health: {declared: true}}
application:
  - {for: [p2], verified: {identity: 2026-03-05, occupation: 2026-03-05, health: 2026-03-05}, signed: {dad: self}, submitted: 2026-03-06}
`,
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'health',
      asOf: '2026-03-10',
      text: `household:
  - {id: dad, name: 闻先生, role: breadwinner, born: 1992-11-09, income: 32万, job_class: 1, job_code: "050214", social: employee, health: {declared: [[false]]}}
application:
  - {for: [p2], verified: {identity: 2026-03-05, occupation: 2026-03-05, health: 2026-03-05}, signed: {dad: self}, submitted: 2026-03-06}
`,
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'relation',
      asOf: '2026-03-10',
      text: `products:
  - {id: p3, product: term-60, insured: dad, sum: 200万, premium: 3450, pay: 20y, term: to60, beneficiary: [{name: [[闻小姑]], share: 100}]}
application:
  - {for: [p3], verified: {identity: 2026-03-05, occupation: 2026-03-05, health: 2026-03-05, beneficiary: 2026-03-05}, signed: {dad: self}, submitted: 2026-03-06}
`,
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      language: 'en',
      market: 'CN',
      variant: 'late',
      asOf: '2026-03-10',
      text: `lang: en
application:
  - {for: [p2], verified: {identity: [[2026-03-08]], occupation: 2026-03-05, health: 2026-03-05}, submitted: 2026-03-06, signed: {dad: self}}
`,
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      language: 'en',
      market: 'CN',
      asOf: '2026-03-10',
      text: `lang: en
application:
  - {for: [p2], verified: {identity: 2026-03-05, occupation: 2026-03-05, health: 2026-03-05}, submitted: 2026-03-06, signed: {dad: self}}
`,
    },
  ],
});

function checkDates(
  context: RuleContext,
  entry: ApplicationView,
  submitted: { value: string; range: { start: number; end: number } },
): void {
  const { document, application, rows } = entry;
  const verified = application.verified;
  // beneficiaries need no check where the heirs by law are named
  const named = rows.some((row) => row.row.beneficiary !== undefined && !('value' in row.row.beneficiary));
  const required = (Object.keys(CHECKS) as CheckName[]).filter((name) => name !== 'beneficiary' || named);
  const missing = required.filter((name) => verified?.[name] === undefined);
  if (missing.length > 0) {
    const day = proposedDay(context, submitted.value);
    const edit = verified
      ? insertKey(
          document.text,
          verified.node,
          missing[0]!,
          [day, ...missing.slice(1).map((name) => `${name}: ${day}`)].join(', '),
        )
      : insertKey(
          document.text,
          application.node,
          'verified',
          `{${missing.map((name) => `${name}: ${day}`).join(', ')}}`,
        );
    context.report({
      variant: 'missing',
      range: submitted.range,
      data: { x: joined(missing.map((name) => CHECKS[name])) },
      fixes:
        edit && isOneLine(document.text, verified?.node.offset)
          ? [
              {
                title: { zh: `写入核对日期 ${day}`, en: `Enter ${day} as the day of checking` },
                safety: 'manual',
                edits: [edit],
              },
            ]
          : [],
    });
  }
  for (const name of required) {
    const date = verified?.[name];
    if (date === undefined || date.value <= submitted.value) continue;
    context.report({ variant: 'late', range: date.range, data: { x: CHECKS[name], d: same(submitted.value) } });
  }
}

/** Several keys on one line only fit a flow map. */
function isOneLine(text: string, offset: number | undefined): boolean {
  return offset === undefined || text[offset] === '{';
}

function checkPeople(context: RuleContext, { view, insured, rows }: ApplicationView): void {
  const adultAge = context.threshold('adult_age');
  for (const member of insured) {
    const located = view.located.get(member.id);
    if (located === undefined) continue;
    const range = located.name?.range ?? located.range;
    if (!isChild(member, view.day, adultAge) && located.keyRange('job_code') === undefined) {
      context.report({ variant: 'job-code', range: located.job?.range ?? range, data: { name: same(member.name) } });
    }
    // what is written and cannot be read has a finding of its own
    const isUnread = located.health?.declared === undefined && located.health?.keyRange('declared') !== undefined;
    if (located.health?.declared?.value !== true && !isUnread) {
      context.report({
        variant: 'health',
        range: located.health?.declared?.range ?? range,
        data: { name: same(member.name) },
      });
    }
  }
  for (const row of rows) {
    const { beneficiary } = row.row;
    if (beneficiary === undefined || !('items' in beneficiary)) continue;
    for (const outsider of beneficiary.items) {
      if (outsider.relation?.value.trim()) continue;
      context.report({
        variant: 'relation',
        range: outsider.name?.range ?? outsider.range,
        data: { name: same(outsider.name?.value ?? '?') },
      });
    }
  }
}
