/**
 * Reads the files of a rule pack. Every fault stands at its place; a file with faults still gives what could be read,
 * and the caller keeps the last good pack in force while there are any.
 */
import type { Severity } from '../../diagnostic.ts';
import type { SourceRange } from '../../text/range.ts';
import { checkTree } from '../phrases/check.ts';
import { parsePhrase } from '../phrases/parse.ts';
import type { PhraseRule, PhraseSource } from '../phrases/types.ts';
import { listsIn, listsWithin, namesIn, readWordLists, type WordListSource } from '../phrases/words.ts';
import type { PackFault } from '../rule-set.ts';
import { locksOf } from '../severity.ts';
import { readDisclosures } from './disclosures.ts';
import { packFileRole } from './file-role.ts';
import { readRuleFile } from './rule-file.ts';
import { type PackNames, PHRASE_LANGUAGES, SEVERITIES, unknownRule, warnLocked } from './rule-parts.ts';
import { EMPTY_PACK, type Pack, type PackSource, type RuleExtension, type RulePlace } from './source.ts';
import { readCitations, readGlossary, readMarketFile } from './tables.ts';
import { entriesOf, PackFile, type PackNode } from './yaml.ts';

export interface PackFileText {
  readonly uri: string;
  readonly text: string;
}

/** The form of packs that this version reads; `format:` in pack.yaml. */
export const PACK_FORMAT = 1;

const PACK_KEYS = ['name', 'version', 'owner', 'format', 'locks', 'severities', 'precedence'];

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
    const role = packFileRole(uri);
    if (role === 'words') wordFiles.push(file);
    else if (role !== 'rule' && !tables.has(role)) tables.set(role, file);
    else ruleFiles.push(file);
  }
  const loader = new Loader(base, options.codedRules ?? []);
  return { pack: loader.load(tables, wordFiles, ruleFiles), faults };
}

class Loader {
  private readonly places = new Map<string, RulePlace>();
  private readonly extensionPlaces: RulePlace[] = [];
  private readonly names = new Map<string, { uri: string; range: SourceRange }>();
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
    for (const { key, value } of (disclosureFile?.items(disclosureFile.root) ?? []).flatMap(entriesOf))
      if (key === 'id' && value.kind === 'scalar')
        this.names.set(`disclosure ${value.text}`, { uri: disclosureFile!.uri, range: value.range });
    const names: PackNames = {
      citations: new Set([...this.base.flatMap((p) => p.citations), ...citations].map((c) => c.id)),
      disclosures: new Set([...this.base.flatMap((p) => p.disclosures), ...disclosures].map((d) => d.id)),
      lists: new Set([...this.base.flatMap((p) => p.words), ...words].map((w) => w.name)),
      rules: new Set([...this.base.flatMap((p) => p.rules.map((r) => r.id)), ...this.codedRules]),
      dataRules: new Set(this.base.flatMap((p) => p.rules.map((r) => r.id))),
      locks: locksOf(this.base.map((p) => p.locks)),
    };
    const info = this.info(tables.get('pack'), names.locks);
    const rules: PhraseRule[] = [];
    const extensions: RuleExtension[] = [];
    const ids = new Set(names.rules);
    for (const file of ruleFiles) {
      const nodes = new Map<string, PackNode>();
      const examples: PackNode[] = [];
      const read = readRuleFile(
        file,
        names,
        info.info.name,
        (source, node) => {
          nodes.set(phraseKey(source), node);
          this.phraseNodes.push({ source, node, file });
        },
        (node) => examples.push(node),
      );
      const at = headRange(file);
      const place = placeIn(file, at, nodes, examples);
      if (read.extension) {
        extensions.push(read.extension);
        this.extensionPlaces.push(place);
      }
      if (!read.rule) continue;
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
      this.places.set(read.rule.id, place);
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
      if (!ids.has(id)) tables.get('pack')?.fault('pack-unknown-rule', range, ...unknownRule(id, [...ids]));
    return { source, places: { rules: this.places, extensions: this.extensionPlaces, names: this.names } };
  }

  /** Rules named in pack.yaml, with their places. */
  private readonly named: [string, SourceRange][] = [];

  private info(
    file: PackFile | undefined,
    locks: ReadonlyMap<string, Severity>,
  ): Pick<PackSource, 'info' | 'locks' | 'severities' | 'precedence'> {
    const nothing = { info: EMPTY_PACK.info, locks: {}, severities: {}, precedence: [] };
    if (!file) return nothing;
    const start = { start: 0, end: Math.min(1, file.text.length) };
    if (!file.root) file.fault('pack-empty', start, 'pack.yaml 是空的', 'pack.yaml is empty');
    const fields = file.fields(file.root, PACK_KEYS);
    if (!fields) return nothing;
    const format = fields.node('format') && fields.number('format');
    if (format !== undefined && format !== PACK_FORMAT)
      file.fault(
        'pack-format',
        fields.node('format')!.range,
        `这个规则包是格式 ${format} 的，这里只认格式 ${PACK_FORMAT}：请更新 PitchLint，或换成格式 ${PACK_FORMAT} 的规则包`,
        `This pack is of format ${format}; this version reads format ${PACK_FORMAT}. Update PitchLint, or use a pack of format ${PACK_FORMAT}`,
      );
    const owner = fields.string('owner');
    if (!fields.node('name')) fields.missing('name', '规则包要有名字', 'a pack needs a name');
    const severities = (key: string, floors: ReadonlyMap<string, Severity>): Record<string, Severity> => {
      const out: Record<string, Severity> = {};
      const map = fields.node(key) && file.fields(fields.node(key), []);
      for (const id of map?.keys ?? []) {
        const value = map!.choice(id, SEVERITIES);
        if (value) {
          out[id] = value;
          warnLocked(file, map!.node(id)!.range, value, id, floors);
        }
        this.named.push([id.replace(/#.*$/u, ''), map!.keyRange(id)!]);
      }
      return out;
    };
    const own = severities('locks', locks);
    const precedence = file.items(fields.node('precedence'));
    for (const item of precedence) this.named.push([file.string(item) ?? '', item.range]);
    return {
      info: {
        name: fields.string('name') ?? 'unnamed',
        version: fields.string('version') ?? '0',
        ...(owner ? { owner } : {}),
      },
      locks: own,
      severities: severities('severities', locksOf([Object.fromEntries(locks), own])),
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
        } else {
          this.names.set(`list ${name}`, { uri: file.uri, range: map!.keyRange(name)! });
          words.set(name, wordList(file, name, map!.node(name), map!.keyRange(name)!, nodes));
        }
      }
    }
    return { words: [...words.values()], nodes };
  }

  /** Word lists of this pack over those below it, then every phrase against them. */
  private checkWords(source: PackSource, nodes: ReadonlyMap<string, WordPlace>): void {
    const words = mergeWords([...this.base, source]);
    const known = words.map((list) => list.name);
    // of the packs below only what this one reaches: they hold tens of thousands of words
    const asked = this.phraseNodes.flatMap(({ source: phrase }) => namesIn(phrase.text));
    const reached = new Set(listsWithin([...source.words.map((list) => list.name), ...asked], words));
    const { lists, faults } = readWordLists(
      words.filter((list) => reached.has(list)),
      known,
    );
    for (const fault of faults) {
      const place = nodes.get(`${fault.list}/${fault.language}/${fault.index}`);
      // the fault may show in a list of the pack below that a word of this one leads back to
      const own = place?.word === fault.word ? [place] : [...nodes.values()].filter((w) => leadsTo(w, fault.list));
      for (const { file, node, word } of own) {
        const at = word === fault.word ? fault.at : { start: 0, end: word.length };
        file.fault(
          fault.code,
          file.inside(node, at.start, at.end),
          fault.message.zh,
          fault.message.en,
          fault.suggestion,
        );
      }
    }
    for (const { source: phrase, node, file: phraseFile } of this.phraseNodes) {
      const { tree } = parsePhrase(phrase.text);
      const fault = tree && checkTree(tree, lists, known);
      if (fault)
        phraseFile.fault(
          fault.code,
          phraseFile.inside(node, fault.at.start, fault.at.end),
          fault.message.zh,
          fault.message.en,
          fault.suggestion,
        );
    }
  }
}

interface WordPlace {
  readonly file: PackFile;
  readonly node: PackNode;
  readonly word: string;
}

/** Whether the word includes the list. */
function leadsTo({ word }: WordPlace, list: string): boolean {
  const { tree } = parsePhrase(word, { words: true });
  return tree?.parts.some((part) => listsIn(part).some(({ name }) => name === list)) ?? false;
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
      nodes.set(`${name}/${language}/${index}`, { file, node: item, word: text });
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

/** The value of `id` or `extends`. */
function headRange(file: PackFile): SourceRange {
  const entry = entriesOf(file.root).find((e) => e.key === 'id' || e.key === 'extends');
  return entry?.value.range ?? { start: 0, end: Math.min(1, file.text.length) };
}

/** The same words in the same language twice are one to everybody who asks for their place. */
function phraseKey({ language, text }: PhraseSource): string {
  return `${language} ${text}`;
}

function placeIn(
  file: PackFile,
  range: SourceRange,
  phrases: ReadonlyMap<string, PackNode>,
  examples: readonly PackNode[],
): RulePlace {
  const inside = (node: PackNode | undefined, at: SourceRange | undefined) =>
    node ? (at ? file.inside(node, at.start, at.end) : node.range) : range;
  return {
    uri: file.uri,
    range,
    phrase: (source, at) => inside(phrases.get(phraseKey(source)), at),
    example: (index, at) => inside(examples[index], at),
  };
}
