/**
 * What the published JSON Schemas say of our formats, for editors that know nothing of them: as tight as a pattern can be.
 * Not said: that a sum is absurd, and that 29 February needs a leap year. A test holds them to the readers of core/domain.
 */

const DIGIT = '[0-9０-９]';
/** In small or capital letters of either width. */
const anyCase = (word: string) =>
  word.replace(/[a-z$]/g, (c) => (c === '$' ? '[$＄]' : `[${c}${c.toUpperCase()}${wide(c)}${wide(c.toUpperCase())}]`));
const wide = (c: string) => String.fromCharCode(c.charCodeAt(0) + 0xfee0);
const oneOf = (...words: readonly string[]) => `(?:${words.map(anyCase).join('|')})`;

const CURRENCIES = ['rmb', 'cny', 'hkd', 'hk$', 'nt$', 'twd', 'sgd', 's$', 'usd', 'us$', 'gbp', '[¥￥£]', '$'];
const COINS = [
  '元',
  '圆',
  '块',
  '港币',
  '港元',
  '新币',
  '美元',
  '英镑',
  'rmb',
  'cny',
  'hkd',
  'twd',
  'sgd',
  'usd',
  'gbp',
];
const UNITS = ['十万', '百万', '千万', '[千仟万萬亿億]', 'k', 'w', 'm'];
const WHOLE = `(?:${DIGIT}{1,3}(?:[,，]${DIGIT}{3})+|${DIGIT}+)`;

const DAY = [
  '(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])',
  '(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)',
  '02-(?:0[1-9]|[12][0-9])',
].join('|');
const MONTH = '[0-9]{4}-(?:0[1-9]|1[0-2])';

export const PATTERNS: Readonly<Record<string, string>> = {
  amount: `^\\s*[+＋]?(?:${oneOf(...CURRENCIES)}\\s*)?${WHOLE}(?:[.．]${DIGIT}+)?\\s*${oneOf(...UNITS)}?\\s*${oneOf(...COINS)}?(?:\\/年|每年)?\\s*$`,
  percent: '^\\s*0*(?:[0-9]{1,2}(?:\\.[0-9]+)?|100(?:\\.0+)?)\\s*[%％]\\s*$',
  date: `^[0-9]{4}-(?:${DAY})$`,
  'partial-date': `^(?:[0-9]{4}-(?:${DAY})|${MONTH})$`,
  month: `^${MONTH}$`,
  'event-date': `^(?:[0-9]{4}-)?(?:${DAY})$`,
  term: '^(?:(?:0{0,2}[1-9]|0?[1-9][0-9]|10[0-5])y|to(?:0{0,2}[1-9]|0?[1-9][0-9]|1[01][0-9]|120)|life)$',
};
