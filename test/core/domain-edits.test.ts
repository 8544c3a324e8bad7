/** Edits of YAML text: rows keep their comments, keys keep their neighbours' layout, other bytes stay. */
import assert from 'node:assert/strict';
import type { TextEdit } from '../../server/src/core/diagnostic.ts';
import type { PlanDocument } from '../../server/src/core/documents/document.ts';
import { readDocument } from '../../server/src/core/documents/read.ts';
import { closest } from '../../server/src/core/rules/plan/closest.ts';
import { insertItem, insertKey, insertTopLevel, moveRows, removeItem } from '../../server/src/core/rules/plan/edits.ts';

function plan(text: string): PlanDocument {
  const document = readDocument({ uri: 'test:///a.plan.yaml', kind: 'plan', text });
  assert.equal(document.kind, 'plan');
  return document as PlanDocument;
}

function applied(text: string, edits: readonly TextEdit[] | TextEdit | undefined): string | undefined {
  if (edits === undefined) return undefined;
  const list = [edits].flat().sort((a, b) => b.range.start - a.range.start) as TextEdit[];
  return list.reduce(
    (result, edit) => result.slice(0, edit.range.start) + edit.newText + result.slice(edit.range.end),
    text,
  );
}

function moved(text: string, order: readonly number[]): string | undefined {
  const document = plan(text);
  return applied(text, moveRows(text, document.tree, document.model.products!.node, order));
}

describe('moving rows', () => {
  it('takes leading and trailing comments along', () => {
    assert.equal(
      moved(
        'products: # order counts\n  # second\n  - id: b\n    product: x # after b\n\n  # first\n  - {id: a}\npresentation: {}\n',
        [1, 0],
      ),
      'products: # order counts\n  # first\n  - {id: a}\n\n  # second\n  - id: b\n    product: x # after b\npresentation: {}\n',
    );
  });
  it('leaves blank lines where they stand', () => {
    assert.equal(
      moved('products:\n  - {id: c}\n\n  - {id: a}\n  - {id: b}\n\n\n  - {id: d}\ntitle: t\n', [1, 2, 0, 3]),
      'products:\n  - {id: a}\n\n  - {id: b}\n  - {id: c}\n\n\n  - {id: d}\ntitle: t\n',
    );
    assert.equal(
      moved('products:\r\n  - {id: b}\r\n \r\n  - {id: a}', [1, 0]),
      'products:\r\n  - {id: a}\r\n \r\n  - {id: b}',
    );
  });
  it('touches only the rows between the first and the last that move', () => {
    const text = 'products:\n- {id: a}\n- {id: c}\n- {id: b}\n- {id: d}\n';
    const document = plan(text);
    const [edit] = moveRows(text, document.tree, document.model.products!.node, [0, 2, 1, 3])!;
    assert.equal(text.slice(edit!.range.start, edit!.range.end), '- {id: c}\n- {id: b}\n');
    assert.equal(edit!.newText, '- {id: b}\n- {id: c}\n');
  });
  it('keeps CRLF and a missing last line break', () => {
    assert.equal(moved('products:\r\n  - {id: b}\r\n  - {id: a}', [1, 0]), 'products:\r\n  - {id: a}\r\n  - {id: b}');
  });
  it('moves the items of a flow list and leaves its commas', () => {
    assert.equal(moved('products: [{id: b},   {id: a}]\n', [1, 0]), 'products: [{id: a},   {id: b}]\n');
  });
  it('offers nothing for a flow list with comments inside', () => {
    assert.equal(moved('products: [\n  {id: b}, # which row is meant?\n  {id: a}]\n', [1, 0]), undefined);
  });
  it('has nothing to do when the order is right', () => {
    assert.equal(moved('products:\n  - {id: a}\n', [0]), 'products:\n  - {id: a}\n');
  });
});

describe('inserting', () => {
  it('adds a key to a flow and to a block map', () => {
    const flow = 'consent: {collect: 2026-01-01}\n';
    assert.equal(
      applied(flow, insertKey(flow, plan(flow).model.consent!.node, 'how', 'x')),
      'consent: {collect: 2026-01-01, how: x}\n',
    );
    const block = 'consent:\n  collect: 2026-01-01 # asked\n  how: x\ntitle: t\n';
    assert.equal(
      applied(block, insertKey(block, plan(block).model.consent!.node, 'sensitive', '2026-01-01', 'collect')),
      'consent:\n  collect: 2026-01-01 # asked\n  sensitive: 2026-01-01\n  how: x\ntitle: t\n',
    );
  });
  it('adds a top-level key above the comments of another', () => {
    const text = 'title: t\n# the offer\nproducts: []\n';
    assert.equal(
      applied(text, insertTopLevel(text, plan(text).tree, 'needs', '\n  protect: [a]', 'products')),
      'title: t\nneeds:\n  protect: [a]\n# the offer\nproducts: []\n',
    );
  });
  it('adds and removes items in both styles', () => {
    const flow = 'disclosures: [a, b]\n';
    assert.equal(applied(flow, insertItem(flow, plan(flow).model.disclosures!.node, 'c')), 'disclosures: [a, b, c]\n');
    const block = 'disclosures:\n  - a\n  - b # note\ntitle: t\n';
    const document = plan(block);
    const list = document.model.disclosures!.node;
    assert.equal(applied(block, insertItem(block, list, 'c')), 'disclosures:\n  - a\n  - b # note\n  - c\ntitle: t\n');
    assert.equal(applied(block, removeItem(block, document.tree, list, 0)), 'disclosures:\n  - b # note\ntitle: t\n');
    assert.equal(
      applied(flow, removeItem(flow, plan(flow).tree, plan(flow).model.disclosures!.node, 1)),
      'disclosures: [a]\n',
    );
  });
});

describe('did you mean', () => {
  it('finds slips and leaves other words alone', () => {
    assert.equal(closest('ci-7', ['med-20', 'ci-70']), 'ci-70');
    assert.equal(closest('mum', ['dad', 'mom']), 'mom');
    assert.equal(closest('dividend-uncertian', ['dividend-uncertain']), 'dividend-uncertain');
    assert.equal(closest('granny', ['dad', 'mom', 'kid']), undefined);
  });
});
