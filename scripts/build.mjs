// Bundles the four programs into dist/: the VS Code client, the Node server with the `pitchlint` command beside it (they share
// their chunks), and the web client with its worker. `--production` minifies and leaves source maps out; `--sizes` prints the table.
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as bundle } from 'esbuild';
import { writePublishedSchemas } from './generate/schemas.mjs';
import { generate } from './generate.mjs';
import { leaveTextsOut } from './leave-texts-out.mjs';
import { root } from './setup.mjs';
import { copyTables, tablesBeside, tablesSent } from './tables.mjs';

/** Bundled CommonJS dependencies ask for `require`, which an ES module has not. */
const requireBanner =
  "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);";

/**
 * The language server's library brings `child_process` for finding npm packages, which nobody asks of us; loading it costs some
 * milliseconds of every start.
 */
const lateChildProcess = {
  name: 'late-child-process',
  setup(build) {
    const eager = 'const child_process_1 = require("child_process");';
    const late = `const child_process_1 = {
      get fork() { return require("child_process").fork; },
      get spawnSync() { return require("child_process").spawnSync; },
    };`;
    build.onLoad({ filter: /[\\/]vscode-languageserver[\\/]lib[\\/]node[\\/]files\.js$/ }, async ({ path: file }) => {
      const source = readFileSync(file, 'utf8');
      if (!source.includes(eager)) throw new Error(`${file} asks for child_process in another way`);
      return { contents: source.replace(eager, late), loader: 'js' };
    });
  },
};

/** @returns the esbuild options of every program, by name */
function programs(production) {
  const common = {
    absWorkingDir: root,
    bundle: true,
    metafile: true,
    minify: production,
    sourcemap: production ? false : 'linked',
    target: ['es2022'],
    logLevel: 'warning',
    // Chinese as it is: escapes would double the size of messages and word lists
    charset: 'utf8',
    // the browser build of `yaml`: the Node build asks the environment for a debugging switch at every token
    alias: { yaml: path.join(root, 'node_modules/yaml/browser/index.js') },
    legalComments: 'none',
    plugins: [leaveTextsOut],
    define: { 'process.env.PITCHLINT_VERSION': JSON.stringify(version()) },
  };
  const withTables = ({ plugins, define, ...more }, ...others) => ({
    ...common,
    plugins: [...common.plugins, ...plugins, ...others],
    define: { ...common.define, ...define },
    ...more,
  });
  return {
    client: {
      ...common,
      entryPoints: { client: 'client/src/extension.ts' },
      outdir: 'dist',
      outExtension: { '.js': '.cjs' },
      format: 'cjs',
      platform: 'node',
      external: ['vscode'],
    },
    node: {
      // what server and command share is in dist/chunks
      ...withTables(tablesBeside('../tables/'), lateChildProcess),
      entryPoints: { server: 'server/src/main.node.ts', cli: 'server/src/cli/main.ts' },
      outdir: 'dist',
      outExtension: { '.js': '.mjs' },
      chunkNames: 'chunks/[name]-[hash]',
      format: 'esm',
      splitting: true,
      platform: 'node',
      // `yaml` and the language server publish ES modules too, which shake better than their CommonJS
      mainFields: ['module', 'main'],
      banner: { js: requireBanner },
    },
    webClient: {
      ...common,
      entryPoints: { client: 'client/src/extension.web.ts' },
      outdir: 'dist/web',
      format: 'cjs',
      platform: 'browser',
      external: ['vscode'],
    },
    webServer: {
      ...withTables(tablesSent()),
      entryPoints: { server: 'server/src/main.web.ts' },
      outdir: 'dist/web',
      format: 'iife',
      platform: 'browser',
    },
  };
}

const version = () => JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version;

/**
 * Builds all programs, or only those named, after generating what they embed.
 * @returns bytes per part: what is ours, what the standard pack's coded rules weigh, its other and all generated data, the dependencies
 */
export async function build({ production = false, only, generated = false } = {}) {
  if (!generated) await generate();
  const all = Object.entries(programs(production)).filter(([name]) => !only || only.includes(name));
  if (!only) rmSync(path.join(root, 'dist'), { recursive: true, force: true });
  const [built] = await Promise.all([
    Promise.all(all.map(async ([name, options]) => [name, (await bundle(options)).metafile])),
    writePublishedSchemas(path.join(root, 'dist/schemas'), root),
  ]);
  copyTables(path.join(root, 'dist/tables'));
  const sizes = {};
  for (const [name, metafile] of built) {
    for (const [file, { inputs }] of Object.entries(metafile.outputs))
      if (inputs['server/src/tables.node.ts'] && path.dirname(file) !== 'dist/chunks')
        throw new Error(`${file} would look for the tables in the wrong folder`);
    if (name !== 'node') sizes[name] = weigh(metafile);
    // the command's bundle shares chunks with the server's: report what each of them loads
    else for (const entry of ['server', 'cli']) sizes[entry] = weigh(metafile, `dist/${entry}.mjs`);
  }
  return sizes;
}

/** The coded rules of the standard pack; what makes packs work (guards, pack, phrases) is code like any other. */
const CODED_RULE = /^server\/src\/core\/rules\/(?!guards|pack|phrases)\w+\//;

/** Sums the bytes of an entry and of every chunk it reaches by static or dynamic import, by who wrote them. */
function weigh(metafile, entry) {
  const reached = new Set();
  const visit = (file) => {
    if (reached.has(file) || !metafile.outputs[file]) return;
    reached.add(file);
    for (const item of metafile.outputs[file].imports) visit(item.path);
  };
  for (const file of entry ? [entry] : Object.keys(metafile.outputs)) if (!file.endsWith('.map')) visit(file);
  const sum = { own: 0, rules: 0, generated: 0, dependencies: 0, total: 0 };
  for (const file of reached) {
    sum.total += metafile.outputs[file].bytes;
    for (const [input, { bytesInOutput }] of Object.entries(metafile.outputs[file].inputs)) {
      if (input.includes('node_modules/')) sum.dependencies += bytesInOutput;
      else if (input.includes('/generated/')) sum.generated += bytesInOutput;
      else if (CODED_RULE.test(input)) sum.rules += bytesInOutput;
      else sum.own += bytesInOutput;
    }
  }
  return sum;
}

/** Prints the table of sizes in kB (1,000 bytes). */
export function printSizes(sizes) {
  const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(12);
  console.log(
    `${''.padEnd(10)}${['own code', 'coded rules', 'generated', 'dependencies', 'total'].map((s) => s.padStart(13)).join('')}`,
  );
  for (const [name, part] of Object.entries(sizes))
    console.log(
      `${name.padEnd(10)}${[part.own, part.rules, part.generated, part.dependencies, part.total].map((n) => ` ${kB(n)}`).join('')}`,
    );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const started = Date.now();
  try {
    printSizes(await build({ production: process.argv.includes('--production') }));
    console.log(`built in ${Date.now() - started} ms`);
  } catch (error) {
    // esbuild has printed its own errors already
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
