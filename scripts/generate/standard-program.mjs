// Compiles the standard pack and the coded rules with the project's own compiler and writes the program as two tables, so that
// no start pays for it; writes the coded rules' texts and examples too, which builds leave out of the rules. Runs after packs.mjs
// and the tables, by name.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundleOf, importCode } from '../bundled.mjs';
import { TEXTS } from '../leave-texts-out.mjs';
import { tablesInPlace } from '../tables.mjs';
import { examplesModule } from './packs.mjs';

const ENTRY = `
import { codedRules, standardProgram } from './server/src/core/rules/pack/standard.ts';
import { prebuildProgram } from './server/src/core/rules/pack/compile.ts';
export const encode = () => prebuildProgram(standardProgram());
export { codedRules };
`;

export async function generate(root) {
  const out = path.join(root, 'server/src/generated');
  const table = (name) => path.join(out, 'tables', name);
  const code = await bundleOf(root, {
    stdin: { contents: ENTRY, resolveDir: root, loader: 'ts' },
    ...tablesInPlace(),
  });
  // all that the program is made of: the coded rules and the compiler, the pack and the readings of characters
  const origin = createHash('sha256').update(code);
  for (const name of ['standard-pack.txt', 'standard-words.txt', 'pinyin.bin', 'characters.bin'])
    origin.update(readFileSync(table(name)));
  const stamp = `// From ${origin.digest('hex')}.\n`;
  const examplesFile = path.join(out, 'coded-examples.ts');
  const made = ['coded-texts.txt', 'standard-program.bin', 'standard-program.txt'].map(table);
  const isFresh = [examplesFile, ...made].every(existsSync) && readFileSync(examplesFile, 'utf8').startsWith(stamp);
  if (isFresh) return;
  const { codedRules, encode } = await importCode(root, 'standard-program', code);
  const { words, numbers } = encode();
  writeFileSync(table('standard-program.bin'), numbers);
  writeFileSync(table('standard-program.txt'), words);
  const ofRules = (pick) => Object.fromEntries(codedRules.map((rule) => [rule.id, pick(rule)]));
  const texts = ofRules((rule) => Object.fromEntries(TEXTS.map((field) => [field, rule[field]])));
  writeFileSync(table('coded-texts.txt'), JSON.stringify(texts));
  const examples = ofRules((rule) => rule.examples);
  // last, because it says that all is there
  writeFileSync(examplesFile, stamp + examplesModule('standard-program.mjs', 'codedExamples', examples));
}
