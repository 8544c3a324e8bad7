/** Sentences and clauses of prose, Chinese and English alike. Knows no rules; offsets are UTF-16 offsets of the text. */

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A gap holds at most 12 Han characters, or 6 words; a word weighs as much as two characters. */
export const GAP_UNITS = 12;
const WORD_UNITS = 2;
/** Blanks, marks and very long words also end: a gap is never longer than this many characters. */
const GAP_CHARACTERS = 120;

/** Two pieces written side by side have at most so many characters between them. */
export const JOINT_LENGTH = 3;

const SENTENCE_MARKS = new Set([...'。！？!?；;｡\n\r\u2028\u2029']);
const CLAUSE_MARKS = new Set([...'，,：:—…']);
const ABBREVIATIONS = new Set([
  'mr',
  'mrs',
  'ms',
  'dr',
  'st',
  'vs',
  'no',
  'inc',
  'co',
  'ltd',
  'etc',
  'approx',
  'jr',
  'sr',
  'prof',
  'e.g',
  'i.e',
  'p.a',
  'a.m',
  'p.m',
  'u.s',
  'u.k',
]);

export function isHan(code: number): boolean {
  return (
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0x3400 && code <= 0x4dbf) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    code === 0x3007
  );
}

export function isWordCharacter(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    (code >= 0xc0 && code <= 0x24f && code !== 0xd7 && code !== 0xf7) ||
    (code >= 0xff10 && code <= 0xff19) ||
    (code >= 0xff21 && code <= 0xff3a) ||
    (code >= 0xff41 && code <= 0xff5a)
  );
}

/** Whether a mark at `at` ends a sentence. A point does so only after a word and before a blank or the end. */
export function endsSentence(text: string, at: number): boolean {
  const c = text[at]!;
  // ill!ness, $w!pe: before a small letter it is one
  if (c === '!' && /^[@$|]*[a-z]/.test(text.slice(at + 1, at + 4))) return false;
  if (SENTENCE_MARKS.has(c)) return true;
  if (c !== '.' && c !== '．') return false;
  const next = text[at + 1];
  if (next !== undefined && !/[\s"'”’)）」』]/u.test(next)) return false;
  let from = at;
  while (from > 0 && at - from < 8 && (isWordCharacter(text.charCodeAt(from - 1)) || text[from - 1] === '.')) from--;
  const word = text.slice(from, at).toLowerCase();
  if (next === undefined) return true;
  return !(ABBREVIATIONS.has(word) || /^[a-z]$/u.test(word));
}

export function endsClause(text: string, at: number): boolean {
  const c = text[at]!;
  if (!CLAUSE_MARKS.has(c)) return false;
  if (c !== ',' && c !== '，' && c !== ':') return true;
  const between = isDigit(text.charCodeAt(at - 1)) && isDigit(text.charCodeAt(at + 1));
  return !between;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** The sentences of a text, in order; each ends after its mark. Together they cover the text. */
export function sentencesOf(text: string): Span[] {
  const out: Span[] = [];
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // letters, digits and Han are by far the most frequent and end nothing
    if (isHan(code) || isWordCharacter(code) || !endsSentence(text, i)) continue;
    out.push({ start, end: i + 1 });
    start = i + 1;
  }
  if (start < text.length || out.length === 0) out.push({ start, end: text.length });
  return out;
}

/** The sentence that holds the offset, by binary search. */
export function sentenceAt(sentences: readonly Span[], offset: number): Span {
  let low = 0;
  let high = sentences.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (sentences[middle]!.start <= offset) low = middle;
    else high = middle - 1;
  }
  return sentences[low]!;
}

/** The clause around `[start, end)`, inside its sentence. Marks inside the span do not count. */
export function clauseAround(text: string, start: number, end: number, sentence: Span): Span {
  let from = start;
  while (from > sentence.start && !endsClause(text, from - 1)) from--;
  let to = end;
  while (to < sentence.end && !endsClause(text, to)) to++;
  return { start: from, end: to };
}

/**
 * The last offset at which the next piece may begin when a gap starts at `from`: no clause mark and at most
 * GAP_UNITS between. Looks at no more than GAP_CHARACTERS characters.
 */
export function gapLimit(text: string, from: number, sentenceEnd: number): number {
  const last = Math.min(sentenceEnd, from + GAP_CHARACTERS);
  let units = 0;
  let inWord = false;
  let i = from;
  for (; i < last; i++) {
    const code = text.charCodeAt(i);
    if (isHan(code)) {
      inWord = false;
      if (units + 1 > GAP_UNITS) return i;
      units += 1;
    } else if (isWordCharacter(code)) {
      if (!inWord && units + WORD_UNITS > GAP_UNITS) return i;
      if (!inWord) units += WORD_UNITS;
      inWord = true;
    } else {
      // an apostrophe or a hyphen between letters belongs to the word
      const joins =
        inWord &&
        (code === 39 || code === 45 || code === 0x2019 || code === 46) &&
        isWordCharacter(text.charCodeAt(i + 1));
      if (!joins) inWord = false;
      if (endsClause(text, i)) return i;
    }
  }
  return i;
}

/** Number of gap units in `[start, end)`: a Han character is 1, a word 2. */
export function unitsBetween(text: string, start: number, end: number): number {
  let units = 0;
  let inWord = false;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (isHan(code)) {
      units += 1;
      inWord = false;
    } else if (isWordCharacter(code)) {
      if (!inWord) units += WORD_UNITS;
      inWord = true;
    } else if (!(inWord && (code === 39 || code === 0x2019))) inWord = false;
  }
  return units;
}
