/** What a catalogue makes due: looking at the clauses again when they were copied long ago. */
import type { CatalogDocument } from '../../core/documents/document.ts';
import { addDays } from '../../core/domain/dates.ts';
import { type ReportContext, thresholdOf } from '../context.ts';
import type { AgendaItem } from './item.ts';

export function catalogItems(document: CatalogDocument, context: ReportContext): AgendaItem[] {
  const copied = document.model.as_of;
  const days = thresholdOf(document, 'catalog_stale_days', context) ?? 180;
  if (copied === undefined || addDays(copied.value, days) > context.asOf) return [];
  return [
    {
      kind: 'catalog',
      due: addDays(copied.value, days),
      who: document.model.insurer?.value ?? '',
      title: {
        zh: `产品目录核对条款版本（${copied.value} 抄录）`,
        en: `Check the catalogue against the clauses (copied ${copied.value})`,
      },
      uri: document.uri,
      range: copied.range,
    },
  ];
}
