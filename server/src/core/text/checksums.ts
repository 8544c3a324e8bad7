/** Checksums and number ranges of identity and card numbers. Input: upper-case letters and digits without separators. */

const CN_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/** Province codes of GB/T 2260, Hong Kong, Macao and Taiwan residents (81–83) included. */
const CN_PROVINCES = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91)/;

/** Mainland resident number, 18 places: province, a real birth date, ISO 7064 MOD 11-2 (GB 11643-1999). */
export function isChineseId(id: string): boolean {
  if (!/^\d{17}[\dX]$/.test(id) || !CN_PROVINCES.test(id)) return false;
  if (!isDate(Number(id.slice(6, 10)), Number(id.slice(10, 12)), Number(id.slice(12, 14)))) return false;
  const sum = CN_WEIGHTS.reduce((total, weight, i) => total + weight * Number(id[i]), 0);
  return '10X98765432'[sum % 11] === id[17];
}

/** Eighteen places with a birth date where a mainland resident number has it; the check digit may be wrong. */
export function hasChineseIdForm(id: string): boolean {
  return (
    /^\d{17}[\dX]$/.test(id) && isDate(Number(id.slice(6, 10)), Number(id.slice(10, 12)), Number(id.slice(12, 14)))
  );
}

/** Mainland resident number of the old form, 15 places: province and a real birth date, no check digit. */
export function isOldChineseId(id: string): boolean {
  return (
    /^\d{15}$/.test(id) &&
    CN_PROVINCES.test(id) &&
    isDate(1900 + Number(id.slice(6, 8)), Number(id.slice(8, 10)), Number(id.slice(10, 12)))
  );
}

/** Payment card: an issuer's prefix with the lengths it uses, and the Luhn check (ISO/IEC 7812-1). */
export function isBankCard(number: string): boolean {
  return hasIssuer(number) && isLuhn(number);
}

function hasIssuer(number: string): boolean {
  const { length } = number;
  if (/^62|^81/.test(number)) return length >= 16 && length <= 19;
  if (/^4/.test(number)) return length === 16;
  if (/^(?:5[1-5]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720))/.test(number)) return length === 16;
  if (/^3[47]/.test(number)) return length === 15;
  if (/^35(?:2[89]|[3-8])/.test(number)) return length === 16;
  return /^(?:6011|65|64[4-9])/.test(number) && length === 16;
}

/** Luhn's sum is a multiple of ten, and the number is not one digit over and over. */
export function isLuhn(number: string): boolean {
  if (!/^\d+$/.test(number) || /^(\d)\1*$/.test(number)) return false;
  let sum = 0;
  for (let i = 0; i < number.length; i++) {
    const digit = Number(number[number.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Hong Kong identity card: one or two letters, six digits, a check digit or A (MOD 11). */
export function isHongKongId(id: string): boolean {
  const parts = /^([A-Z]{1,2})(\d{6})([\dA])$/.exec(id);
  if (!parts) return false;
  const letters = parts[1]!.padStart(2, ' ');
  const values = [...letters].map((letter) => (letter === ' ' ? 36 : letter.charCodeAt(0) - 55));
  values.push(...[...parts[2]!].map(Number), parts[3] === 'A' ? 10 : Number(parts[3]));
  return values.reduce((sum, value, i) => sum + value * (9 - i), 0) % 11 === 0;
}

/** Singapore NRIC and FIN: S, T, F, G or M, seven digits, a check letter. */
export function isSingaporeId(id: string): boolean {
  const parts = /^([STFGM])(\d{7})([A-Z])$/.exec(id);
  if (!parts) return false;
  const series = parts[1]!;
  let sum = [2, 7, 6, 5, 4, 3, 2].reduce((total, weight, i) => total + weight * Number(parts[2]![i]), 0);
  if (series === 'T' || series === 'G') sum += 4;
  if (series === 'M') sum += 3;
  const rest = sum % 11;
  if (series === 'S' || series === 'T') return 'JZIHGFEDCBA'[rest] === parts[3];
  if (series === 'M') return 'XWUTRQPNJLK'[rest] === parts[3];
  return 'XWUTRQPNMLK'[rest] === parts[3];
}

const TW_LETTERS = 'ABCDEFGHJKLMNPQRSTUVXYWZIO';

/** Taiwan national id and resident certificate of 2021: a letter, 1, 2, 8 or 9, eight digits (weighted sum MOD 10). */
export function isTaiwanId(id: string): boolean {
  if (!/^[A-Z][1289]\d{8}$/.test(id)) return false;
  const area = TW_LETTERS.indexOf(id[0]!) + 10;
  let sum = Math.floor(area / 10) + (area % 10) * 9;
  for (let i = 1; i <= 8; i++) sum += Number(id[i]) * (9 - i);
  return (sum + Number(id[9])) % 10 === 0;
}

/** US social security number: ranges the administration has never issued are excluded. */
export function isSocialSecurity(id: string): boolean {
  return /^(?!000|666|9\d\d)\d{3}(?!00)\d{2}(?!0000)\d{4}$/.test(id) && id !== '078051120' && id !== '123456789';
}

function isDate(year: number, month: number, day: number): boolean {
  if (year < 1900 || year > 2099 || month < 1 || month > 12 || day < 1) return false;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!;
}
