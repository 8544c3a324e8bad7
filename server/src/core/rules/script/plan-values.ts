/** What a plan has for a fact that was said aloud: every value that would be true, with how it is written. */
import { fullAmount } from '../../domain/amount.ts';
import type { PlanRow, PlanView } from '../../domain/from-plan.ts';
import { type Member, memberAge } from '../../domain/members.ts';
import type { Risk } from '../../domain/product-types.ts';
import { parseTerm } from '../../domain/term.ts';
import type { Wall } from '../../domain/walls.ts';
import type { CalendarDate, Localized } from '../../localized.ts';
import type { SourceRange } from '../../text/range.ts';
import { rowName, rowRange } from '../plan/plan-context.ts';
import { RISK_NAMES, same } from '../plan/wording.ts';
import type { Fact } from './told-figures.ts';

export interface PlanValue {
  readonly value: number;
  readonly text: Localized;
  /** Whose it is: a row, a person's cover, the whole plan. */
  readonly of: Localized;
  /** Where the plan says so. */
  readonly range: SourceRange | undefined;
}

/** The values of one row for a fact. Monthly: a twelfth of the year's premium. */
export function rowValues(row: PlanRow, fact: Fact, isMonthly: boolean, view: PlanView): readonly PlanValue[] {
  const of = same(rowName(row));
  const range = rowRange(row.row);
  const as = (value: number | undefined, text: (value: number) => Localized): PlanValue[] =>
    value === undefined ? [] : [{ value, text: text(value), of, range }];
  const { payout } = row.row;
  switch (fact) {
    case 'premium':
      return row.row.premium ? as(isMonthly ? row.premium / 12 : row.premium, amountOf) : [];
    case 'sum':
      return as(row.sum, amountOf);
    case 'payout':
      return [...as(payout?.guaranteed?.value, amountOf), ...as(payout?.non_guaranteed?.value, amountOf)];
    case 'waiting':
      return as(row.facts?.product.waiting_days?.value, daysOf);
    case 'payout-years':
      return typeof payout?.years?.value === 'number' ? as(payout.years.value, yearsOf) : [];
    case 'payout-age':
      return as(payoutAge(row), ageOf);
    case 'payout-from':
      return as(payout?.from === undefined ? undefined : Number(payout.from.value.slice(0, 4)), yearOf);
    default: {
      const written = fact === 'pay' ? row.row.pay?.value : row.row.term?.value;
      const term = written === undefined ? undefined : parseTerm(written);
      if (fact === 'age') return term?.kind === 'to-age' ? as(term.age, ageOf) : [];
      if (fact === 'cover-years' && term?.kind === 'to-age') {
        const age = row.insured?.born && Number(view.day.slice(0, 4)) - Number(row.insured.born.slice(0, 4));
        // to the year, before or after this year's birthday
        return typeof age === 'number' ? [...as(term.age - age, yearsOf), ...as(term.age - age + 1, yearsOf)] : [];
      }
      return term?.kind === 'years' ? as(term.years, yearsOf) : [];
    }
  }
}

/** The age at which payouts begin, as the row says it or by the year of birth. */
function payoutAge({ row, insured }: PlanRow): number | undefined {
  const age = row.payout?.from_age?.value;
  if (age !== undefined) return age;
  const from = row.payout?.from?.value;
  const born = insured?.born;
  if (from === undefined || born === undefined) return undefined;
  const months = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7) || '1');
  return Math.floor((months(from) - months(born)) / 12);
}

/** Premiums of the whole plan and of each person, or of one person alone. */
export function totalPremiums(view: PlanView, member: Member | undefined, isMonthly: boolean): readonly PlanValue[] {
  const range = view.model.keyRange('products');
  const sum = (rows: readonly PlanRow[]) => rows.reduce((total, row) => total + row.premium, 0) / (isMonthly ? 12 : 1);
  const of = (who: Member) => view.rows.filter((row) => row.insured?.id === who.id);
  const value = (rows: readonly PlanRow[], name: Localized): PlanValue[] =>
    rows.length === 0 ? [] : [{ value: sum(rows), text: amountOf(sum(rows)), of: name, range }];
  if (member) return value(of(member), { zh: `${member.name}各行合计`, en: `all rows of ${member.name}` });
  return value(view.rows, { zh: '整份方案', en: 'the whole plan' });
}

/** What a person has for a risk: by this plan, by policies in force, by both. */
export function coverValues(view: PlanView, member: Member | undefined, risk: Risk): readonly PlanValue[] {
  const people = member ? [member] : view.household.members;
  return people.flatMap((who) => {
    const covers = (from: PlanView['existingCovers']) =>
      from
        .filter((cover) => cover.member === who.id && cover.pays[risk] === 'sum')
        .reduce((total, cover) => total + (cover.sum ?? 0), 0);
    const planned = covers(view.rows.flatMap((row) => row.covers));
    const existing = covers(view.existingCovers);
    const range = view.rows.find((row) => row.insured?.id === who.id && row.covers.some((c) => c.pays[risk] === 'sum'));
    const of = { zh: `${who.name}的${RISK_NAMES[risk].zh}`, en: `${RISK_NAMES[risk].en} of ${who.name}` };
    const values = [...new Set([planned, planned + existing, existing])].filter((value) => value > 0);
    return values.map((value) => ({ value, text: amountOf(value), of, range: range && rowRange(range.row) }));
  });
}

/** A person's age on the plan's day and on this one: both are said. */
export function agesOf(view: PlanView, who: Member, asOf: CalendarDate): readonly PlanValue[] {
  const ages = new Set([view.day, asOf].flatMap((day) => memberAge(who, day) ?? []));
  const range = view.model.household?.items.find(({ id }) => id?.value === who.id)?.range;
  return [...ages].map((value) => ({ value, text: ageOf(value), of: same(who.name), range }));
}

/** What lacks for a risk, before this plan and with it; of all whose need is known, or of one person. */
export function gapValues(
  view: PlanView,
  walls: readonly Wall[],
  member: Member | undefined,
  risk: Risk,
): readonly PlanValue[] {
  const meant = walls.filter((wall) => wall.risk === risk && (!member || wall.member === member.id));
  return meant.flatMap(({ member: id, need, existing, gap }) => {
    if (need === undefined) return [];
    const name = view.member(id)?.name ?? id;
    const of = { zh: `${name}的${RISK_NAMES[risk].zh}`, en: `${RISK_NAMES[risk].en} of ${name}` };
    const range = view.model.keyRange('needs');
    return [...new Set([Math.max(0, need - existing), gap])].map((value) => ({
      value,
      text: amountOf(value),
      of,
      range,
    }));
  });
}

function amountOf(value: number): Localized {
  const whole = Math.round(value * 100) / 100;
  return {
    zh: whole >= 1e4 ? `${Number((whole / 1e4).toFixed(4))}万` : `${whole}元`,
    en: fullAmount(whole),
  };
}
const daysOf = (value: number): Localized => ({ zh: `${value}天`, en: `${value} days` });
const yearsOf = (value: number): Localized => ({ zh: `${value}年`, en: `${value} years` });
const ageOf = (value: number): Localized => ({ zh: `${value}岁`, en: `${value}` });
const yearOf = (value: number): Localized => ({ zh: `${value}年`, en: `${value}` });
