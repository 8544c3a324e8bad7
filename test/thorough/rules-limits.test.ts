// Bad and huge input: packs are refused at their place or compiled in reasonable work, texts are read in linear time.
// What it costs is weighed by the bench (bench/growth.ts); a test only ends what hangs.
import assert from 'node:assert/strict';
import { loadPack, type PackFileText } from '../../server/src/core/rules/pack/load.ts';
import { compilePhrases, type PhraseInput } from '../../server/src/core/rules/phrases/compile.ts';
import type { PhraseOwner } from '../../server/src/core/rules/phrases/types.ts';
import { readWordLists } from '../../server/src/core/rules/phrases/words.ts';
import { PHRASES, phraseOfNoList, ruleOf, rulePhrases, soundPhrase, TEXTS } from '../growth.ts';

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
      const found = faultsOf({ uri: 'claims/x.yaml', text: ruleOf(phrases) });
      assert.equal(found.length, codes.length, found.join('\n'));
      for (const [i, fault] of found.entries()) assert.ok(fault.startsWith(codes[i]!), fault);
    });

  it('refuse word lists that include themselves', () => {
    const words = 'a:\n  zh: [甲乙, "<b>"]\nb:\n  zh: [丙丁, "<a>"]\n';
    const found = faultsOf(
      { uri: 'words.yaml', text: words },
      { uri: 'claims/x.yaml', text: ruleOf('["<a> … 收益"]') },
    );
    assert.deepEqual(found, ['word-list-cycle «<a>»']);
  });

  it('take or refuse a phrase of a thousand characters, and never hang', () => {
    const long = '保证收益'.repeat(250);
    assert.ok(faultsOf({ uri: 'claims/x.yaml', text: ruleOf(`["${long}"]`) }).length <= 1);
    assert.ok(faultsOf({ uri: 'claims/x.yaml', text: ruleOf(`["${'('.repeat(1000)}"]`) }).length === 1);
    assert.ok(faultsOf({ uri: 'claims/x.yaml', text: ruleOf(`["${'(甲乙|'.repeat(300)}"]`) }).length === 1);
  });
});

describe('big packs', () => {
  it('of ten thousand phrases are loaded', () => {
    assert.deepEqual(faultsOf({ uri: 'claims/x.yaml', text: rulePhrases(10_000, soundPhrase) }), []);
  });

  it('of ten thousand mistakes are told with each of them', () => {
    const words = { uri: 'words.yaml', text: 'a: {zh: [甲乙]}\nbcdef: {zh: [丙丁]}\n' };
    const found = loadPack([{ uri: 'claims/x.yaml', text: rulePhrases(10_000, phraseOfNoList) }, words]).faults;
    assert.equal(found.length, 10_000);
  });

  it('take a phrase of a thousand characters for one mistake, at what is too much', () => {
    const [found] = faultsOf({ uri: 'claims/x.yaml', text: ruleOf(`["${'保证收益'.repeat(250)}"]`) });
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

/** Of the large texts those in which no phrase stands. */
const EMPTY = new Set(['only separators', 'only numbers', 'letters spelled out']);

describe('phrases in large texts', () => {
  const phrases = compiled(PHRASES);
  for (const [what, make] of Object.entries(TEXTS))
    it(`are found to the last: ${what}`, () => {
      const found = (n: number) => phrases.matchesFresh(make(n)).length;
      const [once, eight] = [found(10_080), found(80_640)];
      assert.equal(once > 0, !EMPTY.has(what), `${once} found`);
      // a whole number of repetitions; a phrase is found once in a sentence, and most of these are one without an end
      assert.equal(eight, make(10_080).includes('。') ? once * 8 : once);
    });

  it('reads ten megabytes on one line', () => {
    const text = '这款产品保证每年的收益有5%，您放心'.repeat(200_000);
    assert.ok(phrases.matchesFresh(text).length > 0);
  });

  it('are the same among ten thousand that are not hit', () => {
    const own = ['保证 … 收益', '稳赚'];
    const han = (i: number) =>
      String.fromCharCode(0x4e00 + (i % 3000), 0x5e00 + ((i * 7) % 3000), 0x6e00 + ((i * 13) % 3000));
    const many = compiled([...own, ...Array.from({ length: 10_000 }, (_, i) => `${han(i)} … ${han(i + 5000)}`)]);
    const text = '这款产品我们先看条款怎么写，再看您家里的需要，保证每年的收益这种话不说。'.repeat(2000);
    assert.deepEqual(many.matchesFresh(text), compiled(own).matchesFresh(text));
  });
});
