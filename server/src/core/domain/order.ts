/**
 * THE owner of row order: protection before wealth, adults before children. Both order rules and their one fix read it,
 * so that no fix can undo another's.
 */

export interface OrderedRow {
  /** Undefined when the product is not known: the row stays behind the row that it follows. */
  readonly wealth: boolean | undefined;
  readonly child: boolean;
}

export const RANK = { adultProtection: 0, childProtection: 1, wealth: 2 } as const;

/** Where a row belongs; undefined when its product is not known. Wealth rows have no order among each other. */
export function rankOf(row: OrderedRow): number | undefined {
  if (row.wealth === undefined) return undefined;
  if (row.wealth) return RANK.wealth;
  return row.child ? RANK.childProtection : RANK.adultProtection;
}

/** Indices of the rows in the order in which they should stand. Stable; rows of unknown rank stay with their predecessor. */
export function orderedRows(rows: readonly OrderedRow[]): readonly number[] {
  let last = 0;
  const ranks = rows.map((row) => {
    last = rankOf(row) ?? last;
    return last;
  });
  return rows.map((_, index) => index).sort((a, b) => ranks[a]! - ranks[b]! || a - b);
}

/** Wealth rows that stand before a protection row, each with the first protection row after it. */
export function wealthBeforeProtection(rows: readonly OrderedRow[]): readonly { row: number; first: number }[] {
  return misplaced(
    rows,
    (rank) => rank === RANK.wealth,
    (rank) => rank !== RANK.wealth,
  );
}

/** Children's protection rows that stand before an adult's, each with the first adult row after it. */
export function childBeforeAdult(rows: readonly OrderedRow[]): readonly { row: number; first: number }[] {
  return misplaced(
    rows,
    (rank) => rank === RANK.childProtection,
    (rank) => rank === RANK.adultProtection,
  );
}

function misplaced(
  rows: readonly OrderedRow[],
  isEarly: (rank: number) => boolean,
  isLate: (rank: number) => boolean,
): readonly { row: number; first: number }[] {
  const ranks = rows.map(rankOf);
  const found: { row: number; first: number }[] = [];
  let next = -1;
  for (let index = rows.length - 1; index >= 0; index--) {
    const rank = ranks[index];
    if (rank === undefined) continue;
    if (isLate(rank)) next = index;
    else if (isEarly(rank) && next >= 0) found.push({ row: index, first: next });
  }
  return found.reverse();
}
