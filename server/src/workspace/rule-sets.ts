/**
 * Which rule set holds: the standard pack, compiled once and only when first needed, plus the packs that a
 * pitchlint.yaml names. A pack with faults never replaces the last good one.
 */
import { codedRules, companyRuleSet, loadPack, type Pack, standardPackSource, standardRuleSet } from '../core/index.ts';
import type { PackFault, RuleSet } from '../core/rules/rule-set.ts';
import type { Host } from '../host.ts';
import type { DocumentStore } from './store.ts';
import { isInside, normalizeUri } from './uri.ts';

interface Compiled {
  readonly ruleSet: RuleSet;
  /** Files the packs were read from, with the stamps they had. */
  readonly files: ReadonlyMap<string, number>;
  readonly generation: number;
}

export class RuleSets {
  private readonly compiled = new Map<string, Compiled>();
  private readonly folders = new Set<string>();
  /** What is wrong with a pack's files, by file. */
  private readonly faults = new Map<string, readonly PackFault[]>();
  private listing = 0;

  constructor(
    private readonly host: Host,
    private readonly store: DocumentStore,
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
    return /\.ya?ml$/i.test(uri) && [...this.folders].some((folder) => isInside(folder, uri));
  }

  faultsOf(uri: string): readonly PackFault[] {
    return this.faults.get(uri) ?? [];
  }

  /** Files of packs in use that have faults. */
  faultyFiles(): readonly string[] {
    return [...this.faults].filter(([, faults]) => faults.length > 0).map(([uri]) => uri);
  }

  /** A file on disk came, went or changed. */
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
    const loaded: Pack[] = [];
    let broken = false;
    for (const folder of packs) {
      this.folders.add(folder);
      const texts = await this.readPack(folder, files);
      const { pack, faults } = loadPack(texts, {
        base: [standardPackSource(), ...loaded.map(({ source }) => source)],
        codedRules: codedRules.map(({ id }) => id),
      });
      this.note(texts, faults);
      broken ||= faults.length > 0;
      loaded.push(pack);
    }
    // a broken rule file is reported at its place, and the last good rules stay in force
    if (broken) return { ruleSet: lastGood ?? standardRuleSet(), files, generation };
    const made = companyRuleSet(loaded);
    const own = (made.faults ?? []).filter((fault) => fault.uri !== '');
    for (const fault of own) this.faults.set(fault.uri, [...this.faultsOf(fault.uri), fault]);
    return { ruleSet: own.length > 0 ? (lastGood ?? standardRuleSet()) : made, files, generation };
  }

  private async readPack(folder: string, files: Map<string, number>) {
    const texts: { uri: string; text: string }[] = [];
    for (const listed of (await this.host.list(folder, ['.yaml', '.yml'])).map(normalizeUri)) {
      await this.store.load(listed);
      files.set(listed, this.store.stampOf(listed));
      const text = this.store.textOf(listed);
      if (text !== undefined) texts.push({ uri: listed, text });
    }
    return texts;
  }

  private note(texts: readonly { uri: string }[], faults: readonly PackFault[]): void {
    for (const { uri } of texts) this.faults.delete(uri);
    for (const fault of faults) this.faults.set(fault.uri, [...this.faultsOf(fault.uri), fault]);
  }
}
