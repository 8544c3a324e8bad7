/** What the product types of a catalogue are for. The one place that says which of them are wealth products. */

export const PRODUCT_TYPES = [
  'ci',
  'child_ci',
  'medical_million',
  'medical_small',
  'term_life',
  'whole_life',
  'whole_life_increasing',
  'accident',
  'annuity_education',
  'annuity_pension',
  'endowment',
  'universal',
  'unit_linked',
  'waiver',
] as const;
export type ProductType = (typeof PRODUCT_TYPES)[number];

/** The four walls of the household. */
export const RISKS = ['ci', 'accident', 'medical', 'death'] as const;
export type Risk = (typeof RISKS)[number];

/** Savings and investment types; everything else is protection. */
const WEALTH: ReadonlySet<string> = new Set<ProductType>([
  'annuity_education',
  'annuity_pension',
  'endowment',
  'universal',
  'unit_linked',
  'whole_life_increasing',
]);

const RISK_OF_TYPE: Readonly<Record<string, Risk>> = {
  ci: 'ci',
  child_ci: 'ci',
  medical_million: 'medical',
  medical_small: 'medical',
  term_life: 'death',
  whole_life: 'death',
  whole_life_increasing: 'death',
  accident: 'accident',
} satisfies Partial<Record<ProductType, Risk>>;

export function isProductType(value: string): value is ProductType {
  return (PRODUCT_TYPES as readonly string[]).includes(value);
}

export function isWealth(type: string): boolean {
  return WEALTH.has(type);
}

/** The wall that a policy of this type stands for when its own `pays` is not known (policies in force). */
export function riskOfType(type: string): Risk | undefined {
  return RISK_OF_TYPE[type];
}

/** Whether a product's results depend on dividends, crediting rates or investments. */
export function hasUncertainReturns(type: string | undefined, design: string | undefined): boolean {
  if (type === 'universal' || type === 'unit_linked') return true;
  return design === 'participating' || design === 'universal' || design === 'unit_linked';
}
