/** docs/coverage.md says of every check of a proposal which rule makes it, or why none does; and it is up to date. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { standardRuleSet } from '../server/src/core/index.ts';

interface Check {
  readonly id: string;
  readonly check: string;
  readonly rules: readonly string[];
  readonly why?: string;
}

const checks = parse(readFileSync('docs/plan-checks.yaml', 'utf8')) as readonly Check[];

describe('coverage of plan checks', () => {
  it('names every check once', () => {
    assert.equal(new Set(checks.map(({ id }) => id)).size, 39);
    assert.equal(checks.length, 39);
  });

  it('names rules that exist, or a reason', () => {
    const ruleSet = standardRuleSet();
    for (const { id, rules, why } of checks) {
      for (const rule of rules) assert.ok(ruleSet.rule(rule), `${id}: there is no rule ${rule}`);
      if (rules.length === 0) assert.ok((why ?? '').length > 20, `${id}: neither a rule nor a reason`);
    }
  });

  it('stands on the page as it stands in the file', () => {
    const page = readFileSync('docs/coverage.md', 'utf8');
    const rows = page.split('\n').filter((line) => line.startsWith('| `plan-'));
    assert.deepEqual(
      rows,
      checks.map(({ id, check, rules, why }) => {
        const by = rules.length > 0 ? rules.map((rule) => `\`${rule}\``).join(', ') : '**not automated**';
        return `| \`${id}\` | ${check} | ${by} | ${why ?? ''} |`;
      }),
      'stale: run node scripts/coverage.mjs',
    );
  });
});
