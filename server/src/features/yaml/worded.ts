/** What a value of a file says in words: enums by their titles, numbers with their units, lists and maps in one line. */
import type { YamlNode } from '../../core/documents/yaml/node.ts';
import type { JsonSchema } from '../../core/documents/yaml/schema.ts';
import type { Localized } from '../../core/localized.ts';
import { marked, ofItems, underKey } from './schema-at.ts';

const UNITS: Readonly<Record<string, Localized>> = {
  waiting_days: { zh: '…天', en: '… days' },
  cooling_off: { zh: '…天', en: '… days' },
  first_payout_year: { zh: '第…个保单年度起', en: 'from policy year …' },
  guaranteed_years: { zh: '…年', en: '… years' },
};

/** The value as a reader would say it; as written where the schema knows no word for it. */
export function worded(node: YamlNode, schemas: readonly JsonSchema[]): Localized {
  if (node.type === 'array') {
    const parts = node.children.map((child) => worded(child, ofItems(schemas)));
    return marked(schemas, 'x-range') ? joined(parts, '–', '–') : joined(parts, '、', ', ');
  }
  if (node.type === 'object') {
    const parts = node.children.flatMap(({ keyNode, valueNode }) => {
      const key = String(keyNode?.value ?? '');
      const below = underKey(schemas, key);
      const title = marked(below, 'title');
      const value = valueNode && worded(valueNode, below);
      return title && value ? [{ zh: `${title.zh} ${value.zh}`, en: `${title.en} ${value.en}` }] : [];
    });
    return joined(parts, '、', ', ');
  }
  if (typeof node.value === 'boolean') return node.value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' };
  const written = textOf(node) ?? '';
  const key = String(node.parent?.type === 'property' ? (node.parent.keyNode?.value ?? '') : '');
  if (key === 'guaranteed_years' && written === '0') return { zh: '不保证续保', en: 'not guaranteed' };
  const unit = UNITS[key];
  const withUnit = unit && { zh: unit.zh.replace('…', written), en: unit.en.replace('…', written) };
  return marked(schemas, 'x-enum')?.[written] ?? withUnit ?? { zh: written, en: written };
}

/** As written where the spelling says more than the value (`1万`, `100%`). */
export function textOf(node: YamlNode | undefined): string | undefined {
  if (!node || node.value === undefined || node.value === null) return undefined;
  const quoted = node.style === 'single' || node.style === 'double';
  return (quoted ? String(node.value) : (node.raw ?? String(node.value))).trim();
}

export function joined(parts: readonly Localized[], zh: string, en: string): Localized {
  return { zh: parts.map((part) => part.zh).join(zh), en: parts.map((part) => part.en).join(en) };
}
