// The validator against ajv: whether a plan is acceptable must not depend on who is asked.
import assert from 'node:assert/strict';
import { Ajv, type ErrorObject } from 'ajv';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import type { JsonSchema } from '../../server/src/core/documents/yaml/schema.ts';
import { parseTree } from '../../server/src/core/documents/yaml/tree.ts';
import { validate } from '../../server/src/core/documents/yaml/validate.ts';
import { parseAmount, parsePercent } from '../../server/src/core/domain/amount.ts';
import { parseDate, parseEventDate, parseMonth, parsePartialDate } from '../../server/src/core/domain/dates.ts';
import { parseTerm } from '../../server/src/core/domain/term.ts';
import { SCHEMAS } from '../../server/src/generated/schemas.ts';
import { PLAN } from '../core/yaml-plan.ts';
import { runs } from './runs.ts';

/** The formats as ajv formats: what the domain's readers read is acceptable. */
function oracle(schema: JsonSchema) {
  const ajv = new Ajv({ strict: false, allErrors: true });
  const text = (accepts: (written: string) => unknown) => ({
    type: 'string' as const,
    validate: (written: string) => accepts(written) !== undefined,
  });
  ajv.addFormat('date', text(parseDate));
  ajv.addFormat('partial-date', text(parsePartialDate));
  ajv.addFormat('month', text(parseMonth));
  ajv.addFormat('event-date', text(parseEventDate));
  ajv.addFormat('term', text(parseTerm));
  ajv.addFormat('quoted-code', true);
  ajv.addFormat(
    'amount',
    text((written) => ((parseAmount(written) ?? -1) >= 0 ? 1 : undefined)),
  );
  ajv.addFormat('percent', text(parsePercent));
  return ajv.compile(plain(schema) as object);
}

/** Titles are pairs in our dialect; ajv wants text there. */
function plain(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(plain);
  if (node === null || typeof node !== 'object') return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key, value]) => !key.startsWith('x-') && !((key === 'title' || key === 'description') && isPair(value)))
      .map(([key, value]) => [key, plain(value)]),
  );
}

const isPair = (value: unknown) =>
  typeof value === 'object' && value !== null && 'zh' in value && typeof value.zh === 'string';

const FULL = parse(`${PLAN}finance: {expenses: 18万, budget: 4.5万, decision_maker: mom}
presentation: {audience: [dad], story: {row: p1, text: 好}, terms: {现金价值: 退保时能拿到的钱}}
application:
  - for: all
    signed: {dad: self}
    underwriting: {mode: manual, asked: {报告: 2026-03-08}}
    callback: {on: 2026-03-15, understood: true}
`) as unknown;

type Json = null | string | number | boolean | Json[] | { [key: string]: Json };
const other: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  null,
  'x',
  '',
  7,
  1.5,
  300,
  0.5,
  -3,
  true,
  [],
  ['dad'],
  {},
  { id: 'q' },
  'all',
  'legal',
  '2026-03-02',
  '2026-02-30',
  '2026-03',
  '50万',
  '-50万',
  '80%',
  '300%',
  '20y',
  'CN',
  [1, 2],
  'life',
);

const QUOTED = { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' } as const;

/** One acceptable file of each kind, to be spoilt. */
const STARTS: Readonly<Record<string, NonNullable<Json>>> = {
  plan: FULL as NonNullable<Json>,
  catalog: {
    insurer: '示例人寿',
    market: 'CN',
    defaults: { cooling_off: 15 },
    products: [
      {
        id: 'a',
        name: '安心',
        type: 'ci',
        pays: { ci: 'sum' },
        ages: [18, 50],
        ratio: '80%',
        deductible: '1万',
        renewal: { guaranteed_years: 0 },
        exclusions: [{ what: '既往症', clause: '2.5' }],
        clauses: { ci: '2.4' },
        on_sale: { from: '2025-01-01' },
      },
    ],
  },
  client: {
    name: '李先生一家',
    plan: 'li.plan.yaml',
    source: { via: 'referral', on: '2026-02-10' },
    events: [{ who: 'kid', what: '生日', on: '08-15' }],
    reviews: [{ on: '2027-03-10', income: { dad: '38万' } }],
    claims: [
      {
        id: 'c1',
        kind: 'medical',
        documents: { 病历: true },
        progress: [{ on: '2027-01-08', stage: 'paid', amount: 3260 }],
      },
    ],
  },
  goals: {
    year: 2026,
    target: { clients: 36, deals: 24 },
    monthly: { clients: 3, deals: 2 },
    months: [{ month: '2026-01', leads: { warm: 6 }, clients: 3, deals: 2 }],
  },
  config: {
    root: true,
    market: 'HK',
    severities: { 'plan/no-needs': 'off' },
    thresholds: { x: 1.5 },
    ignore: ['a/**'],
    asOf: '2026-03-02',
  },
  'front-matter': {
    title: 'x',
    catalog: ['a.catalog.yaml'],
    cast: { 太太: '王女士', 顾问: { role: 'agent' } },
    approval: { until: '2026-08-31' },
  },
};

/** A copy with one place changed: replaced, dropped, doubled under another key. */
function mutate(value: Json, path: readonly number[], how: number, by: Json): Json {
  const copy = structuredClone(value);
  let holder: Json[] | { [key: string]: Json } | undefined;
  let key: string | number = '';
  let node: Json = copy;
  for (const step of path) {
    if (typeof node !== 'object' || node === null) break;
    const keys = Object.keys(node);
    if (keys.length === 0) break;
    holder = node;
    key = keys[step % keys.length]!;
    node = (node as { [key: string]: Json })[key]!;
  }
  if (!holder) return copy;
  const target = holder as { [key: string]: Json };
  if (how === 0) target[key] = by;
  else if (how === 1) Array.isArray(holder) ? holder.splice(Number(key), 1) : delete target[key];
  else if (!Array.isArray(holder)) target.stranger = by;
  return copy;
}

/** Whether the value is acceptable, asked of both; `accepts` is ajv's reading of the same schema. */
function agree(name: keyof typeof SCHEMAS, accepts: ReturnType<typeof oracle>, value: Json): void {
  const text = stringify(value, QUOTED);
  const findings = validate(parseTree(text).root, SCHEMAS[name]);
  // Kept out of the comparison: what ajv cannot know (a low number first, absurd but readable amounts), and the
  // required keys that a coded rule reports or that an obvious misspelling stands for.
  const own = findings.filter((each) => each.severity === 'error' && each.code !== 'range');
  const theirs = accepts(value) ? [] : (accepts.errors ?? []).filter((each: ErrorObject) => !soft(each));
  assert.equal(
    own.length === 0,
    theirs.length === 0,
    `${text}\n${JSON.stringify(own.map((each) => each.message.en))}\n${JSON.stringify(theirs)}`,
  );
}

describe('the validator agrees with ajv', () => {
  /** A product of the catalogue with one more fact, and whether that is acceptable. */
  const facts: readonly [string, Json, boolean][] = [
    ['ratio', 0.8, true],
    ['ratio', 1, true],
    ['ratio', 7, false],
    ['ratio', -0.1, false],
    ['ratio', '700%', false],
    ['deductible', 0, true],
    ['deductible', -1, false],
    ['deductible', '-1万', false],
  ];
  const accepts = oracle(SCHEMAS.catalog);
  for (const [key, fact, acceptable] of facts)
    it(`${acceptable ? 'takes' : 'refuses'} ${key}: ${fact}`, () => {
      const value: Json = {
        insurer: '示例人寿',
        market: 'CN',
        products: [{ id: 'a', name: '安心', type: 'ci', [key]: fact }],
      };
      agree('catalog', accepts, value);
      assert.equal(accepts(value), acceptable);
    });
});

describe('property: the validator agrees with ajv', () => {
  for (const name of ['plan', 'catalog', 'client', 'goals', 'config', 'front-matter'] as const)
    it(name, () => {
      const accepts = oracle(SCHEMAS[name]);
      const start = STARTS[name]!;
      assert.deepEqual(validate(parseTree(stringify(start, QUOTED)).root, SCHEMAS[name]), []);
      fc.assert(
        fc.property(
          fc.array(fc.tuple(fc.array(fc.nat(20), { minLength: 1, maxLength: 5 }), fc.nat(2), other), { maxLength: 3 }),
          (steps) => {
            let value: Json = start;
            for (const [path, how, by] of steps) value = mutate(value, path, how, by);
            agree(name, accepts, value);
          },
        ),
        { numRuns: runs(400) },
      );
    });
});

/** Missing keys that are less than an error with us. */
function soft(error: { keyword: string; params: object }): boolean {
  const missing = 'missingProperty' in error.params ? String(error.params.missingProperty) : '';
  return error.keyword === 'required' && (missing === 'needs' || missing === 'market');
}
