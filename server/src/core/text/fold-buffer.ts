/**
 * One line of text in its folded form: units to match and where each comes from. The scanner reads these arrays
 * directly, `fold` makes a MappedText of them; so both see the same text by construction.
 */
import {
  BREAK,
  CHARACTERS,
  COMMA,
  DIGIT,
  DROP,
  foldSlowly,
  HAN,
  isDecoration,
  kindOf,
  LATIN,
  OTHER,
  SEPARATOR,
  SLOW,
  SPACE,
} from './characters.ts';
import type { FoldedLine } from './folded-line.ts';
import { isLookAlike } from './look-alikes.ts';

/** At most so many separators in a row hide inside a word (claims.md §1.1). */
export const MOST_SEPARATORS = 3;
/** So many single letters with one separator between them are one word: g-u-a-r. With dots two are enough: C.D. */
const FEWEST_SPELLED = 3;
const INITIAL_SIZE = 1024;
const KEEP_SIZE = 1 << 20;

export class FoldBuffer implements FoldedLine {
  /** Folded units; valid up to `length`. */
  units = new Uint16Array(INITIAL_SIZE);
  /** Source offset of the character each unit comes from. */
  starts = new Int32Array(INITIAL_SIZE);
  /** Kind of each unit, see characters.ts. Decorative emoji are separators though their units are surrogates. */
  kinds = new Uint8Array(INITIAL_SIZE);
  length = 0;
  /** Whether the line has a Han character at all. */
  hasHan = false;
  /** Whether a Han character stands directly beside a Latin letter: only then can a word be half pinyin. */
  mixesScripts = false;
  /** Whether a digit, `@` or `$` touches a Latin letter: only then can a word be spelled with look-alikes. */
  hasLookAlikes = false;
  private text = '';

  /**
   * Folds the line of `text` that begins at `from`, up to `to` or its line break. Returns the offset of the line
   * break, or `to`. Linear; never throws.
   */
  load(text: string, from: number, to: number): number {
    this.text = text;
    this.hasHan = false;
    this.mixesScripts = false;
    this.hasLookAlikes = false;
    if (this.units.length > KEEP_SIZE && to - from < KEEP_SIZE) this.resize(INITIAL_SIZE);
    if (this.units.length < Math.min(to - from, KEEP_SIZE >> 2) + 32)
      this.resize(Math.min(to - from, KEEP_SIZE >> 2) + 32);
    let units = this.units;
    let starts = this.starts;
    let kinds = this.kinds;
    let limit = units.length - 32;
    let n = 0;
    let previous = BREAK;
    let needsJoining = false;
    let lastSeparator = -1;
    let spelled = 0;
    let hanStart = 0;
    let lastToken = 0;
    let i = from;
    for (; i < to; i++) {
      const entry = CHARACTERS[text.charCodeAt(i)]!;
      const folded = entry & 0xffff;
      const kind = entry >>> 16;
      if (kind === previous && (kind === HAN || kind === LATIN) && n < limit) {
        // inside a word nothing is decided: most characters end here
        units[n] = folded;
        starts[n] = i;
        kinds[n++] = kind;
        continue;
      }
      if (kind < SPACE) {
        if (folded === DROP) continue;
        if (n >= limit) {
          this.resize(units.length * 2);
          ({ units, starts, kinds } = this);
          limit = units.length - 32;
        }
        if (folded === SLOW) {
          const before = n;
          n = this.addSlowly(i, n);
          if (isHigh(text.charCodeAt(i)) && isLow(text.charCodeAt(i + 1))) i++;
          if (n > before) previous = kinds[n - 1]!;
          needsJoining = true;
          continue;
        }
        units[n] = folded;
        starts[n] = i;
        kinds[n++] = kind;
        if (kind === HAN) {
          this.hasHan = true;
          if (previous !== HAN) hanStart = n - 1;
          if (previous === LATIN) this.mixesScripts = true;
          else if (previous === SPACE) needsJoining = true;
        } else if (previous !== kind) {
          if (previous === HAN) {
            if (n - 1 - hanStart === 1 && lastToken === 1) needsJoining = true;
            lastToken = 0;
          }
          if (kind === LATIN) {
            if (previous === HAN) this.mixesScripts = true;
            else if (previous === DIGIT) this.hasLookAlikes = true;
          } else if (kind === DIGIT) {
            if (previous === LATIN) this.hasLookAlikes = true;
          } else if (isLookAlike(folded)) this.hasLookAlikes = true;
        }
        previous = kind;
        continue;
      }
      if (kind === BREAK) break;
      if (n >= limit) {
        this.resize(units.length * 2);
        ({ units, starts, kinds } = this);
        limit = units.length - 32;
      }
      if (kind === COMMA) {
        // two single characters with a comma between them: 保，本，
        const token = previous === HAN ? n - hanStart : 0;
        if (token === 1 && lastToken === 1) needsJoining = true;
        lastToken = token;
      } else if (previous === HAN || (previous === SPACE && kind === SPACE)) needsJoining = true;
      else if (n - lastSeparator === 2 && previous === LATIN) {
        if (++spelled >= 2) needsJoining = true;
      } else spelled = 0;
      if (kind !== COMMA) {
        lastSeparator = n;
        lastToken = 0;
      }
      units[n] = folded;
      starts[n] = i;
      kinds[n++] = kind;
      previous = kind;
    }
    if (previous === HAN && n - hanStart === 1 && lastToken === 1) needsJoining = true;
    if (spelled === 1 && n - lastSeparator === 2 && previous === LATIN) needsJoining = true;
    this.length = n;
    if (needsJoining) this.join();
    return i;
  }

  /** Like `load`, for a stretch of a line that is known to fold character for character. */
  loadPlainly(text: string, from: number, to: number): void {
    this.text = text;
    const length = to - from;
    if (this.units.length < length + 32 || (this.units.length > KEEP_SIZE && length < KEEP_SIZE))
      this.resize(Math.max(INITIAL_SIZE, length + 32));
    const { units, starts, kinds } = this;
    for (let i = 0; i < length; i++) {
      const entry = CHARACTERS[text.charCodeAt(from + i)]!;
      units[i] = entry;
      starts[i] = from + i;
      kinds[i] = entry >>> 16;
    }
    this.length = length;
  }

  /** Source offset after the character that folded unit `index` comes from. */
  endOf(index: number): number {
    const start = this.starts[index]!;
    const isPair = isHigh(this.text.charCodeAt(start)) && isLow(this.text.charCodeAt(start + 1));
    return start + (isPair ? 2 : 1);
  }

  /** A small letter: capitals by themselves name things (C款, B座). */
  isOddAt(index: number): boolean {
    const code = this.text.charCodeAt(this.starts[index]!);
    return code >= 0x61 && code <= 0x7a && (index === 0 || this.kinds[index - 1] !== DIGIT);
  }

  private addSlowly(i: number, n: number): number {
    const { text, units, starts, kinds } = this;
    const isPair = isHigh(text.charCodeAt(i)) && isLow(text.charCodeAt(i + 1));
    const symbol = isPair ? text.slice(i, i + 2) : text.charAt(i);
    const folded = foldSlowly(symbol);
    const kind = folded === symbol && isPair && isDecoration(symbol) ? SEPARATOR : -1;
    for (let j = 0; j < folded.length && n < units.length; j++) {
      const unit = folded.charCodeAt(j);
      units[n] = unit;
      starts[n] = i;
      const own = kindOf(unit);
      kinds[n++] = kind >= 0 ? kind : own === BREAK ? OTHER : own;
      if (own === LATIN || own === DIGIT) {
        this.hasLookAlikes = true;
        this.mixesScripts = true;
      } else if (own === HAN) this.hasHan = true;
    }
    return n;
  }

  /** Drops what is wedged inside words and narrows white space, in place. */
  private join(): void {
    const { units, starts, kinds, length } = this;
    let out = 0;
    let token = 0;
    let previousToken = 0;
    const keep = (from: number): void => {
      units[out] = units[from]!;
      starts[out] = starts[from]!;
      kinds[out++] = kinds[from]!;
    };
    let i = 0;
    while (i < length) {
      const kind = kinds[i]!;
      const before = out > 0 ? kinds[out - 1]! : BREAK;
      if (kind === SPACE || kind === SEPARATOR) {
        previousToken = token = 0;
        i = this.joinRun(i, out, before);
        if (i < 0) {
          i = -i;
          out = this.keepRun(this.runStart, i, out, before);
        } else if (before !== HAN || kinds[i] !== HAN) this.mixesScripts = true;
        continue;
      }
      if (kind === COMMA) {
        const isJoined = before === HAN && this.isSpelledComma(i, token, previousToken);
        previousToken = before === HAN ? token : 0;
        token = 0;
        if (!isJoined) keep(i);
        i++;
        continue;
      }
      if (kind === LATIN && before !== LATIN && before !== DIGIT) {
        const letters = this.spelledLetters(i);
        if (letters > 1) {
          for (let j = 0; j < letters; j++) keep(i + 2 * j);
          i += 2 * letters - 1;
          continue;
        }
      }
      if (kind === HAN) token++;
      else previousToken = token = 0;
      keep(i++);
    }
    this.length = out;
  }

  private runStart = 0;

  /** The index after a run of separators that is dropped, or minus the index after a run that is kept. */
  private joinRun(from: number, out: number, before: number): number {
    const { kinds, starts, length } = this;
    let count = 0;
    let onlySpaces = true;
    let end = from;
    while (end < length && (kinds[end] === SPACE || kinds[end] === SEPARATOR)) {
      if (kinds[end] === SEPARATOR) onlySpaces = false;
      // both halves of an emoji are one separator
      if (end === from || starts[end] !== starts[end - 1]) count++;
      end++;
    }
    this.runStart = from;
    const after = end < length ? kinds[end]! : BREAK;
    if (count <= MOST_SEPARATORS && out > 0) {
      if (before === HAN && after === HAN) return end;
      const isWord = (kind: number): boolean => kind === LATIN || kind === DIGIT;
      if (onlySpaces && ((before === HAN && isWord(after)) || (isWord(before) && after === HAN))) return end;
    }
    return -end;
  }

  /** Copies a run of separators; of several spaces only the first, away from Han. Returns the new length. */
  private keepRun(from: number, end: number, out: number, before: number): number {
    const { units, starts, kinds, length } = this;
    const after = end < length ? kinds[end]! : BREAK;
    let at = from;
    while (at < end) {
      let last = at + 1;
      if (kinds[at] === SPACE) while (last < end && kinds[last] === SPACE) last++;
      const isByHan = (before === HAN && (after === HAN || at === from)) || (after === HAN && last === end);
      // x  y stays: with one space they would be letters of one word
      const isBySingles = at === from && last === end && this.endsInSingle(out) && this.isSingle(end);
      const stop = isByHan || isBySingles ? last : at + 1;
      for (let i = at; i < stop; i++) {
        units[out] = units[i]!;
        starts[out] = starts[i]!;
        kinds[out++] = kinds[i]!;
      }
      at = last;
    }
    return out;
  }

  private endsInSingle(out: number): boolean {
    const { kinds } = this;
    return out > 0 && kinds[out - 1] === LATIN && (out < 2 || (kinds[out - 2] !== LATIN && kinds[out - 2] !== DIGIT));
  }

  private isSingle(i: number): boolean {
    const { kinds, length } = this;
    if (i >= length || kinds[i] !== LATIN || this.spelledLetters(i) > 1) return false;
    return i + 1 >= length || (kinds[i + 1] !== LATIN && kinds[i + 1] !== DIGIT);
  }

  /** 保，本，保，息: the comma at `i` stands between single characters, at least two of them in a row. */
  private isSpelledComma(i: number, token: number, previousToken: number): boolean {
    const { kinds, length } = this;
    const at = (index: number): number => (index < length ? kinds[index]! : BREAK);
    if (at(i + 1) !== HAN) return false;
    const isSingleRight = at(i + 2) !== HAN;
    if (token === 1 && isSingleRight) return true;
    if (token === 1 && previousToken === 1) return true;
    return isSingleRight && at(i + 2) === COMMA && at(i + 3) === HAN && at(i + 4) !== HAN;
  }

  /** How many letters are spelled out from `i` on with one and the same separator: `g-u-a-r`, `b e t t e r`, `c.d.` */
  private spelledLetters(i: number): number {
    const { units, kinds, length } = this;
    const kind = i + 1 < length ? kinds[i + 1]! : BREAK;
    if (kind !== SPACE && kind !== SEPARATOR) return 1;
    const separator = units[i + 1]!;
    let letters = 1;
    let at = i;
    while (at + 2 < length && units[at + 1] === separator && kinds[at + 2] === LATIN) {
      const after = at + 3 < length ? kinds[at + 3]! : BREAK;
      if (after === LATIN || after === DIGIT) break;
      letters++;
      at += 2;
    }
    return letters >= FEWEST_SPELLED || (letters === 2 && separator === 0x2e) ? letters : 1;
  }

  private resize(size: number): void {
    const units = new Uint16Array(size);
    const starts = new Int32Array(size);
    const kinds = new Uint8Array(size);
    const kept = Math.min(size, this.units.length);
    units.set(this.units.subarray(0, kept));
    starts.set(this.starts.subarray(0, kept));
    kinds.set(this.kinds.subarray(0, kept));
    this.units = units;
    this.starts = starts;
    this.kinds = kinds;
  }
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
