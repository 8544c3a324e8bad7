/**
 * Signs that people write for characters: emoji for a word, letters in boxes and circles, Bopomofo, foreign letters that
 * look Latin. Knows signs, not words; what a sign may be is tried only where a trigger word would come of it.
 */

/** A line without any of these is written with ordinary characters. Tested where folding was not plain. */
export const SIGNS =
  /\u20e3|[\u00c6\u00d8\u00df\u00e6\u00f8\u0110\u0111\u0126\u0127\u0141\u0142\u0166\u0167\u02c7\u02ca\u02cb\u02d9\u0131\u0180-\u019f\u01a0-\u01cc\u0250-\u02af\u0370-\u052f\u1d00-\u1d2b\u2100-\u214f\u2460-\u24ff\u2705\u2713-\u2718\u274c\u2776-\u2793\u2795-\u2797\u27a4\u2b55\u3105-\u312f\u31a0-\u31bf亻讠钅纟阝扌氵忄犭礻饣丩攵刂辶宀疒艹咅佥戋\u3200-\u33ff\u{1f100}-\u{1faff}]/u;

/** Emoji read as what they show. The list is of pictures in use, not of sentences; what is missing is a wedge. */
const WORDS = new Map<string, string>(
  Object.entries({
    '💰': '钱',
    '💵': '钱',
    '💴': '钱',
    '💸': '钱',
    '💲': '钱',
    '🤑': '钱',
    '➕': '加',
    '➖': '减',
    '💯': '百分百',
    '🧧': '红包',
    '🥇': '第一',
    '🏆': '冠军',
    '🔝': '最高',
    '👍': '好',
    '🏦': '银行',
    '🏥': '医院',
    '🏠': '房',
    '🚗': '车',
    '💊': '药',
    '📈': '涨',
    '📉': '跌',
    '🐂': '牛',
    '🐮': '牛',
    '🐻': '熊',
    '🔒': '锁',
    '🔐': '锁',
    '🆓': '免费',
    '🆗': '可以',
    '🈚': '无',
    '🈶': '有',
    '⭕': '零',
    '🚫': '不',
    '❌': '不',
    '✖': '不',
    '🈲': '禁',
    '👑': '王',
    '🛡': '保',
    '💳': '卡',
    '🎁': '礼',
    '🔥': '火',
    '⏰': '时',
    '⌛': '时',
    '✍': '签',
    '🖊': '笔',
    '📄': '单',
    '📃': '单',
    '🐑': '羊',
    '🐏': '羊',
    '🐟': '鱼',
    '🐔': '鸡',
    '☁': '云',
    '🌙': '月',
    '☀': '日',
    '🌞': '日',
    '🍎': '苹果',
    '👄': '嘴',
    '🦵': '腿',
    '💺': '座',
    '🈳': '空',
    '🈵': '满',
  }),
);

/** What a sign says, or undefined when it is no word: then it can only be wedged in. */
export function wordOfSign(symbol: string): string | undefined {
  const word = WORDS.get(symbol);
  if (word !== undefined) return word;
  const code = symbol.codePointAt(0)!;
  for (const [first, count, base] of LETTERS_AND_DIGITS)
    if (code >= first && code < first + count) return String.fromCharCode(base + code - first);
  return undefined;
}

/** Letters and digits in boxes and circles that Unicode does not decompose: first code, how many, the first one's own. */
const LETTERS_AND_DIGITS: readonly (readonly [number, number, number])[] = [
  [0x1f150, 26, 0x61],
  [0x1f170, 26, 0x61],
  [0x1f1e6, 26, 0x61],
  [0x2776, 9, 0x31],
  [0x2780, 9, 0x31],
  [0x278a, 9, 0x31],
];

/** Letters, digits and Han characters in boxes and circles. */
const BOXED: readonly (readonly [number, number])[] = [
  [0x2100, 0x214f],
  [0x2460, 0x24ff],
  [0x2776, 0x2793],
  [0x3200, 0x33ff],
  [0x1f100, 0x1f2ff],
];
const PICTURES: ReadonlySet<number> = new Set(Array.from(WORDS.keys(), (sign) => sign.codePointAt(0)!));

/** Whether a character is a letter, a digit or a Han character in a box or circle, or a picture that says a word. */
export function isSign(code: number): boolean {
  if (code < 0x2100 || (code >= 0x3400 && code < 0x1f000)) return false;
  return BOXED.some(([first, last]) => code >= first && code <= last) || PICTURES.has(code);
}

const FOREIGN =
  'аaеeоoрpсcхxуyіiјjѕsԁdһhԛqԝwкkмmтtвbнhгrпnαaεeοoιiηnρpυuτtνvκkγyχxωwςsσoβbδdμuᴀaʙbᴄcᴅdᴇeɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpʀrᴛtᴜuᴠvᴡwʏyᴢzøođdłlŧtħhıiƒfɑaɡgßbæaœo';
const LOOK_LATIN = new Map<number, number>();
for (let i = 0; i + 1 < FOREIGN.length; i += 2) LOOK_LATIN.set(FOREIGN.charCodeAt(i), FOREIGN.charCodeAt(i + 1));

/** The Latin letter that a folded foreign letter looks like, or 0. */
export function latinLookOf(unit: number): number {
  return LOOK_LATIN.get(unit) ?? 0;
}

/** UTF-16 units that need more than a table: signs, Bopomofo, foreign letters that look Latin, parts of Han characters. */
export function* oddUnits(): Generator<number> {
  for (const [first, last] of [...BOXED, [0x3105, 0x312f] as const, [0x370, 0x52f] as const])
    for (let code = first; code <= last && code <= 0xffff; code++) yield code;
  for (const code of PICTURES) if (code <= 0xffff) yield code;
  yield* LOOK_LATIN.keys();
  yield* LONE_PARTS;
}

/** Characters written as their parts: the part, the rest, the whole. One of the two never stands by itself. */
const PARTS =
  '亻呆保亻用佣亻责债亻亭停亻弋代亻寸付亻言信亻本体亻更便亻直值亻介价亻加伽亻壬任亻牛件亻建健亻尔你亻也他亻昔借亻专传讠正证讠若诺讠舌话讠兑说讠十计讠人认讠殳设讠丁订讠卖读讠果课讠平评讠乍诈钅艮银钅戋钱钅肖销钅失铁纟卖续纟工红纟合给纟色绝纟冬终纟勺约纟屯纯纟及级纟充统阝佥险阝艮限阝完院阝余除扌是提扌仓抢扌少抄扌巨拒扌包抱扌圭挂扌旦担扌寺持扌安按扌殳投扌合拾氵殳没氵张涨氵肖消氵舌活忄京惊忄生性忄青情忄白怕忄每悔忄不怀犭青猜礻畐福饣官馆贝咅赔丩攵收禾刂利至刂到害刂割另刂别辶艮退辶反返辶大达辶寸过辶文这辶米迷辶兆逃辶车连宀头实宀疋定宀玉宝宀女安疒丙病疒正症疒矢疾艹新薪';
const WHOLE = new Map<number, number>();
for (let i = 0; i + 2 < PARTS.length; i += 3)
  WHOLE.set((PARTS.charCodeAt(i) << 16) | PARTS.charCodeAt(i + 1), PARTS.charCodeAt(i + 2));
/** Parts that nobody writes by themselves. */
const LONE_PARTS = new Set(Array.from('亻讠钅纟阝扌氵忄犭礻饣丩攵刂辶宀疒艹咅佥戋', (part) => part.charCodeAt(0)));

/** The character that two parts side by side make, or 0. */
export function wholeOf(first: number, second: number): number {
  return WHOLE.get((first << 16) | second) ?? 0;
}

const INITIALS = 'ㄅㄆㄇㄈㄉㄊㄋㄌㄍㄎㄏㄐㄑㄒㄓㄔㄕㄖㄗㄘㄙ';
const INITIAL_LETTERS = 'b p m f d t n l g k h j q x zh ch sh r z c s'.split(' ');
/** Alone or after an initial; the second form stands where there is none. */
const FINALS = new Map<string, readonly [string, string]>(
  'ㄧㄚ ia ya|ㄧㄛ o yo|ㄧㄝ ie ye|ㄧㄞ ai yai|ㄧㄠ iao yao|ㄧㄡ iu you|ㄧㄢ ian yan|ㄧㄣ in yin|ㄧㄤ iang yang|ㄧㄥ ing ying|ㄨㄚ ua wa|ㄨㄛ uo wo|ㄨㄞ uai wai|ㄨㄟ ui wei|ㄨㄢ uan wan|ㄨㄣ un wen|ㄨㄤ uang wang|ㄨㄥ ong weng|ㄩㄝ ue yue|ㄩㄢ uan yuan|ㄩㄣ un yun|ㄩㄥ iong yong|ㄧ i yi|ㄨ u wu|ㄩ v yu|ㄚ a a|ㄛ o o|ㄜ e e|ㄝ e e|ㄞ ai ai|ㄟ ei ei|ㄠ ao ao|ㄡ ou ou|ㄢ an an|ㄣ en en|ㄤ ang ang|ㄥ eng eng|ㄦ er er'
    .split('|')
    .map((entry) => entry.split(' ') as [string, string, string])
    .map(([own, after, alone]) => [own, [after, alone]]),
);
const TONES = 'ˊˇˋ˙ˉ';

export function isBopomofo(code: number): boolean {
  return code >= 0x3105 && code <= 0x312f;
}

/**
 * The syllable that begins at `from` and the offset after it, tone mark included. Of an initial by itself `letters` is
 * its first letter (注音文), or with `isWhole` the syllable it can be: ㄕ is shi.
 */
export function bopomofoSyllable(text: string, from: number, isWhole: boolean): { letters: string; end: number } {
  const initial = INITIALS.indexOf(text.charAt(from));
  let end = initial >= 0 ? from + 1 : from;
  const two = text.slice(end, end + 2);
  const final = FINALS.get(two) ?? FINALS.get(text.charAt(end));
  if (final) end += FINALS.has(two) ? 2 : 1;
  const isToned = TONES.includes(text.charAt(end)) && end < text.length;
  const letters = initial < 0 ? '' : INITIAL_LETTERS[initial]!;
  if (isToned) end++;
  if (final) return { letters: initial < 0 ? final[1] : joined(letters, final[0]), end };
  if (initial < 0) return { letters: '', end: Math.max(end, from + 1) };
  const isSyllable = initial >= INITIALS.indexOf('ㄓ');
  return { letters: isSyllable && (isToned || isWhole) ? `${letters}i` : letters.charAt(0), end };
}

/** ㄐㄩ is ju, ㄅㄨㄥ does not exist, ㄅㄛ is bo. */
function joined(initial: string, final: string): string {
  if (/^[jqx]$/.test(initial) && final === 'v') return `${initial}u`;
  return initial + final;
}
