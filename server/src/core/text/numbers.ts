/**
 * Numbers as people write them in scripts (claims.md §1.3): `5%`, `百分之五`, `5个点`, `五厘息`, `five percent` are one
 * value. Reads values and units; what a number promises is for the rules.
 */
import { fold } from './folding.ts';
import { ENGLISH_NUMBERS, readArabic, readChinese, readEnglish } from './numerals.ts';

export type NumberKind = 'percent' | 'amount' | 'days' | 'years' | 'number';

export interface NumberMatch {
  /** UTF-16 offsets of the text given, prefix and unit included. */
  readonly start: number;
  readonly end: number;
  readonly kind: NumberKind;
  /**
   * Percents as shares (5 % is 0.05, 翻倍 is +1), amounts in units of their currency, days, years (half a year is 0.5).
   * Of a range the upper bound.
   */
  readonly value: number;
  /** Lower and upper bound of `3%-5%`, `三五年`. */
  readonly range?: readonly [number, number];
  /** The unit as folded text: `%`, `个点`, `元`, `$`, `天`, `岁`; empty for a bare number. */
  readonly unit: string;
  /** A percentage next to 占比, 持股, 赔付比例, 免赔率 or 折: a share of something, not a return. */
  readonly notReturn?: boolean;
}

const HAN_DIGIT = '零〇一二两三四五六七八九';
const ENGLISH = `(?:${ENGLISH_NUMBERS.join('|')})`;
/** A line without any of these holds no number. Tested on the text as written. */
const HINT =
  /[0-9０-９①-⑳⑴-⒇零〇一二兩两三四五六七八九十廿卅百對对半翻\u{1d7ce}-\u{1d7ff}\u{1f4af}]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred)\b/iu;

/** What a number of a kind cannot do without, in the text as written. */
const KIND_HINT: Readonly<Record<NumberKind, RegExp>> = {
  number: HINT,
  percent:
    /[%％﹪‰趴帕厘釐成\u{1f4af}ａ-ｚＡ-Ｚ]|per ?cent|pct|bp|分.{0,8}[之百]|[个個分基].{0,8}[点點]|翻.{0,8}[倍番]|[对對].{0,8}半/iu,
  amount:
    /[$¥￥€£元块塊圆圓币幣镑鎊万萬亿億千仟百佰蚊]|美.{0,8}金|[^a-z].{0,8}[wkm](?![a-z0-9])|dollar|pound|yuan|rmb|usd|hkd|sgd|twd|cny|thousand|million|billion|[ａ-ｚＡ-Ｚ]/iu,
  days: /[天日期周週拜]|day|week|[ａ-ｚＡ-Ｚ]/iu,
  years: /年|year|yr|[ａ-ｚＡ-Ｚ]/iu,
};

/** False when a text surely holds no number of the kind: one quick look instead of reading all its numbers. */
export function mayHoldNumber(text: string, kind: NumberKind): boolean {
  return KIND_HINT[kind].test(text);
}

/** One numeral, or a word that is a number by itself. Every part is bounded or followed by what it cannot hold. */
const NUMERAL = new RegExp(
  [
    '(?<date>\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}(?!\\d)|\\d{1,2}:\\d{2}(?!\\d))',
    '(?<fixed>百分之?百|翻[一1]?倍|翻[一1]?番|翻两番|\u{1f4af}|对半(?![年个月]))',
    `(?<per>[百千万]分之)(?<perNumber>\\d{1,6}(?:\\.\\d{1,6})?|[${HAN_DIGIT}十百]{1,6}(?:点[${HAN_DIGIT}]{1,4})?)`,
    '(?<arabic>\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?)',
    `(?<han>[${HAN_DIGIT}十百千万亿廿卅]+(?:点[${HAN_DIGIT}]{1,4})?)`,
    '(?<half>半)(?=年)',
    `\\b(?<english>(?:a hundred|${ENGLISH}(?:[ -]${ENGLISH}){0,2})\\b)`,
  ].join('|'),
  'uy',
);

const ANYWHERE = 1;
const AT_WORD = 2;
/** By unit: whether a numeral may begin with it. Every Latin letter is marked, for word edges. */
const STARTS = startTable();

const PERCENT_UNIT = /\s?(?:%|个百分点|个点(?![位评名钟心])|趴|帕(?!斯)|厘息?(?![米升])|percent\b|per cent\b|pct\b)/y;
const BASIS_UNIT = /\s?(?:bps?\b|个?基点)/y;
const TENTHS_UNIT = /成(?!为|功|立|员|果|年|人|长|交|绩|分|本|品|因|都|熟|型|材|不变|就)([一二三四五六七八九])?/y;
const CURRENCY =
  '元|块钱?|圆|人民币|港[币元]|美[元金]|台币|新台币|新币|新元|英镑|欧元|日元|dollars?\\b|pounds?\\b|yuan\\b|rmb\\b|usd\\b|hkd\\b|sgd\\b|twd\\b|cny\\b|蚊';
const MULTIPLIER =
  /\s?(万亿|千万|百万|十万|万|亿|千|百|w(?![a-z0-9])|k(?![a-z0-9])|m(?![a-z0-9])|thousand\b|million\b|billion\b)/y;
const MULTIPLIERS = new Map<string, number>([
  ['万亿', 1e12],
  ['千万', 1e7],
  ['百万', 1e6],
  ['十万', 1e5],
  ['万', 1e4],
  ['亿', 1e8],
  ['千', 1e3],
  ['百', 1e2],
  ['w', 1e4],
  ['k', 1e3],
  ['m', 1e6],
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
]);
const CURRENCY_UNIT = new RegExp(`\\s?多?(${CURRENCY})`, 'y');
const CURRENCY_BEFORE = /(?:(?:us|hk|nt|s|a)?\$|¥|￥|€|£|rmb|cny|usd|hkd|sgd|twd|人民币|港币|美元)\s?$/;
const DAYS_UNIT = /\s?(?:个?(?:工作日|自然日)|天|日(?![元常报])|days?\b|-days?\b)/y;
const WEEKS_UNIT = /\s?(?:个?星期(?![一二三四五六日天])|个?礼拜|weeks?\b|-weeks?\b)/y;
const YEARS_UNIT = /\s?(?:周?年(?!级|代|底|初|末)(?!\d{1,2}月)(半)?|years?\b|-years?\b|yrs?\b)/y;
const COUNTER =
  /\s?(?:个月|个|岁|次|份|张|位|项|条|人|家|口|期|倍|元|分钟|小时|款|间|名|户|单|折|months?\b|times\b|x(?![a-z]))/y;
/** What follows a multiplier when things and not money are counted: 20万人, 3千米. */
const COUNTED = /\s?(?:人|户|名|次|字|米|公里|家|份|台|辆|件|个|条|步|张|粉|阅读|克|瓦|卡|里|册|篇)/y;
const CLOCK_BEFORE = /(?:上午|下午|晚上|凌晨|早上|中午|傍晚|早|晚)$/;
const CLOCK_AFTER = /(?:点钟?|点[半整多]|时许|刻)|点(?=\D|$)/y;
const SHARE_BEFORE = /(?:比例|免赔率|持股|占比|占|赔付率|折)[^，。；！？,;!?\d]{0,6}$/;
const SHARE_AFTER = /\s?的?(?:赔付比例|报销比例|给付比例|比例|持股|占比|免赔|股份|股权|的人|的客户|的家庭)/y;
const CONNECTOR = /^\s?(?:-|~|–|—|―|～|至|到|to)\s?$/;
const MOST_BETWEEN = 4;

/** By unit: whether what a numeral is followed by may begin with it, and whether a currency before one may end with it. */
const GOES_ON = signsOf([
  NUMERAL,
  ...[PERCENT_UNIT, BASIS_UNIT, TENTHS_UNIT, MULTIPLIER, CURRENCY_UNIT, DAYS_UNIT, WEEKS_UNIT, YEARS_UNIT, COUNTER],
  ...[CLOCK_AFTER, CONNECTOR],
]);
const ENDS_CURRENCY = signsOf([CURRENCY_BEFORE]);

interface Reading {
  start: number;
  end: number;
  kind: NumberKind;
  value: number;
  range?: readonly [number, number];
  unit: string;
  notReturn?: boolean;
  /** A numeral with nothing said about it: may be the lower bound of what follows. */
  isBare: boolean;
  /** What the unit multiplies by: 0.01 for percents, 10000 for 万. */
  scale: number;
}

/**
 * All numbers of a text, in order and without overlaps; a range is one number. Clock times, calendar dates and idioms
 * (一点, 万一, 十分) are left out; a calendar year is a plain number. Linear; never throws.
 */
export function findNumbers(text: string): NumberMatch[] {
  if (!HINT.test(text)) return [];
  const mapped = fold(text);
  const folded = mapped.text;
  const readings: Reading[] = [];
  let before = 0;
  for (let at = 0; at < folded.length; ) {
    const unit = folded.charCodeAt(at);
    const start = STARTS[unit]!;
    // English numerals begin a word; anything else may begin anywhere
    const isCandidate = start === ANYWHERE || (start === AT_WORD && STARTS[before] === 0);
    // 一定, 第三人: one character, a number by itself to nobody unless it is a bound of some range
    const last = readings[readings.length - 1];
    const isWord =
      unit > 0x7f &&
      GOES_ON[folded.charCodeAt(at + 1)] !== 1 &&
      ENDS_CURRENCY[before] === 0 &&
      !(last && at - last.end <= MOST_BETWEEN);
    before = unit;
    if (!isCandidate || isWord) {
      at++;
      continue;
    }
    NUMERAL.lastIndex = at;
    const match = NUMERAL.exec(folded);
    if (!match) {
      at++;
      continue;
    }
    const reading = read(folded, match);
    if (reading) readings.push(reading);
    // what the number's unit has taken is not read again
    at = Math.max(at + match[0].length, reading?.end ?? 0);
    before = folded.charCodeAt(at - 1);
  }
  return joinRanges(readings, folded)
    .filter((reading) => reading.kind !== 'number' || reading.unit !== '' || !isIdiom(reading, folded))
    .map(({ start, end, kind, value, range, unit, notReturn }) => {
      const source = mapped.rangeOf(start, end);
      const found: NumberMatch = { start: source.start, end: source.end, kind, value, unit };
      return { ...found, ...(range ? { range } : undefined), ...(notReturn ? { notReturn } : undefined) };
    });
}

function read(text: string, match: RegExpMatchArray): Reading | undefined {
  const groups = match.groups!;
  const start = match.index!;
  const end = start + match[0].length;
  if (groups.date !== undefined) return undefined;
  if (groups.fixed !== undefined) return percent(text, start, end, fixedShare(groups.fixed), groups.fixed, 1);
  if (groups.per !== undefined) {
    const scale = groups.per === '百分之' ? 0.01 : groups.per === '千分之' ? 0.001 : 0.0001;
    const bounds = bothBounds(groups.perNumber!) ?? undefined;
    const value = bounds?.[1] ?? readValue(groups.perNumber!);
    if (value === undefined) return undefined;
    const reading = percent(text, start, end, share(value, scale), groups.per, scale);
    return bounds ? { ...reading, range: [share(bounds[0], scale), share(bounds[1], scale)] } : reading;
  }
  if (groups.half !== undefined)
    return { start, end: end + 1, kind: 'years', value: 0.5, unit: '年', isBare: false, scale: 1 };
  return readNumeral(text, start, end, match[0]);
}

function readNumeral(text: string, start: number, end: number, written: string): Reading | undefined {
  const mayGoOn = GOES_ON[text.charCodeAt(end)] === 1;
  if ((mayGoOn || written.includes('点')) && isClockTime(text, start, end, written)) return undefined;
  const bounds = bothBounds(written);
  const value = bounds?.[1] ?? readValue(written);
  if (value === undefined) return undefined;
  const scaled = (scale: number): readonly [number, number] | undefined =>
    bounds ? [share(bounds[0], scale), share(bounds[1], scale)] : undefined;
  const unitAt = (pattern: RegExp, at: number): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  const made = (kind: NumberKind, unit: string, unitEnd: number, scale: number, own = value): Reading => ({
    start,
    end: unitEnd,
    kind,
    value: share(own, scale),
    ...(bounds ? { range: scaled(scale) } : undefined),
    unit,
    isBare: false,
    scale,
  });
  const ofUnit = (unit: RegExpExecArray): number => unit.index + unit[0].length;
  if (!mayGoOn) return readAmount(text, start, end, written, made) ?? readCounted(text, start, end, written, made);

  let unit = unitAt(PERCENT_UNIT, end);
  if (unit && !/[千万亿]$/.test(written)) {
    const reading = percent(text, start, ofUnit(unit), share(value, 0.01), unit[0].trim(), 0.01);
    return bounds ? { ...reading, range: scaled(0.01) } : reading;
  }
  unit = unitAt(BASIS_UNIT, end);
  if (unit) return percent(text, start, ofUnit(unit), share(value, 0.0001), 'bp', 0.0001);
  unit = unitAt(TENTHS_UNIT, end);
  if (unit && value <= 10 && text[start - 1] !== '第') {
    const hundredths = unit[1] ? (readChinese(unit[1]) ?? 0) : 0;
    return {
      ...percent(text, start, ofUnit(unit), share(value * 10 + hundredths, 0.01), '成', 0.1),
      range: scaled(0.1),
    };
  }
  const isOrdinal = text[start - 1] === '第';
  const from = isOrdinal ? start - 1 : start;
  unit = unitAt(YEARS_UNIT, end);
  if (unit) {
    if (isCalendarYear(written, value)) return { ...made('number', '年', ofUnit(unit), 1), start };
    return { ...made('years', '年', ofUnit(unit), 1, unit[1] ? value + 0.5 : value), start: from };
  }
  unit = unitAt(DAYS_UNIT, end);
  if (unit && text[start - 1] !== '月') return { ...made('days', unit[0].trim(), ofUnit(unit), 1), start: from };
  if (unit) return undefined;
  unit = unitAt(WEEKS_UNIT, end);
  if (unit) return made('days', unit[0].trim(), ofUnit(unit), 7);
  return readAmount(text, start, end, written, made) ?? readCounted(text, start, end, written, made);
}

type Make = (kind: NumberKind, unit: string, end: number, scale: number) => Reading;

/** Money: a currency before or after, or 万, 亿, w, k, m with no thing counted after it. */
function readAmount(text: string, start: number, end: number, written: string, made: Make): Reading | undefined {
  const before = CURRENCY_BEFORE.exec(text.slice(Math.max(0, start - 8), start));
  MULTIPLIER.lastIndex = end;
  const multiplier = MULTIPLIER.exec(text);
  const scale = multiplier ? MULTIPLIERS.get(multiplier[1]!)! : 1;
  const at = multiplier ? end + multiplier[0].length : end;
  CURRENCY_UNIT.lastIndex = at;
  const after = CURRENCY_UNIT.exec(text);
  const unit = (before?.[0] ?? after?.[1] ?? '').trim();
  const reading = made('amount', unit, after ? at + after[0].length : at, scale);
  if (before) return { ...reading, start: start - before[0].length };
  if (after) return reading;
  const isGreat = multiplier !== null || (/[万亿]/.test(written) && !/^[百千万亿]+$/.test(written));
  if (!isGreat) return undefined;
  COUNTED.lastIndex = at;
  if (COUNTED.test(text)) return { ...reading, kind: 'number' };
  return reading;
}

function readCounted(text: string, start: number, end: number, written: string, made: Make): Reading | undefined {
  COUNTER.lastIndex = end;
  const counter = COUNTER.exec(text);
  if (counter) return { ...made('number', counter[0].trim(), end + counter[0].length, 1), start };
  // 百 and 千万 alone are words, not numbers
  if (/^[百千万亿]+$/.test(written)) return undefined;
  return { ...made('number', '', end, 1), start, isBare: true };
}

function percent(text: string, start: number, end: number, value: number, unit: string, scale: number): Reading {
  SHARE_AFTER.lastIndex = end;
  const notReturn = SHARE_BEFORE.test(text.slice(Math.max(0, start - 12), start)) || SHARE_AFTER.test(text);
  return { start, end, kind: 'percent', value, unit, isBare: false, scale, ...(notReturn ? { notReturn } : undefined) };
}

/** `3%-5%`, `3-5万`, `三到五个点`: two readings with a connector between them are one range. */
function joinRanges(readings: readonly Reading[], text: string): Reading[] {
  const joined: Reading[] = [];
  for (const reading of readings) {
    const last = joined[joined.length - 1];
    const between = last ? text.slice(last.end, reading.start) : '';
    const isSame = last && (last.kind === reading.kind || last.isBare) && !last.range && !reading.range;
    // 百分之三到五: the upper bound is bare
    const isOpen = last && reading.isBare && last.kind === 'percent' && /分之$/.test(last.unit);
    if (last && between.length <= MOST_BETWEEN && (isSame || isOpen) && CONNECTOR.test(between)) {
      const low = last.isBare ? share(last.value, reading.scale) : last.value;
      const high = isOpen ? share(reading.value, last.scale) : reading.value;
      if (low < high) {
        const main = isOpen ? last : reading;
        joined[joined.length - 1] = {
          ...main,
          start: last.start,
          end: reading.end,
          value: high,
          range: [low, high],
          notReturn: last.notReturn || reading.notReturn || undefined,
        };
        continue;
      }
    }
    joined.push(reading);
  }
  return joined;
}

/** A bare Chinese digit is mostly a word (一定, 三思); longer numerals and Arabic ones are numbers. */
function isIdiom(reading: Reading, text: string): boolean {
  const written = text.slice(reading.start, reading.end);
  return written.length === 1 && !/\d/.test(written);
}

function isClockTime(text: string, start: number, end: number, written: string): boolean {
  const before = text.slice(Math.max(0, start - 3), start);
  if (written.includes('点')) return CLOCK_BEFORE.test(before) || /^[十分刻]/.test(text.slice(end, end + 1));
  CLOCK_AFTER.lastIndex = end;
  return CLOCK_BEFORE.test(before) && CLOCK_AFTER.test(text);
}

function isCalendarYear(written: string, value: number): boolean {
  return value >= 1900 && value < 2200 && (/^\d{4}$/.test(written) || written.length === 4);
}

/** 三五, 两三: two rising digits are a range. */
function bothBounds(written: string): readonly [number, number] | undefined {
  if (written.length !== 2 || !/^[一二两三四五六七八九]{2}$/.test(written)) return undefined;
  const low = readChinese(written.charAt(0))!;
  const high = readChinese(written.charAt(1))!;
  return low < high ? [low, high] : undefined;
}

/** Blanks, and every character that patterns name, first or not: a quick look tells that none of them can match. */
function signsOf(patterns: readonly RegExp[]): Uint8Array {
  const signs = new Uint8Array(0x10000);
  for (const { source } of patterns) for (let i = 0; i < source.length; i++) signs[source.charCodeAt(i)] = 1;
  for (let code = 0; code <= 0x20; code++) signs[code] = 1;
  for (const blank of '\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff') signs[blank.charCodeAt(0)] = 1;
  signs.fill(1, 0x2000, 0x200b);
  return signs;
}

function startTable(): Uint8Array {
  const starts = new Uint8Array(0x10000);
  for (let code = 0x61; code <= 0x7a; code++) starts[code] = AT_WORD;
  for (const character of `0123456789${HAN_DIGIT}十百千万亿廿卅翻对半\u{1f4af}`)
    starts[character.charCodeAt(0)] = ANYWHERE;
  return starts;
}

function readValue(written: string): number | undefined {
  if (/^\d/.test(written)) return readArabic(written);
  return /^[a-z]/.test(written) ? readEnglish(written) : readChinese(written);
}

function fixedShare(word: string): number {
  if (word === '对半') return 0.5;
  return word === '翻两番' ? 3 : 1;
}

/** Product without the noise of binary fractions: 5 × 0.01 is 0.05. */
function share(value: number, scale: number): number {
  return scale === 1 ? value : Number((value * scale).toPrecision(12));
}
