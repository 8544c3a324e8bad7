/**
 * The four walls: what each protected member needs, has and is offered, per risk. Amounts in the household's currency.
 * Expense method for CN, HK, TW, US and UK, multiples of income for SG; rules of thumb, set in markets.yaml.
 */
import type { CalendarDate, Market } from '../localized.ts';
import { type Household, incomeShare, isChild, type Member, memberAge } from './members.ts';
import { RISKS, type Risk } from './product-types.ts';

export interface NeedParameters {
  readonly market: Market;
  readonly adultAge: number;
  readonly deathYears: number;
  readonly ciYears: number;
  readonly ciTreatment: number;
  readonly accidentYears: number;
  /** Multiples of yearly income; they replace the expense method where given (SG). */
  readonly deathMultiple?: number;
  readonly ciMultiple?: number;
  /** Caps on a child's death cover, which also size a child's accident wall (CN). */
  readonly minorCapUnder10?: number;
  readonly minorCap10To17?: number;
}

/** The parameters of a market: `value` gives its thresholds, after settings; undefined where it has none. */
export function needParameters(market: Market, value: (name: string) => number | undefined): NeedParameters {
  const optional: Partial<NeedParameters> = {
    deathMultiple: value('sg_death_multiple'),
    ciMultiple: value('sg_ci_multiple'),
    minorCapUnder10: value('minor_death_cap_under_10'),
    minorCap10To17: value('minor_death_cap_10_17'),
  };
  return {
    market,
    adultAge: value('adult_age') ?? 18,
    deathYears: value('death_years') ?? 10,
    ciYears: value('ci_years') ?? 3,
    ciTreatment: value('ci_treatment') ?? 0,
    accidentYears: value('accident_years') ?? 5,
    ...(Object.fromEntries(Object.entries(optional).filter(([, one]) => one !== undefined)) as typeof optional),
  };
}

/** One policy or plan row, as far as the walls look at it. */
export interface Cover {
  readonly member: string;
  readonly sum?: number;
  /** How it pays per risk; only `sum` builds a wall. */
  readonly pays: Readonly<Partial<Record<Risk, 'sum' | 'reimburse' | 'premiums'>>>;
  /** For the courses of the medical wall. */
  readonly type?: string;
}

export interface NeedOverride {
  readonly member: string;
  readonly risk: Risk;
  readonly amount: number;
}

export interface MedicalCourses {
  readonly social: boolean;
  readonly million: boolean;
  readonly small: boolean;
}

export interface Wall {
  readonly member: string;
  readonly risk: Risk;
  /** Undefined where no amount applies (medical) or a figure it rests on is missing. */
  readonly need: number | undefined;
  readonly overridden: boolean;
  readonly existing: number;
  readonly planned: number;
  /** max(0, need − existing − planned). */
  readonly gap: number;
  /** (existing + planned) ÷ need, as a share; undefined without a need or when it is 0. */
  readonly ratio: number | undefined;
  /** For the medical wall: which of its three courses stand. */
  readonly courses?: MedicalCourses;
}

/** A member's need for one risk, before overrides; undefined when a figure is missing or the risk has no amount. */
export function needOf(
  risk: Risk,
  member: Member,
  household: Household,
  educationTotal: number,
  parameters: NeedParameters,
  day: CalendarDate,
): number | undefined {
  const child = isChild(member, day, parameters.adultAge);
  switch (risk) {
    case 'medical':
      return undefined;
    case 'death':
      return child ? 0 : deathNeed(member, household, educationTotal, parameters);
    case 'ci':
      return child ? childCiNeed(household, parameters, day) : adultCiNeed(member, parameters);
    case 'accident':
      return child ? childAccidentNeed(member, parameters, day) : (member.income ?? 0) * parameters.accidentYears;
  }
}

/** Share of income × (expenses × years + debts + education − liquid), never below 0; SG: multiple of income. */
function deathNeed(
  member: Member,
  household: Household,
  educationTotal: number,
  p: NeedParameters,
): number | undefined {
  if (p.deathMultiple !== undefined) return (member.income ?? 0) * p.deathMultiple;
  const { expenses, mortgage = 0, debts = 0, liquid = 0 } = household.finance;
  const share = incomeShare(member, household.members);
  if (share === 0) return 0;
  if (expenses === undefined) return undefined;
  return Math.max(0, share * (expenses * p.deathYears + mortgage + debts + educationTotal - liquid));
}

function adultCiNeed(member: Member, p: NeedParameters): number {
  if (p.ciMultiple !== undefined) return (member.income ?? 0) * p.ciMultiple;
  return (member.income ?? 0) * p.ciYears + p.ciTreatment;
}

/** Treatment plus one year of the lower earner's income: one parent stays with the child. */
function childCiNeed(household: Household, p: NeedParameters, day: CalendarDate): number {
  const incomes = household.members
    .filter((member) => !isChild(member, day, p.adultAge) && (member.income ?? 0) > 0)
    .map((member) => member.income ?? 0);
  return p.ciTreatment + (incomes.length > 0 ? Math.min(...incomes) : 0);
}

function childAccidentNeed(member: Member, p: NeedParameters, day: CalendarDate): number | undefined {
  const age = memberAge(member, day);
  if (age === undefined) return undefined;
  return age < 10 ? p.minorCapUnder10 : p.minorCap10To17;
}

/** US, as an alternative: debt + income × years + mortgage + education ("DIME"). */
export function dimeNeed(figures: {
  readonly debts: number;
  readonly income: number;
  readonly years: number;
  readonly mortgage: number;
  readonly education: number;
}): number {
  return figures.debts + figures.income * figures.years + figures.mortgage + figures.education;
}

/** All four walls of the members to protect, member by member in the order given. Unknown ids are left out. */
export function wallsOf(input: {
  readonly household: Household;
  readonly protect: readonly string[];
  readonly existing: readonly Cover[];
  readonly planned: readonly Cover[];
  readonly overrides: readonly NeedOverride[];
  /** Σ of the education goals: amount per year × years. */
  readonly educationTotal: number;
  readonly parameters: NeedParameters;
  readonly day: CalendarDate;
}): readonly Wall[] {
  const { household, parameters, day } = input;
  return input.protect.flatMap((id) => {
    const member = household.members.find((candidate) => candidate.id === id);
    if (member === undefined) return [];
    return RISKS.map((risk) => {
      const override = input.overrides.find((entry) => entry.member === id && entry.risk === risk);
      const need = override?.amount ?? needOf(risk, member, household, input.educationTotal, parameters, day);
      const existing = coverOf(input.existing, id, risk);
      const planned = coverOf(input.planned, id, risk);
      return {
        member: id,
        risk,
        need,
        overridden: override !== undefined,
        existing,
        planned,
        gap: need === undefined ? 0 : Math.max(0, need - existing - planned),
        ratio: need === undefined || need <= 0 ? undefined : (existing + planned) / need,
        ...(risk === 'medical'
          ? { courses: medicalCourses(member, household, [...input.existing, ...input.planned]) }
          : {}),
      };
    });
  });
}

/** Σ of the sums that one member's policies pay out for a risk. */
export function coverOf(covers: readonly Cover[], member: string, risk: Risk): number {
  return covers
    .filter((cover) => cover.member === member && cover.pays[risk] === 'sum')
    .reduce((sum, cover) => sum + (cover.sum ?? 0), 0);
}

function medicalCourses(member: Member, household: Household, covers: readonly Cover[]): MedicalCourses {
  const types = new Set(covers.filter((cover) => cover.member === member.id).map((cover) => cover.type));
  return {
    social: member.social !== undefined && member.social !== 'none',
    million: types.has('medical_million'),
    // small bills can also be met from savings; 10,000 is the usual deductible of high-limit plans (rule of thumb)
    small: types.has('medical_small') || (household.finance.liquid ?? 0) >= 10_000,
  };
}
