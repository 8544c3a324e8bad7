// A measurement in a process of its own: the project's TypeScript bundled as the programs are, run, and its JSON read.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';
import { tablesInPlace } from '../scripts/tables.mjs';

/**
 * Bundles a file of bench/ to `outfile`.
 * @returns runs it with arguments (and flags for Node) and gives what it prints; throws when it fails
 */
export async function probe(root, entry, outfile) {
  await build({
    ...tablesInPlace(),
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: ['es2022'],
    charset: 'utf8',
    // as in scripts/build.mjs
    alias: { yaml: path.join(root, 'node_modules/yaml/browser/index.js') },
    mainFields: ['module', 'main'],
    banner: { js: "import { createRequire as __r } from 'node:module';const require = __r(import.meta.url);" },
    logLevel: 'warning',
  });
  return (args = [], flags = []) => {
    const run = spawnSync(process.execPath, [...flags, outfile, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });
    if (run.status !== 0) throw new Error(`${entry} failed\n${run.stderr}`);
    return JSON.parse(run.stdout);
  };
}
