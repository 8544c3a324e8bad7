/** The hover over a term of the trade in prose: the term in both languages and plain words for it. Knows no rule. */
import type { Document } from '../core/documents/document.ts';
import type { GlossaryTerm, RuleSet } from '../core/rules/rule-set.ts';
import type { HoverCard } from './types.ts';

/** The longest glossary term under the offset, in what the agent says or writes; undefined when none stands there. */
export function glossaryCard(document: Document, offset: number, ruleSet: RuleSet): HoverCard | undefined {
  const segment = document.segments.find(({ text }) => {
    const range = text.rangeOf(0, text.text.length);
    return range.start <= offset && offset <= range.end;
  });
  if (!segment) return undefined;
  const prose = segment.text.text.toLowerCase();
  let best: { readonly term: GlossaryTerm; readonly start: number; readonly end: number } | undefined;
  for (const term of ruleSet.glossary)
    for (const word of wordsOf(term))
      for (let start = prose.indexOf(word); start >= 0; start = prose.indexOf(word, start + 1)) {
        const end = start + word.length;
        if (/^[a-z]/.test(word) && (isLetter(prose[start - 1]) || isLetter(prose[end]))) continue;
        const range = segment.text.rangeOf(start, end);
        const holds = range.start <= offset && offset <= range.end;
        if (holds && (!best || word.length > best.end - best.start)) best = { term, start, end };
      }
  if (!best) return undefined;
  const { term, plain } = best.term;
  return {
    zh: `**${term.zh}** (${term.en})\n\n${plain.zh}`,
    en: `**${term.en}** (${term.zh})\n\n${plain.en}`,
    range: segment.text.rangeOf(best.start, best.end),
  };
}

function wordsOf({ term, also }: GlossaryTerm): readonly string[] {
  return [term.zh, term.en, ...(also?.zh ?? []), ...(also?.en ?? [])].map((word) => word.toLowerCase());
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && /[a-z]/.test(character);
}
