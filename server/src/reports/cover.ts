/** What a client's household holds and what it needs on a day: policies in force, plan rows, and the gap of each wall. */
import { clientRecord } from '../core/client-record.ts';
import type { ClientDocument, PlanDocument } from '../core/documents/document.ts';
import type { PlanMember, PlanModel } from '../core/documents/yaml/models.ts';
import { addYears } from '../core/domain/dates.ts';
import { type PlanRow, type PlanView, type ProductFacts, planView } from '../core/domain/from-plan.ts';
import type { Member } from '../core/domain/members.ts';
import { parseTerm } from '../core/domain/term.ts';
import { needParameters, type Wall, wallsOf } from '../core/domain/walls.ts';
import type { CalendarDate } from '../core/localized.ts';
import { marketOf, type ReportContext, thresholdOf } from './context.ts';

export interface HeldRow {
  readonly row: PlanRow;
  readonly inForce: boolean;
  /** Its term is over unless it was renewed, which the record does not say. */
  readonly toConfirm: boolean;
}

export interface HouseholdCover {
  readonly view: PlanView;
  /** Rows of the plan that the client file names, in its order. */
  readonly rows: readonly HeldRow[];
  /** Computed from what is in force, with the incomes of the latest review. */
  readonly walls: readonly Wall[];
  readonly members: readonly Member[];
}

/** The household as of the report's day; a client without a household or plan has no rows and no walls. */
export function coverOfClient(document: ClientDocument, context: ReportContext): HouseholdCover {
  const { plan, household, finance, policies } = clientRecord(document, context.project);
  const model = {
    household: { items: household },
    finance,
    policies: { items: policies },
    needs: plan?.model.needs,
    products: plan?.model.products,
  } as unknown as PlanModel;
  const home = plan ?? document;
  const adultAge = thresholdOf(home, 'adult_age', context) ?? 18;
  const view = planView(model, (id) => (plan ? factsOf(plan, id, context) : undefined), context.asOf, adultAge);
  const rows = view.rows.map((row): HeldRow => {
    const since = plan && effectiveSince(plan, row, context.asOf);
    return { row, inForce: since !== undefined, toConfirm: since !== undefined && isOver(row, since, context.asOf) };
  });
  const members = withIncomes(view.household.members, document, context.asOf);
  const protect = view.protect.length > 0 ? view.protect : householdIds(household);
  const walls = wallsOf({
    household: { ...view.household, members },
    protect,
    existing: [...view.existingCovers, ...rows.filter(({ inForce }) => inForce).flatMap(({ row }) => row.covers)],
    planned: [],
    overrides: view.overrides,
    educationTotal: view.educationTotal,
    parameters: needParameters(marketOf(home, context), (name) => thresholdOf(home, name, context)),
    day: context.asOf,
  });
  return { view, rows, walls, members };
}

function householdIds(household: readonly PlanMember[]): string[] {
  return household.flatMap((member) => member.id?.value ?? []);
}

function factsOf(plan: PlanDocument, id: string, context: ReportContext): ProductFacts | undefined {
  const product = context.project.product(plan, id)?.product;
  return product && { product };
}

/** The latest day on which an application for the row took effect. */
function effectiveSince(plan: PlanDocument, row: PlanRow, asOf: CalendarDate): CalendarDate | undefined {
  return (plan.model.application?.items ?? [])
    .filter((application) => {
      const named = application.for;
      return !named || !('items' in named) || named.items.some((id) => id.value === row.id);
    })
    .flatMap((application) => application.effective?.value ?? [])
    .filter((day) => day <= asOf)
    .sort()
    .at(-1);
}

function isOver(row: PlanRow, since: CalendarDate, asOf: CalendarDate): boolean {
  const written = row.row.term?.value;
  const term = written === undefined ? undefined : parseTerm(written);
  return term?.kind === 'years' && addYears(since, term.years) <= asOf;
}

function withIncomes(members: readonly Member[], document: ClientDocument, asOf: string): readonly Member[] {
  const latest = new Map<string, number>();
  const reviews = (document.model.reviews?.items ?? [])
    .filter((review) => review.on !== undefined && review.on.value <= asOf)
    .sort((a, b) => (a.on!.value < b.on!.value ? -1 : 1));
  for (const review of reviews)
    for (const { key, value } of review.income?.entries ?? []) if (value) latest.set(key.value, value.value);
  return members.map((member) => {
    const income = latest.get(member.id);
    return income === undefined ? member : { ...member, income };
  });
}
