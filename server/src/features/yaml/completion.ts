/**
 * Completion in the YAML kinds: keys in the order people write them, words with their meaning, ids with what they are,
 * products only where that person may be insured.
 */
import type { YamlDocument } from '../../core/documents/document.ts';
import { contextAt, type YamlContext } from '../../core/documents/yaml/mask.ts';
import type { CatalogProduct } from '../../core/documents/yaml/models.ts';
import type { JsonSchema } from '../../core/documents/yaml/schema.ts';
import { boundsOf, isOnSale, obstacleOf } from '../../core/domain/eligibility.ts';
import type { Member } from '../../core/domain/members.ts';
import type { Localized } from '../../core/localized.ts';
import { initialsOf } from '../../core/text/pinyin.ts';
import { SCHEMAS } from '../../generated/schemas.ts';
import { pathBetween } from '../../workspace/uri.ts';
import { approvedText } from '../approved-text.ts';
import { namesOf } from '../rules/names.ts';
import type { CompletionEntry, FeatureContext } from '../types.ts';
import { dayOf, summaryOf } from './cards.ts';
import { type IdKind, placesIn } from './ids.ts';
import { viewOf } from './insights.ts';
import { branches, marked, ofItems, rootSchema, underKey } from './schema-at.ts';
import { worded } from './worded.ts';

/** What one completion is made from. */
interface Scene {
  readonly document: YamlDocument;
  readonly context: FeatureContext;
  readonly cursor: YamlContext;
}

interface Option {
  readonly value: string;
  readonly detail: Localized;
  readonly documentation?: Localized;
  readonly kind: CompletionEntry['kind'];
  /** What people write or say instead: typing it finds the option. */
  readonly also?: readonly string[];
}

export function completion(
  document: YamlDocument,
  offset: number,
  context: FeatureContext,
): readonly CompletionEntry[] {
  const cursor = contextAt(document, offset);
  if (!cursor) return [];
  const scene: Scene = { document, context, cursor };
  const inList = typeof cursor.path.at(-1) === 'number';
  if (cursor.needsDash) return entriesWithDash(scene, cursor.schemas);
  if (cursor.kind === 'value') {
    const single = valueEntries(scene, cursor.schemas);
    return single.length > 0 ? single : listEntries(scene);
  }
  if (cursor.kind === 'item' && inList) return valueEntries(scene, cursor.schemas);
  return [...keyEntries(scene), ...itemEntries(scene)];
}

// -- keys -------------------------------------------------------------------------------------------------------------

function keyEntries(scene: Scene): CompletionEntry[] {
  const { cursor } = scene;
  const all = cursor.schemas.flatMap(branches);
  const known = new Map<string, JsonSchema>();
  for (const schema of all) {
    for (const [key, property] of Object.entries(schema.properties ?? {}))
      if (!known.has(key)) known.set(key, property);
  }
  const required = new Set(all.flatMap((schema) => schema.required ?? []));
  const declared = [...known].map(([key, property]): Option & { schema: JsonSchema } => ({
    value: key,
    detail: withMark(marked([property], 'title') ?? { zh: '', en: '' }, required.has(key)),
    documentation: marked([property], 'description'),
    also: marked([property], 'x-aliases'),
    kind: 'key',
    schema: property,
  }));
  const free = all.flatMap((schema) => freeKeys(schema, scene));
  const entries = [...declared, ...free.map((option) => ({ ...option, schema: {} as JsonSchema }))];
  return entries
    .filter(({ value }) => !cursor.siblings.has(value))
    .map((option, index) => keyEntry(option, option.schema, index, cursor));
}

function withMark(title: Localized, required: boolean): Localized {
  return required ? { zh: `${title.zh}（必填）`, en: `${title.en} (required)` } : title;
}

function keyEntry(option: Option, schema: JsonSchema, index: number, cursor: YamlContext): CompletionEntry {
  if (cursor.hasColon) return { ...shared(option, index, cursor), insertText: option.value };
  const has = (type: string) =>
    branches(schema).some((branch) => branch.type === type || branch.type?.includes(type as never));
  const scalar = branches(schema).some(({ type }) => type !== undefined && type !== 'object' && type !== 'array');
  const deeper = ' '.repeat(cursor.column + 2);
  let tail = ' ';
  if (cursor.flow) tail = has('array') && !scalar ? ' [$0]' : has('object') && !scalar ? ' {$0}' : ' ';
  else if (has('array') && !scalar) tail = `\n${deeper}- `;
  else if (has('object') && !scalar) tail = `\n${deeper}`;
  return {
    ...shared(option, index, cursor),
    insertText: `${cursor.needsSpace ? ' ' : ''}${option.value}:${tail}`,
    ...(tail.includes('$0') && { isSnippet: true }),
  };
}

/** Keys of a map whose keys are names of something else. */
function freeKeys(schema: JsonSchema, scene: Scene): Option[] {
  const ref = schema['x-key-ref'];
  if (ref) return idOptions(ref, scene);
  const { ruleSet, project } = scene.context;
  if (schema['x-key-of'] === 'threshold') {
    const { market } = project.settingsOf(scene.document);
    return Object.entries(ruleSet.markets[market]?.thresholds ?? {}).map(([value, { value: now, note }]) => ({
      value,
      detail: { zh: `${market} ${now}`, en: `${market} ${now}` },
      documentation: note,
      kind: 'id',
    }));
  }
  if (schema['x-key-of']) return namesOf(schema['x-key-of'], ruleSet).map((named) => ({ ...named, kind: 'id' }));
  return (schema['x-keys'] ?? []).map((value) => ({ value, detail: { zh: '', en: '' }, kind: 'key' }));
}

/** Where a list is expected and nothing stands yet: begin an entry, of a map with its first key, of words with each. */
function itemEntries(scene: Scene): CompletionEntry[] {
  const { cursor } = scene;
  const items = ofItems(cursor.schemas);
  return items.length === 0 || cursor.siblings.size > 0 ? [] : entriesWithDash(scene, items);
}

function entriesWithDash(scene: Scene, items: readonly JsonSchema[]): CompletionEntry[] {
  const [first] = items.flatMap(branches).flatMap((schema) => Object.keys(schema.properties ?? {}));
  if (first === undefined) return valueEntries(scene, items, (text) => `- ${text}`);
  const option: Option = {
    value: `- ${first}`,
    detail: marked(items, 'title') ?? { zh: '一项', en: 'an item' },
    kind: 'mark',
  };
  return [{ ...shared(option, 0, scene.cursor), insertText: `- ${first}: ` }];
}

// -- values -----------------------------------------------------------------------------------------------------------

function valueEntries(
  scene: Scene,
  schemas: readonly JsonSchema[],
  around: (text: string) => string = (text) => text,
): CompletionEntry[] {
  const { cursor } = scene;
  const options = new Map<string, Option>();
  for (const schema of schemas.flatMap(branches)) {
    for (const option of optionsOf(schema, scene))
      if (!options.has(option.value) && !cursor.others.has(option.value)) options.set(option.value, option);
  }
  return [...options.values()].map((option, index) => ({
    ...shared(option, index, cursor),
    insertText: `${cursor.needsSpace ? ' ' : ''}${around(quoted(option, scene))}`,
  }));
}

/** Behind the key of a list of words: a list with one of them. */
function listEntries(scene: Scene): CompletionEntry[] {
  const { cursor } = scene;
  if (cursor.quote !== undefined) return [];
  return valueEntries(scene, ofItems(cursor.schemas), (text) => `[${text}]`);
}

function optionsOf(schema: JsonSchema, scene: Scene): Option[] {
  const options: Option[] = [];
  const words = schema.enum ?? (schema.const === undefined ? [] : [schema.const]);
  const meanings = schema['x-enum'];
  for (const word of words) {
    const meaning = meanings?.[String(word)] ?? { zh: '', en: '' };
    options.push({ value: String(word), detail: meaning, also: meanings?.[String(word)]?.also, kind: 'value' });
  }
  if (schema.type === 'boolean') {
    options.push({ value: 'true', detail: { zh: '是', en: 'yes' }, kind: 'value' });
    options.push({ value: 'false', detail: { zh: '否', en: 'no' }, kind: 'value' });
  }
  const ref = schema['x-ref'];
  if (ref) options.push(...(ref.startsWith('file:') ? fileOptions(ref.slice(5), scene) : idOptions(ref, scene)));
  const named = schema.type === 'string' ? schema['x-key-of'] : undefined;
  if (named) for (const each of namesOf(named, scene.context.ruleSet)) options.push({ ...each, kind: 'id' });
  for (const also of schema['x-also'] ?? []) options.push({ value: also, detail: { zh: '', en: '' }, kind: 'value' });
  if (schema.format === 'date') {
    const { asOf } = scene.context.project.settingsOf(scene.document);
    options.push({ value: asOf, detail: { zh: '今天', en: 'today' }, kind: 'value' });
  }
  const example = schema['x-example'];
  if (example && !ref && !schema['x-defines'])
    options.push({ value: example, detail: { zh: '例子', en: 'example' }, kind: 'value' });
  return options;
}

function idOptions(ref: string, scene: Scene): Option[] {
  const { document, context } = scene;
  if (ref === 'disclosure') {
    return [...context.ruleSet.disclosures.values()].map((disclosure) => ({
      value: disclosure.id,
      detail: disclosure.title,
      documentation: approvedText(disclosure, document, context),
      kind: 'disclosure',
    }));
  }
  if (ref === 'product') return productOptions(scene);
  const day = dayOf(document, context);
  const plan = context.project.planOf(document);
  const owners = plan && plan.uri !== document.uri ? [document, plan] : [document];
  return owners.flatMap((owner) =>
    placesIn(owner)
      .filter((place) => place.defines && place.kind === (ref as IdKind) && mayBe(place.id, scene))
      .map(
        (place): Option => ({
          value: place.id,
          detail: place.node ? summaryOf(place.node, rootSchema(owner), day) : { zh: '', en: '' },
          kind: 'id',
        }),
      ),
  );
}

const PRODUCT_TYPE = underKey(ofItems(underKey([SCHEMAS.catalog], 'products')), 'type');

function productOptions(scene: Scene): Option[] {
  const { document, context, cursor } = scene;
  const insured = memberNamed(cursor.siblings.get('insured'), scene);
  return context.project
    .products(document)
    .filter(({ product }) => insured === undefined || mayTake(product, insured, scene))
    .flatMap(({ product }): Option[] => {
      const id = product.id?.value;
      if (id === undefined) return [];
      const name = product.name?.value ?? id;
      const ages = boundsOf(product.ages);
      const type = product.type && worded(product.type.node, PRODUCT_TYPE);
      const said = (language: keyof Localized, years: string) =>
        [name, type?.[language], ages && `${ages[0]}–${ages[1]}${years}`].filter((part) => part).join(' · ');
      const detail = { zh: said('zh', '岁'), en: said('en', '') };
      return [{ value: id, detail, also: product.aliases?.items.map(({ value }) => value), kind: 'product' }];
    });
}

/** As the insured of a product, only people whom it takes. */
function mayBe(id: string, scene: Scene): boolean {
  const { document, context, cursor } = scene;
  if (cursor.path.at(-1) !== 'insured') return true;
  const written = cursor.siblings.get('product');
  const product = written === undefined ? undefined : context.project.product(document, written)?.product;
  const member = product && memberNamed(id, scene);
  return product === undefined || member === undefined || mayTake(product, member, scene);
}

/** Age, job class, social insurance and dates of sale, as far as catalogue and record say them. */
function mayTake(product: CatalogProduct, member: Member, { document, context }: Scene): boolean {
  const day = dayOf(document, context);
  return isOnSale(product, day) && obstacleOf(product, member, day) === undefined;
}

function memberNamed(id: string | undefined, { document, context }: Scene): Member | undefined {
  const plan = id === undefined ? undefined : context.project.planOf(document);
  return plan && viewOf(plan, context.project).member(id);
}

const SUFFIX: Readonly<Record<string, RegExp>> = {
  plan: /\.plan\.ya?ml$/,
  catalog: /\.catalog\.ya?ml$/,
  client: /\.client\.ya?ml$/,
};

function fileOptions(kind: string, { document, context }: Scene): Option[] {
  const wanted = SUFFIX[kind];
  const folder = document.uri.replace(/[^/]*$/, '');
  return (context.project.files?.() ?? [])
    .filter((uri) => uri !== document.uri && (wanted?.test(uri) ?? true))
    .map((uri): Option => {
      const path = pathBetween(document.uri, uri);
      const near = uri.startsWith(folder);
      return {
        value: path,
        detail: near ? { zh: '文件', en: 'file' } : { zh: '别的文件夹', en: 'another folder' },
        kind: 'file',
      };
    });
}

// -- shape ------------------------------------------------------------------------------------------------------------

function shared(option: Option, index: number, cursor: YamlContext): Omit<CompletionEntry, 'insertText'> {
  return {
    label: option.value,
    kind: option.kind,
    detail: option.detail,
    ...(option.documentation && { documentation: option.documentation }),
    range: cursor.range,
    sortText: String(index).padStart(4, '0'),
    ...foundBy(option, /[^\x20-\x7f]/.test(cursor.prefix)),
  };
}

/** The option is found by its word, its Chinese title, the title's pinyin initials, and by what people say instead. */
function foundBy({ value, detail, also = [] }: Option, typedInChinese: boolean): { filterText?: string } {
  // what comes behind a name (role, age) is no name
  const title = detail.zh.split(/ · |（/)[0]!.trim();
  const spoken = [title, ...also].flatMap((word) => (HAN.test(word) ? [word, initialsOf(word)] : [word]));
  // some clients compare the beginning alone
  const words = new Set(typedInChinese ? [title, value, ...spoken] : [value, ...spoken]);
  words.delete('');
  return words.size > 1 ? { filterText: [...words].join(' ') } : {};
}

const HAN = /\p{Script=Han}/u;

/** A word that YAML would read as something else is quoted; an open quote is closed. */
function quoted({ value, kind }: Option, { document, cursor }: Scene): string {
  if (cursor.quote !== undefined)
    return document.text[cursor.range.end] === cursor.quote ? value : `${value}${cursor.quote}`;
  if (kind !== 'id' && kind !== 'product' && kind !== 'file') return value;
  return /^[+-]?[\d.,:]+$|^0[xo]|[:#,[\]{}&*!|>'"%@`]|^(true|false|null|yes|no|on|off|~)$|^\s|\s$/i.test(value)
    ? JSON.stringify(value)
    : value;
}
