/**
 * Disclosures in reach of a claim: in the same turn or the agent's next turn on every branch, anywhere in the same
 * group (a plan's row, a post), or in a plan's `disclosures` list. Marked with `[[披露：id]]` or said in own words.
 */
import type { Document, Segment } from '../../documents/document.ts';
import type { PhraseMatch } from '../phrases/types.ts';
import type { RuleSet } from '../rule-set.ts';

/** Ids of the disclosures that a segment itself makes, by mark or in own words; a client makes none. */
export function disclosuresIn(segment: Segment, ruleSet: RuleSet): ReadonlySet<string> {
  const out = new Set<string>();
  if (segment.speaker === 'client') return out;
  for (const reference of segment.references)
    if (reference.kind === 'disclosure') out.add(ruleSet.disclosureNamed(reference.id)?.id ?? reference.id);
  if (segment.speaker === 'note') return out;
  for (const match of ruleSet.phrases.matches(segment.text.text)) {
    const owner = ruleSet.phrases.owner(match.phrase);
    if (owner.kind === 'disclosure' && !isDenied(segment.text.text, match)) out.add(owner.disclosure);
  }
  return out;
}

/** “退保也不损失”: the words of a disclosure that say the opposite. */
function isDenied(text: string, { pieces }: PhraseMatch): boolean {
  return pieces.some(({ start }) =>
    /(?:[不没沒無无冇]|不会|不會|没有|沒有|毫无|毫無)$/u.test(text.slice(Math.max(0, start - 2), start)),
  );
}

/** The first of `ids` that reaches the segment; undefined when none does. */
export function disclosureInReach(
  document: Document,
  segment: Segment,
  ids: readonly string[],
  ruleSet: RuleSet,
): string | undefined {
  const wanted = (found: ReadonlySet<string>) => ids.find((id) => found.has(id));
  const own = wanted(disclosuresIn(segment, ruleSet));
  if (own) return own;
  const listed = wanted(listedDisclosures(document, ruleSet));
  if (listed) return listed;
  for (const other of groupOf(document, segment)) {
    const found = wanted(disclosuresIn(other, ruleSet));
    if (found) return found;
  }
  if (segment.next.length === 0) return undefined;
  let onAll: string | undefined;
  for (const index of segment.next) {
    const next = document.segments[index];
    const found = next && wanted(disclosuresIn(next, ruleSet));
    if (!found) return undefined;
    onAll = found;
  }
  return onAll;
}

/** A plan's `disclosures` list, by id; empty for other kinds. */
export function listedDisclosures(document: Document, ruleSet: RuleSet): ReadonlySet<string> {
  const out = new Set<string>();
  if (document.kind !== 'plan') return out;
  for (const item of document.model.disclosures?.items ?? [])
    if (typeof item.value === 'string') out.add(ruleSet.disclosureNamed(item.value)?.id ?? item.value);
  return out;
}

/** The other segments of its group. */
export function groupOf(document: Document, segment: Segment): readonly Segment[] {
  if (segment.group === undefined) return [];
  // a group's segments stand side by side
  const out: Segment[] = [];
  for (let i = segment.index - 1; i >= 0 && document.segments[i]!.group === segment.group; i--)
    out.push(document.segments[i]!);
  for (let i = segment.index + 1; i < document.segments.length && document.segments[i]!.group === segment.group; i++)
    out.push(document.segments[i]!);
  return out;
}
