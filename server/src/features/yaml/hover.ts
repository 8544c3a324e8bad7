/** Hover over fields, ids, amounts (the number in full) and dates (the age on that day). */
import type { YamlDocument } from '../../core/documents/document.ts';
import type { YamlNode } from '../../core/documents/yaml/node.ts';
import type { JsonSchema } from '../../core/documents/yaml/schema.ts';
import { fullAmount, parseAmount } from '../../core/domain/amount.ts';
import { ageOn, parseDate } from '../../core/domain/dates.ts';
import type { Localized } from '../../core/localized.ts';
import { nameCard } from '../rules/names.ts';
import type { FeatureContext, HoverCard } from '../types.ts';
import { dayOf, idCard, plain } from './cards.ts';
import { fileCard } from './file-card.ts';
import { innerRange, placeAt } from './ids.ts';
import { isKey, marked, rootSchema, schemasOf } from './schema-at.ts';

export function hover(document: YamlDocument, offset: number, context: FeatureContext): HoverCard | undefined {
  const node = document.tree.nodeAt(offset);
  if (!node || node.type === 'object' || node.type === 'array' || node.type === 'property') return undefined;
  const schemas = schemasOf(rootSchema(document), node);
  if (isKey(node)) return keyCard(node, document, context) ?? fieldCard(node, schemas);
  const place = placeAt(document, offset);
  const card = place ? idCard(place, document, context) : valueCard(node, schemas, document, context);
  return card && { ...card, range: innerRange(node) };
}

/** A key that is the name of something else: a rule, a word list. */
function keyCard(node: YamlNode, document: YamlDocument, { ruleSet }: FeatureContext): HoverCard | undefined {
  const map = node.parent?.parent;
  const kind = map && marked(schemasOf(rootSchema(document), map), 'x-key-of');
  const card = kind && nameCard(kind, String(node.value), ruleSet);
  return card ? { ...card, range: innerRange(node) } : undefined;
}

function fieldCard(node: YamlNode, schemas: readonly JsonSchema[]): HoverCard | undefined {
  const title = marked(schemas, 'title');
  if (!title) return undefined;
  const description = marked(schemas, 'description');
  const values = marked(schemas, 'x-enum');
  const example = marked(schemas, 'x-example');
  const side = (language: keyof Localized) =>
    [
      `**${title[language]}** \`${String(node.value)}\``,
      ...(description ? ['', description[language]] : []),
      ...(values ? ['', ...Object.entries(values).map(([value, what]) => `- \`${value}\` ${what[language]}`)] : []),
      ...(example ? ['', language === 'zh' ? `例如 \`${example}\`` : `For example \`${example}\``] : []),
    ].join('\n');
  return { zh: side('zh'), en: side('en'), range: node.range };
}

function valueCard(
  node: YamlNode,
  schemas: readonly JsonSchema[],
  document: YamlDocument,
  context: FeatureContext,
): Localized | undefined {
  const { value } = node;
  if (value === undefined || value === null || typeof value === 'boolean') return undefined;
  const named = marked(schemas, 'x-key-of');
  if (named) return nameCard(named, String(value), context.ruleSet);
  if (marked(schemas, 'x-ref')?.startsWith('file:')) return fileCard(document, String(value), context);
  const explained = marked(schemas, 'x-enum')?.[String(value)];
  if (explained) return { zh: `**${explained.zh}** \`${value}\``, en: `**${explained.en}** \`${value}\`` };
  const format = marked(schemas, 'format');
  if (format === 'amount') {
    const amount = parseAmount(value);
    if (amount === undefined) return undefined;
    const currency = context.ruleSet.markets[context.project.settingsOf(document).market]?.currency ?? '';
    const full = `**${fullAmount(amount)}** ${plain(currency)}`.trim();
    return { zh: full, en: full };
  }
  return format === 'date' || format === 'partial-date' ? dateCard(node, String(value), document, context) : undefined;
}

/** `born`: the age on the plan's day. Any other date: how old each member is on it. */
function dateCard(
  node: YamlNode,
  written: string,
  document: YamlDocument,
  context: FeatureContext,
): Localized | undefined {
  const date = parseDate(written.length === 7 ? `${written}-01` : written);
  if (!date) return undefined;
  const key = node.parent?.keyNode?.value;
  if (key === 'born') {
    const day = dayOf(document, context);
    if (day < date) return undefined;
    const age = ageOn(date, day);
    return { zh: `${day} 时 **${age} 周岁**`, en: `**${age}** years old on ${day}` };
  }
  const plan = context.project.planOf(document);
  const household = plan?.model.household ?? (document.kind === 'client' ? document.model.household : undefined);
  const ages = (household?.items ?? []).flatMap((member) => {
    const born = member.born?.value;
    const name = member.name?.value ?? member.id?.value;
    return born !== undefined && name !== undefined && born <= date
      ? [{ name: plain(name), age: ageOn(born, date) }]
      : [];
  });
  if (ages.length === 0) return undefined;
  return {
    zh: `${date}：${ages.map(({ name, age }) => `${name} **${age}岁**`).join('，')}`,
    en: `${date}: ${ages.map(({ name, age }) => `${name} **${age}**`).join(', ')}`,
  };
}
