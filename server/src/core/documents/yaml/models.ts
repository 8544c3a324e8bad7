/**
 * The typed models that readers make of the YAML kinds: the schemas' output types with a place for every field.
 * Types only; core never loads zod.
 */
import type { z } from 'zod';
import type { catalogSchema } from '../../../../schemas/catalog.ts';
import type { clientSchema } from '../../../../schemas/client.ts';
import type { configSchema } from '../../../../schemas/config.ts';
import type { frontMatterSchema } from '../../../../schemas/front-matter.ts';
import type { goalsSchema } from '../../../../schemas/goals.ts';
import type { planSchema } from '../../../../schemas/plan.ts';
import type { ruleFileSchema } from '../../../../schemas/rule-file.ts';
import type { Located, LocatedList } from './node.ts';

export type PlanModel = Located<z.output<typeof planSchema>>;
export type CatalogModel = Located<z.output<typeof catalogSchema>>;
export type ClientModel = Located<z.output<typeof clientSchema>>;
export type GoalsModel = Located<z.output<typeof goalsSchema>>;
export type ConfigModel = Located<z.output<typeof configSchema>>;
export type FrontMatterModel = Located<z.output<typeof frontMatterSchema>>;
export type RuleFileModel = Located<z.output<typeof ruleFileSchema>>;

/** The item type of a list of a model. */
export type ItemOf<L> = NonNullable<L> extends LocatedList<infer U> ? U : never;

export type PlanMember = ItemOf<PlanModel['household']>;
export type PlanFinance = NonNullable<PlanModel['finance']>;
export type PlanPolicy = ItemOf<PlanModel['policies']>;
export type PlanNeeds = NonNullable<PlanModel['needs']>;
export type PlanGoal = ItemOf<PlanNeeds['goals']>;
export type PlanOverride = ItemOf<PlanNeeds['override']>;
export type PlanProductRow = ItemOf<PlanModel['products']>;
export type PlanPayout = NonNullable<PlanProductRow['payout']>;
export type PlanRider = ItemOf<PlanProductRow['riders']>;
export type PlanBeneficiary = NonNullable<PlanProductRow['beneficiary']>;
export type PlanPresentation = NonNullable<PlanModel['presentation']>;
export type PlanStory = NonNullable<PlanPresentation['story']>;
export type PlanApplication = ItemOf<PlanModel['application']>;
export type PlanPreunderwriting = ItemOf<PlanApplication['preunderwriting']>;
export type PlanUnderwriting = NonNullable<PlanApplication['underwriting']>;
export type Consent = NonNullable<PlanModel['consent']>;
export type ConsentShare = ItemOf<Consent['share']>;

export type CatalogProduct = ItemOf<CatalogModel['products']>;
export type CatalogDefaults = NonNullable<CatalogModel['defaults']>;
export type CatalogExclusion = ItemOf<CatalogProduct['exclusions']>;

export type ClientClaim = ItemOf<ClientModel['claims']>;
export type ClientClaimStep = ItemOf<ClientClaim['progress']>;
export type ClientComplaint = ItemOf<ClientModel['complaints']>;
export type ClientReview = ItemOf<ClientModel['reviews']>;
export type ClientEvent = ItemOf<ClientModel['events']>;
export type ClientLogEntry = ItemOf<ClientModel['log']>;

export type GoalsMonth = ItemOf<GoalsModel['months']>;
export type GoalsStudy = ItemOf<GoalsModel['study']>;

/** The words of the closed lists, for domain code: `ProductType`, `Risk` … */
export type PlanValues = z.output<typeof planSchema>;
export type CatalogValues = z.output<typeof catalogSchema>;
export type ProductType = CatalogValues['products'][number]['type'];
export type ProductDesign = NonNullable<CatalogValues['products'][number]['design']>;
export type ProductFeature = NonNullable<CatalogValues['products'][number]['features']>[number];
export type Risk = NonNullable<NonNullable<PlanValues['needs']['override']>[number]['risk']>;
export type MemberRole = PlanValues['household'][number]['role'];
