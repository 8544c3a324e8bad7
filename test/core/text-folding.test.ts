import assert from 'node:assert/strict';
import { explainFold, fold } from '../../server/src/core/text/folding.ts';
import { MappedText, MappedTextBuilder } from '../../server/src/core/text/mapped-text.ts';

describe('core/text folding', () => {
  const cases: readonly (readonly [name: string, text: string, folded: string])[] = [
    ['width', '５％', '5%'],
    ['circled and mathematical digits', '①𝟏𝟎', '110'],
    ['expanding characters', '⑽㎡', '(10)m2'],
    ['case', 'ＩＲＲ Rate', 'irr rate'],
    ['traditional', '穩賺不賠，宣告利率', '稳赚不赔,宣告利率'],
    ['regional variants', '爲裏着', '为里着'],
    ['one word in two spellings', '給您與妳的帳戶，大姊，俾錢', '给你与你的账户,大姐,畀钱'],
    ['zero-width, soft hyphen, variation selector', '保\u200b本\u00ad保\ufe0f息', '保本保息'],
    ['filler marks', '保\u0336本 gu\u0301arantee', '保本guarantee'],
    ['spaces between Han', '保 本 保 息', '保本保息'],
    ['dots between Han', '保.本·保*息', '保本保息'],
    ['emoji between Han', '保🌟本', '保本'],
    ['three separators', '保- -本', '保本'],
    ['four separators stay', '保....本', '保....本'],
    ['a full stop is no separator', '保。本', '保。本'],
    ['an ellipsis is no separator', '保…本', '保…本'],
    ['a line break is no separator', '保\n本', '保\n本'],
    ['commas in a run of single characters', '保，本，保，息', '保本保息'],
    ['a run of single characters inside a sentence', '这个保，本，保，息的产品', '这个保本保息的产品'],
    ['commas between clauses stay', '好的，对，本产品可以', '好的,对,本产品可以'],
    ['an emoji that stands for a word stays', '返💰给你', '返💰给你'],
    ['digits and Han', '0 风 险 高 收 yi', '0风险高收yi'],
    ['white space between words', 'risk \t  free', 'risk free'],
    ['spelled out', 'g-u-a-r-a-n-t-e-e-d 6%', 'guaranteed 6%'],
    ['spelled out with blanks', 'b e t t e r  t h a n  a bank', 'better than a bank'],
    ['initials with dots', 'a C.D. now', 'a cd. now'],
    ['a hyphen inside a word stays', 'risk-free', 'risk-free'],
    ['apostrophes', 'can’t', "can't"],
    ['lone surrogates and NUL', 'a\ud800b\u0000c', 'a\ud800bc'],
  ];
  for (const [name, text, folded] of cases) it(name, () => assert.equal(fold(text).text, folded));

  it('maps every folded stretch back to its characters', () => {
    const text = '這是「保.本 保🌟息」，5％';
    const folded = fold(text);
    const at = folded.text.indexOf('保本保息');
    const range = folded.rangeOf(at, at + 4);
    assert.equal(text.slice(range.start, range.end), '保.本 保🌟息');
  });

  it('maps an unchanged text verbatim', () => {
    assert.deepEqual(fold('现金价值').rangeOf(1, 3), { start: 1, end: 3 });
  });

  it('names the steps', () => {
    const text = '這是 穩．賺';
    const start = text.indexOf('穩');
    assert.deepEqual(explainFold(text, { start, end: text.length }), [
      { kind: 'width', from: '穩．賺', to: '穩.賺' },
      { kind: 'traditional', from: '穩.賺', to: '稳.赚' },
      { kind: 'separators', from: '稳.赚', to: '稳赚' },
    ]);
    assert.deepEqual(explainFold('保.本', { start: 0, end: 3 }), [{ kind: 'separators', from: '保.本', to: '保本' }]);
    assert.deepEqual(explainFold('收yi', { start: 0, end: 3 }, '收益'), [{ kind: 'pinyin', from: '收yi', to: '收益' }]);
    assert.deepEqual(explainFold('普通', { start: 0, end: 2 }, '普通'), []);
  });
});

describe('core/text MappedText', () => {
  const text = new MappedTextBuilder()
    .append('ab', { start: 10, end: 12 })
    .append('c', { start: 12, end: 14 })
    .append('de', { start: 20, end: 22 })
    .build();

  it('maps pieces, gaps and characters that stand for several', () => {
    assert.equal(text.text, 'abcde');
    assert.deepEqual(text.rangeOf(0, 5), { start: 10, end: 22 });
    assert.deepEqual(text.rangeOf(2, 3), { start: 12, end: 14 });
    assert.deepEqual(text.rangeOf(3, 4), { start: 20, end: 21 });
    assert.deepEqual(text.rangeOf(3, 3), { start: 20, end: 20 });
  });

  it('slices and shifts without losing the source', () => {
    const slice = text.slice(1, 4);
    assert.equal(slice.text, 'bcd');
    assert.deepEqual(slice.rangeOf(0, 3), { start: 11, end: 21 });
    assert.deepEqual(slice.shifted(5).rangeOf(1, 2), { start: 17, end: 19 });
    assert.deepEqual(MappedText.verbatim('hello', 7).slice(2).rangeOf(0, 1), { start: 9, end: 10 });
    assert.deepEqual(text.slice(2, 2).rangeOf(0, 0), { start: 12, end: 12 });
  });

  it('joins neighbours that adjoin in the source', () => {
    const joined = new MappedTextBuilder().append('a', { start: 0, end: 1 }).append('b', { start: 1, end: 2 }).build();
    assert.deepEqual(joined.rangeOf(0, 2), { start: 0, end: 2 });
  });
});
