/**
 * Trigger words written by ear: 包本 for 保本. A word list keeps ordinary words out: 受益 is not 收益. Knows characters, not
 * what they mean.
 */
import { CHARACTERS, DIGIT, HAN, SPACE } from './characters.ts';
import type { FoldedLine } from './folded-line.ts';
import type { HitWriter } from './hits.ts';
import {
  isPolyphone,
  isWord,
  NO_SYLLABLE,
  otherSyllables,
  primarySyllables,
  SYLLABLE_LIMIT,
  syllablesOf,
} from './pinyin.ts';
import { LONGEST, type Trigger } from './variants.ts';

const ZERO = 0x30;
/** First syllables of triggers fall into so many groups. */
const GROUPS = 4;
const ASKED_BITS = 14;
/** What two characters by themselves tell of the triggers that they may begin by ear, as bits. */
const NOT_HEARD = 0;
const HEARD = 1;
const GOES_ON = 2;
/**
 * Characters that often stand by themselves or end a longer word: where one of them sounds like part of a trigger, a
 * neighbour that belongs to the next word shows that nothing is disguised. Only their usual reading counts.
 */
const STANDALONE = new Set(
  Array.from(
    '的一是在不了有和人这那哪大小多少为上下里中内外前后左右个我你他她它您咱们以要时来去用到从地于出就会可也都很太更最又再还只才已未非无没对能而之好得着过把被让给与及或但若如其此每各该本将向由自因所同等几年月日号天次名位条项款第万千百十两二三四五六七八九零起做说看想买卖交付拿跟按比像当叫请问先后现仅即则且并却便需报保险啊吧呢吗呀哦嗯唉哈嘛哟系嘅咗唔冇喺嗰啲佢哋俾畀咁嚟',
    (character) => character.charCodeAt(0),
  ),
);

/** Words of grammar: nobody writes 锁定 as 所定, but laws say 所定 on every page. */
const GRAMMATICAL = new Set(
  Array.from('的一是在不了有和所以之而于与及被把由自为其', (character) => character.charCodeAt(0)),
);
const NUMERALS = new Set(Array.from('一二两三四五六七八九十百千万亿半几每', (character) => character.charCodeAt(0)));

export class Homophones {
  /** Trie over syllables: `node * SYLLABLE_LIMIT + syllable` → child. */
  private readonly children = new Map<number, number>();
  private readonly ended: Trigger[][] = [[]];
  /** By node of the trie: 1 when it has children. */
  private readonly goesOn: number[] = [0];
  /** Bit per pair of syllables that begins some trigger. */
  private readonly pairs = new Int32Array((SYLLABLE_LIMIT * SYLLABLE_LIMIT) / 32);
  /** Bit per pair of syllables that stand side by side anywhere in some trigger, and per syllable that comes second in one. */
  private readonly neighbours = new Int32Array((SYLLABLE_LIMIT * SYLLABLE_LIMIT) / 32);
  private readonly followers = new Uint8Array(SYLLABLE_LIMIT);
  /** By unit: the groups of the triggers that some reading begins, and above them those in which one comes second; made when asked. */
  private places: Uint8Array | undefined;
  /** Pairs of units that were asked about, and what they tell; a place holds the last that fell there. */
  private readonly asked = new Int32Array(1 << ASKED_BITS);
  private readonly answers = new Uint8Array(1 << ASKED_BITS);
  /** Folded units from where a trigger may begin. */
  private readonly heard = new Uint16Array(LONGEST);

  constructor(private readonly triggers: readonly Trigger[]) {
    for (const trigger of triggers) {
      this.addSequences(trigger, 0, 0);
      this.addNeighbours(trigger);
    }
  }

  /**
   * What tells of a folded unit whether it may come first, or second, in a trigger that is written by ear: a pair may
   * begin one when the first's number and the second's, moved right by GROUPS bits, have a bit in common.
   */
  groupsOf(unit: number): number {
    this.places ??= this.markPlaces();
    return this.places[unit]!;
  }

  /** Whether a folded unit may come behind another in a trigger, however it is written. */
  mayFollow(unit: number): boolean {
    return this.followers[primarySyllables()[unit]!] === 1;
  }

  /** Whether two folded units may stand side by side in a trigger. */
  areNeighbours(first: number, second: number): boolean {
    // the usual readings: asked at every mark between Han characters
    const primary = primarySyllables();
    const bit = primary[first]! * SYLLABLE_LIMIT + primary[second]!;
    return (this.neighbours[bit >> 5]! & (1 << (bit & 31))) !== 0;
  }

  /**
   * Whether a trigger written by ear may begin with the character before `at`: it sounds like one to the end and is not
   * written like it. Where the line is not `isWhole`, something was dropped from it, and separators are passed over.
   */
  isHeardAt(text: string, at: number, to: number, isWhole: boolean): boolean {
    let start = at - 1;
    // something was dropped between the two
    if (!isWhole) while (start > 0 && CHARACTERS[text.charCodeAt(start)]! >>> 16 >= SPACE) start--;
    const told = this.toldBy(text.charCodeAt(start), text.charCodeAt(at));
    // nearly all end here
    if (told !== GOES_ON) return told !== NOT_HEARD;
    const { heard } = this;
    let length = 0;
    for (let i = start; i < to && length < LONGEST; i++) {
      const entry = CHARACTERS[text.charCodeAt(i)]!;
      const isSeparator = entry >>> 16 >= SPACE;
      if (isSeparator && isWhole) break;
      if (!isSeparator) heard[length++] = entry & 0xffff;
    }
    return this.isHeard(length, 0, 0);
  }

  /** Adds windows of Han characters that sound like a trigger and are not written like it. */
  find(line: FoldedLine, out: HitWriter): void {
    if (this.triggers.length === 0) return;
    const { units, length } = line;
    this.places ??= this.markPlaces();
    const { places } = this;
    const last = length - 1;
    for (let i = 0; i < last; i++) {
      if ((places[units[i]!]! & (places[units[i + 1]!]! >> GROUPS)) === 0) continue;
      if (this.toldBy(units[i]!, units[i + 1]!) !== NOT_HEARD) this.walk(line, out, i, i, 0);
    }
  }

  /** The same for windows that begin at unit `at` only. */
  findAt(line: FoldedLine, out: HitWriter, at: number): void {
    if (this.triggers.length > 0) this.walk(line, out, at, at, 0);
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
        this.goesOn.push(0);
        this.goesOn[node] = 1;
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

  private addNeighbours({ readings }: Trigger): void {
    for (let i = 1; i < readings.length; i++)
      for (const second of readings[i]!) {
        this.followers[second] = 1;
        for (const first of readings[i - 1]!) {
          const bit = first * SYLLABLE_LIMIT + second;
          this.neighbours[bit >> 5]! |= 1 << (bit & 31);
        }
      }
  }

  /** Marks the units that may be first or second in a disguised trigger, so that the text is mostly passed over. */
  private markPlaces(): Uint8Array {
    const first = new Uint8Array(SYLLABLE_LIMIT);
    const second = new Uint8Array(SYLLABLE_LIMIT);
    // few of the pairs are set: whole words without any are passed over
    this.pairs.forEach((bits, at) => {
      for (let rest = bits; rest !== 0; rest &= rest - 1) {
        const pair = at * 32 + 31 - Math.clz32(rest & -rest);
        const syllable = Math.floor(pair / SYLLABLE_LIMIT);
        const group = 1 << (syllable % GROUPS);
        first[syllable] = group;
        second[pair % SYLLABLE_LIMIT]! |= group << GROUPS;
      }
    });
    const primary = primarySyllables();
    const places = new Uint8Array(0x10000);
    for (let unit = 0; unit < primary.length; unit++) {
      const syllable = primary[unit]!;
      if (syllable !== NO_SYLLABLE) places[unit] = first[syllable]! | second[syllable]!;
    }
    for (const [unit, syllables] of otherSyllables()) {
      if (primary[unit] === NO_SYLLABLE) continue;
      for (const syllable of syllables) places[unit]! |= first[syllable]! | second[syllable]!;
    }
    return places;
  }

  private hasPair(first: number, second: number): boolean {
    const bit = first * SYLLABLE_LIMIT + second;
    return (this.pairs[bit >> 5]! & (1 << (bit & 31))) !== 0;
  }

  /**
   * What two characters, folded or not, tell: HEARD when they may be a trigger written by ear, GOES_ON when longer triggers
   * sound like them at the beginning, or both. Texts repeat themselves: answers are kept.
   */
  private toldBy(first: number, second: number): number {
    const key = (first << 16) | second;
    const place = Math.imul(key, 0x9e3779b1) >>> (32 - ASKED_BITS);
    if (this.asked[place] !== key) {
      this.asked[place] = key;
      this.answers[place] = this.hear(CHARACTERS[first]!, CHARACTERS[second]!);
    }
    return this.answers[place]!;
  }

  /** The same of two entries of CHARACTERS; one of them must be Han. */
  private hear(firstEntry: number, secondEntry: number): number {
    if (firstEntry >>> 16 !== HAN && secondEntry >>> 16 !== HAN) return NOT_HEARD;
    const first = firstEntry & 0xffff;
    const second = secondEntry & 0xffff;
    const primary = primarySyllables();
    let told = this.hearAs(primary[first]!, primary[second]!, first, second);
    if (isPolyphone(first) || isPolyphone(second)) {
      const others = syllablesOf(second);
      for (const a of syllablesOf(first)) for (const b of others) told |= this.hearAs(a, b, first, second);
    }
    // 受益 is an ordinary word, whatever it sounds like
    const isOrdinary = told !== NOT_HEARD && firstEntry >>> 16 === secondEntry >>> 16 && isWord(first, second);
    return isOrdinary ? told & ~HEARD : told;
  }

  /** The same with one reading of each. */
  private hearAs(firstSyllable: number, secondSyllable: number, first: number, second: number): number {
    if (!this.hasPair(firstSyllable, secondSyllable)) return NOT_HEARD;
    const node = this.nodeOf(firstSyllable, secondSyllable);
    if (node === undefined) return NOT_HEARD;
    let told = this.goesOn[node] === 1 ? GOES_ON : NOT_HEARD;
    for (const { units } of this.ended[node]!) if ((units[0] === first) !== (units[1] === second)) told |= HEARD;
    return told;
  }

  private nodeOf(first: number, second: number): number | undefined {
    const child = this.children.get(first);
    return child === undefined ? undefined : this.children.get(child * SYLLABLE_LIMIT + second);
  }

  /** `walk` over the units of `heard`, without judging what stands around. */
  private isHeard(length: number, at: number, node: number): boolean {
    const { heard } = this;
    for (const trigger of this.ended[node]!) if (isRespelled(heard, trigger)) return true;
    if (at >= length) return false;
    const unit = heard[at]!;
    const primary = primarySyllables()[unit]!;
    if (primary === NO_SYLLABLE) return false;
    const child = this.children.get(node * SYLLABLE_LIMIT + primary);
    if (child !== undefined && this.isHeard(length, at + 1, child)) return true;
    if (!isPolyphone(unit)) return false;
    for (const syllable of syllablesOf(unit)) {
      if (syllable === primary) continue;
      const other = this.children.get(node * SYLLABLE_LIMIT + syllable);
      if (other !== undefined && this.isHeard(length, at + 1, other)) return true;
    }
    return false;
  }

  /** Follows the trie from `at` on; at the end of a trigger the window `[start, at)` is judged. */
  private walk(line: FoldedLine, out: HitWriter, start: number, at: number, node: number): void {
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
  private isDisguised(line: FoldedLine, start: number, trigger: Trigger): boolean {
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
    if (isFirstReplaced && GRAMMATICAL.has(units[start]!)) return false;
    if (isLastReplaced && GRAMMATICAL.has(units[end - 1]!)) return false;
    // 25岁时, 一笔赔: what follows a number is counted
    const before = start > 0 ? units[start - 1]! : 0;
    if (isFirstReplaced && (kinds[start - 1] === DIGIT || NUMERALS.has(before))) return false;
    // 这里财产: 里 stands by itself and 财 belongs to the next word
    if (isFirstReplaced && isWordAt(end - 1) && STANDALONE.has(units[start]!)) return false;
    if (isLastReplaced && isWordAt(start - 1) && STANDALONE.has(units[end - 1]!)) return false;
    // 报本会: both are words by themselves
    return !(STANDALONE.has(units[start]!) && STANDALONE.has(units[end - 1]!));
  }
}

/** Some but not all characters are the trigger's own: what `isDisguised` needs at least. */
function isRespelled(heard: Uint16Array, { units }: Trigger): boolean {
  let kept = 0;
  for (let i = 0; i < units.length; i++) if (heard[i] === units[i]) kept++;
  return kept > 0 && kept < units.length;
}

function add(line: FoldedLine, out: HitWriter, start: number, end: number, pattern: number): void {
  const from = line.starts[start]!;
  const to = line.endOf(end - 1);
  // two readings of one character may lead to the same window; they follow each other
  if (!out.has(from, to, pattern, Math.max(0, out.length - 4))) out.add(from, to, pattern);
}

function isNumeralOf(digit: number, numeral: number): boolean {
  const value = digit - 0x30;
  return '零一二三四五六七八九'.charCodeAt(value) === numeral || (value === 0 && numeral === 0x3007);
}

function isLoneDigits(line: FoldedLine, start: number, end: number): boolean {
  const { kinds, units, length } = line;
  const isNumber = (at: number): boolean =>
    at >= 0 && at < length && (kinds[at] === DIGIT || units[at] === 0x2e || units[at] === 0x2c);
  return !(kinds[start] === DIGIT && isNumber(start - 1)) && !(kinds[end - 1] === DIGIT && isNumber(end));
}
