/**
 * The one place where documents are linted. A session holds texts and versions; `analysis(uri)` returns the cached
 * result while nothing it depended on has changed, or makes it: parse, lint, suppressions. The editor and the command
 * line both stand on it, so both give the same findings.
 */

import type { LintResult } from '../core/diagnostic.ts';
import type { Document } from '../core/documents/document.ts';
import { lint } from '../core/index.ts';
import type { CalendarDate } from '../core/localized.ts';
import type { LintSettings } from '../core/project.ts';
import type { Host, ReadFailure } from '../host.ts';
import type { Analysis, Cached, Prepared } from './analysis.ts';
import { ConfigResolver, lintSettings, type ResolvedConfig } from './config.ts';
import { CONFIG_NAMES, kindOfName } from './discovery.ts';
import { Neighbours, type Scope } from './neighbours.ts';
import { namesMissingPack, withFaults, withPackFindings } from './pack-findings.ts';
import { WorkspaceProject } from './project.ts';
import { catalogPaths, planPath } from './references.ts';
import { RuleSets, type StandardExamples } from './rule-sets.ts';
import { DocumentStore } from './store.ts';
import { isInside, normalizeUri, resolveUri } from './uri.ts';

export type { Analysis } from './analysis.ts';

export interface SessionOptions {
  /** Judged as of this day, whatever pitchlint.yaml says (`--as-of`). */
  readonly asOf?: CalendarDate;
  /** Examples of the built-in rules, fetched when a rule file that extends one is looked at. */
  readonly standardExamples?: StandardExamples;
}

/** How often a file just read may name others, before a document is linted with what is there. */
const MOST_ROUNDS = 8;

/** Analyses of closed files kept; open files always keep theirs. */
const KEPT_ANALYSES = 200;

export class Session {
  readonly store: DocumentStore;
  readonly neighbours: Neighbours;
  readonly ruleSets: RuleSets;
  private readonly configs: ConfigResolver;
  private readonly cache = new Map<string, Cached>();
  private readonly running = new Map<string, { answer: Promise<Analysis | undefined> | undefined }>();
  /** Closed files with a full analysis, the longest unused first. */
  private readonly recent = new Set<string>();
  /** Every pitchlint.yaml that names a pack that is not there. */
  private readonly missingPacks = new Set<string>();
  private counter = 0;
  /** Workspace folders, for untitled texts and for questions about the whole workspace. */
  private folders: readonly string[] = [];
  /** The day that settings ask for; `undefined` means today. */
  private settingsDay: CalendarDate | undefined;

  constructor(
    readonly host: Host,
    private readonly options: SessionOptions = {},
  ) {
    this.store = new DocumentStore(host);
    this.ruleSets = new RuleSets(host, this.store, options.standardExamples);
    this.store.kindElsewhere = (uri) => (this.ruleSets.ownsFile(uri) ? 'rules' : undefined);
    this.configs = new ConfigResolver(this.store);
    this.neighbours = new Neighbours(host, this.store);
  }

  open(uri: string, languageId: string, version: number, text: string): void {
    const isNew = !this.store.isLoaded(normalizeUri(uri));
    this.ruleSets.cameOrWent(normalizeUri(uri));
    this.store.open(uri, languageId, version, text);
    if (!isNew) return;
    this.cameOrWent(normalizeUri(uri));
    // a rule file just made may be opened before anybody says that it is there
    this.ruleSets.fileChanged(normalizeUri(uri));
  }

  change(uri: string, version: number, changes: Parameters<DocumentStore['change']>[2]): void {
    this.store.change(uri, version, changes);
  }

  close(uri: string): void {
    this.store.close(uri);
    this.drop(normalizeUri(uri));
  }

  /** A file changed, came or went on disk. True when some result may be stale. */
  fileChanged(uri: string, listing: boolean): boolean {
    const key = normalizeUri(uri);
    const changed = this.store.changedOnDisk(key);
    if (listing) {
      this.cameOrWent(key);
      this.ruleSets.cameOrWent(key);
    }
    if (changed) this.ruleSets.fileChanged(key);
    return changed;
  }

  setFolders(folders: readonly string[]): void {
    this.folders = folders.map((folder) => normalizeUri(folder).replace(/\/$/, ''));
  }

  workspaceFolders(): readonly string[] {
    return this.folders;
  }

  setDay(day: CalendarDate | undefined): void {
    this.settingsDay = day;
  }

  /** Why a file has no analysis; undefined when it was read (or is none of ours). */
  async failure(uri: string): Promise<ReadFailure | undefined> {
    const key = normalizeUri(uri);
    await this.store.load(key);
    return this.store.failureOf(key);
  }

  /** The result for the document as it stands now. Undefined when it cannot be read or is none of our kinds. */
  analysis(uri: string): Promise<Analysis | undefined> {
    const key = normalizeUri(uri);
    const running = this.running.get(key)?.answer;
    if (running) return running;
    const made: { answer: Promise<Analysis | undefined> | undefined } = { answer: undefined };
    const answer = this.make(key).finally(() => {
      this.running.delete(key);
      // tables that the map has outgrown hold what stood in them: see `Cached`
      made.answer = undefined;
    });
    made.answer = answer;
    this.running.set(key, made);
    return answer;
  }

  /** The result if it is already there and still holds. */
  cached(uri: string): Analysis | undefined {
    const key = normalizeUri(uri);
    const cached = this.cache.get(key);
    return cached?.analysis && this.holds(key, cached) ? cached.analysis : undefined;
  }

  /** The id that `analysis` would answer with, if the file need not be looked at again. */
  currentId(uri: string): string | undefined {
    const key = normalizeUri(uri);
    const cached = this.cache.get(key);
    return cached && this.holds(key, cached) ? cached.id : undefined;
  }

  /** Lets go of a closed file's result; its text goes when memory is short. */
  release(uri: string): void {
    const key = normalizeUri(uri);
    this.letGo(key);
    this.store.release(key);
  }

  /** Lets go of a closed file's result and of the record of what it rested on. */
  discard(uri: string): void {
    const key = normalizeUri(uri);
    this.recent.delete(key);
    if (!this.store.isOpen(key)) this.drop(key);
  }

  /**
   * Lets go of a closed file altogether, text and tree; it is read again when it is asked about. What the result of an
   * open document rests on stays: its hovers and completions ask for it without reading.
   */
  forget(uri: string): void {
    const key = normalizeUri(uri);
    this.letGo(key);
    const isLeantOn = this.store.openUris().some((open) => {
      const cached = this.cache.get(open);
      return cached?.touched.has(key) || cached?.analysis?.project.touched.has(key);
    });
    if (!isLeantOn) this.store.forget(key);
  }

  /** Whether something worked out from a view is still true: same files, same rules, same day. */
  isCurrent(view: Pick<Analysis, 'ruleSet' | 'packs' | 'dependsOn'>, judgedOn: CalendarDate): boolean {
    if (judgedOn !== this.today() || !this.ruleSets.isCurrent(view.ruleSet, view.packs)) return false;
    for (const [uri, stamp] of view.dependsOn) if (this.store.stampOf(uri) !== stamp) return false;
    return true;
  }

  /** Whether the view is of the text as it stands now. */
  isOfNow({ document, dependsOn }: Analysis): boolean {
    return dependsOn.get(document.uri) === this.store.stampOf(document.uri);
  }

  /** The configuration that holds for a file or a text not yet written. */
  async configOf(uri: string): Promise<ResolvedConfig> {
    return this.configs.resolve(this.placeOf(normalizeUri(uri)), () => {});
  }

  /**
   * The document with its project, without linting it: what completion and the like need between two keystrokes. Its
   * findings are the cached ones when they still hold, else none.
   */
  async view(uri: string): Promise<Analysis | undefined> {
    const key = normalizeUri(uri);
    const cached = this.cached(key);
    if (cached) return cached;
    const prepared = await this.prepare(key);
    return prepared && this.analysisOf(key, prepared, NOTHING);
  }

  /** A view whose project also knows the clients and scripts that name its plan. */
  async joined(uri: string): Promise<Analysis | undefined> {
    for (;;) {
      const view = await this.view(uri);
      const plan = view?.project.planOf(view.document);
      if (!view || !plan) return view;
      view.project.clientsOf(plan);
      if (!(await this.readWanted(view.project))) return view;
    }
  }

  /** Makes the list behind `project.files()` where somebody asked for it in vain; true when there is one now. */
  async listFiles({ project }: Analysis): Promise<boolean> {
    if (!project.wantsScope || this.neighbours.isListed(project.scope)) return false;
    await this.neighbours.list(project.scope);
    return true;
  }

  /** Reads the files that were asked of the view and not read yet; whether there were any: then ask it again. */
  async readWhatWasAsked({ project }: Analysis): Promise<boolean> {
    const wanted = [...project.wanted];
    project.wanted.clear();
    await Promise.all(wanted.map((uri) => this.store.load(uri)));
    return wanted.length > 0;
  }

  /** The view's project, joined with every other file that holds `text`: for references and rename. */
  async projectMentioning(view: Analysis, text: string): Promise<WorkspaceProject> {
    const uri = normalizeUri(view.document.uri);
    const home = this.folders.find((folder) => isInside(folder, uri));
    const scope = home && !view.config.deep ? { folder: home, deep: true } : scopeOf(view.config);
    const files = await this.neighbours.list(scope);
    await Promise.all(files.map((file) => this.store.load(file)));
    const project = new WorkspaceProject(this.store, this.neighbours, scope, (document) =>
      view.project.settingsOf(document),
    );
    project.mentioning = text;
    project.packFiles = this.ruleSets.filesOf(view.packs);
    return project;
  }

  /** Whether a YAML file stands in a pack that is in use, or that the pitchlint.yaml above it names. */
  async ownsPackFile(uri: string): Promise<boolean> {
    const key = normalizeUri(uri);
    if (kindOfName(key)) return false;
    const { packs } = await this.configOf(key);
    return packs.some((folder) => isInside(folder, key)) || this.ruleSets.ownsFile(key);
  }

  /** Files that nobody asked about and that hold something wrong with a pack in use: its own, and who names it. */
  packFilesWithFaults(): readonly string[] {
    return [...new Set([...this.ruleSets.faultyFiles(), ...this.missingPacks])];
  }

  private noteMissingPacks({ files }: ResolvedConfig, packs: readonly string[]): void {
    if (packs.length === 0) return;
    const loaded = this.ruleSets.loaded(packs);
    for (const uri of files) {
      const config = this.store.document(uri);
      if (config?.kind === 'config' && namesMissingPack(config, loaded)) this.missingPacks.add(uri);
      else this.missingPacks.delete(uri);
    }
  }

  private async make(key: string): Promise<Analysis | undefined> {
    for (;;) {
      const cached = this.cache.get(key);
      if (cached?.analysis && this.holds(key, cached)) return cached.analysis;
      const prepared = await this.prepare(key);
      if (!prepared) return undefined;
      const { document, project, ruleSet, packs, config, touched, stamp, day } = prepared;
      if (!config.ignored) await this.readForeseen(document, project);
      const linted = config.ignored ? NOTHING : lint(document, project, ruleSet);
      const result = config.ignored ? linted : await this.withPackFindings(prepared, linted);
      // a look-up that nobody could foresee: read it and judge again
      if (await this.readWanted(project)) continue;
      const analysis = this.analysisOf(key, prepared, result);
      for (const [uri, at] of project.touched) touched.set(uri, at);
      this.remember(key, { analysis, id: analysis.id, ruleSet, packs, stamp, day, touched });
      return analysis;
    }
  }

  private async withPackFindings({ document, ruleSet, packs }: Prepared, result: LintResult): Promise<LintResult> {
    const { uri } = document;
    if (document.kind === 'config') return withPackFindings(document, result, ruleSet, this.ruleSets.loaded(packs));
    if (document.kind !== 'rules') return result;
    return withFaults(document, result, [
      ...this.ruleSets.faultsOf(uri),
      ...(await this.ruleSets.exampleFaults(uri, packs)),
    ]);
  }

  /** Everything that linting needs, read and parsed, as of one moment. */
  private async prepare(key: string): Promise<Prepared | undefined> {
    for (;;) {
      const touched = new Map<string, number>();
      const note = (uri: string) => touched.set(uri, this.store.stampOf(uri));
      const config = await this.configs.resolve(this.placeOf(key), note);
      const packs = await this.ruleSets.packsHolding(key, config.packs);
      const ruleSet = await this.ruleSets.for(packs, note);
      this.noteMissingPacks(config, packs);
      await this.store.load(key);
      // only now is it known which folders hold rule packs
      this.store.settleKind(key);
      const stamp = this.store.stampOf(key);
      const document = this.store.document(key);
      if (!document) return undefined;
      const day = this.today();
      const project = await this.readNamed(document, config, day);
      // the text may have changed while files were read
      if (this.store.stampOf(key) !== stamp) continue;
      return { document, project, ruleSet, packs, config, touched, stamp, day };
    }
  }

  private analysisOf(key: string, prepared: Prepared, result: LintResult): Analysis {
    const { document, project, packs, config, day, touched, stamp } = prepared;
    const ruleSet = (document.kind === 'rules' && this.ruleSets.draft(packs)) || prepared.ruleSet;
    const positions = this.store.positionsOf(key)!;
    const settings = this.settingsFor(document, config, day);
    const dependsOn = touched.set(key, stamp);
    const id = String(++this.counter);
    return { id, document, positions, result, project, ruleSet, settings, config, dependsOn, packs };
  }

  /** Reads what the document names before it is linted, so that it is linted once; the project that knows them. */
  private async readNamed(document: Document, config: ResolvedConfig, day: CalendarDate): Promise<WorkspaceProject> {
    const plan = planPath(document);
    const paths = plan === undefined ? catalogPaths(document) : [plan, ...catalogPaths(document)];
    if (paths.length > 0) await Promise.all(paths.map((path) => this.store.load(resolveUri(document.uri, path))));
    for (let round = 0; ; round++) {
      const project = this.projectFor(config, day);
      if (paths.length === 0 || round === MOST_ROUNDS) return project;
      project.catalogsOf(document);
      project.planOf(document);
      if (!(await this.readWanted(project))) return project;
    }
  }

  /** Who else names a client's plan: a rule looks for another client of the same id, and would have to be asked again. */
  private async readForeseen(document: Document, project: WorkspaceProject): Promise<void> {
    if (document.kind !== 'client' || document.model.id === undefined) return;
    const plan = project.planOf(document);
    if (!plan) return;
    do project.clientsOf(plan);
    while (await this.readWanted(project));
  }

  private async readWanted(project: WorkspaceProject): Promise<boolean> {
    if (project.wanted.size === 0 && !project.wantsScope) return false;
    const { wantsScope } = project;
    const wanted = project.takeWanted();
    await Promise.all(wanted.map((uri) => this.store.load(uri)));
    if (wantsScope) await this.neighbours.load(project.scope);
    return true;
  }

  private projectFor(config: ResolvedConfig, day: CalendarDate): WorkspaceProject {
    return new WorkspaceProject(this.store, this.neighbours, scopeOf(config), (document) =>
      this.settingsFor(document, config, day),
    );
  }

  private settingsFor(document: Document, config: ResolvedConfig, today: CalendarDate): LintSettings {
    return lintSettings(document, config, { forced: this.options.asOf, fallback: this.settingsDay ?? today });
  }

  private holds(key: string, cached: Cached): boolean {
    if (this.store.stampOf(key) !== cached.stamp || cached.day !== this.today()) return false;
    if (!this.ruleSets.isCurrent(cached.ruleSet, cached.packs)) return false;
    for (const [uri, stamp] of cached.touched) if (this.store.stampOf(uri) !== stamp) return false;
    return true;
  }

  /** The day on which everything is judged, unless a pitchlint.yaml says another. */
  today(): CalendarDate {
    return this.options.asOf ?? this.settingsDay ?? this.host.today();
  }

  private remember(key: string, cached: Cached): void {
    this.drop(key);
    this.cache.set(key, cached);
    this.recent.delete(key);
    if (!this.store.isOpen(key)) this.recent.add(key);
    for (const other of this.recent) {
      if (this.recent.size <= KEPT_ANALYSES) return;
      this.letGo(other);
    }
  }

  private letGo(key: string): void {
    this.recent.delete(key);
    const cached = this.cache.get(key);
    if (cached && !this.store.isOpen(key)) cached.analysis = undefined;
  }

  private drop(key: string): void {
    const cached = this.cache.get(key);
    if (cached) cached.analysis = undefined;
    this.cache.delete(key);
  }

  private cameOrWent(key: string): void {
    if (!kindOfName(key)) return;
    for (const listing of this.neighbours.listingChanged(key)) this.store.touchListing(listing);
  }

  /** An untitled text is governed by the first workspace folder's pitchlint.yaml. */
  private placeOf(key: string): string {
    const [folder] = this.folders;
    return key.startsWith('file:') || key.includes('://') || !folder ? key : `${folder}/${CONFIG_NAMES[0]}.untitled`;
  }

  /** Every file of our kinds in the workspace folders and among the opened texts. */
  async allFiles(): Promise<readonly string[]> {
    const lists = await Promise.all(this.folders.map((folder) => this.neighbours.list({ folder, deep: true })));
    const open = this.store.openUris().filter((uri) => this.store.kindOf(uri));
    return [...new Set([...lists.flat(), ...open, ...this.packFilesWithFaults()])].sort();
  }

  isInWorkspace(uri: string): boolean {
    return this.folders.some((folder) => isInside(folder, normalizeUri(uri)));
  }
}

function scopeOf(config: ResolvedConfig): Scope {
  return { folder: config.rootFolder, deep: config.deep };
}

const NOTHING: LintResult = { diagnostics: [], silenced: [], skipped: [] };
