/** Steps of a trace: what was found and in which disguise, in words that `explain` and the hover show. */
import type { TraceStep } from '../diagnostic.ts';
import type { Segment } from '../documents/document.ts';
import { CHARACTERS, HAN, kindOf, LATIN } from '../text/characters.ts';
import { explainFold } from '../text/folding.ts';
import type { SourceRange } from '../text/range.ts';
import type { PhraseMatch, PhraseOwner } from './phrases/types.ts';

/** The first step: which phrase was found, and how disguised words were read. */
export function matchStep(
  segment: Segment,
  match: PhraseMatch,
  { source, rule }: Extract<PhraseOwner, { kind: 'rule' }>,
  range: SourceRange,
): TraceStep {
  const text = segment.text.text.slice(match.start, match.end);
  const read = disguises(segment.text.text, match);
  return {
    kind: 'match',
    name: rule.id,
    range,
    note: {
      zh: `“${text}”${read && `（${read}）`}符合短语 ${source.language}[${source.index}]：${source.text}`,
      en: `“${text}”${read && ` (${read})`} matches phrase ${source.language}[${source.index}]: ${source.text}`,
    },
  };
}

/** Steps that everyone takes for granted: they are shown only on the way to others. */
const USUAL = new Set(['case', 'traditional']);

/** `保.本 → 保本`: how the words that do not stand there as the pack writes them were read; empty when all do. */
function disguises(text: string, match: PhraseMatch): string {
  const shown: string[] = [];
  for (const { start, end, word } of match.pieces) {
    if (word === undefined || isUsual(text, start, end, word)) continue;
    const steps = explainFold(text, { start, end }, word);
    if (steps.every(({ kind }) => USUAL.has(kind))) continue;
    shown.push([steps[0]!.from, ...steps.map(({ to }) => to)].join(' → '));
  }
  return shown.join(', ');
}

/** Whether nothing but case and 繁→简 lies between what is written and the word: most hits, without any folding. */
function isUsual(text: string, start: number, end: number, word: string): boolean {
  if (end - start !== word.length) return false;
  for (let i = 0; i < word.length; i++) {
    const written = text.charCodeAt(start + i);
    const meant = word.charCodeAt(i);
    if (written === meant) continue;
    const kind = kindOf(CHARACTERS[meant]! & 0xffff);
    if (kind !== HAN && (kind !== LATIN || written > 0x7f || meant > 0x7f)) return false;
    if ((CHARACTERS[written]! & 0xffff) !== (CHARACTERS[meant]! & 0xffff)) return false;
  }
  return true;
}

export function step(kind: string, name: string, zh: string, en: string): TraceStep {
  return { kind, name, note: { zh, en } };
}
