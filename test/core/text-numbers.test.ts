import assert from 'node:assert/strict';
import { findNumbers, type NumberKind } from '../../server/src/core/text/numbers.ts';

type Expected = readonly [kind: NumberKind, value: number, range?: readonly [number, number]];

/** Expects numbers exactly at the `[[ ]]` marks, in order, with these kinds and values. */
function check(marked: string, ...expected: Expected[]): void {
  const text = marked.replaceAll(/\[\[|\]\]/g, '');
  const found = findNumbers(text);
  const shown = [...found]
    .reverse()
    .reduce((all, { start, end }) => `${all.slice(0, start)}[[${all.slice(start, end)}]]${all.slice(end)}`, text);
  assert.equal(shown, marked);
  assert.deepEqual(
    found.map(({ kind, value, range }) => (range ? [kind, value, range] : [kind, value])),
    expected,
  );
}

describe('core/text numbers', () => {
  for (const form of [
    ...['5%', '5％', '5 %', '百分之五', '百分之5', '5个点', '五个点', '5個點', '5趴', '五趴', '5帕', '5厘', '五厘息'],
    ...['5 percent', '5 per cent', 'five percent', '500bp', '5 pct', '⑤%', '𝟓%'],
  ])
    it(`${form} is 5 %`, () => check(`每年[[${form}]]，`, ['percent', 0.05]));

  const cases: readonly (readonly [text: string, ...expected: Expected[]])[] = [
    ['[[三成]]，[[三成五]]', ['percent', 0.3], ['percent', 0.35]],
    ['[[对半]]、[[翻倍]]、[[翻一番]]', ['percent', 0.5], ['percent', 1], ['percent', 1]],
    ['[[百分百]] [[百分之百]] [[一百趴]] [[💯]] [[100%]]', ...Array.from({ length: 5 }, () => ['percent', 1] as const)],
    [
      '[[3%-5%]]，[[3-5%]]，[[百分之三到五]]',
      ...Array.from({ length: 3 }, () => ['percent', 0.05, [0.03, 0.05]] as const),
    ],
    ['[[3.5%]]，[[百分之三点五]]', ['percent', 0.035], ['percent', 0.035]],
    ['上午10点，下午三点，早上8点半，三点半，三点二十'],
    ['一点，几点，三点建议，万一，十分，一成不变，千万别，一定'],
    ['布长[[5]]厘米', ['number', 5]],
    [
      '[[50万]] [[1.2亿]] [[20w]] [[3千]] [[96k]] [[1.5m]]',
      ['amount', 5e5],
      ['amount', 1.2e8],
      ['amount', 2e5],
      ['amount', 3e3],
      ['amount', 96e3],
      ['amount', 1.5e6],
    ],
    [
      '[[五十万]]，[[180萬]]，[[三千块]]，[[一万二]]，[[两千元]]',
      ['amount', 5e5],
      ['amount', 1.8e6],
      ['amount', 3e3],
      ['amount', 12e3],
      ['amount', 2e3],
    ],
    ['[[$410,000]] and [[S$2,100]] and [[$1.2 million]]', ['amount', 41e4], ['amount', 2100], ['amount', 1.2e6]],
    ['[[3-5万]]', ['amount', 5e4, [3e4, 5e4]]],
    ['[[20万]]人买了', ['number', 2e5]],
    [
      '[[90天]] [[30日]] [[九十天]] [[14 days]] [[14-day]]',
      ['days', 90],
      ['days', 30],
      ['days', 90],
      ['days', 14],
      ['days', 14],
    ],
    [
      '[[20年]]，[[二十年]]，[[20 years]]，[[第5年]]，[[半年]]，[[一年半]]',
      ['years', 20],
      ['years', 20],
      ['years', 20],
      ['years', 5],
      ['years', 0.5],
      ['years', 1.5],
    ],
    ['[[两三年]]', ['years', 3, [2, 3]]],
    ['[[2026年]]起', ['number', 2026]],
    ['签于2026-11-22'],
    ['结算利率[[三点二]]', ['number', 3.2]],
    ['[[60岁]]，[[三个]]', ['number', 60], ['number', 3]],
  ];
  for (const [text, ...expected] of cases) it(text, () => check(text, ...expected));

  it('says that a share is no return', () => {
    for (const text of ['赔付比例90%', '免赔率10%', '持股30%', '占比5%', '90%的赔付比例'])
      assert.equal(findNumbers(text)[0]?.notReturn, true, text);
    assert.equal(findNumbers('每年5%')[0]?.notReturn, undefined);
  });
});
