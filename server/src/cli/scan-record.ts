/** One record of a scan: what may stand in it, and what a bad one is answered with. */
import type { Channel } from '../core/documents/document.ts';
import { type Language, MARKETS, type Market } from '../core/localized.ts';

export interface ScanRecord {
  /** As given; written back as it came. */
  readonly id: string | number;
  readonly text: string;
  readonly speaker: 'agent' | 'client' | 'narrator' | 'note';
  readonly language: Language;
  readonly market: Market;
  readonly channel: Channel;
  readonly thread: string | number | undefined;
}

export interface BadRecord {
  readonly id: string | number | null;
  readonly line: number;
  readonly error: string;
}

const LANGUAGES: Readonly<Record<string, Language>> = {
  zh: 'zh-CN',
  'zh-cn': 'zh-CN',
  'zh-hans': 'zh-CN',
  'zh-tw': 'zh-TW',
  'zh-hant': 'zh-TW',
  'zh-hk': 'zh-HK',
  en: 'en',
};
const MARKET_OF: Readonly<Record<Language, Market>> = { 'zh-CN': 'CN', 'zh-TW': 'TW', 'zh-HK': 'HK', en: 'US' };
const SPEAKERS: readonly string[] = ['agent', 'client', 'narrator', 'note'];
const CHANNELS: readonly string[] = ['script', 'proposal', 'public', 'training'];

/** Never throws. `number` is the line in the input, from 1. */
export function parseRecord(line: string, number: number): ScanRecord | BadRecord {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { id: null, line: number, error: 'not JSON: each line is one JSON object' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { id: null, line: number, error: 'not a JSON object' };
  }
  const given = value as Readonly<Record<string, unknown>>;
  const id = typeof given.id === 'string' || typeof given.id === 'number' ? given.id : null;
  const bad = (error: string): BadRecord => ({ id, line: number, error });
  if (id === null) return bad('"id" is missing; it is a text or a number');
  if (typeof given.text !== 'string') return bad('"text" is missing or no text');
  const speaker = given.speaker ?? 'agent';
  if (!SPEAKERS.includes(speaker as string)) return bad(`"speaker" is one of ${SPEAKERS.join(', ')}`);
  const channel = given.channel ?? 'script';
  if (!CHANNELS.includes(channel as string)) return bad(`"channel" is one of ${CHANNELS.join(', ')}`);
  const language = languageOf(given.lang, given.text);
  if (!language) return bad('"lang" is one of zh-CN, zh-TW, zh-HK, en');
  const market = given.market ?? MARKET_OF[language];
  if (!MARKETS.includes(market as Market)) return bad(`"market" is one of ${MARKETS.join(', ')}`);
  const thread = typeof given.thread === 'string' || typeof given.thread === 'number' ? given.thread : undefined;
  return {
    id,
    text: given.text,
    speaker: speaker as ScanRecord['speaker'],
    channel: channel as Channel,
    language,
    market: market as Market,
    thread,
  };
}

/** Without `lang`: Chinese when there is a Han character, else English. */
function languageOf(given: unknown, text: string): Language | undefined {
  if (given === undefined || given === null) return holdsHan(text) ? 'zh-CN' : 'en';
  return typeof given === 'string' ? LANGUAGES[given.toLowerCase()] : undefined;
}

/** Below this there is no Han character: most of a text is passed over without asking what script it is. */
const FIRST_HAN = 0x2e80;

function holdsHan(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) >= FIRST_HAN) return /\p{Script=Han}/u.test(text);
  return false;
}
