/** What stands beside the text of a script: the value of each placeholder. */
import type { PitchDocument } from '../../core/documents/document.ts';
import { placeholderValue } from '../../core/index.ts';
import type { SourceRange } from '../../core/text/range.ts';
import type { FeatureContext, InlayEntry } from '../types.ts';

/** What the plan fills into each placeholder. Only lines that touch the range are looked at: scrolling costs what is seen. */
export function inlays(
  document: PitchDocument,
  range: SourceRange,
  { project, ruleSet }: FeatureContext,
): readonly InlayEntry[] {
  const plan = project.planOf(document);
  if (plan === undefined) return [];
  const { items } = document.script;
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle]!.range.end < range.start) low = middle + 1;
    else high = middle;
  }
  const out: InlayEntry[] = [];
  for (let i = low; i < items.length && items[i]!.range.start <= range.end; i++) {
    const item = items[i]!;
    if (!('content' in item)) continue;
    for (const { name, range: mark } of item.content.placeholders) {
      const value = placeholderValue(name, plan, project, ruleSet);
      if (value.ok) out.push({ offset: mark.end, label: { zh: `= ${value.text.zh}`, en: `= ${value.text.en}` } });
    }
  }
  return out;
}
