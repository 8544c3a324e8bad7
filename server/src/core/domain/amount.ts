/** Amounts as people write them. Output is in yuan, or the unit of the market's currency. */

const UNITS: Readonly<Record<string, number>> = {
  千: 1e3,
  仟: 1e3,
  k: 1e3,
  万: 1e4,
  萬: 1e4,
  w: 1e4,
  十万: 1e5,
  百万: 1e6,
  m: 1e6,
  千万: 1e7,
  亿: 1e8,
  億: 1e8,
};

const AMOUNT =
  /^([+-]?)(?:(?:rmb|cny|hkd|hk\$|nt\$|twd|sgd|s\$|usd|us\$|gbp|[¥￥$£])\s*)?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*(十万|百万|千万|[千仟万萬亿億kwm])?\s*(?:元|圆|块|港币|港元|新币|美元|英镑|rmb|cny|hkd|twd|sgd|usd|gbp)?(?:\/年|每年)?$/i;

/**
 * `50万`, `1.2亿`, `20w`, `3千`, `96k`, `1.5m`, `12,000元`, `9800` → the number of yuan. Full-width digits, points and
 * commas count as half-width. Undefined for anything else (a negative amount is returned as such).
 */
export function parseAmount(written: string | number): number | undefined {
  if (typeof written === 'number') return Number.isFinite(written) ? written : undefined;
  // most amounts of most plans
  if (/^\d{1,9}$/.test(written)) return Number(written);
  if (/^\d{1,6}万$/.test(written)) return Number.parseInt(written, 10) * 1e4;
  const folded = written
    .trim()
    .replace(/[０-９ａ-ｚＡ-Ｚ，．－＋＄]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
  const match = AMOUNT.exec(folded);
  if (!match) return undefined;
  const [, sign, whole, fraction, unit] = match;
  // Scale the digits as a decimal string: 4.35 * 10000 is 43500.00000000001 in binary floating point.
  const digits = Number(whole!.replaceAll(',', '') + (fraction ?? ''));
  const factor = unit ? UNITS[unit.toLowerCase()]! : 1;
  const scaled = Number((digits * factor).toFixed(2));
  return sign === '-' ? -scaled : scaled;
}

/** No household's sum insured, premium or debt reaches this many yuan: a slip of the unit. */
export const ABSURD_AMOUNT = 1e10;

/** The unit that the writer of a text leaves out: thousands where other amounts are written `96k` or `1.5m`, else 万. */
export const unitOf = (text: string): number => (/\d[ \t]*[km]\b/i.test(text) ? 1e3 : 1e4);

/**
 * What a negative or absurd number of yuan was most likely meant to be: no sign, no 万 too many, and below `least` the unit
 * that was left out.
 */
export function meantAmount(yuan: number, least = 0, unit = 1e4): number {
  let meant = Math.abs(yuan);
  while (meant >= ABSURD_AMOUNT) meant /= 1e4;
  if (meant > 0 && meant < least) meant *= unit;
  return Number(meant.toFixed(2));
}

/** Shortest way to write yuan as people do: `500000` → `50万`, `96000` → `9.6万` (en: `96k`), `9800` → `9800`. */
export function formatAmount(yuan: number, language: 'zh' | 'en' = 'zh'): string {
  const steps: readonly (readonly [number, string])[] =
    language === 'zh'
      ? [
          [1e8, '亿'],
          [1e4, '万'],
        ]
      : [
          [1e6, 'm'],
          [1e3, 'k'],
        ];
  for (const [size, unit] of steps) {
    if (Math.abs(yuan) < size) continue;
    const scaled = Number((yuan / size).toFixed(4));
    if (Math.abs(scaled * size - yuan) < 0.005) return `${scaled}${unit}`;
  }
  return String(Number(yuan.toFixed(2)));
}

/** The number in full with thousand commas, for hovers: `43610` → `43,610`. */
export function fullAmount(yuan: number): string {
  const [whole, fraction] = String(Number(yuan.toFixed(2))).split('.');
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction ? `${grouped}.${fraction}` : grouped;
}

/** `80%`, `80％`, `百分之八十` is not read here; a number from 0 to 1 is a share itself. Output 0–1, or undefined. */
export function parsePercent(written: string | number): number | undefined {
  if (typeof written === 'number') return written >= 0 && written <= 1 ? written : undefined;
  const match = /^(\d+(?:\.\d+)?)\s*[%％]$/.exec(written.trim());
  if (!match) return undefined;
  const share = Number((Number(match[1]) / 100).toFixed(8));
  return share <= 1 ? share : undefined;
}
