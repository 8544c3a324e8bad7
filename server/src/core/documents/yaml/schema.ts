/** The JSON Schema dialect that the validator, the locator and completion read: draft-7 keywords plus our `x-` marks. */
import type { Localized } from '../../localized.ts';

export type SchemaType = 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean' | 'null';

/** Scalars with spellings of their own; what they become is said in locate.ts. */
export type ScalarFormat =
  | 'amount'
  | 'percent'
  | 'date'
  | 'partial-date'
  | 'month'
  | 'event-date'
  | 'term'
  | 'quoted-code';

/** What an accepted word means; `also`: what people write in its place. */
export interface Meaning extends Localized {
  readonly also?: readonly string[];
}

export interface JsonSchema {
  readonly type?: SchemaType | readonly SchemaType[];
  readonly title?: Localized;
  readonly description?: Localized;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly enum?: readonly (string | number | boolean | null)[];
  readonly const?: string | number | boolean | null;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly format?: ScalarFormat;
  /** What the value names: `member`, `product`, `goal`, `row`, `disclosure`, `file:catalog` … */
  readonly 'x-ref'?: string;
  /** What the keys of a record name. */
  readonly 'x-key-ref'?: string;
  /** Which known names the keys (or the text) come from: `rule`, `threshold`, `guard`. */
  readonly 'x-key-of'?: string;
  /** Keys worth offering in a record. */
  readonly 'x-keys'?: readonly string[];
  /** Values besides the ids of `x-ref`. */
  readonly 'x-also'?: readonly string[];
  readonly 'x-defines'?: 'member' | 'product' | 'goal' | 'row';
  readonly 'x-prose'?: {
    readonly speaker: 'agent' | 'note' | 'text';
    readonly channel: 'proposal' | 'script' | 'public' | 'training';
  };
  readonly 'x-aliases'?: readonly string[];
  readonly 'x-missing'?: 'error' | 'warning' | 'info' | 'none';
  readonly 'x-enum'?: Readonly<Record<string, Meaning>>;
  readonly 'x-example'?: string;
  /** An amount above zero and below this lacks its unit: 50 for 50万. */
  readonly 'x-least'?: number;
  /** What a number counts, for hovers: `years`, `days`. */
  readonly 'x-unit'?: string;
  /** A pair `[low, high]`. */
  readonly 'x-range'?: boolean;
}
