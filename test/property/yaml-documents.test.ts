// What must hold for every text: chunks read what the whole file says, a new version equals a read from scratch, and
// one broken character spoils its own entry only.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'yaml';
import type { SyntaxFinding, YamlDocument } from '../../server/src/core/documents/document.ts';
import { readDocument } from '../../server/src/core/documents/read.ts';
import type { YamlNode } from '../../server/src/core/documents/yaml/node.ts';
import { parseTree } from '../../server/src/core/documents/yaml/tree.ts';
import { PLAN } from '../core/yaml-plan.ts';
import { codePoint, runs } from './runs.ts';

const read = (text: string, previous?: YamlDocument) =>
  readDocument({ uri: 'file:///a.plan.yaml', kind: 'plan', text }, previous) as YamlDocument;

function readValue(node: YamlNode | undefined): unknown {
  if (!node) return null;
  if (node.type === 'array') return node.children.map(readValue);
  if (node.type !== 'object') return node.value;
  return Object.fromEntries(
    node.children.map((property) => [String(property.keyNode!.value), readValue(property.valueNode)]),
  );
}

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/);
const scalar = fc.oneof(
  word,
  fc.constantFrom(
    '"a: b"',
    "'it''s'",
    '保本',
    '12',
    '1.5',
    'true',
    'null',
    '"\\u4fdd"',
    '2026-03-02',
    '50万',
    'x # note',
  ),
);
const flow = fc.oneof(
  fc.array(word, { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
  fc.uniqueArray(word, { maxLength: 3 }).map((keys) => `{${keys.map((key) => `${key}: 1`).join(', ')}}`),
);
const literal = word.map((text) => `|\n      ${text}\n       - ${text}`);
const value = fc.oneof(scalar, flow);
/** The lines of an entry whose keys stand at column 4. */
const item = fc
  .uniqueArray(word, { minLength: 1, maxLength: 3 })
  .chain((keys) =>
    fc
      .tuple(...keys.map(() => fc.oneof(value, literal)))
      .map((values) => keys.map((key, i) => `${key}: ${values[i]}`).join('\n    ')),
  );
const entry = fc.oneof(
  value.map((text) => ` ${text}\n`),
  fc.array(item, { minLength: 1, maxLength: 4 }).map((items) => `\n${items.map((each) => `  - ${each}\n`).join('')}`),
  fc.array(value, { minLength: 1, maxLength: 4 }).map((items) => `\n${items.map((each) => `- ${each}\n`).join('')}`),
  item.map((text) => `\n    ${text}\n`),
);
const yaml = fc
  .tuple(
    fc.uniqueArray(word, { minLength: 1, maxLength: 5 }),
    fc.array(entry, { minLength: 5, maxLength: 5 }),
    fc.constantFrom('', '# head\n', '---\n', '\n'),
  )
  .map(([keys, entries, head]) => head + keys.map((key, i) => `${key}:${entries[i]}`).join('# between\n'));

/** Edits as fractions of the text, so that they stay inside while it grows and shrinks. */
const edits = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    drop: fc.nat({ max: 4 }),
    add: fc.constantFrom(
      '',
      'a',
      ' ',
      '\n',
      '\n  - ',
      ':',
      ': ',
      '"',
      '{',
      '}',
      '[',
      '- ',
      '#',
      '：',
      '，',
      '\t',
      '&a',
      '*a',
      '\n---\n',
      '? ',
      '\r',
      '|',
    ),
  }),
  { minLength: 1, maxLength: 8 },
);

const plainFinding = (each: SyntaxFinding) => ({ ...each, message: each.message.en });

describe('property: YAML documents', () => {
  it('chunks say what the whole file says', () => {
    fc.assert(
      fc.property(yaml, (text) => {
        assert.deepEqual(readValue(parseTree(text).root), parse(text), text);
        assert.deepEqual(parseTree(text).findings, [], text);
      }),
      { numRuns: runs(300) },
    );
  });

  it('every scalar maps back to the characters that stand for it', () => {
    fc.assert(
      fc.property(yaml, (text) => {
        const visit = (node: YamlNode): void => {
          if (node.text && node.style === 'plain' && !node.raw!.includes('\n')) {
            const { start, end } = node.text.rangeOf(0, node.text.text.length);
            assert.equal(text.slice(start, end), node.text.text);
          }
          if (node.text)
            for (let i = 0; i < node.text.text.length; i++) {
              const c: string = node.text.text[i]!;
              const { start, end } = node.text.rangeOf(i, i + 1);
              assert.ok(start >= node.offset && end <= node.offset + node.length && start <= end);
              if (/[a-z]/.test(c)) assert.equal(text.slice(start, end), c);
            }
          for (const child of node.children) {
            assert.equal(child.parent, node);
            assert.ok(child.offset >= node.offset && child.offset + child.length <= node.offset + node.length);
            visit(child);
          }
        };
        const { root } = parseTree(text);
        if (root) visit(root);
      }),
      { numRuns: runs(200) },
    );
  });

  it('a new version equals a read from scratch', () => {
    fc.assert(
      fc.property(fc.oneof(yaml, fc.constant(PLAN)), edits, (first, changes) => {
        let text = first;
        let document = read(text);
        for (const { at, drop, add } of changes) {
          const from = Math.floor(at * text.length);
          text = text.slice(0, from) + add + text.slice(from + drop);
          document = read(text, document);
          const fresh = read(text);
          assert.deepEqual(readValue(document.tree.root), readValue(fresh.tree.root), JSON.stringify(text));
          assert.deepEqual(
            document.syntaxErrors.map(plainFinding),
            fresh.syntaxErrors.map(plainFinding),
            JSON.stringify(text),
          );
          assert.deepEqual(
            document.segments.map((each) => [each.text.text, each.text.rangeOf(0, 1), each.path]),
            fresh.segments.map((each) => [each.text.text, each.text.rangeOf(0, 1), each.path]),
          );
          assert.deepEqual(document.tree.comments, fresh.tree.comments);
        }
      }),
      { numRuns: runs(200) },
    );
  });

  it('one broken character spoils its own entry only, with few findings', () => {
    const marks = entriesOf(PLAN);
    const counts: number[] = [];
    for (let i = 0; i < PLAN.length; i++) {
      for (const broken of [
        PLAN.slice(0, i) + PLAN.slice(i + 1),
        PLAN.slice(0, i + 1) + PLAN.slice(i),
        PLAN.slice(0, i) + (PLAN[i + 1] ?? '') + PLAN[i]! + PLAN.slice(i + 2),
      ]) {
        if (broken === PLAN) continue;
        const found = read(broken).syntaxErrors;
        for (const each of found)
          assert.ok(each.range.start >= 0 && each.range.start <= each.range.end && each.range.end <= broken.length);
        const syntax = found.filter((each) => each.rule.startsWith('syntax/') || each.rule === 'style/yaml-trap');
        if (syntax.length > 0) counts.push(syntax.length);
        // Entries well away from the edit keep what was found about them: nothing. (The first item sets the indentation
        // of the next, so the next is still near.)
        const own = marks.findIndex((mark, n) => i >= mark && i < (marks[n + 1] ?? PLAN.length));
        const from = marks[Math.max(0, own - 1)]!;
        const to = marks[own + 3] ?? PLAN.length;
        for (const each of found)
          assert.ok(
            each.rule === 'schema/required' || (each.range.end >= from - 1 && each.range.start <= to + 1),
            `${JSON.stringify(broken.slice(Math.max(0, i - 20), i + 20))} ${each.code} at ${each.range.start}`,
          );
      }
    }
    counts.sort((a, b) => a - b);
    assert.equal(counts[counts.length >> 1], 1);
    assert.ok(counts[Math.floor(counts.length * 0.9)]! <= 3);
  });

  it('no text makes it throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: codePoint, maxLength: 60 }), fc.nat(PLAN.length), (noise, at) => {
        read(noise);
        read(PLAN.slice(0, at) + noise + PLAN.slice(at));
      }),
      { numRuns: runs(300) },
    );
  });
});

/** Offsets where top-level entries and their items begin. */
function entriesOf(text: string): number[] {
  return [...text.matchAll(/^(?:\S| {2}- )/gm)].map((match) => match.index);
}
