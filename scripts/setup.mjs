// Installs the project's dependencies when they are missing or differ from the lock file.
// Plain Node without dependencies: this is the first thing a fresh clone runs.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const windows = process.platform === 'win32';

/** Runs `npm ci` when node_modules is missing or differs from the lock file. Ends the process when npm fails. */
export function ensureDependencies() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) fail(`PitchLint needs Node 20 or newer; this is ${process.version}. Get it from https://nodejs.org.`);
  if (upToDate()) return;
  console.log('Installing dependencies (npm ci) …');
  if (!npm(['ci', '--no-audit', '--no-fund'])) {
    fail('npm ci failed; its output is above. PitchLint needs the npm registry once, to install.');
  }
}

/** Is what npm says it installed what the lock file names? Dates alone lie: a checkout touches the lock file. */
function upToDate() {
  const lock = path.join(root, 'package-lock.json');
  const record = path.join(root, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  if (statSync(record).mtimeMs >= statSync(lock).mtimeMs) return true;
  const wanted = JSON.parse(readFileSync(lock, 'utf8')).packages;
  const present = JSON.parse(readFileSync(record, 'utf8')).packages;
  // packages for other platforms are optional and absent
  return Object.entries(wanted).every(
    ([name, entry]) =>
      name === '' || (present[name] ? present[name].version === entry.version : entry.optional === true),
  );
}

/** Runs npm in the repository, or in `cwd`, and waits. @returns true when it ended with 0 */
export function npm(args, { cwd = root } = {}) {
  const env = { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' };
  const command = windows ? 'npm.cmd' : 'npm';
  return spawnSync(command, args, { cwd, stdio: 'inherit', env, shell: windows }).status === 0;
}

/** Runs Node on one of the project's scripts and waits. @returns true when it ended with 0 */
export function node(args, options = {}) {
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', ...options }).status === 0;
}

/** Prints a message and ends with exit code 2: the tool could not do its work. */
export function fail(message) {
  console.error(message);
  process.exit(2);
}
