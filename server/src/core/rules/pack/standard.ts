/** The rule set that is built in: the standard pack and the coded rules, compiled once per process. */
import { tableBytes, tableText } from 'pitchlint:tables';
import { codedRules } from '../../../generated/coded-rules.ts';
import { TableFault } from '../../text/packed.ts';
import type { WordListSource } from '../phrases/words.ts';
import type { RuleSet } from '../rule-set.ts';
import { compileRuleSet, type Prebuilt } from './compile.ts';
import type { Pack, PackSource } from './source.ts';

let compiled: RuleSet | undefined;

export function standardRuleSet(): RuleSet {
  compiled ??= companyRuleSet([]);
  return compiled;
}

/** The standard pack with company packs over it, outermost first; only these are compiled. */
export function companyRuleSet(packs: readonly Pack[]): RuleSet {
  const kept = standardProgram();
  return compileRuleSet([{ source: kept.source }, ...packs], codedRules, kept);
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
  return standardProgram().source;
}

let program: Prebuilt | undefined;

/** The standard pack and the program that the build made of it. */
export function standardProgram(): Prebuilt {
  program ??= {
    ...readStandardPack(),
    codedRules,
    program: () => ({ words: tableText('standard-program'), numbers: tableBytes('standard-program') }),
  };
  return program;
}

/** As scripts/generate/packs.mjs writes them: two tables of one stamp, so that those of two builds do not mix. */
type KeptSource = Omit<PackSource, 'words'> & { readonly stamp: number };
interface KeptWords {
  readonly stamp: number;
  readonly lists: readonly PackedList[];
}

function readStandardPack(): Pick<Prebuilt, 'source' | 'stamp'> {
  const { stamp, ...source } = JSON.parse(tableText('standard-pack')) as KeptSource;
  let words: PackSource['words'] | undefined;
  const read = () => {
    const kept = JSON.parse(tableText('standard-words')) as KeptWords;
    if (kept.stamp !== stamp) throw new TableFault('The kept words are not those of the rules.');
    return kept.lists.map(unpacked);
  };
  return {
    stamp,
    source: {
      ...source,
      // two thirds of the pack, and in the prebuilt program already: read when a company's pack asks for them
      get words() {
        words ??= read();
        return words;
      },
    },
  };
}

export { codedRules };
