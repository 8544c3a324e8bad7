/** Packs and coded rules → one RuleSet: extensions applied, words merged, all phrases under one scanner. */
import type { Severity } from '../../diagnostic.ts';
import type { FileKind } from '../../documents/document.ts';
import { MARKETS, type Market } from '../../localized.ts';
import { fold } from '../../text/folding.ts';
import { compilePhrases, compileProgram, type PhraseInput } from '../phrases/compile.ts';
import { layPhrases } from '../phrases/layered.ts';
import { type EncodedProgram, encodeProgram, fingerprintOf, loadPhrases } from '../phrases/program-code.ts';
import type { CompiledPhrases, PhrasePart, PhraseRule, PhraseSource } from '../phrases/types.ts';
import { readWordLists, type WordListSource } from '../phrases/words.ts';
import type { CodedRule } from '../rule.ts';
import type { AnyRule, Citation, Disclosure, MarketParameters, PackFault, RuleSet } from '../rule-set.ts';
import { locksOf } from '../severity.ts';
import { disclosuresOf } from './disclosures.ts';
import { mergeWords } from './load.ts';
import type { Pack, PackSource, RuleExtension, RulePlace } from './source.ts';

let generation = 0;

/** A program that a build made of one pack and the coded rules by themselves. */
export interface Prebuilt {
  readonly source: PackSource;
  readonly codedRules: readonly CodedRule[];
  /** Of the source, see scripts/generate/packs.mjs. */
  readonly stamp: number;
  /** Read when phrases are first asked for. */
  readonly program: () => EncodedProgram;
}

/**
 * Compiles packs (the standard pack first, company packs after it) with the coded rules. Never throws on pack content:
 * what does not compile is in `faults` and does not match. `prebuilt` spares the compiling of the first pack and the
 * coded rules when they are those that it was made of.
 */
export function compileRuleSet(packs: readonly Pack[], codedRules: readonly CodedRule[], prebuilt?: Prebuilt): RuleSet {
  const sources = packs.map((pack) => pack.source);
  const rules = dataRules(sources);
  const disclosures = disclosuresOf(sources);
  const inputs = inputsOf(rules, disclosures, codedRules);
  // compiled when first asked about: an agenda or a report without findings never asks
  let result: ReturnType<typeof compilePhrases> | undefined;
  let words: Map<string, WordListSource> | undefined;
  const compiled = () => {
    result ??= phrasesOf(inputs, sources, codedRules, prebuilt);
    return result;
  };

  const all: AnyRule[] = [
    ...rules.map((rule) => ({ ...rule, source: 'data' as const })),
    ...codedRules.map((rule) => ({ ...rule, source: 'code' as const })),
  ];
  const byId = new Map(all.map((rule) => [rule.id, rule]));
  const byKind = new Map<FileKind, AnyRule[]>();
  for (const rule of all) for (const kind of rule.kinds) byKind.set(kind, [...(byKind.get(kind) ?? []), rule]);
  const byName = new Map<string, Disclosure>();
  for (const disclosure of disclosures.values())
    for (const name of [disclosure.id, ...disclosure.names]) byName.set(plainName(name), disclosure);
  const precedence = new Map<string, number>();
  for (const id of sources.flatMap((source) => source.precedence))
    if (!precedence.has(id)) precedence.set(id, precedence.size);
  const faultOf = (fault: ReturnType<typeof compilePhrases>['faults'][number]): PackFault => {
    const { owner } = inputs[fault.phrase]!;
    const place = owner.kind === 'disclosure' ? undefined : placeOf(packs, owner.rule.id, owner.source);
    return {
      uri: place?.uri ?? '',
      range: place?.phrase(owner.source) ?? { start: 0, end: 0 },
      code: fault.code,
      message: fault.message,
    };
  };

  return {
    packs: sources.map((source) => source.info),
    rules: all,
    rule: (id) => byId.get(id),
    rulesFor: (kind) => byKind.get(kind) ?? [],
    get phrases() {
      return compiled().compiled;
    },
    disclosures,
    disclosureNamed: (name) => byName.get(name) ?? byName.get(plainName(name)),
    glossary: sources.flatMap((source) => source.glossary),
    citations: new Map(
      sources.flatMap((source) => source.citations.map((citation): [string, Citation] => [citation.id, citation])),
    ),
    markets: marketsOf(sources),
    get words() {
      words ??= new Map(mergeWords(sources).map((list) => [list.name, list]));
      return words;
    },
    declared: (kind, name) => {
      for (const { places } of packs) {
        const place = kind === 'rule' ? places?.rules.get(name) : places?.names.get(`${kind} ${name}`);
        if (place) return place;
      }
      return undefined;
    },
    locks: locksOf(sources.map((source) => source.locks)),
    raised: severityMap(sources.map((source) => source.severities)),
    rankOf: (id) => precedence.get(id) ?? precedence.size,
    get faults() {
      return compiled().faults.map(faultOf);
    },
    generation: ++generation,
  };
}

type Compilation = ReturnType<typeof compilePhrases>;

function phrasesOf(
  inputs: readonly PhraseInput[],
  sources: readonly PackSource[],
  codedRules: readonly CodedRule[],
  prebuilt: Prebuilt | undefined,
): Compilation {
  const [first, ...others] = sources;
  if (!first || first !== prebuilt?.source || codedRules !== prebuilt.codedRules)
    return compilePhrases(inputs, readWordLists(mergeWords(sources)).lists);
  const below = others.length === 0 ? inputs : inputsOf(dataRules([first]), disclosuresOf([first]), codedRules);
  const loaded = loadedPrograms.get(prebuilt) ?? loadAnew(below, prebuilt);
  if (others.length === 0) return { compiled: loaded, faults: [] };
  return layPhrases(loaded, below, inputs, first.words, mergeWords(sources));
}

/** A build's program, the same for every rule set: who its phrases belong to is a layer's own affair. */
const loadedPrograms = new WeakMap<Prebuilt, CompiledPhrases>();

function loadAnew(inputs: readonly PhraseInput[], prebuilt: Prebuilt): CompiledPhrases {
  const origin = { pack: prebuilt.stamp, readings: fingerprintOf(readingsOf(prebuilt.codedRules)) };
  const loaded = loadPhrases(inputs, prebuilt.program(), origin);
  loadedPrograms.set(prebuilt, loaded);
  return loaded;
}

/**
 * The program of one pack and the coded rules, to be kept for `compileRuleSet` of just these. Throws on what does not
 * compile: a build has no use for half a program.
 */
export function prebuildProgram({ source, codedRules, stamp }: Omit<Prebuilt, 'program'>): EncodedProgram {
  const inputs = inputsOf(dataRules([source]), disclosuresOf([source]), codedRules);
  const { program, faults } = compileProgram(inputs, readWordLists(mergeWords([source])).lists);
  if (faults.length > 0)
    throw new Error(faults.map((fault) => `${fault.message.en}: ${inputs[fault.phrase]!.text}`).join('\n'));
  return encodeProgram(program, inputs, { pack: stamp, readings: fingerprintOf(readingsOf(codedRules)) });
}

/** What the coded rules listen for, in order. */
function* readingsOf(codedRules: readonly CodedRule[]): Iterable<string> {
  for (const rule of codedRules) for (const phrases of Object.values(rule.readings ?? {})) yield* phrases;
}

/** Every phrase with its owner: the order is what compiled phrases are numbered by. */
function inputsOf(
  rules: readonly PhraseRule[],
  disclosures: ReadonlyMap<string, Disclosure>,
  codedRules: readonly CodedRule[],
): PhraseInput[] {
  const inputs: PhraseInput[] = [];
  for (const rule of rules) {
    for (const part of rule.parts)
      for (const source of part.phrases)
        inputs.push({ text: source.text, owner: { kind: 'rule', rule, part, source } });
    for (const source of rule.allow) inputs.push({ text: source.text, owner: { kind: 'allow', rule, source } });
  }
  for (const disclosure of disclosures.values())
    for (const source of disclosure.phrases)
      inputs.push({ text: source.text, owner: { kind: 'disclosure', disclosure: disclosure.id, source } });
  for (const rule of codedRules)
    for (const [name, phrases] of Object.entries(rule.readings ?? {}))
      phrases.forEach((text, index) => {
        const source: PhraseSource = { language: name, index, text };
        inputs.push({ text, owner: { kind: 'reading', rule, name, source } });
      });
  return inputs;
}

/** Where the rule stands, or the extension of it that brought the phrase. */
function placeOf(packs: readonly Pack[], id: string, { language, text }: PhraseSource): RulePlace | undefined {
  for (const { source, places } of packs) {
    const own = places?.rules.get(id);
    if (own) return own;
    const brings = ({ base, phrases, allow }: RuleExtension) =>
      base === id && [...phrases, ...allow].some((phrase) => phrase.language === language && phrase.text === text);
    const extension = places?.extensions[source.extensions.findIndex(brings)];
    if (extension) return extension;
  }
  return undefined;
}

/** A disclosure's name without case, 繁简, the difference of width and blanks. */
function plainName(name: string): string {
  return fold(name).text.replace(/\s+/gu, ' ').trim();
}

function dataRules(sources: readonly PackSource[]): PhraseRule[] {
  const rules = new Map<string, PhraseRule>();
  for (const source of sources) {
    for (const rule of source.rules) if (!rules.has(rule.id)) rules.set(rule.id, rule);
    for (const extension of source.extensions) {
      const base = rules.get(extension.base);
      if (base) rules.set(base.id, extended(base, extension));
    }
  }
  return [...rules.values()];
}

function extended(rule: PhraseRule, extension: RuleExtension): PhraseRule {
  const [first, ...others] = rule.parts as [PhrasePart, ...PhrasePart[]];
  const shift = (added: readonly PhraseSource[], own: readonly PhraseSource[]) =>
    added.map((phrase) => ({
      ...phrase,
      index: phrase.index + own.filter((p) => p.language === phrase.language).length,
    }));
  const message = extension.message ?? first.message;
  return {
    ...rule,
    message,
    markets: { ...rule.markets, ...extension.markets },
    allow: [...rule.allow, ...shift(extension.allow, rule.allow)],
    examples: [...rule.examples, ...extension.examples],
    parts: [
      {
        ...first,
        message,
        phrases: [...first.phrases, ...shift(extension.phrases, first.phrases)],
        fixes: extension.fixes ?? first.fixes,
      },
      ...others,
    ],
  };
}

function severityMap(tables: readonly Readonly<Record<string, Severity>>[]): Map<string, Severity> {
  return new Map(tables.flatMap((table) => Object.entries(table)));
}

function marketsOf(sources: readonly PackSource[]): Record<Market, MarketParameters> {
  const out = {} as Record<Market, MarketParameters>;
  for (const market of MARKETS) {
    let merged: MarketParameters = { currency: '', languages: [], thresholds: {} };
    for (const source of sources) {
      const own = source.markets[market];
      if (own)
        merged = {
          currency: own.currency || merged.currency,
          languages: own.languages.length > 0 ? own.languages : merged.languages,
          thresholds: { ...merged.thresholds, ...own.thresholds },
        };
    }
    out[market] = merged;
  }
  return out;
}
