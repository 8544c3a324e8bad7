/** The phrase language: faults at their place, the matcher against a brute-force reading, bounds. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compilePhrases } from '../../server/src/core/rules/phrases/compile.ts';
import { type PhraseNode, parsePhrase, type Sequence } from '../../server/src/core/rules/phrases/parse.ts';
import { gapLimit, sentencesOf } from '../../server/src/core/rules/phrases/sentences.ts';
import type { PhraseOwner } from '../../server/src/core/rules/phrases/types.ts';
import { readWordLists, type WordListSource } from '../../server/src/core/rules/phrases/words.ts';
import { runs } from '../property/runs.ts';

const list = (name: string, ...words: string[]): WordListSource => ({
  name,
  evade: false,
  words: words.map((text, index) => ({ language: 'zh', index, text })),
});

const owner = (index: number): PhraseOwner => ({
  kind: 'disclosure',
  disclosure: `d${index}`,
  source: { language: 'zh', index, text: '' },
});

function compile(phrases: readonly string[], ...lists: WordListSource[]) {
  const words = readWordLists(lists);
  assert.deepEqual(words.faults, []);
  return compilePhrases(
    phrases.map((text, index) => ({ text, owner: owner(index) })),
    words.lists,
  );
}

/** Marks in `marked` are exactly what the phrase matches, in order. */
function check(phrase: string, marked: string, ...lists: WordListSource[]): void {
  const { compiled, faults } = compile([phrase], ...lists);
  assert.deepEqual(faults, []);
  const text = marked.replace(/\[\[|\]\]/g, '');
  let shown = text;
  for (const match of [...compiled.matches(text)].reverse())
    shown = `${shown.slice(0, match.start)}[[${shown.slice(match.start, match.end)}]]${shown.slice(match.end)}`;
  assert.equal(shown, marked, phrase);
}

describe('phrases match', () => {
  const sure = list('sure', '保证', '一定', '(打|拍)包票');
  const cases: readonly [string, string, string][] = [
    ['a literal', '保本保息', '这是[[保本保息]]的'],
    ['through wedged separators and width', '保本保息', '这是[[保.本.保 息]]的'],
    ['traditional script', '保证收益', '[[保證收益]]，很好'],
    ['alternatives', '(保本|保息)型', '[[保息型]]和[[保本型]]'],
    ['a list', '<sure> … 收益', '我[[一定让你有收益]]'],
    ['alternatives inside a list', '<sure> … 收益', '我[[拍包票有收益]]'],
    ['a gap stays in its clause', '<sure> … 收益', '我一定去，看看收益'],
    ['a wide gap crosses clauses', '<sure> …… 收益', '我[[一定去，看看收益]]'],
    ['but no sentence', '<sure> …… 收益', '我一定去。看看收益'],
    ['a gap holds twelve characters', '<sure> … 收益', '[[保证一二三四五六七八九十一二收益]]'],
    ['and not thirteen', '<sure> … 收益', '保证一二三四五六七八九十一二三收益'],
    ['the shortest end', '保证 … (收益|回报)', '[[保证有回报]]有收益'],
    ['an optional piece', '[绝对] 保本', '[[绝对保本]]，[[保本]]'],
    ['an optional piece behind', '稳赚[不赔]', '[[稳赚不赔]]'],
    ['a percentage', '每年 … <percent> … 收益', '[[每年百分之五的收益]]'],
    ['either order', '佣金 & 一半', '[[一半的佣金]]'],
    ['either order, again', '佣金 & 一半', '[[佣金给你一半]]'],
    ['words have edges', 'free trip', 'a carefree trip and a [[free trip]]'],
    ['a gap of six words', 'guaranteed … return', '[[guaranteed a b c d e f return]]'],
    ['and not seven', 'guaranteed … return', 'guaranteed a b c d e f g return'],
    ['several, none overlapping', '稳赚', '[[稳赚]]又[[稳赚]]'],
  ];
  for (const [name, phrase, marked] of cases) it(name, () => check(phrase, marked, sure));
});

describe('phrases with faults', () => {
  const cases: readonly [string, string, string][] = [
    ['', 'phrase-empty', ''],
    ['(保本|)', 'phrase-empty-alternative', ')'],
    ['保证 … … 收益', 'phrase-gap-edge', '…'],
    ['… 收益', 'phrase-gap-edge', '…'],
    ['保证 …', 'phrase-gap-edge', '…'],
    ['(保证 … 收益)', 'phrase-gap-inside', '…'],
    ['保证 (收益', 'phrase-unclosed', '('],
    ['保证 <return', 'phrase-unclosed', '<'],
    ['保证)', 'phrase-unexpected', ')'],
    ['[保证]', 'phrase-empty', '[保证]'],
    ['a… b… c… d… e… f… g… h… 保证', 'phrase-pieces', 'a… b… c… d… e… f… g… h… 保证'],
    ['<percent> … 报', 'phrase-weak', '<percent> … 报'],
    ['(保证|赔)', 'phrase-weak', '赔'],
    ['<nothing> … 收益', 'word-list-unknown', '<nothing>'],
    ['x'.repeat(1000), 'phrase-too-long', 'x'.repeat(400)],
  ];
  for (const [phrase, code, at] of cases)
    it(`${code} in “${phrase.slice(0, 20)}”`, () => {
      const { compiled, faults } = compile([phrase]);
      assert.equal(faults[0]?.code, code);
      assert.equal(phrase.slice(faults[0].at.start, faults[0].at.end), at);
      assert.deepEqual(compiled.matches(phrase), []);
    });

  it('refuses lists that include themselves', () => {
    const { faults } = readWordLists([list('a', '<b>', '保证'), list('b', '承诺', '<a>')]);
    assert.deepEqual(
      faults.map((f) => [f.code, f.list, f.index]),
      [['word-list-cycle', 'b', 1]],
    );
  });

  it('refuses a word that over a thousand phrases share', () => {
    const { faults } = compile(Array.from({ length: 1003 }, (_, i) => `保证 … ${String.fromCharCode(0x4e00 + i)}`));
    assert.deepEqual(
      faults.map((f) => [f.code, f.phrase]),
      [1000, 1001, 1002].map((i) => ['phrase-shared', i]),
    );
  });
});

describe('sentences', () => {
  it('end at marks, not at decimal points and abbreviations', () => {
    const split = (text: string) => sentencesOf(text).map(({ start, end }) => text.slice(start, end));
    assert.deepEqual(split('收益5.5%。真的？对'), ['收益5.5%。', '真的？', '对']);
    assert.deepEqual(split('Mr. Li earns 3.5% p.a. now. Yes! Ok'), ['Mr. Li earns 3.5% p.a. now.', ' Yes!', ' Ok']);
  });
  it('bound the work of a gap', () => assert.ok(gapLimit('a'.repeat(1e6), 0, 1e6) <= 200));
});

describe('the matcher', () => {
  const words = ['保证', '收益', '承诺', '很', '，', '。', '高', 'ab c'];
  const phrases = [
    '保证 … 收益',
    '保证 …… (收益|承诺)',
    '[很] 保证',
    '保证承诺',
    '(保证|承诺) [很] 收益',
    '保证 & 收益',
    '收益 … [很] … 承诺 …… 保证',
  ];
  it('finds the leftmost and shortest, as a brute-force reading does', () => {
    const { compiled } = compile(phrases);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 14 }), (parts) => {
        const text = parts.join('');
        phrases.forEach((phrase, index) => {
          const first = compiled.matchesFresh(text).find((m) => m.phrase === index);
          const expected = bruteForce(phrase, text);
          assert.deepEqual(first && { start: first.start, end: first.end }, expected, `${phrase} in ${text}`);
        });
      }),
      { numRuns: runs(400) },
    );
  });

  it('gives the same with and without the cache, whatever came before', () => {
    const { compiled } = compile(phrases);
    fc.assert(
      fc.property(fc.array(fc.array(fc.constantFrom(...words), { maxLength: 8 }), { maxLength: 8 }), (texts) => {
        for (const parts of texts) {
          const text = parts.join('');
          assert.deepEqual(compiled.matches(text), compiled.matchesFresh(text));
        }
      }),
      { numRuns: runs(100) },
    );
  });

  it('survives ten thousand phrases and a long line of triggers', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => `${String.fromCharCode(0x4e00 + (i % 5000))}词${i} … 收益`);
    const { compiled, faults } = compile(many);
    assert.deepEqual(faults, []);
    assert.equal(compiled.size, 10_000);
    const { compiled: few } = compile(['保证 … 收益', '保证 …… 收益', '保证 & 收益']);
    assert.ok(few.matches('保证收益'.repeat(50_000)).length > 0);
    assert.ok(few.matches('保证'.repeat(100_000)).length === 0);
  });
});

/** Tries every way to lay the pieces of a phrase on the first sentence that holds one. */
function bruteForce(phrase: string, text: string): { start: number; end: number } | undefined {
  const { parts } = parsePhrase(phrase).tree!;
  for (const sentence of sentencesOf(text)) {
    const found = parts.map((part) => all(part, text, sentence.start, sentence.end));
    if (found.some((f) => f.length === 0)) continue;
    const best = (spans: readonly { start: number; end: number }[]) =>
      [...spans].sort((a, b) => a.start - b.start || a.end - b.end)[0]!;
    const chosen = found.map(best);
    return { start: Math.min(...chosen.map((c) => c.start)), end: Math.max(...chosen.map((c) => c.end)) };
  }
  return undefined;
}

function all(part: Sequence, text: string, from: number, to: number): { start: number; end: number }[] {
  const out: { start: number; end: number }[] = [];
  const place = (i: number, start: number, end: number, link: string): void => {
    const done = part.nodes.slice(i).every((node) => node.type === 'group' && node.optional);
    if (done && start >= 0) out.push({ start, end });
    const node = part.nodes[i];
    if (!node) return;
    for (const at of spans(node, text, from, to)) {
      if (start >= 0) {
        if (at.start < end) continue;
        if (link === 'joined' && /[^ ]/.test(text.slice(end, at.start))) continue;
        if (link === 'gap' && at.start > gapLimit(text, end, to)) continue;
      }
      place(i + 1, start < 0 ? at.start : start, at.end, part.links[i] ?? 'joined');
    }
    if (node.type === 'group' && node.optional) {
      const own = part.links[i] ?? 'joined';
      place(
        i + 1,
        start,
        end,
        start < 0
          ? 'joined'
          : link === 'wide' || own === 'wide'
            ? 'wide'
            : link === 'gap' || own === 'gap'
              ? 'gap'
              : 'joined',
      );
    }
  };
  place(0, -1, from, 'joined');
  return out;
}

function spans(node: PhraseNode, text: string, from: number, to: number): { start: number; end: number }[] {
  const literals =
    node.type === 'literal'
      ? [node.text]
      : node.type === 'group'
        ? node.alternatives.map((a) => (a.nodes[0] as { text: string }).text)
        : [];
  return literals.flatMap((literal) => {
    const out: { start: number; end: number }[] = [];
    for (let at = text.indexOf(literal, from); at >= 0 && at + literal.length <= to; at = text.indexOf(literal, at + 1))
      out.push({ start: at, end: at + literal.length });
    return out;
  });
}
