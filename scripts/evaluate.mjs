// `npm run evaluate [FOLDER] [--write]`: builds what it measures, then measures. See docs/accuracy.md.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const run = (script, args) =>
  spawnSync(process.execPath, [path.join(root, script), ...args], { stdio: 'inherit', cwd: root }).status ?? 2;
const built = run('scripts/build.mjs', []);
process.exit(built === 0 ? run('bench/evaluate/main.mjs', process.argv.slice(2)) : 2);
