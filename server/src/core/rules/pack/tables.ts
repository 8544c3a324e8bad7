/** Reads a pack's tables: citations, markets, glossary. */
import { MARKETS, type Market } from '../../localized.ts';
import type { Citation, GlossaryTerm, MarketParameters } from '../rule-set.ts';
import type { PackFile } from './yaml.ts';

export function readCitations(file: PackFile | undefined): Citation[] {
  const seen = new Set<string>();
  return (file?.items(file.root) ?? []).flatMap((item): Citation[] => {
    const fields = file!.fields(item, [
      'id',
      'jurisdiction',
      'instrument',
      'article',
      'issuer',
      'effective',
      'effective_note',
      'gist',
      'verified',
      'article_verified',
      'evidence',
      'note',
      'source',
    ]);
    const id = fields?.string('id');
    const jurisdiction = fields?.choice('jurisdiction', MARKETS);
    const instrument = fields?.localized('instrument');
    const gist = fields?.localized('gist');
    const evidence = fields?.choice('evidence', ['full-text', 'extract', 'secondary', 'memory'] as const);
    if (!fields || !id || !jurisdiction || !instrument || !gist || !evidence) return [];
    if (seen.has(id))
      file!.fault(
        'pack-duplicate-id',
        fields.node('id')!.range,
        `引用“${id}”写了两次`,
        `Citation “${id}” is given twice`,
      );
    seen.add(id);
    const article = fields.string('article');
    const effective = fields.string('effective');
    const issuer = fields.string('issuer');
    const effectiveNote = fields.string('effective_note');
    return [
      {
        id,
        jurisdiction,
        instrument,
        ...(article ? { article } : {}),
        ...(effective ? { effective } : {}),
        ...(issuer ? { issuer } : {}),
        ...(effectiveNote ? { effectiveNote } : {}),
        gist,
        verified: fields.flag('verified'),
        articleVerified: fields.flag('article_verified'),
        evidence,
      },
    ];
  });
}

export function readMarketFile(file: PackFile | undefined): Partial<Record<Market, MarketParameters>> {
  const out: Partial<Record<Market, MarketParameters>> = {};
  const map = file?.fields(file.root, MARKETS);
  for (const market of (map?.keys ?? []) as Market[]) {
    const fields = file!.fields(map!.node(market), ['currency', 'languages', 'thresholds']);
    const thresholds: Record<string, MarketParameters['thresholds'][string]> = {};
    const table = fields?.node('thresholds') && file!.fields(fields.node('thresholds'), []);
    for (const name of table ? table.keys : []) {
      const entry = file!.fields(table!.node(name), ['value', 'cite', 'rule_of_thumb', 'from', 'until', 'note']);
      const value = entry?.number('value');
      const note = entry?.localized('note');
      if (!entry || value === undefined || !note) continue;
      const cite = entry.string('cite');
      const from = entry.string('from');
      const until = entry.string('until');
      thresholds[name] = {
        value,
        ...(cite ? { cite } : {}),
        ruleOfThumb: entry.flag('rule_of_thumb'),
        note,
        ...(from ? { from } : {}),
        ...(until ? { until } : {}),
      };
    }
    out[market] = {
      currency: fields?.string('currency') ?? '',
      languages: fields?.strings('languages') ?? [],
      thresholds,
    };
  }
  return out;
}

export function readGlossary(file: PackFile | undefined): GlossaryTerm[] {
  return (file?.items(file.root) ?? []).flatMap((item): GlossaryTerm[] => {
    const fields = file!.fields(item, ['id', 'term', 'also', 'plain', 'gloss', 'everyday']);
    const term = fields?.localized('term');
    const plain = fields?.localized('plain');
    if (!fields || !term || !plain) return [];
    const id = fields.string('id');
    const also = fields.node('also') && file!.fields(fields.node('also'), ['zh', 'en']);
    return [
      {
        ...(id ? { id } : {}),
        term,
        plain,
        ...(fields.flag('everyday') ? { everyday: true } : {}),
        ...(also ? { also: { zh: also.strings('zh'), en: also.strings('en') } } : {}),
      },
    ];
  });
}
