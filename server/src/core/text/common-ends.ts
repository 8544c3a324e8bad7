/**
 * What two versions of a text have in common. Whole blocks are compared as strings, which is a comparison of memory; only
 * the last block by characters.
 */

/** How many characters two texts share from the start. */
export function commonPrefix(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  let at = 0;
  for (let size = 1 << 16; size >= 64; size >>= 3) {
    while (at + size <= length && a.slice(at, at + size) === b.slice(at, at + size)) at += size;
  }
  while (at < length && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

/** How many characters, at most `most`, they share at the end. */
export function commonSuffix(a: string, b: string, most: number): number {
  let n = 0;
  for (let size = 1 << 16; size >= 64; size >>= 3) {
    while (
      n + size <= most &&
      a.slice(a.length - n - size, a.length - n) === b.slice(b.length - n - size, b.length - n)
    ) {
      n += size;
    }
  }
  while (n < most && a.charCodeAt(a.length - 1 - n) === b.charCodeAt(b.length - 1 - n)) n++;
  return n;
}
