// Agenda and reports over 1,000 client folders (about 4,000 files), beside parsing the same files with `yaml` alone; each
// again after one file changed, in one process as the editor has it; and the memory of four times as many files.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { catalogOf, planOf, scriptOf } from './corpus.mjs';
import { probe as bundleProbe } from './probe.mjs';
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

/** A year's goals of one agent. */
function goalsOf(n) {
  const month = (m) => `2026-${String(m).padStart(2, '0')}`;
  const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].flatMap((m) => [
    `  - month: ${month(m)}`,
    `    leads: {warm: ${(n + m) % 7}, referral: 2, cold: 3, online: ${m}}`,
    `    clients: ${2 + ((n + m) % 3)}`,
    `    deals: ${1 + ((n + m) % 2)}`,
  ]);
  const head = ['kind: goals', `name: 第${n}组`, 'year: 2026', 'target: {clients: 36, deals: 24}'];
  return `${[...head, 'monthly: {clients: 3, deals: 2}', 'months:', ...months].join('\n')}\n`;
}

/** What a script says besides its talk: an objection with notes, and a post. */
function notesOf(n) {
  return [
    '# 异议处理',
    '客户：太贵了。',
    `> 拒绝原因：${['预算只按一个人的工资在算', '要等年终奖', '家里还没商量'][n % 3]}`,
    '代理人：您担心压力（观察），有点犹豫（感受）。我们先看核心保障（需求），好吗（请求）？',
    `> 打动点：${['先讲不赔什么', '把两列分开列'][n % 2]}`,
    `# 朋友圈：社保与商保${n % 40} {moments tier=${'ABC'[n % 3]}}`,
    '社保打底，商保补充。',
    '',
  ].join('\n');
}

/** @returns how many files were written */
export function writeDesk(folder, clients) {
  let files = 0;
  const write = (name, text) => {
    writeFileSync(name, text);
    files++;
  };
  for (let n = 0; n < clients; n++) {
    const own = path.join(folder, `c${String(n).padStart(4, '0')}`);
    mkdirSync(own, { recursive: true });
    write(path.join(own, 'record.client.yaml'), clientOf(n));
    write(path.join(own, 'home.plan.yaml'), planOf(n + 1).replace('bench.catalog.yaml', 'life.catalog.yaml'));
    write(path.join(own, 'life.catalog.yaml'), catalogOf(60, n + 1));
    write(path.join(own, 'talk.pitch'), scriptOf(40, 1, n + 1) + notesOf(n));
    if (n % 20 === 0) write(path.join(own, 'year.goals.yaml'), goalsOf(n));
  }
  return files;
}

export async function reports({ root, work, quick }) {
  const folder = path.join(work, 'desk');
  rmSync(folder, { recursive: true, force: true });
  const clients = quick ? 200 : 1000;
  const files = writeDesk(folder, clients);
  const out = path.join(root, '.bench/reports');
  mkdirSync(out, { recursive: true });
  const run = await bundleProbe(root, 'bench/reports-probe.ts', path.join(out, 'probe.mjs'));
  const probe = (what, where = folder, flags = []) => run([what, where], flags);
  const timed = (what) => {
    const runs = Array.from({ length: quick ? 1 : 3 }, () => probe(what));
    return { ...runs[0], ms: median(runs.map((run) => run.ms)) };
  };
  const parse = timed('parse');
  const rows = [['processor time', 'cold', '÷ yaml alone', 'peak memory', 'one file changed']];
  rows.push(['yaml alone', ms(parse.ms), '1.00', `${parse.peak} MB`, '']);
  for (const what of SUBJECTS) {
    const own = timed(what);
    rows.push([what, ms(own.ms), (own.ms / parse.ms).toFixed(2), `${own.peak} MB`, ms(probe(`warm:${what}`).warm)]);
  }
  console.log(`\nagenda and reports, ${clients} client folders, ${files} files\n${table(rows)}\n`);
  if (!quick) memoryGrowth(probe, work);
}

const SUBJECTS = ['agenda', 'review', 'claim', 'complaint', 'retro', 'content', 'goals', 'compare', 'findings'];

/** What stays in memory when it is done, and the peak where the heap may hold no more than `LEAST` megabytes. */
function memoryGrowth(probe, work) {
  const LEAST = 64;
  const sizes = [200, 1000, 4000];
  const desks = sizes.map((clients) => {
    const folder = path.join(work, `desk-${clients}`);
    rmSync(folder, { recursive: true, force: true });
    return { folder, files: writeDesk(folder, clients) };
  });
  const rows = [['memory', ...desks.map(({ files }) => `${files} files`), `peak in a heap of ${LEAST} MB`]];
  for (const what of ['nothing', 'agenda', 'review', 'compare', 'retro']) {
    const heaps = desks.map(({ folder }) => `${probe(what, folder, ['--expose-gc']).heap} MB`);
    rows.push([what, ...heaps, `${probe(what, desks.at(-1).folder, [`--max-old-space-size=${LEAST}`]).peak} MB`]);
  }
  for (const { folder } of desks) rmSync(folder, { recursive: true, force: true });
  console.log(`${table(rows)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
  await reports({ root, work: path.join(root, '.bench/work'), quick: process.argv.includes('--quick') });
}
