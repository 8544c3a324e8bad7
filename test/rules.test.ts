/** Every example of every rule, every alternative of every phrase, and every citation. The rules are the data. */
import assert from 'node:assert/strict';
import { type ExampleBench, readDocument, runExamples, standardRuleSet } from '../server/src/core/index.ts';
import { standardExamples } from '../server/src/core/rules/pack/standard-examples.ts';
import { FAMILY_PLAN, FAMILY_SG_PLAN, SAMPLE_CATALOG, SAMPLE_SG_CATALOG } from './core/domain-household.ts';

const ruleSet = standardRuleSet();
const catalogs = Object.entries({ 'sample-life': SAMPLE_CATALOG, 'sample-sg': SAMPLE_SG_CATALOG }).map(([name, text]) =>
  readDocument({ uri: `example:///${name}.catalog.yaml`, kind: 'catalog', text }),
);
const plan = readDocument({ uri: 'example:///family.plan.yaml', kind: 'plan', text: FAMILY_PLAN });
const HOUSEHOLDS: Readonly<Record<string, string>> = { family: FAMILY_PLAN, 'family-sg': FAMILY_SG_PLAN };
const bench: ExampleBench = {
  read: (source) => readDocument(source),
  given: (name) => (HOUSEHOLDS[name] === undefined ? undefined : { text: HOUSEHOLDS[name], kind: 'plan' }),
  beside: [...catalogs, plan],
};

describe('rules', () => {
  it('compile without faults', () => assert.deepEqual(ruleSet.faults, []));
  for (const rule of ruleSet.rules)
    it(rule.id, () => {
      const failures = runExamples({ ...rule, examples: standardExamples(rule.id) }, ruleSet, bench).map(
        (f) => `#${f.example}: ${f.message.en}`,
      );
      assert.deepEqual(failures, []);
      const bases = [rule.markets, ...Object.values(rule.variants ?? {}).map((variant) => variant.markets ?? {})];
      for (const markets of bases)
        for (const [market, basis] of Object.entries(markets))
          for (const id of basis.cite) {
            assert.ok(ruleSet.citations.has(id), `${market}: citation ${id}`);
            assert.equal(ruleSet.citations.get(id)!.jurisdiction, market, `${id} stands under ${market}`);
          }
      if (rule.basis === 'law')
        assert.ok(
          Object.values(rule.markets).some((basis) => basis.cite.length > 0),
          'a rule of law cites the law of some market',
        );
    });
});
