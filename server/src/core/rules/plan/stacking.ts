import type { Fix } from '../../diagnostic.ts';
import type { PlanDocument } from '../../documents/document.ts';
import type { PlanRow, PlanView } from '../../domain/from-plan.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { insertKey, removeItem } from './edits.ts';
import { marketsWith } from './markets.ts';
import { doubtfulMembers, lacksIncome, planDocument, rowName, rowRange, viewOf, wallsIn } from './plan-context.ts';
import { percentText, RISK_NAMES, same } from './wording.ts';

/** Every row answers a need; no wall is built far beyond its need; no cost is reimbursed twice. */
export default defineRule({
  id: 'plan/stacking',
  title: { zh: '不堆砌产品', en: 'No row without a need' },
  why: {
    zh: '没有对应需求的行，客户迟早会问“这是干什么的”。费用补偿型医疗险重复买也不会多报；重复投保的，应建议客户停下来想清楚。',
    en: 'A row that answers no need will be questioned. Indemnity cover bought twice does not pay twice; where cover is duplicated, the client should be advised to stop and think.',
  },
  basis: 'law',
  markets: marketsWith('warning', { CN: ['cn-sbm-28', 'cn-him-41', 'cn-him-5'] }),
  kinds: ['plan'],
  handbook: '3',
  message: { zh: '{row} 没有对应的需求，疑似堆砌。', en: '{row} answers no recorded need.' },
  variants: {
    'no-need': {
      message: {
        zh: '{row} 没有对应的需求：被保险人不在 protect 里，也没有写为哪个目标（for），疑似堆砌。',
        en: '{row} answers no need: the insured is not in protect and no goal is named (for).',
      },
    },
    excess: {
      message: {
        zh: '{name}的{risk}保额已到需求的 {p}%，{row} 疑似堆砌。',
        en: '{name}’s {risk} cover reaches {p}% of the need; {row} may be too much.',
      },
    },
    duplicate: {
      message: {
        zh: '{name}已有同类报销型医疗 {first}，{row} 不会多报一份，疑似重复。',
        en: '{name} already has indemnity cover of this type ({first}); {row} does not pay the same cost twice.',
      },
    },
  },
  check(context) {
    const document = planDocument(context);
    if (document === undefined) return;
    const view = viewOf(context, document);
    // no needs at all: plan/no-needs says so once instead of each row
    if (view.protect.length === 0 && view.goals.length === 0) return;
    const { needs } = document.model;
    const isUnread = needs?.protect === undefined && needs?.keyRange('protect') !== undefined;
    if (!isUnread) for (const row of view.rows) if (!servesNeed(view, row)) reportNoNeed(context, document, view, row);
    if (!lacksIncome(context, document)) reportExcess(context, document, view);
    reportDuplicates(context, document, view);
  },
  examples: [
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'no-need',
      text: `needs: {protect: [dad]}
products:
  - {id: p2, product: med-20, insured: dad, sum: 400万, premium: 365, pay: 1y, term: 1y}
  - {id: p6, product: [[med-20]], insured: mom, sum: 400万, premium: 360, pay: 1y, term: 1y}
`,
      fixed: `needs: {protect: [dad]}
products:
  - {id: p2, product: med-20, insured: dad, sum: 400万, premium: 365, pay: 1y, term: 1y}
`,
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'excess',
      text: `needs: {protect: [mom]}
products:
  - {id: p8, product: [[acc-adult]], insured: mom, sum: 200万, premium: 300, pay: 1y, term: 1y, beneficiary: {dad: 100}}
`,
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'duplicate',
      text: `needs: {protect: [dad, mom]}
products:
  - {id: p2, product: med-20, insured: dad, sum: 400万, premium: 365, pay: 1y, term: 1y}
  - {id: p6, product: [[med-20]], insured: dad, sum: 400万, premium: 360, pay: 1y, term: 1y}
`,
      fixed: `needs: {protect: [dad, mom]}
products:
  - {id: p2, product: med-20, insured: dad, sum: 400万, premium: 365, pay: 1y, term: 1y}
`,
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      text: `needs: {protect: [dad, mom]}
products:
  - {id: p2, product: med-20, insured: dad, sum: 400万, premium: 365, pay: 1y, term: 1y}
  - {id: p6, product: med-20, insured: mom, sum: 400万, premium: 360, pay: 1y, term: 1y}
`,
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      text: `needs: {protect: [mom]}
products:
  - {id: p8, product: acc-adult, insured: mom, sum: 115万, premium: 300, pay: 1y, term: 1y, beneficiary: {dad: 100}}
`,
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family-sg',
      language: 'en',
      market: 'SG',
      variant: 'duplicate',
      text: `needs: {protect: [leela]}
products:
  - {id: p2, product: med-20, insured: leela, sum: 1m, premium: 365, pay: 1y, term: 1y}
  - {id: p6, product: [[med-20]], insured: leela, sum: 1m, premium: 360, pay: 1y, term: 1y}
`,
      fixed: `lang: en
needs: {protect: [leela]}
products:
  - {id: p2, product: med-20, insured: leela, sum: 1m, premium: 365, pay: 1y, term: 1y}
`,
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family-sg',
      language: 'en',
      market: 'SG',
      text: `needs: {protect: [leela]}
products:
  - {id: p2, product: med-20, insured: leela, sum: 1m, premium: 365, pay: 1y, term: 1y}
`,
    },
  ],
});

function servesNeed(view: PlanView, row: PlanRow): boolean {
  if (row.insured === undefined || row.wealth === undefined) return true;
  const goal = row.row.for?.value;
  if (goal !== undefined) return true;
  return row.wealth ? false : view.protect.includes(row.insured.id) || row.type === 'waiver';
}

function reportNoNeed(context: RuleContext, document: PlanDocument, view: PlanView, row: PlanRow): void {
  const goal = row.wealth ? matchingGoal(view, row) : undefined;
  const link = goal && insertKey(document.text, row.row.node, 'for', goal, 'insured');
  context.report({
    variant: 'no-need',
    range: rowRange(row.row),
    data: { row: same(rowName(row)) },
    fixes: [
      ...(link
        ? [
            {
              title: { zh: `对应目标 ${goal}`, en: `Link it to the goal ${goal}` },
              safety: 'review' as const,
              edits: [link],
            },
          ]
        : []),
      ...removeFix(document, row),
    ],
  });
}

/** A goal of the same member whose kind fits the product and that no row serves yet. */
function matchingGoal(view: PlanView, row: PlanRow): string | undefined {
  const served = new Set(view.rows.map((other) => other.row.for?.value));
  const kind = row.type === 'annuity_education' ? 'education' : row.type === 'annuity_pension' ? 'pension' : undefined;
  const goal = view.goals.find(
    (candidate) =>
      candidate.id !== undefined &&
      !served.has(candidate.id.value) &&
      candidate.member?.value === row.insured?.id &&
      (kind === undefined || candidate.type?.value === kind),
  );
  return goal?.id?.value;
}

function reportExcess(context: RuleContext, document: PlanDocument, view: PlanView): void {
  const limit = context.threshold('stacking_ratio');
  const doubtful = doubtfulMembers(document);
  for (const wall of wallsIn(context, view)) {
    if (wall.ratio === undefined || wall.ratio <= limit || doubtful.has(wall.member)) continue;
    const row = view.rows.findLast((candidate) =>
      candidate.covers.some(
        (cover) => cover.member === wall.member && cover.pays[wall.risk] === 'sum' && (cover.sum ?? 0) > 0,
      ),
    );
    if (row === undefined) continue;
    context.report({
      variant: 'excess',
      range: rowRange(row.row),
      data: {
        name: same(view.member(wall.member)?.name ?? wall.member),
        risk: RISK_NAMES[wall.risk],
        p: percentText(wall.ratio),
        row: same(rowName(row)),
      },
      fixes: removeFix(document, row),
    });
  }
}

/** Two rows, or a row and a policy in force, that reimburse the same kind of cost for the same person. */
function reportDuplicates(context: RuleContext, document: PlanDocument, view: PlanView): void {
  const first = new Map<string, { readonly name: string; readonly range: { start: number; end: number } }>();
  const isIndemnity = (type: string | undefined) => type === 'medical_million' || type === 'medical_small';
  for (const policy of view.policies) {
    const type = policy.type?.value;
    if (policy.insured === undefined || !isIndemnity(type)) continue;
    first.set(`${policy.insured.value}/${type}`, {
      name: policy.id?.value ?? policy.name?.value ?? '旧保单',
      range: policy.range,
    });
  }
  for (const row of view.rows) {
    if (row.insured === undefined || !isIndemnity(row.type)) continue;
    const key = `${row.insured.id}/${row.type}`;
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, { name: rowName(row), range: rowRange(row.row) });
      continue;
    }
    context.report({
      variant: 'duplicate',
      range: rowRange(row.row),
      data: { name: same(row.insured.name), first: same(earlier.name), row: same(rowName(row)) },
      related: [
        { uri: document.uri, range: earlier.range, message: { zh: '已有这一份', en: 'the cover that exists' } },
      ],
      fixes: removeFix(document, row),
    });
  }
}

function removeFix(document: PlanDocument, row: PlanRow): readonly Fix[] {
  const list = document.model.products?.node;
  const edit = list && removeItem(document.text, document.tree, list, row.index);
  if (edit === undefined) return [];
  return [{ title: { zh: `删除 ${rowName(row)}`, en: `Remove ${rowName(row)}` }, safety: 'review', edits: [edit] }];
}
