import type { Fix } from '../../diagnostic.ts';
import type { ClientDocument, PlanDocument } from '../../documents/document.ts';
import type { PlanMember } from '../../documents/yaml/models.ts';
import { isChild } from '../../domain/members.ts';
import type { Localized } from '../../localized.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { insertKey, insertTopLevel } from './edits.ts';
import { marketsWith } from './markets.ts';
import { joined, same } from './wording.ts';

interface Fact {
  readonly name: Localized;
  readonly key: string;
  /** What the fix writes, to be filled in. */
  readonly outline: string;
}

/** Markets whose social insurance the schema knows. */
const SOCIAL_MARKETS = new Set(['CN', 'TW', 'SG']);

/** The facts without which gaps, premiums and eligibility are guesses. */
export default defineRule({
  id: 'plan/missing-facts',
  title: { zh: '测算要有依据', en: 'Facts that the figures rest on' },
  why: {
    zh: '年龄、收入、职业类别、社保、旧保单和健康告知，缺一样，缺口和保费就算不准。缴费能力和已有保障本来就要问清楚。',
    en: 'Without ages, incomes, job classes, social insurance, policies in force and health declarations, gaps and premiums are guesses. Means and existing cover must be asked for anyway.',
  },
  basis: 'law',
  markets: marketsWith('warning', { CN: ['cn-sbm-21'], TW: ['tw-solicit-6'], SG: ['sg-faa-n16'], US: ['us-naic-275'] }),
  kinds: ['plan', 'client'],
  handbook: '2.1',
  message: { zh: '{name}缺{x}。', en: '{name}: {x} missing.' },
  variants: {
    member: { message: { zh: '{name}缺{x}，测算不准。', en: '{name}: {x} missing, so the figures are guesses.' } },
    unborn: {
      severity: 'error',
      message: {
        zh: '{name}的生日 {x} 在 {day} 之后，年龄算不出来。请核对年份。',
        en: '{name} would be born on {x}, after {day}, so no age can be told. Check the year.',
      },
    },
    policies: {
      message: {
        zh: '没有写旧保单（policies）：逐条写上，确认没有就写 []。',
        en: 'Policies in force are not recorded: list them, or write [] when there are none.',
      },
    },
  },
  check(context) {
    const { document } = context;
    if (document.kind !== 'plan' && document.kind !== 'client') return;
    for (const member of document.model.household?.items ?? []) checkMember(context, document, member);
    const household = document.model.keyRange('household');
    if (household !== undefined && document.model.keyRange('policies') === undefined) {
      const edit = insertTopLevel(document.text, document.tree, 'policies', '[]', 'needs');
      context.report({
        variant: 'policies',
        range: household,
        fixes: edit
          ? [
              {
                title: { zh: '写入 policies: []（已确认没有）', en: 'Add policies: [] (none, as confirmed)' },
                safety: 'review',
                edits: [edit],
              },
            ]
          : [],
      });
    }
  },
  examples: [
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'member',
      text: 'household:\n  - {id: dad, name: [[闻先生]], role: breadwinner, born: 1992-11-09, job: 地铁调度员, job_class: 1, social: employee, health: {declared: true}}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'policies',
      text: '- policies\n[[household]]:\n  - {id: dad, name: 闻先生, role: breadwinner, born: 1992-11-09, income: 32万, job_class: 1, social: employee, health: {declared: true}}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'unborn',
      text: 'household:\n  - {id: dad, name: 闻先生, role: breadwinner, born: [[2092-11-09]], income: 32万, job: 地铁调度员, job_class: 1, social: employee, health: {declared: true}}\n',
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      text: 'household:\n  - {id: dad, name: 闻先生, role: breadwinner, born: 1992-11-09, income: 32万, job: 地铁调度员, job_class: 1, social: employee, health: {declared: true}}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      language: 'en',
      market: 'CN',
      variant: 'member',
      text: 'lang: en\nhousehold:\n  - {id: dad, name: [[Mr Wen]], role: breadwinner, born: 1992-11-09, job: metro dispatcher, job_class: 1, social: employee, health: {declared: true}}\n',
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      language: 'en',
      market: 'CN',
      text: 'lang: en\nhousehold:\n  - {id: dad, name: Mr Wen, role: breadwinner, born: 1992-11-09, income: 320k, job: metro dispatcher, job_class: 1, social: employee, health: {declared: true}}\n',
    },
  ],
});

function checkMember(context: RuleContext, document: PlanDocument | ClientDocument, member: PlanMember): void {
  const day = dayOf(context, document);
  if (member.born && member.born.value > day)
    context.report({
      variant: 'unborn',
      range: member.born.range,
      data: { name: same(member.name?.value ?? member.id?.value ?? '?'), x: same(member.born.value), day: same(day) },
    });
  const missing = missingFacts(context, document, member);
  if (missing.length === 0) return;
  context.report({
    variant: 'member',
    range: member.name?.range ?? member.id?.range ?? member.range,
    data: { name: same(member.name?.value ?? member.id?.value ?? '?'), x: joined(missing.map((fact) => fact.name)) },
    fixes: missing.flatMap((fact): Fix[] => {
      // `health` without `declared`: the key goes into the map that is there
      const edit =
        fact.key === 'health' && member.health
          ? insertKey(document.text, member.health.node, 'declared', 'false')
          : insertKey(document.text, member.node, fact.key, fact.outline);
      const title = { zh: `补上${fact.name.zh}`, en: `Add ${fact.name.en}` };
      return edit ? [{ title, safety: 'manual', edits: [edit] }] : [];
    }),
  });
}

function dayOf(context: RuleContext, document: PlanDocument | ClientDocument) {
  return (document.kind === 'plan' ? document.model.date?.value : undefined) ?? context.asOf;
}

function missingFacts(
  context: RuleContext,
  document: PlanDocument | ClientDocument,
  member: PlanMember,
): readonly Fact[] {
  const missing: Fact[] = [];
  const day = dayOf(context, document);
  const has = (key: string) => member.keyRange(key) !== undefined;
  const facts = {
    id: '',
    name: '',
    ...(member.role && { role: member.role.value }),
    ...(member.born && { born: member.born.value }),
    ...(member.age && { age: member.age.value }),
  };
  const adult = !isChild(facts, day, context.threshold('adult_age'));
  const earns = adult && (member.role?.value === 'breadwinner' || has('income'));
  if (!has('born') && !has('age'))
    missing.push({ name: { zh: '出生日期', en: 'birthday' }, key: 'born', outline: '1990-01-01' });
  if (earns && !has('income'))
    missing.push({ name: { zh: '年收入', en: 'yearly income' }, key: 'income', outline: '0' });
  if (earns && !has('job_class') && (member.income?.value ?? 1) > 0) {
    missing.push({ name: { zh: '职业类别', en: 'job class' }, key: 'job_class', outline: '1' });
  }
  if (adult && !has('social') && SOCIAL_MARKETS.has(context.market)) {
    const outline = context.market === 'SG' ? 'cpf' : 'employee';
    missing.push({ name: { zh: '社保情况', en: 'social insurance' }, key: 'social', outline });
  }
  if (!has('health'))
    missing.push({ name: { zh: '健康告知', en: 'health declaration' }, key: 'health', outline: '{declared: false}' });
  else if (member.health && member.health.keyRange('declared') === undefined) {
    missing.push({ name: { zh: '健康告知', en: 'health declaration' }, key: 'health', outline: '{declared: false}' });
  }
  return missing;
}
