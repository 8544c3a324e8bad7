/** Which findings are shown, and in which language. */
import type { Diagnostic, Severity } from '../core/diagnostic.ts';
import type { Language } from '../core/localized.ts';
import type { MessageLanguage } from './convert.ts';

const GRAVEST_FIRST: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** At most `limit` findings, the gravest first to be kept; in document order. */
export function shownFindings(diagnostics: readonly Diagnostic[], limit: number): readonly Diagnostic[] {
  if (diagnostics.length <= limit) return diagnostics;
  const share = shareOf([{ diagnostics }], limit);
  return diagnostics.filter(({ severity }) => share.takes(severity));
}

/** Which findings are among the `limit` shown ones: asked of each once, in document order. */
export function shareOf(
  runs: readonly { readonly diagnostics: readonly Diagnostic[] }[],
  limit: number,
): { takes(severity: Severity): boolean } {
  const left = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const { diagnostics } of runs) for (const { severity } of diagnostics) left[severity]++;
  let room = limit;
  for (const severity of GRAVEST_FIRST) {
    left[severity] = Math.min(left[severity], room);
    room -= left[severity];
  }
  return { takes: (severity) => left[severity]-- > 0 };
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
