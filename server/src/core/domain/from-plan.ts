/** A plan's located model, read into the plain records that the arithmetic takes. Half-written plans give what they have. */
import type {
  CatalogProduct,
  PlanGoal,
  PlanMember,
  PlanModel,
  PlanPolicy,
  PlanProductRow,
} from '../documents/yaml/models.ts';
import type { CalendarDate } from '../localized.ts';
import { type Finance, type Household, isChild, type Member } from './members.ts';
import type { OrderedRow } from './order.ts';
import type { ExistingPremium, PremiumRow } from './premiums.ts';
import { isWealth, type Risk, riskOfType } from './product-types.ts';
import { type Cover, type NeedOverride, type NeedParameters, type Wall, wallsOf } from './walls.ts';

/** A product of the catalogue with its catalogue's defaults already looked up. */
export interface ProductFacts {
  readonly product: CatalogProduct;
  readonly design?: string;
  readonly coolingOff?: number;
  readonly coolingFrom?: string;
}

export interface PlanRow {
  readonly index: number;
  readonly row: PlanProductRow;
  readonly id: string | undefined;
  readonly facts: ProductFacts | undefined;
  readonly insured: Member | undefined;
  readonly owner: Member | undefined;
  readonly type: string | undefined;
  readonly wealth: boolean | undefined;
  readonly child: boolean;
  readonly sum: number | undefined;
  readonly premium: number;
  /** The row itself and its riders, as covers. */
  readonly covers: readonly Cover[];
}

export interface PlanView {
  readonly model: PlanModel;
  /** The plan's own date, else the day of judging. */
  readonly day: CalendarDate;
  readonly household: Household;
  readonly located: ReadonlyMap<string, PlanMember>;
  member(id: string | undefined): Member | undefined;
  readonly rows: readonly PlanRow[];
  readonly policies: readonly PlanPolicy[];
  readonly existingCovers: readonly Cover[];
  readonly existingPremiums: readonly ExistingPremium[];
  readonly protect: readonly string[];
  readonly goals: readonly PlanGoal[];
  readonly overrides: readonly NeedOverride[];
  readonly educationTotal: number;
}

/** Reads the plan. `factsOf` looks a product id up in the plan's catalogues; `asOf` stands in for a missing date. */
export function planView(
  model: PlanModel,
  factsOf: (id: string) => ProductFacts | undefined,
  asOf: CalendarDate,
  adultAge = 18,
): PlanView {
  const day = model.date?.value ?? asOf;
  const located = new Map<string, PlanMember>();
  for (const entry of model.household?.items ?? []) {
    const id = entry.id?.value;
    if (id !== undefined && !located.has(id)) located.set(id, entry);
  }
  const members = [...located].map(([id, entry]) => memberOf(id, entry, day));
  const member = (id: string | undefined) => members.find((candidate) => candidate.id === id);
  const rows = (model.products?.items ?? []).map((row, index) => rowOf(row, index, factsOf, member, day, adultAge));
  const policies = model.policies?.items ?? [];
  const goals = model.needs?.goals?.items ?? [];
  return {
    model,
    day,
    household: { members, finance: financeOf(model) },
    located,
    member,
    rows,
    policies,
    existingCovers: policies.filter((policy) => isInForce(policy, day)).flatMap(coverOfPolicy),
    existingPremiums: policies.map((policy) => ({
      premium: policy.premium?.value ?? 0,
      ...(policy.type && { wealth: isWealth(policy.type.value) }),
      ...(policy.pay_until && { payUntil: policy.pay_until.value }),
    })),
    protect: (model.needs?.protect?.items ?? []).map((field) => field.value),
    goals,
    overrides: overridesOf(model),
    educationTotal: goals.reduce((total, goal) => total + educationCost(goal), 0),
  };
}

/** The four walls of the plan's protected members. */
export function planWalls(view: PlanView, parameters: NeedParameters): readonly Wall[] {
  return wallsOf({
    household: view.household,
    protect: view.protect,
    existing: view.existingCovers,
    planned: view.rows.flatMap((row) => row.covers),
    overrides: view.overrides,
    educationTotal: view.educationTotal,
    parameters,
    day: view.day,
  });
}

/** What `order.ts` looks at, row by row. */
export function orderedRowsOf(view: PlanView): readonly OrderedRow[] {
  return view.rows.map((row) => ({ wealth: row.wealth, child: row.child }));
}

/** What `premiums.ts` looks at, row by row; a rider's own premium is part of its row's. */
export function premiumRowsOf(view: PlanView): readonly PremiumRow[] {
  return view.rows.map((row) => ({ premium: row.premium, ...(row.wealth !== undefined && { wealth: row.wealth }) }));
}

/** Product ids of a row's riders. */
export function riderIds(
  row: PlanProductRow,
): readonly { readonly id: string; readonly range: { start: number; end: number } }[] {
  return (row.riders?.items ?? []).flatMap((rider) => {
    const field = 'value' in rider ? rider : rider.product;
    return field === undefined ? [] : [{ id: field.value, range: field.range }];
  });
}

/** A birthday to come is none: plan/missing-facts speaks of it. */
function memberOf(id: string, entry: PlanMember, day: CalendarDate): Member {
  return {
    id,
    name: entry.name?.value ?? id,
    ...(entry.role && { role: entry.role.value }),
    ...(entry.born && entry.born.value <= day && { born: entry.born.value }),
    ...(entry.age && { age: entry.age.value }),
    ...(entry.income && { income: entry.income.value }),
    ...(entry.retire_age && { retireAge: entry.retire_age.value }),
    ...(entry.job_class && { jobClass: entry.job_class.value }),
    ...(entry.social && { social: entry.social.value }),
  };
}

function financeOf(model: PlanModel): Finance {
  const finance = model.finance;
  if (finance === undefined) return {};
  return {
    ...(finance.expenses && { expenses: finance.expenses.value }),
    ...(finance.mortgage && { mortgage: finance.mortgage.value }),
    ...(finance.debts && { debts: finance.debts.value }),
    ...(finance.liquid && { liquid: finance.liquid.value }),
    ...(finance.take_home && { takeHome: finance.take_home.value }),
    ...(finance.budget && { budget: finance.budget.value }),
  };
}

function rowOf(
  row: PlanProductRow,
  index: number,
  factsOf: (id: string) => ProductFacts | undefined,
  member: (id: string | undefined) => Member | undefined,
  day: CalendarDate,
  adultAge: number,
): PlanRow {
  const facts = row.product && factsOf(row.product.value);
  const insured = member(row.insured?.value);
  const type = facts?.product.type?.value;
  const child = insured !== undefined && isChild(insured, day, adultAge);
  return {
    index,
    row,
    id: row.id?.value,
    facts,
    insured,
    owner: member(row.owner?.value) ?? (insured !== undefined && !child ? insured : undefined),
    type,
    wealth: type === undefined ? undefined : isWealth(type),
    child,
    sum: row.sum?.value,
    premium: (row.premium?.value ?? 0) + riderPremiums(row),
    covers: insured === undefined ? [] : coversOfRow(row, facts, insured.id, factsOf),
  };
}

function riderPremiums(row: PlanProductRow): number {
  return (row.riders?.items ?? []).reduce(
    (total, rider) => total + ('value' in rider ? 0 : (rider.premium?.value ?? 0)),
    0,
  );
}

function coversOfRow(
  row: PlanProductRow,
  facts: ProductFacts | undefined,
  member: string,
  factsOf: (id: string) => ProductFacts | undefined,
): readonly Cover[] {
  const covers: Cover[] = [];
  if (facts) covers.push(coverOf(facts, member, row.sum?.value));
  for (const rider of row.riders?.items ?? []) {
    const product = 'value' in rider ? rider : rider.product;
    const found = product && factsOf(product.value);
    if (found) covers.push(coverOf(found, member, 'value' in rider ? undefined : rider.sum?.value));
  }
  return covers;
}

function coverOf(facts: ProductFacts, member: string, sum: number | undefined): Cover {
  const { pays, type } = facts.product;
  const typed: Partial<Record<Risk, 'sum' | 'reimburse' | 'premiums'>> = {};
  if (pays) {
    if (pays.ci) typed.ci = pays.ci.value;
    if (pays.accident) typed.accident = pays.accident.value;
    if (pays.medical) typed.medical = pays.medical.value;
    if (pays.death) typed.death = pays.death.value;
  } else if (type) {
    const risk = riskOfType(type.value);
    if (risk !== undefined) typed[risk] = risk === 'medical' ? 'reimburse' : 'sum';
  }
  return { member, pays: typed, ...(sum !== undefined && { sum }), ...(type && { type: type.value }) };
}

function coverOfPolicy(policy: PlanPolicy): readonly Cover[] {
  const member = policy.insured?.value;
  const type = policy.type?.value;
  const risk = type === undefined ? undefined : riskOfType(type);
  if (member === undefined || type === undefined) return [];
  const pays = risk === undefined ? {} : { [risk]: risk === 'medical' ? 'reimburse' : 'sum' };
  return [{ member, type, pays, ...(policy.sum && { sum: policy.sum.value }) }];
}

function isInForce(policy: PlanPolicy, day: CalendarDate): boolean {
  return policy.until === undefined || day < policy.until.value;
}

function overridesOf(model: PlanModel): readonly NeedOverride[] {
  return (model.needs?.override?.items ?? []).flatMap((entry) =>
    entry.member && entry.risk && entry.amount
      ? [{ member: entry.member.value, risk: entry.risk.value, amount: entry.amount.value }]
      : [],
  );
}

function educationCost(goal: PlanGoal): number {
  if (goal.type?.value !== 'education') return 0;
  const years = goal.years?.value;
  return (goal.amount?.value ?? 0) * (typeof years === 'number' ? years : 1);
}
