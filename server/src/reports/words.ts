/** How values of the files are called in reports, in both languages. */
import { parseTerm } from '../core/domain/term.ts';
import type { Localized } from '../core/localized.ts';
import { amountText } from '../core/rules/plan/wording.ts';
import type { ReportLanguage } from './model.ts';

export const PRODUCT_TYPE_NAMES: Readonly<Record<string, Localized>> = {
  ci: { zh: '重疾险', en: 'Critical illness' },
  child_ci: { zh: '少儿重疾险', en: 'Child critical illness' },
  medical_million: { zh: '百万医疗险', en: 'High-limit medical' },
  medical_small: { zh: '小额医疗险', en: 'Small medical' },
  term_life: { zh: '定期寿险', en: 'Term life' },
  whole_life: { zh: '终身寿险', en: 'Whole life' },
  whole_life_increasing: { zh: '增额终身寿险', en: 'Increasing whole life' },
  accident: { zh: '意外险', en: 'Accident' },
  annuity_education: { zh: '教育年金', en: 'Education annuity' },
  annuity_pension: { zh: '养老年金', en: 'Pension annuity' },
  endowment: { zh: '两全保险', en: 'Endowment' },
  universal: { zh: '万能险', en: 'Universal life' },
  unit_linked: { zh: '投连险', en: 'Unit-linked' },
  waiver: { zh: '豁免险', en: 'Waiver' },
};

export const DESIGN_NAMES: Readonly<Record<string, Localized>> = {
  traditional: { zh: '传统型', en: 'traditional' },
  participating: { zh: '分红型', en: 'participating' },
  universal: { zh: '万能型', en: 'universal' },
  unit_linked: { zh: '投资连结型', en: 'unit-linked' },
};

export const PAYS_NAMES: Readonly<Record<string, Localized>> = {
  sum: { zh: '按保额给付', en: 'pays the sum' },
  reimburse: { zh: '按费用报销', en: 'reimburses' },
  premiums: { zh: '返还已交保费', en: 'returns premiums' },
};

export const FEATURE_NAMES: Readonly<Record<string, Localized>> = {
  guaranteed_payout: { zh: '确定给付', en: 'guaranteed payout' },
  lifetime_payout: { zh: '终身领取', en: 'lifetime payout' },
  waiver: { zh: '豁免', en: 'waiver' },
  cash_value: { zh: '现金价值灵活', en: 'flexible cash value' },
  surrender: { zh: '退保', en: 'surrender' },
  loan: { zh: '保单贷款', en: 'policy loan' },
  partial: { zh: '部分领取', en: 'partial withdrawal' },
  auto_premium_loan: { zh: '自动垫交', en: 'automatic premium loan' },
};

/** A word of a closed list by its name; the word itself when the list does not have it. */
export function nameIn(names: Readonly<Record<string, Localized>>, word: string, language: ReportLanguage): string {
  return names[word]?.[language] ?? word;
}

/** `1200000` → `120万` / `1,200,000`; a dash for nothing. */
export function money(value: number | undefined, language: ReportLanguage): string {
  return value === undefined ? '—' : amountText(value)[language];
}

/** `20y` → `20年` / `20 years`; `to60` → `至60岁` / `to age 60`; `life` → `终身` / `for life`. */
export function termText(written: string | undefined, language: ReportLanguage): string {
  const term = written === undefined ? undefined : parseTerm(written);
  if (term === undefined) return written ?? '—';
  if (term.kind === 'life') return language === 'zh' ? '终身' : 'for life';
  if (term.kind === 'to-age') return language === 'zh' ? `至${term.age}岁` : `to age ${term.age}`;
  if (language === 'zh') return `${term.years}年`;
  return term.years === 1 ? '1 year' : `${term.years} years`;
}
