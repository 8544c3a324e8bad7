// Builds leave out of a coded rule what is text rather than code. Its examples are for `explain`, `pitchlint test` and the tests,
// which read them from server/src/generated. Its title, reason and messages travel beside the pack's own, as a table.
import { readFile } from 'node:fs/promises';

// the formatter sees to it that a rule's own fields stand at two blanks, and that nothing else does
const EXAMPLES = /^ {2}examples: \[\n[\s\S]*?^ {2}\],$/m;
/** The fields that core/rules/pack/kept-texts.ts brings back. */
export const TEXTS = ['title', 'why', 'message', 'variants'];
const TEXT = new RegExp(String.raw`^ {2}(?:${TEXTS.join('|')}): (?:.*,$|.*\n[\s\S]*?^ {2}[\]})]+,$)`, 'gm');
const ID = /^ {2}id: (.*),$/m;

const isRule = (source) => /^export default defineRule\(/m.test(source);
const blank = (text) => text.replace(/[^\n]/g, '');

/**
 * The source of a coded rule with an empty list of examples; every other line stays at its place. A module that defines no
 * rule is returned as it is. Throws when a rule's examples are not found.
 */
export function withoutExamples(source, file) {
  if (!isRule(source)) return source;
  if (!EXAMPLES.test(source)) throw new Error(`${file}: a rule's examples are one list, written in defineRule`);
  return source.replace(EXAMPLES, (list) => `  examples: [${blank(list)}],`);
}

/** The same with its texts taken from the table; every other line stays at its place. Throws when its id is not found. */
export function withoutTexts(source, file) {
  if (!isRule(source)) return source;
  const at = source.search(/^export default defineRule\(/m);
  const rule = source.slice(at);
  if (!ID.test(rule)) throw new Error(`${file}: a rule's id has a line of its own in defineRule`);
  const bare = rule.replace(TEXT, blank).replace(ID, (line, id) => `${line} ...keptTexts(${id}),`);
  return `import { keptTexts } from '../pack/kept-texts.ts'; ${source.slice(0, at)}${bare}`;
}

/** @type {import('esbuild').Plugin} */
export const leaveTextsOut = {
  name: 'leave-texts-out',
  setup(build) {
    build.onLoad({ filter: /[\\/]core[\\/]rules[\\/]\w+[\\/][\w-]+\.ts$/ }, async ({ path }) => ({
      contents: withoutTexts(withoutExamples(await readFile(path, 'utf8'), path), path),
      loader: 'ts',
    }));
  },
};
