/**
 * Reads the files of a rule pack. Every fault stands at its place; a file with faults still gives what could be read,
 * and the caller keeps the last good pack in force while there are any.
 */
import type { Severity } from '../../diagnostic.ts';
import { MARKETS, type Market } from '../../localized.ts';
import type { SourceRange } from '../../text/range.ts';
import { checkTree } from '../phrases/check.ts';
import { parsePhrase } from '../phrases/parse.ts';
import type { PhraseRule, PhraseSource } from '../phrases/types.ts';
import { readWordLists, type WordListSource } from '../phrases/words.ts';
import type { PackFault } from '../rule-set.ts';
import { readDisclosures } from './disclosures.ts';
import { readRuleFile } from './rule-file.ts';
import { type PackNames, PHRASE_LANGUAGES, SEVERITIES } from './rule-parts.ts';
import { EMPTY_PACK, type Pack, type PackSource, type RuleExtension } from './source.ts';
import { readCitations, readGlossary, readMarketFile } from './tables.ts';
import { PackFile, type PackNode } from './yaml.ts';

export interface PackFileText {
  readonly uri: string;
  readonly text: string;
}

const TABLES = ['pack', 'disclosures', 'glossary', 'citations', 'markets'] as const;

export interface LoadOptions {
  /** Packs that this one builds on: their words, citations, disclosures and rules may be named. */
  readonly base?: readonly PackSource[];
  /** Ids of coded rules, for `extends`, locks and severities. */
  readonly codedRules?: readonly string[];
}

/** Loads a pack from its files. `pack.yaml`, `words.yaml` (and `words/*.yaml`) … are known by name; the rest are rule files. */
export function loadPack(
  files: readonly PackFileText[],
  options: LoadOptions = {},
): { pack: Pack; faults: PackFault[] } {
  const faults: PackFault[] = [];
  const base = options.base ?? [];
  const tables = new Map<string, PackFile>();
  const ruleFiles: PackFile[] = [];
  const wordFiles: PackFile[] = [];
  for (const { uri, text } of [...files].sort((a, b) => (a.uri < b.uri ? -1 : 1))) {
    const file = new PackFile(uri, text, faults);
    const name = /([^/\\]+)\.ya?ml$/u.exec(uri)?.[1] ?? '';
    if (name === 'words' || /[/\\]words[/\\][^/\\]+$/u.test(uri)) wordFiles.push(file);
    else if ((TABLES as readonly string[]).includes(name) && !tables.has(name)) tables.set(name, file);
    else ruleFiles.push(file);
  }
  const loader = new Loader(base, options.codedRules ?? []);
  return { pack: loader.load(tables, wordFiles, ruleFiles), faults };
}

class Loader {
  private readonly places = new Map<string, { uri: string; range: SourceRange }>();
  private readonly phraseNodes: { source: PhraseSource; node: PackNode; file: PackFile }[] = [];

  constructor(
    private readonly base: readonly PackSource[],
    private readonly codedRules: readonly string[],
  ) {}

  load(tables: ReadonlyMap<string, PackFile>, wordFiles: readonly PackFile[], ruleFiles: readonly PackFile[]): Pack {
    const citations = readCitations(tables.get('citations'));
    const { words, nodes } = this.words(wordFiles);
    const disclosureFile = tables.get('disclosures');
    const disclosures = readDisclosures(disclosureFile, (source, node) =>
      this.phraseNodes.push({ source, node, file: disclosureFile! }),
    );
    const names: PackNames = {
      citations: new Set([...this.base.flatMap((p) => p.citations), ...citations].map((c) => c.id)),
      disclosures: new Set([...this.base.flatMap((p) => p.disclosures), ...disclosures].map((d) => d.id)),
      lists: new Set([...this.base.flatMap((p) => p.words), ...words].map((w) => w.name)),
      rules: new Set([...this.base.flatMap((p) => p.rules.map((r) => r.id)), ...this.codedRules]),
    };
    const info = this.info(tables.get('pack'));
    const rules: PhraseRule[] = [];
    const extensions: RuleExtension[] = [];
    const ids = new Set(names.rules);
    for (const file of ruleFiles) {
      const read = readRuleFile(file, names, info.info.name, (source, node) =>
        this.phraseNodes.push({ source, node, file }),
      );
      if (read.extension) extensions.push(read.extension);
      if (!read.rule) continue;
      const at = idRange(file);
      if (ids.has(read.rule.id)) {
        file.fault(
          'pack-duplicate-id',
          at,
          `规则编号“${read.rule.id}”已经有了`,
          `There is already a rule “${read.rule.id}”`,
        );
        continue;
      }
      ids.add(read.rule.id);
      this.places.set(read.rule.id, { uri: file.uri, range: at });
      rules.push(read.rule);
    }
    const markets = readMarketFile(tables.get('markets'));
    const source: PackSource = {
      ...EMPTY_PACK,
      ...info,
      rules,
      extensions,
      words,
      disclosures,
      glossary: readGlossary(tables.get('glossary')),
      citations,
      markets,
    };
    this.checkWords(source, nodes);
    for (const [id, range] of this.named)
      if (!ids.has(id))
        tables.get('pack')?.fault('pack-unknown-rule', range, `没有规则“${id}”`, `There is no rule “${id}”`);
    return { source, places: this.places };
  }

  private readonly named: [string, SourceRange][] = [];

  private info(file: PackFile | undefined): Pick<PackSource, 'info' | 'locks' | 'severities' | 'precedence'> {
    const fields = file?.fields(file.root, ['name', 'version', 'owner', 'locks', 'severities', 'precedence']);
    if (!file || !fields) return { info: EMPTY_PACK.info, locks: {}, severities: {}, precedence: [] };
    const owner = fields.string('owner');
    if (!fields.node('name')) fields.missing('name', '规则包要有名字', 'a pack needs a name');
    const severities = (key: string): Record<string, Severity> => {
      const out: Record<string, Severity> = {};
      const map = fields.node(key) && file.fields(fields.node(key), []);
      for (const id of map?.keys ?? []) {
        const value = map!.choice(id, SEVERITIES);
        if (value) out[id] = value;
        this.named.push([id.replace(/#.*$/u, ''), map!.keyRange(id)!]);
      }
      return out;
    };
    return {
      info: {
        name: fields.string('name') ?? 'unnamed',
        version: fields.string('version') ?? '0',
        ...(owner ? { owner } : {}),
      },
      locks: severities('locks'),
      severities: severities('severities'),
      precedence: fields.strings('precedence'),
    };
  }

  /** The word lists of all word files, and where each word stands. A list has one home: its name may not come twice. */
  private words(files: readonly PackFile[]): { words: WordListSource[]; nodes: Map<string, WordPlace> } {
    const nodes = new Map<string, WordPlace>();
    const words = new Map<string, WordListSource>();
    for (const file of files) {
      const map = file.root && file.fields(file.root, []);
      for (const name of map?.keys ?? []) {
        if (words.has(name)) {
          const at = map!.keyRange(name)!;
          file.fault('word-list-duplicate', at, `词表“${name}”已经有了`, `There is already a word list “${name}”`);
        } else words.set(name, wordList(file, name, map!.node(name), map!.keyRange(name)!, nodes));
      }
    }
    return { words: [...words.values()], nodes };
  }

  /** Word lists of this pack over those below it, then every phrase against them. */
  private checkWords(source: PackSource, nodes: ReadonlyMap<string, WordPlace>): void {
    const { lists, faults } = readWordLists(mergeWords([...this.base, source]));
    for (const fault of faults) {
      const place = nodes.get(`${fault.list}/${fault.language}/${fault.index}`);
      if (!place) continue;
      const { start, end } = place.file.inside(place.node, fault.at.start, fault.at.end);
      place.file.fault(fault.code, { start, end }, fault.message.zh, fault.message.en);
    }
    for (const { source: phrase, node, file: phraseFile } of this.phraseNodes) {
      const { tree } = parsePhrase(phrase.text);
      const fault = tree && checkTree(tree, lists);
      if (fault)
        phraseFile.fault(
          fault.code,
          phraseFile.inside(node, fault.at.start, fault.at.end),
          fault.message.zh,
          fault.message.en,
        );
    }
  }
}

interface WordPlace {
  readonly file: PackFile;
  readonly node: PackNode;
}

function wordList(
  file: PackFile,
  name: string,
  node: PackNode | undefined,
  keyRange: SourceRange,
  nodes: Map<string, WordPlace>,
): WordListSource {
  const fields = file.fields(node, [...PHRASE_LANGUAGES, 'evade']);
  const words = PHRASE_LANGUAGES.flatMap((language) =>
    file.items(fields?.node(language)).flatMap((item, index) => {
      const text = file.string(item);
      if (text === undefined) return [];
      nodes.set(`${name}/${language}/${index}`, { file, node: item });
      return [{ language, index, text }];
    }),
  );
  if (fields && words.length === 0)
    file.fault('word-list-empty', keyRange, `词表“${name}”是空的`, `Word list “${name}” is empty`);
  return { name, evade: fields?.flag('evade') ?? false, words };
}

/** Lists of the same name grow: later packs add words. Indices stay those of the last pack that has the list. */
export function mergeWords(packs: readonly PackSource[]): WordListSource[] {
  const lists = new Map<string, WordListSource>();
  for (const pack of packs)
    for (const list of pack.words) {
      const known = lists.get(list.name);
      lists.set(
        list.name,
        known ? { name: list.name, evade: known.evade || list.evade, words: [...known.words, ...list.words] } : list,
      );
    }
  return [...lists.values()];
}

function idRange(file: PackFile): SourceRange {
  const entry = file.root?.kind === 'map' ? file.root.entries.find((e) => e.key === 'id') : undefined;
  return entry?.value.range ?? { start: 0, end: Math.min(1, file.text.length) };
}

export function isMarket(text: string): text is Market {
  return (MARKETS as readonly string[]).includes(text);
}
