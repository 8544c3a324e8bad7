// `npm test`: everything, the real VS Code included. `--unit [files…]`: only the mocha tests that need no editor; without
// files it is the quick part, which leaves test/thorough out and tries each property less often.
// Plain Node at the top, because on a fresh clone nothing is installed yet.
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { ensureDependencies, node, npm, root } from './setup.mjs';

ensureDependencies();

const args = process.argv.slice(2);
const unitOnly = args[0] === '--unit';
const files = unitOnly ? args.slice(1).filter((arg) => !arg.startsWith('-')) : [];
const isQuick = unitOnly && files.length === 0;
const mochaOptions = unitOnly ? args.slice(1).filter((arg) => arg.startsWith('-')) : [];

const totals = { passed: 0, failed: 0 };
const steps = [];

await step('generate', async () => {
  const { generate } = await import('./generate.mjs');
  await generate();
});
if (!unitOnly) {
  await step('types', () => npm(['run', '--silent', 'typecheck']));
  await step('formatter and linter', () => npm(['run', '--silent', 'lint']));
}
// Scenarios of the command line and of the server over stdio run what users run: the bundles.
if (files.length === 0 || files.some((file) => /test\/(cli|lsp|architecture|property)/.test(file)))
  await step('build', async () => {
    const { build } = await import('./build.mjs');
    await build({ generated: true });
  });
await step('unit tests', () => unit(files));
if (!unitOnly) {
  await step('package the extension', () => node(['scripts/package.mjs']));
  await step('in a real VS Code: extension host', () => suite(['scripts/vscode-host/test-host.mjs']));
  await step('in a real VS Code: a person in the workbench', () => suite(['scripts/vscode-host/test-ui.mjs']));
  await step('in a real VS Code: web extension host', () => suite(['scripts/vscode-host/test-web.mjs']));
}

console.log('');
for (const { name, ok, seconds } of steps) console.log(`${ok ? 'ok  ' : 'FAIL'} ${name} (${seconds.toFixed(1)} s)`);
if (isQuick) console.log('left to npm test: test/thorough, test/e2e, types, formatter and linter');
const broken = steps.filter((item) => !item.ok && !item.counted).length;
totals.failed += broken;
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exit(totals.failed > 0 ? 1 : 0);

/** Runs one step, goes on when it fails, and keeps the outcome for the summary. A step says false or throws when it fails. */
async function step(name, work) {
  if (!unitOnly) console.log(`\n# ${name}`);
  const started = Date.now();
  const failedBefore = totals.failed;
  let ok = false;
  try {
    const outcome = await work();
    ok = outcome !== false;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  steps.push({ name, ok, counted: totals.failed > failedBefore, seconds: (Date.now() - started) / 1000 });
}

/** Bundles the test files (all, or those named) and runs mocha on them with the repository as working directory. */
async function unit(named) {
  const { build } = await import('esbuild');
  const { tablesInPlace } = await import('./tables.mjs');
  const entries = named.length > 0 ? named.map((file) => path.relative(root, path.resolve(file))) : unitTests();
  if (entries.length === 0) {
    console.error('There is no test file to run.');
    return false;
  }
  // A folder of its own per run, inside the repository so that bare imports resolve: two runs may go on at the same time.
  const out = path.join(root, 'out', `unit-${process.pid}`);
  try {
    mkdirSync(out, { recursive: true });
    await build({
      absWorkingDir: root,
      entryPoints: entries,
      outdir: out,
      outbase: '.',
      outExtension: { '.js': '.mjs' },
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      packages: 'external',
      ...tablesInPlace(),
      // lines and names are enough for a stack
      sourcemap: 'inline',
      sourcesContent: false,
      logLevel: 'warning',
    });
    const built = entries.map((file) => path.join(out, file.replace(/\.ts$/, '.mjs')));
    return await suite([
      '--enable-source-maps',
      'node_modules/mocha/bin/mocha.js',
      // wall time only ends what hangs: a busy machine must not fail a test
      ...['--timeout', '300000', '--parallel', '--jobs', String(Math.min(4, availableParallelism()))],
      ...mochaOptions,
      ...built,
    ]);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** Every test but those of the real VS Code, the slow ones first: what is begun last should end soon. */
function unitTests() {
  const isSlow = (file) => /^test\/(thorough|property|core\/rules)/.test(file);
  return testFiles('test')
    .filter((file) => !isQuick || !file.startsWith('test/thorough/'))
    .sort((a, b) => Number(isSlow(b)) - Number(isSlow(a)));
}

/** Every *.test.ts below a folder but those of the real VS Code, as paths from the repository. */
function testFiles(folder) {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return file === 'test/e2e' ? [] : testFiles(file);
    return entry.name.endsWith('.test.ts') ? [file] : [];
  });
}

/** Runs a mocha process, shows its output as it comes, and adds the totals that mocha's spec reporter prints. */
function suite(nodeArgs) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, nodeArgs, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        FORCE_COLOR: process.stdout.isTTY ? '1' : '0',
        PITCHLINT_QUICK: isQuick ? '1' : '0',
        ...process.env,
      },
    });
    let text = '';
    child.stdout.on('data', (data) => {
      text += data;
      process.stdout.write(data);
    });
    child.stderr.on('data', (data) => process.stderr.write(data));
    child.on('close', (code) => {
      const plain = text.replace(/\u001b\[[0-9;]*m/g, '');
      for (const match of plain.matchAll(/^\s+(\d+) (passing|failing)\b/gm))
        totals[match[2] === 'passing' ? 'passed' : 'failed'] += Number(match[1]);
      resolve(code === 0);
    });
  });
}
