/** Reads `disclosures.yaml`. One id may come several times, as versions: each with the days on which its text holds. */
import { parseDate } from '../../domain/dates.ts';
import type { CalendarDate } from '../../localized.ts';
import type { Disclosure, DisclosureVersion } from '../rule-set.ts';
import { type PhraseSink, readPhrases } from './rule-parts.ts';
import type { DisclosureSource } from './source.ts';
import type { Fields, PackFile } from './yaml.ts';

export function readDisclosures(file: PackFile | undefined, sink: PhraseSink): DisclosureSource[] {
  const read: DisclosureSource[] = [];
  for (const item of file?.items(file.root) ?? []) {
    const fields = file!.fields(item, ['id', 'names', 'title', 'text', 'phrases', 'from', 'until']);
    const id = fields?.string('id');
    const title = fields?.localized('title');
    const text = fields?.localized('text');
    if (fields && id === undefined) fields.missing('id', '披露要有编号', 'a disclosure needs an id');
    if (!fields || id === undefined || !title || !text) continue;
    const phrases = readPhrases(file!, fields.node('phrases'), undefined, sink);
    const source = { id, names: fields.strings('names'), title, text, phrases, ...spanOf(fields) };
    checkVersions(fields, source, read);
    read.push(source);
  }
  return read;
}

/** Days in force: `from` inclusive, `until` exclusive, as everywhere in packs. */
function spanOf(fields: Fields): { from?: CalendarDate; until?: CalendarDate } {
  const from = dayOf(fields, 'from');
  const until = dayOf(fields, 'until');
  if (from !== undefined && until !== undefined && until <= from) {
    const { range } = fields.node('until')!;
    fields.file.fault('pack-date', range, '停用日（until）要晚于启用日（from）', '“until” must be later than “from”');
  }
  return { ...(from && { from }), ...(until && { until }) };
}

function dayOf(fields: Fields, key: 'from' | 'until'): CalendarDate | undefined {
  const written = fields.string(key);
  const day = written === undefined ? undefined : parseDate(written);
  if (written !== undefined && day === undefined) {
    const { range } = fields.node(key)!;
    const zh = `“${written}”不是日期，请写成 2026-01-31 这样`;
    fields.file.fault('pack-date', range, zh, `“${written}” is no day; write it like 2026-01-31`);
  }
  return day;
}

/** Two versions of one id must not hold on the same day: nobody could say which text is approved. */
function checkVersions(fields: Fields, source: DisclosureSource, earlier: readonly DisclosureSource[]): void {
  const rival = earlier.find((other) => other.id === source.id && overlap(other, source));
  if (!rival) return;
  fields.file.fault(
    'pack-duplicate-id',
    fields.node('id')!.range,
    `披露“${source.id}”写了两次，而且有效日期重叠。旧版写上停用日（until），新版写上启用日（from）`,
    `Disclosure “${source.id}” is given twice for the same days: end the old one (until), begin the new one (from)`,
  );
}

function overlap(a: DisclosureSource, b: DisclosureSource): boolean {
  const begins = (span: DisclosureSource) => span.from ?? '';
  const ends = (span: DisclosureSource) => span.until ?? '9999-12-31';
  return begins(a) < ends(b) && begins(b) < ends(a);
}

/** Versions of one id become one disclosure; names and own words of all of them count. A later pack's replace them all. */
export function disclosuresOf(
  sources: readonly { readonly disclosures: readonly DisclosureSource[] }[],
): Map<string, Disclosure> {
  const merged = new Map<string, Disclosure>();
  for (const { disclosures } of sources) {
    const own = new Map<string, DisclosureSource[]>();
    for (const source of disclosures) own.set(source.id, [...(own.get(source.id) ?? []), source]);
    for (const [id, versions] of own) merged.set(id, oneOf(id, versions));
  }
  return merged;
}

function oneOf(id: string, sources: readonly DisclosureSource[]): Disclosure {
  const sorted = [...sources].sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1));
  const newest = sorted[sorted.length - 1]!;
  const versions = sorted.map(
    ({ text, from, until }): DisclosureVersion => ({ text, ...(from && { from }), ...(until && { until }) }),
  );
  return {
    id,
    names: [...new Set([...newest.names, ...sorted.flatMap(({ names }) => names)])],
    title: newest.title,
    versions,
    phrases: sorted.flatMap(({ phrases }) => phrases),
  };
}
