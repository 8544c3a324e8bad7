import type { Fix } from '../../diagnostic.ts';
import type { ClientDocument, PitchDocument, PlanDocument } from '../../documents/document.ts';
import type { ConsentShare } from '../../documents/yaml/models.ts';
import type { CalendarDate, Localized } from '../../localized.ts';
import { rememberPerText } from '../../text/remembered.ts';
import { segmentsHolding } from '../matched-segments.ts';
import { sentencesOf } from '../phrases/sentences.ts';
import { insertKey } from '../plan/edits.ts';
import { marketsWith } from '../plan/markets.ts';
import { joined, same } from '../plan/wording.ts';
import { defineRule, type RuleContext } from '../rule.ts';

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
  kinds: ['plan', 'client', 'pitch'],
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
    sale: {
      message: {
        zh: '“{x}”：客户名单和资料不能买卖、交换。删掉这句。',
        en: '“{x}”: client lists and data are neither sold nor traded. Delete it.',
      },
    },
  },
  // where a list is spoken of at all; LISTS says which
  readings: {
    list: [
      '(客户名单|客户资料|客户信息|客户数据|保单信息|车主名单|业主名单|宝妈名单)',
      '(client|customer|lead|contact) (list|lists|data|base|bases)',
      'leads',
    ],
  },
  ofLoneLine: 'reading',
  check(context) {
    const { document } = context;
    if (document.kind === 'pitch') checkScript(context, document);
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
      in: 'pitch',
      variant: 'sale',
      text: '# 朋友圈\n手上有两千条[[客户名单出售]]，感兴趣的同行私信我。\n',
    },
    {
      kind: 'bad',
      in: 'pitch',
      variant: 'sale',
      language: 'en',
      market: 'SG',
      text: '---\n{lang: en}\n---\n# Social post\nI am [[selling a client list]] with 2,000 names, message me.\n',
    },
    {
      kind: 'good',
      in: 'pitch',
      text: '# 售后\n代理人：您的资料我不会转卖，客户资料严禁出售。\n客户：有人出售客户名单给我。\n',
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

const LISTS =
  /客户名单|客戶名單|客户资料|客戶資料|客户信息|客户数据|保单信息|车主名单|业主名单|宝妈名单|(?:client|customer|lead|contact) (?:lists?|data|bases?)|\bleads\b/giu;
const TRADES =
  /出售|转卖|轉賣|变卖|低价卖|打包卖|卖给|卖掉|转让|交换|互换|换名单|批发|\b(?:sell(?:ing)?|for sale|trade|trading|swap(?:ping)?)\b/giu;
const DENIES =
  /不会|不得|不能|不可|不准|严禁|禁止|切勿|不要|从不|绝不|唔会|唔可以|\b(?:never|not|don't|won't|cannot|must not|forbidden|illegal)\b|违法|犯法/iu;
const REACH = 12;

const NO_SALE = { start: -1, end: -1 };

/** A list and a trade word near each other, in a sentence that denies neither. */
const saleIn = rememberPerText((text: string) => {
  for (const { start, end } of sentencesOf(text)) {
    const sentence = text.slice(start, end);
    const lists = [...sentence.matchAll(LISTS)];
    if (lists.length === 0 || DENIES.test(sentence)) continue;
    for (const trade of sentence.matchAll(TRADES)) {
      for (const list of lists) {
        const from = Math.min(list.index, trade.index);
        const to = Math.max(list.index + list[0].length, trade.index + trade[0].length);
        if (to - from <= list[0].length + trade[0].length + REACH) return { start: start + from, end: start + to };
      }
    }
  }
  return NO_SALE;
});

function checkScript(context: RuleContext, document: PitchDocument): void {
  for (const segment of segmentsHolding(document, context.ruleSet, 'privacy/share')) {
    if (segment.speaker === 'client' || segment.speaker === 'note') continue;
    const sale = saleIn(segment.text.text);
    if (sale === NO_SALE) continue;
    const { start, end } = sale;
    context.report({
      variant: 'sale',
      range: segment.text.rangeOf(start, end),
      data: { x: same(segment.text.text.slice(start, end)) },
    });
  }
}
