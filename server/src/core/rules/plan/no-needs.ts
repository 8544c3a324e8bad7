import type { Fix } from '../../diagnostic.ts';
import type { PlanDocument } from '../../documents/document.ts';
import { defineRule } from '../rule.ts';
import { insertKey, insertTopLevel, propertyOf, replace } from './edits.ts';
import { marketsWith } from './markets.ts';
import { keyRangeOf, planDocument } from './plan-context.ts';

/** Needs come before products: without them nobody can say whether a product fits. */
export default defineRule({
  id: 'plan/no-needs',
  title: { zh: '先有需求，再有方案', en: 'Needs come before products' },
  why: {
    zh: '没有记下要保障谁、要存什么钱，就无从判断产品合不合适，客户看到的只是推销。先写需求，缺口和每一行的理由才立得住。',
    en: 'Without a record of whom to protect and what to save for, nobody can say whether a product fits; the client only sees a sale. With the needs written down, each row has a reason.',
  },
  basis: 'law',
  markets: marketsWith(
    'warning',
    {
      CN: ['cn-sbm-21', 'cn-suit-ins'],
      TW: ['tw-solicit-6', 'tw-fcpa-9'],
      HK: ['hk-code'],
      SG: ['sg-faa-n16'],
      US: ['us-naic-275'],
    },
    'info',
  ),
  kinds: ['plan'],
  handbook: '2',
  message: {
    zh: '列了产品，却没有记录需求：先写要保障的人（protect）或目标（goals），再选产品。',
    en: 'Products, but no needs recorded: write whom to protect or which goals to save for, then choose products.',
  },
  check(context) {
    const document = planDocument(context);
    if (document === undefined || (document.model.products?.items.length ?? 0) === 0) return;
    const needs = document.model.needs;
    if ((needs?.protect?.items.length ?? 0) > 0 || (needs?.goals?.items.length ?? 0) > 0) return;
    context.report({ range: keyRangeOf(document.model, 'products'), fixes: needsFix(document) });
  },
  examples: [
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      text: `household:
  - {id: dad, name: 闻先生, role: breadwinner, born: 1992-11-09, income: 32万, job: 软件工程师, job_class: 1, social: employee, health: {declared: true}}
finance: {expenses: 12万, mortgage: 110万, liquid: 24万, budget: 4.6万, decision_maker: dad}
presentation: {audience: [dad], chart: four-walls}
needs: {}
[[products]]:
  - {id: p1, product: ci-70, insured: dad, sum: 120万, premium: 9350, pay: 20y, term: to70, beneficiary: legal}
  - {id: p2, product: med-20, insured: dad, sum: 400万, premium: 365, pay: 1y, term: 1y}
  - {id: p3, product: term-60, insured: dad, sum: 200万, premium: 3450, pay: 20y, term: to60, beneficiary: legal}
  - {id: p4, product: acc-adult, insured: dad, sum: 150万, premium: 420, pay: 1y, term: 1y, beneficiary: legal}
`,
      fixed: `household:
  - {id: dad, name: 闻先生, role: breadwinner, born: 1992-11-09, income: 32万, job: 软件工程师, job_class: 1, social: employee, health: {declared: true}}
finance: {expenses: 12万, mortgage: 110万, liquid: 24万, budget: 4.6万, decision_maker: dad}
presentation: {audience: [dad], chart: four-walls}
needs: {protect: [dad]}
products:
  - {id: p1, product: ci-70, insured: dad, sum: 120万, premium: 9350, pay: 20y, term: to70, beneficiary: legal}
  - {id: p2, product: med-20, insured: dad, sum: 400万, premium: 365, pay: 1y, term: 1y}
  - {id: p3, product: term-60, insured: dad, sum: 200万, premium: 3450, pay: 20y, term: to60, beneficiary: legal}
  - {id: p4, product: acc-adult, insured: dad, sum: 150万, premium: 420, pay: 1y, term: 1y, beneficiary: legal}
`,
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      text: 'needs: {protect: [dad]}\nproducts:\n  - {id: p1, product: ci-70, insured: dad, sum: 100万, premium: 9350, pay: 20y, term: to70, beneficiary: legal}\n',
    },
    { kind: 'good', in: 'plan', given: 'family', text: 'needs: {}\nproducts: []\n' },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family-sg',
      language: 'en',
      market: 'SG',
      text: `needs: {goals: []}
[[products]]:
  - {id: p1, product: ci-70, insured: leela, sum: 360k, premium: 1820, pay: 20y, term: to70, beneficiary: legal}
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
  - {id: p1, product: ci-70, insured: leela, sum: 360k, premium: 1820, pay: 20y, term: to70, beneficiary: legal}
`,
    },
  ],
});

/** Needs that protect every member of the household. */
function needsFix(document: PlanDocument): readonly Fix[] {
  const ids = (document.model.household?.items ?? []).flatMap((member) => (member.id ? [member.id.value] : []));
  const root = document.tree.root;
  if (ids.length === 0 || root === undefined) return [];
  const protect = `[${ids.join(', ')}]`;
  const written = propertyOf(root, 'needs');
  const value = written?.valueNode;
  const edit =
    written === undefined
      ? insertTopLevel(document.text, document.tree, 'needs', `\n  protect: ${protect}`, 'products')
      : value?.type === 'object'
        ? propertyOf(value, 'protect') === undefined
          ? insertKey(document.text, value, 'protect', protect)
          : undefined
        : written.keyNode &&
          replace({ start: written.keyNode.range.start, end: written.range.end }, `needs: {protect: ${protect}}`);
  if (edit === undefined) return [];
  return [{ title: { zh: '按家庭成员写入需求', en: 'Add needs for the household' }, safety: 'review', edits: [edit] }];
}
