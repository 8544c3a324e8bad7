/** How amounts, shares and lists stand in messages, in both languages. */

import type { Risk } from '../../domain/product-types.ts';
import type { Localized } from '../../localized.ts';

/** `1200000` → `120万` / `1,200,000`. */
export function amountText(value: number): Localized {
  return { zh: chineseAmount(value), en: Math.round(value).toLocaleString('en-US') };
}

function chineseAmount(value: number): string {
  const trim = (scaled: number) => String(Math.round(scaled * 100) / 100);
  if (Math.abs(value) >= 1e8) return `${trim(value / 1e8)}亿`;
  if (Math.abs(value) >= 1e4) return `${trim(value / 1e4)}万`;
  return `${trim(value)}元`;
}

/** `0.0906` → `9.1`, without the sign. */
export function percentText(share: number): string {
  return String(Math.round(share * 1000) / 10);
}

export const RISK_NAMES: Readonly<Record<Risk, Localized>> = {
  ci: { zh: '重疾', en: 'critical illness' },
  accident: { zh: '意外', en: 'accident' },
  medical: { zh: '医疗', en: 'medical' },
  death: { zh: '身故', en: 'death' },
};

/** Joins names for a message: 、 in Chinese, commas and `and` in English. */
export function joined(parts: readonly Localized[]): Localized {
  const english = parts.map((part) => part.en);
  return {
    zh: parts.map((part) => part.zh).join('、'),
    en: english.length < 2 ? english.join('') : `${english.slice(0, -1).join(', ')} and ${english.at(-1)}`,
  };
}

export function same(text: string): Localized {
  return { zh: text, en: text };
}
