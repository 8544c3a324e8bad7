import type { Fix } from '../../diagnostic.ts';
import type { PlanDocument } from '../../documents/document.ts';
import { formatAmount } from '../../domain/amount.ts';
import type { PlanView } from '../../domain/from-plan.ts';
import type { Wall } from '../../domain/walls.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { insertItem, insertKey, replace } from './edits.ts';
import { marketsWith } from './markets.ts';
import {
  doubtfulMembers,
  isObscure,
  lacksIncome,
  likelyProduct,
  pillarsOf,
  planDocument,
  rowName,
  rowRange,
  viewOf,
  wallsIn,
} from './plan-context.ts';
import { amountText, percentText, RISK_NAMES, same } from './wording.ts';

/** Who carries the household is covered first: no child's or savings rows while a pillar's wall stands open. */
export default defineRule({
  id: 'plan/pillar-gap',
  title: { zh: '先补家庭支柱的缺口', en: 'Close the breadwinner’s gap first' },
  why: {
    zh: '支柱倒下，房贷、生活费和所有人的保费都断了。支柱的重疾、意外、身故保额没到需求的八成，就先别给孩子加、别存钱。需求按经验法则测算，可用 override 改写并写明理由。',
    en: 'When the breadwinner falls, the mortgage, the household money and every premium stop. Below 80% of the need, add there before children or savings. Needs follow rules of thumb; an override with a reason replaces them.',
  },
  basis: 'practice',
  markets: marketsWith('warning', { CN: ['cn-sbm-21'] }),
  kinds: ['plan'],
  handbook: '2.2',
  message: {
    zh: '{name}的{risk}缺口 {x}（已有加计划只到需求的 {p}%），先补家庭支柱。',
    en: '{name} lacks {x} of {risk} cover (in force and planned reach {p}% of the need): close this gap first.',
  },
  variants: {
    partial: {
      message: {
        zh: '{name}的{risk}缺口 {x}（已有加计划只到需求的 {p}%），先补家庭支柱。',
        en: '{name} lacks {x} of {risk} cover (in force and planned reach {p}% of the need): close this gap first.',
      },
    },
    open: {
      message: {
        zh: '{name}的{risk}一点保障也没有，缺口 {x}，先补家庭支柱。',
        en: '{name} has no {risk} cover at all; the gap is {x}: close it first.',
      },
    },
  },
  check(context) {
    const document = planDocument(context);
    if (document === undefined) return;
    const view = viewOf(context, document);
    const luxury = view.rows.find((row) => row.child || row.wealth === true);
    if (luxury === undefined || lacksIncome(context, document)) return;
    const limit = context.threshold('pillar_gap_ratio');
    const doubtful = doubtfulMembers(document);
    const pillars = new Set(pillarsOf(context, view).flatMap((pillar) => (doubtful.has(pillar.id) ? [] : [pillar.id])));
    for (const wall of wallsIn(context, view)) {
      if (!pillars.has(wall.member) || wall.risk === 'medical' || wall.ratio === undefined || wall.ratio >= limit)
        continue;
      const unclear = view.rows.find(
        (row) =>
          row.insured?.id === wall.member &&
          (isObscure(context, row) || likelyProduct(context, row)?.product.pays?.[wall.risk]?.value === 'sum'),
      );
      if (unclear) {
        const name = view.member(wall.member)?.name ?? wall.member;
        const { zh, en } = RISK_NAMES[wall.risk];
        context.skip(
          {
            zh: `无法核实${name}的${zh}缺口：${rowName(unclear)} 在目录里查不到`,
            en: `Cannot verify the ${en} gap of ${name}: ${rowName(unclear)} is in no catalogue`,
          },
          rowRange(unclear.row),
        );
        continue;
      }
      report(context, document, view, wall, rowRange(luxury.row));
    }
  },
  examples: [
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'partial',
      text: `needs:
  protect: [dad]
products:
  - {id: p1, product: ci-70, insured: dad, sum: [[90万]], premium: 9350, pay: 20y, term: to70, beneficiary: legal}
  - {id: p3, product: term-60, insured: dad, sum: 200万, premium: 3450, pay: 20y, term: to60, beneficiary: {mom: 50, kid: 50}}
  - {id: p4, product: acc-adult, insured: dad, sum: 150万, premium: 420, pay: 1y, term: 1y, beneficiary: {mom: 100}}
  - {id: p9, product: kid-ci, insured: kid, owner: mom, sum: 50万, premium: 840, pay: 20y, term: 30y}
`,
      fixed: `needs:
  protect: [dad]
products:
  - {id: p1, product: ci-70, insured: dad, sum: 126万, premium: 9350, pay: 20y, term: to70, beneficiary: legal}
  - {id: p3, product: term-60, insured: dad, sum: 200万, premium: 3450, pay: 20y, term: to60, beneficiary: {mom: 50, kid: 50}}
  - {id: p4, product: acc-adult, insured: dad, sum: 150万, premium: 420, pay: 1y, term: 1y, beneficiary: {mom: 100}}
  - {id: p9, product: kid-ci, insured: kid, owner: mom, sum: 50万, premium: 840, pay: 20y, term: 30y}
`,
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'open',
      text: `household:
  - {id: dad, name: 高先生, role: breadwinner, born: 1990-02-08, income: [[24万]], job_class: 1, social: employee}
  - {id: kid, name: 小禾, role: child, born: 2021-06-01, social: resident}
finance: {expenses: 12万, liquid: 10万}
policies: [{id: old1, insured: dad, type: term_life, sum: 200万}, {id: old2, insured: dad, type: ci, sum: 110万}]
needs: {protect: [dad]}
products:
  - {id: p9, product: kid-ci, insured: kid, owner: dad, sum: 50万, premium: 880, pay: 20y, term: 30y}
`,
    },
    {
      // which wall the misspelt product builds is known from its near id: only that wall is left unjudged
      kind: 'good',
      in: 'plan',
      given: 'family',
      text: `needs:
  protect: [dad]
products:
  - {id: p1, product: ci-7, insured: dad, sum: 101万, premium: 9350, pay: 20y, term: to70, beneficiary: legal}
  - {id: p3, product: term-60, insured: dad, sum: 200万, premium: 3450, pay: 20y, term: to60, beneficiary: legal}
  - {id: p4, product: acc-adult, insured: dad, sum: 150万, premium: 420, pay: 1y, term: 1y, beneficiary: {mom: 100}}
  - {id: p9, product: kid-ci, insured: kid, owner: mom, sum: 50万, premium: 840, pay: 20y, term: 30y}
`,
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      language: 'en',
      market: 'HK',
      variant: 'open',
      text: `lang: en
household:
  - {id: nora, name: Ms Lam, role: breadwinner, born: 1988-03-04, income: [[50k]], job_class: 1, social: none}
  - {id: tess, name: Tess, role: child, born: 2020-01-09, social: none}
finance: {expenses: 30k, liquid: 100k}
policies: [{id: o1, insured: nora, type: term_life, sum: 400k}, {id: o2, insured: nora, type: ci, sum: 500k}]
needs: {protect: [nora]}
products:
  - {id: p9, product: kid-ci, insured: tess, owner: nora, sum: 100k, premium: 840, pay: 20y, term: 30y}
`,
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      text: `needs:
  protect: [dad]
products:
  - {id: p1, product: ci-70, insured: dad, sum: 101万, premium: 9350, pay: 20y, term: to70, beneficiary: legal}
  - {id: p3, product: term-60, insured: dad, sum: 200万, premium: 3450, pay: 20y, term: to60, beneficiary: {mom: 50, kid: 50}}
  - {id: p4, product: acc-adult, insured: dad, sum: 150万, premium: 420, pay: 1y, term: 1y, beneficiary: {mom: 100}}
  - {id: p9, product: kid-ci, insured: kid, owner: mom, sum: 50万, premium: 840, pay: 20y, term: 30y}
`,
    },
  ],
});

function report(
  context: RuleContext,
  document: PlanDocument,
  view: PlanView,
  wall: Wall,
  luxury: { start: number; end: number },
): void {
  const member = view.member(wall.member)!;
  const row = rowOf(view, wall);
  const located = view.located.get(wall.member);
  context.report({
    variant: wall.existing + wall.planned > 0 ? 'partial' : 'open',
    range: row?.row.sum?.range ?? located?.income?.range ?? located?.name?.range ?? luxury,
    data: {
      name: same(member.name),
      risk: RISK_NAMES[wall.risk],
      x: amountText(wall.gap),
      p: percentText(wall.ratio ?? 0),
    },
    related: [
      {
        uri: document.uri,
        range: luxury,
        message: { zh: '却先有了孩子或理财的行', en: 'a child’s or savings row exists already' },
      },
    ],
    fixes: [...sumFix(document, row, wall), ...overrideFix(document, wall)],
  });
}

/** The plan's own row that builds this wall. */
function rowOf(view: PlanView, wall: Wall) {
  return view.rows.find(
    (row) => row.insured?.id === wall.member && row.facts?.product.pays?.[wall.risk]?.value === 'sum',
  );
}

function sumFix(document: PlanDocument, row: ReturnType<typeof rowOf>, wall: Wall): readonly Fix[] {
  if (row?.row.sum === undefined || row.sum === undefined) return [];
  const english = document.language === 'en';
  const step = english ? 1_000 : 10_000;
  const sum = formatAmount(Math.ceil((row.sum + wall.gap) / step) * step, english ? 'en' : 'zh');
  return [
    {
      title: { zh: `保额提高到 ${sum}（保费须重算）`, en: `Raise the sum to ${sum} (the premium changes)` },
      safety: 'review',
      edits: [replace(row.row.sum.range, sum)],
    },
  ];
}

/** An override that accepts the cover as it is, with the reason to fill in. */
function overrideFix(document: PlanDocument, wall: Wall): readonly Fix[] {
  const needs = document.model.needs;
  if (needs === undefined) return [];
  const english = document.language === 'en';
  const amount = formatAmount(wall.existing + wall.planned, english ? 'en' : 'zh');
  const item = `{member: ${wall.member}, risk: ${wall.risk}, amount: ${amount}, why: ${english ? '(reason)' : '（理由）'}}`;
  const edit = needs.override
    ? insertItem(document.text, needs.override.node, item)
    : insertKey(document.text, needs.node, 'override', `[${item}]`, 'protect');
  if (edit === undefined) return [];
  return [
    { title: { zh: '改写需求并写明理由', en: 'Override the need, with a reason' }, safety: 'manual', edits: [edit] },
  ];
}
