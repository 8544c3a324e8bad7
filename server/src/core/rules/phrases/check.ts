/** What a parsed phrase must hold to be compiled. Needs the word lists, not the scanner: the loader uses it at build time. */
import type { PhraseFault, PhraseNode, PhraseTree, Sequence } from './parse.ts';
import { isHan, isWordCharacter } from './sentences.ts';
import type { AlternativeUse } from './types.ts';
import { listsIn, unknownList, type WordList } from './words.ts';

/** Unknown lists, and the rule that whatever is chosen holds two Han or three Latin characters. */
export function checkTree(
  tree: PhraseTree,
  lists: ReadonlyMap<string, WordList>,
  known: readonly string[] = [...lists.keys()],
): PhraseFault | undefined {
  for (const part of tree.parts)
    for (const reference of listsIn(part))
      if (!lists.has(reference.name)) return unknownList(reference.name, reference.at, known);
  if (tree.parts.some((part) => strength(part, lists, new Set()) >= STRONG)) return undefined;
  const at = weakest(tree, lists) ?? { start: 0, end: tree.source.length };
  return {
    code: 'phrase-weak',
    at,
    message: {
      zh: '这一项没有两个汉字或三个字母的词，会到处误中；请加一个更具体的词',
      en: 'This alternative holds no word of two Han or three Latin characters and would hit everywhere; add a more telling word',
    },
  };
}

const HAN_WEIGHT = 3;
const LATIN_WEIGHT = 2;
const STRONG = 6;

/** The least that a sequence surely holds in one run without gaps. */
function strength(sequence: Sequence, lists: ReadonlyMap<string, WordList>, open: ReadonlySet<string>): number {
  let best = 0;
  let run = 0;
  sequence.nodes.forEach((node, i) => {
    if (i > 0 && sequence.links[i - 1] !== 'joined') run = 0;
    run += nodeStrength(node, lists, open);
    best = Math.max(best, run);
  });
  return best;
}

function nodeStrength(node: PhraseNode, lists: ReadonlyMap<string, WordList>, open: ReadonlySet<string>): number {
  switch (node.type) {
    case 'literal':
      return literalStrength(node.text);
    case 'number':
      return 0;
    case 'group':
      return node.optional
        ? 0
        : Math.min(...node.alternatives.map((alternative) => strength(alternative, lists, open)));
    case 'list': {
      const list = lists.get(node.name);
      if (!list || open.has(node.name) || list.alternatives.length === 0) return 0;
      const inside = new Set(open).add(node.name);
      return Math.min(...list.alternatives.map((alternative) => strength(alternative, lists, inside)));
    }
  }
}

export function literalStrength(text: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isHan(code)) sum += HAN_WEIGHT;
    else if (isWordCharacter(code)) sum += LATIN_WEIGHT;
    else if (code > 0x7f) sum += HAN_WEIGHT;
  }
  return sum;
}

/** Where to point: the first weak alternative of the strongest piece. */
function weakest(tree: PhraseTree, lists: ReadonlyMap<string, WordList>) {
  for (const part of tree.parts)
    for (const node of part.nodes)
      if (node.type === 'group' && !node.optional) {
        const strong = node.alternatives.some((a) => strength(a, lists, new Set()) >= STRONG);
        const weak = node.alternatives.find((a) => strength(a, lists, new Set()) < STRONG);
        if (strong && weak) return sequenceRange(weak);
      }
  return undefined;
}

export function sequenceRange(sequence: Sequence): AlternativeUse {
  return { start: sequence.nodes[0]!.at.start, end: sequence.nodes[sequence.nodes.length - 1]!.at.end };
}
