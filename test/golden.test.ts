/**
 * Whole realistic documents under all rules. Each folder below test/golden is one case; examples/ is one too. What must
 * be found stands in `<file>.expected.txt` as code frames, and anything more or less fails. `UPDATE=1` rewrites them:
 * read the difference before committing it.
 */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { standardRuleSet } from '../server/src/core/index.ts';
import { type Checked, checkFiles } from './golden/check.ts';
import { codeFrames, displayWidth } from './golden/frame.ts';
import { type MustFind, ORACLE, type Verdict } from './golden/oracle.ts';

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
          assert.deepEqual(straying(checked), [], 'a safe fix changes only lines of its finding');
        });
        const verdict = ORACLE[`${name}/${file}`];
        if (!verdict) continue;
        // a rule that does not exist yet is named in the report as pending; once it exists it must speak
        const rules = standardRuleSet();
        for (const [rule, words] of verdict.finds ?? []) {
          const title = `${file}: ${rule}${words ? ` on “${words}”` : ''}`;
          if (!exists(rules, rule, file)) it(title);
          else
            it(title, async () => {
              const checked = (await checkFiles(files, [file])).get(file);
              assert.ok(checked && meets(checked, [rule, words]), `${title} was not found`);
            });
        }
        it(`${file}: nothing that must not be there`, async () => {
          const checked = (await checkFiles(files, [file])).get(file);
          assert.ok(checked);
          assert.deepEqual(unwanted(checked, verdict), []);
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

/** Safe fixes that reach outside the lines of their finding, or put words to a client anywhere. */
function straying({ text, diagnostics }: Checked): string[] {
  const line = (offset: number) => text.slice(0, offset).split('\n').length;
  return diagnostics.flatMap(({ rule, range, fixes }) =>
    fixes
      .filter(({ safety }) => safety === 'safe')
      .filter(({ edits }) =>
        edits.some(
          ({ uri, range: { start, end }, newText }) =>
            uri !== undefined ||
            line(start) < line(range.start) ||
            line(end) > line(range.end) ||
            newText.includes('披露') ||
            newText.includes('disclosure:'),
        ),
      )
      .map(({ title }) => `${rule}: ${title.en}`),
  );
}

/** Whether the rule is there and reads this kind of file. Syntax and schema findings come from the readers. */
function exists(rules: ReturnType<typeof standardRuleSet>, id: string, file: string): boolean {
  if (/^(schema|syntax)\/|^style\/yaml-trap$/.test(id)) return true;
  const kind = /\.(plan|client|goals|catalog)\.yaml$/.exec(file)?.[1] ?? 'pitch';
  return rules.rule(id)?.kinds.some((one) => one === kind) ?? false;
}

function meets(checked: Checked, [rule, words]: MustFind): boolean {
  const named = checked.diagnostics.filter((d) => d.rule === rule || d.also.includes(rule));
  if (words === undefined) return named.length > 0;
  for (let at = checked.text.indexOf(words); at >= 0; at = checked.text.indexOf(words, at + 1)) {
    if (named.some((d) => d.range.start < at + words.length && at < d.range.end)) return true;
  }
  return false;
}

function unwanted(checked: Checked, verdict: Verdict): string[] {
  const wanted = new Set((verdict.finds ?? []).map(([rule]) => rule));
  return checked.diagnostics
    .filter((d) => {
      if (verdict.never?.some((id) => (id.endsWith('/') ? d.rule.startsWith(id) : d.rule === id))) return true;
      return verdict.nothingElse && (d.severity === 'error' || d.severity === 'warning') && !wanted.has(d.rule);
    })
    .map((d) => `${d.severity} ${d.rule} “${checked.text.slice(d.range.start, d.range.end)}” ${d.message.zh}`);
}

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
