import type { Fix } from '../../diagnostic.ts';
import type { ClientDocument } from '../../documents/document.ts';
import type { ClientComplaint } from '../../documents/yaml/models.ts';
import { daysBetween } from '../../domain/dates.ts';
import type { Localized } from '../../localized.ts';
import { insertKey } from '../plan/edits.ts';
import { marketsWith } from '../plan/markets.ts';
import { joined } from '../plan/wording.ts';
import { defineRule, type RuleContext } from '../rule.ts';

interface Step {
  readonly key: 'heard' | 'records' | 'clause_reading' | 'loss_told' | 'report';
  readonly name: Localized;
}

/** Listen first, then solve: each step is in the record, in its order, and a report with a lesson closes it. */
export default defineRule({
  id: 'process/complaint',
  title: { zh: '先倾听，后解决，写报告', en: 'Listen first, then solve, then report' },
  why: {
    zh: '客户投诉时先听完再解决：调取沟通记录、对着条款解释，需要退保的先说清损失；结案后写《投诉处理报告》，把教训留下来。',
    en: 'Hear the client out before offering a solution: fetch the records, read the clauses together, tell the loss before any surrender. A report with its lesson closes the complaint.',
  },
  basis: 'practice',
  markets: marketsWith('warning', {}),
  kinds: ['client'],
  handbook: '6.3',
  message: { zh: '先倾听、后解决：缺{x}。', en: 'Listen first: {x} missing.' },
  variants: {
    steps: { message: { zh: '先倾听、后解决：缺{x}。', en: 'Listen first, then solve: {x} missing.' } },
    order: {
      message: { zh: '{a}的日期早于{b}，前后不对。', en: 'The {a} stands before the {b}: dates out of order.' },
    },
    open: {
      message: {
        zh: '投诉已 {n} 天没有结案，应在 {limit} 天内处理。',
        en: 'Open for {n} days; handle it within {limit}.',
      },
    },
    report: {
      message: {
        zh: '已结案，《投诉处理报告》缺{x}。',
        en: 'Closed, but the complaint report lacks {x}.',
      },
    },
  },
  check(context) {
    const { document } = context;
    if (document.kind !== 'client') return;
    for (const complaint of document.model.complaints?.items ?? []) {
      checkSteps(context, document, complaint);
      checkOrder(context, document, complaint);
      checkReport(context, document, complaint);
      checkAge(context, complaint);
    }
  },
  examples: [
    {
      kind: 'bad',
      in: 'client',
      variant: 'steps',
      text: 'kind: client\nname: 沈女士一家\ncomplaints:\n  - id: q1\n    received: 2026-11-02\n    kind: cover\n    about: 认为门诊的药也能报\n    outcome: [[explained]]\n    closed: 2026-11-05\n    report: {on: 2026-11-06, lesson: 住院和门诊分开讲}\n',
    },
    {
      kind: 'bad',
      in: 'client',
      variant: 'steps',
      text: 'kind: client\nname: 沈女士一家\ncomplaints:\n  - {id: q1, received: 2026-11-02, kind: surrender, about: 想退保, heard: 2026-11-02, outcome: [[surrender]], closed: 2026-11-05, report: {on: 2026-11-06, lesson: 先把退保损失讲在前面}}\n',
    },
    {
      kind: 'bad',
      in: 'client',
      variant: 'order',
      text: 'kind: client\nname: 沈女士一家\ncomplaints:\n  - {id: q1, received: 2026-11-02, about: 电话没人接, heard: [[2026-11-06]], outcome: corrected, closed: 2026-11-05, report: {on: 2026-11-06, lesson: 出差前把电话转给同事}}\n',
    },
    {
      kind: 'bad',
      in: 'client',
      variant: 'report',
      text: 'kind: client\nname: 沈女士一家\ncomplaints:\n  - {id: q1, received: 2026-11-02, about: 电话没人接, heard: 2026-11-02, outcome: corrected, closed: [[2026-11-05]]}\n',
    },
    {
      kind: 'bad',
      in: 'client',
      variant: 'open',
      language: 'en',
      market: 'SG',
      asOf: '2026-11-20',
      text: 'kind: client\nname: The Ong family\nlang: en\ncomplaints:\n  - {id: q1, received: [[2026-11-04]], about: nobody answered the phone, heard: 2026-11-04}\n',
    },
    {
      kind: 'good',
      in: 'client',
      language: 'en',
      market: 'SG',
      asOf: '2026-11-19',
      text: 'kind: client\nname: The Ong family\nlang: en\ncomplaints:\n  - {id: q1, received: 2026-11-04, about: nobody answered the phone, heard: 2026-11-04}\n',
    },
    // a service complaint needs no reading of clauses
    {
      kind: 'good',
      in: 'client',
      text: 'kind: client\nname: 沈女士一家\ncomplaints:\n  - {id: q1, received: 2026-11-02, kind: service, about: 电话没人接, heard: 2026-11-02, outcome: corrected, closed: 2026-11-05, report: {on: 2026-11-06, lesson: 出差前把电话转给同事}}\n',
    },
  ],
});

const STEPS: Readonly<Record<Step['key'], Localized>> = {
  heard: { zh: '倾听的日期（heard）', en: 'the day of hearing (heard)' },
  records: { zh: '沟通记录（records）', en: 'the records of contact (records)' },
  clause_reading: { zh: '条款解读（clause_reading）', en: 'the reading of clauses (clause_reading)' },
  loss_told: { zh: '退保损失告知（loss_told）', en: 'the loss told beforehand (loss_told)' },
  report: { zh: '报告', en: 'the report' },
};

/** Steps that an outcome rests on and the record lacks. */
export function missingSteps(complaint: ClientComplaint): readonly Step[] {
  if (complaint.outcome === undefined && complaint.closed === undefined) return [];
  const needed: Step['key'][] = ['heard'];
  if (complaint.kind?.value === 'cover') needed.push('records', 'clause_reading');
  if (complaint.outcome?.value === 'surrender') needed.push('loss_told');
  return needed
    .filter((key) => (key === 'records' ? (complaint.records?.items.length ?? 0) === 0 : complaint[key] === undefined))
    .map((key) => ({ key, name: STEPS[key] }));
}

function checkSteps(context: RuleContext, document: ClientDocument, complaint: ClientComplaint): void {
  const missing = missingSteps(complaint);
  const at = complaint.outcome ?? complaint.closed;
  if (missing.length === 0 || at === undefined) return;
  context.report({
    variant: 'steps',
    range: at.range,
    data: { x: joined(missing.map((step) => step.name)) },
    fixes: missing.flatMap((step) => stepFix(context, document, complaint, step)),
  });
}

function stepFix(
  context: RuleContext,
  document: ClientDocument,
  complaint: ClientComplaint,
  { key }: Step,
): readonly Fix[] {
  if (complaint.keyRange(key) !== undefined) return [];
  const english = document.language === 'en';
  const day = complaint.closed?.value ?? context.asOf;
  const value = key === 'records' ? `[${day} ${english ? 'notes of the meeting' : '面谈记录'}]` : day;
  const edit = insertKey(document.text, complaint.node, key, value, 'about');
  return edit
    ? [{ title: { zh: `补上 ${key}（按实填写）`, en: `Add ${key} (as it was)` }, safety: 'manual', edits: [edit] }]
    : [];
}

/** received ≤ heard ≤ closed, and nothing is told after the end. One finding: the first pair out of order. */
function checkOrder(context: RuleContext, document: ClientDocument, complaint: ClientComplaint): void {
  const named = {
    received: { zh: '收到', en: 'complaint' },
    heard: { zh: '倾听', en: 'hearing' },
    clause_reading: { zh: '条款解读', en: 'reading of clauses' },
    loss_told: { zh: '退保损失告知', en: 'telling of the loss' },
    closed: { zh: '结案', en: 'closing' },
    report: { zh: '报告', en: 'report' },
  };
  const dates = {
    received: complaint.received,
    heard: complaint.heard,
    clause_reading: complaint.clause_reading,
    loss_told: complaint.loss_told,
    closed: complaint.closed,
    report: complaint.report?.on,
  };
  type Key = keyof typeof named;
  const pairs: readonly (readonly [Key, Key])[] = [
    ['received', 'heard'],
    ['heard', 'closed'],
    ['received', 'clause_reading'],
    ['clause_reading', 'closed'],
    ['loss_told', 'closed'],
    ['received', 'closed'],
    ['closed', 'report'],
  ];
  for (const [first, then] of pairs) {
    const earlier = dates[first];
    const later = dates[then];
    if (earlier === undefined || later === undefined || earlier.value <= later.value) continue;
    // the underlined date is the one that is most likely wrong: the step, not the frame it has to fit in
    const step = then === 'closed' && first !== 'received' ? earlier : later;
    const frame = step === earlier ? later : earlier;
    context.report({
      variant: 'order',
      range: step.range,
      data: { a: named[then], b: named[first] },
      related: [{ uri: document.uri, range: frame.range, message: named[step === earlier ? then : first] }],
    });
    return;
  }
}

function checkReport(context: RuleContext, document: ClientDocument, complaint: ClientComplaint): void {
  const { closed, report } = complaint;
  if (closed === undefined) return;
  const missing: Localized[] = [];
  if (report?.on === undefined) missing.push({ zh: '日期（report.on）', en: 'its day (report.on)' });
  if (report?.lesson === undefined || report.lesson.value.trim() === '')
    missing.push({ zh: '教训（report.lesson）', en: 'a lesson (report.lesson)' });
  if (missing.length === 0) return;
  const lesson = document.language === 'en' ? 'what we do differently' : '下次怎么做';
  const edit = report
    ? undefined
    : insertKey(document.text, complaint.node, 'report', `{on: ${context.asOf}, lesson: ${lesson}}`);
  context.report({
    variant: 'report',
    range: closed.range,
    data: { x: joined(missing) },
    fixes: edit ? [{ title: { zh: '加处理报告', en: 'Add the report' }, safety: 'manual', edits: [edit] }] : [],
  });
}

function checkAge(context: RuleContext, complaint: ClientComplaint): void {
  const { received, closed } = complaint;
  if (received === undefined || closed !== undefined) return;
  const limit = context.threshold('complaint_days');
  const n = daysBetween(received.value, context.asOf);
  if (n > limit) context.report({ variant: 'open', range: received.range, data: { n, limit } });
}
