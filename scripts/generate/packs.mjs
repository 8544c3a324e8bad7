// Reads packs/standard with the project's own loader, refuses it with its faults, and writes it as two tables of JSON;
// lists the coded rules (one file each, `export default defineRule(...)`) in another.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundleOf, importCode } from '../bundled.mjs';
import { tablesInPlace } from '../tables.mjs';

const GROUPS = ['plan', 'process', 'script', 'disclosure', 'privacy', 'style', 'claims'];

export async function generate(root) {
  const out = path.join(root, 'server/src/generated');
  mkdirSync(out, { recursive: true });
  const core = path.join(root, 'server/src/core');
  const coded = GROUPS.flatMap((group) => filesBelow(path.join(core, 'rules', group), '.ts'))
    .filter((file) => /^export default defineRule\(/m.test(readFileSync(file, 'utf8')))
    .map((file) => path.relative(out, file).split(path.sep).join('/'));
  const ids = coded.map((file) => file.replace(/^.*\/rules\//, '').replace(/\.ts$/, ''));
  write(
    path.join(out, 'coded-rules.ts'),
    [
      '// Made by scripts/generate/packs.mjs.',
      "import type { CodedRule } from '../core/rules/rule.ts';",
      ...coded.map((file, i) => `import rule${i} from '${file}';`),
      '',
      `export const codedRules: readonly CodedRule[] = [${coded.map((_, i) => `rule${i}`).join(', ')}];`,
      '',
    ].join('\n'),
  );

  const code = await bundleOf(root, { entryPoints: ['server/src/core/rules/pack/load.ts'], ...tablesInPlace() });
  const { loadPack } = await importCode(root, 'load-pack', code);
  const folder = path.join(root, 'server/packs/standard');
  const files = filesBelow(folder, '.yaml').map((file) => ({
    uri: path.relative(root, file).split(path.sep).join('/'),
    text: readFileSync(file, 'utf8'),
  }));
  const { pack, faults } = loadPack(files, { codedRules: ids });
  if (faults.length > 0)
    throw new Error(
      faults
        .map((fault) => {
          const text = files.find((file) => file.uri === fault.uri)?.text ?? '';
          const before = text.slice(0, fault.range.start).split('\n');
          return `${fault.uri}:${before.length}:${before[before.length - 1].length + 1} ${fault.code}: ${fault.message.en} «${text.slice(fault.range.start, Math.min(fault.range.end, fault.range.start + 60))}»`;
        })
        .join('\n'),
    );
  const { words, ...rest } = pack.source;
  const examples = Object.fromEntries(rest.rules.map((rule) => [rule.id, rule.examples]));
  const rules = rest.rules.map((rule) => ({ ...rule, examples: [] }));
  const source = { ...rest, rules };
  // apart because few runs need them: name, evade, then [language, first index, words]
  const lists = words.map(packedList);
  const stamp = createHash('sha256')
    .update(JSON.stringify([source, lists]))
    .digest()
    .readUInt32LE();
  mkdirSync(path.join(out, 'tables'), { recursive: true });
  write(path.join(out, 'tables/standard-pack.txt'), JSON.stringify({ stamp, ...source }));
  write(path.join(out, 'tables/standard-words.txt'), JSON.stringify({ stamp, lists }));
  write(path.join(out, 'data-examples.ts'), examplesModule('packs.mjs', 'dataExamples', examples));
}

/** A module that holds rules' examples by rule, as JSON text: only `explain`, `pitchlint test` and the tests load it. */
export function examplesModule(generator, name, examples) {
  return `// Made by scripts/generate/${generator}.\nexport const ${name}: string = ${JSON.stringify(JSON.stringify(examples))};\n`;
}

/** A word list without a key per word: runs of words of one language whose indexes follow each other. */
function packedList({ name, evade, words }) {
  const runs = [];
  for (const { language, index, text } of words) {
    const run = runs.at(-1);
    if (run && run[0] === language && run[1] + run[2].length === index) run[2].push(text);
    else runs.push([language, index, [text]]);
  }
  return [name, evade, ...runs];
}

function filesBelow(folder, suffix) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(suffix))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function write(file, text) {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  writeFileSync(file, text);
}
