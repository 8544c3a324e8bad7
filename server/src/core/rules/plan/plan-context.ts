/** What the plan rules share: the plan as plain records, product look-ups, thresholds that a market may lack. */
import { placeBeside } from '../../beside.ts';
import type { PlanDocument } from '../../documents/document.ts';
import type { PlanModel, PlanProductRow } from '../../documents/yaml/models.ts';
import { type PlanRow, type PlanView, type ProductFacts, planView, planWalls } from '../../domain/from-plan.ts';
import { isPillar, type Member } from '../../domain/members.ts';
import { type NeedParameters, needParameters as parametersOf, type Wall } from '../../domain/walls.ts';
import type { Project } from '../../project.ts';
import type { SourceRange } from '../../text/range.ts';
import type { RuleContext } from '../rule.ts';
import { closest } from './closest.ts';

/** The document when it is a plan. Rules of kind `plan` are only run on plans; the check keeps the types honest. */
export function planDocument(context: RuleContext): PlanDocument | undefined {
  return context.document.kind === 'plan' ? context.document : undefined;
}

const views = placeBeside<
  PlanDocument,
  { readonly project: Project; readonly asOf: string; readonly view: PlanView }
>();

/** The plan's view, read once per document, project and day: some thirty rules ask for it. */
export function viewOf(context: RuleContext, document: PlanDocument): PlanView {
  const cached = views.get(document);
  if (cached && cached.project === context.project && cached.asOf === context.asOf) return cached.view;
  const factsOf = (id: string) => productFacts(context, id, document);
  const view = planView(document.model, factsOf, context.asOf, optionalThreshold(context, 'adult_age') ?? 18);
  views.set(document, { project: context.project, asOf: context.asOf, view });
  return view;
}

/** A product of the document's catalogues, with the catalogue's defaults. */
export function productFacts(context: RuleContext, id: string, document = context.document): ProductFacts | undefined {
  const resolved = context.project.product(document, id);
  if (resolved === undefined) return undefined;
  const { product } = resolved;
  const defaults = resolved.document.model.defaults;
  const design = product.design?.value ?? defaults?.design?.value;
  const coolingOff = product.cooling_off?.value ?? defaults?.cooling_off?.value;
  const coolingFrom = product.cooling_from?.value ?? defaults?.cooling_from?.value;
  return {
    product,
    ...(design !== undefined && { design }),
    ...(coolingOff !== undefined && { coolingOff }),
    ...(coolingFrom !== undefined && { coolingFrom }),
  };
}

/** A threshold that the market may lack (cooling-off in the US, caps outside CN). */
export function optionalThreshold(context: RuleContext, name: string): number | undefined {
  return context.settings.thresholds[name] ?? context.ruleSet.markets[context.market]?.thresholds[name]?.value;
}

export function needParameters(context: RuleContext): NeedParameters {
  return parametersOf(context.market, (name) => optionalThreshold(context, name));
}

export function wallsIn(context: RuleContext, view: PlanView): readonly Wall[] {
  return planWalls(view, needParameters(context));
}

export function pillarsOf(context: RuleContext, view: PlanView): readonly Member[] {
  const share = context.threshold('pillar_share');
  return view.household.members.filter((member) => isPillar(member, view.household.members, share));
}

/** Where a finding about a whole row is shown: its product, else its id, else the row's first key. */
export function rowRange(row: PlanProductRow): SourceRange {
  return row.product?.range ?? row.id?.range ?? row.range;
}

/** How a row is called in messages: `p3 安心定期寿险`, `p3` or `#3`. */
export function rowName(row: PlanRow): string {
  const name = row.facts?.product.name?.value ?? row.row.product?.value;
  const id = row.id ?? `#${row.index + 1}`;
  return name === undefined ? id : `${id} ${name}`;
}

/** The range of a top-level key as written, else of the whole model. */
export function keyRangeOf(model: PlanModel, key: string): SourceRange {
  return model.keyRange(key) ?? { start: model.range.start, end: model.range.start };
}

/**
 * The product that a row of an unknown product most likely means: its id misspelt. Undefined when nothing is near; such a
 * row stands for nothing, and plan/reference has reported it.
 */
export function likelyProduct(context: RuleContext, row: PlanRow): ProductFacts | undefined {
  const written = row.row.product?.value;
  if (row.facts !== undefined || written === undefined) return undefined;
  const ids = context.project.products(context.document).flatMap(({ product }) => product.id?.value ?? []);
  const guess = closest(written, ids);
  return guess === undefined ? undefined : productFacts(context, guess);
}

/** A row whose product no catalogue has, and whose id is near to none: what it pays is anybody's guess. */
export function isObscure(context: RuleContext, row: PlanRow): boolean {
  return row.facts === undefined && row.row.product !== undefined && likelyProduct(context, row) === undefined;
}

/** Whether any row names a product that no catalogue knows; such rows are skipped, plan/reference reports them. */
export function skipUnknownProducts(context: RuleContext, view: PlanView): void {
  for (const row of view.rows) {
    if (row.facts !== undefined || row.row.product === undefined) continue;
    context.skip(
      {
        zh: `目录里没有产品 ${row.row.product.value}，本行未检查`,
        en: `Product ${row.row.product.value} is in no catalogue: row not checked`,
      },
      row.row.product.range,
    );
  }
}

/**
 * Members whose walls rest on an amount that is written and cannot be read, or can only be guessed. The amount has a
 * finding of its own; what is reckoned from it would say the same mistake again.
 */
export function doubtfulMembers(document: PlanDocument): ReadonlySet<string> {
  const { household, finance, policies, needs, products } = document.model;
  const guessed = new Set(
    document.syntaxErrors.flatMap(({ code, range }) => (code === 'absurd-amount' ? [range.start] : [])),
  );
  if (guessed.size === 0 && !document.syntaxErrors.some(({ rule }) => rule.startsWith('schema/'))) return NOBODY;
  const isDoubtful = (
    map: { keyRange(key: string): SourceRange | undefined },
    key: string,
    field: { readonly range: SourceRange } | undefined,
  ) => (field === undefined ? map.keyRange(key) !== undefined : guessed.has(field.range.start));
  const members = household?.items ?? [];
  const all =
    members.some((member) => isDoubtful(member, 'income', member.income)) ||
    (finance &&
      (['expenses', 'mortgage', 'debts', 'liquid'] as const).some((key) => isDoubtful(finance, key, finance[key])));
  if (all) return new Set(members.flatMap(({ id }) => id?.value ?? []));
  const rows = [...(products?.items ?? []), ...(policies?.items ?? [])].filter((row) =>
    isDoubtful(row, 'sum', row.sum),
  );
  const overrides = (needs?.override?.items ?? []).filter((row) => isDoubtful(row, 'amount', row.amount));
  return new Set([
    ...rows.flatMap(({ insured }) => insured?.value ?? []),
    ...overrides.flatMap(({ member }) => member?.value ?? []),
  ]);
}

const NOBODY: ReadonlySet<string> = new Set();

/**
 * Whether a breadwinner's income is not there, or somebody's cannot be read: what is measured against the household's
 * income would be measured against a part of it. Says so in the context's skipped checks.
 */
export function lacksIncome(context: RuleContext, document: PlanDocument): boolean {
  const member = document.model.household?.items.find(
    (each) =>
      each.income === undefined && (each.role?.value === 'breadwinner' || each.keyRange('income') !== undefined),
  );
  if (member === undefined) return false;
  const name = member.name?.value ?? member.id?.value ?? '';
  context.skip(
    {
      zh: `不知道${name}的年收入，与收入相比的检查跳过`,
      en: `${name}’s income is not known; checks against income are skipped`,
    },
    member.range,
  );
  return true;
}
