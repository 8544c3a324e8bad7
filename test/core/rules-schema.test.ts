// One truth about rule files: what the loader accepts, the published schema accepts, and both know the same keys.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { RULE_KEYS } from '../../server/src/core/rules/pack/rule-file.ts';
import { SCHEMAS } from '../../server/src/generated/schemas.ts';

const folder = path.resolve('server/packs/standard/claims');

describe('the schema of rule files', () => {
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addFormat('date', true);
  ajv.addFormat('quoted-code', true);
  const validate = ajv.compile(plain(SCHEMAS['rule-file']) as object);

  for (const name of readdirSync(folder).filter((file) => file.endsWith('.yaml')))
    it(`accepts ${name}, which the loader accepts`, () => {
      const file: unknown = parse(readFileSync(path.join(folder, name), 'utf8'), { schema: 'core' });
      const accepted = validate(file);
      assert.deepEqual(accepted ? [] : validate.errors?.map((e) => `${e.instancePath} ${e.message}`), []);
    });

  it('knows the keys that the loader knows', () => {
    const { properties } = SCHEMAS['rule-file'] as { properties?: Readonly<Record<string, unknown>> };
    assert.deepEqual(Object.keys(properties ?? {}).sort(), [...RULE_KEYS].sort());
  });
});

/** Titles are pairs in our dialect; ajv wants text there. */
function plain(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(plain);
  if (node === null || typeof node !== 'object') return node;
  const isPair = (value: unknown) => typeof value === 'object' && value !== null && 'zh' in value && 'en' in value;
  return Object.fromEntries(
    Object.entries(node)
      .filter(
        ([key, value]) =>
          !key.startsWith('x-') && !((key === 'title' || key === 'description') && isPair(value) && !isSchema(value)),
      )
      .map(([key, value]) => [key, plain(value)]),
  );
}

/** A property that is itself called `title` is a schema and stays. */
function isSchema(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'type' in value;
}
