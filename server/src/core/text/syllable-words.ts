/**
 * Any word of the patterns with some characters in pinyin: 重ji险, 合tong, gao知. Letters beside Han that are syllables to the
 * end are hardly anything else, so no word need be marked for it. Knows patterns as a trie, not what they mean.
 */
import { CHARACTERS, DIGIT, HAN, LATIN, SEPARATOR, SPACE } from './characters.ts';
import type { FoldedLine } from './folded-line.ts';
import type { LiteralTrie } from './literal-trie.ts';
import { isSyllable, syllableName, syllablesOf } from './pinyin.ts';
import { LONGEST } from './variants.ts';
import { LONGEST_LATIN_RUN } from './writings.ts';

const LONGEST_SYLLABLE = 6;
/** Han characters to the left of the letters that may belong to the word. */
const MOST_LEFT = 7;
/** A word all in letters has at least so many of them. */
const FEWEST_LETTERS = 5;
/** Letters this far from any Han character are another language. */
const NEAR = 8;
/** Beside a single letter so many characters of the word must stand. */
const FEWEST_BESIDE_INITIAL = 2;
/** Readings of one place that are tried. */
const MOST_READINGS = 3;

/** A word that a stretch of the line may say. */
interface WordReading {
  readonly from: number;
  readonly to: number;
  readonly pattern: number;
  readonly rarity: number;
  readonly syllables: readonly Syllable[];
}

/** Units `[from, to)` of the line and the character they stand for. */
interface Syllable {
  readonly from: number;
  readonly to: number;
  readonly unit: number;
}

export class SyllableWords {
  private bySyllable: ReadonlyMap<string, readonly number[]> | undefined;
  private byInitial: ReadonlyMap<number, readonly number[]> | undefined;
  private line: FoldedLine | undefined;
  private readings: WordReading[] = [];
  private from = 0;
  private runEnd = 0;
  /** So many characters of the word must stand as they are. */
  private fewestKept = 0;
  /** Those on the way to where `follow` stands. */
  private readonly path: Syllable[] = [];

  constructor(
    private readonly trie: LiteralTrie,
    private readonly isTrigger: (pattern: number) => boolean,
  ) {}

  /** Whether the letters from `at` on are syllables to their end. The text folds plainly there. */
  isWrittenAt(text: string, at: number, to: number): boolean {
    let end = at;
    while (end < to && CHARACTERS[text.charCodeAt(end)]! >>> 16 === LATIN) end++;
    if (end === at) return false;
    // a letter by itself may be an initial
    if (end - at === 1) return !isDigitAt(text, at - 1) && !isDigitAt(text, end);
    if (end - at > LONGEST_LATIN_RUN) return false;
    if (!mayBeSyllables(CHARACTERS[text.charCodeAt(at)]! & 0xffff, CHARACTERS[text.charCodeAt(end - 1)]! & 0xffff))
      return false;
    let letters = '';
    for (let i = at; i < end; i++) letters += String.fromCharCode(CHARACTERS[text.charCodeAt(i)]! & 0xffff);
    return isSyllables(letters, 0);
  }

  /** Tells every syllable `[from, to)` that stands for a character of a word, and the character; rank 0 is the likeliest. */
  find(line: FoldedLine, found: (from: number, to: number, unit: number, rank: number) => void): void {
    const { units, kinds, length } = line;
    this.line = line;
    for (let i = 0; i < length; i++) {
      if (kinds[i] !== LATIN) continue;
      const start = i;
      while (i + 1 < length && kinds[i + 1] === LATIN) i++;
      this.runEnd = i + 1;
      if (this.runEnd - start > LONGEST_LATIN_RUN || !isNearHan(line, start, this.runEnd)) continue;
      const isInitial = this.runEnd - start === 1;
      if (isInitial ? !isLoneInitial(line, start) : !mayBeSyllables(units[start]!, units[i]!)) continue;
      if (!isInitial && !isSyllables(lettersOf(line, start, this.runEnd), 0)) continue;
      this.readings = [];
      for (let from = start; from >= 0 && start - from <= MOST_LEFT; from--) {
        if (from < start && kinds[from] !== HAN) break;
        // C款, a类: a letter before characters names things
        if (isInitial && from === start && line.isOddAt?.(start) !== true) continue;
        this.fewestKept = isInitial ? FEWEST_BESIDE_INITIAL : 0;
        this.from = from;
        this.follow(from, 0, 0, 0, 0, 0);
      }
      this.likeliest().forEach(({ syllables }, rank) => {
        for (const { from, to, unit } of syllables) found(from, to, unit, rank);
      });
    }
    this.line = undefined;
  }

  /** The longest, of those that are equally long the marked ones, else the commonest. */
  private likeliest(): WordReading[] {
    const sizeOf = ({ from, to }: WordReading): number => to - from;
    const most = Math.max(0, ...this.readings.map(sizeOf));
    const longest = this.readings.filter((reading) => sizeOf(reading) === most);
    const marked = longest.filter(({ pattern }) => this.isTrigger(pattern));
    if (marked.length > 0) return marked.slice(0, MOST_READINGS);
    return this.readings.sort((a, b) => sizeOf(b) - sizeOf(a) || a.rarity - b.rarity).slice(0, MOST_READINGS);
  }

  private follow(at: number, state: number, depth: number, kept: number, letters: number, rarity: number): void {
    const { trie } = this;
    const { units, kinds, length } = this.line!;
    if (depth >= 2 && at >= this.runEnd && kept >= this.fewestKept && (kept > 0 || letters >= FEWEST_LETTERS)) {
      const pattern = trie.patternAt(state, depth);
      if (pattern >= 0) this.readings.push({ from: this.from, to: at, pattern, rarity, syllables: [...this.path] });
    }
    if (at >= length || depth >= LONGEST || (depth > 0 && this.line!.isPartedAt?.(at))) return;
    const kind = kinds[at]!;
    if (kind === HAN) {
      const next = trie.child(state, units[at]!);
      if (next !== 0) this.follow(at + 1, next, depth + 1, kept + 1, letters, rarity);
    } else if (kind === LATIN) {
      const end = latinEnd(this.line!, at);
      if (end === at + 1 && this.fewestKept > 0)
        for (const unit of this.initials().get(units[at]!) ?? []) {
          const next = trie.child(state, unit);
          if (next === 0) continue;
          this.path.push({ from: at, to: end, unit });
          this.follow(end, next, depth + 1, kept, letters + 1, rarity + trie.rarityOf(unit));
          this.path.pop();
        }
      for (let size = Math.min(LONGEST_SYLLABLE, end - at); size >= 2; size--) {
        // what is left must be syllables too
        if (end - at - size === 1) continue;
        for (const unit of this.sounds().get(lettersOf(this.line!, at, at + size)) ?? []) {
          const next = trie.child(state, unit);
          if (next === 0) continue;
          // what stands between two syllables goes with the second
          const from = at > 0 && depth > 0 && kinds[at - 1]! >= SPACE ? at - 1 : at;
          this.path.push({ from, to: at + size, unit });
          this.follow(at + size, next, depth + 1, kept, letters + size, rarity + trie.rarityOf(unit));
          this.path.pop();
        }
      }
    } else if (
      (kind === SPACE || kind === SEPARATOR) &&
      depth > 0 &&
      kinds[at - 1] === LATIN &&
      kinds[at + 1] === LATIN
    )
      this.follow(at + 1, state, depth, kept, letters, rarity);
  }

  /** Han characters of the patterns by their syllables. */
  private sounds(): ReadonlyMap<string, readonly number[]> {
    if (this.bySyllable) return this.bySyllable;
    const map = new Map<string, number[]>();
    for (let i = 0; i < this.trie.alphabet.length; i++) {
      const unit = this.trie.alphabet[i]!;
      if (CHARACTERS[unit]! >>> 16 !== HAN) continue;
      for (const syllable of syllablesOf(unit)) {
        const name = syllableName(syllable);
        for (const written of name.includes('v') ? [name, name.replace('v', 'u')] : [name]) {
          const list = map.get(written);
          if (list) list.push(unit);
          else map.set(written, [unit]);
        }
      }
    }
    this.bySyllable = map;
    return map;
  }

  /** The same by the first letter of the syllables. */
  private initials(): ReadonlyMap<number, readonly number[]> {
    if (this.byInitial) return this.byInitial;
    const map = new Map<number, number[]>();
    for (const [name, units] of this.sounds()) {
      const initial = name.charCodeAt(0);
      map.set(initial, [...(map.get(initial) ?? []), ...units]);
    }
    this.byInitial = map;
    return map;
  }
}

function isDigitAt(text: string, at: number): boolean {
  return CHARACTERS[text.charCodeAt(at)]! >>> 16 === DIGIT;
}

/** Letters that begin a syllable, and that end one: most words of other languages have others. */
const FIRST_LETTERS = new Set(Array.from('abcdefghjklmnopqrstwxyz', (letter) => letter.charCodeAt(0)));
const LAST_LETTERS = new Set(Array.from('aeiouvngr', (letter) => letter.charCodeAt(0)));

function mayBeSyllables(first: number, last: number): boolean {
  return FIRST_LETTERS.has(first) && LAST_LETTERS.has(last);
}

/** Whether a letter stands for itself: no digit beside it, which would make it a measure (5w), and no other letter. */
function isLoneInitial({ kinds, length }: FoldedLine, at: number): boolean {
  return (at === 0 || kinds[at - 1] !== DIGIT) && (at + 1 >= length || kinds[at + 1] !== DIGIT);
}

/** Whether a Han character stands beside the letters `[from, to)`, marks and other short runs of letters passed over. */
function isNearHan({ kinds, length }: FoldedLine, from: number, to: number): boolean {
  for (let i = from - 1; i >= 0 && from - i <= NEAR; i--) if (kinds[i] === HAN) return true;
  for (let i = to; i < length && i - to < NEAR; i++) if (kinds[i] === HAN) return true;
  return false;
}

function isSyllables(letters: string, from: number): boolean {
  if (from === letters.length) return true;
  for (let size = Math.min(LONGEST_SYLLABLE, letters.length - from); size >= 2; size--)
    if (isSyllable(letters.slice(from, from + size)) && isSyllables(letters, from + size)) return true;
  return false;
}

function latinEnd(line: FoldedLine, from: number): number {
  let end = from;
  while (end < line.length && line.kinds[end] === LATIN) end++;
  return end;
}

function lettersOf(line: FoldedLine, from: number, to: number): string {
  return String.fromCharCode(...line.units.subarray(from, to));
}
