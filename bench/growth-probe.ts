/** Processor time of the inputs of test/growth.ts, small and eight times as large. Prints rows of `{what, small, large}`. */
import { exampleProject, lint, readDocument, standardRuleSet } from '../server/src/core/index.ts';
import { loadPack } from '../server/src/core/rules/pack/load.ts';
import { compilePhrases } from '../server/src/core/rules/phrases/compile.ts';
import type { PhraseOwner } from '../server/src/core/rules/phrases/types.ts';
import { fold } from '../server/src/core/text/folding.ts';
import { findIdentifiers } from '../server/src/core/text/identifiers.ts';
import { findNumbers } from '../server/src/core/text/numbers.ts';
import { listOf } from '../server/src/core/text/patterns.ts';
import { buildScanner } from '../server/src/core/text/scanner.ts';
import { findAddresses } from '../server/src/reports/addresses.ts';
import { SAMPLE_CATALOG } from '../test/core/domain-household.ts';
import { PHRASES, phraseOfNoList, rulePhrases, SCRIPTS, soundPhrase, TEXTS, UNITS } from '../test/growth.ts';

const rows: { what: string; small: number; large: number }[] = [];

/** The least of several runs; `prepare` makes a run's input anew, because what a text or document keeps would be found again. */
function weigh<T>(what: string, size: number, prepare: (n: number) => T, work: (input: T) => unknown): void {
  const spent = (n: number) => {
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 4; i++) {
      const input = prepare(n);
      const before = process.cpuUsage();
      work(input);
      const { user, system } = process.cpuUsage(before);
      least = Math.min(least, (user + system) / 1000);
    }
    return least;
  };
  // the small one twice: code runs slowly at first
  spent(size);
  rows.push({ what, small: spent(size), large: spent(8 * size) });
}

const owner = { kind: 'allow' } as unknown as PhraseOwner;
const inputs = PHRASES.map((text) => ({ text, owner }));
const phrases = compilePhrases(inputs, new Map()).compiled;
for (const [what, make] of Object.entries(TEXTS))
  weigh(`phrases in ${what}`, 10_000, make, (text) => phrases.matchesFresh(text));

const scanner = buildScanner(
  listOf(['保本', '保本保息', '收益', 'guaranteed'].map((text) => ({ text, trigger: true }))),
);
const out: number[] = [];
for (const unit of UNITS)
  weigh(
    `characters ${JSON.stringify(unit)}`,
    10_000,
    (n) => unit.repeat(n / unit.length),
    (text) => {
      scanner.scan(text, out);
      fold(text);
      findNumbers(text);
      findIdentifiers(text);
    },
  );

weigh('addresses', 10_000, (n) => '路'.repeat(n), findAddresses);

const words = { uri: 'words.yaml', text: 'a: {zh: [甲乙]}\nbcdef: {zh: [丙丁]}\n' };
for (const [what, phrase] of Object.entries({ phrases: soundPhrase, mistakes: phraseOfNoList }))
  weigh(
    `a pack of ${what}`,
    1250,
    (n) => rulePhrases(n, phrase),
    (text) => loadPack([{ uri: 'claims/x.yaml', text }, words]),
  );

const ruleSet = standardRuleSet();
const settings = { market: 'CN', severities: {}, thresholds: {}, asOf: '2026-11-20' } as const;
const catalog = readDocument({ uri: 'file:///c.catalog.yaml', kind: 'catalog', text: SAMPLE_CATALOG });
for (const [what, make] of Object.entries(SCRIPTS))
  weigh(`a script: ${what}`, 125, make, ({ text, beside = [] }) => {
    const document = readDocument({ uri: 'file:///a.pitch', kind: 'pitch', text });
    return lint(document, exampleProject(document, settings, [catalog, ...beside]), ruleSet);
  });

console.log(JSON.stringify(rows));
