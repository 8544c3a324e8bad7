import type { Fix } from '../../diagnostic.ts';
import type { ClientDocument } from '../../documents/document.ts';
import type { ClientClaim } from '../../documents/yaml/models.ts';
import type { ClaimPaper } from '../../domain/claim-papers.ts';
import { claimState, missingPapers } from '../../domain/claim-steps.ts';
import { daysBetween } from '../../domain/dates.ts';
import { insertKey, isFlow } from '../plan/edits.ts';
import { marketsWith } from '../plan/markets.ts';
import { joined } from '../plan/wording.ts';
import { defineRule, type RuleContext } from '../rule.ts';

/** An open claim has its papers together, and was answered at once. */
export default defineRule({
  id: 'process/claim-documents',
  title: { zh: '理赔材料按种类备齐，当天回应', en: 'A claim’s papers complete, an answer at once' },
  why: {
    zh: '客户出险时最怕没人管、来回补材料。报案后一天内要有回应，并把这类理赔要的材料一次说清、逐项打勾。',
    en: 'A client with a claim fears silence and being sent back for papers. Answer within a day, name everything this kind of claim needs at once, and tick it off.',
  },
  basis: 'practice',
  markets: marketsWith('warning', {}),
  kinds: ['client'],
  handbook: '5.2',
  message: { zh: '理赔材料缺{x}。', en: 'The claim lacks {x}.' },
  variants: {
    papers: {
      message: {
        zh: '这类理赔还缺{x}：向客户说明并记下。',
        en: 'A claim of this kind still lacks {x}: tell the client, and note it.',
      },
    },
    reply: {
      message: {
        zh: '报案后 {n} 天才首次回应，应在 {limit} 天内。',
        en: 'First answered {n} days after it was reported; answer within {limit}.',
      },
    },
    silence: {
      message: {
        zh: '报案已 {n} 天，没有首次回应的记录。',
        en: 'Reported {n} days ago, and no first answer recorded.',
      },
    },
    order: { message: { zh: '首次回应的日期早于报案日期。', en: 'The first answer stands before the report.' } },
  },
  check(context) {
    const { document } = context;
    if (document.kind !== 'client') return;
    for (const claim of document.model.claims?.items ?? []) {
      checkReply(context, document, claim);
      if (!claimState(claim).open) continue;
      const { unlisted, awaited } = missingPapers(claim, context.market);
      const missing = [...unlisted, ...awaited];
      if (missing.length === 0) continue;
      context.report({
        variant: 'papers',
        range: claim.keyRange('documents') ?? claim.id?.range ?? claim.range,
        data: { x: joined(missing.map((paper) => paper.name)) },
        fixes: listFix(document, claim, unlisted),
      });
    }
  },
  examples: [
    {
      kind: 'bad',
      in: 'client',
      variant: 'papers',
      asOf: '2026-11-20',
      text: 'kind: client\nname: 沈女士一家\nclaims:\n  - id: c1\n    kind: ci\n    reported: 2026-11-16\n    replied: 2026-11-16\n    [[documents]]:\n      病历: true\n      诊断证明: true\n      病理报告: false\n      理赔申请书: true\n    progress:\n      - {on: 2026-11-17, stage: submitted}\n',
    },
    {
      kind: 'bad',
      in: 'client',
      variant: 'papers',
      asOf: '2026-11-20',
      text: 'kind: client\nname: 沈女士一家\nclaims:\n  - {id: [[c1]], kind: medical, reported: 2026-11-16, replied: 2026-11-16}\n',
    },
    {
      kind: 'bad',
      in: 'client',
      variant: 'reply',
      asOf: '2026-11-20',
      text: 'kind: client\nname: 沈女士一家\nclaims:\n  - {id: c1, kind: medical, reported: 2026-11-12, replied: [[2026-11-14]], progress: [{on: 2026-11-19, stage: paid, amount: 800}]}\n',
    },
    {
      kind: 'bad',
      in: 'client',
      variant: 'order',
      asOf: '2026-11-20',
      text: 'kind: client\nname: 沈女士一家\nclaims:\n  - {id: c1, kind: medical, reported: 2026-11-12, replied: [[2026-11-11]], progress: [{on: 2026-11-19, stage: paid, amount: 800}]}\n',
    },
    {
      kind: 'bad',
      in: 'client',
      variant: 'silence',
      language: 'en',
      market: 'SG',
      asOf: '2026-11-20',
      text: 'kind: client\nname: The Ong family\nlang: en\nclaims:\n  - id: c1\n    kind: medical\n    reported: [[2026-11-18]]\n    documents: {medical records: true, diagnosis: true, itemised bills: true, claim form: true}\n',
    },
    {
      kind: 'good',
      in: 'client',
      language: 'en',
      market: 'SG',
      asOf: '2026-11-19',
      text: 'kind: client\nname: The Ong family\nlang: en\nclaims:\n  - id: c1\n    kind: accident\n    reported: 2026-11-18\n    documents: {Discharge Summary: true, Medical certificate: true, police report: true, Receipts: true, Claim form (signed): true}\n',
    },
    // paid: the papers were enough
    {
      kind: 'good',
      in: 'client',
      asOf: '2026-11-20',
      text: 'kind: client\nname: 沈女士一家\nclaims:\n  - {id: c1, kind: death, reported: 2026-11-12, replied: 2026-11-13, documents: {死亡证明: true}, progress: [{on: 2026-11-19, stage: paid, amount: 20万}]}\n',
    },
  ],
});

function checkReply(context: RuleContext, document: ClientDocument, claim: ClientClaim): void {
  const { reported, replied } = claim;
  if (reported === undefined) return;
  const limit = context.threshold('claim_reply_days');
  const related = [
    { uri: document.uri, range: reported.range, message: { zh: '报案日期', en: 'the day it was reported' } },
  ];
  if (replied === undefined) {
    const n = daysBetween(reported.value, context.asOf);
    if (n <= limit || !claimState(claim).open) return;
    const edit = insertKey(document.text, claim.node, 'replied', context.asOf, 'reported');
    context.report({
      variant: 'silence',
      range: reported.range,
      data: { n },
      fixes: edit
        ? [{ title: { zh: '写入首次回应日期', en: 'Enter the first answer' }, safety: 'manual', edits: [edit] }]
        : [],
    });
    return;
  }
  const n = daysBetween(reported.value, replied.value);
  if (n < 0) context.report({ variant: 'order', range: replied.range, related });
  else if (n > limit) context.report({ variant: 'reply', range: replied.range, data: { n, limit }, related });
}

/** Puts the papers that are not listed yet into the record, as not at hand. */
function listFix(document: ClientDocument, claim: ClientClaim, unlisted: readonly ClaimPaper[]): readonly Fix[] {
  if (unlisted.length === 0) return [];
  const names = unlisted.map((paper) => paper.name[document.language === 'en' ? 'en' : 'zh']);
  const documents = claim.documents?.node;
  const inline = documents ? isFlow(document.text, documents) : isFlow(document.text, claim.node);
  const lines = names.map((name) => `${name}: false`);
  const edit =
    documents && documents.children.length > 0
      ? insertKey(document.text, documents, names[0]!, ['false', ...lines.slice(1)].join(inline ? ', ' : '\n'))
      : documents
        ? undefined
        : insertKey(
            document.text,
            claim.node,
            'documents',
            inline ? `{${lines.join(', ')}}` : `\n${lines.map((line) => `  ${line}`).join('\n')}`,
          );
  return edit
    ? [{ title: { zh: '把缺的材料列进清单', en: 'List the missing papers' }, safety: 'manual', edits: [edit] }]
    : [];
}
