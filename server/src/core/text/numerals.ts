/** Reads numerals: Arabic with separators and Chinese with units. Knows values, not what they count. */

const DIGITS = new Map<string, number>(
  Object.entries({
    零: 0,
    〇: 0,
    一: 1,
    二: 2,
    两: 2,
    三: 3,
    四: 4,
    五: 5,
    六: 6,
    七: 7,
    八: 8,
    九: 9,
    壹: 1,
    贰: 2,
    叁: 3,
    肆: 4,
    伍: 5,
    陆: 6,
    柒: 7,
    捌: 8,
    玖: 9,
    廿: 20,
    卅: 30,
  }),
);
const UNITS = new Map<string, number>(Object.entries({ 十: 10, 百: 100, 千: 1e3, 拾: 10, 佰: 100, 仟: 1e3 }));
const GROUPS = new Map<string, number>(Object.entries({ 万: 1e4, 亿: 1e8 }));

/** Whether a folded character may be part of a Chinese numeral. */
export function isNumeral(character: string): boolean {
  return DIGITS.has(character) || UNITS.has(character) || GROUPS.has(character);
}

/**
 * The value of a Chinese numeral: 三十二, 一百零五, 十二万, 二〇二六, 三点五, 百 alone is 100. Undefined when it is none
 * (万一 with nothing before 万 is none).
 */
export function readChinese(text: string): number | undefined {
  const point = text.indexOf('点');
  if (point >= 0) {
    const whole = readChinese(text.slice(0, point));
    const decimals = text.slice(point + 1);
    if (whole === undefined || decimals === '') return undefined;
    let fraction = '';
    for (const character of decimals) {
      const digit = DIGITS.get(character);
      if (digit === undefined || digit > 9) return undefined;
      fraction += digit;
    }
    return Number(`${whole}.${fraction}`);
  }
  if (text === '') return undefined;
  const characters = [...text];
  // digit by digit: 二〇二六, 一二三
  if (characters.length > 1 && characters.every((character) => (DIGITS.get(character) ?? 99) < 10))
    return Number(characters.map((character) => DIGITS.get(character)).join(''));
  return readPositional(characters);
}

function readPositional(characters: readonly string[]): number | undefined {
  let total = 0;
  let section = 0;
  let digit: number | undefined;
  let lastUnit = Number.POSITIVE_INFINITY;
  let lastGroup = Number.POSITIVE_INFINITY;
  let sawZero = false;
  let implied = 0;
  for (const character of characters) {
    const value = DIGITS.get(character);
    const unit = UNITS.get(character);
    const group = GROUPS.get(character);
    if (value !== undefined) {
      if (digit !== undefined && digit !== 0) return undefined;
      if (value === 0) sawZero = true;
      digit = value;
    } else if (unit !== undefined) {
      if (unit >= lastUnit) return undefined;
      // 十二 has no digit before 十; 百 alone is a hundred
      section += (digit === undefined || digit === 0 ? 1 : digit) * unit;
      lastUnit = unit;
      digit = undefined;
      implied = unit / 10;
      sawZero = false;
    } else if (group !== undefined) {
      section += digit ?? 0;
      if (section === 0 && total === 0) return undefined;
      if (group >= lastGroup) {
        total = (total + section) * group;
      } else total += section * group;
      section = 0;
      digit = undefined;
      lastUnit = Number.POSITIVE_INFINITY;
      lastGroup = group;
      implied = group / 10;
      sawZero = false;
    } else return undefined;
  }
  // 一百五 is 150, 三万五 is 35,000; 一百零五 is 105
  if (digit !== undefined) section += digit < 10 && !sawZero && implied > 1 ? digit * implied : digit;
  return total + section;
}

/** The value of `1,234.5`; undefined when commas do not group. */
export function readArabic(text: string): number | undefined {
  if (text.includes(',') && !/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) && !/^\d{1,4}(,\d{4})+(\.\d+)?$/.test(text))
    return undefined;
  const value = Number(text.replaceAll(',', ''));
  return Number.isFinite(value) ? value : undefined;
}

const ENGLISH = new Map<string, number>([
  ['zero', 0],
  ['one', 1],
  ['two', 2],
  ['three', 3],
  ['four', 4],
  ['five', 5],
  ['six', 6],
  ['seven', 7],
  ['eight', 8],
  ['nine', 9],
  ['ten', 10],
  ['eleven', 11],
  ['twelve', 12],
  ['thirteen', 13],
  ['fourteen', 14],
  ['fifteen', 15],
  ['sixteen', 16],
  ['seventeen', 17],
  ['eighteen', 18],
  ['nineteen', 19],
  ['twenty', 20],
  ['thirty', 30],
  ['forty', 40],
  ['fifty', 50],
  ['sixty', 60],
  ['seventy', 70],
  ['eighty', 80],
  ['ninety', 90],
  ['hundred', 100],
] as const);

/** The value of `five`, `twenty-five`, `a hundred`, `one hundred`. */
export function readEnglish(text: string): number | undefined {
  let total: number | undefined;
  for (const word of text.split(/[ -]+/)) {
    if (word === 'a') {
      total = 1;
      continue;
    }
    const value = ENGLISH.get(word);
    if (value === undefined) return undefined;
    if (value === 100) total = (total ?? 1) * 100;
    else total = (total ?? 0) + value;
  }
  return total;
}

/** The English number words, for patterns. */
export const ENGLISH_NUMBERS = [...ENGLISH.keys()];
