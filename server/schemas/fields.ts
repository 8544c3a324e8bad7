/**
 * The kinds of field that the schemas of all file kinds are made of. Build time only: zod gives the TypeScript types here and the
 * JSON Schema that scripts/generate/schemas.mjs writes; the running server knows the JSON alone.
 *
 * Every field carries `about(...)`: titles and explanations in both languages. Further marks:
 * - `x-ref`: the value names a member, product, goal, row, disclosure, or a file (`file:plan`).
 * - `x-prose`: the text is read by claim rules, with its speaker and channel.
 * - `x-aliases`: keys that people write instead; the fix renames them.
 * - `x-missing`: severity when a required key is absent (default `error`), `none` when a coded rule says it better.
 * - `x-enum`: what each enum value means, and what people write instead of it.
 */
import { z } from 'zod';

export type Reference =
  | 'member'
  | 'product'
  | 'goal'
  | 'row'
  | 'disclosure'
  | 'file:plan'
  | 'file:catalog'
  | 'file:client'
  | 'file:any';

interface Marks {
  readonly ref?: Reference;
  readonly prose?: {
    readonly speaker: 'agent' | 'note' | 'text';
    readonly channel: 'proposal' | 'script' | 'public' | 'training';
  };
  readonly aliases?: readonly string[];
  readonly missing?: 'error' | 'warning' | 'info' | 'none';
  /** The id that other places name: `member`, `product`, `goal`, `row`. */
  readonly defines?: 'member' | 'product' | 'goal' | 'row';
  /** An example value, offered by completion. */
  readonly example?: string;
  /** Amounts: zero or less is absurd here, more than this many yuan is absurd everywhere. */
  readonly minimum?: number;
  readonly maximum?: number;
  /** Amounts: more than zero and less than this lacks its unit. */
  readonly 'x-least'?: number;
  readonly [extra: string]: unknown;
}

type Pair = readonly [zh: string, en: string];

/** Title and explanation in both languages, with the marks above. */
export function about(
  title: Pair,
  description: Pair | undefined = undefined,
  marks: Marks = {},
): Record<string, unknown> {
  const { ref, prose, aliases, missing, defines, example, ...rest } = marks;
  return {
    'x-title': { zh: title[0], en: title[1] },
    ...(description && { 'x-description': { zh: description[0], en: description[1] } }),
    ...(ref && { 'x-ref': ref }),
    ...(prose && { 'x-prose': prose }),
    ...(aliases && { 'x-aliases': aliases }),
    ...(missing && { 'x-missing': missing }),
    ...(defines && { 'x-defines': defines }),
    ...(example && { 'x-example': example }),
    ...rest,
  };
}

type Describe = (title: Pair, description?: Pair, marks?: Marks) => z.ZodType;

/**
 * A scalar whose accepted spellings are a `format`; its output is what core makes of it. A format binds text alone in JSON
 * Schema: what holds of a number is said in `bounds`, or editors that use the published schemas take any number.
 */
function formatted<T>(
  format: string,
  type: string | readonly string[],
  bounds: Pick<Marks, 'minimum' | 'maximum' | 'x-least'> = {},
) {
  return (title: Pair, description?: Pair, marks?: Marks): z.ZodType<T> =>
    z.any().meta({ type, format, ...bounds, ...about(title, description, marks) }) as unknown as z.ZodType<T>;
}

/** `50万`, `1.2亿`, `96k` or a number; output in yuan (or the market's currency unit). */
export const amount = formatted<number>('amount', ['number', 'string'], { minimum: 0 });
/** An amount that is never below 100 unless its unit was left out: 50 for 50万. */
export const sum = formatted<number>('amount', ['number', 'string'], { minimum: 0, 'x-least': 100 });
/** `80%`, or the share itself, 0–1; output a share 0–1. */
export const percent = formatted<number>('percent', ['number', 'string'], { minimum: 0, maximum: 1 });
/** `YYYY-MM-DD`, a day that exists. */
export const date = formatted<string>('date', 'string');
/** `YYYY-MM-DD` or `YYYY-MM`. */
export const partialDate = formatted<string>('partial-date', 'string');
/** `YYYY-MM`. */
export const month = formatted<string>('month', 'string');
/** `MM-DD` (every year) or `YYYY-MM-DD`. */
export const eventDate = formatted<string>('event-date', 'string');
/** `20y`, `to60` or `life`. */
export const term = formatted<string>('term', 'string');
/** Digits that YAML would read as a number: job codes, clause numbers. Must be quoted. */
export const quotedCode = formatted<string>('quoted-code', 'string');

export const text = (title: Pair, description?: Pair, marks?: Marks) =>
  z.string().meta(about(title, description, marks));
export const flag = (title: Pair, description?: Pair, marks?: Marks) =>
  z.boolean().meta(about(title, description, marks));
export const count = (title: Pair, description?: Pair, marks?: Marks) =>
  z
    .number()
    .int()
    .min(0)
    .meta(about(title, description, marks));
export const number = (title: Pair, description?: Pair, marks?: Marks) =>
  z.number().meta(about(title, description, marks));

/** What a word means, and what people write in its place: did-you-mean and completion find it by these. */
type Meaning = readonly [zh: string, en: string, ...also: string[]];

/** One of a few words, each explained. */
export function choice<const K extends string>(
  values: Readonly<Record<K, Meaning>>,
  title: Pair,
  description?: Pair,
  marks?: Marks,
): z.ZodType<K> {
  const explained: Record<string, { zh: string; en: string; also?: string[] }> = {};
  for (const key of Object.keys(values) as K[]) {
    const [zh, en, ...also] = values[key];
    explained[key] = { zh, en, ...(also.length > 0 && { also }) };
  }
  return z
    .enum(Object.keys(values) as [K, ...K[]])
    .meta({ 'x-enum': explained, ...about(title, description, marks) }) as unknown as z.ZodType<K>;
}

/** A list; `title` names the list, the items carry their own. */
export const list = <T extends z.ZodType>(item: T, title: Pair, description?: Pair, marks?: Marks) =>
  z.array(item).meta(about(title, description, marks));
/** A map with free keys; `marks.keyRef` says what the keys name. */
export const record = <T extends z.ZodType>(
  value: T,
  title: Pair,
  description?: Pair,
  marks?: Marks & { keyRef?: Reference },
) => {
  const { keyRef, ...rest } = marks ?? {};
  return z
    .record(z.string(), value)
    .meta({ ...about(title, description, rest), ...(keyRef && { 'x-key-ref': keyRef }) });
};
/** A map with known keys, in the order people write them. */
export const map = <T extends z.ZodRawShape>(shape: T, title: Pair, description?: Pair, marks?: Marks) =>
  z.strictObject(shape).meta(about(title, description, marks));

/** A reference by id to something defined elsewhere. */
export const ref = (to: Reference, title: Pair, description?: Pair, marks?: Marks) =>
  text(title, description, { ...marks, ref: to });

export type { Describe, Marks, Meaning, Pair };
