import assert from 'node:assert/strict';
import {
  endless,
  propagate,
  shortestPath,
  turnGraph,
  unreachable,
} from '../../server/src/core/documents/pitch/graph.ts';
import { readPitch } from '../../server/src/core/documents/pitch/read.ts';

const graphOf = (text: string) => turnGraph(readPitch({ uri: 'file:///a.pitch', kind: 'pitch', text }).script);
const has = (id: string) => (item: { type: string }) =>
  'content' in item &&
  (item as { content: { references: { id: string }[] } }).content.references.some((r) => r.id === id);

/** Whether every path to the end passes a line that discloses `d`. */
function always(text: string): boolean | undefined {
  const graph = graphOf(text);
  const state = propagate(graph, {
    initial: false,
    transfer: (item, b) => b || has('d')(item),
    join: (a, b) => a && b,
  });
  return state.before(graph.end);
}

describe('the turn graph', () => {
  it('needs a disclosure on every branch', () => {
    const both = '# 促成\n? 一\n  代理人：[[披露：d]]\n? 二\n  代理人：[[披露：d]]\n代理人：好\n';
    assert.equal(always(both), true);
    assert.equal(always(both.replace('二\n  代理人：[[披露：d]]', '二\n  代理人：嗯')), false);
    assert.equal(always(`${both.replaceAll('[[披露：d]]', '嗯')}代理人：[[披露：d]]\n`), true);
  });

  it('names the shortest path that misses it', () => {
    const graph = graphOf(
      '# 促成\n代理人：甲\n? 一\n  代理人：[[披露：d]]\n? 二\n  代理人：乙\n  代理人：丙\n? 三\n  代理人：丁\n',
    );
    const { items } = graph.script;
    const path = shortestPath(
      graph,
      graph.starts,
      (n) => n === graph.end,
      (n) => n < graph.end && has('d')(items[n]!),
    );
    assert.deepEqual(path, [0, 6, 7, graph.end]);
  });

  it('follows jumps, tells lost ones, and sees what is never reached or never ends', () => {
    const graph = graphOf(
      '# 促成\n代理人：甲\n-> 售后\n代理人：乙\n# 售后\n代理人：丙\n-> 售后\n-> 没有\n-> b.pitch#促成\n',
    );
    assert.deepEqual(
      [...graph.jumps.values()].map((j) => j.state),
      ['here', 'here', 'missing', 'file'],
    );
    assert.deepEqual(unreachable(graph), [2, 5, 6]);
    assert.deepEqual(endless(graph), [0, 1, 3, 4]);
  });

  it('lets posts stand alone', () => {
    const graph = graphOf('# 促成\n代理人：甲\n# 朋友圈\n文一\n# 朋友圈\n文二\n# 售后\n代理人：乙\n');
    assert.deepEqual(graph.starts, [0, 1, 2, 3]);
    assert.deepEqual(graph.successors.slice(0, 4), [[4], [4], [4], [4]]);
  });

  it('carries state through 1,000 branches in a row with a way back, in linear work', () => {
    const text = `# 异议处理\n${Array.from({ length: 1000 }, (_, i) => `? 问${i}\n  代理人：答${i}\n`).join('')}-> 异议处理\n`;
    const graph = graphOf(text);
    let steps = 0;
    const transfer = (_: unknown, before: number) => {
      steps++;
      return Math.min(before + 1, 3);
    };
    propagate(graph, { initial: 0, transfer, join: Math.max });
    assert.ok(steps < 5 * 2001, `${steps} steps`);
    assert.equal(endless(graph).length, 2001);
  });
});
