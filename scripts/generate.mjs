// Makes everything in server/src/generated/: runs each scripts/generate/*.mjs, which exports `async function generate(root)`.
// Nothing generated is committed; a generator leaves a file alone when its content is the same, and none runs when what
// they read is what they read the last time: compiling the standard pack takes seconds.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { root } from './setup.mjs';

/** What generators read: the packs, the code that compiles them, the schemas, the snippets, themselves and the libraries. */
const INPUTS = ['scripts/generate', 'scripts/generate.mjs', 'server/packs', 'server/schemas', 'server/src/core'].concat(
  ['scripts/bundled.mjs', 'scripts/leave-texts-out.mjs', 'scripts/tables.mjs', 'server/src/tables.node.ts'],
  ['snippets', 'package-lock.json'],
);

/** Runs all generators in the order of their names. Throws one error that names each generator that failed. */
export async function generate() {
  const folder = path.join(root, 'scripts/generate');
  const target = path.join(root, 'server/src/generated');
  const stamp = path.join(target, '.made-from');
  const made = digest(INPUTS);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === `${made} ${digest(outputs(target))}`) return;
  // what a generator of an earlier day left behind would still be compiled
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
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
  writeFileSync(stamp, `${made} ${digest(outputs(target))}`);
}

/** The generated files themselves, so that one that was deleted or changed by hand is made again. */
function outputs(target) {
  return readdirSync(target)
    .filter((name) => !name.startsWith('.'))
    .map((name) => path.relative(root, path.join(target, name)));
}

/** One digest of names and contents of files and of all files below folders, given from the root. */
function digest(places) {
  const hash = createHash('sha256');
  const add = (place) => {
    const folder = readdirSync(path.join(root, place), { withFileTypes: true });
    for (const entry of folder.sort((a, b) => (a.name < b.name ? -1 : 1))) take(`${place}/${entry.name}`, entry);
  };
  const take = (place, entry) => {
    if (entry.isDirectory()) add(place);
    else hash.update(`${place}\n`).update(readFileSync(path.join(root, place)));
  };
  for (const place of places.map((name) => name.replaceAll(path.sep, '/')).sort())
    take(place, statSync(path.join(root, place)));
  return hash.digest('hex');
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
