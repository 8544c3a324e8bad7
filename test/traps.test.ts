/**
 * The traps that a real writer falls into, one after the other in a plan that is clean otherwise: one finding at the
 * marked place, under all rules, and a first fix that leaves the file as clean as it was and changes nothing else.
 */
import assert from 'node:assert/strict';
import { parseDocument, type ToStringOptions } from 'yaml';
import { applyEdits } from '../server/src/core/fix.ts';
import { checkFiles } from './golden/check.ts';
import { CLEAN, deskWith, TRAPS } from './trap-table.ts';

describe('traps', () => {
  it('the files are clean before', async () => {
    for (const [file, { diagnostics }] of await checkFiles(CLEAN)) assert.deepEqual(diagnostics, [], file);
  });
  const layouts: Readonly<Record<string, ToStringOptions>> = {
    'dashes below their key': { indentSeq: false },
    'four columns a level': { indent: 4 },
    'four columns, dashes below their key': { indent: 4, indentSeq: false },
    'everything quoted': { defaultStringType: 'QUOTE_DOUBLE' },
    'all in braces': { collectionStyle: 'flow' },
    'folded to 20 columns': { lineWidth: 20 },
  };
  for (const [layout, options] of Object.entries(layouts))
    it(`a layout is none: ${layout}`, async () => {
      const files = [...CLEAN].map(([file, text]) => [file, parseDocument(text).toString(options)] as const);
      for (const [file, { diagnostics }] of await checkFiles(new Map(files))) assert.deepEqual(diagnostics, [], file);
    });
  for (const trap of TRAPS)
    it(trap.name, async () => {
      const { file, text, files } = deskWith(trap);
      const found = async (written: string) =>
        (await checkFiles(new Map([...files, [file, written]]), [file])).get(file)!.diagnostics;
      const before = CLEAN.get(file)!;
      assert.ok(before.includes(trap.clean), `${trap.clean} does not stand in ${file}`);
      const start = before.indexOf(trap.clean) + trap.wrote.indexOf('[[');
      const end = before.indexOf(trap.clean) + trap.wrote.indexOf(']]') - 2;

      const diagnostics = await found(text);
      assert.deepEqual(
        diagnostics.map((d) => `${d.rule} ${d.variant ?? ''}`),
        [trap.finding],
        diagnostics.map((d) => d.message.zh).join('\n'),
      );
      const [finding] = diagnostics;
      assert.deepEqual(
        [finding!.range.start, text.slice(finding!.range.start, finding!.range.end)],
        [start, text.slice(start, end)],
      );
      assert.ok(finding!.message.zh && finding!.message.en);

      if (trap.isGuess) return;
      const fix = finding!.fixes[0];
      assert.equal(fix !== undefined, trap.fixed !== undefined, 'a fix is offered');
      if (!fix) return;
      const fixed = applyEdits(text, fix.edits);
      assert.equal(
        fixed,
        before.replace(trap.clean, () => trap.fixed!),
      );
      const after = await found(fixed);
      assert.deepEqual(
        after.map((d) => d.message.zh),
        [],
      );
    });
});
