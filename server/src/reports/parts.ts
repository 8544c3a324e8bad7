/**
 * The parts of many documents, from which an agenda or a report is joined. Kept between questions, only the files that a
 * change reaches are read again; asked once, nothing but the parts themselves stays in memory.
 */
import type { FileKind } from '../core/documents/document.ts';
import type { CalendarDate, Language } from '../core/localized.ts';
import type { RuleSet } from '../core/rules/rule-set.ts';
import { kindOfName } from '../workspace/discovery.ts';
import type { Analysis, Session } from '../workspace/session.ts';
import { analysesOf, type NoteUnreadable, viewsOf } from './sources.ts';

/** What one document gave. */
export interface DocumentPart<Part> {
  /** Undefined when the document has nothing to say. */
  readonly part: Part | undefined;
  readonly kind: FileKind;
  /** The day that the file's settings name. */
  readonly asOf: CalendarDate;
  readonly ruleSet: RuleSet;
  /** Undefined for a file that was not parsed. */
  readonly language: Language | undefined;
}

interface KeptPart<Part> extends DocumentPart<Part> {
  readonly packs: Analysis['packs'];
  readonly dependsOn: ReadonlyMap<string, number>;
  readonly judgedOn: CalendarDate;
}

export interface PartsOptions<Part> {
  readonly part: (view: Analysis) => Part | undefined;
  /** Set when findings are needed. */
  readonly lints?: boolean;
  /** Told by a text alone, for one kind of file, that it has nothing to say: then it is not parsed. */
  readonly quiet?: { readonly kind: FileKind; readonly test: (text: string) => boolean };
  /** What `part` makes holds no piece of a text: it is kept as it is. */
  readonly isDetached?: boolean;
  /** Asked a single time: what the parts rest on is not remembered. */
  readonly once?: boolean;
}

export class KeptParts<Part> {
  private readonly known = new Map<string, KeptPart<Part>>();
  /** Every file is named by several others: one string for all of them. */
  private readonly names = new Map<string, string>();

  constructor(
    private readonly session: Session,
    private readonly options: PartsOptions<Part>,
  ) {}

  /** The parts of the files given (normalised, in order) that can be read. */
  async of(uris: readonly string[], unreadable?: NoteUnreadable): Promise<readonly DocumentPart<Part>[]> {
    const { session, known } = this;
    const wanted = new Set(uris);
    for (const uri of known.keys()) if (!wanted.has(uri)) known.delete(uri);
    const judgedOn = session.today();
    const stale = uris.filter((uri) => {
      const kept = known.get(uri);
      return !kept || kept.judgedOn !== judgedOn || !session.isCurrent(kept, judgedOn);
    });
    for (const uri of stale) known.delete(uri);
    const read = this.options.quiet ? await this.withoutQuiet(stale, judgedOn) : stale;
    const views = this.options.lints ? analysesOf : viewsOf;
    for await (const view of views(session, read, unreadable)) this.keep(view, judgedOn);
    const parts = uris.flatMap((uri) => known.get(uri) ?? []);
    if (this.options.once) known.clear();
    return parts;
  }

  private async withoutQuiet(uris: readonly string[], judgedOn: CalendarDate): Promise<readonly string[]> {
    const read: string[] = [];
    for (const uri of uris) if (!(await this.isQuiet(uri, judgedOn))) read.push(uri);
    return read;
  }

  private async isQuiet(uri: string, judgedOn: CalendarDate): Promise<boolean> {
    const { quiet } = this.options;
    if (quiet === undefined || kindOfName(uri) !== quiet.kind) return false;
    const { kind } = quiet;
    const { store, ruleSets } = this.session;
    await store.load(uri);
    const text = store.textOf(uri);
    if (text === undefined || !quiet.test(text)) return false;
    const dependsOn = this.options.once ? NO_DEPENDENCIES : new Map([[uri, store.stampOf(uri)]]);
    const ruleSet = await ruleSets.for([], () => {});
    const nothing = { part: undefined, language: undefined, asOf: judgedOn, packs: NO_PACKS };
    this.known.set(uri, { ...nothing, kind, ruleSet, dependsOn, judgedOn });
    this.session.forget(uri);
    return true;
  }

  private keep(view: Analysis, judgedOn: CalendarDate): void {
    const { document, ruleSet, packs, settings } = view;
    const made = this.options.part(view);
    const part = made === undefined || this.options.isDetached ? made : detached(made);
    const { kind, language } = document;
    const kept = { part, kind, language, asOf: settings.asOf, ruleSet, judgedOn };
    const rests = this.options.once
      ? { packs: NO_PACKS, dependsOn: NO_DEPENDENCIES }
      : { packs: packs.length > 0 ? packs : NO_PACKS, dependsOn: this.dependenciesOf(view) };
    this.known.set(document.uri, { ...kept, ...rests });
  }

  private dependenciesOf({ dependsOn, project }: Analysis): ReadonlyMap<string, number> {
    const all = new Map<string, number>();
    for (const files of [dependsOn, project.touched])
      for (const [uri, stamp] of files) {
        const name = this.names.get(uri) ?? uri;
        if (name === uri) this.names.set(uri, uri);
        all.set(name, stamp);
      }
    return all;
  }
}

const NO_DEPENDENCIES: ReadonlyMap<string, number> = new Map();
const NO_PACKS: readonly string[] = [];

/**
 * A part without its document: a piece cut out of a text keeps the whole text in memory, so that the parts of a thousand
 * files would keep a thousand texts.
 */
export function detached<T>(part: T): T {
  return JSON.parse(JSON.stringify(part)) as T;
}
