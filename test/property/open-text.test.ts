// A text open in the editor, kept in pieces, says after any edits what the protocol's own library says.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { commonPrefix, commonSuffix } from '../../server/src/core/text/common-ends.ts';
import { PiecedText } from '../../server/src/core/text/pieced-text.ts';
import { OpenText } from '../../server/src/workspace/open-text.ts';
import { runs } from './runs.ts';

/** Longer than some pieces, with every kind of line break. */
const LONG = '代理人：好的。\n客户：嗯\r\nabc\r\n\rdef\r'.repeat(2500);
const inserted = fc.constantFrom('', 'x', '字', '\n', '\r', '\r\n', 'a\nb\r\nc', '\n\n', LONG.slice(0, 40_000));
const position = fc.record({ line: fc.integer({ min: -1, max: 14_000 }), character: fc.integer({ min: -1, max: 12 }) });
const near = fc.record({ line: fc.nat(3), character: fc.nat(5) });
const edits = fc.array(
  fc.record({ start: fc.oneof(position, near), lines: fc.nat(2), character: fc.nat(8), text: inserted }),
  { minLength: 1, maxLength: 8 },
);

describe('an open text', () => {
  for (const start of [LONG, 'a\r\nb\n', ''])
    it(`is what the library makes of it, from ${start.length} characters`, () => {
      fc.assert(
        fc.property(
          edits,
          fc.array(position, { maxLength: 5 }),
          fc.array(fc.double({ min: 0, max: 1, noNaN: true })),
          (list, asked, shares) => {
            const ours = new OpenText('pitch', 1, start);
            const theirs = TextDocument.create('file:///a', 'pitch', 1, start);
            for (const { start: from, lines, character, text } of list) {
              // of lines that are not there the library loses count
              const line = Math.min(Math.max(from.line, 0), theirs.lineCount - 1);
              const range = {
                start: { line, character: from.character },
                end: { line: Math.min(line + lines, theirs.lineCount - 1), character },
              };
              ours.update([{ range, text }], 2);
              TextDocument.update(theirs, [{ range, text }], 2);
            }
            for (const at of asked) assert.equal(ours.offsetAt(at), theirs.offsetAt(at));
            const text = theirs.getText();
            for (const share of shares) {
              const offset = Math.floor(share * (text.length + 1));
              assert.deepEqual(ours.positionAt(offset), theirs.positionAt(offset));
              assert.equal(ours.pieces.slice(offset, offset + 20_000), text.slice(offset, offset + 20_000));
            }
            assert.equal(ours.pieces.toString(), text);
          },
        ),
        { numRuns: runs(100) },
      );
    });

  it('takes a whole new text, and counts from there', () => {
    const text = new OpenText('pitch', 1, LONG);
    text.update(
      [{ text: 'a\nb' }, { range: { start: { line: 1, character: 0 }, end: { line: 1, character: 1 } }, text: 'cd' }],
      2,
    );
    assert.equal(text.pieces.toString(), 'a\ncd');
    assert.equal(text.version, 2);
  });
});

describe('two texts in pieces', () => {
  it('share at both ends what the texts share', () => {
    const at = fc.double({ min: 0, max: 1, noNaN: true });
    const changes = fc.array(fc.record({ at, length: fc.nat(40_000), text: inserted }), { maxLength: 3 });
    fc.assert(
      fc.property(changes, fc.boolean(), (list, isMadeAnew) => {
        const before = PiecedText.of(LONG);
        let after = before;
        for (const change of list) {
          const from = Math.floor(change.at * after.length);
          after = after.replaced(from, Math.min(from + change.length, after.length), change.text);
        }
        if (isMadeAnew) after = PiecedText.of(after.toString());
        const whole = after.toString();
        const most = Math.min(LONG.length, whole.length);
        const head = commonPrefix(LONG, whole);
        assert.equal(before.sharedStart(after), head);
        assert.equal(before.sharedEnd(after, most - head), commonSuffix(LONG, whole, most - head));
        assert.equal(after.charCodeAt(-1), Number.NaN);
        assert.equal(after.charCodeAt(whole.length), Number.NaN);
      }),
      { numRuns: runs(100) },
    );
  });
});
