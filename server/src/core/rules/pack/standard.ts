/** The rule set that is built in: the standard pack and the coded rules, compiled once per process. */
import { codedRules } from '../../../generated/coded-rules.ts';
import { standardPack, standardWords } from '../../../generated/standard-pack.ts';
import { standardProgram } from '../../../generated/standard-program.ts';
import type { WordListSource } from '../phrases/words.ts';
import type { RuleSet } from '../rule-set.ts';
import { compileRuleSet } from './compile.ts';
import type { Pack, PackSource } from './source.ts';

let compiled: RuleSet | undefined;

export function standardRuleSet(): RuleSet {
  compiled ??= compileRuleSet([{ source: standardPackSource() }], codedRules, standardProgram);
  return compiled;
}

/** The standard pack with company packs over it, outermost first; only these are compiled. */
export function companyRuleSet(packs: readonly Pack[]): RuleSet {
  return compileRuleSet([{ source: standardPackSource() }, ...packs], codedRules, standardProgram);
}

/** As scripts/generate/packs.mjs writes a list: name, evade, then runs of words whose indexes follow each other. */
type PackedList = readonly [
  name: string,
  evade: boolean,
  ...runs: [language: string, first: number, texts: string[]][],
];

function unpacked([name, evade, ...runs]: PackedList): WordListSource {
  const words = runs.flatMap(([language, first, texts]) =>
    texts.map((text, i) => ({ language, index: first + i, text })),
  );
  return { name, evade, words };
}

/** The standard pack as data, for packs that build on it (`loadPack(files, {base: [standardPackSource()]})`). */
export function standardPackSource(): PackSource {
  source ??= readStandardPack();
  return source;
}

let source: PackSource | undefined;

function readStandardPack(): PackSource {
  let words: PackSource['words'] | undefined;
  return {
    ...(JSON.parse(standardPack) as Omit<PackSource, 'words'>),
    // two thirds of the pack, and in the prebuilt program already: read when a company's pack asks for them
    get words() {
      words ??= (JSON.parse(standardWords) as PackedList[]).map(unpacked);
      return words;
    },
  };
}

export { codedRules };
