/**
 * Light tree + schema → typed model with a place for every value. Values are worked out when first asked for, so a big
 * file costs what is read of it. What cannot be read as its type is left out (the validator says so).
 */
import { ABSURD_AMOUNT, meantAmount, parseAmount, parsePercent, unitOf } from '../../domain/amount.ts';
import { guessDate, parseDate, parseEventDate, parseMonth, parsePartialDate } from '../../domain/dates.ts';
import { guessTerm, parseTerm } from '../../domain/term.ts';
import type { SourceRange } from '../../text/range.ts';
import { branchFor, schemaOfKey } from './branches.ts';
import { BySchema, LightNode } from './light-node.ts';
import type { Located, YamlNode } from './node.ts';
import type { JsonSchema, ScalarFormat } from './schema.ts';

type Value = string | number | boolean | null;

class LocatedField {
  // Assigned, not initialised: a plan makes hundreds of these, and field initialisers cost more than the fields.
  declare readonly value: Value;
  declare readonly node: LightNode;
  constructor(value: Value, node: LightNode) {
    this.value = value;
    this.node = node;
  }
  get range(): SourceRange {
    return this.node.range;
  }
}

class LocatedItems {
  private cache: readonly unknown[] | undefined = undefined;
  constructor(
    readonly node: LightNode,
    private readonly schema: JsonSchema | undefined,
  ) {}
  get range(): SourceRange {
    return this.node.range;
  }
  get items(): readonly unknown[] {
    this.cache ??= this.node.children.map((child) => place(child, this.schema)).filter((item) => item !== undefined);
    return this.cache;
  }
}

class LocatedEntries {
  private cache: readonly unknown[] | undefined = undefined;
  constructor(
    readonly node: LightNode,
    private readonly schema: JsonSchema,
  ) {}
  get range(): SourceRange {
    return this.node.range;
  }
  get entries(): readonly unknown[] {
    this.cache ??= this.node.children.flatMap((property) => {
      const [key, value] = property.children;
      if (!key || !value) return [];
      const name = String(key.value ?? '');
      const located = place(value, schemaOfKey(this.schema, name));
      return located === undefined ? [] : [{ key: new LocatedField(name, key), value: located }];
    });
    return this.cache;
  }
}

/** The base of every located map; the keys of a schema become getters of one class per schema. */
class LocatedObject {
  declare private slots: unknown[] | undefined;
  declare readonly node: LightNode;
  constructor(node: LightNode) {
    this.node = node;
    this.slots = undefined;
  }
  get range(): SourceRange {
    return this.node.range;
  }
  keyRange(key: string): SourceRange | undefined {
    return this.node.property(key)?.children[0]?.range;
  }
  /** Value of a key, worked out once; `slot` is the key's place among those of the schema. */
  static read(self: LocatedObject, slot: number, key: string, schema: JsonSchema): unknown {
    self.slots ??= [];
    const known = self.slots[slot];
    if (known !== undefined) return known === ABSENT ? undefined : known;
    const value = self.node.property(key)?.children[1];
    const located = value && place(value, schema);
    self.slots[slot] = located === undefined ? ABSENT : located;
    return located;
  }
}

const ABSENT = Symbol('absent');

const classes = new WeakMap<JsonSchema, new (node: LightNode) => LocatedObject>();

function classOf(schema: JsonSchema): new (node: LightNode) => LocatedObject {
  const known = classes.get(schema);
  if (known) return known;
  const made = class extends LocatedObject {};
  Object.entries(schema.properties ?? {}).forEach(([key, child], slot) => {
    Object.defineProperty(made.prototype, key, {
      enumerable: true,
      get(this: LocatedObject) {
        return LocatedObject.read(this, slot, key, child);
      },
    });
  });
  classes.set(schema, made);
  return made;
}

/** What a schema makes of a node; kept on the node. Undefined when the node is not of the schema's type. */
function place(node: LightNode, schema: JsonSchema | undefined): unknown {
  if (!schema) return undefined;
  if (node.type !== 'object' && node.type !== 'array') return scalar(node, schema);
  const cached = BySchema.of(node.located, schema);
  if (cached !== undefined) return cached;
  const made = collection(node, schema);
  if (made !== undefined) node.located = BySchema.with(node.located, schema, made);
  return made;
}

function collection(node: LightNode, schema: JsonSchema): unknown {
  const branch = branchFor(schema, node);
  if (!branch) return undefined;
  if (node.type === 'array') return branch.type === 'array' ? new LocatedItems(node, branch.items) : undefined;
  if (branch.properties) return new (classOf(branch))(node);
  return branch.type === 'object' ? new LocatedEntries(node, branch) : undefined;
}

function scalar(node: LightNode, schema: JsonSchema): LocatedField | undefined {
  const branch = branchFor(schema, node);
  if (!branch) return undefined;
  const value = readScalar(node, branch);
  return value === undefined ? undefined : new LocatedField(value, node);
}

/** A scalar as its schema reads it: amounts in yuan, shares 0–1, days `YYYY-MM-DD`. Undefined when it cannot be read. */
export function readScalar(node: LightNode, schema: JsonSchema): Value | undefined {
  if (node.value === undefined) return undefined;
  if (schema.format) return readFormat(node, schema.format, schema);
  if (schema.const !== undefined) return node.value === schema.const ? schema.const : undefined;
  if (schema.enum) return schema.enum.includes(node.value) ? node.value : undefined;
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  if (types.includes('string')) {
    if (node.type === 'string') return node.value;
    // A name or id written as a bare number is still that name: nothing is lost besides the finding.
    if (!types.includes('number') && (node.type === 'number' || node.type === 'boolean')) return node.raw.trim();
  }
  if (node.type === 'number' && (types.includes('number') || types.includes('integer')))
    return isWithin(node.value as number, schema) ? node.value : undefined;
  if (node.type === 'boolean' && types.includes('boolean')) return node.value;
  return node.type === 'null' && types.includes('null') ? null : undefined;
}

/** An age of 320 is no age: what reckons with it would only say the same mistake again. */
function isWithin(value: number, { minimum, maximum }: JsonSchema): boolean {
  return (minimum === undefined || value >= minimum) && (maximum === undefined || value <= maximum);
}

/** Spellings that have a fix (`2026年3月2日`, `-380`) are read as what the fix would write. */
function readFormat(node: LightNode, format: ScalarFormat, schema: JsonSchema): Value | undefined {
  const written = typeof node.value === 'number' || typeof node.value === 'string' ? node.value : undefined;
  if (written === undefined) return undefined;
  if (format === 'amount') {
    const amount = parseAmount(written);
    if (amount === undefined || (amount >= 0 && amount >= (schema['x-least'] ?? 0) && amount < ABSURD_AMOUNT))
      return amount;
    return meantAmount(amount, schema['x-least'], unitOf(node.base.text));
  }
  if (format === 'percent') return parsePercent(written);
  const text = typeof written === 'string' ? written.trim() : node.raw.trim();
  switch (format) {
    case 'quoted-code':
      return text;
    case 'term':
      return parseTerm(text) ? text : guessTerm(text);
    case 'date':
      return parseDate(text) ?? parseDate(guessDate(text) ?? '');
    case 'month':
      return parseMonth(text) ?? parseMonth(guessDate(text) ?? '');
    case 'event-date':
      return parseEventDate(text) ?? parseDate(guessDate(text) ?? '');
    case 'partial-date':
      return parsePartialDate(text) ?? guessDate(text);
  }
}

/**
 * The model of a node under a schema. `T` is the schema's output type; the caller vouches that schema and type belong
 * together (readers do, once each). A missing or misshapen root gives an empty map at the start of the file.
 */
export function locate<T>(node: YamlNode | undefined, schema: JsonSchema): Located<T> {
  const located = node instanceof LightNode ? place(node, schema) : undefined;
  return (located ?? place(new LightNode('object', { off: 0, text: '' }, 0, 0), schema)) as Located<T>;
}
