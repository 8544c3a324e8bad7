/**
 * Which rule set holds: the standard pack, compiled once and only when first needed, plus the packs that a
 * pitchlint.yaml names. A pack with faults never replaces the last good one.
 */
import { readDocument } from '../core/documents/read.ts';
import {
  checkPack,
  codedRules,
  companyRuleSet,
  loadPack,
  type Pack,
  packFileRole,
  standardPackSource,
  standardRuleSet,
} from '../core/index.ts';
import type { RuleExample } from '../core/rules/rule.ts';
import type { PackFault, RuleSet } from '../core/rules/rule-set.ts';
import type { Host } from '../host.ts';
import type { DocumentStore } from './store.ts';
import { folderOf, isInside, normalizeUri } from './uri.ts';

/** How to come by the examples of the built-in rules, by rule. */
export type StandardExamples = () => Promise<(rule: string) => readonly RuleExample[]>;

interface Compiled {
  readonly ruleSet: RuleSet;
  /** The packs as their files stand; not all of them hold when one is broken. */
  readonly packs: readonly LoadedPack[];
  readonly broken: boolean;
  draft?: RuleSet;
  /** Files the packs were read from, with the stamps they had. */
  readonly files: ReadonlyMap<string, number>;
  readonly generation: number;
}

/** One pack folder as it was read last. */
export interface LoadedPack {
  readonly folder: string;
  readonly pack: Pack;
  readonly files: number;
  readonly hasManifest: boolean;
  /** Faults that keep it from holding. */
  readonly faults: readonly PackFault[];
}

export class RuleSets {
  private readonly compiled = new Map<string, Compiled>();
  private readonly folders = new Set<string>();
  /** What is wrong with a pack's files, by file. */
  private readonly faults = new Map<string, readonly PackFault[]>();
  /** What the examples of a rule file say, while the packs stay as they are. */
  private readonly examined = new WeakMap<Compiled, Map<string, readonly PackFault[]>>();
  private listing = 0;
  /** By folder, whether a pack.yaml stands in it: asked with every keystroke, so the disk is asked once. */
  private readonly manifests = new Map<string, Promise<boolean>>();

  constructor(
    private readonly host: Host,
    private readonly store: DocumentStore,
    private readonly standardExamples?: StandardExamples,
  ) {}

  /** The rule set of the standard pack and the given pack folders, outermost first. */
  async for(packs: readonly string[], touched: (uri: string) => void): Promise<RuleSet> {
    if (packs.length === 0) return standardRuleSet();
    const key = packs.join('\n');
    const known = this.compiled.get(key);
    if (known && this.isFresh(known)) return this.use(known, touched);
    const made = await this.compile(packs, known?.ruleSet);
    this.compiled.set(key, made);
    return this.use(made, touched);
  }

  /** Compiles the standard rules now rather than with the first document. */
  warm(): void {
    // the phrases are what takes the time
    void standardRuleSet().phrases;
  }

  /** Whether `ruleSet` is what `for(packs)` would give. */
  isCurrent(ruleSet: RuleSet, packs: readonly string[]): boolean {
    if (packs.length === 0) return ruleSet === standardRuleSet();
    const known = this.compiled.get(packs.join('\n'));
    return known !== undefined && known.ruleSet === ruleSet && this.isFresh(known);
  }

  /** Whether a YAML file belongs to a pack that is in use. */
  ownsFile(uri: string): boolean {
    return YAML.test(uri) && [...this.folders].some((folder) => isInside(folder, uri));
  }

  /**
   * The packs to judge a file of a pack with: `packs` when it is in one of them, else those of a pitchlint.yaml
   * elsewhere that names its folder, else the folder with pack.yaml that it stands in.
   */
  async packsHolding(uri: string, packs: readonly string[]): Promise<readonly string[]> {
    const holds = (folders: readonly string[]) => folders.some((folder) => isInside(folder, uri));
    if (!YAML.test(uri) || holds(packs)) return packs;
    const elsewhere = [...this.compiled.keys()].map((key) => key.split('\n')).find(holds);
    if (elsewhere) return elsewhere;
    if (!this.store.isOfOurLanguage(uri)) return packs;
    let folder = folderOf(uri);
    for (let up = 0; up < PACK_DEPTH; up++) {
      if (await this.hasManifest(folder)) return [...packs, folder];
      folder = folderOf(folder);
    }
    return packs;
  }

  /**
   * The rules as the pack files stand, broken ones included: what somebody who writes them may name. Nothing is judged
   * by it.
   */
  draft(packs: readonly string[]): RuleSet | undefined {
    const compiled = this.compiled.get(packs.join('\n'));
    if (!compiled) return undefined;
    compiled.draft ??= compiled.broken ? companyRuleSet(compiled.packs.map(({ pack }) => pack)) : compiled.ruleSet;
    return compiled.draft;
  }

  /** The packs behind a rule set as their files stand now; empty for the standard rules. */
  loaded(packs: readonly string[]): readonly LoadedPack[] {
    return this.compiled.get(packs.join('\n'))?.packs ?? [];
  }

  /** Files that the packs were read from. */
  filesOf(packs: readonly string[]): readonly string[] {
    return [...(this.compiled.get(packs.join('\n'))?.files.keys() ?? [])];
  }

  faultsOf(uri: string): readonly PackFault[] {
    return this.faults.get(uri) ?? [];
  }

  /** What the examples in a rule file say, by running them; nothing while a pack is broken. */
  async exampleFaults(uri: string, packs: readonly string[]): Promise<readonly PackFault[]> {
    const compiled = this.compiled.get(packs.join('\n'));
    if (!compiled || compiled.broken) return [];
    const at = compiled.packs.findIndex(({ folder }) => isInside(folder, uri));
    if (at < 0) return [];
    const known = this.examined.get(compiled) ?? new Map<string, readonly PackFault[]>();
    this.examined.set(compiled, known);
    const found = known.get(uri) ?? (await this.examine(compiled, at, uri));
    known.set(uri, found);
    return found;
  }

  private async examine({ packs, ruleSet }: Compiled, at: number, uri: string): Promise<PackFault[]> {
    const { pack } = packs[at]!;
    const extendsRule = pack.places?.extensions.some((place) => place.uri === uri);
    const standard = extendsRule ? await this.standardExamples?.() : undefined;
    const below = companyRuleSet(packs.slice(0, at).map(({ pack }) => pack));
    const options = { below, standard, bench: { read: readDocument }, wanted: (file: string) => file === uri };
    return checkPack(pack, ruleSet, options).flatMap(({ faults }) => faults);
  }

  /** Files of packs in use that have faults. */
  faultyFiles(): readonly string[] {
    return [...this.faults].filter(([, faults]) => faults.length > 0).map(([uri]) => uri);
  }

  /** A file on disk came, went or changed. */
  /** A file came, went or was opened: where packs stand is looked at again. */
  cameOrWent(uri: string): void {
    if (uri.endsWith(MANIFEST)) this.manifests.clear();
  }

  private hasManifest(folder: string): Promise<boolean> {
    let known = this.manifests.get(folder);
    if (!known) {
      known = this.host.exists(`${folder}${MANIFEST}`);
      this.manifests.set(folder, known);
    }
    return known;
  }

  fileChanged(uri: string): void {
    if (this.ownsFile(uri)) this.listing++;
  }

  private use(compiled: Compiled, touched: (uri: string) => void): RuleSet {
    for (const uri of compiled.files.keys()) touched(uri);
    return compiled.ruleSet;
  }

  private isFresh(compiled: Compiled): boolean {
    if (compiled.generation !== this.listing) return false;
    for (const [uri, stamp] of compiled.files) if (this.store.stampOf(uri) !== stamp) return false;
    return true;
  }

  private async compile(packs: readonly string[], lastGood: RuleSet | undefined): Promise<Compiled> {
    const files = new Map<string, number>();
    const generation = this.listing;
    const loaded: LoadedPack[] = [];
    for (const folder of packs) {
      this.folders.add(folder);
      const { texts, unread } = await this.readPack(folder, files);
      const { pack, faults: found } = loadPack(texts, {
        base: [standardPackSource(), ...loaded.map((below) => below.pack.source)],
        codedRules: codedRules.map(({ id }) => id),
      });
      const faults = [...unread, ...found];
      for (const uri of this.faults.keys()) if (isInside(folder, uri)) this.faults.delete(uri);
      this.note(faults);
      const hasManifest = texts.some(({ uri }) => packFileRole(uri) === 'pack');
      loaded.push({ folder, pack, files: texts.length, hasManifest, faults: faults.filter((f) => !f.tolerated) });
    }
    const sound = loaded.filter(({ faults }) => faults.length === 0);
    const made = companyRuleSet(sound.map(({ pack }) => pack));
    const late = made.faults.filter((fault) => fault.uri !== '');
    this.note(late);
    // a broken rule file is reported at its place, and the last good rules stay in force
    const broken = sound.length < loaded.length || late.length > 0;
    return { ruleSet: broken ? (lastGood ?? made) : made, packs: loaded, broken, files, generation };
  }

  private async readPack(folder: string, files: Map<string, number>) {
    const texts: { uri: string; text: string }[] = [];
    const unread: PackFault[] = [];
    for (const listed of (await this.host.list(folder, ['.yaml', '.yml'])).map(normalizeUri)) {
      await this.store.load(listed);
      files.set(listed, this.store.stampOf(listed));
      const text = this.store.textOf(listed);
      if (text !== undefined) texts.push({ uri: listed, text });
      else unread.push({ uri: listed, range: { start: 0, end: 0 }, code: 'pack-unreadable', message: UNREADABLE });
    }
    return { texts, unread };
  }

  private note(faults: readonly PackFault[]): void {
    const found = new Map<string, PackFault[]>();
    for (const fault of faults) {
      const known = found.get(fault.uri);
      if (known) known.push(fault);
      else found.set(fault.uri, [...this.faultsOf(fault.uri), fault]);
    }
    for (const [uri, list] of found) this.faults.set(uri, list);
  }
}

const UNREADABLE = { zh: '规则包里的这个文件读不了', en: 'This file of the pack cannot be read' };

const YAML = /\.ya?ml$/i;
/** So many folders above a file are looked at for pack.yaml. */
const PACK_DEPTH = 3;
const MANIFEST = '/pack.yaml';
