// What a document says after a series of edits, read from its previous version each time, is what it says read afresh.
import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import type { Document, FileKind } from '../../server/src/core/documents/document.ts';
import { exampleProject, lint, readDocument, standardRuleSet } from '../../server/src/core/index.ts';
import { PLAN } from '../core/yaml-plan.ts';
import { runs } from './runs.ts';

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
  const result = lint(document, exampleProject(document, settings, []), standardRuleSet());
  const { runs, diagnostics, silenced, skipped } = result;
  // what is shown from the runs is what the diagnostics say
  const shown = runs?.flatMap((run) =>
    run.diagnostics.map(({ rule, severity, message, range }) => ({
      ...{ rule, severity, message },
      range: { start: range.start + run.moved, end: range.end + run.moved },
    })),
  );
  if (shown)
    assert.deepEqual(
      shown,
      diagnostics.map(({ rule, severity, message, range }) => ({ rule, severity, message, range })),
    );
  return { diagnostics, silenced, skipped };
}

describe('lint after edits', () => {
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
        { numRuns: runs(60) },
      );
    });

  // a remembered slice of a text keeps the whole text: a keystroke would cost as much memory as the file
  for (const [kind, uri, start, unit] of [
    ['pitch', 'file:///long.pitch', SCRIPT, '代理人：我们把家里的开支一项一项列出来，再看缺口有多大。\n'],
    [
      'catalog',
      'file:///long.catalog.yaml',
      'products:\n',
      '  - {id: ci-90, name: 一款说明了等待期的重疾险, type: ci}\n',
    ],
  ] as const)
    it(`lets go of what a ${kind} was before its edits`, () => {
      const rows = 2000;
      const text = start + unit.repeat(rows);
      const at = (row: number) => start.length + unit.length * row + unit.indexOf('一') + 1;
      let document: Document = readDocument({ uri, kind, text });
      const edit = (row: number) => {
        const edited = `${text.slice(0, at(row))}第${row}${text.slice(at(row))}`;
        document = readDocument({ uri, kind, text: edited }, document);
        said(document);
      };
      for (let row = 0; row < 10; row++) edit(row);
      const before = usedMemory();
      for (let row = 10; row < rows; row += rows / 20) edit(row);
      const grown = (usedMemory() - before) / (2 * text.length);
      assert.ok(grown < 7, `20 edits keep the memory of ${grown.toFixed(1)} whole texts`);
    });
});

/** Bytes of the heap in use after a collection. */
function usedMemory(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}
