/** Where plans and client files name members, products, goals and rows. Used by plan/reference. */
import type { ClientDocument, PlanDocument } from '../../documents/document.ts';
import type { PlanBeneficiary } from '../../documents/yaml/models.ts';
import { riderIds } from '../../domain/from-plan.ts';
import type { SourceRange } from '../../text/range.ts';

export type TargetKind = 'member' | 'product' | 'goal' | 'row';

export interface Named {
  readonly kind: TargetKind;
  readonly id: string;
  readonly range: SourceRange;
}

interface Written {
  readonly value: unknown;
  readonly range: SourceRange;
}

/** Ids that the plan defines, in order, repeated ones included. Rows and policies share one name space. */
export function definitionsOf(document: PlanDocument): readonly Named[] {
  const { model } = document;
  return [
    ...named(
      'member',
      (model.household?.items ?? []).map((member) => member.id),
    ),
    ...named(
      'row',
      (model.policies?.items ?? []).map((policy) => policy.id),
    ),
    ...named(
      'row',
      (model.products?.items ?? []).map((row) => row.id),
    ),
    ...named(
      'goal',
      (model.needs?.goals?.items ?? []).map((goal) => goal.id),
    ),
  ];
}

/** Every place in the plan that names something defined elsewhere. */
export function referencesOf(document: PlanDocument): readonly Named[] {
  const { model } = document;
  const found: Named[] = [];
  const add = (kind: TargetKind, ...fields: readonly (Written | undefined)[]) => addNamed(found, kind, fields);
  for (const policy of model.policies?.items ?? []) add('member', policy.insured);
  add('member', model.finance?.decision_maker, ...(model.needs?.protect?.items ?? []));
  for (const override of model.needs?.override?.items ?? []) add('member', override.member);
  for (const goal of model.needs?.goals?.items ?? []) add('member', goal.member);
  for (const row of model.products?.items ?? []) {
    add('product', row.product);
    for (const rider of riderIds(row)) found.push({ kind: 'product', ...rider });
    add('member', row.insured, row.owner, ...beneficiaryKeys(row.beneficiary));
    add('goal', row.for);
  }
  add('member', ...(model.presentation?.audience?.items ?? []));
  add('row', model.presentation?.story?.row);
  for (const application of model.application?.items ?? []) {
    const rows = application.for;
    if (rows && 'items' in rows) add('row', ...rows.items);
    for (const entry of application.preunderwriting?.items ?? []) add('member', entry.member);
    for (const { key, value } of application.signed?.entries ?? []) {
      add('member', key);
      if (value.value !== 'self') add('member', value);
    }
  }
  return found;
}

/** Where nobody is in the household, one finding says so: the schema's, or else that of the first who is named. */
export function peopled({ model }: PlanDocument, references: readonly Named[]): readonly Named[] {
  if (model.household?.items.some(({ id }) => id !== undefined)) return references;
  const first = model.household && references.find(({ kind }) => kind === 'member');
  return references.filter((reference) => reference.kind !== 'member' || reference === first);
}

/** The same for a client file; its members come from its own household or from the plan it names. */
export function clientReferencesOf(document: ClientDocument): readonly Named[] {
  const { model } = document;
  const found: Named[] = [];
  const add = (kind: TargetKind, ...fields: readonly (Written | undefined)[]) => addNamed(found, kind, fields);
  add('member', model.decision_maker, model.finance?.decision_maker);
  for (const policy of model.policies?.items ?? []) add('member', policy.insured);
  for (const event of model.events?.items ?? []) add('member', event.who);
  for (const review of model.reviews?.items ?? []) {
    add('member', ...(review.income?.entries ?? []).map((entry) => entry.key));
    for (const gap of review.gaps?.items ?? []) add('member', gap.member);
  }
  for (const claim of model.claims?.items ?? []) add('row', claim.row);
  return found;
}

/** Beneficiary shares in percent, when they are stated as numbers; undefined for `legal`, nothing or unread shares. */
export function beneficiaryShares(beneficiary: PlanBeneficiary | undefined):
  | {
      readonly total: number;
      readonly last: { readonly value: number; readonly range: SourceRange };
      readonly all: readonly { readonly value: number; readonly range: SourceRange }[];
    }
  | undefined {
  if (beneficiary === undefined || 'value' in beneficiary) return undefined;
  const shares =
    'entries' in beneficiary
      ? beneficiary.entries.map((entry) => entry.value)
      : beneficiary.items.flatMap((entry) => (entry.share ? [entry.share] : []));
  const written = 'entries' in beneficiary ? beneficiary.node.children.length : beneficiary.items.length;
  const last = shares.at(-1);
  if (last === undefined || shares.length !== written) return undefined;
  return { total: shares.reduce((sum, share) => sum + share.value, 0), last, all: shares };
}

function beneficiaryKeys(beneficiary: PlanBeneficiary | undefined): readonly Written[] {
  if (beneficiary === undefined || !('entries' in beneficiary)) return [];
  return beneficiary.entries.map((entry) => entry.key);
}

function named(kind: TargetKind, fields: readonly (Written | undefined)[]): readonly Named[] {
  const found: Named[] = [];
  addNamed(found, kind, fields);
  return found;
}

function addNamed(found: Named[], kind: TargetKind, fields: readonly (Written | undefined)[]): void {
  for (const field of fields)
    if (field !== undefined && typeof field.value === 'string' && field.value !== '')
      found.push({ kind, id: field.value, range: field.range });
}
