/** Client tiers from three screening scores of 1–5 each. */

export type Tier = 'A' | 'B' | 'C';

export interface Scores {
  readonly need: number;
  readonly means: number;
  readonly decision: number;
}

export interface TierParameters {
  readonly highScore: number;
  readonly decisionScore: number;
  readonly totalScore: number;
}

export const DEFAULT_TIERS: TierParameters = { highScore: 4, decisionScore: 3, totalScore: 9 };

/**
 * A: need and means high and someone who can decide; B: one of them high, or a good total; C: the rest.
 * A low decision score keeps an otherwise-A client in B until the decision-maker is at the table.
 */
export function tierOf(scores: Scores, parameters: TierParameters = DEFAULT_TIERS): Tier {
  const { need, means, decision } = scores;
  const high = parameters.highScore;
  if (need >= high && means >= high && decision >= parameters.decisionScore) return 'A';
  if (need >= high || means >= high || need + means + decision >= parameters.totalScore) return 'B';
  return 'C';
}
