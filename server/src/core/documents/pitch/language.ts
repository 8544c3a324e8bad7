/** A script that does not say its language: guessed from its first characters. */
import type { Language, Market } from '../../localized.ts';
import { traditionalCount } from './words.ts';

/** Only so many characters of what is said are looked at, in UTF-16 units. */
export const LANGUAGE_SAMPLE = 4000;

/** The language of a script whose settings end at `from`: of what is said, else of its settings or its market. */
export function languageBelow(text: string, from: number, market: Market | undefined): Language {
  const said = text.slice(from, from + LANGUAGE_SAMPLE);
  const { han, latin } = counts(said);
  if (han + latin > 0) return languageOf(said, market);
  return counts(text.slice(0, from)).han > 0 || market !== 'CN' ? languageOf(text.slice(0, from), market) : 'zh-CN';
}

/** No Han characters: English. Traditional ones: as Hong Kong or Taiwan writes, by market. Otherwise simplified. */
export function languageOf(text: string, market: Market | undefined): Language {
  const sample = text.slice(0, LANGUAGE_SAMPLE);
  const { han, latin } = counts(sample);
  if (han === 0 || han * 3 < latin) return 'en';
  if (traditionalCount(sample) * 25 < han) return 'zh-CN';
  return market === 'HK' || /[嘅咗哋喺唔冇嚟啲]/.test(sample) ? 'zh-HK' : 'zh-TW';
}

/** Han characters, and words of at least two Latin letters. */
function counts(text: string): { han: number; latin: number } {
  let han = 0;
  let latin = 0;
  let run = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    const letter = (c | 32) >= 97 && (c | 32) <= 122;
    run = letter ? run + 1 : 0;
    if (run === 2) latin++;
    // the ideographs, their compatibility forms, and the first half of each in the supplementary planes
    if ((c >= 0x3400 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) || (c >= 0xd840 && c <= 0xd88f)) han++;
    else if (c === 0x3005 || c === 0x3007) han++;
  }
  return { han, latin };
}
