/**
 * Whole realistic documents under all rules. Each folder below test/golden is one case; examples/ is one too. What must
 * be found stands in `<file>.expected.txt` as code frames, and anything more or less fails. `UPDATE=1` rewrites them:
 * read the difference before committing it.
 */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkFiles } from './golden/check.ts';
import { codeFrames, displayWidth } from './golden/frame.ts';

const GOLDEN = 'test/golden';
const SUFFIX = '.expected.txt';
const update = process.env.UPDATE === '1';

/** Input folder and the folder of its expectations. */
const cases = [
  ...readdirSync(GOLDEN, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'examples')
    .map((entry) => ({ name: entry.name, input: `${GOLDEN}/${entry.name}`, expected: `${GOLDEN}/${entry.name}` })),
  { name: 'examples', input: 'examples', expected: `${GOLDEN}/examples` },
];

describe('golden documents', () => {
  for (const { name, input, expected } of cases) {
    describe(name, () => {
      const files = readFolder(input);
      for (const file of files.keys()) {
        it(file, async () => {
          const checked = (await checkFiles(files, [file])).get(file);
          assert.ok(checked);
          const language = checked.document.language === 'en' ? 'en' : 'zh';
          compare(`${expected}/${file}${SUFFIX}`, codeFrames(file, checked.text, checked.diagnostics, language));
        });
      }
      it('every expectation has its document', () => {
        if (!existsSync(expected)) return;
        for (const file of filesBelow(expected).filter((one) => one.endsWith(SUFFIX))) {
          const source = file.slice(0, -SUFFIX.length);
          if (files.has(source)) continue;
          if (update) rmSync(`${expected}/${file}`);
          else assert.fail(`${file} has no document ${input}/${source}`);
        }
      });
    });
  }

  it('draws carets as wide as the characters above them', () => {
    const text = '代理人：ab％\t好';
    assert.equal(displayWidth(text), 2 * 4 + 2 + 2 + 2 + 2);
  });
});

function compare(file: string, actual: string): void {
  if (update) {
    mkdirSync(path.dirname(file), { recursive: true });
    if (!existsSync(file) || readFileSync(file, 'utf8') !== actual) writeFileSync(file, actual);
    return;
  }
  assert.ok(existsSync(file), `${file} is missing: run with UPDATE=1, then read what it says`);
  assert.equal(actual, readFileSync(file, 'utf8'), file);
}

/** The documents of a folder by relative path; expectations left out. */
function readFolder(folder: string): ReadonlyMap<string, string> {
  const documents = filesBelow(folder).filter((file) => /\.(yaml|pitch|pitch\.md)$/.test(file));
  return new Map(documents.map((file) => [file, readFileSync(`${folder}/${file}`, 'utf8')]));
}

function filesBelow(folder: string, prefix = ''): string[] {
  return readdirSync(`${folder}/${prefix}`, { withFileTypes: true })
    .flatMap((entry) =>
      entry.isDirectory() ? filesBelow(folder, `${prefix}${entry.name}/`) : [`${prefix}${entry.name}`],
    )
    .sort();
}
