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
await bundleSuite();
const workspace = path.join(mkdtempSync(path.join(tmpdir(), 'pitchlint-e2e-')), 'workspace');
cpSync(path.join(root, 'test/e2e/workspace'), workspace, { recursive: true });
let code = 1;
try {
  const vscodeExecutablePath = await host();
  code = await runTests({
    ...(vscodeExecutablePath ? { vscodeExecutablePath } : { version: 'stable' }),
    extensionDevelopmentPath: root,
    extensionTestsPath: path.join(out, 'index.cjs'),
    launchArgs: [workspace, '--disable-extensions', '--disable-workspace-trust'],
  });
} catch (error) {
  // the tests have said what failed; where it failed in the runner says nothing
  console.error(error instanceof HostMissing || error instanceof TestRunFailedError ? error.message : error);
} finally {
  rmSync(path.dirname(workspace), { recursive: true, force: true });
}
process.exit(code);

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

/** Bundles the suite as CommonJS, which is what an extension host requires; `mocha` and `vscode` stay outside. */
async function bundleSuite() {
  rmSync(out, { recursive: true, force: true });
  const folder = 'test/e2e/suite';
  await build({
    absWorkingDir: root,
    entryPoints: readdirSync(path.join(root, folder))
      .filter((file) => /^index\.ts$|\.test\.ts$/.test(file))
      .map((file) => `${folder}/${file}`),
    outdir: out,
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
