// Agenda and reports over 1,000 client folders (about 4,000 files), beside parsing the same files with `yaml` alone; and
// the agenda again after one file changed, in one process as the editor has it.

import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { tablesInPlace } from '../scripts/tables.mjs';
import { catalogOf, planOf, scriptOf } from './corpus.mjs';
import { median, ms, table } from './statistics.mjs';

/** A client's record in block style; one in three has an open claim. */
function clientOf(n) {
  const day = (offset) =>
    `2026-${String(1 + ((n + offset) % 11)).padStart(2, '0')}-${String(1 + (n % 27)).padStart(2, '0')}`;
  const out = [
    'kind: client',
    `id: c-${n}`,
    `name: 第${n}家`,
    'plan: home.plan.yaml',
    'source:',
    '  via: referral',
    `  on: ${day(0)}`,
    'screening:',
    `  need: ${1 + (n % 5)}`,
    `  means: ${1 + ((n >> 1) % 5)}`,
    '  decision: 3',
    'consent:',
    `  collect: ${day(0)}`,
    'log:',
    `  - on: ${day(1)}`,
    '    how: 面谈',
    '    note: 问清收入和已有保障',
    'events:',
    '  - who: lead',
    '    what: 生日',
    `    on: "${day(3).slice(5)}"`,
    '    wish: 手写贺卡',
    'reviews:',
    `  - on: ${day(2)}`,
    '    action: 看过一遍',
  ];
  if (n % 3 === 0)
    out.push(
      'claims:',
      '  - id: c1',
      '    kind: medical',
      `    reported: ${day(4)}`,
      `    replied: ${day(4)}`,
      '    documents:',
      '      病历: true',
      '    progress:',
      `      - on: ${day(4)}`,
      '        stage: submitted',
    );
  return `${out.join('\n')}\n`;
}

/** @returns how many files were written */
function writeDesk(folder, clients) {
  for (let n = 0; n < clients; n++) {
    const own = path.join(folder, `c${String(n).padStart(4, '0')}`);
    mkdirSync(own, { recursive: true });
    writeFileSync(path.join(own, 'record.client.yaml'), clientOf(n));
    writeFileSync(path.join(own, 'home.plan.yaml'), planOf(n + 1).replace('bench.catalog.yaml', 'life.catalog.yaml'));
    writeFileSync(path.join(own, 'life.catalog.yaml'), catalogOf(60, n + 1));
    writeFileSync(path.join(own, 'talk.pitch'), scriptOf(40, 1, n + 1));
  }
  return clients * 4;
}

export async function reports({ root, work, quick }) {
  const folder = path.join(work, 'desk');
  rmSync(folder, { recursive: true, force: true });
  const clients = quick ? 200 : 1000;
  const files = writeDesk(folder, clients);
  const out = path.join(root, '.bench/reports');
  mkdirSync(out, { recursive: true });
  const bundle = (entry, name) =>
    build({
      absWorkingDir: root,
      entryPoints: [entry],
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: path.join(out, name),
      mainFields: ['module', 'main'],
      ...tablesInPlace(),
      minify: true,
      logLevel: 'error',
      banner: { js: "import { createRequire as __r } from 'node:module';const require = __r(import.meta.url);" },
    });
  await bundle('bench/reports-probe.ts', 'probe.mjs');
  const timed = (what) => {
    const times = [];
    let last = {};
    for (let i = 0; i < 3; i++) {
      const run = spawnSync(process.execPath, [path.join(out, 'probe.mjs'), what, folder], {
        encoding: 'utf8',
        maxBuffer: 1 << 28,
      });
      if (run.status !== 0) throw new Error(run.stderr);
      last = JSON.parse(run.stdout);
      times.push(last.ms);
    }
    return { ...last, ms: median(times) };
  };
  const parse = timed('parse');
  const rows = [['processor time', 'cold', '÷ yaml alone', 'peak memory', 'one file changed']];
  rows.push(['yaml alone', ms(parse.ms), '1.00', `${parse.peak} MB`, '']);
  for (const what of ['agenda', 'review', 'claim', 'complaint', 'goals']) {
    const own = timed(what);
    rows.push([
      what,
      ms(own.ms),
      (own.ms / parse.ms).toFixed(2),
      `${own.peak} MB`,
      own.warm === undefined ? '' : ms(own.warm),
    ]);
  }
  console.log(`\nagenda and reports, ${clients} client folders, ${files} files\n${table(rows)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
  await reports({ root, work: path.join(root, '.bench/work'), quick: process.argv.includes('--quick') });
}
