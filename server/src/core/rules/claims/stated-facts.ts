/** Which product facts people state, how they say them, and how a fact of the catalogue is written and quoted. */
import type { CatalogProduct } from '../../documents/yaml/models.ts';
import { formatAmount } from '../../domain/amount.ts';
import type { Localized } from '../../localized.ts';
import type { ResolvedProduct } from '../../project.ts';
import type { SourceRange } from '../../text/range.ts';

export interface StatedFact {
  readonly name: Localized;
  /** Days, yuan, shares 0–1, years, policy year. */
  readonly unit: 'days' | 'amount' | 'percent' | 'years' | 'policy-year';
  /** In the phrase language; the number is captured as `v`. Those without a number state `bare`. */
  readonly phrases: readonly string[];
  /** What the phrases without a number state: 没有等待期 is 0 days. */
  readonly bare?: number;
  /** Key of the product's `clauses`. */
  readonly clause?: string;
  value(resolved: ResolvedProduct): { readonly value: number; readonly range: SourceRange } | undefined;
}

const field =
  (
    pick: (product: CatalogProduct) => { readonly value: number | undefined; readonly range: SourceRange } | undefined,
  ) =>
  ({ product }: ResolvedProduct) => {
    const found = pick(product);
    return found?.value === undefined ? undefined : { value: found.value, range: found.range };
  };

export const STATED: Readonly<Record<string, StatedFact>> = {
  waiting: {
    name: { zh: '等待期', en: 'the waiting period' },
    unit: 'days',
    phrases: [
      '<cover-waiting> … <days:v>',
      '<days:v>[的]<cover-waiting>',
      'waiting period … <days:v>',
      '<days:v> waiting period',
    ],
    clause: 'waiting',
    value: field((product) => product.waiting_days),
  },
  'no-waiting': {
    name: { zh: '等待期', en: 'the waiting period' },
    unit: 'days',
    phrases: ['<cover-without>[任何]<cover-waiting>', 'no waiting period'],
    bare: 0,
    clause: 'waiting',
    value: field((product) => product.waiting_days),
  },
  deductible: {
    name: { zh: '免赔额', en: 'the deductible' },
    unit: 'amount',
    phrases: [
      '<stated-deductible> … <amount:v>',
      '免赔 … <amount:v>',
      '<stated-deductible>[是|为|只有|有]<number:v>',
      '<amount:v>[的]<stated-deductible>',
      'deductible … <number:v>',
      '<amount:v> deductible',
    ],
    clause: 'deductible',
    value: field((product) => product.deductible),
  },
  'no-deductible': {
    name: { zh: '免赔额', en: 'the deductible' },
    unit: 'amount',
    phrases: ['<cover-without>[任何]<stated-deductible>', '(0|零|〇)免赔', '(no|zero) deductible'],
    bare: 0,
    clause: 'deductible',
    value: field((product) => product.deductible),
  },
  ratio: {
    name: { zh: '报销比例', en: 'the share paid' },
    unit: 'percent',
    phrases: [
      '<stated-ratio> … <percent:v>',
      '<percent:v>[的]<stated-reimbursed>',
      '(reimburses|reimbursed) … <percent:v>',
    ],
    clause: 'ratio',
    value: field((product) => product.ratio),
  },
  renewal: {
    name: { zh: '保证续保', en: 'guaranteed renewal' },
    unit: 'years',
    phrases: [
      '<stated-renewal> … <years:v>',
      '<years:v>[都|的|内]<stated-renewal>',
      '(guaranteed renewal|renewal is guaranteed|guaranteed renewable) … <years:v>',
    ],
    clause: 'renewal',
    value: field((product) => product.renewal?.guaranteed_years),
  },
  payout: {
    name: { zh: '首次领取', en: 'the first payout' },
    unit: 'policy-year',
    phrases: ['<number:v> … <stated-draws>', '(policy year|from year) <number:v>'],
    clause: 'payout',
    value: field((product) => product.first_payout_year),
  },
  rate: {
    name: { zh: '最低保证利率', en: 'the guaranteed minimum rate' },
    unit: 'percent',
    phrases: ['<stated-minimum-rate> … <percent:v>', '(guaranteed minimum|minimum guaranteed) … <percent:v>'],
    clause: 'guaranteed_rate',
    value: field((product) => product.guaranteed_rate),
  },
  'cooling-off': {
    name: { zh: '犹豫期', en: 'the cooling-off period' },
    unit: 'days',
    phrases: [
      '<cover-cooling> … <days:v>',
      '<days:v>[的]<cover-cooling>',
      '<cover-en-cooling> … <days:v>',
      '<days:v> <cover-en-cooling>',
    ],
    clause: 'cooling_off',
    value: field(({ cooling_off }) => cooling_off),
  },
};

/** A fact as people write it: `90天`, `1万元`, `80%`, `20年`, `第5年`. */
export function factText(unit: StatedFact['unit'], value: number): Localized {
  const percent = `${Number((value * 100).toFixed(4))}%`;
  switch (unit) {
    case 'days':
      return { zh: `${value}天`, en: `${value} days` };
    case 'years':
      return { zh: `${value}年`, en: `${value} ${value === 1 ? 'year' : 'years'}` };
    case 'policy-year':
      return { zh: `第${value}年`, en: String(value) };
    case 'percent':
      return { zh: percent, en: percent };
    case 'amount':
      return { zh: `${formatAmount(value, 'zh')}元`, en: formatAmount(value, 'en') };
  }
}

/** The clause number under a key of the product's `clauses`, as written. */
export function clauseNumber(product: CatalogProduct, key: string | undefined): string | undefined {
  if (key === undefined) return undefined;
  const entry = product.clauses?.entries.find((each) => each.key.value === key);
  return entry ? String(entry.value.value) : undefined;
}

/** `@条款(id#no)`; undefined without an id. */
export function clauseMark(product: CatalogProduct, clause: string, english: boolean): string | undefined {
  const id = product.id?.value;
  return id === undefined ? undefined : `${english ? '@clause' : '@条款'}(${id}#${clause})`;
}
