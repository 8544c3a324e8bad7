import type { Fix } from '../../diagnostic.ts';
import type { ClientDocument, PlanDocument } from '../../documents/document.ts';
import { memberAge } from '../../domain/members.ts';
import { insertKey, insertTopLevel } from '../plan/edits.ts';
import { marketsWith } from '../plan/markets.ts';
import { same } from '../plan/wording.ts';
import { defineRule, type RuleContext } from '../rule.ts';

/** Personal data need the client's consent; health data and data of young children need their own. */
export default defineRule({
  id: 'privacy/consent',
  title: { zh: '收集信息要有同意，敏感信息要单独同意', en: 'Consent to collect, separate consent for sensitive data' },
  why: {
    zh: '家庭、收入、健康都是个人信息。病史和不满14岁孩子的信息属于敏感信息，要单独同意；孩子的由监护人同意。写下同意的日期就行。',
    en: 'Household, income and health are personal data. Conditions and data of children under 14 are sensitive and need separate consent, a guardian’s for the child. The day of consent is enough.',
  },
  basis: 'law',
  markets: marketsWith(
    'error',
    { CN: ['cn-pipl-29', 'cn-pipl-28', 'cn-pipl-31', 'cn-sbm-7'], TW: ['tw-pdpa-5'] },
    'warning',
  ),
  kinds: ['plan', 'client'],
  handbook: '6.2',
  message: { zh: '缺同意记录。', en: 'Consent missing.' },
  variants: {
    collect: {
      severity: 'warning',
      message: {
        zh: '记了家庭信息，没有写客户哪天同意收集（consent.collect）。',
        en: 'Household data, but no day on which the client agreed to its collection (consent.collect).',
      },
    },
    sensitive: {
      message: {
        zh: '{name}的信息属敏感信息（{x}），缺单独同意（consent.sensitive）。',
        en: '{name}’s data are sensitive ({x}); separate consent is missing (consent.sensitive).',
      },
    },
  },
  check(context) {
    const { document } = context;
    if (document.kind !== 'plan' && document.kind !== 'client') return;
    const { model } = document;
    const household = model.keyRange('household');
    if (household === undefined || (model.household?.items.length ?? 0) === 0) return;
    if (model.consent?.collect === undefined) {
      context.report({ variant: 'collect', range: household, fixes: consentFix(context, document, 'collect') });
    }
    if (model.consent?.sensitive === undefined) reportSensitive(context, document);
  },
  examples: [
    {
      kind: 'bad',
      in: 'client',
      variant: 'collect',
      text: 'kind: client\nname: 罗先生一家\n[[household]]:\n  - {id: luo, name: 罗先生, role: breadwinner, born: 1990-02-10}\n',
    },
    {
      kind: 'bad',
      in: 'client',
      variant: 'sensitive',
      language: 'en',
      market: 'SG',
      text: 'kind: client\nname: The Ong family\nlang: en\nconsent: {collect: 2026-10-08}\nhousehold:\n  - {id: ben, name: Mr Ong, role: breadwinner, born: 1990-02-10, health: {declared: true, conditions: [ [[asthma]] ]}}\n',
    },
    // fourteen on the day of judging
    {
      kind: 'good',
      in: 'client',
      asOf: '2026-11-20',
      text: 'kind: client\nname: 罗先生一家\nconsent: {collect: 2026-10-08}\nhousehold:\n  - {id: kid, name: 小月, role: child, born: 2012-11-20}\n',
    },
    // the household stands in the plan that the file names, and the plan is judged there
    {
      kind: 'good',
      in: 'client',
      language: 'en',
      market: 'SG',
      text: 'kind: client\nname: The Ong family\nlang: en\nscreening: {need: 1, means: 1, decision: 1, tier: C}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'sensitive',
      text: 'consent: {collect: 2026-02-20}\nhousehold:\n  - {id: kid, name: 小满, role: child, born: [[2022-08-15]], social: resident, health: {declared: true}}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'collect',
      text: 'consent: {sensitive: 2026-02-20}\n[[household]]:\n  - {id: kid, name: 小满, role: child, born: 2022-08-15, social: resident, health: {declared: true}}\n',
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      text: 'consent: {collect: 2026-02-20}\nhousehold:\n  - {id: kid, name: 小满, role: child, born: 2010-08-15, social: resident, health: {declared: true}}\n',
    },
  ],
});

/** One finding per member: conditions recorded, or below the age of sensitive data. */
function reportSensitive(context: RuleContext, document: PlanDocument | ClientDocument): void {
  const day = document.kind === 'plan' ? (document.model.date?.value ?? context.asOf) : context.asOf;
  const limit = context.threshold('sensitive_data_age');
  for (const member of document.model.household?.items ?? []) {
    const conditions = member.health?.conditions;
    const age = memberAge(
      {
        id: '',
        name: '',
        ...(member.born && { born: member.born.value }),
        ...(member.age && { age: member.age.value }),
      },
      day,
    );
    const young = age !== undefined && age < limit;
    if (!young && (conditions?.items.length ?? 0) === 0) continue;
    context.report({
      variant: 'sensitive',
      range: young ? (member.born?.range ?? member.age?.range ?? member.range) : conditions!.items[0]!.range,
      data: {
        name: same(member.name?.value ?? member.id?.value ?? '?'),
        x: young ? { zh: `不满${limit}周岁`, en: `under ${limit}` } : { zh: '健康状况', en: 'health' },
      },
      fixes: consentFix(context, document, 'sensitive'),
    });
  }
}

/** A consent is a fact: the edit proposes today and leaves the confirmation to the writer. */
function consentFix(
  context: RuleContext,
  document: PlanDocument | ClientDocument,
  key: 'collect' | 'sensitive',
): readonly Fix[] {
  const consent = document.model.consent;
  const edit = consent
    ? insertKey(document.text, consent.node, key, context.asOf)
    : insertTopLevel(document.text, document.tree, 'consent', `{${key}: ${context.asOf}}`, 'household');
  if (edit === undefined) return [];
  return [
    {
      title: { zh: `写入 consent.${key}（按实改日期）`, en: `Add consent.${key} (put the real day)` },
      safety: 'manual',
      edits: [edit],
    },
  ];
}
