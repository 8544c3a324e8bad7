/** The patterns of an automaton as a trie: which of them a reading of some characters leads to. Knows numbers only. */
import { CHECK, REPORT, STRIDE } from './double-array.ts';

export class LiteralTrie {
  /** `runIn`: where in `runs` the patterns begin that end in a state, the longest first. `lengths`: units by entry. */
  constructor(
    /** The folded units that patterns hold, frequent ones first. */
    readonly alphabet: ArrayLike<number>,
    private readonly classes: Uint16Array,
    private readonly nodes: Int32Array,
    private readonly runIn: (state: number) => number,
    private readonly runs: Int32Array,
    private readonly lengths: Int32Array,
    private readonly owners: Int32Array,
    private readonly isTrigger: (pattern: number) => boolean,
  ) {}

  /** The state behind `unit`, or 0 where no pattern goes on so. */
  child(state: number, unit: number): number {
    const c = this.classes[unit]!;
    if (c === 0) return 0;
    const next = this.nodes[state]! + c * STRIDE;
    return this.nodes[next + CHECK] === state ? next : 0;
  }

  /** The pattern of exactly `depth` units that ends in `state`, one that is marked if there is one, or -1. */
  patternAt(state: number, depth: number): number {
    if (this.nodes[state + REPORT] === 0) return -1;
    const { runs, lengths, owners } = this;
    let first = -1;
    for (let at = this.runIn(state); runs[at]! >= 0 && lengths[runs[at]!] === depth; at++) {
      const pattern = owners[runs[at]!]!;
      if (this.isTrigger(pattern)) return pattern;
      if (first < 0) first = pattern;
    }
    return first;
  }

  /** How rare a unit is in the patterns: 1 is the commonest. */
  rarityOf(unit: number): number {
    return this.classes[unit]!;
  }
}
