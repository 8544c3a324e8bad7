/** Latin words in disguise: `guar@nteed`, `r1sk`. Knows characters, not words. */
import { kindOf, LATIN } from './characters.ts';
import type { FoldBuffer } from './fold-buffer.ts';

/** What a one may stand for. */
export const I = 0x69;
export const L = 0x6c;
const LOOK_ALIKES = new Map<number, number>([
  [0x30, 0x6f],
  [0x31, I],
  [0x33, 0x65],
  [0x34, 0x61],
  [0x35, 0x73],
  [0x40, 0x61],
  [0x24, 0x73],
]);

/** The line's units with `guar@nteed`, `r1sk` read as letters, or undefined when no word has look-alikes. */
export function spellPlainly(line: FoldBuffer, one: number): Uint16Array | undefined {
  let plain: Uint16Array | undefined;
  const { units, length } = line;
  let i = 0;
  while (i < length) {
    let letters = 0;
    let marks = 0;
    const from = i;
    for (; i < length; i++) {
      if (kindOf(units[i]!) === LATIN) letters++;
      else if (LOOK_ALIKES.has(units[i]!)) marks++;
      else break;
    }
    // more letters than marks: p4id is a word, S$2,100 and 401k are not
    if (marks > 0 && letters >= 2 && letters > marks) {
      plain ??= units.slice(0, length);
      for (let j = from; j < i; j++) plain[j] = units[j] === 0x31 ? one : (LOOK_ALIKES.get(units[j]!) ?? units[j]!);
    }
    if (i === from) i++;
  }
  return plain;
}
