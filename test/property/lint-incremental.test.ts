// What a document says after a series of edits, read from its previous version each time, is what it says read afresh.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Document, FileKind } from '../../server/src/core/documents/document.ts';
import { exampleProject, lint, readDocument, standardRuleSet } from '../../server/src/core/index.ts';
import { PLAN } from '../core/yaml-plan.ts';

const SCRIPT = `---
title: 演示
market: CN
---
# 促成
代理人：这款产品每年收益5%，您放心。[[披露：分红不确定]]
客户：是不是保本的？
代理人：对，没错。
> 备注：不要说稳赚
代理人：理赔包过，今天最后一天。
Agent: You are guaranteed to earn 6% a year.
`;
const pieces = fc.constantFrom(
  ...['稳赚', '不', '保.本', '每年收益6%', '。', '，', '\n', '代理人：', '客户：', '> ', '# 禁用话术\n', '对，'],
  ...['# pitchlint-disable-next-line claims/guaranteed-return -- 测试\n', '  ', '- ', 'why: 稳赚不赔\n', 'x'],
  ...['[[披露：分红不确定]]', '# 成交\n代理人：', '客户：是不是保本的？\n代理人：对，没错。\n', '代理人：好的。\n'],
);
const edits = fc.array(
  fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.nat(12), insert: pieces }),
  { minLength: 1, maxLength: 5 },
);

/** Everything that lint says, as plain data. */
function said(document: Document): unknown {
  const settings = { market: 'CN', severities: {}, thresholds: {}, asOf: '2026-11-22' } as const;
  return lint(document, exampleProject(document, settings, []), standardRuleSet());
}

describe('lint after edits', function () {
  this.timeout(120_000);
  const texts: readonly [FileKind, string, string][] = [
    ['pitch', 'file:///a.pitch', SCRIPT],
    ['plan', 'file:///a.plan.yaml', PLAN],
  ];
  for (const [kind, uri, start] of texts)
    it(`says of a ${kind} what it says of the same text read afresh`, () => {
      fc.assert(
        fc.property(edits, (series) => {
          let text = start;
          let document: Document = readDocument({ uri, kind, text });
          said(document);
          for (const { at, length, insert } of series) {
            const from = Math.floor(at * text.length);
            text = text.slice(0, from) + insert + text.slice(from + length);
            document = readDocument({ uri, kind, text }, document);
            assert.deepEqual(said(document), said(readDocument({ uri, kind, text })));
          }
        }),
        { numRuns: 60 },
      );
    });
});
