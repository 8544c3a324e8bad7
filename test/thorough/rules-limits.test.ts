// Bad and huge input: packs are refused at their place or compiled in reasonable work, texts are read in linear time.
// Only ratios of processor time are asserted, with generous bounds; the machine may be slow.
import assert from 'node:assert/strict';
import { loadPack, type PackFileText } from '../../server/src/core/rules/pack/load.ts';
import { compilePhrases, type PhraseInput } from '../../server/src/core/rules/phrases/compile.ts';
import type { PhraseOwner } from '../../server/src/core/rules/phrases/types.ts';
import { readWordLists } from '../../server/src/core/rules/phrases/words.ts';
import { processorTime } from '../processor-time.ts';

const rule = (phrases: string) =>
  `id: claims/x\ntitle: {zh: 甲, en: x}\nwhy: {zh: 甲, en: x}\nmessage: {zh: 甲, en: x}\nbasis: practice\nmarkets: {CN: {severity: warning}}\nphrases: {zh: ${phrases}}\nexamples: [{bad: "[[甲]]"}, {good: 乙}]\n`;

/** Faults as `code «text under them»`. */
function faultsOf(...files: PackFileText[]): string[] {
  const { faults } = loadPack(files);
  return faults.map(({ code, uri, range }) => {
    const { text } = files.find((file) => file.uri === uri)!;
    return `${code} «${text.slice(range.start, range.end)}»`;
  });
}

describe('bad packs', () => {
  const cases: readonly [string, string, readonly string[]][] = [
    ['an empty phrase', '[""]', ['phrase-empty']],
    ['a phrase of gaps', '["… … …"]', ['phrase-']],
    ['a phrase that is hit everywhere', '["(的|是)"]', ['phrase-weak']],
    ['a phrase of nothing but optional words', '["[保证][收益]"]', ['phrase-empty']],
    ['a number alone', '["<percent>"]', ['phrase-weak']],
    ['an unknown list', '["<gaurantee> … 收益"]', ['word-list-unknown']],
    ['nine pieces', '["甲乙 … 丙丁 … 戊己 … 庚辛 … 壬癸 … 子丑 … 寅卯 … 辰巳 … 午未"]', ['phrase-']],
  ];
  for (const [what, phrases, codes] of cases)
    it(`refuse ${what} at its place`, () => {
      const found = faultsOf({ uri: 'claims/x.yaml', text: rule(phrases) });
      assert.equal(found.length, codes.length, found.join('\n'));
      for (const [i, fault] of found.entries()) assert.ok(fault.startsWith(codes[i]!), fault);
    });

  it('refuse word lists that include themselves', () => {
    const words = 'a:\n  zh: [甲乙, "<b>"]\nb:\n  zh: [丙丁, "<a>"]\n';
    const found = faultsOf({ uri: 'words.yaml', text: words }, { uri: 'claims/x.yaml', text: rule('["<a> … 收益"]') });
    assert.deepEqual(found, ['word-list-cycle «<a>»']);
  });

  it('take or refuse a phrase of a thousand characters, and never hang', () => {
    const long = '保证收益'.repeat(250);
    assert.ok(faultsOf({ uri: 'claims/x.yaml', text: rule(`["${long}"]`) }).length <= 1);
    assert.ok(faultsOf({ uri: 'claims/x.yaml', text: rule(`["${'('.repeat(1000)}"]`) }).length === 1);
    assert.ok(faultsOf({ uri: 'claims/x.yaml', text: rule(`["${'(甲乙|'.repeat(300)}"]`) }).length === 1);
  });
});

describe('big packs', () => {
  const phrase = (i: number) => `甲${String.fromCharCode(0x4e00 + (i % 5000), 0x5000 + ((i * 7) % 3000))}乙`;
  const many = (n: number, text: (i: number) => string) =>
    rule(`[${Array.from({ length: n }, (_, i) => JSON.stringify(text(i))).join(', ')}]`);
  const spent = (text: string) => processorTime(() => void loadPack([{ uri: 'claims/x.yaml', text }]));

  it('of ten thousand phrases are loaded in work that grows with them', () => {
    assert.deepEqual(faultsOf({ uri: 'claims/x.yaml', text: many(10_000, phrase) }), []);
    const ratio = spent(many(10_000, phrase)) / Math.max(spent(many(1250, phrase)), 10);
    assert.ok(ratio < 32, `eight times the phrases took ${ratio.toFixed(1)} times the time`);
  });

  it('of ten thousand mistakes are told in work that grows with them', () => {
    const unknown = (i: number) => `<nolist${i}> … 收益`;
    const words = { uri: 'words.yaml', text: 'a: {zh: [甲乙]}\nbcdef: {zh: [丙丁]}\n' };
    const found = loadPack([{ uri: 'claims/x.yaml', text: many(10_000, unknown) }, words]).faults;
    assert.equal(found.length, 10_000);
    const ratio = spent(many(10_000, unknown)) / Math.max(spent(many(1250, unknown)), 10);
    assert.ok(ratio < 32, `eight times the mistakes took ${ratio.toFixed(1)} times the time`);
  });

  it('take a phrase of a thousand characters for one mistake, at what is too much', () => {
    const [found] = faultsOf({ uri: 'claims/x.yaml', text: rule(`["${'保证收益'.repeat(250)}"]`) });
    assert.equal(found, `phrase-too-long «${'保证收益'.repeat(100)}»`);
  });
});

const owner = { kind: 'allow' } as unknown as PhraseOwner;
const { lists } = readWordLists([]);
const compiled = (phrases: readonly string[]) =>
  compilePhrases(
    phrases.map((text): PhraseInput => ({ text, owner })),
    lists,
  ).compiled;

describe('the work of matching', () => {
  const phrases = compiled([
    '~保本',
    '~稳赚',
    '保证 … 收益',
    '收益 …… <percent>',
    '(百分之五|保证)(收益|本金) … 保证 & 稳赚',
  ]);
  const texts: readonly [string, (n: number) => string][] = [
    ['prose on one line', (n) => '这款产品保证每年的收益有5%，您放心。'.repeat(n / 18)],
    ['one sentence without an end', (n) => '这款产品保证每年的收益有百分之五'.repeat(n / 16)],
    ['only separators', (n) => '.·-* '.repeat(n / 5)],
    ['only triggers', (n) => '保证收益'.repeat(n / 4)],
    ['triggers wedged apart', (n) => '保.证 收*益'.repeat(n / 7)],
    ['triggers by ear', (n) => '包本宝证文赚'.repeat(n / 6)],
    ['letters beside Han', (n) => '保ben稳zhuan'.repeat(n / 10)],
    ['only numbers', (n) => '5%'.repeat(n / 2)],
    ['letters spelled out', (n) => 'g-u-a-r '.repeat(n / 8)],
  ];
  for (const [what, make] of texts)
    it(`grows with the text: ${what}`, () => {
      const small = make(10_000);
      const large = make(80_000);
      const read = (text: string) => () => void phrases.matchesFresh(text);
      read(small)();
      // eight times the text; squared it would be sixty-four, and what lies between is left to caches, collection and other work
      const ratio = processorTime(read(large)) / Math.max(processorTime(read(small)), 10);
      assert.ok(ratio < 32, `eight times the text took ${ratio.toFixed(1)} times the time`);
    });

  it('reads ten megabytes on one line', () => {
    const text = '这款产品保证每年的收益有5%，您放心'.repeat(200_000);
    assert.ok(phrases.matchesFresh(text).length > 0);
  });

  it('hardly grows with phrases that are not hit', () => {
    const own = ['保证 … 收益', '稳赚'];
    const han = (i: number) =>
      String.fromCharCode(0x4e00 + (i % 3000), 0x5e00 + ((i * 7) % 3000), 0x6e00 + ((i * 13) % 3000));
    const few = compiled([...own, ...Array.from({ length: 1000 }, (_, i) => `${han(i)} … ${han(i + 5000)}`)]);
    const many = compiled([...own, ...Array.from({ length: 10_000 }, (_, i) => `${han(i)} … ${han(i + 5000)}`)]);
    const text = '这款产品我们先看条款怎么写，再看您家里的需要，保证每年的收益这种话不说。'.repeat(2000);
    const read = (of: typeof few) => () => void of.matchesFresh(text);
    read(few)();
    read(many)();
    const ratio = processorTime(read(many)) / processorTime(read(few));
    assert.ok(ratio < 4, `ten times the phrases took ${ratio.toFixed(2)} times the time`);
  });
});
