import type { Fix } from '../../diagnostic.ts';
import type { PlanDocument } from '../../documents/document.ts';
import type { PlanView } from '../../domain/from-plan.ts';
import { isChild, type Member, memberAge } from '../../domain/members.ts';
import { RANK, rankOf } from '../../domain/order.ts';
import type { Localized } from '../../localized.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { insertItem } from './edits.ts';
import { marketsWith } from './markets.ts';
import { isObscure, likelyProduct, pillarsOf, planDocument, rowName, rowRange, viewOf } from './plan-context.ts';
import { joined, same } from './wording.ts';

interface Piece {
  readonly name: Localized;
  readonly types: readonly string[];
}

const PILLAR_SET: readonly Piece[] = [
  { name: { zh: '重疾险', en: 'critical illness' }, types: ['ci'] },
  { name: { zh: '百万医疗险', en: 'high-limit medical' }, types: ['medical_million'] },
  {
    name: { zh: '定期（或终身）寿险', en: 'term (or whole) life' },
    types: ['term_life', 'whole_life', 'whole_life_increasing'],
  },
  { name: { zh: '意外险', en: 'accident' }, types: ['accident'] },
];
const CHILD_SET: readonly Piece[] = [
  { name: { zh: '少儿重疾险', en: 'children’s critical illness' }, types: ['child_ci', 'ci'] },
  { name: { zh: '小额医疗险', en: 'small-amount medical' }, types: ['medical_small'] },
  { name: { zh: '意外险', en: 'accident' }, types: ['accident'] },
];

/** The professional core: four covers for who carries the household, three for a child. Existing policies count. */
export default defineRule({
  id: 'plan/member-set',
  title: { zh: '支柱四件套，孩子三件套', en: 'The core set of each member' },
  why: {
    zh: '家庭支柱常配重疾、百万医疗、定寿、意外，孩子常配少儿重疾、小额医疗、意外；缺哪一样，哪一面墙就是空的。旧保单和团险都算。这是行业习惯。',
    en: 'Who carries the household usually has critical-illness, high-limit medical, term life and accident cover; a child has critical-illness, small medical and accident cover. Policies in force count. This is practice.',
  },
  basis: 'practice',
  markets: marketsWith('warning', {}),
  kinds: ['plan'],
  handbook: '3.1',
  message: { zh: '{name} 缺 {x}：旧保单和本方案里都没有。', en: '{name} lacks {x}, in force and in this plan.' },
  variants: {
    pillar: {
      message: {
        zh: '家庭支柱 {name} 缺 {x}：旧保单和本方案里都没有。',
        en: '{name}, who carries the household, lacks {x}, in force and in this plan.',
      },
    },
    child: {
      severity: 'hint',
      message: {
        zh: '孩子 {name} 还缺 {x}，预算允许可补上。',
        en: '{name} still lacks {x}; add it if the budget allows.',
      },
    },
  },
  check(context) {
    const document = planDocument(context);
    if (document === undefined || (document.model.products?.items.length ?? 0) === 0) return;
    const view = viewOf(context, document);
    const inScope = (member: Member) => view.protect.length === 0 || view.protect.includes(member.id);
    for (const pillar of pillarsOf(context, view).filter(inScope))
      report(context, document, view, pillar, 'pillar', PILLAR_SET);
    const adultAge = context.threshold('adult_age');
    const children = view.household.members.filter((member) => isChild(member, view.day, adultAge));
    for (const child of children.filter((member) => view.protect.includes(member.id))) {
      report(context, document, view, child, 'child', CHILD_SET);
    }
  },
  examples: [
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'pillar',
      text: `needs:
  protect:
    - [[dad]]
products:
  - {id: p1, product: ci-70, insured: dad, sum: 100万, premium: 9350, pay: 20y, term: to70, beneficiary: legal}
  - {id: p2, product: med-20, insured: dad, sum: 400万, premium: 365, pay: 1y, term: 1y}
  - {id: p4, product: acc-adult, insured: dad, sum: 150万, premium: 420, pay: 1y, term: 1y, beneficiary: {mom: 100}}
`,
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'child',
      text: `needs:
  protect:
    - [[kid]]
products:
  - {id: p9, product: kid-ci, insured: kid, owner: mom, sum: 50万, premium: 840, pay: 20y, term: 30y}
`,
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      text: `needs: {protect: [dad]}
policies:
  - {id: old1, insured: dad, type: whole_life, sum: 40万, premium: 0}
products:
  - {id: p1, product: ci-70, insured: dad, sum: 100万, premium: 9350, pay: 20y, term: to70, beneficiary: legal}
  - {id: p2, product: med-20, insured: dad, sum: 400万, premium: 365, pay: 1y, term: 1y}
  - {id: p4, product: acc-adult, insured: dad, sum: 150万, premium: 420, pay: 1y, term: 1y, beneficiary: {mom: 100}}
`,
    },
    {
      // the life row's product is misspelt: that piece cannot be verified, the missing medical cover is still said
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'pillar',
      text: `needs:
  protect:
    - [[dad]]
products:
  - {id: p1, product: ci-70, insured: dad, sum: 100万, premium: 9350, pay: 20y, term: to70, beneficiary: legal}
  - {id: p3, product: term-6o, insured: dad, sum: 200万, premium: 3450, pay: 20y, term: to60, beneficiary: legal}
  - {id: p4, product: acc-adult, insured: dad, sum: 150万, premium: 420, pay: 1y, term: 1y, beneficiary: {mom: 100}}
`,
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      text: `needs: {protect: [dad]}
products:
  - {id: p1, product: ci-70, insured: dad, sum: 100万, premium: 9350, pay: 20y, term: to70, beneficiary: legal}
  - {id: p2, product: med-20, insured: dad, sum: 400万, premium: 365, pay: 1y, term: 1y}
  - {id: p3, product: term-6o, insured: dad, sum: 200万, premium: 3450, pay: 20y, term: to60, beneficiary: legal}
  - {id: p4, product: acc-adult, insured: dad, sum: 150万, premium: 420, pay: 1y, term: 1y, beneficiary: {mom: 100}}
`,
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family-sg',
      language: 'en',
      market: 'SG',
      variant: 'pillar',
      text: `needs:
  protect:
    - [[leela]]
products:
  - {id: p1, product: ci-70, insured: leela, sum: 360k, premium: 1820, pay: 20y, term: to70, beneficiary: legal}
`,
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family-sg',
      language: 'en',
      market: 'SG',
      text: `needs:
  protect:
    - anu
policies:
  - {id: g1, insured: anu, type: child_ci, sum: 50k}
  - {id: g2, insured: anu, type: medical_small}
  - {id: g3, insured: anu, type: accident, sum: 20k}
products:
  - {id: p1, product: ci-70, insured: leela, sum: 360k, premium: 1820, pay: 20y, term: to70, beneficiary: legal}
`,
    },
  ],
});

function report(
  context: RuleContext,
  document: PlanDocument,
  view: PlanView,
  member: Member,
  variant: 'pillar' | 'child',
  set: readonly Piece[],
): void {
  const types = new Set<string | undefined>([
    ...view.existingCovers.filter((cover) => cover.member === member.id).map((cover) => cover.type),
    ...view.rows.flatMap((row) => row.covers.filter((cover) => cover.member === member.id).map((cover) => cover.type)),
  ]);
  // a row of an unknown product may be the piece that its misspelt id is near to: that one cannot be verified
  for (const row of view.rows.filter((candidate) => candidate.insured?.id === member.id)) {
    const type = likelyProduct(context, row)?.product.type?.value;
    const piece = set.find((candidate) => type !== undefined && candidate.types.includes(type));
    if (type === undefined || piece === undefined || types.has(type)) continue;
    types.add(type);
    context.skip(
      {
        zh: `无法核实${member.name}有没有${piece.name.zh}：${rowName(row)} 在目录里查不到`,
        en: `Cannot verify ${piece.name.en} cover of ${member.name}: ${rowName(row)} is in no catalogue`,
      },
      rowRange(row.row),
    );
  }
  const missing = set.filter((piece) => !piece.types.some((type) => types.has(type)));
  if (missing.length === 0) return;
  const obscure = view.rows.find((row) => row.insured?.id === member.id && isObscure(context, row));
  if (obscure) {
    context.skip(
      {
        zh: `无法核实${member.name}的保障是否齐全：${rowName(obscure)} 在目录里查不到`,
        en: `Cannot verify that the cover of ${member.name} is whole: ${rowName(obscure)} is in no catalogue`,
      },
      rowRange(obscure.row),
    );
    return;
  }
  const entry = document.model.needs?.protect?.items.find((field) => field.value === member.id);
  const located = view.located.get(member.id);
  context.report({
    variant,
    range: entry?.range ?? located?.id?.range ?? located?.range ?? document.model.range,
    data: { name: same(member.name), x: joined(missing.map((piece) => piece.name)) },
    fixes: missing.flatMap((piece) => rowFix(context, document, view, member, piece)),
  });
}

/** An outline row for the missing cover, when the catalogue has a product of that type for this age. */
function rowFix(
  context: RuleContext,
  document: PlanDocument,
  view: PlanView,
  member: Member,
  piece: Piece,
): readonly Fix[] {
  const age = memberAge(member, view.day);
  const found = context.project.products(document).find(({ product }) => {
    if (!piece.types.includes(product.type?.value ?? '')) return false;
    const ages = product.ages?.items.map((field) => field.value);
    return age === undefined || ages === undefined || (age >= (ages[0] ?? 0) && age <= (ages[1] ?? 200));
  });
  const id = found?.product.id?.value;
  const list = document.model.products?.node;
  if (id === undefined || list === undefined) return [];
  const child = isChild(member, view.day, context.threshold('adult_age'));
  const rank = child ? RANK.childProtection : RANK.adultProtection;
  let after = view.rows.length - 1;
  while (after > 0 && (rankOf(view.rows[after]!) ?? 0) > rank) after--;
  const edit = insertItem(
    document.text,
    list,
    `{id: ${freeRowId(view)}, product: ${id}, insured: ${member.id}, sum: 0, premium: 0}`,
    after,
  );
  if (edit === undefined) return [];
  return [
    {
      title: {
        zh: `加一行${piece.name.zh}（保额、保费待填）`,
        en: `Add a row for ${piece.name.en} (sum and premium to fill in)`,
      },
      safety: 'manual',
      edits: [edit],
    },
  ];
}

function freeRowId(view: PlanView): string {
  const taken = new Set([...view.rows.map((row) => row.id), ...view.policies.map((policy) => policy.id?.value)]);
  let number = view.rows.length + 1;
  while (taken.has(`p${number}`)) number++;
  return `p${number}`;
}
