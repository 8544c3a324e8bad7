import type { Fix } from '../../diagnostic.ts';
import type { Member } from '../../domain/members.ts';
import { insertItem, insertKey } from '../plan/edits.ts';
import { marketsWith } from '../plan/markets.ts';
import { planDocument, rowRange, viewOf } from '../plan/plan-context.ts';
import { same } from '../plan/wording.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { type ApplicationView, applicationsOf } from './applications.ts';

/** Known conditions are put to underwriting before the application, so that no refusal stays on the client's record. */
export default defineRule({
  id: 'process/preunderwriting',
  title: { zh: '有既往症先预核保', en: 'Ask underwriting first where there is a condition' },
  why: {
    zh: '有既往症直接投保，容易被拒保或延期，留下记录，以后更难买。先问核保，拿到意见再提交；回复拒保、延期的，这一行就不该留着。',
    en: 'Applying straight away with a known condition risks a refusal that stays on record. Ask underwriting first; when the answer is decline or postpone, the row should not stay.',
  },
  basis: 'practice',
  markets: marketsWith('warning', { CN: ['cn-il-16', 'cn-sbm-27'] }),
  kinds: ['plan'],
  handbook: '4.1',
  message: { zh: '{x}未做预核保。', en: 'No pre-underwriting for {x}.' },
  variants: {
    before: {
      message: {
        zh: '{name}有{x}，投保前先做预核保。',
        en: '{name} has {x}: ask underwriting before the application.',
      },
    },
    missing: {
      message: { zh: '{name}有{x}，没有预核保记录。', en: '{name} has {x}, and there is no pre-underwriting record.' },
    },
    refused: {
      message: {
        zh: '{name}的{x}预核保结果是{reply}，相关产品行却还留着。',
        en: 'Pre-underwriting of {name}’s {x} came back as {reply}, yet the rows are still there.',
      },
    },
  },
  check(context) {
    const document = planDocument(context);
    if (document === undefined) return;
    const applications = applicationsOf(context);
    const view = viewOf(context, document);
    const insured = [...new Set(view.rows.flatMap((row) => row.insured ?? []))];
    if (applications.length === 0) {
      for (const member of insured)
        for (const condition of conditionsOf(context, member)) report(context, 'before', member, condition);
    }
    for (const entry of applications) checkApplication(context, entry);
  },
  examples: [
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'missing',
      text: `household:
  - {id: dad, name: 闻先生, role: breadwinner, born: 1992-11-09, income: 32万, job_class: 1, job_code: "070121", social: employee, health: {declared: true, conditions: [ [[轻度脂肪肝]]]}}
application:
  - {for: [p2], submission: online}
`,
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      text: `household:
  - {id: dad, name: 闻先生, role: breadwinner, born: 1992-11-09, income: 32万, job_class: 1, job_code: "070121", social: employee, health: {declared: true, conditions: [轻度脂肪肝]}}
application:
  - {for: [p2], submission: online, preunderwriting: [{member: dad, condition: 轻度脂肪肝, asked: 2026-03-03, reply: exclude, replied: 2026-03-05}]}
`,
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'before',
      text: `household:
  - {id: dad, name: 闻先生, role: breadwinner, born: 1992-11-09, income: 32万, job_class: 1, job_code: "050214", social: employee, health: {declared: true, conditions: [ [[轻度脂肪肝]]]}}
products:
  - {id: p2, product: med-20, insured: dad, sum: 300万, premium: 365, pay: 1y, term: 1y}
`,
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'refused',
      text: `household:
  - {id: dad, name: 闻先生, role: breadwinner, born: 1992-11-09, income: 32万, job_class: 1, job_code: "050214", social: employee, health: {declared: true, conditions: [轻度脂肪肝]}}
application:
  - {for: [p2], submission: online, preunderwriting: [{member: dad, condition: 轻度脂肪肝, asked: 2026-03-03, reply: [[decline]], replied: 2026-03-05}]}
`,
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      language: 'en',
      market: 'CN',
      variant: 'missing',
      text: `lang: en
household:
  - {id: dad, name: Mr Wen, role: breadwinner, born: 1992-11-09, income: 320k, job_class: 1, job_code: "050214", social: employee, health: {declared: true, conditions: [ [[mild asthma]]]}}
application:
  - {for: [p2], submission: online}
`,
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      language: 'en',
      market: 'CN',
      text: `lang: en
household:
  - {id: dad, name: Mr Wen, role: breadwinner, born: 1992-11-09, income: 320k, job_class: 1, job_code: "050214", social: employee, health: {declared: true, conditions: [mild asthma]}}
application:
  - {for: [p2], submission: online, preunderwriting: [{member: dad, condition: mild asthma, asked: 2026-03-03, reply: standard, replied: 2026-03-05}]}
`,
    },
  ],
});

interface Condition {
  readonly value: string;
  readonly range: { readonly start: number; readonly end: number };
}

function conditionsOf(context: RuleContext, member: Member): readonly Condition[] {
  const document = planDocument(context)!;
  return viewOf(context, document).located.get(member.id)?.health?.conditions?.items ?? [];
}

function checkApplication(context: RuleContext, entry: ApplicationView): void {
  const { application, insured, rows, document } = entry;
  const records = application.preunderwriting?.items ?? [];
  for (const member of insured) {
    for (const condition of conditionsOf(context, member)) {
      const record = records.find(
        (candidate) =>
          candidate.member?.value === member.id && candidate.condition?.value.trim() === condition.value.trim(),
      );
      if (record === undefined) {
        report(context, 'missing', member, condition, recordFix(entry, member, condition));
        continue;
      }
      const reply = record.reply;
      if (reply?.value !== 'decline' && reply?.value !== 'postpone') continue;
      context.report({
        variant: 'refused',
        range: reply.range,
        data: {
          name: same(member.name),
          x: same(condition.value),
          reply: reply.value === 'decline' ? { zh: '拒保', en: 'declined' } : { zh: '延期', en: 'postponed' },
        },
        related: rows
          .filter((row) => row.insured?.id === member.id && row.type !== 'accident')
          .map((row) => ({
            uri: document.uri,
            range: rowRange(row.row),
            message: { zh: '这一行还在', en: 'this row is still there' },
          })),
      });
    }
  }
}

function report(
  context: RuleContext,
  variant: string,
  member: Member,
  condition: Condition,
  fixes: readonly Fix[] = [],
): void {
  context.report({
    variant,
    range: condition.range,
    data: { name: same(member.name), x: same(condition.value) },
    fixes,
  });
}

function recordFix({ application, document }: ApplicationView, member: Member, condition: Condition): readonly Fix[] {
  const item = `{member: ${member.id}, condition: ${condition.value}}`;
  const records = application.preunderwriting;
  const edit = records
    ? insertItem(document.text, records.node, item)
    : insertKey(document.text, application.node, 'preunderwriting', `[${item}]`);
  if (edit === undefined) return [];
  return [
    {
      title: { zh: '加一条预核保记录（待填）', en: 'Add a pre-underwriting record to fill in' },
      safety: 'manual',
      edits: [edit],
    },
  ];
}
