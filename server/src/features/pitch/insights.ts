/** What stands beside the text of a script: how long a stage takes when spoken, and what fills a placeholder. */
import type { PitchDocument } from '../../core/documents/document.ts';
import { placeholderValue, spokenSeconds } from '../../core/index.ts';
import type { SourceRange } from '../../core/text/range.ts';
import type { FeatureContext, InlayEntry } from '../types.ts';

/** Speech of a talk where markets.yaml says nothing: characters and words a second. */
const USUAL = { han: 4.5, words: 2.5 };

/** Only stages and lines that touch the range are looked at, so that scrolling costs what is seen. */
export function inlays(document: PitchDocument, range: SourceRange, context: FeatureContext): readonly InlayEntry[] {
  return [...lengths(document, range, context), ...values(document, range, context)].sort(
    (a, b) => a.offset - b.offset,
  );
}

function lengths(document: PitchDocument, range: SourceRange, { ruleSet, project }: FeatureContext): InlayEntry[] {
  const { stages, items } = document.script;
  const market = document.market ?? project.settingsOf(document).market;
  const { thresholds } = ruleSet.markets[market];
  const perSecond = {
    han: thresholds.video_chars_per_second?.value ?? USUAL.han,
    words: thresholds.words_per_second?.value ?? USUAL.words,
  };
  const out: InlayEntry[] = [];
  for (const stage of stages) {
    const { start, end } = stage.range;
    if (end < range.start || start > range.end) continue;
    let seconds = 0;
    for (let i = stage.first; i < stage.end; i++) {
      const item = items[i]!;
      const isSpoken = item.type === 'text' || (item.type === 'turn' && item.role !== 'client');
      if (isSpoken) seconds += spokenSeconds(document.segments[item.segment]!.text.text, perSecond);
    }
    if (seconds < 1) continue;
    out.push({
      offset: end,
      label: { zh: `约${spoken(seconds, '分', '秒')}`, en: `about ${spoken(seconds, ' min ', ' s')}` },
      tooltip: { zh: '按语速估算，分支全部算上', en: 'Estimated from the pace of speech, all branches counted' },
    });
  }
  return out;
}

function spoken(seconds: number, minute: string, second: string): string {
  const whole = Math.max(1, Math.round(seconds));
  return whole < 60 ? `${whole}${second}` : `${Math.floor(whole / 60)}${minute}${whole % 60}${second}`;
}

function values(document: PitchDocument, range: SourceRange, { project, ruleSet }: FeatureContext): InlayEntry[] {
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
