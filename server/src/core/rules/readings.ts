/** What a coded rule hears: its readings in the segments that an agent says or publishes, minus what a guard silences. */
import type { Segment } from '../documents/document.ts';
import type { ResolvedProduct } from '../project.ts';
import { fold } from '../text/folding.ts';
import type { SourceRange } from '../text/range.ts';
import { namesOf } from './facts.ts';
import { guardInput } from './guards/guard.ts';
import { guardsFor } from './guards/index.ts';
import { segmentsHolding } from './matched-segments.ts';
import { isHan } from './phrases/sentences.ts';
import type { PhraseMatch } from './phrases/types.ts';
import type { RuleContext } from './rule.ts';

export interface Reading {
  readonly segment: Segment;
  /** The name under which the rule lists the phrase. */
  readonly name: string;
  readonly match: PhraseMatch;
  readonly range: SourceRange;
  /** The words read, without marks. */
  readonly text: string;
}

/** In the order of the text; of one name and one sentence those that come first in the rule's list come first. */
export function* readings(context: RuleContext, rule: string, quiet: readonly string[]): Iterable<Reading> {
  const { document, ruleSet } = context;
  const segments = document.kind === 'pitch' ? segmentsHolding(document, ruleSet, rule) : document.segments;
  for (const segment of segments) {
    if (segment.speaker === 'client' || segment.speaker === 'note') continue;
    yield* readingsIn(context, rule, segment, quiet);
  }
}

export function* readingsIn(
  context: RuleContext,
  rule: string,
  segment: Segment,
  quiet: readonly string[],
): Iterable<Reading> {
  const { text } = segment.text;
  if (text.length < 2) return;
  const { phrases } = context.ruleSet;
  for (const match of phrases.matches(text)) {
    const owner = phrases.owner(match.phrase);
    if (owner.kind !== 'reading' || owner.rule.id !== rule || silencedBy(context, segment, match, quiet)) continue;
    yield {
      segment,
      name: owner.name,
      match,
      range: segment.text.rangeOf(match.start, match.end),
      text: text.slice(match.start, match.end).replaceAll('\ufffc', '').trim(),
    };
  }
}

/** The guard that keeps a match quiet, by name; undefined when none does. */
export function silencedBy(
  { document, ruleSet }: RuleContext,
  segment: Segment,
  match: PhraseMatch,
  quiet: readonly string[],
): string | undefined {
  const input = guardInput(document, segment, match, ruleSet.phrases);
  return guardsFor(quiet, false).find((guard) => guard.judge(input)?.effect === 'silence')?.name;
}

/**
 * Products that a match may speak of, the likeliest first: marked or named before it in its segment (the nearest
 * first), named after it in its sentence, then what is in scope (domain.md §3.2). Empty when no product is known.
 */
export function productsAt(context: RuleContext, segment: Segment, match: PhraseMatch): readonly ResolvedProduct[] {
  const { document, project } = context;
  const { start, end } = segment.text.rangeOf(match.start, match.end);
  const limit = segment.text.rangeOf(match.sentence.end, match.sentence.end).start;
  const named: { at: number; end: number; product: ResolvedProduct }[] = [];
  for (const reference of segment.references) {
    if (reference.kind !== 'product' && reference.kind !== 'clause') continue;
    const product = project.product(document, reference.id);
    if (product) named.push({ at: reference.range.start, end: reference.range.end, product });
  }
  const all = project.products(document);
  if (all.length > 0) {
    const folded = fold(segment.text.text);
    for (const product of all)
      for (const name of namesOf(product)) {
        const word = fold(name).text;
        if (word.length < 2) continue;
        for (let at = folded.text.indexOf(word); at >= 0; at = folded.text.indexOf(word, at + 1)) {
          const place = folded.rangeOf(at, at + word.length);
          const range = segment.text.rangeOf(place.start, place.end);
          named.push({ at: range.start, end: range.end, product });
        }
      }
  }
  // “医疗险” inside “百万医疗险” names nothing by itself
  const whole = named.filter((a) => !named.some((b) => b.at <= a.at && a.end <= b.end && b.end - b.at > a.end - a.at));
  const before = whole.filter(({ at }) => at < end).sort((a, b) => b.at - a.at);
  const after = whole.filter(({ at }) => at >= end && at <= Math.max(limit, start)).sort((a, b) => a.at - b.at);
  const scope = segment.products.flatMap((id) => project.product(document, id) ?? []);
  return [...new Set([...before, ...after].map(({ product }) => product).concat(scope))];
}

/** Whether the segment cites a clause, by mark. */
export function citesClause(segment: Segment): boolean {
  return segment.references.some((reference) => reference.kind === 'clause');
}

/** The language of the words themselves: a plan's keys are English whatever its prose is. */
export function isEnglish({ text }: Segment): boolean {
  for (let i = 0; i < text.text.length; i++) if (isHan(text.text.charCodeAt(i))) return false;
  return true;
}
