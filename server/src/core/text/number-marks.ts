/** Whether a stretch of text can hold a number of some kind, told by single characters: one look each. */
import { CHARACTERS, DIGIT, LATIN, SLOW } from './characters.ts';
import type { NumberKind } from './numbers.ts';

/** Bits of what is there, or of what must be. */
export type NumberMarks = number;

const NUMERAL = 1;
const ALL = 31;
const PERCENT = 2;
/** Beside the bits: a letter with which a percent word begins. */
const MAYBE_PERCENT = 32;
const PERCENT_WORD = /per ?cent|pct|bp/iy;
/** Each kind's bit, the characters one of which it cannot do without, and letters of the words that do as well. */
const KINDS: Readonly<Record<Exclude<NumberKind, 'number'>, readonly [bit: number, marks: string, letters: string]>> = {
  percent: [PERCENT, '%﹪‰趴帕厘釐成分点翻对💯', ''],
  amount: [4, '$¥€£元块圆币镑万亿千仟百佰蚊美', 'abcdefghijklmnopqrstuvwxyz'],
  days: [8, '天日期周拜', 'dw'],
  years: [16, '年', 'y'],
};
const NUMERALS = '0123456789零〇一二两三四五六七八九十廿卅百对半翻';

/** What a number of the kind must be written with. */
export function marksOfKind(kind: NumberKind): NumberMarks {
  return kind === 'number' ? NUMERAL : NUMERAL | KINDS[kind][0];
}

/** A kind whose marks are not all in `[from, to)` has no number there: see `mayHoldNumber` for a closer look. */
export function numberMarksIn(text: string, from: number, to: number): NumberMarks {
  marks ??= markTable();
  let found = 0;
  for (let i = from; i < to && found !== ALL; i++) {
    found |= marks[text.charCodeAt(i)]!;
    if ((found & MAYBE_PERCENT) === 0) continue;
    PERCENT_WORD.lastIndex = i;
    found = PERCENT_WORD.test(text) ? found | PERCENT : found;
    found &= ALL;
  }
  return found;
}

let marks: Uint8Array | undefined;

/** By unit as written. */
function markTable(): Uint8Array {
  const folded = new Uint8Array(0x10000);
  const add = (characters: string, bit: number): void => {
    for (const character of characters) {
      const code = character.charCodeAt(0);
      folded[code]! |= bit;
      folded[CHARACTERS[code]! & 0xffff]! |= bit;
    }
  };
  add(NUMERALS, NUMERAL);
  for (const [bit, characters, letters] of Object.values(KINDS)) add(characters + letters, bit);
  add('pb', MAYBE_PERCENT);
  const table = new Uint8Array(0x10000);
  for (let code = 0; code < 0x10000; code++) {
    const entry = CHARACTERS[code]!;
    const unit = entry & 0xffff;
    const kind = entry >>> 16;
    // number words: every English one is made of letters, and so is nothing else
    const letter = kind === LATIN ? NUMERAL : 0;
    const isFolded = code > 0x7f && (unit === SLOW || kind === LATIN || kind === DIGIT);
    table[code] = isFolded ? ALL : folded[code]! | folded[unit]! | letter;
  }
  return table;
}
