/**
 * What is due, from all files: the agenda. Each document gives its part, which can be kept until the document or one it
 * names changes; joining the parts adds what only all clients together show. Nothing here reads a clock.
 */
import type { Document, FileKind } from '../../core/documents/document.ts';
import { addDays } from '../../core/domain/dates.ts';
import type { CalendarDate, Language, Localized, Market } from '../../core/localized.ts';
import { fold } from '../../core/text/folding.ts';
import type { SourceRange } from '../../core/text/range.ts';
import { marketOf, type ReportContext } from '../context.ts';
import { catalogItems } from './catalog.ts';
import { clientItems } from './client.ts';
import { festivalsAhead } from './festivals.ts';
import { goalsItems } from './goals.ts';
import { type AgendaItem, compareItems, type Place } from './item.ts';
import { planItems } from './plan.ts';
import { scriptItems } from './script.ts';

type Source = (document: Document, context: ReportContext) => AgendaItem[];

/** The document kinds that make something due; the cast is what the table's key says. */
const SOURCES: Partial<Record<FileKind, Source>> = {
  plan: planItems as Source,
  client: clientItems as Source,
  goals: goalsItems as Source,
  pitch: scriptItems as Source,
  catalog: catalogItems as Source,
};

/** One document's part of the agenda, with what joining needs of it. */
export interface AgendaPart {
  readonly items: readonly AgendaItem[];
  /** Set for a client file. */
  readonly client?: {
    readonly name: string;
    readonly id: string | undefined;
    readonly uri: string;
    readonly range: SourceRange;
    readonly place?: Place;
    readonly market: Market;
    /** Every wish written in the file, near or far. */
    readonly wishes: readonly string[];
  };
}

export function partOf(document: Document, context: ReportContext): AgendaPart {
  const items = SOURCES[document.kind]?.(document, context) ?? [];
  if (document.kind !== 'client') return { items };
  const { model } = document;
  return {
    items,
    client: {
      name: model.name?.value ?? '',
      id: model.id?.value,
      uri: document.uri,
      range: (model.id ?? model.name ?? model).range,
      market: marketOf(document, context),
      wishes: (model.events?.items ?? []).flatMap((event) => event.wish?.value ?? []),
    },
  };
}

export interface Agenda {
  readonly asOf: CalendarDate;
  /** The first document's; it is told in this language unless another is asked for. */
  readonly language?: Language | undefined;
  /** Sorted by day, then tier, then kind, then file and place. */
  readonly items: readonly AgendaItem[];
  /** What the files contradict each other in: two clients under one id. */
  readonly notices: readonly Localized[];
}

/** How far ahead of its day a festival enters the agenda. */
const FESTIVAL_DAYS = 14;

export function joinParts(parts: readonly AgendaPart[], asOf: CalendarDate): Agenda {
  const clients = parts.flatMap((part) => part.client ?? []).sort((a, b) => (a.uri < b.uri ? -1 : 1));
  const reused = reusedWishes(clients);
  const items = parts.flatMap((part) => part.items.map((item) => withReuse(item, reused)));
  return {
    asOf,
    items: [...items, ...festivalItems(clients, asOf)].sort(compareItems),
    notices: sameIds(clients),
  };
}

type ClientPart = NonNullable<AgendaPart['client']>;

/** For each wish, folded, how many clients it is written for. */
function reusedWishes(clients: readonly ClientPart[]): ReadonlyMap<string, number> {
  const owners = new Map<string, Set<string>>();
  for (const client of clients)
    for (const wish of client.wishes) {
      const key = fold(wish).text;
      const known = owners.get(key) ?? new Set();
      owners.set(key, known.add(client.uri));
    }
  return new Map([...owners].filter(([, uris]) => uris.size > 1).map(([key, uris]) => [key, uris.size]));
}

/** A wish that other clients get too is no personal wish. */
function withReuse(item: AgendaItem, reused: ReadonlyMap<string, number>): AgendaItem {
  const count = item.wish === undefined ? undefined : reused.get(fold(item.wish).text);
  if (count === undefined) return item;
  const detail = item.detail ?? { zh: '', en: '' };
  return {
    ...item,
    detail: {
      zh: `${detail.zh}（这句话写给了 ${count} 位客户，换一句只属于他的）`,
      en: `${detail.en} (written for ${count} clients: find words of their own)`,
    },
  };
}

/** One item per festival and market, for all its clients; a click leads to the first of them. */
function festivalItems(clients: readonly ClientPart[], asOf: CalendarDate): AgendaItem[] {
  const markets = [...new Set(clients.map((client) => client.market))].sort();
  return markets.flatMap((market) => {
    const own = clients.filter((client) => client.market === market);
    return festivalsAhead(market, asOf, FESTIVAL_DAYS).map(
      ({ festival, on }): AgendaItem => ({
        kind: 'festival',
        due: on,
        who: '',
        title: {
          zh: `${festival.name.zh}：给 ${own.length} 户客户送祝福`,
          en: `${festival.name.en}: wishes for ${own.length} clients`,
        },
        detail: {
          zh: '每户写一句自己的话，附一条保险小贴士',
          en: 'A line of its own for each, with one insurance tip',
        },
        uri: own[0]!.uri,
        range: own[0]!.range,
        ...(own[0]!.place && { place: own[0]!.place }),
      }),
    );
  });
}

function sameIds(clients: readonly ClientPart[]): Localized[] {
  const byId = new Map<string, ClientPart[]>();
  for (const client of clients) {
    if (client.id !== undefined) byId.set(client.id, [...(byId.get(client.id) ?? []), client]);
  }
  return [...byId]
    .filter(([, those]) => those.length > 1)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, those]) => {
      const files = those.map(({ uri }) => decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1)));
      return {
        zh: `客户编号 ${id} 用在 ${those.length} 个文件里：${files.join('、')}`,
        en: `Client id ${id} stands in ${those.length} files: ${files.join(', ')}`,
      };
    });
}

export interface AgendaSections {
  /** Due on the day or before it. */
  readonly today: readonly AgendaItem[];
  /** Due within the next seven days. */
  readonly week: readonly AgendaItem[];
  readonly later: readonly AgendaItem[];
}

export function sectionsOf({ items, asOf }: Pick<Agenda, 'items' | 'asOf'>): AgendaSections {
  const weekEnd = addDays(asOf, 7);
  return {
    today: items.filter((item) => item.due <= asOf),
    week: items.filter((item) => item.due > asOf && item.due <= weekEnd),
    later: items.filter((item) => item.due > weekEnd),
  };
}
