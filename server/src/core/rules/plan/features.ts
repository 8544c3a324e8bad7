/** Goals that need certain features of their product: used by plan/education-features and plan/pension-features. */
import type { Fix } from '../../diagnostic.ts';
import type { PlanDocument } from '../../documents/document.ts';
import type { PlanRow, PlanView } from '../../domain/from-plan.ts';
import { riderIds } from '../../domain/from-plan.ts';
import { memberAge } from '../../domain/members.ts';
import type { Localized } from '../../localized.ts';
import type { RuleContext } from '../rule.ts';
import { insertItem, insertKey, replace } from './edits.ts';
import { planDocument, productFacts, rowName, rowRange, viewOf } from './plan-context.ts';
import { joined, same } from './wording.ts';

const FEATURE_NAMES: Readonly<Record<string, Localized>> = {
  guaranteed_payout: { zh: '确定给付', en: 'guaranteed payout' },
  lifetime_payout: { zh: '终身领取', en: 'lifetime payout' },
  waiver: { zh: '保费豁免', en: 'waiver of premium' },
  cash_value: { zh: '灵活的现金价值', en: 'flexible cash value' },
};

/** Reports rows that serve a goal of this type with a product lacking one of the features (or of the goal's `must`). */
export function checkFeatures(
  context: RuleContext,
  goalType: 'education' | 'pension',
  features: readonly string[],
): void {
  const document = planDocument(context);
  if (document === undefined) return;
  const view = viewOf(context, document);
  for (const goal of view.goals) {
    if (goal.type?.value !== goalType || goal.id === undefined) continue;
    const required = [...new Set([...features, ...(goal.must?.items.map((field) => field.value) ?? [])])];
    for (const row of view.rows) {
      if (row.row.for?.value !== goal.id.value || row.facts === undefined) continue;
      const present = featuresOf(context, row);
      const missing = required.filter((feature) => !present.has(feature));
      if (missing.length === 0) continue;
      context.report({
        range: rowRange(row.row),
        data: { row: same(rowName(row)), x: joined(missing.map((feature) => FEATURE_NAMES[feature] ?? same(feature))) },
        related: [
          { uri: document.uri, range: goal.range, message: { zh: '这个目标的要求', en: 'what this goal requires' } },
        ],
        fixes: [...waiverFix(context, document, row, missing), ...productFix(context, document, view, row, required)],
      });
    }
  }
}

function featuresOf(context: RuleContext, row: PlanRow): ReadonlySet<string> {
  const present = new Set<string>(row.facts?.product.features?.items.map((field) => field.value) ?? []);
  for (const rider of riderIds(row.row)) {
    const product = productFacts(context, rider.id)?.product;
    if (product?.type?.value === 'waiver') present.add('waiver');
    for (const feature of product?.features?.items ?? []) present.add(feature.value);
  }
  return present;
}

/** A waiver rider, when only the waiver is missing and the catalogue has one. */
function waiverFix(
  context: RuleContext,
  document: PlanDocument,
  row: PlanRow,
  missing: readonly string[],
): readonly Fix[] {
  if (missing.length !== 1 || missing[0] !== 'waiver') return [];
  const id = context.project.products(document).find(({ product }) => product.type?.value === 'waiver')?.product
    .id?.value;
  if (id === undefined) return [];
  const riders = row.row.riders;
  const edit = riders
    ? insertItem(document.text, riders.node, id)
    : insertKey(document.text, row.row.node, 'riders', `[${id}]`);
  if (edit === undefined) return [];
  return [{ title: { zh: `附加豁免险 ${id}`, en: `Add the waiver rider ${id}` }, safety: 'review', edits: [edit] }];
}

/** Other products of the same type that have every feature and take this age. */
function productFix(
  context: RuleContext,
  document: PlanDocument,
  view: PlanView,
  row: PlanRow,
  required: readonly string[],
): readonly Fix[] {
  const written = row.row.product;
  if (written === undefined) return [];
  const age = row.insured && memberAge(row.insured, view.day);
  return context.project.products(document).flatMap(({ product }): Fix[] => {
    const id = product.id?.value;
    if (id === undefined || id === written.value || product.type?.value !== row.type) return [];
    const features = new Set<string>(product.features?.items.map((field) => field.value) ?? []);
    if (!required.every((feature) => features.has(feature))) return [];
    const ages = product.ages?.items.map((field) => field.value);
    if (age !== undefined && ages && (age < (ages[0] ?? 0) || age > (ages[1] ?? 200))) return [];
    const name = product.name?.value ?? id;
    return [
      { title: { zh: `改用 ${name}`, en: `Choose ${name}` }, safety: 'review', edits: [replace(written.range, id)] },
    ];
  });
}
