/** What is due, from all files: the agenda. One function per file kind; nothing here reads a clock. */
import type { Document, FileKind } from '../../core/documents/document.ts';
import { addDays } from '../../core/domain/dates.ts';
import type { CalendarDate } from '../../core/localized.ts';
import type { ReportContext } from '../context.ts';
import { clientItems } from './client.ts';
import { goalsItems } from './goals.ts';
import { type AgendaItem, compareItems } from './item.ts';
import { planItems } from './plan.ts';
import { scriptItems } from './script.ts';

type Source = (document: Document, context: ReportContext) => AgendaItem[];

/** The document kinds that make something due; the cast is what the table's key says. */
const SOURCES: Partial<Record<FileKind, Source>> = {
  plan: planItems as Source,
  client: clientItems as Source,
  goals: goalsItems as Source,
  pitch: scriptItems as Source,
};

/** Items of one document, for callers that keep each file's items and renew only what changed. */
export function itemsOf(document: Document, context: ReportContext): readonly AgendaItem[] {
  return SOURCES[document.kind]?.(document, context) ?? [];
}

/** Everything due in the given documents, sorted. */
export function agendaOf(documents: readonly Document[], context: ReportContext): readonly AgendaItem[] {
  return documents.flatMap((document) => itemsOf(document, context)).sort(compareItems);
}

export interface AgendaSections {
  /** Due on the day or before it. */
  readonly today: readonly AgendaItem[];
  /** Due within the next seven days. */
  readonly week: readonly AgendaItem[];
  readonly later: readonly AgendaItem[];
}

export function sectionsOf(items: readonly AgendaItem[], asOf: CalendarDate): AgendaSections {
  const weekEnd = addDays(asOf, 7);
  return {
    today: items.filter((item) => item.due <= asOf),
    week: items.filter((item) => item.due > asOf && item.due <= weekEnd),
    later: items.filter((item) => item.due > weekEnd),
  };
}
