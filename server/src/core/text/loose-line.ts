/**
 * A line read once more with what is odd about it undone: marks of any sort between the characters of a word, emoji and
 * boxed letters as characters or as wedges, Bopomofo and tone digits as pinyin, foreign letters as the Latin ones they
 * look like. Only a trigger word that comes of it counts (disguises.ts). Knows characters, not words.
 */
import { BREAK, COMMA, DIGIT, HAN, kindOf, LATIN, OTHER, SEPARATOR, SPACE } from './characters.ts';
import type { FoldBuffer } from './fold-buffer.ts';
import { MOST_SEPARATORS } from './fold-buffer.ts';
import { type FoldedLine, LineColumns } from './folded-line.ts';
import { isSyllable, isWord } from './pinyin.ts';
import { bopomofoSyllable, isBopomofo, isSign, latinLookOf, wholeOf, wordOfSign } from './signs.ts';

/** Marks that end what is said: nothing is joined across them. */
export const ENDERS = new Set(Array.from('。!?;｡', (mark) => mark.charCodeAt(0)));
/** Marks that prose puts between words: where one of them parts two words, nothing was wedged in. */
export const PROSE = new Set(
  Array.from(' ,、:…—–-/()[]{}<>《》〈〉【】「」『』“”"\'.·&+=~%≠≈≥≤→⇒↑↓', (mark) => mark.charCodeAt(0)),
);

/** Of these, the marks that prose puts between words, hardly inside one: what they part is read as one word more readily. */
export const QUAINT = new Set(Array.from('&=~%"\'<>', (mark) => mark.charCodeAt(0)));
export const OPENING = new Set(Array.from('([{<《〈【「『“"（', (mark) => mark.charCodeAt(0)));
const CLOSING = new Set(Array.from(')]}>》〉】」』”"）', (mark) => mark.charCodeAt(0)));
/** (一), 【甲】: what numbers a paragraph. */
const NUMBERING = new Set(Array.from('一二三四五六七八九十甲乙丙丁上中下', (one) => one.charCodeAt(0)));

/** Whether a Han character stands in brackets or quotes by itself: 保【本】, “返”佣. */
export function isBracketed(text: string, at: number): boolean {
  return (
    OPENING.has(text.charCodeAt(at - 1)) && CLOSING.has(text.charCodeAt(at + 1)) && !NUMBERING.has(text.charCodeAt(at))
  );
}

/** What stands between a unit and the one before it. */
const NOTHING = 0;
const WEDGE = 1;
const PROSE_MARK = 2;
const QUAINT_MARK = 3;
/** A comma among them: hardly any word goes on behind it. */
const COMMA_MARK = 4;
/** Columns longer than this serve one very long line and are given back. */
const KEEP_SIZE = 1 << 16;

export class LooseLine extends LineColumns implements FoldedLine {
  /** By unit: what was dropped before it, and whether it is itself read from something odd. */
  private joints = new Uint8Array(256);
  private odd = new Uint8Array(256);
  private hasChanges = false;
  /** Whether the last line would be another one with `asWedges`. */
  hasTwoReadings = false;
  /** Marks that were passed over and nobody decided on: units of the line. */
  private markFrom = -1;
  private markCount = 0;
  private isWedge = false;
  private isQuaint = false;
  private text = '';
  private isBlocked = false;
  private hasBlank = false;
  private hasComma = false;
  private syllableFrom = 0;
  private line: FoldBuffer | undefined;

  /**
   * Reads the line; false when nothing in it is odd. `asWedges`: signs are dropped, and marks between Latin letters; else
   * signs are what they show, and such marks a blank.
   */
  load(line: FoldBuffer, text: string, asWedges: boolean): boolean {
    this.line = line;
    this.text = text;
    this.length = 0;
    this.hasChanges = false;
    this.hasTwoReadings = false;
    if (this.units.length > KEEP_SIZE && line.length < KEEP_SIZE) this.shrink();
    this.forgetMarks();
    this.syllableFrom = 0;
    for (let i = 0; i < line.length; ) {
      const plain = line.kinds[i]!;
      const unit = line.units[i]!;
      if (this.isPlainAt(line, text, i, plain, unit)) {
        // inside a word nothing is undone: most characters end here
        this.add(unit, plain, line.starts[i]!, line.starts[i]! + 1);
        this.growFlags();
        i++;
        continue;
      }
      const start = line.starts[i]!;
      let next = i + 1;
      while (next < line.length && line.starts[next] === start) next++;
      const code = text.codePointAt(start)!;
      if (i > 0 && !asWedges) this.addDropped(text, line.endOf(i - 1), start);
      if (isBopomofo(code)) next = this.addBopomofo(line, text, i, asWedges);
      else if (isSign(code) || this.isKeycap(text, line.endOf(i))) this.addSign(line, text, i, next, asWedges);
      else for (let k = i; k < next; k++) this.addUnit(line, k, asWedges);
      i = next;
    }
    this.keepMarks(line.length);
    return this.hasChanges;
  }

  /** A Han character right behind another one, neither of them anything but itself. */
  private isPlainAt({ starts }: FoldBuffer, text: string, i: number, kind: number, unit: number): boolean {
    if (kind !== HAN || this.markFrom >= 0 || this.length === 0 || this.kinds[this.length - 1] !== HAN) return false;
    const start = starts[i]!;
    return text.charCodeAt(start) === unit && this.ends[this.length - 1] === start && !this.completes(unit);
  }

  isOddAt(index: number): boolean {
    return this.odd[index] === 1;
  }

  /**
   * Whether the units `[from, to)` are a word in disguise: something in them was undone, and where only marks of prose
   * stand inside, they do not simply part two words. By sound (`isHeard`) only without such marks, and no sign is heard:
   * 卡👍 is not 卡号.
   */
  isDisguised(from: number, to: number, isHeard: boolean): boolean {
    let hasWedge = false;
    let hasProse = false;
    for (let i = from; i < to; i++) {
      if (this.odd[i] === 1 || (i > from && this.joints[i] === WEDGE)) hasWedge = true;
      if (i > from && this.joints[i]! >= PROSE_MARK) hasProse = true;
    }
    if (isHeard && (hasProse || this.hasSign(from, to))) return false;
    return hasProse ? this.isPartedOddly(from, to) : hasWedge;
  }

  /** Whether something in the units `[from, to)` was undone that prose does not have: no word need be marked for that. */
  isClearlyDisguised(from: number, to: number): boolean {
    let isOdd = this.odd[from] === 1;
    let hasQuaint = false;
    for (let i = from + 1; i < to; i++) {
      if (this.joints[i] === PROSE_MARK || this.joints[i] === COMMA_MARK) return false;
      if (this.joints[i] === QUAINT_MARK) hasQuaint = true;
      if (this.odd[i] === 1 || this.joints[i] === WEDGE) isOdd = true;
    }
    return isOdd || (hasQuaint && this.isPartedOddly(from, to));
  }

  isPartedAt(index: number): boolean {
    return this.joints[index] === COMMA_MARK;
  }

  /** The offset of a unit, or that behind the unit before it where marks between the two were dropped. */
  startBefore(at: number): number {
    return at > 0 && this.joints[at] !== NOTHING ? this.ends[at - 1]! : this.starts[at]!;
  }

  /** The offset behind the units up to `to`, or that of the next one where marks between were dropped. */
  endBehind(to: number): number {
    return to < this.length && this.joints[to] !== NOTHING ? this.starts[to]! : this.ends[to - 1]!;
  }

  private hasSign(from: number, to: number): boolean {
    for (let i = from; i < to; i++) if (this.odd[i] === 1 && this.kinds[i] === HAN) return true;
    return false;
  }

  /** Every part between marks is one character or less than a word with what stands beside it. */
  private isPartedOddly(from: number, to: number): boolean {
    let partFrom = from;
    let longBefore = false;
    for (let i = from + 1; i <= to; i++) {
      if (i < to && this.joints[i]! < PROSE_MARK) continue;
      const isLong = i - partFrom >= 2 && this.kinds[partFrom] === HAN;
      // 全额、退保: two words
      if (isLong && longBefore) return false;
      longBefore = isLong;
      partFrom = i;
    }
    // 确保、本人: the parts are words with their other neighbours
    if (from > 0 && this.joints[from] === NOTHING && this.isWordAt(from - 1) && this.joints[from + 1] !== NOTHING)
      return false;
    return !(
      to < this.length &&
      this.joints[to] === NOTHING &&
      this.isWordAt(to - 1) &&
      this.joints[to - 1] !== NOTHING
    );
  }

  private isWordAt(at: number): boolean {
    return this.kinds[at] === HAN && this.kinds[at + 1] === HAN && isWord(this.units[at]!, this.units[at + 1]!);
  }

  private addUnit(line: FoldBuffer, i: number, asWedges: boolean): void {
    const kind = line.kinds[i]!;
    const unit = line.units[i]!;
    const look = unit > 0x7f ? latinLookOf(unit) : 0;
    if (look !== 0) this.addWordy(look, LATIN, line.starts[i]!, line.endOf(i), true, asWedges);
    else if (kind === HAN && this.completes(unit)) {
      const last = this.length - 1;
      this.units[last] = wholeOf(this.units[last]!, unit);
      this.ends[last] = line.endOf(i);
      this.markOdd(last);
    } else if (kind === HAN || kind === LATIN || kind === DIGIT) {
      if (kind === DIGIT && this.isToneDigit(line, i)) {
        // bao3: the digit belongs to the syllable
        this.ends[this.length - 1] = line.endOf(i);
        this.markOdd(this.length - 1);
        this.syllableFrom = this.length;
      } else this.addWordy(unit, kind, line.starts[i]!, line.endOf(i), false, asWedges);
    } else this.passMark(i, unit, kind);
  }

  private addWordy(unit: number, kind: number, start: number, end: number, isOdd: boolean, asWedges: boolean): void {
    const joint = this.decideMarks(kind, start, asWedges);
    if (kind === LATIN && (this.length === 0 || this.kinds[this.length - 1] !== LATIN || joint !== NOTHING))
      this.syllableFrom = this.length;
    this.add(unit, kind, start, end);
    this.growFlags();
    this.joints[this.length - 1] = joint;
    if (isOdd) this.markOdd(this.length - 1);
    if (joint !== NOTHING) this.hasChanges = true;
  }

  /** Whether the unit makes a character of its own with the one before: 亻呆. */
  private completes(unit: number): boolean {
    const last = this.length - 1;
    return last >= 0 && this.markFrom < 0 && this.kinds[last] === HAN && wholeOf(this.units[last]!, unit) !== 0;
  }

  /** Pictures that folding dropped between the units: 退🛡. */
  private addDropped(text: string, from: number, to: number): void {
    for (let at = from; at < to; at++) {
      const symbol = String.fromCodePoint(text.codePointAt(at)!);
      const word = wordOfSign(symbol);
      if (word !== undefined) this.hasTwoReadings = true;
      for (let k = 0; word !== undefined && k < word.length; k++)
        this.addWordy(word.charCodeAt(k), kindOf(word.charCodeAt(k)), at, at + symbol.length, true, false);
      at += symbol.length - 1;
    }
  }

  private markOdd(at: number): void {
    this.odd[at] = 1;
    this.hasChanges = true;
  }

  private addBopomofo(line: FoldBuffer, text: string, i: number, isWhole: boolean): number {
    const start = line.starts[i]!;
    this.hasTwoReadings = true;
    const { letters, end } = bopomofoSyllable(text, start, isWhole);
    for (let k = 0; k < letters.length; k++) this.addWordy(letters.charCodeAt(k), LATIN, start, end, true, isWhole);
    this.syllableFrom = this.length;
    let next = i + 1;
    while (next < line.length && line.starts[next]! < end) next++;
    return next;
  }

  private addSign(line: FoldBuffer, text: string, i: number, next: number, asWedges: boolean): void {
    const start = line.starts[i]!;
    this.hasTwoReadings = true;
    if (asWedges) {
      this.passMark(i, 0, SEPARATOR);
      return;
    }
    const word = wordOfSign(String.fromCodePoint(text.codePointAt(start)!));
    if (word === undefined) {
      for (let k = i; k < next; k++)
        if (isWordKind(line.kinds[k]!))
          this.addWordy(line.units[k]!, line.kinds[k]!, start, line.endOf(k), true, asWedges);
        else this.passMark(k, line.units[k]!, SEPARATOR);
      return;
    }
    for (let k = 0; k < word.length; k++) {
      const unit = word.charCodeAt(k);
      this.addWordy(unit, kindOf(unit), start, line.endOf(i), true, asWedges);
    }
  }

  private isKeycap(text: string, end: number): boolean {
    const after = text.charCodeAt(end);
    return after === 0x20e3 || (after === 0xfe0f && text.charCodeAt(end + 1) === 0x20e3);
  }

  /** A digit from 1 to 5 after a syllable in Latin letters, not part of a longer number. */
  private isToneDigit(line: FoldBuffer, i: number): boolean {
    const value = line.units[i]! - 0x30;
    if (value < 1 || value > 5 || this.markFrom >= 0 || this.length === 0 || line.kinds[i + 1] === DIGIT) return false;
    if (this.kinds[this.length - 1] !== LATIN || this.ends[this.length - 1] !== line.starts[i]) return false;
    const letters = String.fromCharCode(
      ...this.units.subarray(Math.max(this.syllableFrom, this.length - 7), this.length),
    );
    return isSyllable(letters);
  }

  private passMark(i: number, unit: number, kind: number): void {
    if (this.markFrom < 0) this.markFrom = i;
    const { starts } = this.line!;
    // both halves of an emoji are one mark
    if (i === this.markFrom || starts[i] !== starts[i - 1]) this.markCount++;
    if (ENDERS.has(unit) || kind === BREAK) this.isBlocked = true;
    if (!PROSE.has(unit) || this.isBesideBracketed(i)) this.isWedge = true;
    else if (QUAINT.has(unit)) this.isQuaint = true;
    if (kind === SPACE) this.hasBlank = true;
    if (kind === COMMA) this.hasComma = true;
  }

  /** Whether the mark is a bracket round a single character. */
  private isBesideBracketed(i: number): boolean {
    const { starts, kinds, length } = this.line!;
    return (
      (i > 0 && kinds[i - 1] === HAN && isBracketed(this.text, starts[i - 1]!)) ||
      (i + 1 < length && kinds[i + 1] === HAN && isBracketed(this.text, starts[i + 1]!))
    );
  }

  /** Drops the marks before a unit of `kind`, makes them a blank, or keeps them; says what joins the unit to the left. */
  private decideMarks(kind: number, start: number, asWedges: boolean): number {
    if (this.markFrom < 0) return NOTHING;
    const from = this.markFrom;
    const before = this.length > 0 ? this.kinds[this.length - 1]! : BREAK;
    const isWedge = this.isWedge;
    const isShort = this.markCount <= MOST_SEPARATORS && !this.isBlocked;
    const onlyBlanks = this.hasBlank && this.markCount === 1;
    const isHan = before === HAN || kind === HAN;
    if (isShort && isHan && isWordKind(before) && isWordKind(kind)) {
      const { isQuaint, hasComma } = this;
      this.forgetMarks();
      if (isWedge) return WEDGE;
      return hasComma ? COMMA_MARK : isQuaint ? QUAINT_MARK : PROSE_MARK;
    }
    if (isShort && before === LATIN && kind === LATIN && !onlyBlanks) {
      const end = start;
      const at = this.line!.starts[from]!;
      this.forgetMarks();
      this.hasTwoReadings = true;
      if (asWedges) return WEDGE;
      this.add(0x20, SPACE, at, end);
      this.growFlags();
      return WEDGE;
    }
    let to = from;
    while (to < this.line!.length && this.line!.starts[to]! < start) to++;
    this.keepMarks(to);
    return NOTHING;
  }

  private keepMarks(to: number): void {
    if (this.markFrom < 0) return;
    const { units, starts, kinds } = this.line!;
    for (let i = this.markFrom; i < to; i++) {
      this.add(units[i]!, isWordKind(kinds[i]!) ? OTHER : kinds[i]!, starts[i]!, this.line!.endOf(i));
      this.growFlags();
    }
    this.forgetMarks();
  }

  private forgetMarks(): void {
    this.markFrom = -1;
    this.markCount = 0;
    this.isWedge = false;
    this.isQuaint = false;
    this.isBlocked = false;
    this.hasBlank = false;
    this.hasComma = false;
  }

  private growFlags(): void {
    const last = this.length - 1;
    if (this.joints.length < this.units.length) this.growFlagColumns();
    this.joints[last] = NOTHING;
    this.odd[last] = 0;
  }

  private growFlagColumns(): void {
    const joints = new Uint8Array(this.units.length);
    joints.set(this.joints);
    this.joints = joints;
    const odd = new Uint8Array(this.units.length);
    odd.set(this.odd);
    this.odd = odd;
  }
}

function isWordKind(kind: number): boolean {
  return kind === HAN || kind === LATIN || kind === DIGIT;
}
