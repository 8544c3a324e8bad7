// Where the cursor is while a line is half written. `¦` is the cursor.
import assert from 'node:assert/strict';
import type { FileKind } from '../../server/src/core/documents/document.ts';
import { readDocument } from '../../server/src/core/documents/read.ts';
import { contextAt } from '../../server/src/core/documents/yaml/mask.ts';

/** `kind path prefix`, then what the schemas know: keys for a map, enum words or references for a value. */
function context(marked: string, kind: FileKind = 'plan'): string | undefined {
  const offset = marked.indexOf('¦');
  const text = marked.replace('¦', '');
  const found = contextAt(readDocument({ uri: 'file:///a.plan.yaml', kind, text }), offset);
  if (!found) return undefined;
  assert.equal(text.slice(found.range.start, found.range.start + found.prefix.length), found.prefix);
  const known = found.schemas.flatMap((schema) =>
    found.kind === 'key'
      ? Object.keys(schema.properties ?? {}).slice(0, 2)
      : [
          ...(schema.enum ?? []).slice(0, 2),
          ...(schema['x-ref'] ? [`@${schema['x-ref']}`] : []),
          ...(schema.format ? [schema.format] : []),
        ],
  );
  return `${found.kind} ${found.path.join('.')} <${found.prefix}> ${known.join(',')}`.replace(/ +$/, '');
}

const HEAD =
  'title: x\nhousehold:\n  - id: dad\n    role: breadwinner\n  - id: mom\nproducts:\n  - {id: p1, product: a}\n';

const STATES: readonly (readonly [name: string, text: string, expected: string | undefined])[] = [
  ['empty file', '¦', 'key  <> kind,title'],
  ['half a top-level key', 'title: x\nhou¦', 'key  <hou> kind,title'],
  ['a top-level key between others', 'title: x\nda¦\nagent: {name: a}\n', 'key  <da> kind,title'],
  ['an empty value', 'title: x\nmarket: ¦', 'value market <> CN,HK'],
  ['half a value', 'title: x\nmarket: C¦', 'value market <C> CN,HK'],
  ['no space behind the colon', 'title: x\nmarket:¦', 'value market <> CN,HK'],
  ['a full-width colon', 'title: x\nmarket：¦', 'value market <> CN,HK'],
  ['an open quote', 'title: x\nmarket: "C¦', 'value market <C> CN,HK'],
  ['a nested key', 'finance:\n  ex¦\n', 'key finance <ex> expenses,education'],
  ['an indented empty line', 'finance:\n  expenses: 1万\n  ¦\n', 'key finance <> expenses,education'],
  ['a nested value', 'finance:\n  decision_maker: ¦\n', 'value finance.decision_maker <> @member'],
  ['a new entry of a list', 'household:\n  - ¦\n', 'key household.0 <> id,name'],
  ['a second entry', `household:\n  - id: a\n  - ¦\n`, 'key household.1 <> id,name'],
  ['a dash without a space', 'household:\n  -¦\n', 'key household.0 <> id,name'],
  ['the second key of an entry', 'household:\n  - id: a\n    ro¦\n', 'key household.0 <ro> id,name'],
  ['a value in an entry', `${HEAD}  - id: p2\n    insured: d¦\n`, 'value products.1.insured <d> @member'],
  ['a first key before others', 'household:\n  - ¦\n    name: a\n', 'key household.0 <> id,name'],
  ['a scalar entry', 'disclosures:\n  - ex¦\n', 'item disclosures.0 <ex> @disclosure'],
  ['the second scalar entry', 'disclosures:\n  - exclusions\n  - ¦\n', 'item disclosures.1 <> @disclosure'],
  ['a key in a flow map', 'agent: {na¦}\n', 'key agent <na> name,company'],
  ['a key behind a comma, unclosed', 'products:\n  - {id: p1, ins¦\n  - {id: p2}\n', 'key products.0 <ins> id,product'],
  ['an empty value in a flow map', 'products:\n  - {id: p1, insured: ¦}\n', 'value products.0.insured <> @member'],
  ['a value in a flow map, unclosed', 'products:\n  - {id: p1, product: c¦\n', 'value products.0.product <c> @product'],
  [
    'a value before further keys',
    'products:\n  - {id: p1, product: ¦, insured: a}\n',
    'value products.0.product <> @product',
  ],
  ['an empty flow list', 'needs:\n  protect: [¦]\n', 'item needs.protect.0 <> @member'],
  ['the second item of a flow list', 'needs:\n  protect: [dad, m¦]\n', 'item needs.protect.1 <m> @member'],
  [
    'a list in a flow map',
    'needs:\n  goals: [{id: a, must: [¦]}]\n',
    'item needs.goals.0.must.0 <> guaranteed_payout,lifetime_payout',
  ],
  ['below a broken sibling', 'title: "x\nmarket: ¦\n', 'value market <> CN,HK'],
  [
    'below a mis-indented sibling',
    'household:\n  - id: a\n     name: b\n    role: ¦\n',
    'value household.0.role <> breadwinner,spouse',
  ],
  ['above a broken entry', 'household:\n  - role: ¦\n  - {id: x, "\n', 'value household.0.role <> breadwinner,spouse'],
  ['a list under a new key', 'household:\n  ¦\n', 'item household <>'],
  ['in the middle of a word', 'title: x\nmar¦ket: CN\n', 'key  <mar> kind,title'],
  ['a key of a member in a record', 'application:\n  - signed: {¦}\n', 'key application.0.signed <>'],
  [
    'a flow map over two lines',
    'application:\n  - {for: all,\n     submission: o¦}\n',
    'value application.0.submission <o> online,offline',
  ],
  ['a value with a union', 'products:\n  - id: p1\n    beneficiary: ¦\n', 'value products.0.beneficiary <>'],
  ['a comment', 'title: x # ab¦\n', undefined],
  ['a comment line', '# ab¦\ntitle: x\n', undefined],
  ['a block text', 'products:\n  - why: |\n      ab¦\n', undefined],
];

describe('core/documents/yaml: the masked cursor line', () => {
  for (const [name, text, expected] of STATES)
    it(name, () => {
      assert.equal(context(text), expected);
    });
});
