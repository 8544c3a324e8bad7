/** Judges one scalar by its schema: type, enum, format, bounds; says what was found and what is accepted. */
import { ABSURD_AMOUNT, formatAmount, meantAmount, parseAmount, parsePercent, unitOf } from '../../domain/amount.ts';
import { daysInMonth, guessDate, parseDate, parseEventDate, parseMonth, parsePartialDate } from '../../domain/dates.ts';
import { guessTerm, parseTerm } from '../../domain/term.ts';
import type { Localized } from '../../localized.ts';
import { readChinese, readEnglish } from '../../text/numerals.ts';
import { typesOf } from './branches.ts';
import type { LightNode } from './light-node.ts';
import type { JsonSchema } from './schema.ts';
import type { LocalFinding, LocalFix } from './syntax-findings.ts';
import { codeAsNumber, cutByHash, quoted, unquotedCode } from './traps.ts';
import { accepted, found, meant, spaced, titled } from './words.ts';

export function checkScalar(node: LightNode, schema: JsonSchema): readonly LocalFinding[] {
  const hash = cutByHash(node);
  const finding = judgeScalar(node, schema);
  if (!hash && !finding) return NONE;
  return [hash, finding].filter((each) => each !== undefined);
}

const NONE: readonly LocalFinding[] = [];

function judgeScalar(node: LightNode, schema: JsonSchema): LocalFinding | undefined {
  if (schema.format) return format(node, schema);
  if (schema.const !== undefined)
    return node.value === schema.const ? undefined : word(node, schema, [String(schema.const)]);
  if (schema.enum)
    return schema.enum.includes(node.value ?? null) ? undefined : word(node, schema, schema.enum.map(String));
  const types = typesOf(schema);
  if (node.type === 'number' && types.length > 0) {
    if (types.includes('integer') && !types.includes('number') && !Number.isInteger(node.value))
      return wrong(node, schema, 'schema/type', 'type');
    const value = node.value as number;
    const low = schema.minimum !== undefined && value < schema.minimum;
    const high = schema.maximum !== undefined && value > schema.maximum;
    if (low || high) return wrong(node, schema, 'schema/format', 'out-of-range', signDropped(node, schema));
    return codeAsNumber(node);
  }
  return undefined;
}

/** `-60` where 60 would do. */
function signDropped(node: LightNode, { minimum = 0, maximum = Number.POSITIVE_INFINITY }: JsonSchema): LocalFix[] {
  const meant = -(node.value as number);
  if (meant < Math.max(0, minimum) || meant > maximum) return [];
  return [replace('去掉负号', 'Drop the minus sign', node, String(meant), 'review')];
}

/** What is wrong with a scalar of another type than its schema's; the validator asks when no branch takes the node. */
export function wrongScalar(node: LightNode, schema: JsonSchema): LocalFinding | undefined {
  const types = typesOf(schema);
  if (types.includes('string') && (node.type === 'number' || node.type === 'boolean') && !node.borrowed) {
    if (schema.format === 'quoted-code') return unquotedCode(node);
    const trap = codeAsNumber(node);
    if (trap) return trap;
    if (schema.format) return format(node, schema);
    if (schema.enum) return word(node, schema, schema.enum.map(String));
    return wrong(node, schema, 'schema/type', 'type', [replace('加引号', 'Quote it', node, quoted(node.raw.trim()))]);
  }
  if (node.type === 'string' && (types.includes('number') || types.includes('integer'))) {
    const meant = numberMeant(String(node.value), types.includes('number'));
    if (meant !== undefined)
      return wrong(node, schema, 'schema/type', 'type', [replace(`改成 ${meant}`, `Change to ${meant}`, node, meant)]);
  }
  if (types.includes('boolean') && node.type === 'string') {
    const yes = /^(是|有|对|已|yes|y|on|true)$/i.test(String(node.value));
    const no = /^(否|没有|无|不|未|no|n|off|false)$/i.test(String(node.value));
    if (yes || no)
      return wrong(node, schema, 'schema/type', 'type', [
        replace(`改成 ${yes}`, `Change to ${yes}`, node, String(yes)),
      ]);
  }
  return undefined;
}

/** `33岁`, `３３`, `三十三周岁`, `33 years old`, `thirty-three` → `33`. */
function numberMeant(written: string, fractions: boolean): string | undefined {
  const text = written.normalize('NFKC').trim().toLowerCase();
  const digits = /^[^\d]{0,3}(\d+(?:\.\d+)?)\s*(?:[^\d]{0,4}|(?:years?|yrs?)(?: old)?)$/.exec(text)?.[1];
  if (digits !== undefined) return fractions || !digits.includes('.') ? digits : undefined;
  const words = text.replace(/^第|(?:周?岁|週?歲|[类類天日年%]|\s*(?:years?|yrs?)(?: old)?)$/g, '');
  const spelt = readChinese(words) ?? readEnglish(words);
  return spelt === undefined ? undefined : String(spelt);
}

const replace = (
  zh: string,
  en: string,
  node: LightNode,
  newText: string,
  safety: LocalFix['safety'] = 'safe',
): LocalFix => ({
  title: { zh, en },
  safety,
  edits: node.borrowed ? [] : [{ start: node.start, end: node.start + node.length, newText }],
});

function finding(
  node: LightNode,
  rule: string,
  code: string,
  message: Localized,
  fixes: readonly LocalFix[] = [],
  severity: LocalFinding['severity'] = 'error',
): LocalFinding {
  const line = /[\r\n]/.exec(node.raw)?.index ?? node.length;
  return { code, rule, severity, base: node.base, start: node.start, end: node.start + line, message, fixes };
}

function wrong(
  node: LightNode,
  schema: JsonSchema,
  rule: string,
  code: string,
  fixes: readonly LocalFix[] = [],
): LocalFinding {
  const wanted = accepted(schema);
  const seen = found(node.type, node.raw);
  return finding(
    node,
    rule,
    code,
    { zh: `这里要写${spaced(wanted.zh)}，现在是${seen.zh}`, en: `This takes ${wanted.en}, but is ${seen.en}` },
    fixes,
  );
}

/** Not one of the accepted words. */
function word(node: LightNode, schema: JsonSchema, words: readonly string[]): LocalFinding {
  const meanings = schema['x-enum'];
  const known = Object.fromEntries(
    words.map((each) => [each, { title: meanings?.[each], aliases: meanings?.[each]?.also }]),
  );
  const candidates = meant(String(node.value), known);
  const fixes = candidates
    .slice(0, 3)
    .map((each) =>
      replace(
        `改成 ${each}${titled(schema, each)}`,
        `Change to ${each}`,
        node,
        each,
        candidates.length === 1 ? 'safe' : 'review',
      ),
    );
  const zh = words.map((each) => `${each}${titled(schema, each)}`).join('、');
  return finding(
    node,
    'schema/enum',
    'enum',
    { zh: `不认识“${node.raw}”，可以写：${zh}`, en: `“${node.raw}” is not one of: ${words.join(', ')}` },
    fixes,
  );
}

function format(node: LightNode, schema: JsonSchema): LocalFinding | undefined {
  if (schema.format === 'amount') return amount(node, schema);
  if (schema.format === 'quoted-code') return node.type === 'number' ? unquotedCode(node) : undefined;
  const text = typeof node.value === 'string' ? node.value.trim() : node.raw.trim();
  switch (schema.format) {
    case 'percent':
      return percent(node, schema);
    case 'term':
      return parseTerm(text) ? undefined : guessed(node, schema, guessTerm(text));
    case 'date':
      return parseDate(text) ? undefined : day(node, schema, text, parseDate(guessDate(text) ?? ''));
    case 'month':
      return parseMonth(text) ? undefined : guessed(node, schema, parseMonth(guessDate(text) ?? ''));
    case 'event-date':
      return parseEventDate(text)
        ? undefined
        : day(node, schema, text, parseDate(guessDate(text) ?? '') ?? monthDay(text));
    case 'partial-date':
      return parsePartialDate(text) ? undefined : day(node, schema, text, guessDate(text));
    default:
      return undefined;
  }
}

/** `8月15日`, `8-15` → `08-15`. */
function monthDay(text: string): string | undefined {
  const match = /^(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$/.exec(text);
  return match ? parseEventDate(`${match[1]!.padStart(2, '0')}-${match[2]!.padStart(2, '0')}`) : undefined;
}

function guessed(node: LightNode, schema: JsonSchema, guess: string | undefined): LocalFinding {
  return wrong(
    node,
    schema,
    'schema/format',
    'format',
    guess ? [replace(`改成 ${guess}`, `Change to ${guess}`, node, guess)] : [],
  );
}

/** A day in another spelling, or one that the calendar does not have. */
function day(node: LightNode, schema: JsonSchema, text: string, guess: string | undefined): LocalFinding {
  if (guess) return guessed(node, schema, guess);
  const parts = /^(\d{4})\D(\d{1,2})\D(\d{1,2})\D?$/.exec(text);
  if (parts) {
    const [year, month] = [Number(parts[1]), Number(parts[2])];
    if (month >= 1 && month <= 12 && Number(parts[3]) > daysInMonth(year, month)) {
      const last = `${parts[1]}-${parts[2]!.padStart(2, '0')}-${daysInMonth(year, month)}`;
      return finding(
        node,
        'schema/format',
        'no-such-day',
        {
          zh: `没有 ${text} 这一天：这个月只有 ${daysInMonth(year, month)} 天`,
          en: `There is no ${text}: that month has ${daysInMonth(year, month)} days`,
        },
        [replace(`改成 ${last}`, `Change to ${last}`, node, last, 'review')],
      );
    }
    // day and month changed places: nothing else fits a month above twelve
    const turned = month > 12 ? parseDate(`${parts[1]}-${parts[3]!.padStart(2, '0')}-${parts[2]}`) : undefined;
    return finding(
      node,
      'schema/format',
      'no-such-day',
      {
        zh: `没有 ${text} 这一天：${month > 12 || month < 1 ? '月份从 1 到 12' : '日从 1 数起'}，写法是年-月-日，如 2026-03-02`,
        en: `There is no ${text}: ${month > 12 || month < 1 ? 'months run from 1 to 12' : 'days begin with 1'}; write year-month-day, such as 2026-03-02`,
      },
      turned ? [replace(`改成 ${turned}`, `Change to ${turned}`, node, turned, 'review')] : [],
    );
  }
  return guessed(node, schema, undefined);
}

function amount(node: LightNode, schema: JsonSchema): LocalFinding | undefined {
  const value = typeof node.value === 'number' || typeof node.value === 'string' ? parseAmount(node.value) : undefined;
  const trap = codeAsNumber(node);
  if (trap) return trap;
  if (value === undefined) {
    const core = String(node.value)
      .trim()
      .replace(/^(?:大约|大概|差不多|约|約|about|approx\.?|~|≈)\s*|(?:左右|上下|出头|多|整)$/giu, '')
      .replace(/^\./, '0.');
    if (parseAmount(core) !== undefined) return guessed(node, schema, core);
    const spelt = readChinese(core.replace(/[元圆块]$/, ''));
    return guessed(node, schema, spelt === undefined ? undefined : formatAmount(spelt));
  }
  if (value < 0)
    return finding(
      node,
      'schema/format',
      'negative-amount',
      { zh: `金额不能是负数：${node.raw}`, en: `An amount cannot be negative: ${node.raw}` },
      [replace('去掉负号', 'Drop the minus sign', node, node.raw.replace(/^\s*[-－]/, ''), 'review')],
    );
  const least = schema['x-least'] ?? 0;
  const small = value > 0 && value < least;
  if (value >= ABSURD_AMOUNT || small) {
    const unit = unitOf(node.base.text);
    const english = small ? unit === 1e3 : /[km]\s*[a-z]*$/i.test(node.raw);
    const meant = formatAmount(meantAmount(value, least, unit), english ? 'en' : 'zh');
    return finding(
      node,
      'schema/format',
      'absurd-amount',
      {
        zh: `金额 ${node.raw} ${small ? '小' : '大'}得不合常理，先按 ${meant} 计算，请核对单位`,
        en: `${node.raw} is absurdly ${small ? 'small' : 'large'}; reckoned as ${meant} until you check the unit`,
      },
      [meant, ...(small ? [formatAmount(value * (english ? 1e4 : 1e3), english ? 'zh' : 'en')] : [])].map((each) =>
        replace(`改成 ${each}`, `Change to ${each}`, node, each, 'review'),
      ),
      'warning',
    );
  }
  return undefined;
}

function percent(node: LightNode, schema: JsonSchema): LocalFinding | undefined {
  const written = typeof node.value === 'number' || typeof node.value === 'string' ? node.value : '';
  if (parsePercent(written) !== undefined) return undefined;
  const whole = typeof written === 'number' && written > 1 && written <= 100 ? `${written}%` : undefined;
  return guessed(node, schema, whole);
}
