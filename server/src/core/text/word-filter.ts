/** A Bloom filter of words: says of nearly all others that they are none of them. Made with the tables, asked without decoding. */

const HASHES = 6;
const BITS_PER_WORD = 12;

export function buildFilter(words: ReadonlySet<string>): Uint8Array {
  const filter = new Uint8Array(Math.max(8, Math.ceil((words.size * BITS_PER_WORD) / 8)));
  for (const word of words)
    eachBit(filter, word, (at, bit) => {
      filter[at]! |= bit;
      return true;
    });
  return filter;
}

/** Whether a word is one of them; of others about one in two hundred passes. */
export function mayHold(filter: Uint8Array, word: string): boolean {
  return eachBit(filter, word, (at, bit) => (filter[at]! & bit) !== 0);
}

/** The bit to set or ask for, the `i`th of a word whose hash (unsigned, 32 bits) is known: double hashing. */
export function probe(hash: number, i: number, bits: number): number {
  const step = (Math.imul(hash, 0x9e3779b1) >>> 0) | 1;
  return ((hash + Math.imul(i, step)) >>> 0) % bits;
}

function eachBit(filter: Uint8Array, word: string, tell: (at: number, bit: number) => boolean): boolean {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  hash = (hash ^ (hash >>> 15)) >>> 0;
  for (let i = 0; i < HASHES; i++) {
    const bit = probe(hash, i, filter.length * 8);
    if (!tell(bit >> 3, 1 << (bit & 7))) return false;
  }
  return true;
}
