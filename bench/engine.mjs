// What the engine takes with every rule on: by itself, in `pitchlint scan` beside a run that only parses and prints, and with
// ten times the phrases.
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { scriptOf } from './corpus.mjs';
import { probe } from './probe.mjs';
import { table } from './statistics.mjs';

const PARSE_ONLY = `
const decoder = new TextDecoder();
let rest = '';
let out = '';
for await (const chunk of process.stdin) {
  const lines = (rest + decoder.decode(chunk, { stream: true })).split('\\n');
  rest = lines.pop();
  for (const line of lines) if (line) out += JSON.stringify(JSON.parse(line)) + '\\n';
}
process.stdout.write(out);
`;

/** Real text where the folder beside the repository holds some, else made-up scripts. */
function linesOf(root) {
  const folder = path.join(root, '../shared/corpus/real');
  const texts = existsSync(folder)
    ? readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8'))
    : [scriptOf(40_000, 200)];
  return texts.flatMap((text) => text.split('\n')).filter((line) => line.length > 1);
}

/** Seconds of processor time of a command, its start included: the least of three. */
function seconds(work, args, input) {
  const times = [1, 2, 3].map(() => {
    const stdin = openSync(input, 'r');
    const run = spawnSync('sh', ['-c', 'time -p "$0" "$@" > /dev/null', process.execPath, ...args], {
      stdio: [stdin, 'ignore', 'pipe'],
      cwd: work,
    });
    closeSync(stdin);
    const told = [...run.stderr.toString().matchAll(/^(?:user|sys)\s+([\d.]+)/gmu)].map((match) => Number(match[1]));
    return told.reduce((sum, time) => sum + time, 0);
  });
  return Math.min(...times);
}

export async function engine({ root, work }) {
  const lines = linesOf(root);
  mkdirSync(work, { recursive: true });
  const input = path.join(work, 'records.jsonl');
  writeFileSync(input, `${lines.map((text, id) => JSON.stringify({ id, text })).join('\n')}\n`);
  const parser = path.join(work, 'parse-only.mjs');
  writeFileSync(parser, PARSE_ONLY);
  const cli = path.join(root, 'dist/cli.mjs');
  const size = lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0) / 1e6;
  const parsing = seconds(work, [parser], input);
  const scanning = seconds(work, [cli, 'scan'], input);
  // the engine in a process of its own
  const alone = await probe(root, 'bench/engine-alone.mjs', path.join(work, 'engine-alone.bundle.mjs'));
  const { alone: reading, phrases, once, tenTimes } = alone([input]);
  console.log(
    `\n${table([
      ['records of real text', 'MB', 'processor seconds', 'MB/s', 'times parsing'],
      ['parsing and printing alone', size.toFixed(1), parsing.toFixed(2), (size / parsing).toFixed(1), '1.0'],
      [
        'pitchlint scan, every rule',
        size.toFixed(1),
        scanning.toFixed(2),
        (size / scanning).toFixed(1),
        (scanning / parsing).toFixed(1),
      ],
      ['the engine alone, warm, every rule', size.toFixed(1), reading.toFixed(2), (size / reading).toFixed(1), '–'],
    ])}\n\nten times the ${phrases} phrases, the same hits: ${(tenTimes / once).toFixed(2)} times the time`,
  );
}
