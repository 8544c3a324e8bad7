// A person's path: the packaged .vsix is installed in a workbench, and the walks of test/e2e/person/ are gone there, one after
// another in one window. Leaves pictures in test/e2e/screenshots/.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { root } from '../setup.mjs';
import { HostMissing, installChromium } from './install.mjs';
import { newestPackage } from './newest-package.mjs';
import { personAt } from './person.mjs';
import { startWorkbench } from './workbench.mjs';

const pictures = path.join(root, 'test/e2e/screenshots');
/** In this order: the first one opens the workbench on talk.pitch. */
const walks = ['first-look', 'plans', 'scripts', 'packs', 'agenda'];
const started = Date.now();
let passed = 0;
let failed = 0;

rmSync(pictures, { recursive: true, force: true });
mkdirSync(pictures, { recursive: true });
const temporary = mkdtempSync(path.join(tmpdir(), 'pitchlint-person-'));
const folder = path.join(temporary, 'family');
cpSync(path.join(root, 'test/e2e/workspace'), folder, { recursive: true });
let workbench;
let context;
try {
  const browser = await installChromium();
  workbench = await startWorkbench({
    vsix: newestPackage(),
    settings: { 'editor.fontSize': 16, 'editor.minimap.enabled': false },
  });
  context = await chromium.launchPersistentContext(path.join(temporary, 'profile'), {
    headless: true,
    ...browser,
    viewport: { width: 1120, height: 640 },
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const person = personAt(page, { folder, pictures, passed: tick });
  await page.goto(addressOf('talk.pitch'));
  for (const name of chosen()) await walk(name, person);
} catch (error) {
  failed++;
  console.error(error instanceof HostMissing ? error.message : error);
} finally {
  if (failed > 0 && workbench) console.error(workbench.log().slice(-3000));
  await context?.close();
  await workbench?.stop();
  rmSync(temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
console.log(`\n  ${passed} passing (${((Date.now() - started) / 1000).toFixed(0)}s)`);
if (failed > 0) console.log(`  ${failed} failing`);
process.exit(failed > 0 ? 1 : 0);

/** The walks named on the command line, or all. The first look is always taken: it waits for the workbench. */
function chosen() {
  const named = process.argv.slice(2);
  return named.length > 0 ? walks.filter((name) => name === walks[0] || named.includes(name)) : walks;
}

/** A walk that stops short does not keep the others from being gone. */
async function walk(name, person) {
  console.log(`  ${name}`);
  const { default: go } = await import(pathToFileURL(path.join(root, `test/e2e/person/${name}.mjs`)).href);
  try {
    await go(person);
  } catch (error) {
    failed++;
    console.error(error);
    await person.picture(`failure-${name}`).catch(() => {});
  }
}

function tick(name) {
  passed++;
  console.log(`    ✔ ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}

function addressOf(name) {
  const url = new URL(workbench.url);
  url.searchParams.set('folder', folder);
  const uri = `vscode-remote://${workbench.authority}${pathToFileURL(path.join(folder, name)).pathname}`;
  url.searchParams.set(
    'payload',
    JSON.stringify([
      ['openFile', uri],
      ['skipWelcome', 'true'],
    ]),
  );
  return url.href;
}
