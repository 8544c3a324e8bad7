/**
 * Identity, phone, card and policy numbers in clear text, found by form and checksum, and their masked form. Full-width
 * digits and numbers broken by spaces or hyphens count; dates, amounts, clause and product numbers do not.
 */
import {
  hasChineseIdForm,
  isBankCard,
  isChineseId,
  isHongKongId,
  isOldChineseId,
  isSingaporeId,
  isSocialSecurity,
  isTaiwanId,
} from './checksums.ts';

export type IdentifierType =
  | 'cn-id'
  | 'cn-mobile'
  | 'hk-phone'
  | 'tw-mobile'
  | 'bank-card'
  | 'hkid'
  | 'nric'
  | 'us-ssn'
  | 'tw-id'
  | 'policy-number'
  | 'passport'
  | 'email';

export interface IdentifierMatch {
  /** UTF-16 offsets of the text given; separators inside the number are included. */
  readonly start: number;
  readonly end: number;
  readonly type: IdentifierType;
  /** The number itself: half-width, upper case, without separators. */
  readonly value: string;
}

/** Digits and letters that may belong together: single separators inside, nothing word-like around. */
const CANDIDATE = /[A-Z0-9](?:[ \-‐‑–—−.()]{0,2}[A-Z0-9]){6,29}/g;
const MAIL = /[A-Z0-9][A-Z0-9._%+-]{0,63}@[A-Z0-9](?:[A-Z0-9-]{0,62}\.){1,4}[A-Z]{2,12}/g;
const DATE = /^(?:19|20)\d{2}[-.]?(?:0?[1-9]|1[0-2])[-.]?(?:0?[1-9]|[12]\d|3[01])$/;
/** Words before a number that say what it is. Needed where the form alone proves nothing. */
const POLICY_BEFORE =
  /(?:保单|保單|合同|合约|合約|投保单|要保書|policy|certificate|contract)(?:号码|号|號碼|號|编号|編號| ?(?:no|number|num|#))[^A-Z0-9]{0,4}$/i;
/** With such a word before it, a number in an id's form is one, be its check digit right or not. */
const ID_BEFORE = /(?:身份|身分|证件|證件|ID CARD)[^0-9]{0,12}$/i;
const PHONE_BEFORE = /(?:电话|電話|手机|手機|微信|联系|聯絡|致电|whatsapp|tel|phone|call|mobile)[^A-Z0-9]{0,6}$/i;
const PASSPORT_BEFORE = /(?:护照|護照|通行证|通行證|passport)[^A-Z0-9]{0,8}(?:NO|NUMBER)?[^A-Z0-9]{0,4}$/i;

/** Letters and digits, and digits among them, that every known form holds at least; runs with fewer are passed over. */
const FEWEST_SIGNS = 7;
const FEWEST_DIGITS = 5;

/** All identifiers of a text, in order, without overlaps. None spans a line break. Linear; never throws. */
export function findIdentifiers(text: string): IdentifierMatch[] {
  const found: IdentifierMatch[] = [];
  for (let start = 0; start < text.length; ) {
    const seen = passLine(text, start);
    const end = seen < 0 ? ~seen : seen;
    if (seen < 0) readLine(text.slice(start, end), start, found);
    start = end + 1;
  }
  return found;
}

/** False when `findIdentifiers` finds none; true when it must be asked. */
export function mayHoldIdentifier(text: string): boolean {
  for (let start = 0; start < text.length; ) {
    const seen = passLine(text, start);
    if (seen < 0) return true;
    start = seen + 1;
  }
  return false;
}

const BREAK = 0;
const LETTER = 1;
const DIGIT = 2;
const SEPARATOR = 3;
const AT_SIGN = 4;
const LINE_END = 5;

/** What each UTF-16 unit is to a run of `CANDIDATE`. */
const KINDS = kinds();

function kinds(): Uint8Array {
  const table = new Uint8Array(0x10000).fill(BREAK);
  const set = (character: string, kind: number) => {
    const unit = character.charCodeAt(0);
    table[unit] = kind;
    // the full-width form
    if (unit > 0x20 && unit < 0x7f) table[unit + 0xfee0] = kind;
  };
  for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
    set(letter, LETTER);
    set(letter.toLowerCase(), LETTER);
  }
  for (const digit of '0123456789') set(digit, DIGIT);
  for (const separator of ' \u3000\u00a0-.()‐‑–—−') set(separator, SEPARATOR);
  set('@', AT_SIGN);
  for (const end of '\n\r') set(end, LINE_END);
  return table;
}

/**
 * The offset at which the line that begins at `start` ends, as its complement (`~`) when the line must be read: most lines
 * of most files hold no run that could be an identifier, or no more than a day.
 */
function passLine(text: string, start: number): number {
  let isWanted = false;
  let first = -1;
  let last = -1;
  let signs = 0;
  let digits = 0;
  for (let i = start; ; i++) {
    const kind = i < text.length ? KINDS[text.charCodeAt(i)]! : LINE_END;
    if (kind === LETTER || kind === DIGIT) {
      if (first < 0) first = i;
      last = i;
      signs++;
      if (kind === DIGIT) digits++;
      continue;
    }
    if (kind === SEPARATOR && i - last < 3) continue;
    if (signs >= FEWEST_SIGNS && digits >= FEWEST_DIGITS && !isDay(text, first, last + 1)) isWanted = true;
    else if (kind === AT_SIGN) isWanted = true;
    if (kind === LINE_END) return isWanted ? ~i : i;
    first = -1;
    signs = 0;
    digits = 0;
  }
}

function isDay(text: string, start: number, end: number): boolean {
  return end - start === 10 && DATE.test(text.slice(start, end));
}

/** Half- and full-width digits. */
function isDigit(unit: number): boolean {
  return (unit >= 0x30 && unit <= 0x39) || (unit >= 0xff10 && unit <= 0xff19);
}

function readLine(line: string, base: number, out: IdentifierMatch[]): void {
  const plain = widened(line);
  const found: IdentifierMatch[] = findMail(plain);
  for (const candidate of plain.matchAll(CANDIDATE))
    if (hasEnoughDigits(candidate[0])) found.push(...readRun(plain, candidate.index, candidate[0]));
  if (found.length === 0) return;
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  for (const match of found) {
    if (match.start < end) continue;
    end = match.end;
    out.push({ ...match, start: base + match.start, end: base + match.end });
  }
}

function hasEnoughDigits(run: string): boolean {
  let digits = 0;
  for (let i = 0; i < run.length; i++) if (isDigit(run.charCodeAt(i))) digits++;
  return digits >= FEWEST_DIGITS;
}

/**
 * The identifier with its middle masked: separators stay where they are, so that the text keeps its length. What is kept
 * is enough to recognise a number one already knows: 138****0000, 110101********1234.
 */
export function maskIdentifier(match: IdentifierMatch, text: string): string {
  const written = [...text.slice(match.start, match.end)];
  const [head, tail] = KEPT[match.type];
  const isCounted = (character: string): boolean => /[\p{L}\p{N}]/u.test(character);
  const total = written.filter(isCounted).length;
  // of a short number less is kept
  const most = Math.ceil(total * 0.4);
  const keptHead = Math.min(head, most);
  const keptTail = Math.min(tail, most);
  let seen = 0;
  return written
    .map((character) => {
      if (!isCounted(character)) return character;
      seen++;
      return seen <= keptHead || seen > total - keptTail ? character : '*';
    })
    .join('');
}

const KEPT: Readonly<Record<IdentifierType, readonly [head: number, tail: number]>> = {
  'cn-id': [3, 4],
  'cn-mobile': [3, 4],
  'hk-phone': [2, 2],
  'tw-mobile': [3, 3],
  'bank-card': [4, 4],
  hkid: [1, 2],
  nric: [1, 2],
  'us-ssn': [0, 4],
  'tw-id': [2, 3],
  'policy-number': [2, 4],
  passport: [1, 2],
  email: [1, 0],
};

/** Half-width and upper case, character for character, so that offsets stay. */
function widened(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00a0]/g, ' ')
    .replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

function findMail(plain: string): IdentifierMatch[] {
  if (!plain.includes('@')) return [];
  return Array.from(plain.matchAll(MAIL), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    type: 'email' as const,
    value: match[0].toLowerCase(),
  }));
}

/** Reads one run of digits and letters: as a whole, or, in a list of numbers, each group that stands by itself. */
function readRun(text: string, start: number, run: string): IdentifierMatch[] {
  const whole = judge(text, start, run);
  if (whole) return [whole];
  // `13800000000 13900000000`: neighbours separated by blanks
  const found: IdentifierMatch[] = [];
  const groups = [...run.matchAll(/[A-Z0-9]+(?:[-‐‑–—−().]+[A-Z0-9]+)*/g)];
  let i = 0;
  while (i < groups.length) {
    let read: IdentifierMatch | undefined;
    // the longest stretch of groups from here that is an identifier; seven groups make the longest known form
    for (let j = Math.min(groups.length, i + 7) - 1; j >= i && !read; j--) {
      const from = groups[i]!.index;
      const to = groups[j]!.index + groups[j]![0].length;
      if (to - from === run.length) continue;
      read = judge(text, start + from, run.slice(from, to));
      if (read) {
        found.push(read);
        i = j;
      }
    }
    i++;
  }
  return found;
}

function judge(text: string, start: number, written: string): IdentifierMatch | undefined {
  const end = start + written.length;
  const isWordCharacter = (character: string): boolean => /[A-Z0-9]/.test(character);
  if (isWordCharacter(text.charAt(start - 1)) || isWordCharacter(text.charAt(end))) return undefined;
  // a decimal, an amount with groups, or a date is none
  if (/[.,]$/.test(text.slice(Math.max(0, start - 1), start)) && /\d/.test(text.charAt(start - 2))) return undefined;
  if (/^[.,]\d/.test(text.slice(end, end + 2)) || /[$¥￥€£]\s?$/.test(text.slice(Math.max(0, start - 2), start)))
    return undefined;
  if (DATE.test(written)) return undefined;
  const value = written.replace(/[^A-Z0-9]/g, '');
  const type = typeOf(text.slice(Math.max(0, start - 24), start), written, value);
  if (!type) return undefined;
  // A123456(3): the bracket closes the number
  const closes = type === 'hkid' && written.includes('(') && text.charAt(end) === ')';
  return { start, end: closes ? end + 1 : end, type, value };
}

function typeOf(before: string, written: string, value: string): IdentifierType | undefined {
  if (isChineseId(value) || (ID_BEFORE.test(before) && hasChineseIdForm(value))) return 'cn-id';
  if (POLICY_BEFORE.test(before) && /\d{5}/.test(value) && value.length >= 8) return 'policy-number';
  if (PASSPORT_BEFORE.test(before) && /^[A-Z]{0,2}\d{7,9}$/.test(value)) return 'passport';
  const mobile = /^(?:86)?(1[3-9]\d{9})$/.exec(value);
  if (mobile && isMobileForm(written)) return 'cn-mobile';
  if (isBankCard(value) && isCardForm(written)) return 'bank-card';
  if (isOldChineseId(value) && /^\d+$/.test(written)) return 'cn-id';
  if (isHongKongId(value) && /^[A-Z]{1,2} ?\d{6} ?\(?[\dA]$/.test(written)) return 'hkid';
  if (isSingaporeId(value) && /^[A-Z] ?\d{4}[ -]?\d{3} ?[A-Z]$/.test(written)) return 'nric';
  if (isTaiwanId(value) && /^[A-Z][ -]?\d{3,9}(?:[ -]?\d{3})*$/.test(written)) return 'tw-id';
  if (/^\d{3}([- ])\d{2}\1\d{4}$/.test(written) && isSocialSecurity(value)) return 'us-ssn';
  if (/^09\d{2}[ -]?\d{3}[ -]?\d{3}$/.test(written)) return 'tw-mobile';
  if (/^852[ -]?[4-9]\d{3}[ -]?\d{4}$/.test(written)) return 'hk-phone';
  if (/^[4-9]\d{3}[ -]?\d{4}$/.test(written) && PHONE_BEFORE.test(before)) return 'hk-phone';
  return undefined;
}

/** 13800000000, 138 0000 0000, 138-0000-0000, +86 138…; not three amounts in a row. */
function isMobileForm(written: string): boolean {
  const groups = written.split(/[^0-9]+/).filter((group) => group !== '');
  const own = groups[0] === '86' ? groups.slice(1) : groups;
  return own.length === 1 || (own.length <= 4 && own.every((group) => group.length >= 2));
}

/** Whole, or in groups of four (the last may be shorter or longer), or American Express's 4-6-5. */
function isCardForm(written: string): boolean {
  const groups = written.split(/[^0-9]+/);
  if (groups.length === 1) return true;
  return groups.slice(0, -1).every((group) => group.length === 4 || group.length === 6);
}
