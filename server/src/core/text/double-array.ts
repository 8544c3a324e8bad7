/** Aho–Corasick over small integer classes, packed into a double array. Knows numbers only, no text. */

/** Numbers per state in `nodes`; states are multiples of it. */
export const STRIDE = 4;
export const CHECK = 1;
export const FAIL = 2;
export const REPORT = 3;

/**
 * The packed automaton. State 0 is the root; class 0 means "in no pattern" and always leads back to it. What a step
 * reads of a state lies side by side in `nodes`, in one cache line: where its children begin (the child for class `c` is
 * at `nodes[state] + STRIDE * c`), its parent (`+ CHECK`), its fail link (`+ FAIL`) and the first state on its chain of
 * suffixes in which a pattern ends, or 0 (`+ REPORT`).
 */
export interface DoubleArray {
  readonly nodes: Int32Array;
  /** The first pattern that ends in a state, or -1. By state / STRIDE. */
  readonly ends: Int32Array;
  /** The nearest shorter suffix state in which a pattern ends, or 0. By state / STRIDE. */
  readonly suffix: Int32Array;
  /** The next pattern with the same sequence, or -1. By pattern. */
  readonly same: Int32Array;
}

/**
 * Builds the automaton for sequences of classes from 1 to `classes - 1`. Empty sequences are left out. No sequence is found
 * that begins inside a word, between two classes of `isWord`: whoever walks the automaton makes no step from the root there.
 */
export function buildDoubleArray(
  sequences: readonly (readonly number[])[],
  classes: number,
  isWord: (c: number) => boolean = () => false,
): DoubleArray {
  const { firstChild, sibling, label, end, same, size } = buildTrie(sequences);
  let capacity = size * 2 + classes * 2;
  let base = new Int32Array(capacity);
  let check = new Int32Array(capacity).fill(-1);
  const place = new Int32Array(size);
  check[0] = 0;
  const grow = (needed: number): void => {
    if (needed < capacity) return;
    const larger = Math.max(needed + classes, capacity * 2);
    const newBase = new Int32Array(larger);
    const newCheck = new Int32Array(larger).fill(-1);
    newBase.set(base);
    newCheck.set(check);
    base = newBase;
    check = newCheck;
    capacity = larger;
  };
  // breadth first: parents are placed before children, and `order` serves the fail links
  const order: number[] = [0];
  let lowestFree = 1;
  let last = 0;
  for (let head = 0; head < order.length; head++) {
    const node = order[head]!;
    const labels: number[] = [];
    for (let child = firstChild[node]!; child > 0; child = sibling[child]!) labels.push(label[child]!);
    if (labels.length === 0) continue;
    labels.sort((a, b) => a - b);
    while (lowestFree < capacity && check[lowestFree] !== -1) lowestFree++;
    let offset = Math.max(1, lowestFree - labels[0]!);
    let tries = 0;
    for (;;) {
      grow(offset + classes + 1);
      if (labels.every((c) => check[offset + c] === -1)) break;
      // a crowded stretch is left behind rather than searched again and again
      offset += ++tries > 64 ? tries >> 4 : 1;
    }
    if (tries > 512) lowestFree = Math.max(lowestFree, offset - classes);
    base[place[node]!] = offset;
    for (let child = firstChild[node]!; child > 0; child = sibling[child]!) {
      const at = offset + label[child]!;
      check[at] = place[node]!;
      place[child] = at;
      order.push(child);
      if (at > last) last = at;
    }
  }
  const length = last + classes + 2;
  grow(length);
  base = base.slice(0, length);
  check = check.slice(0, length);
  const fail = new Int32Array(length);
  const ends = new Int32Array(length).fill(-1);
  const suffix = new Int32Array(length);
  for (const node of order) {
    const state = place[node]!;
    ends[state] = end[node]!;
    suffix[state] = fail[state] === 0 ? 0 : ends[fail[state]!]! >= 0 ? fail[state]! : suffix[fail[state]!]!;
    for (let child = firstChild[node]!; child > 0; child = sibling[child]!) {
      const c = label[child]!;
      if (state === 0) continue;
      let from = fail[state]!;
      while (from !== 0 && check[base[from]! + c] !== from) from = fail[from]!;
      const to = base[from]! + c;
      const isInside = from === 0 && isWord(label[node]!) && isWord(c);
      fail[place[child]!] = check[to] === from && to !== 0 && !isInside ? to : 0;
    }
  }
  const nodes = new Int32Array(length * STRIDE);
  for (let state = 0; state < length; state++) {
    nodes[state * STRIDE] = base[state]! * STRIDE;
    nodes[state * STRIDE + CHECK] = check[state]! < 0 ? -1 : check[state]! * STRIDE;
    nodes[state * STRIDE + FAIL] = fail[state]! * STRIDE;
    nodes[state * STRIDE + REPORT] = (ends[state]! >= 0 ? state : suffix[state]!) * STRIDE;
    suffix[state]! *= STRIDE;
  }
  return { nodes, ends, suffix, same };
}

/**
 * The patterns that each report leads to, longest first: numbers of patterns, each run of them ended by -1. From then on
 * `+ REPORT` of a state is the place where its run begins, or 0.
 */
export function listReports({ nodes, ends, suffix, same }: DoubleArray): Int32Array {
  const runs: number[] = [-1];
  const places = new Map<number, number>();
  for (let at = REPORT; at < nodes.length; at += STRIDE) {
    const first = nodes[at]!;
    if (first === 0) continue;
    let place = places.get(first);
    if (place === undefined) {
      place = runs.length;
      for (let state = first; state !== 0; state = suffix[state / STRIDE]!)
        for (let pattern = ends[state / STRIDE]!; pattern >= 0; pattern = same[pattern]!) runs.push(pattern);
      runs.push(-1);
      places.set(first, place);
    }
    nodes[at] = place;
  }
  return Int32Array.from(runs);
}

interface Trie {
  readonly firstChild: Int32Array;
  readonly sibling: Int32Array;
  readonly label: Int32Array;
  readonly end: Int32Array;
  readonly same: Int32Array;
  readonly size: number;
}

function buildTrie(sequences: readonly (readonly number[])[]): Trie {
  const most = sequences.reduce((sum, sequence) => sum + sequence.length, 1);
  const firstChild = new Int32Array(most);
  const sibling = new Int32Array(most);
  const label = new Int32Array(most);
  const end = new Int32Array(most).fill(-1);
  const same = new Int32Array(sequences.length).fill(-1);
  const children = new Map<number, number>();
  let size = 1;
  sequences.forEach((sequence, pattern) => {
    if (sequence.length === 0) return;
    let node = 0;
    for (const c of sequence) {
      const key = node * 0x10000 + c;
      let child = children.get(key);
      if (child === undefined) {
        child = size++;
        children.set(key, child);
        label[child] = c;
        sibling[child] = firstChild[node]!;
        firstChild[node] = child;
      }
      node = child;
    }
    same[pattern] = end[node]!;
    end[node] = pattern;
  });
  return { firstChild, sibling, label, end, same, size };
}
