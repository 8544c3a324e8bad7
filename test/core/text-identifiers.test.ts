import assert from 'node:assert/strict';
import { findIdentifiers, maskIdentifier } from '../../server/src/core/text/identifiers.ts';

function check(marked: string, ...expected: (readonly [type: string, masked: string])[]): void {
  const text = marked.replaceAll(/\[\[|\]\]/g, '');
  const found = findIdentifiers(text);
  const shown = [...found]
    .reverse()
    .reduce((all, { start, end }) => `${all.slice(0, start)}[[${all.slice(start, end)}]]${all.slice(end)}`, text);
  assert.equal(shown, marked);
  assert.deepEqual(
    found.map((match) => [match.type, maskIdentifier(match, text)]),
    expected,
  );
}

describe('core/text identifiers', () => {
  const cases: readonly (readonly [text: string, ...expected: (readonly [string, string])[]])[] = [
    ['身份证[[11010519491231002X]]。', ['cn-id', '110***********002X']],
    ['[[110105 19491231 002X]]', ['cn-id', '110*** ******** 002X']],
    ['电话[[138-0000-0000]]', ['cn-mobile', '138-****-0000']],
    ['[[１３８００００００００]]', ['cn-mobile', '１３８****００００']],
    ['[[13800000000]] [[13900000000]]', ['cn-mobile', '138****0000'], ['cn-mobile', '139****0000']],
    ['卡号[[4111 1111 1111 1111]]', ['bank-card', '4111 **** **** 1111']],
    ['HKID: [[A123456(3)]]', ['hkid', 'A*****6(3)']],
    ['NRIC [[S1234567D]]', ['nric', 'S******7D']],
    ['身分證[[A123456789]]', ['tw-id', 'A1*****789']],
    ['SSN [[123-45-6788]]', ['us-ssn', '***-**-6788']],
    ['保单号：[[P20240012345]]', ['policy-number', 'P2******2345']],
    ['身份证号[[000000 19000101 0009]]', ['cn-id', '000*** ******** 0009']],
    ['[[0912-345-678]]', ['tw-mobile', '091*-***-678']],
    ['[[abc@example.com]]', ['email', 'a**@*******.***']],
    ['11010519491331002X，110105194912310021'],
    ['2026-11-22 至 2027-11-22，20260101 20270101'],
    ['保额 1,000,000 元，$4,111,111,111，年交 10000 交 20 年'],
    ['产品 CP20260001，第13800条，4111 1111 1111 1112，A123456(4)，S1234567A，000-12-3456'],
  ];
  for (const [text, ...expected] of cases) it(text, () => check(text, ...expected));
});
