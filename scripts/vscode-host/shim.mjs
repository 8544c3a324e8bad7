#!/usr/bin/env node
// Stands in for the VS Code desktop executable: takes the arguments that @vscode/test-electron passes
// (--extensionDevelopmentPath, --extensionTestsPath, a folder) and runs them in the workbench under a headless Chromium.
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';
import { chromium } from 'playwright-core';
import { installChromium } from './install.mjs';
import { startWorkbench } from './workbench.mjs';

const timeout = Number(process.env.PITCHLINT_HOST_TIMEOUT ?? 600_000);
const { options, folder } = read(process.argv.slice(2));
/** The workbench's own chatter, which says nothing about the tests. */
const chatter =
  /^(Resolv|Creating a socket|Updating additional|\[Service Worker|\[AgentHost|\[AccountPolicy|\[reconnection|Creation of workbench|getaddrinfo ENOTFOUND open-vsx)/;

const browserOptions = await installChromium();
const workbench = await startWorkbench({ testDriver: true });
let browser;
let code = 1;
try {
  browser = await chromium.launch({ headless: true, ...browserOptions });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.exposeFunction('codeAutomationLog', (type, args) => {
    const text = format(...args);
    if (!chatter.test(text)) (type === 'error' ? process.stderr : process.stdout).write(`${text}\n`);
  });
  const done = new Promise((resolve) => page.exposeFunction('codeAutomationExit', resolve));
  const uri = (file) => `vscode-remote://${workbench.authority}${pathToFileURL(path.resolve(file)).pathname}`;
  const url = new URL(workbench.url);
  if (folder) url.searchParams.set(folder.endsWith('.code-workspace') ? 'workspace' : 'folder', path.resolve(folder));
  else url.searchParams.set('ew', 'true');
  url.searchParams.set(
    'payload',
    JSON.stringify([
      ...(options.extensionDevelopmentPath ?? []).map((file) => ['extensionDevelopmentPath', uri(file)]),
      ['extensionTestsPath', uri(testModule(options.extensionTestsPath[0]))],
      ['skipWelcome', 'true'],
    ]),
  );
  await page.goto(url.href);
  code = await Promise.race([
    done,
    new Promise((_, reject) =>
      setTimeout(() => reject(new Error('the extension host did not finish in time')), timeout),
    ),
  ]);
} catch (error) {
  console.error(error, `\n${workbench.log()}`);
} finally {
  await browser?.close();
  await workbench.stop();
}
process.exit(code);

/** Splits `--name value` and `--name=value` from the folder to open. */
function read(argv) {
  const withValue = new Set(['extensionDevelopmentPath', 'extensionTestsPath', 'user-data-dir', 'extensions-dir']);
  const options = {};
  let folder;
  for (let at = 0; at < argv.length; at++) {
    const match = /^--([^=]+)(?:=(.*))?$/s.exec(argv[at]);
    if (!match) {
      folder = argv[at];
      continue;
    }
    const value = match[2] ?? (withValue.has(match[1]) ? argv[++at] : 'true');
    options[match[1]] = [...(options[match[1]] ?? []), value];
  }
  return { options, folder };
}

/** The remote extension host loads the test module by its full name; Electron also takes it without an ending. */
function testModule(file) {
  const isFile = (name) => existsSync(name) && statSync(name).isFile();
  return (
    [file, `${file}.js`, `${file}.cjs`, path.join(file, 'index.js'), path.join(file, 'index.cjs')].find(isFile) ?? file
  );
}
