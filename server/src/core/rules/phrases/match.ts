/**
 * Runs a program over a text: one scan, then for each phrase whose anchor was hit a pass over the occurrences of its
 * pieces, last piece first, that keeps for every occurrence the nearest end. Nothing backtracks; the work is the text
 * plus hits times the phrases that share a piece. Results are cached by text.
 */
import { findNumbers } from '../../text/numbers.ts';
import type { HitBuffer, Scanner } from '../../text/scanner.ts';
import type { Piece, PieceSequence, Program } from './compile.ts';
import type { Link } from './parse.ts';
import { gapLimit, type Span, sentencesOf } from './sentences.ts';
import type { AlternativeUse, CompiledPhrases, PhraseMatch, PhraseOwner } from './types.ts';

/** Matches of one phrase kept per sentence: the first that no guard silences is reported. */
const MATCHES_PER_SENTENCE = 4;
const CACHE_ENTRIES = 30_000;
const CACHED_LENGTH = 20_000;
const NONE: readonly PhraseMatch[] = [];
const NO_SPANS: readonly Occurrence[] = [];
/** What may stand between two pieces written side by side. */
const JOINTS = new Set([...' \t\u3000\u00a0\u200b\u200c\u200d\ufeff.·*-_|/~+“”"\'「」『』']);
const JOINT_LENGTH = 3;

interface Occurrence extends Span {
  /** For numbers. */
  readonly value?: number;
}

export class PhraseMatcher implements CompiledPhrases {
  readonly size: number;
  private young = new Map<string, readonly PhraseMatch[]>();
  private old = new Map<string, readonly PhraseMatch[]>();
  private readonly view: TextView;

  constructor(
    private readonly program: Program,
    scanner: Scanner,
    private readonly owners: readonly PhraseOwner[],
    readonly alternatives: (phrase: number) => readonly AlternativeUse[],
  ) {
    this.size = program.phrases.length;
    this.view = new TextView(program, scanner);
  }

  owner(phrase: number): PhraseOwner {
    return this.owners[phrase]!;
  }

  matches(text: string): readonly PhraseMatch[] {
    if (text.length > CACHED_LENGTH) return this.matchesFresh(text);
    const known = this.young.get(text);
    if (known) return known;
    const found = this.old.get(text) ?? this.matchesFresh(text);
    if (this.young.size >= CACHE_ENTRIES) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(text, found);
    return found;
  }

  matchesFresh(text: string): readonly PhraseMatch[] {
    const { view, program } = this;
    view.read(text);
    if (view.touched.length === 0) return NONE;
    const candidates: number[] = [];
    const seen = new Set<number>();
    for (const pattern of view.touched)
      for (let i = program.anchorStart[pattern]!; i < program.anchorStart[pattern + 1]!; i++) {
        const phrase = program.anchored[i]!;
        if (!seen.has(phrase)) {
          seen.add(phrase);
          candidates.push(phrase);
        }
      }
    if (candidates.length === 0) return NONE;
    candidates.sort((a, b) => a - b);
    const out: PhraseMatch[] = [];
    for (const phrase of candidates) this.matchPhrase(phrase, out);
    return out.length === 0 ? NONE : out;
  }

  words(list: string, text: string): readonly Span[] {
    const piece = this.program.lists.get(list);
    if (!piece) return [];
    this.view.read(text);
    return this.view.occurrences(piece);
  }

  used(match: PhraseMatch, text: string): readonly AlternativeUse[] {
    const phrase = this.program.phrases[match.phrase]!;
    this.view.read(text);
    const out: AlternativeUse[] = [];
    const taken = new Set<object>();
    // A piece of the match belongs to the first piece of the phrase, in order, that can produce its span.
    const walk = (piece: Piece, span: Span): void => {
      if (piece.type !== 'alternatives' || !piece.spans) return;
      piece.choices.forEach((choice, i) => {
        if (!this.view.sequenceOccurrences(choice).some((o) => o.start === span.start && o.end === span.end)) return;
        out.push(piece.spans![i]!);
        for (const inner of choice.pieces)
          for (const o of this.view.occurrences(inner)) if (o.start >= span.start && o.end <= span.end) walk(inner, o);
      });
    };
    for (const span of match.pieces)
      for (const part of phrase.parts)
        for (const piece of part.pieces) {
          if (taken.has(piece)) continue;
          if (!this.view.occurrences(piece).some((o) => o.start === span.start && o.end === span.end)) continue;
          taken.add(piece);
          walk(piece, span);
        }
    if (out.length === 0) out.push({ start: 0, end: phrase.source.length });
    return out;
  }

  private matchPhrase(phrase: number, out: PhraseMatch[]): void {
    const { parts } = this.program.phrases[phrase]!;
    const { view } = this;
    // numbers last: reading them costs a pass over the text
    for (const numbers of [false, true])
      for (const part of parts)
        for (const piece of part.pieces)
          if ((piece.type === 'number') === numbers && !isOptionalPiece(piece) && view.occurrences(piece).length === 0)
            return;
    const sentences = view.sentences();
    // sentences that hold the piece with the fewest occurrences
    let rarest: readonly Occurrence[] | undefined;
    for (const part of parts)
      for (const piece of part.pieces) {
        if (isOptionalPiece(piece)) continue;
        const found = view.occurrences(piece);
        if (!rarest || found.length < rarest.length) rarest = found;
      }
    let next = 0;
    for (const occurrence of rarest ?? NO_SPANS) {
      if (occurrence.start < next) continue;
      const sentence = sentences.length === 1 ? sentences[0]! : sentenceOf(sentences, occurrence.start);
      next = sentence.end;
      this.matchSentence(phrase, parts, sentence, out);
    }
  }

  private matchSentence(phrase: number, parts: readonly PieceSequence[], sentence: Span, out: PhraseMatch[]): void {
    const first = new Line(this.view, parts[0]!, sentence);
    if (parts.length === 1) {
      let from = sentence.start;
      for (let count = 0; count < MATCHES_PER_SENTENCE; count++) {
        const found = first.next(from);
        if (!found) return;
        out.push(assemble(phrase, [found], sentence));
        from = found.end;
      }
      return;
    }
    const chosen: Found[] = [];
    for (const part of parts) {
      const line = new Line(this.view, part, sentence);
      let from = sentence.start;
      let found: Found | undefined;
      for (let count = 0; count < MATCHES_PER_SENTENCE * 2; count++) {
        found = line.next(from);
        if (!found || !chosen.some((c) => c.start < found!.end && found!.start < c.end)) break;
        from = found.start + 1;
        found = undefined;
      }
      if (!found) return;
      chosen.push(found);
    }
    out.push(assemble(phrase, chosen, sentence));
  }
}

interface Found {
  readonly start: number;
  readonly end: number;
  readonly steps: readonly { readonly piece: Piece; readonly at: Occurrence }[];
}

function assemble(phrase: number, found: readonly Found[], sentence: Span): PhraseMatch {
  const steps = found.flatMap((f) => f.steps).sort((a, b) => a.at.start - b.at.start);
  return {
    phrase,
    start: Math.min(...found.map((f) => f.start)),
    end: Math.max(...found.map((f) => f.end)),
    pieces: steps.map((step) => ({ start: step.at.start, end: step.at.end })),
    captures: steps.flatMap(({ piece, at }) =>
      piece.type === 'number'
        ? [{ name: piece.name, kind: piece.kind, value: at.value ?? 0, start: at.start, end: at.end }]
        : [],
    ),
    sentence: { start: sentence.start, end: sentence.end },
  };
}

function isOptionalPiece(piece: Piece): boolean {
  return piece.type === 'alternatives' && piece.optional;
}

function sentenceOf(sentences: readonly Span[], offset: number): Span {
  let low = 0;
  let high = sentences.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (sentences[middle]!.start <= offset) low = middle;
    else high = middle - 1;
  }
  return sentences[low]!;
}

/** One sequence in one sentence: for each occurrence of each piece, the nearest end that the rest can reach. */
class Line {
  private readonly columns: (readonly Occurrence[])[];
  /** `ends[i][k]`: least end when piece i stands at occurrence k, or -1. */
  private readonly ends: number[][] = [];
  /** The next piece and its occurrence on the way to that end; -1 when the match ends here. */
  private readonly nextPiece: number[][] = [];
  private readonly nextPlace: number[][] = [];
  /** Suffix minima of `ends[i]`, for links across clauses. */
  private readonly suffix: number[][] = [];

  constructor(
    private readonly view: TextView,
    private readonly sequence: PieceSequence,
    private readonly sentence: Span,
  ) {
    const { pieces } = sequence;
    this.columns = pieces.map((piece) => within(view.occurrences(piece), sentence));
    for (let i = pieces.length - 1; i >= 0; i--) this.fill(i);
  }

  /** The leftmost match that begins at or after `from`, the shortest of those; undefined when there is none. */
  next(from: number): Found | undefined {
    let best: { start: number; end: number; piece: number; place: number } | undefined;
    for (let i = 0; i < this.columns.length; i++) {
      const column = this.columns[i]!;
      for (let k = lowerBound(column, from); k < column.length; k++) {
        const end = this.ends[i]![k]!;
        if (end < 0) continue;
        const start = column[k]!.start;
        if (best && start > best.start) break;
        if (!best || start < best.start || (start === best.start && end < best.end))
          best = { start, end, piece: i, place: k };
      }
      if (!isOptionalPiece(this.sequence.pieces[i]!)) break;
    }
    if (!best) return undefined;
    const steps: { piece: Piece; at: Occurrence }[] = [];
    let { piece, place } = best;
    let last = piece;
    while (piece >= 0) {
      steps.push({ piece: this.sequence.pieces[piece]!, at: this.columns[piece]![place]! });
      last = piece;
      const then = this.nextPiece[piece]![place]!;
      place = this.nextPlace[piece]![place]!;
      piece = then;
    }
    let end = best.end;
    // an optional piece written right behind is taken when it stands there
    for (let i = last + 1; i < this.sequence.pieces.length; i++) {
      if (this.sequence.links[i - 1] !== 'joined') break;
      const at = this.columns[i]!.find((o) => o.start >= end && this.view.joined(end, o.start));
      if (!at) continue;
      steps.push({ piece: this.sequence.pieces[i]!, at });
      end = at.end;
    }
    return { start: best.start, end, steps };
  }

  private fill(i: number): void {
    const column = this.columns[i]!;
    const size = this.sequence.pieces.length;
    const ends: number[] = [];
    const nextPiece: number[] = [];
    const nextPlace: number[] = [];
    let mayEnd = true;
    for (let j = i + 1; j < size; j++) if (!isOptionalPiece(this.sequence.pieces[j]!)) mayEnd = false;
    for (const occurrence of column) {
      let end = mayEnd ? occurrence.end : -1;
      let toPiece = -1;
      let toPlace = -1;
      let link: Link = 'joined';
      if (!mayEnd)
        for (let j = i + 1; j < size; j++) {
          link = wider(link, this.sequence.links[j - 1]!);
          const place = this.nearest(occurrence.end, j, link);
          if (place >= 0 && (end < 0 || this.ends[j]![place]! < end)) {
            end = this.ends[j]![place]!;
            toPiece = j;
            toPlace = place;
          }
          if (!isOptionalPiece(this.sequence.pieces[j]!)) break;
        }
      ends.push(end);
      nextPiece.push(toPiece);
      nextPlace.push(toPlace);
    }
    this.ends[i] = ends;
    this.nextPiece[i] = nextPiece;
    this.nextPlace[i] = nextPlace;
    const suffix: number[] = new Array(column.length).fill(-1);
    for (let k = column.length - 1; k >= 0; k--) {
      const after = k + 1 < column.length ? suffix[k + 1]! : -1;
      suffix[k] = ends[k]! >= 0 && (after < 0 || ends[k]! <= ends[after]!) ? k : after;
    }
    this.suffix[i] = suffix;
  }

  /** The occurrence of piece j behind `end` with the least end, as far as the link reaches; -1 when none. */
  private nearest(end: number, j: number, link: Link): number {
    const column = this.columns[j]!;
    const from = lowerBound(column, end);
    if (from >= column.length) return -1;
    if (link === 'wide') return this.suffix[j]![from]!;
    const limit = link === 'gap' ? this.view.gapLimit(end, this.sentence.end) : end + JOINT_LENGTH;
    let best = -1;
    for (let k = from; k < column.length && column[k]!.start <= limit; k++) {
      const reach = this.ends[j]![k]!;
      if (reach < 0 || (best >= 0 && reach >= this.ends[j]![best]!)) continue;
      if (link === 'joined' && !this.view.joined(end, column[k]!.start)) continue;
      best = k;
    }
    return best;
  }
}

function wider(a: Link, b: Link): Link {
  if (a === 'wide' || b === 'wide') return 'wide';
  return a === 'gap' || b === 'gap' ? 'gap' : 'joined';
}

function lowerBound(column: readonly Occurrence[], from: number): number {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (column[middle]!.start < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

function within(occurrences: readonly Occurrence[], span: Span): readonly Occurrence[] {
  const from = lowerBound(occurrences, span.start);
  let to = lowerBound(occurrences, span.end);
  if (from === 0 && to === occurrences.length && occurrences.every((o) => o.end <= span.end)) return occurrences;
  while (to > from && occurrences[to - 1]!.end > span.end) to--;
  return occurrences.slice(from, to).filter((o) => o.end <= span.end);
}

/** One text under the scanner: its hits by pattern, and everything derived from them, made on demand. */
class TextView {
  touched: number[] = [];
  private text = '';
  private readonly out: HitBuffer = [];
  private readonly heads: Int32Array;
  private next: number[] = [];
  private memo: (readonly Occurrence[] | undefined)[];
  private filled: number[] = [];
  private spans: readonly Span[] | undefined;
  private numbers: ReturnType<typeof findNumbers> | undefined;
  private limits = new Map<number, number>();

  constructor(
    program: Program,
    private readonly scanner: Scanner,
  ) {
    this.heads = new Int32Array(program.patterns.length).fill(-1);
    this.memo = new Array(program.pieceCount).fill(undefined);
  }

  read(text: string): void {
    for (const pattern of this.touched) this.heads[pattern] = -1;
    for (const id of this.filled) this.memo[id] = undefined;
    this.touched = [];
    this.filled = [];
    this.spans = undefined;
    this.numbers = undefined;
    if (this.limits.size > 0) this.limits = new Map();
    this.text = text;
    const count = this.scanner.scan(text, this.out);
    const { out, heads, next } = this;
    for (let k = 0; k < count; k++) {
      const pattern = out[3 * k + 2]!;
      if (heads[pattern] === -1) this.touched.push(pattern);
      next[k] = heads[pattern]!;
      heads[pattern] = k;
    }
  }

  sentences(): readonly Span[] {
    this.spans ??= sentencesOf(this.text);
    return this.spans;
  }

  gapLimit(from: number, sentenceEnd: number): number {
    let limit = this.limits.get(from);
    if (limit === undefined) {
      limit = gapLimit(this.text, from, sentenceEnd);
      this.limits.set(from, limit);
    }
    return limit;
  }

  /** Whether only blanks, wedged separators or quotation marks stand between. */
  joined(end: number, start: number): boolean {
    if (start - end > JOINT_LENGTH) return false;
    for (let i = end; i < start; i++) if (!JOINTS.has(this.text[i]!)) return false;
    return true;
  }

  /** Where a piece stands, sorted by start, then end. */
  occurrences(piece: Piece): readonly Occurrence[] {
    // most words of most lists are not in a text: they cost one look, and nothing is kept for them
    if (piece.type === 'pattern' && this.heads[piece.pattern] === -1) return NO_SPANS;
    const known = this.memo[piece.id];
    if (known) return known;
    const found = this.find(piece);
    this.memo[piece.id] = found;
    this.filled.push(piece.id);
    return found;
  }

  sequenceOccurrences(sequence: PieceSequence): readonly Occurrence[] {
    const { pieces } = sequence;
    if (pieces.length === 1) return this.occurrences(pieces[0]!);
    // spans of the pieces read so far; an optional piece may be skipped as long as nothing was read either
    let spans: Occurrence[] | undefined;
    let empty = true;
    for (const piece of pieces) {
      const found = this.occurrences(piece);
      const optional = isOptionalPiece(piece);
      const joined: Occurrence[] = [];
      for (const span of spans ?? [])
        for (let k = lowerBound(found, span.end); k < found.length && found[k]!.start <= span.end + JOINT_LENGTH; k++)
          if (this.joined(span.end, found[k]!.start)) joined.push({ start: span.start, end: found[k]!.end });
      if (empty) joined.push(...found);
      if (optional && spans) joined.push(...spans);
      if (!optional) empty = false;
      spans = joined;
      if (!empty && spans.length === 0) return NO_SPANS;
    }
    return tidy(spans ?? []);
  }

  private find(piece: Piece): readonly Occurrence[] {
    if (piece.type === 'pattern') {
      const out: Occurrence[] = [];
      for (let k = this.heads[piece.pattern]!; k >= 0; k = this.next[k]!)
        out.push({ start: this.out[3 * k]!, end: this.out[3 * k + 1]! });
      return tidy(out);
    }
    if (piece.type === 'number') {
      this.numbers ??= findNumbers(this.text);
      return tidy(
        this.numbers
          .filter((n) => n.kind === piece.kind || piece.kind === 'number')
          .map((n) => ({ start: n.start, end: n.end, value: n.value })),
      );
    }
    if (piece.choices.length === 1) return this.sequenceOccurrences(piece.choices[0]!);
    const all: Occurrence[] = [];
    for (const choice of piece.choices) {
      const found = this.sequenceOccurrences(choice);
      for (let k = 0; k < found.length; k++) all.push(found[k]!);
    }
    if (all.length === 0) return NO_SPANS;
    return tidy(all);
  }
}

function tidy(spans: Occurrence[]): readonly Occurrence[] {
  if (spans.length < 2) return spans;
  spans.sort((a, b) => a.start - b.start || a.end - b.end);
  return spans.filter((span, i) => i === 0 || span.start !== spans[i - 1]!.start || span.end !== spans[i - 1]!.end);
}
