/** A script that does not say its language: guessed from its first characters. */
import type { Language, Market } from '../../localized.ts';
import { traditionalCount } from './words.ts';

/** Only so many characters are looked at, in UTF-16 units. */
export const LANGUAGE_SAMPLE = 4000;

/** No Han characters: English. Traditional ones: as Hong Kong or Taiwan writes, by market. Otherwise simplified. */
export function languageOf(text: string, market: Market | undefined): Language {
  const sample = text.slice(0, LANGUAGE_SAMPLE);
  const han = sample.match(/\p{Script=Han}/gu)?.length ?? 0;
  const latin = sample.match(/[A-Za-z]{2,}/g)?.length ?? 0;
  if (han === 0 || han * 3 < latin) return 'en';
  if (traditionalCount(sample) * 25 < han) return 'zh-CN';
  return market === 'HK' || /[嘅咗哋喺唔冇嚟啲]/.test(sample) ? 'zh-HK' : 'zh-TW';
}
