/** Which products somebody meant who wrote no id of one: its name, or its kind (重疾险 for those of critical illness). */
import { SCHEMAS } from '../../../generated/schemas.ts';
import type { CatalogProduct } from '../../documents/yaml/models.ts';
import type { JsonSchema } from '../../documents/yaml/schema.ts';
import type { Localized } from '../../localized.ts';
import { same } from './wording.ts';

const MOST = 3;

/**
 * Ids of the products that a kind's name may mean, those that `suits` before others, at most three; undefined when the
 * word names no kind. Children's critical illness is critical illness, too.
 */
export function productsOfKind(
  word: string,
  products: readonly CatalogProduct[],
  suits: (product: CatalogProduct) => boolean = () => true,
): readonly string[] | undefined {
  const types = new Set(kindsNamed(word));
  if (types.size === 0) return undefined;
  if (types.has('ci')) types.add('child_ci');
  const found = products.filter(({ id, type }) => id !== undefined && type !== undefined && types.has(type.value));
  const fitting = found.filter(suits);
  return (fitting.length > 0 ? fitting : found).slice(0, MOST).flatMap(({ id }) => id?.value ?? []);
}

/** The id of the product that has the word for its name or for another name of it: ci-70 for 安心重疾险. */
export function productNamed(word: string, products: readonly CatalogProduct[]): string | undefined {
  const isNamed = ({ name, aliases }: CatalogProduct) =>
    name?.value === word || aliases?.items.some((alias) => alias.value === word);
  return products.find(isNamed)?.id?.value;
}

/** What to say behind “unknown …”, and the ids to offer: those of a kind, or else the one that was guessed. */
export function meantBy(guess: string | undefined, ofKind: readonly string[] | undefined) {
  if (ofKind) return { hint: kindHint(ofKind), ids: ofKind };
  if (guess === undefined) return { hint: same(''), ids: [] };
  return { hint: { zh: `，是否指 ${guess}`, en: ` (did you mean ${guess}?)` }, ids: [guess] };
}

/** That it is a kind, and what the catalogue has of it. */
function kindHint(ids: readonly string[]): Localized {
  if (ids.length === 0)
    return {
      zh: '：这是险种，要写产品的编号，目录里没有这一类产品',
      en: ': that is a kind of product; write an id. The catalogue has none of that kind',
    };
  return {
    zh: `：这是险种，要写产品的编号，目录里有 ${ids.join('、')}`,
    en: `: that is a kind of product; write an id. The catalogue has ${ids.join(', ')}`,
  };
}

/** Product types whose id, title or other name is the word itself. */
function kindsNamed(word: string): readonly string[] {
  byName ??= kindsByName();
  return byName.get(word.toLowerCase()) ?? [];
}

let byName: ReadonlyMap<string, readonly string[]> | undefined;

function kindsByName(): ReadonlyMap<string, readonly string[]> {
  const type: JsonSchema | undefined = SCHEMAS.catalog.properties?.products?.items?.properties?.type;
  const found = new Map<string, string[]>();
  for (const [kind, { zh, en, also = [] }] of Object.entries(type?.['x-enum'] ?? {}))
    for (const name of new Set([kind, zh, en, ...also].map((each) => each.toLowerCase())))
      found.set(name, [...(found.get(name) ?? []), kind]);
  return found;
}
