/** The hover over terms of the trade: a text with the cursor, and the term whose card must show. */
import assert from 'node:assert/strict';
import { readDocument, standardRuleSet } from '../../server/src/core/index.ts';
import { glossaryCard } from '../../server/src/features/glossary.ts';

const CASES: readonly [string, 'pitch' | 'plan', string, string | undefined][] = [
  ['in what the agent says', 'pitch', '代理人：这份保单的现¦金价值写在合同里。', '现金价值'],
  ['by another name', 'pitch', '代理人：解约¦金前几年比较少。', '现金价值'],
  ['in English', 'pitch', 'Agent: The cash va¦lue is in the table.', '现金价值'],
  ['the longer of two terms', 'pitch', '代理人：保证续¦保到什么时候，看条款。', '保证续保'],
  ['in a plan', 'plan', 'kind: plan\ntitle: 前几年的现金价¦值比较低\n', '现金价值'],
  ['an everyday word', 'pitch', '代理人：社¦保打底，商保补充。', '社保'],
  ['by its full name', 'pitch', '# 朋友圈\n商业保¦险也有免赔额。', '商保'],
  ['not inside another word', 'pitch', 'Agent: The dividend¦ed sum.', undefined],
  ['not beside it', 'pitch', '代理人：现金价值写在合同里，请您看¦一下。', undefined],
];

describe('the glossary’s hover', () => {
  for (const [name, kind, marked, term] of CASES)
    it(name, () => {
      const offset = marked.indexOf('¦');
      const document = readDocument({ uri: `file:///a.${kind}`, kind, text: marked.replace('¦', '') });
      const card = glossaryCard(document, offset, standardRuleSet());
      assert.equal(card && /^\*\*(.+?)\*\*/.exec(card.zh)?.[1], term);
    });
});
