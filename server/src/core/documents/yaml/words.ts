/** Nearest word for did-you-mean, and how values and kinds are named to people. Must not know positions. */
import type { Localized } from '../../localized.ts';
import type { NodeType } from './node.ts';
import type { JsonSchema, ScalarFormat, SchemaType } from './schema.ts';

const normal = (word: string) => word.toLowerCase().replace(/[-_\s]/g, '');

/**
 * Candidates that the word may stand for, best first: same but for case and hyphens, then one or two slips away
 * (insert, delete, replace, swap). Empty when nothing is near.
 */
export function nearest(word: string, candidates: readonly string[]): string[] {
  const wanted = normal(word);
  if (wanted === '') return [];
  const limit = wanted.length <= 3 ? 1 : wanted.length <= 7 ? 2 : 3;
  const scored: { candidate: string; distance: number }[] = [];
  for (const candidate of candidates) {
    const other = normal(candidate);
    if (Math.abs(other.length - wanted.length) > limit) continue;
    const distance = slips(wanted, other);
    if (distance <= limit && distance < Math.max(wanted.length, other.length)) scored.push({ candidate, distance });
  }
  scored.sort((a, b) => a.distance - b.distance);
  return scored.filter((each) => each.distance === scored[0]!.distance).map((each) => each.candidate);
}

/** Edit distance with swaps of neighbours (optimal string alignment). */
function slips(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, before[j - 2]! + 1);
      row.push(best);
    }
    before = previous;
    previous = row;
  }
  return previous[b.length]!;
}

/** The keys or enum values that people mean by a word: by an alias, the Chinese or English title, or a near spelling. */
export function meant(
  word: string,
  known: Readonly<Record<string, { title?: Localized; aliases?: readonly string[] }>>,
): string[] {
  const lower = normal(word);
  const exact = Object.entries(known).filter(
    ([, { title, aliases }]) =>
      aliases?.some((alias) => normal(alias) === lower) || (title && (title.zh === word || normal(title.en) === lower)),
  );
  if (exact.length > 0) return exact.map(([name]) => name);
  const near = nearest(word, Object.keys(known));
  return near.length > 0 ? near : titlesWith(word, known);
}

/** Chinese words that a title begins or ends with, when no other does: 房贷 for 房贷余额. */
function titlesWith(word: string, known: Readonly<Record<string, { title?: Localized }>>): string[] {
  if (!/^\p{Script=Han}{2,}$/u.test(word)) return [];
  const found = Object.entries(known).filter(
    ([, { title }]) => title && (title.zh.startsWith(word) || title.zh.endsWith(word)),
  );
  return found.length === 1 ? [found[0]![0]] : [];
}

const FORMATS: Readonly<Record<ScalarFormat, Localized>> = {
  amount: { zh: '金额（数字，或 50万、1.2亿、20w、96k）', en: 'an amount (a number, or 500k, 1.5m, 50万)' },
  percent: { zh: '百分比（如 80%）', en: 'a percentage (such as 80%)' },
  date: { zh: '日期（年-月-日，如 2026-03-02）', en: 'a date (YYYY-MM-DD, such as 2026-03-02)' },
  'partial-date': { zh: '年月或日期（如 2040-09）', en: 'a month or a date (such as 2040-09)' },
  month: { zh: '月份（如 2026-01）', en: 'a month (such as 2026-01)' },
  'event-date': { zh: '日期（每年写 08-15，某一天写 2028-09-01）', en: 'a date (08-15 every year, or 2028-09-01)' },
  term: { zh: '期限（20y、to60 或 life）', en: 'a term (20y, to60 or life)' },
  'quoted-code': { zh: '加引号的编号（如 "070121"）', en: 'a code in quotes (such as "070121")' },
};

const TYPES: Readonly<Record<SchemaType, Localized>> = {
  object: { zh: '一组“键: 值”', en: 'a map of “key: value”' },
  array: { zh: '列表', en: 'a list' },
  string: { zh: '文字', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  integer: { zh: '整数', en: 'a whole number' },
  boolean: { zh: 'true 或 false', en: 'true or false' },
  null: { zh: '空', en: 'nothing' },
};

/** What a schema accepts, for messages: “金额…”, “member 的编号”, “20y … 或 life”. */
export function accepted(schema: JsonSchema): Localized {
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches) return join(branches.map(accepted));
  if (schema.format) return FORMATS[schema.format];
  if (schema.const !== undefined) return same(String(schema.const));
  if (schema.enum) return join(schema.enum.slice(0, 8).map((value) => same(String(value))));
  if (schema['x-range']) return { zh: '两个整数 [低, 高]', en: 'two whole numbers [low, high]' };
  const types = schema.type === undefined ? [] : typeof schema.type === 'string' ? [schema.type] : schema.type;
  const base = join(types.map((type) => TYPES[type]));
  if (schema.minimum !== undefined && schema.maximum !== undefined) {
    const span = `${schema.minimum}–${schema.maximum}`;
    return { zh: `${span} 的${base.zh}`, en: `${base.en} from ${span}` };
  }
  if (schema.minimum !== undefined)
    return { zh: `不小于 ${schema.minimum} 的${base.zh}`, en: `${base.en}, ${schema.minimum} or more` };
  return base;
}

/** A blank before Latin letters and digits that follow a Chinese character. */
export const spaced = (text: string): string => (/^[\x21-\x7e]/.test(text) ? ` ${text}` : text);

/** What a word of the schema means, in brackets behind it. */
export const titled = (schema: JsonSchema, word: string): string =>
  schema['x-enum']?.[word] ? `（${schema['x-enum'][word].zh}）` : '';

const same = (text: string): Localized => ({ zh: text, en: text });

function join(parts: readonly Localized[]): Localized {
  const zh = [...new Set(parts.map((part) => part.zh))];
  const en = [...new Set(parts.map((part) => part.en))];
  return { zh: zh.join(' 或 '), en: en.join(' or ') };
}

const FOUND: Readonly<Record<NodeType, Localized>> = {
  object: TYPES.object,
  property: TYPES.object,
  array: TYPES.array,
  string: TYPES.string,
  number: TYPES.number,
  boolean: TYPES.boolean,
  null: TYPES.null,
};

/** What was found, for messages: the text itself when short, else its kind. */
export function found(type: NodeType, raw: string): Localized {
  if (type === 'object' || type === 'array' || type === 'property') return FOUND[type];
  const line = raw.trim().split(/[\r\n]/)[0]!;
  const shown = line.length > 24 ? `${line.slice(0, 23)}…` : line;
  return { zh: `“${shown}”`, en: `“${shown}”` };
}
