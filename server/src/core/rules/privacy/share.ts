import type { Fix } from '../../diagnostic.ts';
import type { ClientDocument, PlanDocument } from '../../documents/document.ts';
import type { ConsentShare } from '../../documents/yaml/models.ts';
import type { CalendarDate, Localized } from '../../localized.ts';
import { insertKey } from '../plan/edits.ts';
import { marketsWith } from '../plan/markets.ts';
import { joined, same } from '../plan/wording.ts';
import { defineRule } from '../rule.ts';

/** Client data leave the house encrypted, with consent given before, and for the business alone. */
export default defineRule({
  id: 'privacy/share',
  title: { zh: '外发须加密、先同意、限业务目的', en: 'Share encrypted, agreed and for business only' },
  why: {
    zh: '把客户资料发给别人，要先告诉客户发给谁、做什么，取得单独同意，再加密发送；只能用于核保、理赔、保单服务或监管要求，转卖名单是违法的。',
    en: 'Before client data go to anyone, the client is told who receives them and why, and agrees; then they go encrypted. Only underwriting, claims, policy service and regulators are reasons; selling lists is unlawful.',
  },
  basis: 'law',
  markets: marketsWith('error', { CN: ['cn-pipl-23', 'cn-pipl-10', 'cn-sbm-7'], TW: ['tw-pdpa-5'] }, 'warning'),
  kinds: ['plan', 'client'],
  handbook: '6.2',
  message: { zh: '外发给{name}：缺{x}。', en: 'Shared with {name}: {x} missing.' },
  variants: {
    missing: { message: { zh: '外发给{name}的记录缺{x}。', en: 'Shared with {name}: {x} missing.' } },
    late: {
      message: {
        zh: '{a}才同意，{b}就发出去了：先同意，后外发。',
        en: 'Sent on {b}, agreed only on {a}: consent comes first.',
      },
    },
  },
  check(context) {
    const { document } = context;
    if (document.kind !== 'plan' && document.kind !== 'client') return;
    for (const share of document.model.consent?.share?.items ?? []) {
      const missing = missingParts(share, context.asOf);
      const name = same(share.to?.value ?? '?');
      if (missing.length > 0) {
        context.report({
          variant: 'missing',
          range: share.to?.range ?? share.range,
          data: { name, x: joined(missing.map((part) => part.name)) },
          fixes: missing.flatMap((part) => partFix(document, share, part)),
        });
      }
      if (share.on && share.agreed && share.agreed.value > share.on.value) {
        context.report({
          variant: 'late',
          range: share.agreed.range,
          data: { a: same(share.agreed.value), b: same(share.on.value) },
          related: [
            { uri: document.uri, range: share.on.range, message: { zh: '外发日期', en: 'the day of sending' } },
          ],
        });
      }
    }
  },
  examples: [
    {
      kind: 'bad',
      in: 'client',
      variant: 'missing',
      language: 'en',
      market: 'SG',
      text: 'kind: client\nname: The Ong family\nlang: en\nconsent:\n  collect: 2026-10-08\n  share:\n    - to: [[Kestrel claims desk]]\n      what: hospital bill\n      why: claim\n      on: 2026-10-20\n      encrypted: true\n',
    },
    {
      kind: 'good',
      in: 'client',
      language: 'en',
      market: 'SG',
      text: 'kind: client\nname: The Ong family\nlang: en\nconsent:\n  collect: 2026-10-08\n  share:\n    - {to: Kestrel claims desk, what: hospital bill, why: claim, on: 2026-10-20, agreed: 2026-10-19, encrypted: true}\n',
    },
    {
      kind: 'bad',
      in: 'client',
      variant: 'late',
      text: 'kind: client\nname: 罗先生一家\nconsent: {share: [{to: 示例人寿理赔部, what: 病历, why: claim, on: 2026-10-20, agreed: [[2026-10-21]], encrypted: true}]}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'missing',
      text: 'consent: {collect: 2026-02-20, sensitive: 2026-02-20, share: [{to: [[示例人寿核保部]], what: 超声报告, why: underwriting, on: 2026-03-08, agreed: 2026-03-08, encrypted: false}]}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'late',
      text: 'consent: {collect: 2026-02-20, sensitive: 2026-02-20, share: [{to: 示例人寿核保部, what: 超声报告, why: underwriting, on: 2026-03-08, agreed: [[2026-03-09]], encrypted: true}]}\n',
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      text: 'consent: {collect: 2026-02-20, sensitive: 2026-02-20, share: [{to: 示例人寿核保部, what: 超声报告, why: underwriting, on: 2026-03-08, agreed: 2026-03-08, encrypted: true}]}\n',
    },
  ],
});

interface Part {
  readonly name: Localized;
  readonly key: string;
  readonly value: string;
}

function missingParts(share: ConsentShare, asOf: CalendarDate): readonly Part[] {
  const parts: Part[] = [];
  if (share.agreed === undefined) {
    parts.push({
      name: { zh: '客户同意日期（agreed）', en: 'the client’s consent (agreed)' },
      key: 'agreed',
      value: share.on?.value ?? asOf,
    });
  }
  if (share.encrypted?.value !== true)
    parts.push({
      name: { zh: '加密（encrypted: true）', en: 'encryption (encrypted: true)' },
      key: 'encrypted',
      value: 'true',
    });
  if (share.why === undefined)
    parts.push({ name: { zh: '业务用途（why）', en: 'a business purpose (why)' }, key: 'why', value: 'service' });
  return parts;
}

function partFix(document: PlanDocument | ClientDocument, share: ConsentShare, part: Part): readonly Fix[] {
  if (share.keyRange(part.key) !== undefined) return [];
  const edit = insertKey(document.text, share.node, part.key, part.value);
  return edit ? [{ title: { zh: `补上 ${part.key}`, en: `Add ${part.key}` }, safety: 'manual', edits: [edit] }] : [];
}
