/** Caps on a minor's death cover, all insurers together (CN notice of 2015; markets.yaml holds the amounts). */

export interface MinorCaps {
  readonly under10: number | undefined;
  readonly from10To17: number | undefined;
}

/** The cap in the market's currency at an age; undefined for adults and where the market sets no amount. */
export function deathCapAt(age: number, caps: MinorCaps): number | undefined {
  if (age >= 18) return undefined;
  return age < 10 ? caps.under10 : caps.from10To17;
}

/**
 * Death cover that counts towards the cap: sums paid on death. A death benefit that only returns premiums is left out,
 * as the notice says.
 */
export function countedDeathCover(covers: readonly { readonly sum?: number; readonly death?: string }[]): number {
  return covers.filter((cover) => cover.death === 'sum').reduce((total, cover) => total + (cover.sum ?? 0), 0);
}
