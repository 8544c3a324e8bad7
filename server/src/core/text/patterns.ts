/** The literals of a scanner by number: as a list, or cut out of one long string when they are asked for. */

export interface ScanPattern {
  /** A literal; folded like the text. A space stands for a run of white space. A pattern never spans a line break. */
  readonly text: string;
  /**
   * Also found when it is disguised: Han characters by homophone, pinyin or initials (包本, 保ben, 保bn, baoben), Latin
   * words by look-alikes (guar@nteed).
   */
  readonly trigger?: boolean;
}

export interface PatternList {
  readonly length: number;
  textOf(pattern: number): string;
  /** The patterns that are triggers, in ascending order. */
  readonly triggers: ArrayLike<number>;
}

/** Patterns as they were written down. */
export function listOf(patterns: readonly ScanPattern[]): PatternList {
  return {
    length: patterns.length,
    textOf: (pattern) => patterns[pattern]!.text,
    triggers: patterns.flatMap(({ trigger }, pattern) => (trigger ? [pattern] : [])),
  };
}

/** Patterns one after the other in one string: fifty thousand strings at every start would be work for nothing. */
export class KeptPatterns implements PatternList {
  /** @param ends - of each pattern, where in `texts` it ends */
  constructor(
    private readonly texts: string,
    private readonly ends: Int32Array,
    readonly triggers: Int32Array,
  ) {}

  get length(): number {
    return this.ends.length;
  }

  textOf(pattern: number): string {
    return this.texts.slice(pattern === 0 ? 0 : this.ends[pattern - 1]!, this.ends[pattern]!);
  }
}
