/**
 * A compiled program as a table and back: compiling the standard pack takes most of a second, looking at what was kept
 * next to nothing. scripts/generate/standard-program.mjs writes it, `loadPhrases` reads it; pieces and phrases are made
 * when a text first needs them.
 */
import { PackedArrays, packArrays, TableFault } from '../../text/packed.ts';
import { KeptPatterns } from '../../text/patterns.ts';
import {
  buildScanTables,
  packScanTables,
  type ScanTables,
  unpackScanTables,
  variantsOf,
} from '../../text/scan-tables.ts';
import { loadScanner } from '../../text/scanner.ts';
import {
  matcherOf,
  type PhraseInput,
  type PhraseProgram,
  type Piece,
  type PieceSequence,
  type Program,
} from './compile.ts';
import { type Link, NUMBER_KINDS } from './parse.ts';
import { packSieve, unpackSieve } from './sieve-tables.ts';
import type { AlternativeUse, CompiledPhrases } from './types.ts';

export interface EncodedProgram {
  /**
   * What it was made of, in one line; then the lists' names in one; then the patterns, one behind the other.
   */
  readonly words: string;
  /** `packArrays` of the scanner's and the program's numbers. */
  readonly numbers: Uint8Array;
}

/** Where the parts of a program come from: numbers that change with the pack and with what the coded rules listen for. */
export interface Origin {
  readonly pack: number;
  readonly readings: number;
}

const LINKS: readonly Link[] = ['joined', 'gap', 'wide'];
const NO_LINKS: readonly Link[] = [];
const [ABSENT, PATTERN, NUMBER, GROUP, OPTIONAL_GROUP, LIST, OPEN_LIST] = [0, 1, 2, 3, 4, 5, 6] as const;

export function encodeProgram(program: Program, inputs: readonly PhraseInput[], origin: Origin): EncodedProgram {
  const { patterns, pieceCount, phrases, lists } = program;
  const scan = buildScanTables(patterns, variantsOf(patterns));
  const pieces = piecesOf(program);
  const kinds = Uint8Array.from({ length: pieceCount }, (_, id) => codeOf(pieces[id]));
  // by piece: its pattern, or where in `details` it is told
  const places = new Int32Array(pieceCount);
  const details: number[] = [];
  for (let id = 0; id < pieceCount; id++) {
    const piece = pieces[id];
    places[id] = piece?.type === 'pattern' ? piece.pattern : details.length;
    if (piece?.type === 'number') details.push(NUMBER_KINDS.indexOf(piece.kind), ...textTold(piece.name));
    else if (piece?.type === 'alternatives') tellChoices(piece, details);
  }
  const texts = Array.from({ length: patterns.length }, (_, pattern) => patterns.textOf(pattern));
  let end = 0;
  const phraseStart = Int32Array.from(phrases, ({ parts }) => {
    const at = details.push(parts.length) - 1;
    for (const part of parts) tellSequence(part, pieceCount, details);
    return at;
  });
  const words = [`${origin.pack} ${origin.readings}`, [...lists.keys()].join(' '), texts.join('')].join('\n');
  const numbers = packArrays([
    Int32Array.of(stampOf(origin, words.length, inputs.length)),
    ...packScanTables(scan),
    kinds,
    places,
    Int32Array.from(details),
    phraseStart,
    program.wakeStart,
    program.wakes,
    program.wordPiece,
    ...packSieve(program.sieve),
    Int32Array.from(lists.values(), (piece) => piece.id),
    Int32Array.from(texts, (text) => {
      end += text.length;
      return end;
    }),
    Int32Array.from(patterns.triggers),
  ]);
  return { words, numbers };
}

/** The phrases under a program from a build. Throws when words, numbers, pack and coded rules are not of one build. */
export function loadPhrases(inputs: readonly PhraseInput[], encoded: EncodedProgram, origin: Origin): CompiledPhrases {
  const { program, tables } = decodeProgram(encoded, inputs, origin);
  return matcherOf(program, (sieve) => loadScanner(program.patterns, tables, sieve), inputs);
}

export function decodeProgram(
  { words, numbers }: EncodedProgram,
  inputs: readonly PhraseInput[],
  origin: Origin,
): { program: Program; tables: ScanTables } {
  const [made, names] = words.split('\n', 2);
  const from = new PackedArrays(numbers);
  const [stamp] = from.int32();
  const isOfOneBuild = stamp === stampOf(origin, words.length, inputs.length);
  if (made !== `${origin.pack} ${origin.readings}` || !isOfOneBuild)
    throw new TableFault('The kept phrases are not those of the rules.');
  const tables = unpackScanTables(from);
  const pieces = new KeptPieces(from.uint8(), from.int32(), from.int32());
  const phraseStart = from.int32();
  const kept = {
    wakeStart: from.int32(),
    wakes: from.int32(),
    wordPiece: from.int32(),
    sieve: unpackSieve(from),
  };
  const lists = new Map<string, Piece>();
  const listNames = names!.split(' ');
  from.int32().forEach((id, i) => {
    lists.set(listNames[i]!, pieces.at(id));
  });
  const patterns = new KeptPatterns(words.slice(made.length + names!.length + 2), from.int32(), from.int32());
  const phrases = inputs.map(({ text }, i) => new KeptPhrase(text, pieces, phraseStart[i]!));
  return { program: { patterns, phrases, pieceCount: pieces.count, lists, ...kept }, tables };
}

/** One number for what the words' first line says and how long they are: the numbers begin with it. */
function stampOf({ pack, readings }: Origin, length: number, phrases: number): number {
  return [pack, readings, length, phrases].reduce((hash, part) => Math.imul(hash ^ part, 0x01000193), 0x811c9dc5) | 0;
}

/** The pieces of all phrases and lists, by number. */
function piecesOf(program: Program): readonly (Piece | undefined)[] {
  const pieces: Piece[] = [];
  const visit = ({ pieces: inner }: PieceSequence): void => {
    for (const piece of inner) note(piece);
  };
  const note = (piece: Piece): void => {
    if (pieces[piece.id]) return;
    pieces[piece.id] = piece;
    if (piece.type === 'alternatives') piece.choices.forEach(visit);
  };
  for (const { parts } of program.phrases) parts.forEach(visit);
  for (const piece of program.lists.values()) note(piece);
  return pieces;
}

type Alternatives = Extract<Piece, { type: 'alternatives' }>;

function codeOf(piece: Piece | undefined): number {
  if (!piece) return ABSENT;
  if (piece.type !== 'alternatives') return piece.type === 'pattern' ? PATTERN : NUMBER;
  if (piece.kind === 'group') return piece.optional ? OPTIONAL_GROUP : GROUP;
  return piece.kind === 'open' ? OPEN_LIST : LIST;
}

function tellChoices(piece: Alternatives, out: number[]): void {
  out.push(piece.choices.length);
  for (const choice of piece.choices) tellSequence(choice, piece.id, out);
  out.push(piece.alwaysAwake.length, ...piece.alwaysAwake);
  for (const { start, end } of piece.spans ?? []) out.push(start, end);
}

const textTold = (text: string): number[] => [text.length, ...Array.from(text, (letter) => letter.charCodeAt(0))];

/** Pieces by number, made when they are first asked for: few of them stand in any one text. */
class KeptPieces {
  private readonly made: (Piece | undefined)[];

  /** `details` tells, from `places` on, what groups, lists and numbers are; the place of a pattern is its own number. */
  constructor(
    private readonly kinds: Uint8Array,
    private readonly places: Int32Array,
    readonly details: Int32Array,
  ) {
    this.made = new Array(kinds.length).fill(undefined);
  }

  get count(): number {
    return this.kinds.length;
  }

  at(id: number): Piece {
    let piece = this.made[id];
    if (!piece) {
      piece = this.make(id, this.kinds[id]!, this.places[id]!);
      this.made[id] = piece;
    }
    return piece;
  }

  private make(id: number, kind: number, at: number): Piece {
    if (kind === PATTERN) return { type: 'pattern', id, pattern: at };
    if (kind !== NUMBER) return new KeptAlternatives(id, kind, at, this);
    const name = String.fromCharCode(...this.details.subarray(at + 2, at + 2 + this.details[at + 1]!));
    return { type: 'number', id, kind: NUMBER_KINDS[this.details[at]!]!, name };
  }
}

/** What is told in `details`, from a place on. */
class Details {
  constructor(
    private readonly pieces: KeptPieces,
    private at: number,
  ) {}

  number(): number {
    return this.pieces.details[this.at++]!;
  }

  numbers(): number[] {
    return Array.from({ length: this.number() }, () => this.number());
  }

  /** Of pieces before the one with number `id`. */
  sequence(id: number): PieceSequence {
    const count = this.number();
    const pieces = Array.from({ length: count }, () => this.pieces.at(id - this.number()));
    const links = count < 2 ? NO_LINKS : Array.from({ length: count - 1 }, () => LINKS[this.number()]!);
    return { pieces, links };
  }

  sequences(id: number): PieceSequence[] {
    return Array.from({ length: this.number() }, () => this.sequence(id));
  }
}

class KeptPhrase implements PhraseProgram {
  private made: readonly PieceSequence[] | undefined;

  constructor(
    readonly source: string,
    private readonly pieces: KeptPieces,
    private readonly at: number,
  ) {}

  get parts(): readonly PieceSequence[] {
    this.made ??= new Details(this.pieces, this.at).sequences(this.pieces.count);
    return this.made;
  }
}

/** A group or list whose choices are made when they are first asked for. */
class KeptAlternatives implements Alternatives {
  readonly type = 'alternatives';
  readonly kind: Alternatives['kind'];
  readonly optional: boolean;
  private made: Pick<Alternatives, 'choices' | 'alwaysAwake' | 'spans'> | undefined;

  /** Its choices are made of pieces of smaller number. */
  constructor(
    readonly id: number,
    private readonly code: number,
    private readonly at: number,
    private readonly pieces: KeptPieces,
  ) {
    this.kind = code === LIST ? 'list' : code === OPEN_LIST ? 'open' : 'group';
    this.optional = code === OPTIONAL_GROUP;
  }

  get choices(): readonly PieceSequence[] {
    return this.read().choices;
  }
  get alwaysAwake(): readonly number[] {
    return this.read().alwaysAwake;
  }
  get spans(): readonly AlternativeUse[] | undefined {
    return this.read().spans;
  }

  private read() {
    this.made ??= this.make();
    return this.made;
  }

  private make(): NonNullable<typeof this.made> {
    // a number that no phrase uses
    if (this.code === ABSENT) return { choices: [], alwaysAwake: [] };
    const from = new Details(this.pieces, this.at);
    const choices = from.sequences(this.id);
    const alwaysAwake = from.numbers();
    if (this.kind !== 'group') return { choices, alwaysAwake };
    return { choices, alwaysAwake, spans: choices.map(() => ({ start: from.number(), end: from.number() })) };
  }
}

/** Pieces by how far they come before `id`. */
function tellSequence({ pieces, links }: PieceSequence, id: number, out: number[]): void {
  out.push(pieces.length);
  for (const piece of pieces) out.push(id - piece.id);
  for (let i = 0; i + 1 < pieces.length; i++) out.push(LINKS.indexOf(links[i]!));
}

/** One number for phrases in their order (FNV-1a). */
export function fingerprintOf(phrases: Iterable<string>): number {
  let hash = 0x811c9dc5;
  for (const text of phrases) {
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    hash = Math.imul(hash ^ 0x0a, 0x01000193);
  }
  return hash >>> 0;
}
