/** The agenda of a workspace, kept between questions: after a change only the files that the change reaches are read. */
import type { SourceRange } from '../../core/text/range.ts';
import { kindOfName } from '../../workspace/discovery.ts';
import type { Analysis, Session } from '../../workspace/session.ts';
import { normalizeUri } from '../../workspace/uri.ts';
import { type DocumentPart, KeptParts } from '../parts.ts';
import { contextOf, type NoteUnreadable } from '../sources.ts';
import { type Agenda, type AgendaPart, joinParts, partOf } from './agenda.ts';

/** Knows every item of the workspace by its file. One per session; `once` for a command that asks a single time. */
export class KeptAgenda {
  private readonly parts: KeptParts<AgendaPart>;
  private joined: { readonly parts: readonly DocumentPart<AgendaPart>[]; readonly agenda: Agenda } | undefined;

  constructor(
    private readonly session: Session,
    { once = false } = {},
  ) {
    this.parts = new KeptParts(session, { part: (view) => placedPart(view, session), quiet: QUIET_SCRIPT, once });
  }

  /** The agenda of the files given (all kinds mixed); files that are none of ours are passed over. */
  async of(uris: readonly string[], unreadable?: NoteUnreadable): Promise<Agenda> {
    const ours = [...new Set(uris.map(normalizeUri))].filter((uri) => makesDue(uri)).sort();
    const parts = await this.parts.of(ours, unreadable);
    const first = parts.find(({ part }) => part !== undefined);
    const asOf = first?.asOf ?? this.session.today();
    if (this.joined?.agenda.asOf !== asOf || !sameParts(this.joined.parts, parts)) {
      const agenda = joinParts(
        parts.flatMap(({ part }) => part ?? []),
        asOf,
      );
      this.joined = { parts, agenda: { ...agenda, language: first?.language } };
    }
    return this.joined.agenda;
  }
}

function placedPart(view: Analysis, session: Session): AgendaPart {
  const placed = <T extends { readonly uri: string; readonly range: SourceRange }>(what: T) => ({
    ...what,
    place: (session.store.positionsOf(what.uri) ?? view.positions).positionAt(what.range.start),
  });
  const { items, client } = partOf(view.document, contextOf(view));
  return { items: items.map(placed), ...(client && { client: placed(client) }) };
}

/** Characters in which a script's front matter stands. */
const SCRIPT_HEAD = 8000;

/** Of a script only an approval makes something due: one that has none in its head is not parsed. */
const QUIET_SCRIPT = {
  kind: 'pitch',
  test: (text: string) => !text.slice(0, SCRIPT_HEAD).includes('approval'),
} as const;

function makesDue(uri: string): boolean {
  const kind = kindOfName(uri);
  return kind !== undefined && kind !== 'config' && kind !== 'rules';
}

function sameParts(a: readonly DocumentPart<AgendaPart>[], b: readonly DocumentPart<AgendaPart>[]): boolean {
  return a.length === b.length && a.every((part, index) => part === b[index]);
}
