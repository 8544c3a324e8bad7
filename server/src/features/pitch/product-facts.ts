/** What a catalogue says of a product, in words: the facts of a card, and what each clause number is about. */
import type { YamlNode } from '../../core/documents/yaml/node.ts';
import type { Localized } from '../../core/localized.ts';
import { SCHEMAS } from '../../generated/schemas.ts';
import { escapeMarkdown } from '../rule-card.ts';
import { marked, ofItems, underKey } from '../yaml/schema-at.ts';
import { valueUnder } from '../yaml/structure.ts';
import { joined, textOf, worded } from '../yaml/worded.ts';

export interface ProductFact {
  readonly key: string;
  readonly title: Localized;
  readonly value: Localized;
}

export interface ProductClause {
  readonly number: string;
  /** What it is about, with the product's own fact where the catalogue has one: `等待期：90天`. */
  readonly text: Localized;
}

/** Not facts of the contract, or told elsewhere. */
const NOT_TOLD = new Set(['id', 'name', 'aliases', 'exclusions', 'clauses', 'note', 'insurer']);

/** The product's facts in the order of the catalogue, without its exclusions. */
export function productFacts(product: YamlNode): readonly ProductFact[] {
  return product.children.flatMap((property) => {
    const key = String(property.keyNode?.value ?? '');
    return NOT_TOLD.has(key) ? [] : (factOf(product, key) ?? []);
  });
}

/** The facts and exclusions as Markdown rows. */
export function productText(product: YamlNode): Localized {
  const facts = productFacts(product);
  const excluded = exclusionsOf(product).map(escapeMarkdown);
  const side = (language: keyof Localized, colon: string, outside: string) =>
    [
      ...facts.map(({ title, value }) => `- ${title[language]}${colon}${escapeMarkdown(value[language])}`),
      ...(excluded.length > 0 ? [`- ${outside}${excluded.join(language === 'zh' ? '；' : '; ')}`] : []),
    ].join('\n');
  return { zh: side('zh', '：', '不赔：'), en: side('en', ': ', 'Not covered: ') };
}

/** What the product does not pay for. */
export function exclusionsOf(product: YamlNode): readonly string[] {
  return (valueUnder(product, 'exclusions')?.children ?? []).flatMap((row) => textOf(valueUnder(row, 'what')) ?? []);
}

/** The clauses that the catalogue has noted, each once, by number. */
export function clausesOf(product: YamlNode): readonly ProductClause[] {
  const about = new Map<string, Localized[]>();
  const add = (number: string | undefined, text: Localized) => {
    if (!number) return;
    const known = about.get(number) ?? [];
    if (!known.some(({ zh }) => zh === text.zh)) about.set(number, [...known, text]);
  };
  const excluded = valueUnder(product, 'exclusions')?.children ?? [];
  for (const row of valueUnder(product, 'clauses')?.children ?? []) {
    const subject = String(row.keyNode?.value ?? '');
    const number = textOf(row.valueNode);
    // the exclusions themselves say more than the word
    const isListed =
      subject === 'exclusions' && excluded.some((entry) => textOf(valueUnder(entry, 'clause')) === number);
    if (!isListed) add(number, subjectText(product, subject));
  }
  const listed = new Map<string, string[]>();
  for (const row of excluded) {
    const number = textOf(valueUnder(row, 'clause'));
    const what = textOf(valueUnder(row, 'what'));
    if (number && what) listed.set(number, [...(listed.get(number) ?? []), what]);
  }
  for (const [number, what] of listed)
    add(number, { zh: `不赔：${what.join('、')}`, en: `Not covered: ${what.join(', ')}` });
  return [...about].map(([number, texts]) => ({ number, text: joined(texts, '；', '; ') }));
}

const SUBJECTS: Readonly<Record<string, { readonly title: Localized; readonly key?: string }>> = {
  ci: { title: { zh: '重疾保险金', en: 'Critical illness benefit' } },
  accident: { title: { zh: '意外保险金', en: 'Accident benefit' } },
  medical: { title: { zh: '医疗保险金', en: 'Medical benefit' } },
  death: { title: { zh: '身故保险金', en: 'Death benefit' } },
  waiting: { title: { zh: '等待期', en: 'Waiting period' }, key: 'waiting_days' },
  payout: { title: { zh: '给付', en: 'Payouts' }, key: 'first_payout_year' },
  waiver: { title: { zh: '保费豁免', en: 'Premium waiver' } },
  dividend: { title: { zh: '分红', en: 'Dividends' } },
  exclusions: { title: { zh: '责任免除', en: 'Exclusions' } },
};

function subjectText(product: YamlNode, subject: string): Localized {
  const known = SUBJECTS[subject];
  const fact = factOf(product, known?.key ?? subject);
  const title = known?.title ?? fact?.title ?? { zh: subject, en: subject };
  if (!fact) return title;
  return { zh: `${title.zh}：${fact.value.zh}`, en: `${title.en}: ${fact.value.en}` };
}

function factOf(product: YamlNode, key: string): ProductFact | undefined {
  const node = valueUnder(product, key);
  if (!node) return undefined;
  const schemas = underKey(PRODUCT, key);
  const value = worded(node, schemas);
  const title = marked(schemas, 'title') ?? { zh: key, en: key };
  return value.zh === '' ? undefined : { key, title, value };
}

const PRODUCT = ofItems(underKey([SCHEMAS.catalog], 'products'));
