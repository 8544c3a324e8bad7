// Builds leave the examples out of coded rules: they are for `explain`, `pitchlint test` and the tests, which read them from
// server/src/generated, and would be a fifth of the server.
import { readFile } from 'node:fs/promises';

// the formatter sees to it that a rule's own fields stand at two blanks, and that nothing else does
const EXAMPLES = /^ {2}examples: \[\n[\s\S]*?^ {2}\],$/m;

/**
 * The source of a coded rule with an empty list of examples; every other line stays at its place. A module that defines no
 * rule is returned as it is. Throws when a rule's examples are not found.
 */
export function withoutExamples(source, file) {
  if (!/^export default defineRule\(/m.test(source)) return source;
  if (!EXAMPLES.test(source)) throw new Error(`${file}: a rule's examples are one list, written in defineRule`);
  return source.replace(EXAMPLES, (list) => `  examples: [${list.replace(/[^\n]/g, '')}],`);
}

/** @type {import('esbuild').Plugin} */
export const leaveExamplesOut = {
  name: 'leave-examples-out',
  setup(build) {
    build.onLoad({ filter: /[\\/]core[\\/]rules[\\/]\w+[\\/][\w-]+\.ts$/ }, async ({ path }) => ({
      contents: withoutExamples(await readFile(path, 'utf8'), path),
      loader: 'ts',
    }));
  },
};
