// `npm run evaluate [FOLDER] [--write]`: how well the claims rules do, block by block, on labelled sentences and on real
// text. Ends with 1 when a pattern repeats a measured line (memorising) or an `ok` line is reported.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { tablesInPlace } from '../../scripts/tables.mjs';
import { scoreTable } from './figures.mjs';
import { claimLines, labelledSentences, MARKET_OF, ownSentences, realText } from './records.mjs';
import { scan } from './scan.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const args = process.argv.slice(2);
const folder = path.resolve(root, args.find((arg) => !arg.startsWith('--')) ?? '../shared');
const lists = path.join(root, 'out/evaluate');
if (!existsSync(folder)) {
  console.error(`There is no ${folder}: name the folder that holds reference/claims.md and corpus/.`);
  process.exit(2);
}
mkdirSync(lists, { recursive: true });
const loud = (finding) => finding.severity === 'error' || finding.severity === 'warning';
const asRecord = (record) => ({
  ...record,
  speaker: record.speaker ?? 'agent',
  market: MARKET_OF[record.lang],
  channel: 'script',
});

async function claimsBlocks() {
  const records = claimLines(folder);
  const answers = await scan(root, records.map(asRecord));
  const misses = [];
  const blocks = new Map();
  for (const record of records) {
    const reported = answers
      .get(record.id)
      .findings.some((finding) => finding.rule === record.rule || finding.also?.includes(record.rule));
    const right = record.block === 'ok' ? !reported : reported;
    const key = `${record.rule} ${record.block}`;
    const tally = blocks.get(key) ?? { right: 0, all: 0 };
    tally.all++;
    if (right) tally.right++;
    else
      misses.push(
        `${record.rule} ${record.block}:${record.lang}\t${record.text}\t${answers
          .get(record.id)
          .findings.map((f) => f.rule)
          .join(' ')}`,
      );
    blocks.set(key, tally);
  }
  writeFileSync(path.join(lists, 'claims-misses.tsv'), `${misses.join('\n')}\n`);
  const sum = (names) =>
    [...blocks]
      .filter(([key]) => names.some((name) => key.endsWith(` ${name}`)))
      .reduce((t, [, b]) => ({ right: t.right + b.right, all: t.all + b.all }), { right: 0, all: 0 });
  return { blocks, ok: sum(['ok']), reported: sum(['flag', 'evade']) };
}

/** Runs labelled records; flagged means a finding at warning or above. */
async function judged(records) {
  const answers = await scan(root, records.map(asRecord));
  return records.map((record) => {
    const findings = answers.get(record.id).findings.filter(loud);
    return {
      ...record,
      category: record.categories?.length ? record.categories : ['none'],
      violation: record.label === 'violation',
      flagged: findings.length > 0,
      rightRule: findings.some((finding) =>
        [finding.rule, ...(finding.also ?? [])].some((rule) => record.rules.includes(rule)),
      ),
      findings,
    };
  });
}

async function development() {
  const cases = await judged(labelledSentences(folder));
  const wrong = cases.filter((c) => c.violation !== c.flagged || (c.violation && !c.rightRule));
  writeFileSync(
    path.join(lists, 'development-wrong.tsv'),
    `${wrong.map((c) => [c.id, c.lang, c.speaker, c.split, c.label, c.categories.join(' '), c.findings.map((f) => f.rule).join(' '), c.text].join('\t')).join('\n')}\n`,
  );
  return cases;
}

async function real() {
  const rows = [];
  for (const file of realText(folder)) {
    const records = file.lines.map((text, i) => ({
      id: `${file.name}:${i}`,
      text,
      speaker: file.speaker,
      lang: file.lang,
    }));
    const answers = await scan(root, records.map(asRecord));
    const found = records
      .map((record) => ({
        record,
        findings: answers.get(record.id).findings.filter((f) => loud(f) && /^(claims|disclosure)\//.test(f.rule)),
      }))
      .filter(({ findings }) => findings.length > 0);
    writeFileSync(
      path.join(lists, `real-${file.name}`),
      `${found.map(({ record, findings }) => `${findings.map((f) => `${f.rule} «${f.text}»`).join('; ')}\t${record.text}`).join('\n')}\n`,
    );
    rows.push({ name: file.name, lines: records.length, found: found.length });
  }
  return rows;
}

const blocks = await claimsBlocks();
const cases = await development();
const own = await judged(ownSentences(root));
const files = await real();
await esbuild.build({
  entryPoints: [path.join(root, 'bench/evaluate/memorising.ts')],
  outfile: path.join(lists, 'memorising.mjs'),
  bundle: true,
  format: 'esm',
  platform: 'node',
  logLevel: 'warning',
  ...tablesInPlace(),
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
});
const { memorised } = await import(pathToFileURL(path.join(lists, 'memorising.mjs')).href);
const repeats = memorised([...claimLines(folder), ...labelledSentences(folder)]);

const of = ({ right, all }) => `${right} of ${all} (${((100 * right) / Math.max(1, all)).toFixed(1)} %)`;
const total = files.reduce((t, f) => ({ lines: t.lines + f.lines, found: t.found + f.found }), { lines: 0, found: 0 });
const perThousand = ({ found, lines }) => ((1000 * found) / Math.max(1, lines)).toFixed(2);
const report = [
  `Lines of claims.md: \`ok\` silent ${of(blocks.ok)}; \`flag\` and \`evade\` reported ${of(blocks.reported)}.`,
  '',
  '| rule | flag | evade | ok |',
  '| --- | --- | --- | --- |',
  ...[...new Set([...blocks.blocks.keys()].map((key) => key.split(' ')[0]))].map((rule) => {
    const cell = (block) => {
      const tally = blocks.blocks.get(`${rule} ${block}`);
      return tally ? `${tally.right}/${tally.all}` : '–';
    };
    return `| \`${rule}\` | ${cell('flag')} | ${cell('evade')} | ${cell('ok')} |`;
  }),
  '',
  'Labelled development sentences (flagged = a finding at warning or above):',
  '',
  scoreTable(cases, ['lang', 'split', 'speaker', 'difficulty', 'category']),
  '',
  'The project’s own sentences (test/sentences), by whether patterns were tuned on them:',
  '',
  scoreTable(own, ['part', 'group', 'lang']),
  '',
  'Real text, lines with a claims or disclosure finding at warning or above:',
  '',
  '| file | lines | found | per 1,000 |',
  '| --- | --- | --- | --- |',
  ...files.map((f) => `| ${f.name} | ${f.lines} | ${f.found} | ${perThousand(f)} |`),
  `| all | ${total.lines} | ${total.found} | ${perThousand(total)} |`,
  '',
  `Patterns that repeat a measured line: ${repeats.length}.`,
].join('\n');
console.log(report);
for (const repeat of repeats) console.log(`  ${repeat}`);
console.log(`\nLists for reading: ${path.relative(root, lists)}/`);

if (args.includes('--write')) {
  const page = path.join(root, 'docs/accuracy.md');
  const marks = ['<!-- figures: begin -->', '<!-- figures: end -->'];
  const before = readFileSync(page, 'utf8');
  const [head, rest] = before.split(marks[0]);
  const tail = rest.split(marks[1])[1];
  writeFileSync(
    page,
    `${head}${marks[0]}\nMeasured on ${new Date().toISOString().slice(0, 10)}.\n\n${report}\n${marks[1]}${tail}`,
  );
}
process.exit(repeats.length > 0 || blocks.ok.right < blocks.ok.all ? 1 : 0);
