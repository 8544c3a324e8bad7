/** What `pitchlint new` writes: a plan with its catalogue beside it checks clean, and nothing is ever overwritten. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
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

  it('a plan from a client file begins with what that file knows', async () => {
    writeFileSync(
      path.join(cwd, 'wen.client.yaml'),
      'kind: client\nname: 闻夏\nhousehold:\n  - {id: wen, name: 闻夏, born: 1990-05-01}   # 主要收入\ndecision_maker: wen\n',
    );
    const { code, out } = await play(cwd, 'new', 'plan', '--from', 'wen.client.yaml', '--as-of', '2026-11-20');
    assert.deepEqual([code, out], [0, 'wen.plan.yaml\n']);
    const plan = readFileSync(path.join(cwd, 'wen.plan.yaml'), 'utf8');
    for (const line of [
      'date: 2026-11-20',
      '  - {id: wen, name: 闻夏, born: 1990-05-01}   # 主要收入',
      '  protect: [wen]',
    ])
      assert.ok(plan.split('\n').includes(line), line);
    assert.equal((await play(cwd, 'new', 'plan', '--from', 'wen.client.yaml')).code, 2, 'never written over');
    assert.equal(readFileSync(path.join(cwd, 'wen.plan.yaml'), 'utf8'), plan);
  });

  it('says what a plan cannot be made from', async () => {
    writeFileSync(path.join(cwd, 'a.goals.yaml'), 'kind: goals\n');
    const refused = [
      ['plan', '--from', 'gone.client.yaml'],
      ['plan', '--from', 'a.goals.yaml'],
      ['goals', '--from', 'a.goals.yaml'],
    ];
    for (const args of refused) {
      const { code, warned } = await play(cwd, 'new', ...args);
      assert.equal(code, 2, args.join(' '));
      assert.match(warned, /gone\.client\.yaml|no client file|makes a plan/);
    }
    assert.deepEqual(readdirSync(cwd), ['a.goals.yaml']);
  });
});
