/** The agenda of a workspace, kept between questions: after a change only the files that the change reaches are read. */
import type { CalendarDate } from '../../core/localized.ts';
import type { SourceRange } from '../../core/text/range.ts';
import { kindOfName } from '../../workspace/discovery.ts';
import type { Analysis, Session } from '../../workspace/session.ts';
import { normalizeUri } from '../../workspace/uri.ts';
import { contextOf, type NoteUnreadable, viewsOf } from '../sources.ts';
import { type Agenda, type AgendaPart, joinParts, partOf } from './agenda.ts';

interface KeptPart {
  readonly part: AgendaPart;
  /** The day that the file's settings name. */
  readonly asOf: CalendarDate;
  readonly ruleSet: Analysis['ruleSet'];
  readonly packs: Analysis['packs'];
  readonly dependsOn: ReadonlyMap<string, number>;
  readonly judgedOn: CalendarDate;
}

/** Knows every item of the workspace by its file. One per session. */
export class KeptAgenda {
  private readonly parts = new Map<string, KeptPart>();
  private joined: { readonly parts: readonly AgendaPart[]; readonly agenda: Agenda } | undefined;

  constructor(private readonly session: Session) {}

  /** The agenda of the files given (all kinds mixed); files that are none of ours are passed over. */
  async of(uris: readonly string[], unreadable?: NoteUnreadable): Promise<Agenda> {
    const ours = [...new Set(uris.map(normalizeUri))].filter((uri) => makesDue(uri)).sort();
    const known = new Set(ours);
    for (const uri of this.parts.keys()) if (!known.has(uri)) this.parts.delete(uri);
    const judgedOn = this.session.today();
    const stale = ours.filter((uri) => {
      const kept = this.parts.get(uri);
      return !kept || kept.judgedOn !== judgedOn || !this.session.isCurrent(kept, judgedOn);
    });
    for (const uri of stale) this.parts.delete(uri);
    const read: string[] = [];
    for (const uri of stale) if (!(await this.isQuietScript(uri, judgedOn))) read.push(uri);
    for await (const view of viewsOf(this.session, read, unreadable)) this.keep(view, judgedOn);
    const kept = ours.flatMap((uri) => this.parts.get(uri) ?? []);
    const parts = kept.map(({ part }) => part);
    const asOf = kept.find(({ part }) => part !== NOTHING)?.asOf ?? judgedOn;
    if (this.joined?.agenda.asOf !== asOf || !sameParts(this.joined.parts, parts))
      this.joined = { parts, agenda: joinParts(parts, asOf) };
    return this.joined.agenda;
  }

  /** Of a script only an approval makes something due: one that has none in its head is not parsed. */
  private async isQuietScript(uri: string, judgedOn: CalendarDate): Promise<boolean> {
    if (kindOfName(uri) !== 'pitch') return false;
    const { store, ruleSets } = this.session;
    await store.load(uri);
    const text = store.textOf(uri);
    if (text === undefined || text.slice(0, SCRIPT_HEAD).includes('approval')) return false;
    const dependsOn = new Map([[uri, store.stampOf(uri)]]);
    const ruleSet = await ruleSets.for([], () => {});
    this.parts.set(uri, { part: NOTHING, asOf: judgedOn, ruleSet, packs: [], dependsOn, judgedOn });
    this.session.forget(uri);
    return true;
  }

  private keep(view: Analysis, judgedOn: CalendarDate): void {
    const placed = <T extends { readonly uri: string; readonly range: SourceRange }>(what: T) => ({
      ...what,
      place: (this.session.store.positionsOf(what.uri) ?? view.positions).positionAt(what.range.start),
    });
    const { items, client } = partOf(view.document, contextOf(view));
    const part = { items: items.map(placed), ...(client && { client: placed(client) }) };
    const dependsOn = new Map([...view.dependsOn, ...view.project.touched]);
    const { ruleSet, packs } = view;
    this.parts.set(view.document.uri, { part, asOf: view.settings.asOf, ruleSet, packs, dependsOn, judgedOn });
  }
}

const NOTHING: AgendaPart = { items: [] };
/** Characters in which a script's front matter stands. */
const SCRIPT_HEAD = 8000;

function makesDue(uri: string): boolean {
  const kind = kindOfName(uri);
  return kind !== undefined && kind !== 'config' && kind !== 'rules';
}

function sameParts(a: readonly AgendaPart[], b: readonly AgendaPart[]): boolean {
  return a.length === b.length && a.every((part, index) => part === b[index]);
}
