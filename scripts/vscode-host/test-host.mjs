// Runs test/e2e/suite in the extension host of a real VS Code: the desktop one where it can be had, else the workbench behind the
// shim. Says which one ran. The exit code is the tests' result.
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runTests, TestRunFailedError } from '@vscode/test-electron';
import { build } from 'esbuild';
import { root } from '../setup.mjs';
import { HostMissing, installChromium, installWorkbench } from './install.mjs';

const out = path.join(root, 'out/e2e');
/** What runs in which folder: everything in that of a salesperson; that nothing starts, in one that has no file of ours. */
const suites = [
  { tests: 'test/e2e/suite', folder: 'test/e2e/workspace' },
  { tests: 'test/e2e/elsewhere', folder: 'test/e2e/elsewhere/workspace' },
].filter(({ tests }) => testsIn(tests).length > 0);
await bundleSuites();
const temporary = mkdtempSync(path.join(tmpdir(), 'pitchlint-e2e-'));
let code = 0;
try {
  const vscodeExecutablePath = await host();
  for (const { tests, folder } of suites) {
    const workspace = path.join(temporary, path.basename(tests));
    cpSync(path.join(root, folder), workspace, { recursive: true });
    const extensionTestsPath = path.join(out, path.basename(tests), 'index.cjs');
    code ||= await run({ vscodeExecutablePath, extensionTestsPath, workspace });
  }
} catch (error) {
  console.error(error instanceof HostMissing ? error.message : error);
  code = 1;
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
process.exit(code);

/** @returns the exit code of a suite in a VS Code of its own */
async function run({ vscodeExecutablePath, extensionTestsPath, workspace }) {
  try {
    return await runTests({
      ...(vscodeExecutablePath ? { vscodeExecutablePath } : { version: 'stable' }),
      extensionDevelopmentPath: root,
      extensionTestsPath,
      launchArgs: [workspace, '--disable-extensions', '--disable-workspace-trust'],
    });
  } catch (error) {
    // the tests have said what failed; where it failed in the runner says nothing
    console.error(error instanceof TestRunFailedError ? error.message : error);
    return 1;
  }
}

/** @returns the executable to run; undefined lets @vscode/test-electron download the desktop VS Code */
async function host() {
  const given = process.env.PITCHLINT_VSCODE;
  if (given) {
    console.log(`VS Code: ${given} (from PITCHLINT_VSCODE)`);
    return given;
  }
  const reason = await whyNotDesktop();
  if (!reason) {
    console.log('VS Code: desktop, stable, downloaded by @vscode/test-electron');
    return undefined;
  }
  await installWorkbench();
  await installChromium();
  console.log(`VS Code: code-server's extension host and workbench (desktop VS Code: ${reason})`);
  return path.join(root, 'scripts/vscode-host/shim.mjs');
}

/** Why the desktop VS Code cannot run here; nothing when it can. */
async function whyNotDesktop() {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'no display';
  const releases = 'https://update.code.visualstudio.com/api/releases/stable';
  const answer = await fetch(releases, { signal: AbortSignal.timeout(5000) }).catch(() => undefined);
  return answer?.ok ? undefined : 'its update server cannot be reached';
}

/** Test files of a folder; with names on the command line (`packs scripts`) only those. */
function testsIn(folder) {
  const named = process.argv.slice(2);
  return readdirSync(path.join(root, folder))
    .filter((file) => file.endsWith('.test.ts'))
    .filter((file) => named.length === 0 || named.includes(file.replace('.test.ts', '')))
    .map((file) => `${folder}/${file}`);
}

/** Bundles the suites as CommonJS, which is what an extension host requires; `mocha` and `vscode` stay outside. */
async function bundleSuites() {
  rmSync(out, { recursive: true, force: true });
  for (const { tests } of suites)
    await build({
      absWorkingDir: root,
      entryPoints: ['test/e2e/suite/index.ts', ...testsIn(tests)].map((file) => ({
        in: file,
        out: path.basename(file, '.ts'),
      })),
      outdir: path.join(out, path.basename(tests)),
      outExtension: { '.js': '.cjs' },
      bundle: true,
      format: 'cjs',
      platform: 'node',
      target: 'node20',
      external: ['vscode', 'mocha'],
      sourcemap: 'inline',
      logLevel: 'warning',
    });
}
