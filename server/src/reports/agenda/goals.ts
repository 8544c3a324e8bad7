/** What the agent's own goals make due: clauses to study before the month ends. */
import type { GoalsDocument } from '../../core/documents/document.ts';
import { lastDay } from '../../core/domain/dates.ts';
import { type ReportContext, thresholdOf } from '../context.ts';
import type { AgendaItem } from './item.ts';

export function goalsItems(document: GoalsDocument, context: ReportContext): AgendaItem[] {
  const month = context.asOf.slice(0, 7);
  if (String(document.model.year?.value ?? '') !== month.slice(0, 4)) return [];
  const wanted = thresholdOf(document, 'study_per_month', context) ?? 2;
  const studied = (document.model.study?.items ?? []).filter((entry) => entry.month?.value === month).length;
  if (studied >= wanted) return [];
  return [
    {
      kind: 'study',
      due: lastDay(month),
      who: document.model.name?.value ?? '',
      title: { zh: `本月研读条款 ${studied}/${wanted} 款`, en: `Clauses studied this month: ${studied} of ${wanted}` },
      detail: { zh: '选一款与常用产品对比优劣', en: 'Pick one and compare it with a product you use' },
      uri: document.uri,
      range: (document.model.study ?? document.model).range,
    },
  ];
}
