// The short way through the lines reads every chunk as the library does, also while the chunk is being broken and
// mended; and it is taken for what people write.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { type CutKind, cut } from '../../server/src/core/documents/yaml/chunks.ts';
import type { LightNode } from '../../server/src/core/documents/yaml/light-node.ts';
import { parseChunk } from '../../server/src/core/documents/yaml/parse.ts';
import { readPlain } from '../../server/src/core/documents/yaml/plain.ts';
import { PLAN } from '../core/yaml-plan.ts';
import { runs } from './runs.ts';

const examples = readdirSync('examples', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => readFileSync(`examples/${name}`, 'utf8'));
const chunksOf = (text: string) =>
  cut(text).map(({ kind, start, end }) => ({ kind, text: text.slice(start, end) }) as const);
const chunks = [PLAN, ...examples].flatMap(chunksOf);

const shown = (node: LightNode | undefined): unknown =>
  node && [
    node.type,
    node.start,
    node.length,
    node.value,
    node.style,
    node.borrowed,
    node.children.map((child) => {
      assert.equal(child.parent, node);
      return shown(child);
    }),
  ];

function same(text: string, kind: CutKind): void {
  const base = { off: 0, text };
  const short = parseChunk(base, kind, () => undefined);
  const long = parseChunk(base, kind, () => undefined, true);
  assert.deepEqual(shown(short.root), shown(long.root), text);
  assert.deepEqual(short.findings, long.findings, text);
}

describe('property: two ways through a chunk', () => {
  it('read every example alike', () => {
    for (const { text, kind } of chunks) same(text, kind);
  });

  it('and the short way is the usual one', () => {
    const short = chunks.filter(({ text }) => readPlain({ off: 0, text }, text));
    assert.ok(short.length > chunks.length * 0.9, `${short.length} of ${chunks.length}`);
  });

  it('read alike after every edit', () => {
    const added = fc.constantFrom(
      ...['', ' ', '\n', '\n  ', '\n- ', '\n  - ', ': ', ':', ',', ', ', '{', '}', '[', ']', '"', "'", '#', ' # x'],
      ...[
        '|',
        '|\n   ',
        '>',
        '- ',
        '\t',
        '& ',
        '&a ',
        '*a',
        '!',
        '? ',
        '---\n',
        '0x1',
        '~',
        'a: b',
        '{a: }',
        '<<: ',
        '\r',
      ],
      ...['\n    ', '\n   # c\n', '\n# c\n', ' :', ':x', ': :', '-', '?', '@', '`', '%', '...\n', '\\', '\ufeff'],
      ...['01', '1e3', '.5', '.inf', 'null', 'true', '"a"', "'b'", '[1, 2]', '{a: [b, c]}', '- - a', '\u3000', '，'],
    );
    const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), drop: fc.nat({ max: 5 }), add: added });
    fc.assert(
      fc.property(fc.nat(chunks.length - 1), fc.array(edit, { maxLength: 4 }), (index, edits) => {
        const { kind, text } = chunks[index]!;
        let edited = index % 4 === 0 ? text.replaceAll('\n', '\r\n') : text;
        for (const { at, drop, add } of edits) {
          const from = Math.floor(at * edited.length);
          edited = edited.slice(0, from) + add + edited.slice(from + drop);
        }
        same(edited, kind);
      }),
      { numRuns: runs(2500) },
    );
  });
});
