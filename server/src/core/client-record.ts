/**
 * What a client file says, together with the plan it names. Rules, the agenda and the reports ask here, so that they agree
 * on whose household it is, how the client is tiered, and when the policies were last looked at.
 */
import type { ClientDocument, PlanDocument } from './documents/document.ts';
import type { PlanFinance, PlanMember, PlanPolicy } from './documents/yaml/models.ts';
import { firstDay, lastDay } from './domain/dates.ts';
import { type Tier, tierOf } from './domain/tiers.ts';
import type { CalendarDate } from './localized.ts';
import type { Project } from './project.ts';
import type { SourceRange } from './text/range.ts';

/** Who and what a client file is about. */
export interface ClientRecord {
  readonly household: readonly PlanMember[];
  readonly finance: PlanFinance | undefined;
  readonly policies: readonly PlanPolicy[];
  /** The document that the household stands in: the client file itself, or the plan it names. */
  readonly householdIn: ClientDocument | PlanDocument | undefined;
  readonly plan: PlanDocument | undefined;
}

/**
 * A client file's household, finance and policies in force: its own where it has them, else those of the plan that it
 * names (domain.md §2.1). The one place that decides it. Without either, empty.
 */
export function clientRecord(document: ClientDocument, project: Project): ClientRecord {
  const plan = project.planOf(document);
  const own = document.model.household;
  return {
    household: own?.items ?? plan?.model.household?.items ?? [],
    finance: document.model.finance ?? plan?.model.finance,
    policies: document.model.policies?.items ?? plan?.model.policies?.items ?? [],
    householdIn: own ? document : plan?.model.household ? plan : undefined,
    plan,
  };
}

/** The tier that the scores give, by the market's thresholds; undefined unless all three are whole numbers from 1 to 5. */
export function computedTier(document: ClientDocument, threshold: (name: string) => number): Tier | undefined {
  const { need, means, decision } = document.model.screening ?? {};
  if (![need, means, decision].every((score) => score !== undefined && isScore(score.value))) return undefined;
  return tierOf(
    { need: need!.value, means: means!.value, decision: decision!.value },
    {
      highScore: threshold('tier_high_score'),
      decisionScore: threshold('tier_decision_score'),
      totalScore: threshold('tier_total_score'),
    },
  );
}

/** Whole, from 1 to 5. */
export const isScore = (value: number) => Number.isInteger(value) && value >= 1 && value <= 5;

export interface Start {
  /** The first and the last day on which it may have been: a policy's start is often known by its month alone. */
  readonly from: CalendarDate;
  readonly on: CalendarDate;
  readonly range: SourceRange;
  readonly uri: string;
}

/** When the household's covers began: applications that took effect, and policies in force with a day. */
export function startsOf(
  plan: PlanDocument | undefined,
  policies: readonly PlanPolicy[],
  policiesIn: string,
): readonly Start[] {
  const applied = (plan?.model.application?.items ?? []).flatMap((entry) =>
    entry.effective ? [startOf(entry.effective, plan!.uri)] : [],
  );
  const held = policies.flatMap((policy) => (policy.since ? [startOf(policy.since, policiesIn)] : []));
  return [...applied, ...held].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}

function startOf(field: { readonly value: string; readonly range: SourceRange }, uri: string): Start {
  return { from: firstDay(field.value), on: lastDay(field.value), range: field.range, uri };
}

/** The last day that the policies were looked at or began, on or before `asOf`. Used by the agenda too. */
export function lastReviewed(document: ClientDocument, project: Project, asOf: CalendarDate): Start | undefined {
  const record = clientRecord(document, project);
  const policiesIn = document.model.policies ? document.uri : (record.plan?.uri ?? document.uri);
  const reviews = (document.model.reviews?.items ?? []).flatMap((review) =>
    review.on ? [startOf(review.on, document.uri)] : [],
  );
  return [...startsOf(record.plan, record.policies, policiesIn), ...reviews]
    .filter((one) => one.on <= asOf)
    .reduce<Start | undefined>((last, one) => (last === undefined || one.on >= last.on ? one : last), undefined);
}
