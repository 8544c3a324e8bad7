// `npm run bench`: prints what the real server and the real command take, beside their peers, in one run on one set of
// files. These machines are noisy: read the ratios. Nothing here decides whether a test passes.

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { commandLine } from './command-line.mjs';
import { catalogOf, PLAN_CATALOG, planOf, scriptOf } from './corpus.mjs';
import {
  asking,
  middleOf,
  ourServer,
  probedServer,
  renaming,
  spread,
  startToDiagnostics,
  typing,
  wholeFile,
  yamlPeer,
} from './editor.mjs';
import { engine } from './engine.mjs';
import { growth } from './growth.mjs';
import { installPeers } from './peers.mjs';
import { reports } from './reports.mjs';
import { median, ms, table } from './statistics.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const withPeers = !process.argv.includes('--no-peers');
const quick = process.argv.includes('--quick');
// of fewer samples the 95th percentile is the slowest or the next
const strokes = quick ? 100 : 300;
const asks = quick ? 40 : 80;

const build = spawnSync(process.execPath, [path.join(root, 'scripts/build.mjs'), '--production'], { stdio: 'inherit' });
if (build.status !== 0) process.exit(2);
const peers = withPeers ? installPeers(root) : undefined;

const work = path.join(root, '.bench/work');
rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
const file = (name, text) => {
  const full = path.join(work, name);
  writeFileSync(full, text);
  return { uri: pathToFileURL(full).href, text, lines: text.split('\n').length };
};

file('bench.catalog.yaml', PLAN_CATALOG);
const plan = file('small.plan.yaml', planOf());
const catalog = file('large.catalog.yaml', catalogOf(10_000));
const smallScript = file('small.pitch', scriptOf(200, 6));
const largeScript = file('large.pitch', scriptOf(20_000, 300));

const isValue = (line) => /^\s+name: /.test(line);
const isTurn = (line) => line.startsWith('代理人：');
const isFaulty = (line) => /^代理人：.*(包过|收益5%)/.test(line);

console.log('\nPitchLint bench. Keystroke = one character typed → all diagnostics of the file, over stdio.\n');

const rows = [
  ['keystroke → diagnostics', 'lines', 'p50', 'p95', 'findings shown', 'yaml-language-server p50 / p95', 'ratio'],
];
const askRows = [
  ['after an edit', 'completion p50', 'p95', 'hover p50', 'p95', 'outline p50', 'p95', 'semantic tokens p50', 'p95'],
];
const targets = [
  ['plan', plan, 'pitchlint-yaml', isValue],
  ['catalogue', catalog, 'pitchlint-yaml', isValue],
  ['script', smallScript, 'pitch', isTurn],
  ['large script', largeScript, 'pitch', isTurn],
];

const server = probedServer(root);
await server.initialize({ pull: true, rootUri: pathToFileURL(work).href });
const warmTyping = async (uri, at) => {
  await typing(server, uri, at, 20);
  return typing(server, uri, { ...at, character: at.character + 20 }, strokes);
};
for (const [name, target, languageId, wanted] of targets) {
  await server.open(target.uri, languageId, target.text);
  await server.diagnostics(target.uri);
  // a person looks at a file before typing in it
  await pause(500);
  const at = middleOf(target.text, wanted);
  const ours = await warmTyping(target.uri, at);
  const own = spread(ours.times);
  let theirs = '–';
  let ratio = '–';
  if (peers && languageId === 'pitchlint-yaml') {
    const peer = yamlPeer(peers);
    const schema = pathToFileURL(
      path.join(root, 'dist/schemas', name === 'plan' ? 'plan.schema.json' : 'catalog.schema.json'),
    ).href;
    await peer.initialize({ pull: false, settings: { yaml: { schemas: { [schema]: '*.yaml' }, validate: true } } });
    await peer.open(target.uri, 'yaml', target.text);
    await peer.diagnostics(target.uri);
    const peerTimes = spread((await typing(peer, target.uri, at, quick ? 8 : 30)).times);
    theirs = `${ms(peerTimes.p50)} / ${ms(peerTimes.p95)}`;
    ratio = `${(peerTimes.p95 / own.p95).toFixed(1)}×`;
    await peer.stop();
  }
  rows.push([name, target.lines, ms(own.p50), ms(own.p95), ours.shown, theirs, ratio]);
  if (target === largeScript) {
    // where a finding stands in the line all of them are sent again; else the editor is told to keep what it shows
    const again = await warmTyping(target.uri, middleOf(target.text, isFaulty));
    const { p50, p95 } = spread(again.times);
    rows.push(['  in a faulty line', target.lines, ms(p50), ms(p95), again.shown, '–', '–']);
  }
  const place = middleOf(
    target.text,
    languageId === 'pitch' ? isTurn : (line) => /^\s+(type|product|insured): /.test(line),
  );
  const completion = spread(await asking(server, 'textDocument/completion', target.uri, place, asks));
  const hover = spread(await asking(server, 'textDocument/hover', target.uri, place, asks));
  const whole = await wholeFile(server, target.uri, place, asks);
  askRows.push([
    name,
    ...[completion, hover, spread(whole.outline), spread(whole.tokens)].flatMap(({ p50, p95 }) => [ms(p50), ms(p95)]),
  ]);
}
console.log(`${table(rows)}\n\n${table(askRows)}\n`);
console.log(
  `heap after collection, all four files open: ${(await server.heapAfterCollection()).toFixed(0)} MB; peak resident: ${server.peakMemory()?.toFixed(0) ?? '–'} MB`,
);
await server.stop();

const starts = [];
for (let i = 0; i < (quick ? 3 : 7); i++) {
  starts.push(
    await startToDiagnostics(() => ourServer(root), plan.uri, 'pitchlint-yaml', plan.text, {
      pull: true,
      rootUri: pathToFileURL(work).href,
    }),
  );
}
console.log(`start → first diagnostics, 120-line plan: ${ms(median(starts))} (median of ${starts.length})`);

{
  const folder = path.join(work, 'renamed');
  mkdirSync(folder);
  for (let i = 0; i < 500; i++) writeFileSync(path.join(folder, `p${i}.plan.yaml`), planOf(i + 1));
  const shared = file('renamed/bench.catalog.yaml', PLAN_CATALOG);
  const renamer = ourServer(root);
  await renamer.initialize({ pull: true, rootUri: pathToFileURL(folder).href });
  await renamer.open(shared.uri, 'pitchlint-yaml', shared.text);
  await renamer.diagnostics(shared.uri);
  const before = PLAN_CATALOG.slice(0, PLAN_CATALOG.indexOf('ci-1')).split('\n');
  const at = { line: before.length - 1, character: before.at(-1).length };
  const { times, edits } = await renaming(renamer, shared.uri, at, 8);
  await renamer.stop();
  console.log(
    `rename of a product across 500 plans, ${edits} edits: first ${ms(times[0])}, then ${ms(median(times.slice(1)))}`,
  );
}

await reports({ root, work, quick });
await engine({ root, work });
await growth({ root, work });
await commandLine({ root, work, peers, quick, read: (name) => readFileSync(path.join(work, name), 'utf8') });
