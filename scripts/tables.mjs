// The generated tables are data, not code: compiling megabytes of literals cost a fifth of every start. In Node they are files
// that the core reads when it asks for them; a web worker, which reads no files, is sent them by the client.
import { cpSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './setup.mjs';

const made = path.join(root, 'server/src/generated/tables');

/** How an esbuild bundle comes by `pitchlint:tables`: the plugin, and what else it needs, to be spread into the options. */
const through = (file, more) => ({
  plugins: [
    {
      name: 'tables',
      setup: (build) => build.onResolve({ filter: /^pitchlint:tables$/ }, () => ({ path: path.join(root, file) })),
    },
  ],
  ...more,
});

/** Read from `folder`, a URL relative to the bundle that ends in a slash. */
export const tablesBeside = (folder) =>
  through('server/src/tables.node.ts', { define: { PITCHLINT_TABLES: JSON.stringify(folder) } });

/** Read from where the generators put them: for tests and tools, which run inside the repository. */
export const tablesInPlace = () => tablesBeside(pathToFileURL(`${made}/`).href);

/** Sent by the client before all else. */
export const tablesSent = () => through('server/src/tables.web.ts', {});

/** Puts the tables where the programs in dist/ look for them. */
export const copyTables = (folder) => cpSync(made, folder, { recursive: true });
