/**
 * Latin words of the patterns written oddly: with look-alikes (d3cl@re), broken or spelled with marks (guar-an-teed, a-n-y),
 * with letters starred out (r*sk). Only a word that patterns hold comes of it, so no word need be marked. Knows words, not
 * what they mean.
 */
import { COMMA, DIGIT, HAN, LATIN, SEPARATOR } from './characters.ts';
import type { FoldedLine } from './folded-line.ts';
import { mayHold } from './word-filter.ts';

/** What a mark or digit may stand for in a word, the likelier reading first. */
const READINGS = new Map<number, readonly string[]>(
  Object.entries({
    '0': ['o'],
    '1': ['i', 'l'],
    '2': ['to', 'z'],
    '3': ['e'],
    '4': ['a', 'for'],
    '5': ['s'],
    '6': ['g', 'b'],
    '7': ['t'],
    '8': ['ate', 'b'],
    '9': ['g'],
    '@': ['a'],
    $: ['s'],
    '!': ['i', 'l'],
    '|': ['l', 'i'],
    '+': ['t'],
    '€': ['e'],
    '¢': ['c'],
    '£': ['l'],
    '§': ['s'],
    '¥': ['y'],
  }).map(([mark, readings]) => [mark.charCodeAt(0), readings]),
);
/** Marks that stand for any one letter. */
const BLANKED = new Set(Array.from('*#?', (mark) => mark.charCodeAt(0)));
/** Marks wedged between letters. */
const WEDGED = new Set(Array.from('.-_*/|~+·•\'"=^#&:<>—–…\\`', (mark) => mark.charCodeAt(0)));
const APOSTROPHE = 0x27;
const LONGEST_TOKEN = 40;
const MOST_WAYS = 256;
/** Shorter words come of two parts by chance. */
const SHORTEST_BROKEN = 5;
const SHORTEST_STARRED = 4;
const ALPHABET = 'eaiouthnsrdlcmfpgwybvkxjqz';

export class OddWords {
  /** `words`: a filter of the words that patterns hold, see word-filter.ts. */
  constructor(private readonly words: Uint8Array) {}

  /** Tells every oddly written word of a line as units `[from, to)`. */
  find(line: FoldedLine, found: (from: number, to: number, word: string) => void): void {
    const { length } = line;
    for (let i = 0; i < length; ) {
      if (!startsToken(line, i)) {
        i++;
        continue;
      }
      const end = tokenEnd(line, i);
      this.findIn(line, i, end, found);
      i = end;
    }
  }

  /** The token as a whole, or its parts between marks. */
  private findIn(line: FoldedLine, from: number, to: number, found: (from: number, to: number, word: string) => void) {
    if (to - from <= LONGEST_TOKEN) {
      const word = this.wordOf(line, from, to);
      if (word === undefined) return;
      if (word !== '') {
        found(from, to, word);
        return;
      }
    }
    for (let start = from, i = from; i <= to; i++) {
      if (i < to && (!WEDGED.has(line.units[i]!) || isLetterLike(line, i))) continue;
      if (start > from || i < to) {
        const word = i - start > 1 && i - start <= LONGEST_TOKEN ? this.wordOf(line, start, i) : undefined;
        if (word) found(start, i, word);
      }
      start = i + 1;
    }
  }

  /** The word that a token says; '' when none is known, undefined when nothing about the token is odd. */
  private wordOf({ units, kinds }: FoldedLine, from: number, to: number): string | undefined {
    let letters = 0;
    let looks = 0;
    let wedges = 0;
    let parts = 1;
    let apostrophes = 0;
    for (let i = from; i < to; i++) {
      const unit = units[i]!;
      if (kinds[i] === LATIN) letters++;
      else if (READINGS.has(unit)) looks++;
      else {
        wedges++;
        if (unit === APOSTROPHE) apostrophes++;
      }
      if (WEDGED.has(unit)) parts++;
    }
    if (letters === 0 || looks + wedges === 0) return undefined;
    // one letter among marks is a model or a measure; n0 is not
    const isNo = to - from === 2 && units[from] === 0x6e && units[from + 1] === 0x30;
    if (letters === 1 && !isNo) return '';
    // can't, the bank's
    if (looks === 0 && apostrophes === wedges && letters + wedges < 8) return '';
    if (looks > 3 * letters + 1) return '';
    const shortest = looks > letters + 1 ? SHORTEST_BROKEN : 3;
    for (const marked of wedges > 0 && [...units.subarray(from, to)].some((unit) => BLANKED.has(unit))
      ? [false, true]
      : [false]) {
      for (const word of ways(units, kinds, from, to, marked)) {
        if (!mayHold(this.words, word)) continue;
        if (looks === 0 && word.length < (marked ? SHORTEST_STARRED : parts === word.length ? 3 : SHORTEST_BROKEN))
          continue;
        if (word.length >= shortest || word === 'no') return word;
      }
    }
    return '';
  }
}

/** All words that the units may spell. With `starred`, marks such as * stand for a letter. */
function ways(units: Uint16Array, kinds: Uint8Array, from: number, to: number, starred: boolean): string[] {
  let out = [''];
  for (let i = from; i < to; i++) {
    const unit = units[i]!;
    let readings: Iterable<string> | undefined;
    if (kinds[i] === LATIN) readings = [String.fromCharCode(unit)];
    else if (starred && BLANKED.has(unit)) readings = ALPHABET;
    else if (READINGS.has(unit)) {
      readings = READINGS.get(unit)!;
      // a stroke or a plus may also just be wedged in
      if (WEDGED.has(unit)) readings = ['', ...readings];
    } else if (unit === APOSTROPHE) readings = ['', "'"];
    if (!readings) continue;
    const next: string[] = [];
    for (const way of out) for (const reading of readings) if (next.length < MOST_WAYS * 3) next.push(way + reading);
    out = next;
  }
  return out;
}

function isLetterLike({ units, kinds }: FoldedLine, at: number): boolean {
  return kinds[at] === LATIN || (READINGS.has(units[at]!) && !WEDGED.has(units[at]!));
}

function startsToken(line: FoldedLine, at: number): boolean {
  const kind = line.kinds[at]!;
  if (kind === LATIN || kind === DIGIT) return true;
  const unit = line.units[at]!;
  // $ave, @gent, !llness, |ife
  return (
    (unit === 0x24 || unit === 0x40 || unit === 0x21 || unit === 0x7c) &&
    at + 1 < line.length &&
    line.kinds[at + 1] === LATIN
  );
}

/** Up to a blank, a comma or any other mark that no letter follows. */
function tokenEnd({ units, kinds, length }: FoldedLine, from: number): number {
  let end = from + 1;
  for (let i = from + 1; i < length; i++) {
    const kind = kinds[i]!;
    if (kind === LATIN || kind === DIGIT) end = i + 1;
    else if (kind === HAN || kind === COMMA) break;
    else if (!READINGS.has(units[i]!) && !WEDGED.has(units[i]!) && !BLANKED.has(units[i]!) && kind !== SEPARATOR) break;
    else if (i - end >= 3) break;
    // scam$, l@, r!sk: signs close a word, an exclamation mark does not
    else if (i === end && (units[i] === 0x24 || units[i] === 0x40)) end = i + 1;
  }
  return end;
}
