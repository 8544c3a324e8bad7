/** What the application rules share: which rows an application covers, who is insured by them, when its cooling-off ends. */
import type { PlanDocument } from '../../documents/document.ts';
import type { PlanApplication } from '../../documents/yaml/models.ts';
import { type CoolingOff, coolingOffOf } from '../../domain/cooling-off.ts';
import type { PlanRow, PlanView } from '../../domain/from-plan.ts';
import type { Member } from '../../domain/members.ts';
import { optionalThreshold, planDocument, viewOf } from '../plan/plan-context.ts';
import type { RuleContext } from '../rule.ts';

export interface ApplicationView {
  readonly document: PlanDocument;
  readonly view: PlanView;
  readonly application: PlanApplication;
  readonly rows: readonly PlanRow[];
  /** Each insured of the rows, once. */
  readonly insured: readonly Member[];
}

/** The plan's applications; `for: all` and no `for` mean every row. */
export function applicationsOf(context: RuleContext): readonly ApplicationView[] {
  const document = planDocument(context);
  if (document === undefined) return [];
  const view = viewOf(context, document);
  return (document.model.application?.items ?? []).map((application) => {
    const written = application.for;
    const ids = written && 'items' in written ? new Set<string>(written.items.map((field) => field.value)) : undefined;
    const rows = ids ? view.rows.filter((row) => row.id !== undefined && ids.has(row.id)) : view.rows;
    const insured = [...new Set(rows.flatMap((row) => row.insured ?? []))];
    return { document, view, application, rows, insured };
  });
}

/** The cooling-off periods of an application's products, latest end last; one by the market when no product says. */
export function coolingOffsOf(context: RuleContext, { application, rows }: ApplicationView): readonly CoolingOff[] {
  const marketDays = optionalThreshold(context, 'cooling_off_days');
  const facts = (days: number | undefined, from: string | undefined) =>
    coolingOffOf({
      market: context.market,
      ...(application.receipt && { receipt: application.receipt.value }),
      ...(application.delivered && { delivered: application.delivered.value }),
      ...(application.notice && { notice: application.notice.value }),
      ...(days !== undefined && { days }),
      ...(marketDays !== undefined && { marketDays }),
      ...(from !== undefined && { from: from === 'receipt_day' ? ('receipt_day' as const) : ('next_day' as const) }),
    });
  const known = rows.flatMap((row) => (row.facts ? (facts(row.facts.coolingOff, row.facts.coolingFrom) ?? []) : []));
  const all = known.length > 0 ? known : [facts(undefined, undefined)].flatMap((one) => one ?? []);
  return [...all].sort((a, b) => (a.end < b.end ? -1 : a.end > b.end ? 1 : 0));
}

/** A day to propose: today, but never after `limit`. */
export function proposedDay(context: RuleContext, limit?: string): string {
  return limit !== undefined && limit < context.asOf ? limit : context.asOf;
}
