// `scan` makes no document of lines that no rule can have something to say of: it says what it would say of all of them.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ScanRecord } from '../../server/src/cli/scan-record.ts';
import { Scanner } from '../../server/src/cli/scanner.ts';
import { codedRules, standardRuleSet } from '../../server/src/core/index.ts';
import { standardExamples } from '../../server/src/core/rules/pack/standard-examples.ts';
import { runs } from './runs.ts';

/** The lines of all examples of all rules, as somebody would type them. */
const LINES = [
  ...new Set(
    standardRuleSet().rules.flatMap(({ id }) =>
      standardExamples(id).flatMap(({ text }) => text.replaceAll(/\[\[|\]\]/g, '').split('\n')),
    ),
  ),
];
const plain: Omit<ScanRecord, 'id' | 'text'> = {
  speaker: 'agent',
  language: 'zh-CN',
  market: 'CN',
  channel: 'script',
  thread: undefined,
};
const lean = new Scanner('2026-11-22', undefined);
const full = new Scanner('2026-11-22', undefined, () => false);

const shared = fc.record({
  language: fc.constantFrom('zh-CN' as const, 'zh-HK' as const, 'en' as const),
  market: fc.constantFrom('CN' as const, 'HK' as const, 'SG' as const, 'US' as const),
  channel: fc.constantFrom('script' as const, 'public' as const, 'training' as const),
  thread: fc.constantFrom(undefined, 'talk'),
});
const said = fc.record({
  text: fc.oneof(
    fc.constantFrom(...LINES),
    fc.constantFrom('', '嗯', 'İΣ𠀀', '身份证 110105 19491231 002X', '2026-11-22', '对，没错。'),
    fc.array(fc.constantFrom(...LINES), { minLength: 2, maxLength: 3 }).map((lines) => lines.join('\n')),
  ),
  speaker: fc.constantFrom('agent' as const, 'client' as const, 'note' as const, 'narrator' as const),
});

describe('lines of a scan', () => {
  it('every line of every example', () => {
    const records = LINES.map((text, id): ScanRecord => ({ ...plain, id, text }));
    const answers = lean.judge(records);
    assert.deepEqual(answers, full.judge(records));
    assert.ok(answers.filter((answer) => answer.includes('"rule"')).length > 500);
  });

  it('any records, alone and in conversations', () => {
    fc.assert(
      fc.property(shared, fc.array(said, { minLength: 1, maxLength: 8 }), (alike, records) => {
        const all = records.map((record, id): ScanRecord => ({ ...plain, ...alike, ...record, id }));
        assert.deepEqual(lean.judge(all), full.judge(all));
      }),
      { numRuns: runs(300) },
    );
  });

  it('every rule that a scan asks says what it needs of a line', () => {
    const asked = codedRules.filter(
      ({ id, kinds }) => /^(claims|disclosure|privacy)\//.test(id) && kinds.includes('pitch'),
    );
    assert.deepEqual(
      asked.filter(({ ofLoneLine }) => ofLoneLine === undefined).map(({ id }) => id),
      [],
    );
  });
});
