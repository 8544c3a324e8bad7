/**
 * A compiled program as text and back: compiling the standard pack takes most of a second, reading it back a small part
 * of that. scripts/generate/standard-program.mjs writes it, `loadPhrases` reads it.
 */
import { NumberReader, NumberWriter } from '../../text/number-code.ts';
import {
  buildScanTables,
  readScanTables,
  type ScanTables,
  variantsOf,
  writeScanTables,
} from '../../text/scan-tables.ts';
import { loadScanner } from '../../text/scanner.ts';
import { matcherOf, type PhraseInput, type Piece, type PieceSequence, type Program } from './compile.ts';
import { type Link, NUMBER_KINDS } from './parse.ts';
import type { SieveTables } from './sieve-tables.ts';
import type { AlternativeUse, CompiledPhrases } from './types.ts';

export interface EncodedProgram {
  /** Of the phrases that it was compiled from; other phrases need another program. */
  readonly fingerprint: number;
  /** The patterns, one per line, `~` before a trigger and a blank before the others; after an empty line the lists' names. */
  readonly words: string;
  readonly numbers: string;
  /** What stands in groups and lists, one after the other; most of it is never asked for. */
  readonly choices: string;
}

const LINKS: readonly Link[] = ['joined', 'gap', 'wide'];
const NO_LINKS: readonly Link[] = [];
const SIEVE_LISTS = [
  'meetsStart',
  'meets',
  'ledStart',
  'led',
  'askedStart',
  'asked',
  'needsStart',
  'needs',
  'yieldsStart',
  'yields',
  'numbers',
] as const;
const [ABSENT, PATTERN, NUMBER, GROUP, OPTIONAL_GROUP, LIST, OPEN_LIST] = [0, 1, 2, 3, 4, 5, 6] as const;

export function encodeProgram(program: Program, inputs: readonly PhraseInput[]): EncodedProgram {
  const out = new NumberWriter();
  writeScanTables(buildScanTables(program.patterns, variantsOf(program.patterns)), out);
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
  out.write(program.pieceCount);
  const choices = new NumberWriter();
  for (let id = 0; id < program.pieceCount; id++) writePiece(pieces[id], out, choices);
  out.write(program.phrases.length);
  for (const { parts } of program.phrases) {
    out.write(parts.length);
    for (const part of parts) writeSequence(part, program.pieceCount, out);
  }
  for (const list of SIEVE_LISTS) out.writeList(program.sieve[list]);
  out.writeList(program.wakeStart);
  // pairs: the pieces and the choices each go on from the one before
  out.writeList(program.wakes.filter((_, i) => i % 2 === 0));
  out.writeList(program.wakes.filter((_, i) => i % 2 === 1));
  out.writeList([...program.lists.values()].map((piece) => piece.id));
  return {
    fingerprint: fingerprintOf(inputs),
    words: [
      ...program.patterns.map(({ text, trigger }) => `${trigger ? '~' : ' '}${text}`),
      '',
      ...program.lists.keys(),
    ].join('\n'),
    numbers: out.text(),
    choices: choices.text(),
  };
}

/** The phrases under a program from a build, or undefined when it was made of other phrases. */
export function loadPhrases(inputs: readonly PhraseInput[], encoded: EncodedProgram): CompiledPhrases | undefined {
  if (!isMadeOf(inputs, encoded)) return undefined;
  const { program, tables } = decodeProgram(encoded, inputs);
  return matcherOf(program, (sieve) => loadScanner(program.patterns, tables, sieve), inputs);
}

export function isMadeOf(inputs: readonly PhraseInput[], { fingerprint }: EncodedProgram): boolean {
  return fingerprint === fingerprintOf(inputs);
}

export function decodeProgram(
  encoded: EncodedProgram,
  inputs: readonly PhraseInput[],
): { program: Program; tables: ScanTables } {
  const lines = encoded.words.split('\n');
  const patternCount = lines.indexOf('');
  const patterns = lines
    .slice(0, patternCount)
    .map((line) => (line.startsWith('~') ? { text: line.slice(1), trigger: true } : { text: line.slice(1) }));
  const from = new NumberReader(encoded.numbers);
  const tables = readScanTables(from);
  const pieceCount = from.read();
  const pieces: Piece[] = [];
  const wordPiece = new Int32Array(patternCount).fill(-1);
  for (let id = 0, at = 0; id < pieceCount; id++) {
    const kind = from.read();
    if (kind === PATTERN) {
      const pattern = from.read();
      wordPiece[pattern] = id;
      pieces.push({ type: 'pattern', id, pattern });
    } else if (kind === NUMBER) pieces.push(readNumber(id, from));
    else {
      pieces.push(new KeptAlternatives(id, kind, encoded.choices, at, pieces));
      at += from.read();
    }
  }
  from.read();
  const phrases = inputs.map(({ text }) => {
    const parts: PieceSequence[] = [];
    for (let left = from.read(); left > 0; left--) parts.push(readSequence(pieceCount, pieces, from));
    return { parts, source: text };
  });
  const sieve = Object.fromEntries(SIEVE_LISTS.map((list) => [list, from.readList()]));
  const wakeStart = from.readList();
  const woken = from.readList();
  const wokenChoices = from.readList();
  const wakes = new Int32Array(woken.length * 2);
  for (let i = 0; i < woken.length; i++) {
    wakes[2 * i] = woken[i]!;
    wakes[2 * i + 1] = wokenChoices[i]!;
  }
  const lists = new Map<string, Piece>();
  from.readList().forEach((id, i) => {
    lists.set(lines[patternCount + 1 + i]!, pieces[id]!);
  });
  return {
    program: {
      patterns,
      phrases,
      sieve: { ...sieve, numbers: Uint8Array.from(sieve.numbers!) } as unknown as SieveTables,
      wakeStart,
      wakes,
      wordPiece,
      pieceCount,
      lists,
    },
    tables,
  };
}

/** Pieces go by their number, so that those inside another come before it. */
function writePiece(piece: Piece | undefined, out: NumberWriter, choices: NumberWriter): void {
  if (piece?.type === 'pattern') {
    out.write(PATTERN);
    out.write(piece.pattern);
  } else if (piece?.type === 'number') {
    out.write(NUMBER);
    out.write(NUMBER_KINDS.indexOf(piece.kind));
    out.write(piece.name.length);
    for (let i = 0; i < piece.name.length; i++) out.write(piece.name.charCodeAt(i));
  } else {
    const before = choices.length;
    out.write(piece ? codeOf(piece) : ABSENT);
    if (piece) writeChoices(piece, choices);
    out.write(choices.length - before);
  }
}

function codeOf({ kind, optional }: Alternatives): number {
  if (kind === 'group') return optional ? OPTIONAL_GROUP : GROUP;
  return kind === 'open' ? OPEN_LIST : LIST;
}

function writeChoices(piece: Alternatives, out: NumberWriter): void {
  out.write(piece.choices.length);
  for (const choice of piece.choices) writeSequence(choice, piece.id, out);
  out.writeList(piece.alwaysAwake);
  for (const { start, end } of piece.spans ?? []) {
    out.write(start);
    out.write(end - start);
  }
}

function readNumber(id: number, from: NumberReader): Piece {
  const kind = NUMBER_KINDS[from.read()]!;
  let name = '';
  for (let left = from.read(); left > 0; left--) name += String.fromCharCode(from.read());
  return { type: 'number', id, kind, name };
}

type Alternatives = Extract<Piece, { type: 'alternatives' }>;

/** A group or list whose choices are read when they are first asked for: few of them stand in any one text. */
class KeptAlternatives implements Alternatives {
  readonly type = 'alternatives';
  readonly kind: Alternatives['kind'];
  readonly optional: boolean;
  private made: Pick<Alternatives, 'choices' | 'alwaysAwake' | 'spans'> | undefined;

  /** `text` from `at` on tells the choices, which are made of pieces of smaller number. */
  constructor(
    readonly id: number,
    private readonly code: number,
    private readonly text: string,
    private readonly at: number,
    private readonly pieces: readonly Piece[],
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
    const from = new NumberReader(this.text, this.at);
    const choices: PieceSequence[] = [];
    const count = from.read();
    for (let i = 0; i < count; i++) choices.push(readSequence(this.id, this.pieces, from));
    const alwaysAwake = Array.from(from.readList());
    if (this.kind !== 'group') return { choices, alwaysAwake };
    const spans: AlternativeUse[] = [];
    for (let i = 0; i < count; i++) {
      const start = from.read();
      spans.push({ start, end: start + from.read() });
    }
    return { choices, alwaysAwake, spans };
  }
}

/** Pieces by how far they come before `id`: most are near. */
function writeSequence({ pieces, links }: PieceSequence, id: number, out: NumberWriter): void {
  out.write(pieces.length);
  for (const piece of pieces) out.write(id - piece.id);
  for (let i = 0; i + 1 < pieces.length; i++) out.write(LINKS.indexOf(links[i]!));
}

function readSequence(id: number, all: readonly Piece[], from: NumberReader): PieceSequence {
  const count = from.read();
  if (count === 1) return { pieces: [all[id - from.read()]!], links: NO_LINKS };
  const pieces: Piece[] = [];
  const links: Link[] = [];
  for (let i = 0; i < count; i++) pieces.push(all[id - from.read()]!);
  for (let i = 0; i + 1 < count; i++) links.push(LINKS[from.read()]!);
  return { pieces, links };
}

/** FNV-1a over the phrases in their order. */
function fingerprintOf(inputs: readonly PhraseInput[]): number {
  let hash = 0x811c9dc5;
  for (const { text } of inputs) {
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    hash = Math.imul(hash ^ 0x0a, 0x01000193);
  }
  return hash >>> 0;
}
