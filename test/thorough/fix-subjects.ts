/** Texts that have something to fix, each with the way to lint it: golden documents, bad examples of rules, traps. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Diagnostic } from '../../server/src/core/diagnostic.ts';
import type { FileKind } from '../../server/src/core/documents/document.ts';
import { EXAMPLE_DAY, inLanguage, patched } from '../../server/src/core/examples.ts';
import { exampleProject, lint, readDocument, readMarks, standardRuleSet } from '../../server/src/core/index.ts';
import type { LintSettings } from '../../server/src/core/project.ts';
import { standardExamples } from '../../server/src/core/rules/pack/standard-examples.ts';
import type { RuleExample } from '../../server/src/core/rules/rule.ts';
import { Session } from '../../server/src/workspace/session.ts';
import { FAMILY_PLAN, FAMILY_SG_PLAN, SAMPLE_CATALOG, SAMPLE_SG_CATALOG } from '../core/domain-household.ts';
import { GOLDEN_DAY, memoryHost, uriOf } from '../golden/check.ts';
import { deskWith, TRAPS } from '../trap-table.ts';

export interface Subject {
  readonly name: string;
  readonly text: string;
  lint(text: string): Promise<readonly Diagnostic[]>;
}

export function allSubjects(): readonly Subject[] {
  const golden = readdirSync('test/golden', { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'examples')
    .flatMap(({ name }) => ofFolder(`test/golden/${name}`));
  return [...badExamples(), ...ofFolder('examples'), ...golden, ...traps()];
}

function badExamples(): Subject[] {
  const shared: Readonly<Record<string, string>> = { family: FAMILY_PLAN, 'family-sg': FAMILY_SG_PLAN };
  return standardRuleSet().rules.flatMap(({ id }) =>
    standardExamples(id).flatMap((example, index): Subject[] => {
      if (example.kind !== 'bad') return [];
      const written = example.given ? patched(shared[example.given]!, example.text) : example.text;
      const { text } = readMarks(written!);
      return [{ name: `${id}#${index}`, text, lint: async (changed) => lintExample(example, changed) }];
    }),
  );
}

const BESIDE = [
  ...Object.entries({ 'sample-life': SAMPLE_CATALOG, 'sample-sg': SAMPLE_SG_CATALOG }).map(([name, text]) =>
    readDocument({ uri: `example:///${name}.catalog.yaml`, kind: 'catalog', text }),
  ),
  readDocument({ uri: 'example:///family.plan.yaml', kind: 'plan', text: FAMILY_PLAN }),
];

function lintExample(example: RuleExample, text: string): readonly Diagnostic[] {
  const kind: FileKind = example.in ?? (example.given ? 'plan' : 'pitch');
  const uri = kind === 'pitch' ? 'example:///example.pitch' : `example:///example.${kind}.yaml`;
  const document = inLanguage(readDocument({ uri, kind, text }), example.language);
  const settings: LintSettings = {
    market: example.market ?? 'CN',
    severities: {},
    thresholds: {},
    asOf: example.asOf ?? EXAMPLE_DAY,
  };
  return lint(document, exampleProject(document, settings, BESIDE), standardRuleSet()).diagnostics;
}

function ofFolder(folder: string): Subject[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.(yaml|pitch|pitch\.md)$/.test(name))
    .map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')] as const);
  const lintFile = linterOf(new Map(files));
  return files.map(([name, text]) => ({ name: `${folder}/${name}`, text, lint: (changed) => lintFile(name, changed) }));
}

function traps(): Subject[] {
  return TRAPS.map((trap) => {
    const { file, text, files } = deskWith(trap);
    const lintFile = linterOf(files);
    return { name: trap.name, text, lint: (changed) => lintFile(file, changed) };
  });
}

function linterOf(files: ReadonlyMap<string, string>) {
  const session = new Session(memoryHost(files), { asOf: GOLDEN_DAY });
  session.setFolders([uriOf('').slice(0, -1)]);
  return async (name: string, text: string): Promise<readonly Diagnostic[]> => {
    session.store.put(uriOf(name), text);
    return (await session.analysis(uriOf(name)))?.result.diagnostics ?? [];
  };
}
