/** The editor and the command line say the same about every golden document and every example. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from '../../server/src/cli/run.ts';
import { nodeHost } from '../../server/src/host.node.ts';
import { TestClient } from './client.ts';

const FOLDERS = [
  'examples',
  ...readdirSync('test/golden', { withFileTypes: true })
    .filter((e) => e.isDirectory())
    .map((e) => `test/golden/${e.name}`),
];
const SEVERITIES = ['', 'error', 'warning', 'info', 'hint'];

interface Found {
  readonly path: string;
  readonly findings: readonly {
    rule: string;
    severity: string;
    line: number;
    column: number;
    endLine: number;
    endColumn: number;
    message: string;
  }[];
}

describe('editor and command line', () => {
  for (const folder of FOLDERS) {
    it(`say the same about ${folder}`, async () => {
      const cwd = path.resolve(folder);
      const byCommand = await commandLine(cwd);
      if (folder === 'examples') assert.ok(byCommand.length > 5);
      const byEditor = await editor(
        cwd,
        byCommand.map((file) => file.path),
      );
      assert.deepEqual(byEditor, byCommand.map(told));
    });
  }
});

async function commandLine(cwd: string): Promise<Found[]> {
  let out = '';
  const terminal = {
    cwd,
    stdin: (async function* () {})(),
    write: async (text: string) => {
      out += text;
    },
    warn: () => {},
    color: false,
    locale: 'en' as const,
  };
  await run(['check', '--format', 'json', '--lang', 'en'], terminal);
  return out === '' ? [] : (JSON.parse(out) as { files: Found[] }).files;
}

async function editor(cwd: string, files: readonly string[]): Promise<unknown[]> {
  const client = await TestClient.start(
    nodeHost(() => {}),
    {
      folders: [pathToFileURL(cwd).href],
      settings: { maxFindings: 100_000 },
    },
  );
  try {
    const all: unknown[] = [];
    for (const file of files) {
      const absolute = path.join(cwd, file);
      assert.ok(existsSync(absolute));
      const languageId = /\.pitch(\.md)?$/.test(file) ? 'pitch' : 'pitchlint-yaml';
      const uri = await client.open(pathToFileURL(absolute).href, readFileSync(absolute, 'utf8'), languageId);
      const { items } = await client.pull(uri);
      all.push([
        file,
        ...items.map(({ code, severity, range, message }) =>
          [
            code,
            SEVERITIES[severity ?? 0],
            range.start.line + 1,
            range.start.character + 1,
            range.end.line + 1,
            range.end.character + 1,
            message,
          ].join(' '),
        ),
      ]);
    }
    return all;
  } finally {
    client.stop();
  }
}

function told(file: Found): unknown {
  return [
    file.path,
    ...file.findings.map((f) => [f.rule, f.severity, f.line, f.column, f.endLine, f.endColumn, f.message].join(' ')),
  ];
}
