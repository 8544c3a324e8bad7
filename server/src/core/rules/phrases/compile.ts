/**
 * Compiles phrases into one program over one scanner: every literal of every phrase and word list is a pattern once,
 * alternatives stay sets (never multiplied out), and each phrase has an anchor, the piece whose hits make it worth
 * looking at. Refuses what could match everything and pieces that too many phrases share.
 */
import { listOf, type PatternList, type ScanPattern } from '../../text/patterns.ts';
import { buildScanner, type Scanner } from '../../text/scanner.ts';
import { Anchors, announce } from './anchors.ts';
import { checkTree, sequenceRange } from './check.ts';
import { PhraseMatcher } from './match.ts';
import { type Link, type NumberKind, type PhraseFault, type PhraseNode, parsePhrase, type Sequence } from './parse.ts';
import { Sieve } from './sieve.ts';
import { type SieveTables, sieveTablesOf } from './sieve-tables.ts';
import type { AlternativeUse, CompiledPhrases, PhraseOwner } from './types.ts';
import type { WordList } from './words.ts';

export const MAX_SHARED = 1000;

/**
 * A piece in the program. `alternatives` serves groups, which have spans, and word lists, which have none. A list is
 * `open` when some choice of it is announced by no pattern; any other stands nowhere unless a pattern wakes it.
 */
export type Piece =
  | { readonly type: 'pattern'; readonly id: number; readonly pattern: number }
  | {
      readonly type: 'alternatives';
      readonly id: number;
      readonly kind: 'group' | 'list' | 'open';
      readonly optional: boolean;
      readonly choices: readonly PieceSequence[];
      /** Choices of a word list that no pattern announces: numbers, optional words. */
      readonly alwaysAwake: readonly number[];
      readonly spans?: readonly AlternativeUse[];
    }
  | { readonly type: 'number'; readonly id: number; readonly kind: NumberKind; readonly name: string };

export interface PieceSequence {
  readonly pieces: readonly Piece[];
  readonly links: readonly Link[];
}

export interface PhraseProgram {
  readonly parts: readonly PieceSequence[];
  readonly source: string;
}

export interface Program {
  readonly patterns: PatternList;
  readonly phrases: readonly PhraseProgram[];
  /** What must stand in a line for a phrase to be there. */
  readonly sieve: SieveTables;
  /**
   * Pattern id → pairs of a word list's piece and twice the choice of it that the pattern announces (CSR:
   * `wakes[wakeStart[p] .. wakeStart[p+1]]`), plus SURE when the choice needs nothing else. A choice whose pattern is not in a text stands nowhere in it.
   */
  readonly wakeStart: Int32Array;
  readonly wakes: Int32Array;
  /** Pattern id → the piece that is this word, or -1. */
  readonly wordPiece: Int32Array;
  readonly pieceCount: number;
  readonly lists: ReadonlyMap<string, Piece>;
}

export interface PhraseInput {
  readonly text: string;
  readonly owner: PhraseOwner;
}

export interface CompileFault extends PhraseFault {
  /** Index of the phrase among the inputs. */
  readonly phrase: number;
}

/**
 * Compiles what it can; phrases with faults are left out of the program (they never match) and reported. `heard`: words
 * that are written out where they stand in disguise, although no phrase of these asks for them by ear.
 */
export function compilePhrases(
  inputs: readonly PhraseInput[],
  lists: ReadonlyMap<string, WordList>,
  heard: readonly string[] = [],
): { compiled: CompiledPhrases; faults: CompileFault[] } {
  const { program, faults } = compileProgram(inputs, lists, heard);
  const compiled = matcherOf(program, (sieve) => buildScanner(program.patterns, sieve), inputs);
  return { compiled, faults };
}

/** The phrases under a program that was compiled from these very inputs. */
export function matcherOf(
  program: Program,
  scannerWith: (sieve: Sieve) => Scanner,
  inputs: readonly PhraseInput[],
): CompiledPhrases {
  const sieve = new Sieve(program.sieve, program.phrases.length);
  return new PhraseMatcher(
    program,
    scannerWith(sieve),
    sieve,
    inputs.map((input) => input.owner),
    // asked for by examples only, so the tree is not kept
    (phrase) => (program.phrases[phrase]!.parts.length > 0 ? alternativesOf(inputs[phrase]!.text) : []),
  );
}

/** The program by itself, without a scanner for its patterns. */
export function compileProgram(
  inputs: readonly PhraseInput[],
  lists: ReadonlyMap<string, WordList>,
  heard: readonly string[] = [],
): { program: Program; faults: CompileFault[] } {
  const faults: CompileFault[] = [];
  const builder = new Builder(lists);
  const phrases = inputs.map((input, index): PhraseProgram => {
    const parsed = parsePhrase(input.text);
    const fault = parsed.fault ?? checkTree(parsed.tree, lists);
    if (fault) faults.push({ ...fault, phrase: index });
    const parts = fault || !parsed.tree ? [] : parsed.tree.parts.map((part) => builder.sequence(part, false));
    return { parts, source: input.text };
  });
  for (const name of lists.keys()) builder.list(name);
  for (const word of heard) builder.pattern(word, true);
  const anchors = new Anchors(builder.patterns);
  const { wakeStart, wakes, alwaysAwake } = announce(builder.lists.values(), anchors, builder.patterns.length);
  for (const [piece, choices] of alwaysAwake) builder.settle(piece, choices);

  const shared = new Map<number, number[]>();
  phrases.forEach(({ parts }, phrase) => {
    for (const pattern of anchors.ofPhrase(parts)) {
      const users = shared.get(pattern) ?? [];
      if (users.length === 0) shared.set(pattern, users);
      if (users.length >= MAX_SHARED) {
        const text = builder.patterns[pattern]!.text;
        if (!faults.some((f) => f.phrase === phrase))
          faults.push({
            phrase,
            code: 'phrase-shared',
            at: { start: 0, end: inputs[phrase]!.text.length },
            message: {
              zh: `已有 ${MAX_SHARED} 条以上的短语只靠“${text}”来辨认，请换成更具体的词`,
              en: `More than ${MAX_SHARED} phrases are told apart by “${text}” alone; use a more telling word`,
            },
          });
        continue;
      }
      users.push(phrase);
    }
  });
  const wordPiece = builder.wordPiece();
  const faulty = new Set(faults.map(({ phrase }) => phrase));
  const sound = phrases.flatMap(({ parts }, phrase) => (faulty.has(phrase) ? [] : [[phrase, parts] as const]));
  const patterns = listOf(builder.patterns);
  const program: Program = {
    patterns,
    phrases,
    sieve: sieveTablesOf(sound, wordPiece, anchors, patterns),
    wakeStart,
    wakes,
    wordPiece,
    pieceCount: builder.pieces,
    lists: builder.lists,
  };
  return { program, faults };
}

/** What examples must hit: the phrase itself, and every alternative inside it. */
function alternativesOf(phrase: string): readonly AlternativeUse[] {
  const { tree } = parsePhrase(phrase);
  if (!tree) return [];
  const out: AlternativeUse[] = [];
  const walk = (node: PhraseNode): void => {
    if (node.type !== 'group') return;
    for (const alternative of node.alternatives) {
      out.push(sequenceRange(alternative));
      alternative.nodes.forEach(walk);
    }
  };
  for (const part of tree.parts) part.nodes.forEach(walk);
  return out.length > 0 ? out : [{ start: 0, end: tree.source.length }];
}

class Builder {
  readonly patterns: ScanPattern[] = [];
  readonly lists = new Map<string, Piece>();
  pieces = 0;
  private readonly patternIds = new Map<string, number>();
  /** The one piece of each pattern: what is found for it once serves every phrase. */
  private readonly wordPieces = new Map<number, Piece>();

  constructor(private readonly words: ReadonlyMap<string, WordList>) {}

  sequence(sequence: Sequence, evade: boolean): PieceSequence {
    return { pieces: sequence.nodes.map((node) => this.piece(node, evade)), links: sequence.links };
  }

  list(name: string): Piece {
    const known = this.lists.get(name);
    if (known) return known;
    const list = this.words.get(name)!;
    const choices = list.alternatives.map((alternative) => this.sequence(alternative, list.evade));
    const piece = this.alternatives(choices, false);
    this.lists.set(name, piece);
    return piece;
  }

  private piece(node: PhraseNode, evade: boolean): Piece {
    switch (node.type) {
      case 'literal':
        return this.word(this.pattern(node.text, evade || node.evade));
      case 'number':
        return { type: 'number', id: this.pieces++, kind: node.kind, name: node.name };
      case 'list':
        return this.list(node.name);
      case 'group':
        return this.alternatives(
          node.alternatives.map((alternative) => this.sequence(alternative, evade)),
          node.optional,
          node.alternatives.map(sequenceRange),
        );
    }
  }

  private word(pattern: number): Piece {
    let piece = this.wordPieces.get(pattern);
    if (!piece) {
      piece = { type: 'pattern', id: this.pieces++, pattern };
      this.wordPieces.set(pattern, piece);
    }
    return piece;
  }

  private alternatives(choices: readonly PieceSequence[], optional: boolean, spans?: readonly AlternativeUse[]): Piece {
    const id = this.pieces++;
    const kind = spans ? 'group' : 'list';
    return { type: 'alternatives', id, kind, optional, choices, alwaysAwake: [], ...(spans ? { spans } : {}) };
  }

  /** Which choices of a list nothing announces is known when all words are. */
  settle(list: Piece, alwaysAwake: readonly number[]): void {
    if (list.type === 'alternatives' && alwaysAwake.length > 0) Object.assign(list, { kind: 'open', alwaysAwake });
  }

  wordPiece(): Int32Array {
    return Int32Array.from(this.patterns, (_, pattern) => this.wordPieces.get(pattern)?.id ?? -1);
  }

  pattern(text: string, trigger: boolean): number {
    const key = `${trigger ? '~' : ''}${text}`;
    let id = this.patternIds.get(key);
    if (id === undefined) {
      id = this.patterns.length;
      this.patterns.push(trigger ? { text, trigger } : { text });
      this.patternIds.set(key, id);
    }
    return id;
  }
}
