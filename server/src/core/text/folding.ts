/**
 * Text as matching sees it (claims.md §1.1): width, case, 繁→简, fillers, wedged separators and white space folded
 * away, with a map back to every source character. Homophones and numbers are not folded: see scanner.ts, numbers.ts.
 */
import { CHARACTERS, DROP, foldSlowly, HAN, kindOf } from './characters.ts';
import { FoldBuffer } from './fold-buffer.ts';
import { type MappedText, MappedTextBuilder } from './mapped-text.ts';
import { syllablesOf } from './pinyin.ts';
import type { SourceRange } from './range.ts';
import { isBopomofo, isSign, wholeOf, wordOfSign } from './signs.ts';

const buffer = new FoldBuffer();

/**
 * The folded text, mapped to UTF-16 offsets of `text`. Line breaks stay. Folding is idempotent; a text that folding
 * does not change is mapped verbatim. Never throws.
 */
export function fold(text: string): MappedText {
  const builder = new MappedTextBuilder();
  let at = 0;
  while (at <= text.length) {
    const end = buffer.load(text, at, text.length);
    if (isOneToOne(at, end)) builder.append(oneToOne(text, at, end), { start: at, end });
    else appendLine(builder);
    if (end >= text.length) break;
    builder.append(text.charAt(end), { start: end, end: end + 1 });
    at = end + 1;
  }
  return builder.build();
}

/** Whether each character of the line `[at, end)` has exactly one unit: then the line is one piece. */
function isOneToOne(at: number, end: number): boolean {
  const { starts, length } = buffer;
  if (length !== end - at) return false;
  for (let i = 0; i < length; i++) if (starts[i] !== at + i) return false;
  return true;
}

/** The line's folded text; the source's own characters where folding changes nothing. */
function oneToOne(text: string, at: number, end: number): string {
  const { units, length } = buffer;
  for (let i = 0; i < length; i++) if (units[i] !== text.charCodeAt(at + i)) return decode(units, 0, length);
  return text.slice(at, end);
}

/** Runs of units that follow each other in the source become one piece; expanded and joined characters their own. */
function appendLine(builder: MappedTextBuilder): void {
  const { units, starts, length } = buffer;
  let from = 0;
  while (from < length) {
    const start = starts[from]!;
    let to = from + 1;
    if (buffer.endOf(from) === start + 1 && starts[to] !== start) {
      while (to < length && starts[to] === start + (to - from) && buffer.endOf(to) === starts[to]! + 1) {
        if (to + 1 < length && starts[to + 1] === starts[to]) break;
        to++;
      }
    } else while (to < length && starts[to] === start) to++;
    builder.append(decode(units, from, to), { start, end: buffer.endOf(to - 1) });
    from = to;
  }
}

function decode(units: Uint16Array, from: number, to: number): string {
  let text = '';
  for (let i = from; i < to; i += 4096)
    text += String.fromCharCode.apply(null, units.subarray(i, Math.min(to, i + 4096)) as unknown as number[]);
  return text;
}

/** What kind of disguise or spelling a step undoes. Those of any text in the order in which they are undone, … */
type SpellingKind = 'width' | 'fillers' | 'traditional' | 'case' | 'separators';
/** … and those of a trigger word, of which one comes last. */
type DisguiseKind = 'look-alikes' | 'sound' | 'pinyin' | 'bopomofo' | 'signs' | 'parts';
export type FoldStepKind = SpellingKind | DisguiseKind;

/** One step from what is written to what was matched: `保.本` → `保本`. */
export interface FoldStep {
  readonly kind: FoldStepKind;
  readonly from: string;
  readonly to: string;
}

/**
 * The steps that lead from the characters in `range` to what matching saw of them; only steps that change something.
 * With the pattern that was hit, the last step says how a disguised word was read: `包本` → `保本` by sound, `稳zhuan` by pinyin.
 */
export function explainFold(text: string, range: SourceRange, pattern?: string): FoldStep[] {
  const steps: FoldStep[] = [];
  let now = text.slice(range.start, range.end);
  const take = (kind: FoldStepKind, to: string): void => {
    if (to !== now) steps.push({ kind, from: now, to });
    now = to;
  };
  take('width', Array.from(now, widthOf).join(''));
  take('fillers', Array.from(now, (character) => (foldSlowly(character) === '' ? '' : character)).join(''));
  take('traditional', Array.from(now, (character) => (isHan(character) ? foldSlowly(character) : character)).join(''));
  take('case', now.toLowerCase());
  const matched = pattern === undefined ? undefined : fold(pattern).text;
  const spoken = Array.from(now, (character) => wordOfSign(character) ?? character).join('');
  // a picture that is no wedge but a word
  if (spoken !== now && fold(spoken).text === matched) take('signs', matched);
  else take('separators', foldedRange(text, range));
  if (matched !== undefined) {
    take(disguiseOf(now, matched), matched);
  }
  return steps;
}

/** How a word that sounds, looks or is spelled otherwise was written. What is told of first is what strikes the eye. */
function disguiseOf(written: string, meant: string): DisguiseKind {
  if (!/\p{Script=Han}/u.test(meant)) return 'look-alikes';
  const signs = Array.from(written);
  if (signs.some((sign) => isBopomofo(sign.codePointAt(0)!))) return 'bopomofo';
  if (signs.some((sign) => isSign(sign.codePointAt(0)!))) return 'signs';
  if (/[a-z]/.test(written)) return 'pinyin';
  if (signs.some((_, i) => i > 0 && wholeOf(written.charCodeAt(i - 1), written.charCodeAt(i)) !== 0)) return 'parts';
  const isHeard = (unit: string, i: number) => {
    const readings = syllablesOf(meant.charCodeAt(i));
    return unit === meant[i] || syllablesOf(unit.charCodeAt(0)).some((syllable) => readings.includes(syllable));
  };
  return written.length === meant.length && !signs.every(isHeard) ? 'look-alikes' : 'sound';
}

function widthOf(character: string): string {
  if ((CHARACTERS[character.charCodeAt(0)]! & 0xffff) === DROP) return character;
  return isHan(character) || character === '…' ? character : character.normalize('NFKC');
}

function isHan(character: string): boolean {
  const folded = foldSlowly(character);
  return folded.length === 1 && kindOf(folded.charCodeAt(0)) === HAN;
}

/** The folded text of a range, folded where it stands. */
function foldedRange(text: string, range: SourceRange): string {
  const from = Math.max(text.lastIndexOf('\n', range.start - 1) + 1, range.start - 200);
  const lineEnd = text.indexOf('\n', range.end);
  const line = fold(text.slice(from, Math.min(lineEnd < 0 ? text.length : lineEnd, range.end + 200)));
  let start = 0;
  while (start < line.text.length && line.rangeOf(start, start + 1).start < range.start - from) start++;
  let end = start;
  while (end < line.text.length && line.rangeOf(end, end + 1).end <= range.end - from) end++;
  return line.text.slice(start, end);
}
