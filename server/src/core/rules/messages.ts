/** Fills `{x}` in messages of both languages. A name without a value stays as it is written. */
import type { Localized } from '../localized.ts';

export function fillMessage(
  message: Localized,
  data: Readonly<Record<string, string | number | Localized>> | undefined,
): Localized {
  if (!data || (!message.zh.includes('{') && !message.en.includes('{'))) return message;
  return { zh: fill(message.zh, 'zh', data), en: fill(message.en, 'en', data) };
}

function fill(
  text: string,
  language: 'zh' | 'en',
  data: Readonly<Record<string, string | number | Localized>>,
): string {
  return text.replace(/\{([a-z][a-z0-9_.]*)\}/giu, (whole, name: string) => {
    const value = data[name];
    if (value === undefined) return whole;
    return typeof value === 'object' ? value[language] : String(value);
  });
}
