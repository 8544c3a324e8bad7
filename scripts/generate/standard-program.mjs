// Compiles the standard pack and the coded rules with the project's own compiler and writes the program as one module, so that
// no start pays for it; writes the coded rules' examples too, which builds leave out of the rules. Runs after packs.mjs and the
// tables, by name.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundleOf, importCode } from '../bundled.mjs';
import { examplesModule } from './packs.mjs';

const ENTRY = `
import { codedRules, standardPackSource } from './server/src/core/rules/pack/standard.ts';
import { prebuildProgram } from './server/src/core/rules/pack/compile.ts';
export const encode = () => prebuildProgram(standardPackSource(), codedRules);
export const examples = () => Object.fromEntries(codedRules.map((rule) => [rule.id, rule.examples]));
`;

export async function generate(root) {
  const file = path.join(root, 'server/src/generated/standard-program.ts');
  const examplesFile = path.join(root, 'server/src/generated/coded-examples.ts');
  const code = await bundleOf(root, {
    stdin: { contents: ENTRY, resolveDir: root, loader: 'ts' },
    plugins: [{ name: 'without-program', setup: leaveProgramOut }],
  });
  // the bundle holds all that the program is made of: the pack, the coded rules and the compiler
  const origin = `// From ${createHash('sha256').update(code).digest('hex')}.`;
  if (existsSync(examplesFile) && existsSync(file) && readFileSync(file, 'utf8').includes(origin)) return;
  const made = await importCode(root, 'standard-program', code);
  writeFileSync(examplesFile, examplesModule('standard-program.mjs', 'codedExamples', made.examples()));
  const { fingerprint, words, numbers, choices } = made.encode();
  // a module of ASCII alone is kept in memory at one byte a character, and read faster
  const numbersFile = path.join(root, 'server/src/generated/standard-numbers.ts');
  writeFileSync(
    numbersFile,
    [
      '// Made by scripts/generate/standard-program.mjs.',
      `export const numbers = ${JSON.stringify(numbers)};`,
      `export const choices = ${JSON.stringify(choices)};`,
      '',
    ].join('\n'),
  );
  writeFileSync(
    file,
    [
      '// Made by scripts/generate/standard-program.mjs.',
      origin,
      "import type { EncodedProgram } from '../core/rules/phrases/program-code.ts';",
      "import { choices, numbers } from './standard-numbers.ts';",
      '',
      'export const standardProgram: EncodedProgram = {',
      `  fingerprint: ${fingerprint},`,
      `  words: ${JSON.stringify(words)},`,
      '  numbers,',
      '  choices,',
      '};',
      '',
    ].join('\n'),
  );
}

/** The program that is being made does not go into itself, and need not exist yet. */
function leaveProgramOut(plugin) {
  plugin.onLoad({ filter: /standard-program\.ts$/, namespace: 'none' }, () => ({
    contents: 'export const standardProgram = undefined;',
    loader: 'ts',
  }));
  plugin.onResolve({ filter: /standard-program\.ts$/ }, () => ({ path: 'standard-program.ts', namespace: 'none' }));
}
