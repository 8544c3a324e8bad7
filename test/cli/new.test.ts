/** What `pitchlint new` writes: a plan with its catalogue beside it checks clean, and nothing is ever overwritten. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run } from '../../server/src/cli/run.ts';
import type { Terminal } from '../../server/src/cli/terminal.ts';

async function play(cwd: string, ...args: string[]): Promise<{ code: number; out: string; warned: string }> {
  let out = '';
  let warned = '';
  const terminal: Terminal = {
    cwd,
    stdin: (async function* () {})(),
    write: async (text) => {
      out += text;
    },
    warn: (line) => {
      warned += `${line}\n`;
    },
    color: false,
    locale: 'en',
  };
  const code = await run(args, terminal);
  return { code, out, warned };
}

interface Report {
  readonly files: readonly { readonly path: string; readonly findings: readonly { readonly severity: string }[] }[];
}

describe('pitchlint new', () => {
  let cwd = '';
  beforeEach(() => {
    cwd = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'pitchlint-new-')));
  });
  afterEach(() => rmSync(cwd, { recursive: true, force: true }));

  for (const template of ['family', 'pension', 'education', 'single']) {
    it(`${template}: all four kinds stand together without errors or warnings`, async () => {
      for (const kind of ['catalog', 'plan', 'client', 'goals'])
        assert.equal((await play(cwd, 'new', kind, '--template', template)).code, 0, kind);
      assert.deepEqual(
        readdirSync(cwd).sort(),
        [`${template}.client.yaml`, `${template}.goals.yaml`, `${template}.plan.yaml`, 'products.catalog.yaml'].sort(),
      );
      const { out } = await play(cwd, 'check', '.', '--format', 'json', '--as-of', '2026-10-12');
      const found = (JSON.parse(out) as Report).files.flatMap((file) =>
        file.findings
          .filter(({ severity }) => severity === 'error' || severity === 'warning')
          .map((finding) => ({ file: file.path, ...finding })),
      );
      assert.deepEqual(found, []);
    });
  }

  for (const market of ['sg', 'hk', 'us']) {
    it(`${market}: plan, client and catalogue in English stand together without errors or warnings`, async () => {
      for (const kind of ['catalog', 'plan', 'client'])
        assert.equal((await play(cwd, 'new', kind, '--template', market)).code, 0, kind);
      const { out } = await play(cwd, 'check', '.', '--format', 'json', '--as-of', '2026-10-12');
      const files = (JSON.parse(out) as Report).files;
      assert.equal(files.length, 3);
      assert.deepEqual(
        files.flatMap(({ findings }) => findings.filter(({ severity }) => /error|warning/.test(severity))),
        [],
      );
      for (const name of readdirSync(cwd))
        assert.doesNotMatch(readFileSync(path.join(cwd, name), 'utf8'), /\p{Script=Han}/u);
    });
  }

  it('a plan alone lacks its catalogue and nothing else', async () => {
    await play(cwd, 'new', 'plan', '--template', 'single');
    const { out } = await play(cwd, 'check', '.', '--format', 'json', '--as-of', '2026-10-12');
    const findings = (
      JSON.parse(out) as { files: { findings: { rule: string; variant: string; severity: string }[] }[] }
    ).files[0]!.findings.filter(({ severity }) => severity === 'error');
    assert.deepEqual(
      findings.map(({ rule, variant }) => `${rule} ${variant}`),
      ['plan/reference file'],
    );
  });

  it('overwrites nothing', async () => {
    await play(cwd, 'new', 'plan', 'ours.plan.yaml');
    const before = readFileSync(path.join(cwd, 'ours.plan.yaml'), 'utf8');
    const again = await play(cwd, 'new', 'plan', 'ours.plan.yaml', '--template', 'single');
    assert.equal(again.code, 2);
    assert.match(again.warned, /ours\.plan\.yaml is there already/);
    assert.equal(readFileSync(path.join(cwd, 'ours.plan.yaml'), 'utf8'), before);
  });

  for (const [args, said] of [
    [['new', 'proposal'], /new writes plan, client, goals, catalog, not "proposal"/],
    [['new', 'plan', '--template', 'castle'], /--template is one of family, pension, education, single, sg, hk, us/],
    [['new', 'plan', 'plan.txt'], /a plan file is called NAME\.plan\.yaml/],
  ] as const)
    it(args.join(' '), async () => {
      const { code, warned } = await play(cwd, ...args);
      assert.equal(code, 2);
      assert.match(warned, said);
      assert.deepEqual(readdirSync(cwd), []);
    });
});
