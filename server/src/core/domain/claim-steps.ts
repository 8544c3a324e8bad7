/** How far a claim has come, read from its record: the one place that says what an open claim is. Knows no clock. */
import type { ClientClaim, ClientClaimStep } from '../documents/yaml/models.ts';
import type { CalendarDate, Localized, Market } from '../localized.ts';
import { type ClaimPaper, isPaper, papersOf } from './claim-papers.ts';

export type ClaimStage = 'submitted' | 'reviewing' | 'paid' | 'refused';

export const CLAIM_STAGES: Readonly<Record<ClaimStage, Localized>> = {
  submitted: { zh: '资料已提交', en: 'papers submitted' },
  reviewing: { zh: '审核中', en: 'under review' },
  paid: { zh: '理赔款到账', en: 'paid' },
  refused: { zh: '拒赔', en: 'refused' },
};

/** A paid or refused claim is closed. A refusal may still be followed by a payment, after an appeal. */
const RANK: Readonly<Record<ClaimStage, number>> = { submitted: 0, reviewing: 1, refused: 2, paid: 3 };

export interface ClaimState {
  readonly open: boolean;
  /** The latest day that anything was recorded: a step, else the report. */
  readonly last: CalendarDate | undefined;
  readonly stage: ClaimStage | undefined;
}

export function claimState(claim: ClientClaim): ClaimState {
  const steps = claim.progress?.items ?? [];
  const stages = steps.flatMap((step) => step.stage?.value ?? []);
  const days = steps.flatMap((step) => step.on?.value ?? []);
  const last = days.sort().at(-1) ?? claim.reported?.value;
  return { open: !stages.includes('paid') && !stages.includes('refused'), last, stage: stages.at(-1) };
}

export interface BackwardStep {
  readonly step: ClientClaimStep;
  readonly before: ClientClaimStep;
  readonly what: 'stage' | 'day';
}

/** Steps that stand behind one of a later stage or a later day. */
export function backwardSteps(steps: readonly ClientClaimStep[]): readonly BackwardStep[] {
  return steps.flatMap((step, index): BackwardStep[] => {
    const before = steps[index - 1];
    if (before === undefined) return [];
    if (before.stage && step.stage && RANK[step.stage.value] < RANK[before.stage.value])
      return [{ step, before, what: 'stage' }];
    return before.on && step.on && step.on.value < before.on.value ? [{ step, before, what: 'day' }] : [];
  });
}

export interface ClaimPapers {
  /** Needed, and not named in the record at all. */
  readonly unlisted: readonly ClaimPaper[];
  /** Needed, named, and not at hand yet. */
  readonly awaited: readonly ClaimPaper[];
}

/** What the claim's kind needs and the record lacks; nothing for a claim without a kind. */
export function missingPapers(claim: ClientClaim, market: Market): ClaimPapers {
  const kind = claim.kind?.value;
  if (kind === undefined) return { unlisted: [], awaited: [] };
  const entries = claim.documents?.entries ?? [];
  const unlisted: ClaimPaper[] = [];
  const awaited: ClaimPaper[] = [];
  for (const paper of papersOf(kind, market)) {
    const named = entries.filter((entry) => isPaper(entry.key.value, paper));
    if (named.length === 0) unlisted.push(paper);
    else if (named.every((entry) => entry.value?.value !== true)) awaited.push(paper);
  }
  return { unlisted, awaited };
}
