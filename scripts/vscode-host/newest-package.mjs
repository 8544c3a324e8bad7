import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from '../setup.mjs';

/** @returns the .vsix that was made last, so that a test or an editor installs what was just packaged */
export function newestPackage() {
  const [newest] = readdirSync(root)
    .filter((name) => name.endsWith('.vsix'))
    .map((name) => path.join(root, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  if (!newest) throw new Error('There is no .vsix here; run `npm run package` first.');
  return newest;
}
