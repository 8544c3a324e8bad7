/**
 * How often a word is to be expected in prose, told from all the words of the packs together: what stands in many of
 * them is common in the trade. No list of frequent words is kept, and no text is read.
 */
import { isHan, isWordCharacter } from './sentences.ts';

/** Makes what follows another token less likely than it was among the words: they repeat each other, prose does not. */
const UNSEEN = 2;

/** Each further character or word makes it rarer, however often a pack repeats it: its own names are in every word. */
const LONGER = 0.4;

/** By place in `words`: a number that grows with how often the word is to be expected. Only comparisons mean anything. */
export function expectations(words: readonly string[]): Float64Array {
  const tokens = words.map(tokensOf);
  const single = new Map<string, number>();
  const pairs = new Map<string, number>();
  for (const list of tokens)
    for (let i = 0; i < list.length; i++) {
      add(single, list[i]!);
      if (i > 0) add(pairs, pairOf(list, i));
    }
  return Float64Array.from(tokens, (list) => {
    const [first] = list;
    if (first === undefined) return 1;
    let expected = single.get(first)!;
    for (let i = 1; i < list.length; i++)
      expected *= (LONGER * pairs.get(pairOf(list, i))!) / (single.get(list[i - 1]!)! + UNSEEN);
    return expected;
  });
}

/** Han characters one by one, words and numbers whole. */
function tokensOf(word: string): string[] {
  const out: string[] = [];
  let from = -1;
  for (let i = 0; i <= word.length; i++) {
    const code = word.charCodeAt(i);
    const isPart = isWordCharacter(code) || code === APOSTROPHE;
    if (isPart && from < 0) from = i;
    if (isPart || from < 0) {
      if (isHan(code)) out.push(word.charAt(i));
      continue;
    }
    out.push(word.slice(from, i).toLowerCase());
    from = -1;
    if (isHan(code)) out.push(word.charAt(i));
  }
  return out;
}

const APOSTROPHE = 0x27;

function pairOf(tokens: readonly string[], i: number): string {
  return `${tokens[i - 1]} ${tokens[i]}`;
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
