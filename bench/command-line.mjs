// What the command takes over many files, beside parsing alone, textlint with prh and ripgrep, on the same files.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PLAN_CATALOG, planOf, scriptOf } from './corpus.mjs';
import { median, table } from './statistics.mjs';

/** Wall seconds of a command, its output written to a file (searchers stop early on the null device). */
function seconds(work, command, args, cwd) {
  const out = openSync(path.join(work, 'output.txt'), 'w');
  const started = performance.now();
  const run = spawnSync(command, args, { cwd, stdio: ['ignore', out, 'pipe'], maxBuffer: 1 << 28 });
  closeSync(out);
  if (run.error) throw run.error;
  if (run.status !== 0 && run.status !== 1)
    throw new Error(`${command} ended with ${run.status}: ${run.stderr.toString().slice(0, 500)}`);
  return (performance.now() - started) / 1000;
}

const sizeOf = (folder) => readdirSync(folder).reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0);

export async function commandLine({ root, work, peers, quick }) {
  const count = quick ? 200 : 1000;
  const scripts = path.join(work, 'scripts');
  const plans = path.join(work, 'plans');
  mkdirSync(scripts);
  mkdirSync(plans);
  for (let i = 0; i < count; i++) {
    writeFileSync(path.join(scripts, `s${i}.pitch`), scriptOf(330, 5, i + 10));
    writeFileSync(path.join(plans, `p${i}.plan.yaml`), planOf(i + 1));
  }
  writeFileSync(path.join(plans, 'bench.catalog.yaml'), PLAN_CATALOG);

  const cli = path.join(root, 'dist/cli.mjs');
  const node = process.execPath;
  const parseAlone = path.join(root, 'bench/parse-alone.mjs');
  const words = path.join(work, 'words.txt');
  writeFileSync(
    words,
    `${['每年收益', '什么都报', '理赔包过', '最后一天', '停售', 'guaranteed to earn', ...Array.from({ length: 494 }, (_, i) => `不会出现的词语${i}`)].join('\n')}\n`,
  );

  const jobs = [
    [
      `pitchlint check, ${count} scripts`,
      scripts,
      () => seconds(work, node, [cli, 'check', scripts, '--format', 'json']),
    ],
    [`pitchlint check, ${count} plans`, plans, () => seconds(work, node, [cli, 'check', plans, '--format', 'json'])],
    [`parsing the ${count} plans with \`yaml\` alone`, plans, () => seconds(work, node, [parseAlone, plans])],
  ];
  if (peers) {
    if (peers.ripgrep)
      jobs.push([
        `ripgrep -F -f 500 words, ${count} scripts`,
        scripts,
        () => seconds(work, peers.ripgrep, ['-F', '-f', words, scripts]),
      ]);
    const sample = path.join(work, 'sample');
    mkdirSync(sample);
    // textlint takes minutes over all of them: a tenth of the files, and MB/s to compare
    for (let i = 0; i < count / 10; i++) writeFileSync(path.join(sample, `s${i}.md`), scriptOf(330, 5, i + 10));
    const rules = [
      'version: 1',
      'rules:',
      ...[
        '每年收益',
        '什么都报',
        '理赔包过',
        '最后一天',
        '停售',
        ...Array.from({ length: 495 }, (_, i) => `不会出现的词语${i}`),
      ].flatMap((w) => [`  - expected: 请改写`, `    pattern: ${w}`]),
    ];
    writeFileSync(path.join(peers.folder, 'prh.yml'), `${rules.join('\n')}\n`);
    writeFileSync(
      path.join(peers.folder, '.textlintrc.json'),
      JSON.stringify({ rules: { prh: { rulePaths: ['./prh.yml'] } } }),
    );
    jobs.push([
      `textlint + prh, ${count / 10} scripts`,
      sample,
      () =>
        seconds(
          work,
          node,
          [peers.textlint, '-c', path.join(peers.folder, '.textlintrc.json'), '-f', 'json', `${sample}/*.md`],
          peers.folder,
        ),
    ]);
  }
  const rows = [['command', 'MB', 'seconds (median of 3)', 'MB/s']];
  const times = new Map();
  for (const [name, folder, run] of jobs) {
    const took = median(name.startsWith('textlint') ? [run()] : [run(), run(), run()]);
    const size = sizeOf(folder) / 1e6;
    times.set(name, took);
    rows.push([name, size.toFixed(1), took.toFixed(2), (size / took).toFixed(1)]);
  }
  console.log(`\n${table(rows)}`);
  const [, planJob, yamlJob] = [...times.values()];
  console.log(`\nchecking the plans takes ${(planJob / yamlJob).toFixed(2)} times parsing them with \`yaml\` alone`);
}
