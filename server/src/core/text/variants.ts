/**
 * Trigger words in disguise: written by ear (包本 for 保本), half in pinyin (稳zhuan, 收yi), in initials (无fx), or as
 * whole pinyin (baoben). A word list keeps ordinary words out: 受益 is not 收益. Knows characters, not what they mean.
 */
import { CHARACTERS, DIGIT, HAN, LATIN, SPACE } from './characters.ts';
import type { FoldBuffer } from './fold-buffer.ts';
import type { HitWriter } from './hits.ts';
import {
  isPolyphone,
  isWord,
  NO_SYLLABLE,
  otherSyllables,
  primarySyllables,
  SYLLABLE_LIMIT,
  syllableName,
  syllablesOf,
} from './pinyin.ts';

/** A trigger with this many characters or fewer is looked for in disguise. */
const LONGEST = 12;
const LONGEST_LATIN_RUN = 24;
const ZERO = 0x30;
const FIRST = 1;
const SECOND = 2;
const POLYPHONE = 4;
/**
 * Characters that often stand by themselves or end a longer word: where one of them sounds like part of a trigger, a
 * neighbour that belongs to the next word shows that nothing is disguised. Only their usual reading counts.
 */
const STANDALONE = new Set(
  Array.from(
    '的一是在不了有和人这那哪大小多少为上下里中内外前后左右个我你他她它您咱们以要时来去用到从地于出就会可也都很太更最又再还只才已未非无没对能而之好得着过把被让给与及或但若如其此每各该本将向由自因所同等几年月日号天次名位条项款第万千百十两二三四五六七八九零起做说看想买卖交付拿跟按比像当叫请问先后现仅即则且并却便需报保险啊吧呢吗呀哦嗯唉哈嘛哟',
    (character) => character.charCodeAt(0),
  ),
);

export interface VariantPattern {
  readonly index: number;
  /** Folded units. */
  readonly units: readonly number[];
}

export interface VariantMatcher {
  readonly isEmpty: boolean;
  /** Whole words of Latin letters that stand for a trigger (`baoben`, `bao ben`, `jkgz`): literals for the automaton. */
  readonly spellings: readonly { readonly text: string; readonly pattern: number }[];
  /** Whether a folded unit may come first, or second, in a trigger that is written by ear. */
  mayBeFirst(unit: number): boolean;
  mayBeSecond(unit: number): boolean;
  /** Whether the characters before and at `at` may begin a trigger written by ear. The text folds plainly there. */
  isPairAt(text: string, at: number): boolean;
  /** Whether the letters from `at` on may write part of a trigger. The text folds plainly there. */
  isWrittenAt(text: string, at: number, to: number): boolean;
  /** Adds windows of Han characters that sound like a trigger and are not written like it. */
  findHomophones(line: FoldBuffer, out: HitWriter): void;
  /** The same for windows that begin at unit `at` only. */
  findHomophonesAt(line: FoldBuffer, out: HitWriter, at: number): void;
  /** Adds windows that write part of a trigger in Latin letters. `since`: hits of the same line are not repeated. */
  findPinyin(line: FoldBuffer, out: HitWriter, since: number): void;
}

/** A trigger with the readings of each character. */
interface Trigger {
  readonly index: number;
  readonly units: readonly number[];
  readonly readings: readonly (readonly number[])[];
}

/** Part `[from, to)` of a trigger that a run of Latin letters writes. */
interface WrittenPart {
  readonly trigger: Trigger;
  readonly from: number;
  readonly to: number;
  readonly isInitials: boolean;
}

export function buildVariants(patterns: readonly VariantPattern[]): VariantMatcher {
  const triggers = patterns
    .filter(({ units }) => units.length >= 2 && units.length <= LONGEST)
    .map(({ index, units }) => ({ index, units, readings: units.map((unit) => syllablesOf(unit)) }))
    .filter(({ readings }) => readings.every((list) => list.length > 0));
  return new Variants(triggers, patterns.length === 0);
}

class Variants implements VariantMatcher {
  readonly spellings: { text: string; pattern: number }[] = [];
  /** Trie over syllables: `node * SYLLABLE_LIMIT + syllable` → child. */
  private readonly children = new Map<number, number>();
  private readonly ended: Trigger[][] = [[]];
  /** Bit per pair of syllables that begins some trigger. */
  private readonly pairs = new Int32Array((SYLLABLE_LIMIT * SYLLABLE_LIMIT) / 32);
  /** By unit: whether some reading begins a trigger, comes second in one, and whether there are several readings. */
  private readonly places = new Uint8Array(0x10000);
  private readonly written = new Map<string, WrittenPart[]>();
  private readonly hasTriggers: boolean;

  constructor(
    triggers: readonly Trigger[],
    readonly isEmpty: boolean,
  ) {
    this.hasTriggers = triggers.length > 0;
    for (const trigger of triggers) {
      this.addSequences(trigger, 0, 0);
      this.addWritten(trigger);
    }
    if (this.hasTriggers) this.markPlaces();
  }

  mayBeFirst(unit: number): boolean {
    return (this.places[unit]! & FIRST) !== 0;
  }

  mayBeSecond(unit: number): boolean {
    return (this.places[unit]! & SECOND) !== 0;
  }

  isPairAt(text: string, at: number): boolean {
    const first = CHARACTERS[text.charCodeAt(at - 1)]!;
    const second = CHARACTERS[text.charCodeAt(at)]!;
    // something was dropped between them: a look at the folded line decides
    if (first >>> 16 >= SPACE) return true;
    if (first >>> 16 !== HAN && second >>> 16 !== HAN) return false;
    return this.isPair(first & 0xffff, second & 0xffff);
  }

  isWrittenAt(text: string, at: number, to: number): boolean {
    let end = at;
    while (end < to && CHARACTERS[text.charCodeAt(end)]! >>> 16 === LATIN) {
      if (text.charCodeAt(end) > 0x7f) return true;
      end++;
    }
    return end > at && end - at <= LONGEST_LATIN_RUN && this.written.has(text.slice(at, end).toLowerCase());
  }

  findHomophones(line: FoldBuffer, out: HitWriter): void {
    if (!this.hasTriggers) return;
    const { units, length } = line;
    const places = this.places;
    const last = length - 1;
    for (let i = 0; i < last; i++) {
      if ((places[units[i]!]! & FIRST) === 0 || (places[units[i + 1]!]! & SECOND) === 0) continue;
      if (this.isPair(units[i]!, units[i + 1]!)) this.walk(line, out, i, i, 0);
    }
  }

  findHomophonesAt(line: FoldBuffer, out: HitWriter, at: number): void {
    if (this.hasTriggers) this.walk(line, out, at, at, 0);
  }

  findPinyin(line: FoldBuffer, out: HitWriter, since: number): void {
    if (!this.hasTriggers) return;
    const { units, kinds, length } = line;
    let i = 0;
    while (i < length) {
      if (kinds[i] !== LATIN) {
        i++;
        continue;
      }
      const end = latinEnd(line, i);
      const isBesideHan = (i > 0 && kinds[i - 1] === HAN) || (end < length && kinds[end] === HAN);
      if (isBesideHan && end - i <= LONGEST_LATIN_RUN) {
        const parts = this.written.get(textOf(units, i, end));
        if (parts) for (const part of parts) this.tryPart(line, out, since, part, i, end);
      }
      i = end;
    }
  }

  private addSequences(trigger: Trigger, position: number, node: number): void {
    if (position === trigger.units.length) {
      const list = this.ended[node]!;
      if (!list.includes(trigger)) list.push(trigger);
      return;
    }
    // a trigger has one usual reading per character; the rare ones count for short triggers, where nothing multiplies
    const readings = trigger.units.length <= 4 ? trigger.readings[position]! : trigger.readings[position]!.slice(0, 1);
    for (const syllable of readings) {
      const key = node * SYLLABLE_LIMIT + syllable;
      let child = this.children.get(key);
      if (child === undefined) {
        child = this.ended.length;
        this.ended.push([]);
        this.children.set(key, child);
      }
      if (position === 1)
        for (const first of trigger.readings[0]!) {
          const bit = first * SYLLABLE_LIMIT + syllable;
          this.pairs[bit >> 5]! |= 1 << (bit & 31);
        }
      this.addSequences(trigger, position + 1, child);
    }
  }

  private addWritten(trigger: Trigger): void {
    const { units, readings, index } = trigger;
    const names = readings.map((list) => syllableName(list[0]!));
    const whole = names.join('');
    if (whole.length >= 5) {
      this.spellings.push({ text: whole, pattern: index }, { text: names.join(' '), pattern: index });
    }
    const initials = names.map((name) => name.charAt(0)).join('');
    if (units.length >= 4 && /^[^aeiou]+$/.test(initials)) this.spellings.push({ text: initials, pattern: index });
    for (let from = 0; from < units.length; from++)
      for (let to = from + 1; to <= units.length; to++) {
        if (to - from === units.length) continue;
        const part = names.slice(from, to);
        this.note(part.join(''), { trigger, from, to, isInitials: false });
        this.note(part.map((name) => name.charAt(0)).join(''), { trigger, from, to, isInitials: true });
        if (to - from === 1) this.note(skeleton(names[from]!), { trigger, from, to, isInitials: true });
      }
  }

  private note(key: string, part: WrittenPart): void {
    const list = this.written.get(key);
    if (!list) this.written.set(key, [part]);
    else if (!list.some((other) => other.trigger === part.trigger && other.from === part.from && other.to === part.to))
      list.push(part);
  }

  /** Marks the units that may be first or second in a disguised trigger, so that the text is mostly passed over. */
  private markPlaces(): void {
    const first = new Uint8Array(SYLLABLE_LIMIT);
    const second = new Uint8Array(SYLLABLE_LIMIT);
    for (let a = 0; a < SYLLABLE_LIMIT; a++)
      for (let b = 0; b < SYLLABLE_LIMIT; b++)
        if (this.hasPair(a, b)) {
          first[a] = FIRST;
          second[b] = SECOND;
        }
    const primary = primarySyllables();
    const places = this.places;
    for (let unit = 0; unit < primary.length; unit++) {
      const syllable = primary[unit]!;
      if (syllable !== NO_SYLLABLE) places[unit] = first[syllable]! | second[syllable]!;
    }
    for (const [unit, syllables] of otherSyllables()) {
      if (primary[unit] === NO_SYLLABLE) continue;
      places[unit]! |= POLYPHONE;
      for (const syllable of syllables) places[unit]! |= first[syllable]! | second[syllable]!;
    }
  }

  private hasPair(first: number, second: number): boolean {
    const bit = first * SYLLABLE_LIMIT + second;
    return (this.pairs[bit >> 5]! & (1 << (bit & 31))) !== 0;
  }

  private isPair(first: number, second: number): boolean {
    const primary = primarySyllables();
    if (this.hasPair(primary[first]!, primary[second]!)) return true;
    if ((this.places[first]! & POLYPHONE) === 0 && (this.places[second]! & POLYPHONE) === 0) return false;
    const others = syllablesOf(second);
    for (const a of syllablesOf(first)) for (const b of others) if (this.hasPair(a, b)) return true;
    return false;
  }

  /** Follows the trie from `at` on; at the end of a trigger the window `[start, at)` is judged. */
  private walk(line: FoldBuffer, out: HitWriter, start: number, at: number, node: number): void {
    for (const trigger of this.ended[node]!)
      if (this.isDisguised(line, start, trigger)) add(line, out, start, at, trigger.index);
    if (at >= line.length) return;
    const unit = line.units[at]!;
    const primary = primarySyllables()[unit]!;
    if (primary === NO_SYLLABLE) return;
    const child = this.children.get(node * SYLLABLE_LIMIT + primary);
    if (child !== undefined) this.walk(line, out, start, at + 1, child);
    if (!isPolyphone(unit)) return;
    for (const syllable of syllablesOf(unit)) {
      if (syllable === primary) continue;
      const other = this.children.get(node * SYLLABLE_LIMIT + syllable);
      if (other !== undefined) this.walk(line, out, start, at + 1, other);
    }
  }

  /**
   * Whether the window at `start` writes the trigger by ear, and not some ordinary words that sound alike. At least one
   * character is the trigger's own; what replaces another must not belong to a word with its neighbours.
   */
  private isDisguised(line: FoldBuffer, start: number, trigger: Trigger): boolean {
    const { units, kinds, length } = line;
    const size = trigger.units.length;
    let kept = 0;
    let digits = 0;
    for (let i = 0; i < size; i++) {
      const unit = units[start + i]!;
      if (unit === trigger.units[i]) kept++;
      else if (kinds[start + i] === DIGIT) {
        // a digit stands for its own numeral only; 第1 is how ordinals are written, 0风险 is not how 零 is
        if (!isNumeralOf(unit, trigger.units[i]!) || (size === 2 && unit !== ZERO)) return false;
        digits++;
      } else if (STANDALONE.has(unit) && !trigger.readings[i]!.includes(primarySyllables()[unit]!)) return false;
    }
    if (kept === size || kept === 0) return false;
    const end = start + size;
    if (digits > 0 && !isLoneDigits(line, start, end)) return false;
    const isHan = (at: number): boolean => at >= 0 && at < length && kinds[at] === HAN;
    const isWordAt = (at: number): boolean => isHan(at) && isHan(at + 1) && isWord(units[at]!, units[at + 1]!);
    const isMostlyKept = size >= 3 && kept + digits >= size - 1;
    const isFirstReplaced = units[start] !== trigger.units[0] && kinds[start] === HAN;
    const isLastReplaced = units[end - 1] !== trigger.units[size - 1] && kinds[end - 1] === HAN;
    if (isFirstReplaced && isWordAt(start - 1)) return false;
    if (isLastReplaced && isWordAt(end - 1)) return false;
    if (!isMostlyKept)
      for (let i = 0; i < size; i++) {
        if (units[start + i] === trigger.units[i]) continue;
        if ((i > 0 && isWordAt(start + i - 1)) || (i + 1 < size && isWordAt(start + i))) return false;
      }
    if (size > 2) return true;
    // 这里财产: 里 stands by itself and 财 belongs to the next word
    if (isFirstReplaced && isWordAt(end - 1) && STANDALONE.has(units[start]!)) return false;
    if (isLastReplaced && isWordAt(start - 1) && STANDALONE.has(units[end - 1]!)) return false;
    // 报本会: both are words by themselves
    return !(STANDALONE.has(units[start]!) && STANDALONE.has(units[end - 1]!));
  }

  private tryPart(line: FoldBuffer, out: HitWriter, since: number, part: WrittenPart, from: number, to: number): void {
    const { trigger } = part;
    const start = from - part.from;
    if (start < 0) return;
    let kept = 0;
    // to the left only Han: with Latin letters there, the window was tried from that run
    for (let i = 0; i < part.from; i++) {
      if (line.kinds[start + i] !== HAN) return;
      const match = this.matches(line.units[start + i]!, trigger, i);
      if (match === 0) return;
      if (match === 2) kept++;
    }
    const rest = this.matchRight(line, trigger, part.to, to);
    if (!rest) return;
    kept += rest.kept;
    const letters = to - from;
    // a single letter, or initials of much, need more of the word to stand there
    if (kept === 0 || (part.isInitials && letters === 1 && kept < 2)) return;
    const first = line.starts[start]!;
    const end = line.endOf(rest.end - 1);
    if (!out.has(first, end, trigger.index, since)) out.add(first, end, trigger.index);
  }

  /** Matches the trigger's characters from `position` on at unit `at`, Han or further Latin runs. */
  private matchRight(
    line: FoldBuffer,
    trigger: Trigger,
    position: number,
    at: number,
  ): { end: number; kept: number } | undefined {
    let kept = 0;
    while (position < trigger.units.length) {
      if (at >= line.length) return undefined;
      if (line.kinds[at] === HAN) {
        const match = this.matches(line.units[at]!, trigger, position);
        if (match === 0) return undefined;
        if (match === 2) kept++;
        at++;
        position++;
        continue;
      }
      if (line.kinds[at] !== LATIN) return undefined;
      const end = latinEnd(line, at);
      if (end - at > LONGEST_LATIN_RUN) return undefined;
      const parts = this.written.get(textOf(line.units, at, end));
      const part = parts?.find((other) => other.trigger === trigger && other.from === position);
      if (!part) return undefined;
      at = end;
      position = part.to;
    }
    return { end: at, kept };
  }

  /** 2: the trigger's own character; 1: one that sounds like it; 0: another. */
  private matches(unit: number, trigger: Trigger, position: number): 0 | 1 | 2 {
    if (unit === trigger.units[position]) return 2;
    const readings = trigger.readings[position]!;
    return syllablesOf(unit).some((syllable) => readings.includes(syllable)) ? 1 : 0;
  }
}

function add(line: FoldBuffer, out: HitWriter, start: number, end: number, pattern: number): void {
  const from = line.starts[start]!;
  const to = line.endOf(end - 1);
  // two readings of one character may lead to the same window; they follow each other
  if (!out.has(from, to, pattern, Math.max(0, out.length - 4))) out.add(from, to, pattern);
}

function isNumeralOf(digit: number, numeral: number): boolean {
  const value = digit - 0x30;
  return '零一二三四五六七八九'.charCodeAt(value) === numeral || (value === 0 && numeral === 0x3007);
}

function isLoneDigits(line: FoldBuffer, start: number, end: number): boolean {
  const { kinds, units, length } = line;
  const isNumber = (at: number): boolean =>
    at >= 0 && at < length && (kinds[at] === DIGIT || units[at] === 0x2e || units[at] === 0x2c);
  return !(kinds[start] === DIGIT && isNumber(start - 1)) && !(kinds[end - 1] === DIGIT && isNumber(end));
}

/** `bn` for ben, `fg` for feng: the first letter and the nasal end. */
function skeleton(name: string): string {
  const last = name.charAt(name.length - 1);
  return name.charAt(0) + (last === 'n' || last === 'g' ? last : '');
}

function latinEnd(line: FoldBuffer, from: number): number {
  let end = from;
  while (end < line.length && line.kinds[end] === LATIN) end++;
  return end;
}

function textOf(units: Uint16Array, from: number, to: number): string {
  return String.fromCharCode(...units.subarray(from, to));
}
