/** What an id stands for, in Markdown and in one line: members, products, goals, rows, disclosures. */
import type { Document } from '../../core/documents/document.ts';
import type { YamlNode } from '../../core/documents/yaml/node.ts';
import type { JsonSchema } from '../../core/documents/yaml/schema.ts';
import { ageOn } from '../../core/domain/dates.ts';
import type { CalendarDate, Localized } from '../../core/localized.ts';
import { approvedText } from '../approved-text.ts';
import type { FeatureContext } from '../types.ts';
import { definitionOf, type IdPlace, ownerOf } from './ids.ts';
import { marked, rootSchema, schemasOf, underKey } from './schema-at.ts';
import { valueUnder } from './structure.ts';
import { worded } from './worded.ts';

/** A card for the id, or undefined when it is defined nowhere. */
export function idCard(place: IdPlace, document: Document, context: FeatureContext): Localized | undefined {
  if (place.kind === 'disclosure') {
    const disclosure = context.ruleSet.disclosureNamed(place.id);
    if (!disclosure) return undefined;
    const text = approvedText(disclosure, document, context);
    const side = (language: keyof Localized) =>
      `**${plain(disclosure.title[language])}** \`${disclosure.id}\`\n\n> ${plain(text[language])}`;
    return { zh: side('zh'), en: side('en') };
  }
  const owner = ownerOf(place.kind, place.id, document, context.project);
  const target = owner && definitionOf(owner, place.kind, place.id);
  if (!owner || !target?.node || owner.kind === 'pitch') return undefined;
  return mapCard(target.node, rootSchema(owner), place.id, birthAge(target.node, dayOf(document, context)));
}

/** The fields of a map with their titles; a fact is followed by the clause that says so. */
function mapCard(node: YamlNode, root: JsonSchema, id: string, age: number | undefined): Localized {
  const schemas = schemasOf(root, node);
  const clauses = valueUnder(node, 'clauses');
  const side = (language: keyof Localized) => {
    const name = valueUnder(node, 'name')?.value ?? valueUnder(node, 'title')?.value;
    const head = `**${plain(name === undefined ? id : String(name))}** \`${id}\``;
    const years = age === undefined ? '' : language === 'zh' ? `（${age}岁）` : ` (age ${age})`;
    const lines = node.children.flatMap((property) => {
      const key = String(property.keyNode?.value ?? '');
      if (!property.valueNode || key === 'id' || key === 'name' || key === 'clauses') return [];
      const title = marked(underKey(schemas, key), 'title')?.[language] ?? key;
      const clause = valueUnder(clauses, key.replace(/_days$/, ''))?.value;
      return [
        `- ${title}: ${plain(shortened(worded(property.valueNode, underKey(schemas, key))[language]))}${clause === undefined ? '' : ` (§ ${plain(String(clause))})`}`,
      ];
    });
    return `${head}${years}\n\n${lines.join('\n')}`;
  };
  return { zh: side('zh'), en: side('en') };
}

/** One line about an id for a completion list; `root` is the schema of the file it is defined in. */
export function summaryOf(node: YamlNode, root: JsonSchema, day: CalendarDate): Localized {
  const schemas = schemasOf(root, node);
  const said = (key: string): Localized | undefined => {
    const value = valueUnder(node, key);
    return value && value.value !== null ? worded(value, underKey(schemas, key)) : undefined;
  };
  const age = birthAge(node, day);
  const years = age === undefined ? undefined : { zh: `${age}岁`, en: `age ${age}` };
  const parts = [said('name') ?? said('title'), said('role') ?? said('type'), said('product'), said('insured'), years];
  const known = parts.filter((part) => part !== undefined);
  return { zh: known.map(({ zh }) => zh).join(' · '), en: known.map(({ en }) => en).join(' · ') };
}

/** The day on which ages are told: the plan's own date, else the day of judging. */
export function dayOf(document: Document, { project }: FeatureContext): CalendarDate {
  const plan = project.planOf(document);
  return plan?.model.date?.value ?? project.settingsOf(document).asOf;
}

function birthAge(node: YamlNode, day: CalendarDate): number | undefined {
  const born = valueUnder(node, 'born')?.value;
  return typeof born === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(born) && born <= day ? ageOn(born, day) : undefined;
}

function shortened(said: string): string {
  const text = said.replace(/\s+/g, ' ').trim();
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

/** Text from files must not become markup in a hover. */
export function plain(text: string): string {
  return text.replace(/[\\`*_[\]<>#|!]/g, '\\$&').replace(/\s+/g, ' ');
}
