/**
 * What makes a piece or a phrase worth looking at: of all that must stand in a text, the words that are to be expected
 * least often. And which words announce which choice of a word list.
 */
import type { ScanPattern } from '../../text/patterns.ts';
import type { Piece, PieceSequence, Program } from './compile.ts';
import { expectations } from './rarity.ts';

export interface Anchor {
  /** How often its words are to be expected together, see rarity.ts. Infinite without any. */
  readonly cost: number;
  readonly patterns: readonly number[];
}

const NONE: Anchor = { cost: Number.POSITIVE_INFINITY, patterns: [] };

export class Anchors {
  private readonly expected: Float64Array;
  private readonly known: (Anchor | undefined)[] = [];
  private readonly surely: (ReadonlySet<number> | undefined)[] = [];

  constructor(patterns: readonly ScanPattern[]) {
    this.expected = expectations(patterns.map(({ text }) => text));
  }

  /** The patterns of a phrase without which it is not there; none when it is all numbers and optional words. */
  ofPhrase(parts: readonly PieceSequence[]): readonly number[] {
    return [...new Set(least(parts.map((part) => this.ofSequence(part))).patterns)];
  }

  ofSequence({ pieces }: PieceSequence): Anchor {
    return least(pieces.map((piece) => this.ofPiece(piece)));
  }

  /** Of an optional word or a number there is none. */
  ofPiece(piece: Piece): Anchor {
    if (piece.type === 'number' || (piece.type === 'alternatives' && piece.optional)) return NONE;
    const known = this.known[piece.id];
    if (known) return known;
    const anchor =
      piece.type === 'pattern'
        ? { cost: this.expected[piece.pattern]!, patterns: [piece.pattern] }
        : all(piece.choices.map((choice) => this.ofSequence(choice)));
    this.known[piece.id] = anchor;
    return anchor;
  }

  /**
   * The patterns each of which makes the choice stand there all by itself. Of the others that announce it the rest of the
   * choice must be looked for.
   */
  sureOf({ pieces }: PieceSequence): ReadonlySet<number> {
    const needed = pieces.filter((piece) => !(piece.type === 'alternatives' && piece.optional));
    const [only] = needed;
    if (needed.length !== 1 || !only || only.type === 'number') return NOTHING;
    let sure = this.surely[only.id];
    if (!sure) {
      sure =
        only.type === 'pattern'
          ? new Set([only.pattern])
          : new Set(only.choices.flatMap((choice) => [...this.sureOf(choice)]));
      this.surely[only.id] = sure;
    }
    return sure;
  }
}

const NOTHING: ReadonlySet<number> = new Set();

function least(anchors: readonly Anchor[]): Anchor {
  let best = NONE;
  for (const anchor of anchors) if (anchor.cost < best.cost) best = anchor;
  return best;
}

/** All choices must be announced; one that cannot be leaves the piece without an anchor. */
function all(anchors: readonly Anchor[]): Anchor {
  let cost = 0;
  const patterns: number[] = [];
  for (const anchor of anchors) {
    if (anchor.patterns.length === 0) return NONE;
    cost += anchor.cost;
    for (const pattern of anchor.patterns) patterns.push(pattern);
  }
  return patterns.length > 0 ? { cost, patterns } : NONE;
}

/**
 * The choices of word lists by the patterns that announce them (`wakes` of a Program), and for each list the choices
 * that nothing announces: numbers, optional words.
 */
export function announce(
  lists: Iterable<Piece>,
  anchors: Anchors,
  patternCount: number,
): Pick<Program, 'wakeStart' | 'wakes'> & { readonly alwaysAwake: ReadonlyMap<Piece, readonly number[]> } {
  const announced: number[][] = Array.from({ length: patternCount }, () => []);
  const alwaysAwake = new Map<Piece, readonly number[]>();
  for (const list of lists) {
    if (list.type !== 'alternatives') continue;
    const unannounced: number[] = [];
    list.choices.forEach((choice, index) => {
      const patterns = new Set(anchors.ofSequence(choice).patterns);
      const sure = anchors.sureOf(choice);
      if (patterns.size === 0) unannounced.push(index);
      for (const pattern of patterns) announced[pattern]!.push(list.id, 2 * index + (sure.has(pattern) ? SURE : 0));
    });
    alwaysAwake.set(list, unannounced);
  }
  const wakeStart = new Int32Array(patternCount + 1);
  const wakes: number[] = [];
  announced.forEach((pairs, pattern) => {
    for (const value of pairs) wakes.push(value);
    wakeStart[pattern + 1] = wakes.length;
  });
  return { wakeStart, wakes: Int32Array.from(wakes), alwaysAwake };
}

/** Beside the choice of a wake: nothing else is needed for it. */
export const SURE = 1;
