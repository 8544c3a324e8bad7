/**
 * Completion in the YAML kinds: keys in the order people write them, words with their meaning, ids with what they are,
 * products only where that person may be insured.
 */
import type { YamlDocument } from '../../core/documents/document.ts';
import type { CatalogProduct } from '../../core/documents/yaml/models.ts';
import type { JsonSchema } from '../../core/documents/yaml/schema.ts';
import { ageOn } from '../../core/domain/dates.ts';
import type { Localized } from '../../core/localized.ts';
import { pathBetween } from '../../workspace/uri.ts';
import { approvedText } from '../approved-text.ts';
import type { CompletionEntry, FeatureContext } from '../types.ts';
import { dayOf, summaryOf } from './cards.ts';
import { type Cursor, cursorAt, ITEM, type PathStep } from './cursor.ts';
import { type IdKind, placesIn } from './ids.ts';
import { branches, marked, ofItems, rootSchema, underKey } from './schema-at.ts';

/** What one completion is made from. */
interface Scene {
  readonly document: YamlDocument;
  readonly context: FeatureContext;
  readonly cursor: Cursor;
}

interface Option {
  readonly value: string;
  readonly detail: Localized;
  readonly documentation?: Localized;
  readonly kind: CompletionEntry['kind'];
}

export function completion(
  document: YamlDocument,
  offset: number,
  context: FeatureContext,
): readonly CompletionEntry[] {
  if (insideBlockText(document, offset)) return [];
  const cursor = cursorAt(document.text, offset);
  if (!cursor) return [];
  const scene: Scene = { document, context, cursor };
  const schemas = schemasFor(rootSchema(document), cursor.path);
  return cursor.at === 'value'
    ? valueEntries(schemas, scene)
    : [...keyEntries(schemas, scene), ...itemEntries(schemas, scene)];
}

/** The lines of a `|` or `>` text hold prose, no keys. */
function insideBlockText(document: YamlDocument, offset: number): boolean {
  const node = document.tree.nodeAt(offset);
  return (
    (node?.style === 'literal' || node?.style === 'folded') && offset > node.offset + (node.raw?.indexOf('\n') ?? 0)
  );
}

function schemasFor(root: JsonSchema, path: readonly PathStep[]): readonly JsonSchema[] {
  let schemas: readonly JsonSchema[] = [root];
  for (const step of path) schemas = step === ITEM ? ofItems(schemas) : underKey(schemas, step);
  return schemas;
}

// -- keys -------------------------------------------------------------------------------------------------------------

function keyEntries(schemas: readonly JsonSchema[], scene: Scene): CompletionEntry[] {
  const { cursor } = scene;
  const all = schemas.flatMap(branches);
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

function keyEntry(option: Option, schema: JsonSchema, index: number, cursor: Cursor): CompletionEntry {
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
    insertText: `${option.value}:${tail}`,
    ...(tail.includes('$0') && { isSnippet: true }),
  };
}

/** Keys of a map whose keys are names of something else. */
function freeKeys(schema: JsonSchema, scene: Scene): Option[] {
  const ref = schema['x-key-ref'];
  if (ref) return idOptions(ref, scene);
  const { ruleSet, project } = scene.context;
  if (schema['x-key-of'] === 'rule') {
    return ruleSet.rules.map(({ id, title }) => ({ value: id, detail: title, kind: 'id' }));
  }
  if (schema['x-key-of'] === 'threshold') {
    const { market } = project.settingsOf(scene.document);
    return Object.entries(ruleSet.markets[market]?.thresholds ?? {}).map(([value, { value: now, note }]) => ({
      value,
      detail: { zh: `${market} ${now}`, en: `${market} ${now}` },
      documentation: note,
      kind: 'id',
    }));
  }
  return (schema['x-keys'] ?? []).map((value) => ({ value, detail: { zh: '', en: '' }, kind: 'key' }));
}

/** Where a list is expected and nothing stands yet: begin an item. Where an item is a word: the words. */
function itemEntries(schemas: readonly JsonSchema[], scene: Scene): CompletionEntry[] {
  const items = ofItems(schemas);
  const { cursor } = scene;
  if (items.length > 0) {
    const [first] = items.flatMap(branches).flatMap((schema) => Object.keys(schema.properties ?? {}));
    const title = marked(items, 'title') ?? { zh: '一项', en: 'an item' };
    const option: Option = { value: '-', detail: title, kind: 'mark' };
    return [
      { ...shared(option, 0, cursor), label: first ? `- ${first}` : '-', insertText: first ? `- ${first}: ` : '- ' },
    ];
  }
  return cursor.path.at(-1) === ITEM ? valueEntries(schemas, scene) : [];
}

// -- values -----------------------------------------------------------------------------------------------------------

function valueEntries(schemas: readonly JsonSchema[], scene: Scene): CompletionEntry[] {
  const { cursor } = scene;
  const scalarOf = cursor.flow ? schemas : [...schemas, ...ofItems(schemas).filter(() => cursor.typed.startsWith('['))];
  const options = new Map<string, Option>();
  for (const schema of scalarOf.flatMap(branches)) {
    for (const option of optionsOf(schema, scene)) if (!options.has(option.value)) options.set(option.value, option);
  }
  return [...options.values()].map((option, index) => ({
    ...shared(option, index, cursor),
    insertText: `${cursor.needsBlank ? ' ' : ''}${quotedIfNeeded(option)}`,
  }));
}

function optionsOf(schema: JsonSchema, scene: Scene): Option[] {
  const options: Option[] = [];
  const words = schema.enum ?? (schema.const === undefined ? [] : [schema.const]);
  const meanings = schema['x-enum'];
  for (const word of words) {
    const meaning = meanings?.[String(word)] ?? { zh: '', en: '' };
    options.push({ value: String(word), detail: meaning, kind: 'value' });
  }
  if (schema.type === 'boolean') {
    options.push({ value: 'true', detail: { zh: '是', en: 'yes' }, kind: 'value' });
    options.push({ value: 'false', detail: { zh: '否', en: 'no' }, kind: 'value' });
  }
  const ref = schema['x-ref'];
  if (ref) options.push(...(ref.startsWith('file:') ? fileOptions(ref.slice(5), scene) : idOptions(ref, scene)));
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
          detail: place.node ? summaryOf(place.node, day) : { zh: '', en: '' },
          kind: 'id',
        }),
      ),
  );
}

function productOptions(scene: Scene): Option[] {
  const { document, context, cursor } = scene;
  const age = ageOfMember(cursor.siblings.get('insured'), scene);
  return context.project
    .products(document)
    .filter(({ product }) => age === undefined || isOpenTo(product, age))
    .flatMap(({ product }): Option[] => {
      const id = product.id?.value;
      if (id === undefined) return [];
      const name = product.name?.value ?? id;
      const ages = agesOf(product);
      const span = ages ? ` · ${ages[0]}–${ages[1]}` : '';
      const detail = `${name}${product.type ? ` · ${product.type.value}` : ''}${span}`;
      return [{ value: id, detail: { zh: detail, en: detail }, kind: 'product' }];
    });
}

/** As the insured of a product, only people of the ages it takes. */
function mayBe(member: string, scene: Scene): boolean {
  if (scene.cursor.path.at(-1) !== 'insured') return true;
  const id = scene.cursor.siblings.get('product');
  const product = id === undefined ? undefined : scene.context.project.product(scene.document, id)?.product;
  const age = ageOfMember(member, scene);
  return product === undefined || age === undefined || isOpenTo(product, age);
}

function isOpenTo(product: CatalogProduct, age: number): boolean {
  const ages = agesOf(product);
  return ages === undefined || (ages[0] <= age && age <= ages[1]);
}

function agesOf(product: CatalogProduct): readonly [number, number] | undefined {
  const [low, high] = (product.ages?.items ?? []).map(({ value }) => value);
  return typeof low === 'number' && typeof high === 'number' ? [low, high] : undefined;
}

function ageOfMember(id: string | undefined, { document, context }: Scene): number | undefined {
  const plan = context.project.planOf(document);
  const member = plan?.model.household?.items.find((candidate) => candidate.id?.value === id);
  const day = dayOf(document, context);
  const born = member?.born?.value;
  return born !== undefined && born <= day ? ageOn(born, day) : member?.age?.value;
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

function shared(option: Option, index: number, cursor: Cursor): Omit<CompletionEntry, 'insertText'> {
  const chinese = /[^\x20-\x7f]/.test(cursor.typed);
  return {
    label: option.value,
    kind: option.kind,
    detail: option.detail,
    ...(option.documentation && { documentation: option.documentation }),
    range: cursor.range,
    sortText: String(index).padStart(4, '0'),
    // typed in Chinese: found by its title
    ...(chinese && { filterText: `${option.detail.zh} ${option.value}` }),
  };
}

/** A word that YAML would read as something else is quoted. */
function quotedIfNeeded({ value, kind }: Option): string {
  if (kind !== 'id' && kind !== 'product' && kind !== 'file') return value;
  return /^[+-]?[\d.,:]+$|^0[xo]|[:#,[\]{}&*!|>'"%@`]|^(true|false|null|yes|no|on|off|~)$|^\s|\s$/i.test(value)
    ? JSON.stringify(value)
    : value;
}
