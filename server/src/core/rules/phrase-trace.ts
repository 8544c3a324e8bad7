/** Steps of a trace: what was found and in which disguise, in words that `explain` and the hover show. */
import type { TraceStep } from '../diagnostic.ts';
import type { Segment } from '../documents/document.ts';
import type { Localized } from '../localized.ts';
import { CHARACTERS, HAN, kindOf, LATIN } from '../text/characters.ts';
import { explainFold, type FoldStepKind } from '../text/folding.ts';
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
      zh: `“${text}”${read.zh && `（${read.zh}）`}符合短语 ${source.language}[${source.index}]：${source.text}`,
      en: `“${text}”${read.en && ` (${read.en})`} matches phrase ${source.language}[${source.index}]: ${source.text}`,
    },
  };
}

/** Each way of writing a word otherwise, as claims.md §1 sorts them. */
const NAMES: Readonly<Record<FoldStepKind, Localized>> = {
  width: { zh: '全角', en: 'full width' },
  fillers: { zh: '隐形字符', en: 'invisible characters' },
  traditional: { zh: '繁体', en: 'traditional characters' },
  case: { zh: '大小写', en: 'capitals' },
  separators: { zh: '夹了符号', en: 'marks wedged in' },
  'look-alikes': { zh: '形近字符', en: 'look-alike characters' },
  sound: { zh: '谐音', en: 'sounds alike' },
  pinyin: { zh: '拼音', en: 'pinyin' },
  bopomofo: { zh: '注音', en: 'Bopomofo' },
  signs: { zh: '用图形代字', en: 'pictures for words' },
  parts: { zh: '拆字', en: 'a character in parts' },
};

/** Steps that everyone takes for granted: they are shown only on the way to others, and not named. */
const USUAL: ReadonlySet<FoldStepKind> = new Set(['case', 'traditional']);

/** `夹了符号：保.本 → 保本`: how the words that do not stand there as the pack writes them were read; empty when all do. */
function disguises(text: string, match: PhraseMatch): Localized {
  const zh: string[] = [];
  const en: string[] = [];
  for (const { start, end, word } of match.pieces) {
    if (word === undefined || isUsual(text, start, end, word)) continue;
    const steps = explainFold(text, { start, end }, word);
    const named = steps.filter(({ kind }) => !USUAL.has(kind)).map(({ kind }) => NAMES[kind]);
    if (named.length === 0) continue;
    const read = [steps[0]!.from, ...steps.map(({ to }) => to)].join(' → ');
    zh.push(`${named.map((name) => name.zh).join('、')}：${read}`);
    en.push(`${named.map((name) => name.en).join(', ')}: ${read}`);
  }
  return { zh: zh.join('；'), en: en.join('; ') };
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
