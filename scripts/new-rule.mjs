// `npm run new-rule -- claims/my-rule`: writes a rule file to fill in. The file is the rule's registration, tests and page.
// `npm run new-rule -- plan/my-rule` (or process/, script/, disclosure/, privacy/, style/) writes a rule in code.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fail, root } from './setup.mjs';

const coded = ['plan', 'process', 'script', 'disclosure', 'privacy', 'style'];
const id = process.argv[2] ?? '';
const [, group, name] = /^([a-z]+)\/([a-z][a-z0-9-]*)$/.exec(id) ?? [];
if (!group || (group !== 'claims' && !coded.includes(group))) {
  fail(`Say which rule: npm run new-rule -- claims/NAME, or one of ${coded.map((item) => `${item}/NAME`).join(', ')}.
NAME is in small letters with hyphens and names what is wrong, such as claims/rebate-gift.`);
}

const file =
  group === 'claims' ? `server/packs/standard/claims/${name}.yaml` : `server/src/core/rules/${group}/${name}.ts`;
const full = path.join(root, file);
if (existsSync(full)) fail(`${file} is there already.`);
mkdirSync(path.dirname(full), { recursive: true });
writeFileSync(full, group === 'claims' ? phraseRule() : codedRule());
console.log(`${file}
Fill in what is in capitals, then: npm run test:unit -- test/rules.test.ts`);

function phraseRule() {
  return `id: ${id}
title:
  en: WHAT IS WRONG, IN A FEW WORDS
  zh: 一句话说明
why:
  en: ONE PARAGRAPH THAT A SALESPERSON UNDERSTANDS.
  zh: 销售人员看得懂的一段话。
basis: practice # or law, when a verified citation names the conduct
markets:
  CN: {severity: warning} # with a law: cite: [id of citations.yaml]
reads: {speakers: [agent], kinds: [pitch, plan]}
phrases: # literals, (a|b), [optional], <list>, <percent>, … for a gap; see docs/rules.md
  zh:
    - 示例说法
message:
  en: WHAT IS SAID, WHY IT MAY NOT BE, WHAT TO DO INSTEAD.
  zh: 说了什么、为什么不行、怎么改。
examples: # [[ ]] marks what is underlined; every alternative of every phrase needs a bad example
  - bad: "代理人：这里是[[示例说法]]。"
  - good: "代理人：这里换一种说法。"
`;
}

function codedRule() {
  return `/** WHAT IT CHECKS, and why that cannot be said in data. */
import { defineRule } from '../rule.ts';

export default defineRule({
  id: '${id}',
  title: { en: 'WHAT IS WRONG, IN A FEW WORDS', zh: '一句话说明' },
  why: { en: 'ONE PARAGRAPH THAT A SALESPERSON UNDERSTANDS.', zh: '销售人员看得懂的一段话。' },
  basis: 'practice',
  markets: { CN: { severity: 'warning', cite: [] } },
  kinds: ['${group === 'script' ? 'pitch' : 'plan'}'],
  message: { en: 'WHAT, WHY, WHAT TO DO.', zh: '是什么、为什么、怎么改。' },
  examples: [
    { kind: 'bad', text: '' },
    { kind: 'good', text: '' },
  ],
  check({ document, report }) {
    // ask the typed model and the segments; never raw text with a regular expression
    if (document.segments.length === 0) report({ range: { start: 0, end: 0 } });
  },
});
`;
}
