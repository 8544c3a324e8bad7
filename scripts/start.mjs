// `npm start`: installs what is missing, builds, checks examples/ and opens them in an editor with the extension.
// Without a terminal on stdin it ends after the printed findings. `--editor` opens the editor in any case.
// Plain Node at the top, because on a fresh clone nothing is installed yet.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ensureDependencies, fail, node, root } from './setup.mjs';

ensureDependencies();

const { build } = await import('./build.mjs');
await build().catch((error) => fail(`The build failed: ${error.message}`));

console.log('\nPitchLint reads examples/ …\n');
const check = spawnSync(process.execPath, ['dist/cli.mjs', 'check', 'examples'], { cwd: root, stdio: 'inherit' });
// 1 says that there are findings, which is what the examples are for
if (check.status !== 0 && check.status !== 1) fail(`pitchlint check ended with ${check.status ?? check.signal}.`);

const openCommand = 'npm run editor';
if (!process.stdin.isTTY && !process.argv.includes('--editor')) {
  console.log(`\nThe same findings, live while you type: ${openCommand}`);
  process.exit(0);
}
if (!openDesktop()) await serveWorkbench();

/** Opens desktop VS Code with the extension from this folder. @returns false when there is no `code` command */
function openDesktop() {
  const windows = process.platform === 'win32';
  const examples = path.join(root, 'examples');
  const args = ['--new-window', `--extensionDevelopmentPath=${root}`, examples];
  const code = windows ? 'code.cmd' : 'code';
  const quoted = windows ? args.map((arg) => `"${arg}"`) : args;
  if (spawnSync(code, ['--version'], { stdio: 'ignore', shell: windows }).status !== 0) return false;
  console.log('\nOpening examples/ in VS Code …');
  return spawnSync(code, quoted, { stdio: 'inherit', shell: windows }).status === 0;
}

/** Serves the workbench with the packaged extension until Ctrl+C. */
async function serveWorkbench() {
  if (!node(['scripts/package.mjs'])) fail('The extension could not be packaged (see above).');
  const { startWorkbench } = await import('./vscode-host/workbench.mjs');
  const { newestPackage } = await import('./vscode-host/newest-package.mjs');
  const workbench = await startWorkbench({ vsix: newestPackage() }).catch((error) => fail(error.message));
  const url = new URL(workbench.url);
  url.searchParams.set('folder', path.join(root, 'examples'));
  console.log(`\nVS Code with PitchLint: ${url.href}\nOpen it in a browser on this machine. Ctrl+C ends it.`);
  const stop = async () => {
    await workbench.stop();
    process.exit(0);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}
