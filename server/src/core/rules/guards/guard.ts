/** What a guard is: one named reason why a hit stays quiet. Guards see folded text; offsets are translated for them. */
import { placeBeside } from '../../beside.ts';
import type { Document, Segment } from '../../documents/document.ts';
import type { Localized } from '../../localized.ts';
import { fold } from '../../text/folding.ts';
import type { MappedText } from '../../text/mapped-text.ts';
import type { Span } from '../phrases/sentences.ts';
import type { CompiledPhrases, PhraseMatch } from '../phrases/types.ts';

export interface GuardInput {
  readonly document: Document;
  readonly segment: Segment;
  /** The segment's prose, folded; `hit`, `pieces` and `sentence` are offsets of its `text`. */
  readonly view: FoldedText;
  readonly hit: Span;
  readonly pieces: readonly Span[];
  readonly sentence: Span;
  /** Where words of a list of the pack stand in the segment, as offsets of `view.text`. */
  words(list: string): readonly Span[];
}

export function guardInput(
  document: Document,
  segment: Segment,
  match: PhraseMatch,
  phrases: Pick<CompiledPhrases, 'words'>,
): GuardInput {
  const view = foldedTextOf(segment);
  return {
    document,
    segment,
    view,
    hit: view.span(match),
    pieces: match.pieces.map((piece) => view.span(piece)),
    sentence: view.span(match.sentence),
    words: (list) => phrases.words(list, segment.text.text).map((word) => view.span(word)),
  };
}

export interface GuardVerdict {
  /** `doubt` keeps the hit and lowers an error to a warning. */
  readonly effect: 'silence' | 'doubt';
  readonly note: Localized;
  /** What the guard saw, in offsets of the folded text. */
  readonly saw?: Span;
}

export interface Guard {
  readonly name: string;
  readonly title: Localized;
  judge(input: GuardInput): GuardVerdict | undefined;
}

/** Folded prose with translation from the segment's offsets to its own. */
export class FoldedText {
  readonly text: string;
  private readonly mapped: MappedText;

  constructor(readonly source: string) {
    this.mapped = fold(source);
    this.text = this.mapped.text;
  }

  /** First folded offset whose source begins at or after the source offset. */
  at(offset: number): number {
    let low = 0;
    let high = this.text.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.mapped.rangeOf(middle, middle + 1).start < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  span(span: Span): Span {
    const start = this.at(span.start);
    return { start, end: Math.max(start, this.at(span.end)) };
  }

  /** Back to offsets of the source. */
  sourceOf(span: Span): Span {
    return this.mapped.rangeOf(span.start, span.end);
  }
}

/** Folding looks at the text alone, and an unchanged segment keeps its identity from version to version. */
const foldedSegments = placeBeside<Segment, FoldedText>();

export function foldedTextOf(segment: Segment): FoldedText {
  let folded = foldedSegments.get(segment);
  if (!folded) {
    folded = new FoldedText(segment.text.text);
    foldedSegments.set(segment, folded);
  }
  return folded;
}

/** All matches of a sticky-free global pattern inside a span. */
export function* found(pattern: RegExp, text: string, span: Span): Iterable<Span & { readonly text: string }> {
  const part = text.slice(span.start, span.end);
  for (const match of part.matchAll(pattern)) {
    const start = span.start + (match.index ?? 0);
    yield { start, end: start + match[0].length, text: match[0] };
  }
}

export function overlapsAny(span: Span, others: readonly Span[]): boolean {
  return others.some((other) => span.start < other.end && other.start < span.end);
}
