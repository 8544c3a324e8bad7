/** One thing that is due on a day, and the line of the file that says so. */
import type { CalendarDate, Localized } from '../../core/localized.ts';
import type { SourceRange } from '../../core/text/range.ts';

export type AgendaKind =
  | 'cooling-off'
  | 'callback'
  | 'underwriting'
  | 'claim'
  | 'complaint'
  | 'review'
  | 'event'
  | 'follow-up'
  | 'referral'
  | 'study'
  | 'approval'
  | 'catalog'
  | 'festival';

export interface AgendaItem {
  readonly kind: AgendaKind;
  /** The day it is due; an overdue item keeps the day on which it was due. */
  readonly due: CalendarDate;
  /** For whom: the client's name, or the script's title. */
  readonly who: string;
  readonly title: Localized;
  /** Suggested words or the next step, when there are any. */
  readonly detail?: Localized;
  /** The words to be sent, as the file has them. */
  readonly wish?: string;
  /** Follow-ups of A clients come first on a day. */
  readonly tier?: 'A' | 'B' | 'C';
  readonly uri: string;
  readonly range: SourceRange;
  /** Where the range begins, zero-based; filled in by who knows the text. */
  readonly place?: Place;
}

export interface Place {
  readonly line: number;
  readonly character: number;
}

/** By day, then tier, then kind, then file and place: the same files always give the same agenda. */
export function compareItems(a: AgendaItem, b: AgendaItem): number {
  return (
    compare(a.due, b.due) ||
    compare(a.tier ?? 'Z', b.tier ?? 'Z') ||
    compare(a.kind, b.kind) ||
    compare(a.uri, b.uri) ||
    a.range.start - b.range.start
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
