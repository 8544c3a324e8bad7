/**
 * Finds patterns that remember a measured line instead of describing a claim: the literals of one phrase that cover more
 * than 8 consecutive Han characters, or 5 consecutive Latin words, of a line. Words from lists and numbers break a run.
 */
import { standardRuleSet } from '../../server/src/core/index.ts';
import { type PhraseNode, parsePhrase } from '../../server/src/core/rules/phrases/parse.ts';
import type { CompiledPhrases, PhraseMatch } from '../../server/src/core/rules/phrases/types.ts';

const MOST_HAN = 8;
const MOST_WORDS = 5;

export interface MeasuredLine {
  readonly id: string;
  readonly text: string;
}

/** One line for each phrase and measured line that are too alike. */
export function memorised(lines: readonly MeasuredLine[]): string[] {
  const { phrases } = standardRuleSet();
  const found = new Set<string>();
  for (const { id, text } of lines)
    for (const match of phrases.matches(text)) {
      const longest = longestLiteralRun(phrases, match, text);
      if (longest === undefined) continue;
      const owner = phrases.owner(match.phrase);
      const name = owner.kind === 'disclosure' ? owner.disclosure : owner.rule.id;
      found.add(`${name} “${owner.source.text}” repeats “${longest}” of ${id}`);
    }
  return [...found].sort();
}

/** The longest run of literals of a match, when it is too long; otherwise undefined. */
function longestLiteralRun(phrases: CompiledPhrases, match: PhraseMatch, text: string): string | undefined {
  const lists = listsOf(phrases.owner(match.phrase).source.text);
  const runs: { start: number; end: number }[] = [];
  let open: { start: number; end: number } | undefined;
  for (const piece of [...match.pieces].sort((a, b) => a.start - b.start)) {
    const words = text.slice(piece.start, piece.end);
    const isNumber = match.captures.some((capture) => capture.start === piece.start && capture.end === piece.end);
    const isListed = lists.some((list) =>
      phrases.words(list, words).some((w) => w.start === 0 && w.end === words.length),
    );
    if (isNumber || isListed) open = undefined;
    else if (open && /^[\s\p{P}\p{S}]*$/u.test(text.slice(open.end, piece.start))) open.end = piece.end;
    else {
      open = { start: piece.start, end: piece.end };
      runs.push(open);
    }
  }
  return runs.map((run) => text.slice(run.start, run.end)).find(isTooLong);
}

function isTooLong(run: string): boolean {
  const han = run.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = run.match(/[a-z]+(?:['’-][a-z]+)*/giu)?.length ?? 0;
  return han > MOST_HAN || words > MOST_WORDS;
}

function listsOf(source: string): string[] {
  const { tree } = parsePhrase(source);
  const names: string[] = [];
  const visit = (node: PhraseNode): void => {
    if (node.type === 'list') names.push(node.name);
    if (node.type === 'group') for (const alternative of node.alternatives) alternative.nodes.forEach(visit);
  };
  for (const part of tree?.parts ?? []) part.nodes.forEach(visit);
  return names;
}
