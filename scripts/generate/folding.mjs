// Makes server/src/generated/tables/characters.bin: what each UTF-16 unit is folded to, worked out by core/text/characters.ts
// here, so that no start asks Unicode about thousands of characters. Runs after fold-tables.mjs, by name.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundleOf, importCode } from '../bundled.mjs';

const ENTRY = `
export { buildCharacters } from './server/src/core/text/characters.ts';
export { packArrays } from './server/src/core/text/packed.ts';
`;
/** In place of the table that is being made. */
const EMPTY = `
import { packArrays } from './server/src/core/text/packed.ts';
export const tableBytes = () => packArrays([new Int32Array(0)]);
`;

export async function generate(root) {
  const code = await bundleOf(root, {
    stdin: { contents: ENTRY, resolveDir: root, loader: 'ts' },
    plugins: [
      {
        name: 'no-tables',
        setup(build) {
          build.onResolve({ filter: /^pitchlint:tables$/ }, () => ({ path: 'tables', namespace: 'empty' }));
          build.onLoad({ filter: /./, namespace: 'empty' }, () => ({
            contents: EMPTY,
            resolveDir: root,
            loader: 'ts',
          }));
        },
      },
    ],
  });
  const { buildCharacters, packArrays } = await importCode(root, 'characters', code);
  const folder = path.join(root, 'server/src/generated/tables');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'characters.bin'), packArrays([Int32Array.from(buildCharacters())]));
}
