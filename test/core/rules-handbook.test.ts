/** What the handbook's own sentences must bring under the claim rules, and which must stay clean. */
import assert from 'node:assert/strict';
import { exampleProject, lint, readDocument, standardRuleSet } from '../../server/src/core/index.ts';

const ruleSet = standardRuleSet();
const FIRST = new Set(
  [
    'guaranteed-return',
    'covers-everything',
    'claim-guaranteed',
    'false-scarcity',
    'rebate-gift',
    'absolute-superlative',
  ].map((id) => `claims/${id}`),
);

function check(text: string, expected: readonly string[]): void {
  const document = readDocument({ uri: 'file:///handbook.pitch', kind: 'pitch', text });
  const project = exampleProject(document, { market: 'CN', severities: {}, thresholds: {}, asOf: '2026-11-22' }, []);
  const found = lint(document, project, ruleSet).diagnostics.filter((d) => FIRST.has(d.rule));
  assert.deepEqual(
    found.map((d) => `${d.rule} ${d.severity} ${text.slice(d.range.start, d.range.end)}`),
    expected,
    text,
  );
}

describe('the handbook', () => {
  it('6.1 exaggerated return', () =>
    check('代理人：这款年金险每年收益5%。', ['claims/guaranteed-return error 每年收益5%']));
  it('6.1 with what it demands instead', () => check('代理人：这款年金险每年收益5%，不过分红/万能收益不确定。', []));
  it('6.1 the demanded words alone', () => check('代理人：分红/万能收益不确定。', []));
  it('6.1 hidden exclusions', () => check('代理人：这款医疗险什么都报。', ['claims/covers-everything error 什么都报']));
  it('6.1 the bare promise', () => check('代理人：理赔包过。', ['claims/claim-guaranteed error 理赔包过']));
  it('6.1 the sentence that warns of it', () =>
    check('代理人：所有承诺以合同条款为依据，避免口头承诺“理赔包过”。', []));
  it('1.1 a free assessment is no rebate', () =>
    check('代理人：您身边是否有类似保障需求的朋友？我可为其免费做风险评估。', []));
});
