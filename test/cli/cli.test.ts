/**
 * One scenario file per behaviour: arguments, files, standard input; then exit code, output and files afterwards.
 * `stdout`/`stderr` are the whole text, `stdout_has`/`stderr_has` pieces of it. `bytes` are files in base64.
 */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { run } from '../../server/src/cli/run.ts';
import type { Terminal } from '../../server/src/cli/terminal.ts';

interface Scenario {
  readonly args: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  readonly bytes?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly stdin_bytes?: string;
  readonly locale?: 'zh' | 'en';
  readonly exit: number;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly stdout_has?: readonly string[];
  readonly stderr_has?: readonly string[];
  readonly stdout_lacks?: readonly string[];
  readonly after?: Readonly<Record<string, string>>;
}

const FOLDER = 'test/cli/scenarios';

describe('command line', () => {
  for (const file of readdirSync(FOLDER).sort()) {
    it(file.replace(/\.yaml$/, '').replaceAll('-', ' '), async () => {
      const scenario = parse(readFileSync(`${FOLDER}/${file}`, 'utf8')) as Scenario;
      const cwd = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'pitchlint-')));
      try {
        await play(scenario, cwd);
      } finally {
        rmSync(cwd, { recursive: true, force: true });
      }
    });
  }
});

async function play(scenario: Scenario, cwd: string): Promise<void> {
  for (const [name, text] of Object.entries(scenario.files ?? {})) place(cwd, name, Buffer.from(text));
  for (const [name, base64] of Object.entries(scenario.bytes ?? {})) place(cwd, name, Buffer.from(base64, 'base64'));
  let stdout = '';
  let stderr = '';
  const input = scenario.stdin_bytes ? Buffer.from(scenario.stdin_bytes, 'base64') : Buffer.from(scenario.stdin ?? '');
  const terminal: Terminal = {
    cwd,
    stdin: inPieces(input),
    write: async (text) => {
      stdout += text;
    },
    warn: (line) => {
      stderr += `${line}\n`;
    },
    color: false,
    locale: scenario.locale ?? 'en',
  };
  const exit = await run(scenario.args, terminal);
  const shown = { stdout: stdout.replaceAll(cwd, '$CWD'), stderr: stderr.replaceAll(cwd, '$CWD') };
  const told = `\n--- stdout\n${shown.stdout}\n--- stderr\n${shown.stderr}`;
  assert.equal(exit, scenario.exit, `exit code${told}`);
  for (const stream of ['stdout', 'stderr'] as const) {
    const whole = scenario[stream];
    if (whole !== undefined) assert.equal(shown[stream], whole);
    for (const piece of scenario[`${stream}_has`] ?? [])
      assert.ok(shown[stream].includes(piece), `${stream} lacks ${piece}${told}`);
  }
  for (const piece of scenario.stdout_lacks ?? [])
    assert.ok(!shown.stdout.includes(piece), `stdout has ${piece}${told}`);
  for (const [name, text] of Object.entries(scenario.after ?? {})) {
    assert.equal(readFileSync(path.join(cwd, name), 'utf8'), text, name);
  }
}

function place(cwd: string, name: string, bytes: Buffer): void {
  const target = path.join(cwd, name);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, bytes);
}

/** In pieces of a few bytes, so that characters and lines are cut anywhere. */
async function* inPieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
}
