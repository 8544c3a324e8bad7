/** Cooling-off, minors' caps, row order, tiers and ladders against hand-computed cases. */
import assert from 'node:assert/strict';
import { coolingOffOf } from '../../server/src/core/domain/cooling-off.ts';
import { neededPerMonth, streakOf, yearlyTarget } from '../../server/src/core/domain/ladders.ts';
import { isChild, memberAge } from '../../server/src/core/domain/members.ts';
import { countedDeathCover, deathCapAt } from '../../server/src/core/domain/minors.ts';
import {
  childBeforeAdult,
  type OrderedRow,
  orderedRows,
  wealthBeforeProtection,
} from '../../server/src/core/domain/order.ts';
import { hasUncertainReturns, isWealth, riskOfType } from '../../server/src/core/domain/product-types.ts';
import { tierOf } from '../../server/src/core/domain/tiers.ts';

describe('cooling-off', () => {
  const cases: readonly [string, Parameters<typeof coolingOffOf>[0], string | undefined][] = [
    ['CN counts from the day after the receipt', { market: 'CN', receipt: '2026-03-12', marketDays: 15 }, '2026-03-27'],
    [
      'or from the receipt itself',
      { market: 'CN', receipt: '2026-03-12', days: 15, from: 'receipt_day' },
      '2026-03-26',
    ],
    [
      'the product goes before the market',
      { market: 'CN', receipt: '2026-03-12', days: 20, marketDays: 15 },
      '2026-04-01',
    ],
    ['it crosses 29 February', { market: 'CN', receipt: '2028-02-20', marketDays: 15 }, '2028-03-06'],
    ['and the end of a year', { market: 'SG', receipt: '2026-12-25', marketDays: 14 }, '2027-01-08'],
    [
      'HK: the notice came first',
      { market: 'HK', delivered: '2026-05-10', notice: '2026-05-04', marketDays: 21 },
      '2026-05-25',
    ],
    [
      'HK: the policy came first',
      { market: 'HK', delivered: '2026-05-01', notice: '2026-05-04', marketDays: 21 },
      '2026-05-22',
    ],
    ['HK: only a notice', { market: 'HK', notice: '2026-05-04', marketDays: 21 }, '2026-05-25'],
    [
      'TW: ten days from the day after delivery',
      { market: 'TW', delivered: '2026-07-01', receipt: '2026-07-09', marketDays: 10 },
      '2026-07-11',
    ],
    ['no default in the US', { market: 'US', receipt: '2026-03-12' }, undefined],
    ['but a product may say', { market: 'US', receipt: '2026-03-12', days: 30 }, '2026-04-11'],
    ['nothing to count from', { market: 'CN', delivered: '2026-03-12', marketDays: 15 }, undefined],
  ];
  for (const [name, facts, end] of cases) it(name, () => assert.equal(coolingOffOf(facts)?.end, end));
});

describe('minors', () => {
  const caps = { under10: 200_000, from10To17: 500_000 };
  it('caps by age', () => {
    assert.deepEqual(
      [0, 9, 10, 17, 18].map((age) => deathCapAt(age, caps)),
      [200_000, 200_000, 500_000, 500_000, undefined],
    );
  });
  it('leaves out benefits that only return premiums', () => {
    assert.equal(
      countedDeathCover([
        { sum: 150_000, death: 'sum' },
        { sum: 500_000, death: 'premiums' },
        { sum: 60_000, death: 'sum' },
        { sum: 9 },
      ]),
      210_000,
    );
  });
});

describe('row order', () => {
  const rows = (pattern: string): readonly OrderedRow[] =>
    [...pattern].map((c) => ({ wealth: c === '?' ? undefined : c === 'w', child: c === 'k' }));
  const sorted = (pattern: string) =>
    orderedRows(rows(pattern))
      .map((index) => pattern[index])
      .join('');

  it('puts adults before children and protection before wealth, stably', () => {
    assert.equal(sorted('wkak'), 'akkw');
    assert.deepEqual(orderedRows(rows('kakaw')), [1, 3, 0, 2, 4]);
    assert.deepEqual(orderedRows(rows('aakkw')), [0, 1, 2, 3, 4]);
  });
  it('keeps a row of an unknown product behind its predecessor', () => {
    assert.deepEqual(orderedRows(rows('w?a')), [2, 0, 1]);
    assert.deepEqual(orderedRows(rows('?ka')), [0, 2, 1]);
  });
  it('reports each early row with the first later row of the kind that should come before it', () => {
    assert.deepEqual(wealthBeforeProtection(rows('wakw')), [{ row: 0, first: 1 }]);
    assert.deepEqual(childBeforeAdult(rows('kwaka')), [
      { row: 0, first: 2 },
      { row: 3, first: 4 },
    ]);
    assert.deepEqual(wealthBeforeProtection(rows('?w?')), []);
  });
  it('has no finding left once sorted', () => {
    for (const pattern of ['wkak', 'kwaka', 'wwkka?', '?wka']) {
      const all = rows(pattern);
      const after = orderedRows(all).map((index) => all[index]!);
      assert.deepEqual([wealthBeforeProtection(after), childBeforeAdult(after)], [[], []], pattern);
    }
  });
});

describe('people, products, clients and goals', () => {
  it('tells children by age, then by role', () => {
    assert.equal(memberAge({ id: 'a', name: 'a', born: '2008-03-02' }, '2026-03-01'), 17);
    assert.equal(isChild({ id: 'a', name: 'a', born: '2008-03-02' }, '2026-03-01'), true);
    assert.equal(isChild({ id: 'a', name: 'a', born: '2008-03-02', role: 'child' }, '2026-03-02'), false);
    assert.equal(isChild({ id: 'a', name: 'a', role: 'child' }, '2026-03-02'), true);
    assert.equal(memberAge({ id: 'a', name: 'a', age: 40 }, '2026-03-02'), 40);
  });
  it('knows wealth, risks and uncertain returns', () => {
    assert.deepEqual(['whole_life', 'whole_life_increasing', 'annuity_pension', 'ci'].map(isWealth), [
      false,
      true,
      true,
      false,
    ]);
    assert.deepEqual(['child_ci', 'medical_small', 'waiver'].map(riskOfType), ['ci', 'medical', undefined]);
    assert.deepEqual(
      [
        hasUncertainReturns('ci', 'traditional'),
        hasUncertainReturns('annuity_education', 'participating'),
        hasUncertainReturns('universal', undefined),
      ],
      [false, true, true],
    );
  });
  it('sorts clients into tiers', () => {
    const tiers = [
      [5, 4, 4],
      [5, 5, 2],
      [4, 1, 1],
      [3, 3, 3],
      [3, 3, 2],
      [1, 4, 5],
    ].map(([need, means, decision]) => tierOf({ need: need!, means: means!, decision: decision! }));
    assert.deepEqual(tiers, ['A', 'B', 'B', 'B', 'C', 'B']);
  });
  it('climbs the ladder', () => {
    assert.deepEqual(yearlyTarget({ clients: 3, deals: 2 }), { clients: 36, deals: 24 });
    assert.equal(neededPerMonth(36, 5, 10), 3.1);
    assert.equal(neededPerMonth(36, 40, 3), 0);
    assert.equal(neededPerMonth(36, 30, 0), 6);
    const monthly = { clients: 3, deals: 2 };
    assert.equal(
      streakOf(
        [
          { clients: 1, deals: 1 },
          { clients: 3, deals: 2 },
          { clients: 4, deals: 2 },
        ],
        monthly,
      ),
      2,
    );
  });
});
