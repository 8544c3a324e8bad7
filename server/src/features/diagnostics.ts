/** Which findings are shown, and in which language. */
import type { Diagnostic, Severity } from '../core/diagnostic.ts';
import type { Language } from '../core/localized.ts';
import type { MessageLanguage } from './convert.ts';

const WEIGHT: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2, hint: 3 };

/** At most `limit` findings, the gravest first to be kept; in document order. */
export function shownFindings<D extends Pick<Diagnostic, 'severity'>>(
  diagnostics: readonly D[],
  limit: number,
): readonly D[] {
  if (diagnostics.length <= limit) return diagnostics;
  const kept = new Set(
    diagnostics
      .map((diagnostic, index) => ({ index, weight: WEIGHT[diagnostic.severity] }))
      .sort((a, b) => a.weight - b.weight || a.index - b.index)
      .slice(0, limit)
      .map(({ index }) => index),
  );
  return diagnostics.filter((_, index) => kept.has(index));
}

export function countBySeverity(diagnostics: readonly Diagnostic[]): Record<Severity, number> {
  const counts = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const { severity } of diagnostics) counts[severity]++;
  return counts;
}

/** `auto` speaks the document's language (of many, the first one's), else the display language. */
export function messageLanguage(
  setting: 'auto' | MessageLanguage | undefined,
  document: { readonly language?: Language | undefined } | undefined,
  display: string | undefined,
): MessageLanguage {
  if (setting === 'zh' || setting === 'en') return setting;
  const language = document?.language ?? display ?? 'en';
  return language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
