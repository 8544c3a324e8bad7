import type { ClientDocument } from '../../documents/document.ts';
import type { ClientClaim } from '../../documents/yaml/models.ts';
import { backwardSteps, CLAIM_STAGES, claimState } from '../../domain/claim-steps.ts';
import { daysBetween } from '../../domain/dates.ts';
import { insertItem, insertKey } from '../plan/edits.ts';
import { marketsWith } from '../plan/markets.ts';
import { same } from '../plan/wording.ts';
import { defineRule, type RuleContext } from '../rule.ts';

/** An open claim is reported on every week; its steps go forward, and a payment has an amount. */
export default defineRule({
  id: 'process/claim-progress',
  title: { zh: '理赔每周反馈进度', en: 'A claim’s progress, every week' },
  why: {
    zh: '“资料已提交、审核中、理赔款到账”，每周告诉客户走到哪一步，哪怕还没有变化。到账写明金额，记录才算完整。',
    en: 'Submitted, under review, paid: tell the client each week where it stands, even when nothing moved. A payment is recorded with its amount.',
  },
  basis: 'practice',
  markets: marketsWith('warning', {}),
  kinds: ['client'],
  handbook: '5.2',
  message: { zh: '理赔进度要更新。', en: 'The claim’s progress needs an update.' },
  variants: {
    stale: { message: { zh: '已 {n} 天未反馈理赔进度。', en: 'No update on the claim for {n} days.' } },
    stage: {
      message: { zh: '进度倒退：{a}之后又写{b}。', en: 'Progress runs backwards: {b} after {a}.' },
    },
    day: {
      message: {
        zh: '进度日期倒退：{b} 写在 {a} 之后。',
        en: 'Progress runs backwards in time: {b} stands after {a}.',
      },
    },
    early: {
      message: { zh: '进度日期 {b} 早于报案日期 {a}。', en: 'A step on {b}, before the claim was reported on {a}.' },
    },
    amount: { message: { zh: '写了到账，没有写金额（amount）。', en: 'Paid, but no amount given (amount).' } },
  },
  check(context) {
    const { document } = context;
    if (document.kind !== 'client') return;
    for (const claim of document.model.claims?.items ?? []) {
      checkSteps(context, document, claim);
      checkFreshness(context, document, claim);
    }
  },
  examples: [
    {
      kind: 'bad',
      in: 'client',
      variant: 'stale',
      asOf: '2026-11-20',
      text: 'kind: client\nname: 沈女士一家\nclaims:\n  - id: c1\n    kind: medical\n    reported: 2026-11-09\n    replied: 2026-11-09\n    documents: {病历: true, 诊断证明: true, 费用清单: true, 理赔申请书: true}\n    progress:\n      - on: 2026-11-10\n        stage: submitted\n      - on: [[2026-11-12]]\n        stage: reviewing\n',
    },
    {
      kind: 'bad',
      in: 'client',
      variant: 'stage',
      asOf: '2026-11-12',
      text: 'kind: client\nname: 沈女士一家\nclaims:\n  - {id: c1, kind: medical, reported: 2026-11-09, replied: 2026-11-09, documents: {病历: true, 诊断证明: true, 费用清单: true, 理赔申请书: true}, progress: [{on: 2026-11-10, stage: reviewing}, {on: 2026-11-11, stage: [[submitted]]}]}\n',
    },
    {
      kind: 'bad',
      in: 'client',
      variant: 'day',
      asOf: '2026-11-16',
      text: 'kind: client\nname: 沈女士一家\nclaims:\n  - {id: c1, kind: medical, reported: 2026-11-09, replied: 2026-11-09, documents: {病历: true, 诊断证明: true, 费用清单: true, 理赔申请书: true}, progress: [{on: 2026-11-12, stage: submitted}, {on: [[2026-11-11]], stage: reviewing}]}\n',
    },
    {
      kind: 'bad',
      in: 'client',
      variant: 'early',
      asOf: '2026-11-16',
      text: 'kind: client\nname: 沈女士一家\nclaims:\n  - {id: c1, kind: medical, reported: 2026-11-12, replied: 2026-11-12, progress: [{on: [[2026-11-02]], stage: submitted}, {on: 2026-11-15, stage: paid, amount: 3260}]}\n',
    },
    {
      kind: 'bad',
      in: 'client',
      variant: 'amount',
      language: 'en',
      market: 'SG',
      text: 'kind: client\nname: The Ong family\nlang: en\nclaims:\n  - {id: c1, kind: medical, reported: 2026-11-02, replied: 2026-11-02, progress: [{on: 2026-11-05, stage: submitted}, {on: 2026-11-15, stage: [[paid]]}]}\n',
    },
    {
      kind: 'good',
      in: 'client',
      language: 'en',
      market: 'SG',
      text: 'kind: client\nname: The Ong family\nlang: en\nclaims:\n  - {id: c1, kind: medical, reported: 2026-09-02, replied: 2026-09-02, progress: [{on: 2026-09-05, stage: submitted}, {on: 2026-09-15, stage: refused}, {on: 2026-10-05, stage: paid, amount: 1.2k}]}\n',
    },
    // exactly a week is in time
    {
      kind: 'good',
      in: 'client',
      asOf: '2026-11-19',
      text: 'kind: client\nname: 沈女士一家\nclaims:\n  - {id: c1, kind: medical, reported: 2026-11-09, replied: 2026-11-09, documents: {病历: true, 诊断证明: true, 费用清单: true, 理赔申请书: true}, progress: [{on: 2026-11-10, stage: submitted}, {on: 2026-11-12, stage: reviewing}]}\n',
    },
  ],
});

function checkSteps(context: RuleContext, document: ClientDocument, claim: ClientClaim): void {
  const steps = claim.progress?.items ?? [];
  for (const { step, before, what } of backwardSteps(steps)) {
    const field = what === 'stage' ? step.stage! : step.on!;
    const earlier = what === 'stage' ? before.stage! : before.on!;
    context.report({
      variant: what,
      range: field.range,
      data:
        what === 'stage'
          ? { a: CLAIM_STAGES[before.stage!.value], b: CLAIM_STAGES[step.stage!.value] }
          : { a: same(before.on!.value), b: same(step.on!.value) },
      related: [{ uri: document.uri, range: earlier.range, message: { zh: '前一步', en: 'the step before' } }],
    });
  }
  const reported = claim.reported;
  const early = reported && steps.find((step) => step.on && step.on.value < reported.value);
  if (reported && early?.on) {
    context.report({
      variant: 'early',
      range: early.on.range,
      data: { a: same(reported.value), b: same(early.on.value) },
      related: [
        { uri: document.uri, range: reported.range, message: { zh: '报案日期', en: 'the day it was reported' } },
      ],
    });
  }
  for (const step of steps) {
    if (step.stage?.value === 'paid' && step.amount === undefined && step.keyRange('amount') === undefined)
      context.report({ variant: 'amount', range: step.stage.range });
  }
}

function checkFreshness(context: RuleContext, document: ClientDocument, claim: ClientClaim): void {
  const { open, last, stage } = claimState(claim);
  if (!open || last === undefined) return;
  const n = daysBetween(last, context.asOf);
  if (n <= context.threshold('claim_update_days')) return;
  const at = (claim.progress?.items ?? []).find((step) => step.on?.value === last)?.on ?? claim.reported;
  const entry = `{on: ${context.asOf}, stage: ${stage ?? 'submitted'}}`;
  const edit =
    claim.progress && claim.progress.items.length > 0
      ? insertItem(document.text, claim.progress.node, entry)
      : insertKey(document.text, claim.node, 'progress', `[${entry}]`);
  context.report({
    variant: 'stale',
    range: at?.range ?? claim.range,
    data: { n },
    fixes: edit
      ? [{ title: { zh: '加一条今天的进度', en: 'Add today’s progress' }, safety: 'manual', edits: [edit] }]
      : [],
  });
}
