// Makes everything in server/src/generated/: runs each scripts/generate/*.mjs, which exports `async function generate(root)`.
// Nothing generated is committed; a generator leaves a file alone when its content is the same.
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { root } from './setup.mjs';

/** Runs all generators in the order of their names. Throws one error that names each generator that failed. */
export async function generate() {
  const folder = path.join(root, 'scripts/generate');
  mkdirSync(path.join(root, 'server/src/generated'), { recursive: true });
  const failures = [];
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.mjs'))
    .sort()) {
    try {
      const module = await import(pathToFileURL(path.join(folder, name)).href);
      if (typeof module.generate !== 'function') throw new Error('it exports no function `generate(root)`');
      await module.generate(root);
    } catch (error) {
      failures.push(`scripts/generate/${name}: ${error instanceof Error ? (error.stack ?? error.message) : error}`);
    }
  }
  if (failures.length > 0) throw new Error(`${failures.length} generator(s) failed\n${failures.join('\n')}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const started = Date.now();
  await generate().then(
    () => console.log(`generated in ${Date.now() - started} ms`),
    (error) => {
      console.error(error.message);
      process.exit(1);
    },
  );
}
