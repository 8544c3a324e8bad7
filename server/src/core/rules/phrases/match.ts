/**
 * Runs a program over a text: one scan, then for each phrase whose anchor was hit a pass over the occurrences of its
 * pieces, last piece first, that keeps for every occurrence the nearest end. Nothing backtracks; the work is the text
 * plus hits times the phrases that share a piece. Results are cached by text.
 */
import { rememberPerText } from '../../text/remembered.ts';
import type { Scanner } from '../../text/scanner.ts';
import type { Piece, PieceSequence, Program } from './compile.ts';
import { type Found, Line } from './line.ts';
import { type Span, sentenceAt } from './sentences.ts';
import type { Sieve } from './sieve.ts';
import { isOptionalPiece, lowerBound, type Occurrence, TextView } from './text-view.ts';
import type { AlternativeUse, CompiledPhrases, PhraseMatch, PhraseOwner } from './types.ts';

/** Matches of one phrase kept per sentence: the first that no guard silences is reported. */
const MATCHES_PER_SENTENCE = 4;
const CACHE_ENTRIES = 30_000;
const CACHED_LENGTH = 20_000;
const NONE: readonly PhraseMatch[] = [];

export class PhraseMatcher implements CompiledPhrases {
  readonly size: number;
  private young = new Map<string, readonly PhraseMatch[]>();
  private old = new Map<string, readonly PhraseMatch[]>();
  private readonly view: TextView;
  /** The lines round the last edits, most of which hold nothing: a keystroke scans its own line alone. */
  private readonly matchesNear = rememberPerText((text) => {
    this.view.read(text, false);
    const candidates = this.view.candidates();
    return candidates.length === 0 ? NONE : (this.cached(text) ?? this.cache(text, this.matchAll(candidates)));
  });
  /** By list: its words in the texts last asked about. Claims near an edit ask for them at every keystroke. */
  private readonly wordsOf = new Map<string, (text: string) => readonly Span[]>();

  constructor(
    private readonly program: Program,
    scanner: Scanner,
    sieve: Sieve,
    private readonly owners: readonly PhraseOwner[],
    readonly alternatives: (phrase: number) => readonly AlternativeUse[],
  ) {
    this.size = program.phrases.length;
    this.view = new TextView(program, scanner, sieve);
  }

  get heard(): readonly string[] {
    const { patterns } = this.program;
    return Array.from(patterns.triggers, (pattern) => patterns.textOf(pattern));
  }

  owner(phrase: number): PhraseOwner {
    return this.owners[phrase]!;
  }

  matches(text: string): readonly PhraseMatch[] {
    if (text.length > CACHED_LENGTH) return this.matchesFresh(text);
    return this.cached(text) ?? this.cache(text, this.matchesFresh(text));
  }

  matchesOnce(text: string): readonly PhraseMatch[] {
    return text.length > CACHED_LENGTH ? this.matchesFresh(text) : this.matchesNear(text);
  }

  matchesFresh(text: string): readonly PhraseMatch[] {
    this.view.read(text, false);
    return this.matchAll(this.view.candidates());
  }

  private cached(text: string): readonly PhraseMatch[] | undefined {
    const known = this.young.get(text);
    if (known) return known;
    const old = this.old.get(text);
    return old && this.cache(text, old);
  }

  private cache(text: string, found: readonly PhraseMatch[]): readonly PhraseMatch[] {
    if (this.young.size >= CACHE_ENTRIES) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(text, found);
    return found;
  }

  private matchAll(phrases: readonly number[]): readonly PhraseMatch[] {
    if (phrases.length === 0) return NONE;
    const out: PhraseMatch[] = [];
    for (const phrase of phrases) this.matchPhrase(phrase, out);
    return out.length === 0 ? NONE : out;
  }

  words(list: string, text: string): readonly Span[] {
    const piece = this.program.lists.get(list);
    if (!piece) return [];
    let wordsIn = this.wordsOf.get(list);
    if (!wordsIn) {
      wordsIn = rememberPerText((asked) => {
        this.view.read(asked, true);
        return this.view.occurrences(piece);
      });
      this.wordsOf.set(list, wordsIn);
    }
    return wordsIn(text);
  }

  used(match: PhraseMatch, text: string): readonly AlternativeUse[] {
    const phrase = this.program.phrases[match.phrase]!;
    this.view.read(text, true);
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
    // numbers last (by Line): reading them costs a pass over the text
    for (const part of parts)
      for (const piece of part.pieces) if (piece.type === 'number' && !view.mayHold(piece)) return;
    const words: (readonly Occurrence[])[] = [];
    let rarest: readonly Occurrence[] | undefined;
    for (const part of parts)
      for (const piece of part.pieces) {
        if (piece.type === 'number' || isOptionalPiece(piece)) continue;
        const found = view.occurrences(piece);
        if (found.length === 0) return;
        words.push(found);
        if (!rarest || found.length < rarest.length) rarest = found;
      }
    for (const part of parts) if (!this.mayTouch(part)) return;
    const sentences = view.sentences();
    let next = 0;
    // sentences that hold the piece with the fewest occurrences, and all others
    for (const occurrence of rarest ?? []) {
      if (occurrence.start < next) continue;
      const sentence = sentences.length === 1 ? sentences[0]! : sentenceAt(sentences, occurrence.start);
      next = sentence.end;
      if (sentences.length > 1 && !words.every((found) => standsIn(found, sentence))) continue;
      this.matchSentence(phrase, parts, sentence, out);
    }
  }

  /** Whether words that must stand side by side do so anywhere: asked before any number is read. */
  private mayTouch({ pieces, links }: PieceSequence): boolean {
    const { view } = this;
    for (let i = 1; i < pieces.length; i++) {
      if (links[i - 1] !== 'joined' || !isWords(pieces[i - 1]!) || !isWords(pieces[i]!)) continue;
      const after = view.occurrences(pieces[i]!);
      if (!view.occurrences(pieces[i - 1]!).some(({ end }) => view.touching(end, after))) return false;
    }
    return true;
  }

  /** Whether the words of a part can follow each other in the sentence: asked before numbers are read and gaps measured. */
  private mayFollow({ pieces }: PieceSequence, sentence: Span): boolean {
    let from = sentence.start;
    for (const piece of pieces) {
      if (!isWords(piece)) continue;
      const found = this.view.occurrences(piece);
      let end = -1;
      for (let k = lowerBound(found, from); k < found.length && found[k]!.start < sentence.end; k++) {
        const own = found[k]!.end;
        if (own <= sentence.end && (end < 0 || own < end)) end = own;
      }
      if (end < 0) return false;
      from = end;
    }
    return true;
  }

  /** A phrase of one piece: where the piece stands, the leftmost and shortest first. */
  private matchPiece(phrase: number, piece: Piece, sentence: Span, out: PhraseMatch[]): void {
    const found = this.view.occurrences(piece);
    let from = sentence.start;
    let count = 0;
    for (let k = lowerBound(found, from); k < found.length && count < MATCHES_PER_SENTENCE; k++) {
      const at = found[k]!;
      if (at.start >= sentence.end) return;
      if (at.start < from || at.end > sentence.end) continue;
      out.push(assemble(phrase, [{ start: at.start, end: at.end, steps: [{ piece, at }] }], sentence));
      from = at.end;
      count++;
    }
  }

  private matchSentence(phrase: number, parts: readonly PieceSequence[], sentence: Span, out: PhraseMatch[]): void {
    const [only] = parts[0]!.pieces;
    if (parts.length === 1 && parts[0]!.pieces.length === 1) {
      this.matchPiece(phrase, only!, sentence, out);
      return;
    }
    for (const part of parts) if (!this.mayFollow(part, sentence)) return;
    if (parts.length === 1) {
      const first = new Line(this.view, parts[0]!, sentence);
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

function assemble(phrase: number, found: readonly Found[], sentence: Span): PhraseMatch {
  const steps = found.flatMap((f) => f.steps).sort((a, b) => a.at.start - b.at.start);
  return {
    phrase,
    start: Math.min(...found.map((f) => f.start)),
    end: Math.max(...found.map((f) => f.end)),
    pieces: steps.map(({ at: { start, end, word } }) => (word === undefined ? { start, end } : { start, end, word })),
    captures: steps.flatMap(({ piece, at }) =>
      piece.type === 'number'
        ? [{ name: piece.name, kind: piece.kind, value: at.value ?? 0, start: at.start, end: at.end }]
        : [],
    ),
    sentence: { start: sentence.start, end: sentence.end },
  };
}

function isWords(piece: Piece): boolean {
  return piece.type !== 'number' && !isOptionalPiece(piece);
}

function standsIn(occurrences: readonly Occurrence[], sentence: Span): boolean {
  const at = lowerBound(occurrences, sentence.start);
  return at < occurrences.length && occurrences[at]!.start < sentence.end;
}
