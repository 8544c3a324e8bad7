/** Latin words in disguise: `guar@nteed`, `r1sk`. Knows characters, not words. */
import { CHARACTERS, LATIN } from './characters.ts';

/** What a one may stand for. */
export const I = 0x69;
export const L = 0x6c;
const EXCLAMATION = 0x21;
const LOOK_ALIKES = new Map<number, number>([
  [0x30, 0x6f],
  [0x31, I],
  [0x33, 0x65],
  [0x34, 0x61],
  [0x35, 0x73],
  [0x37, 0x74],
  [0x38, 0x62],
  [0x39, 0x67],
  [0x40, 0x61],
  [0x24, 0x73],
  [EXCLAMATION, I],
  [0x20ac, 0x65],
  [0xa2, 0x63],
  [0xa3, L],
  [0xa7, 0x73],
]);
/** The same by unit; 0: none. */
const LETTER_OF = new Uint16Array(0x10000);
for (const [unit, letter] of LOOK_ALIKES) LETTER_OF[unit] = letter;

/** Whether a folded unit that is no digit may stand for a letter. */
export function isLookAlike(unit: number): boolean {
  return LETTER_OF[unit] !== 0 && (unit < 0x30 || unit > 0x39);
}

/** Whether the mark at `at` stands in a word; an exclamation mark behind one is just that. */
export function touchesLetter(text: string, at: number, to: number): boolean {
  if (at + 1 < to && CHARACTERS[text.charCodeAt(at + 1)]! >>> 16 === LATIN) return true;
  return text.charCodeAt(at) !== EXCLAMATION && at > 0 && CHARACTERS[text.charCodeAt(at - 1)]! >>> 16 === LATIN;
}
