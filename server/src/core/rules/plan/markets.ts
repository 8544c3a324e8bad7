/** Market tables of coded rules, said in one line. */
import type { Severity } from '../../diagnostic.ts';
import { MARKETS, type Market } from '../../localized.ts';
import type { MarketBasis } from '../rule.ts';

/**
 * `severity` where the market's own citation carries the rule, `elsewhere` in the other markets (default: the same).
 * A market listed with no citations has the severity on the strength of trade practice.
 */
export function marketsWith(
  severity: Severity,
  cite: Readonly<Partial<Record<Market, readonly string[]>>>,
  elsewhere: Severity = severity,
): Readonly<Record<Market, MarketBasis>> {
  const table = {} as Record<Market, MarketBasis>;
  for (const market of MARKETS) {
    const carried = cite[market];
    table[market] = { severity: carried ? severity : elsewhere, cite: carried ?? [] };
  }
  return table;
}
