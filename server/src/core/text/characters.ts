/**
 * What the matching text makes of one UTF-16 unit: width, case, 繁→简 and fillers, as one table load per unit.
 * Knows characters only; what stands beside them is folding's business (fold-buffer.ts).
 */
import { tableBytes } from 'pitchlint:tables';
import { SIMPLIFIED, TRADITIONAL } from '../../generated/fold-tables.ts';
import { PackedArrays } from './packed.ts';

/** Kinds of folded characters. Numbers below `SPACE` never start a joining decision. */
export const OTHER = 0;
export const HAN = 1;
export const LATIN = 2;
export const DIGIT = 3;
export const SPACE = 4;
/** May be wedged between Han characters to hide a word: dots, strokes, stars, emoji. */
export const SEPARATOR = 5;
export const COMMA = 6;
export const BREAK = 7;

/** The unit is left out of the folded text. */
export const DROP = 0;
/** The unit cannot be folded by the table: it expands, or it is half of a surrogate pair. */
export const SLOW = 0xffff;

const WEDGES = '.·*-_|/~+•‧∙・･―–—‐‑‒−※★☆●○◆◇■□▲△▼▽♥♡♦♣♠✨❤✿❀';
const COMMAS = ',，、､';
/** Emoji and marks that stand for a word; dropping them would change what is said. */
const MEANINGFUL = new Set([
  '💰',
  '💯',
  '🧧',
  '💵',
  '💴',
  '💸',
  '❌',
  '✅',
  '✔',
  '✖',
  '✗',
  '✘',
  '⭕',
  '🚫',
  '⛔',
  '🈲',
]);

/** `folded unit | kind << 16` for every UTF-16 unit, as `buildCharacters` made it when the tables were generated. */
export const CHARACTERS: Uint32Array = keptCharacters();

/** The kind of a unit of folded text. */
export function kindOf(unit: number): number {
  return CHARACTERS[unit]! >>> 16;
}

/** Letters and digits: no word begins between two of them. */
export function isWordKind(kind: number): boolean {
  return kind === LATIN || kind === DIGIT;
}

/** Whether an astral symbol is decoration (`🌟`) and so a separator between Han characters. */
export function isDecoration(symbol: string): boolean {
  const code = symbol.codePointAt(0)!;
  return code >= 0x1f000 && code <= 0x1faff && !MEANINGFUL.has(symbol);
}

/**
 * The folded units of a character that the table cannot fold, or undefined when it stays as it is. NFKC, lower case,
 * 繁→简, without combining marks.
 */
export function foldSlowly(symbol: string): string {
  // tags and the variation selectors of ideographs: invisible
  if (/^[\u{e0000}-\u{e0fff}]$/u.test(symbol)) return '';
  let folded = '';
  for (const unit of symbol.normalize('NFKC').toLowerCase().split('')) {
    const code = CHARACTERS[unit.charCodeAt(0)]! & 0xffff;
    if (code === SLOW) folded += unit;
    else if (code !== DROP) folded += String.fromCharCode(code);
  }
  return folded;
}

function keptCharacters(): Uint32Array {
  const { buffer, byteOffset, length } = new PackedArrays(tableBytes('characters')).int32();
  return new Uint32Array(buffer, byteOffset, length);
}

/** For scripts/generate/folding.mjs. */
export function buildCharacters(): Uint32Array {
  const fold = new Uint16Array(0x10000);
  for (let code = 0; code < 0x10000; code++) fold[code] = code;
  foldWidthAndCase(fold);
  for (let i = 0; i < TRADITIONAL.length; i++) fold[TRADITIONAL.charCodeAt(i)] = SIMPLIFIED.charCodeAt(i);
  // a compatibility form may lead to a traditional character
  for (const [from, to] of [
    [0x2e80, 0x2fdf],
    [0xf900, 0xfaff],
  ] as const)
    for (let code = from; code <= to; code++) {
      const target = fold[code]!;
      if (target !== SLOW) fold[code] = fold[target]!;
    }
  for (const code of fillers()) fold[code] = DROP;
  for (let code = 0xd800; code <= 0xdfff; code++) fold[code] = SLOW;
  const kind = kinds();
  const table = new Uint32Array(0x10000);
  for (let code = 0; code < 0x10000; code++) {
    const folded = fold[code]!;
    const isSpecial = folded === DROP || folded === SLOW;
    table[code] = folded | ((isSpecial ? OTHER : kind[folded]!) << 16);
  }
  return table;
}

/** NFKC and lower case where the result is one unit; `SLOW` where it is several. Only ranges that have such characters. */
function foldWidthAndCase(fold: Uint16Array): void {
  const ranges: readonly (readonly [number, number])[] = [
    [0x41, 0x5a],
    [0xa0, 0x24f],
    [0x370, 0x556],
    [0x1d00, 0x1fff],
    [0x2000, 0x214f],
    [0x2150, 0x218f],
    [0x2460, 0x24ff],
    [0x2e80, 0x2fdf],
    [0x3000, 0x303f],
    [0x3200, 0x33ff],
    [0xf900, 0xfaff],
    [0xfb00, 0xfb06],
    [0xfe10, 0xfe6f],
    [0xff00, 0xffef],
  ];
  for (const [from, to] of ranges)
    for (let code = from; code <= to; code++) {
      const character = String.fromCharCode(code);
      let folded = character.normalize('NFKC').toLowerCase();
      // é and e + accent alike: marks are fillers, so a composed letter loses its mark too
      if (folded.length === 1 && folded.charCodeAt(0) > 0x7f) {
        const letters = folded.normalize('NFKD').replace(/[\u0300-\u036f]/g, '');
        if (/^[a-z]$/.test(letters)) folded = letters;
      } else if (folded.length > 1) {
        const bare = folded.replace(/[\u0300-\u036f]/g, '');
        if (bare.length === 1) folded = bare;
      }
      fold[code] = folded.length === 1 ? folded.charCodeAt(0) : SLOW;
    }
  // one curly apostrophe is as good as another
  for (const quote of '‘’ʼ＇`´') fold[quote.charCodeAt(0)] = 0x27;
  // the ellipsis is punctuation of its own, not three wedged dots
  fold[0x2026] = 0x2026;
  fold[0x2025] = 0x2025;
  fold[0x3000] = 0x20;
  fold[0x09] = 0x20;
  for (const code of [0x0b, 0x0c, 0xa0, 0x1680]) fold[code] = 0x20;
}

/** Invisible or combining: dropped. NUL and U+FFFF too, so that they can serve as the table's own marks. */
function* fillers(): Generator<number> {
  yield* [0x00, 0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180e, 0x3164, 0xfeff, 0xffa0, 0xfffe, 0xffff];
  for (const [from, to] of [
    [0x01, 0x08],
    [0x0e, 0x1f],
    [0x7f, 0x84],
    [0x86, 0x9f],
    [0x300, 0x36f],
    [0x483, 0x489],
    [0x180b, 0x180d],
    [0x1ab0, 0x1aff],
    [0x1dc0, 0x1dff],
    [0x200b, 0x200f],
    [0x202a, 0x202e],
    [0x2060, 0x206f],
    [0x20d0, 0x20ff],
    [0x3099, 0x309c],
    [0x302a, 0x302f],
    [0xfe00, 0xfe0f],
    [0xfe20, 0xfe2f],
    [0xfff0, 0xfffb],
  ] as const)
    for (let code = from; code <= to; code++) yield code;
}

function kinds(): Uint8Array {
  const kind = new Uint8Array(0x10000);
  kind.fill(HAN, 0x3400, 0x4dc0);
  kind.fill(HAN, 0x4e00, 0xa000);
  kind.fill(HAN, 0xf900, 0xfb00);
  kind[0x3005] = HAN;
  kind[0x3007] = HAN;
  kind.fill(LATIN, 0x61, 0x7b);
  kind.fill(LATIN, 0xdf, 0x250);
  kind[0xf7] = OTHER;
  kind.fill(LATIN, 0x370, 0x530);
  kind.fill(DIGIT, 0x30, 0x3a);
  for (const wedge of WEDGES) kind[wedge.charCodeAt(0)] = SEPARATOR;
  for (let code = 0x2600; code <= 0x27bf; code++)
    if (!MEANINGFUL.has(String.fromCharCode(code))) kind[code] = SEPARATOR;
  for (const comma of COMMAS) kind[comma.charCodeAt(0)] = COMMA;
  for (const mark of MEANINGFUL) if (mark.length === 1) kind[mark.charCodeAt(0)] = OTHER;
  kind[0x20] = SPACE;
  for (const code of [0x0a, 0x0d, 0x85, 0x2028, 0x2029]) kind[code] = BREAK;
  return kind;
}
