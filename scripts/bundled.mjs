// Generators run the project's own TypeScript: bundled on the fly, from a file that is gone again afterwards.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** The code of one bundle; `options` are esbuild's (an entry point, or `stdin`). `yaml` stays outside. */
export async function bundleOf(root, options) {
  const result = await build({
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: ['yaml'],
    logLevel: 'error',
    ...options,
  });
  return result.outputFiles[0].text;
}

/** The module that the code is; `name` is a file's name, for stacks. */
export async function importCode(root, name, code) {
  // inside the repository, so that bare imports resolve
  const folder = path.join(root, 'out', 'generate');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${name}-${process.pid}.mjs`);
  writeFileSync(file, code);
  try {
    return await import(pathToFileURL(file).href);
  } finally {
    rmSync(file, { force: true });
  }
}
