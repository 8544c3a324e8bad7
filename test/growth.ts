/**
 * Inputs whose cost must grow with their size and not faster. Tests read the large ones, to the end and rightly; the bench
 * weighs large against small (bench/growth.ts), for time decides no test.
 */
import type { Document } from '../server/src/core/documents/document.ts';
import { readDocument } from '../server/src/core/index.ts';

export const TELLS = '代理人：@产品(ci-70) 确诊合同列明的疾病就给付100万。\n';

const countTo = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

/** Phrases that `TEXTS` are read for. */
export const PHRASES = [
  '~保本',
  '~稳赚',
  '保证 … 收益',
  '收益 …… <percent>',
  '(百分之五|保证)(收益|本金) … 保证 & 稳赚',
];

/** Texts of `n` UTF-16 units, about: by what they consist of. */
export const TEXTS: Readonly<Record<string, (n: number) => string>> = {
  'prose on one line': (n) => '这款产品保证每年的收益有5%，您放心。'.repeat(n / 18),
  'one sentence without an end': (n) => '这款产品保证每年的收益有百分之五'.repeat(n / 16),
  'only separators': (n) => '.·-* '.repeat(n / 5),
  'only triggers': (n) => '保证收益'.repeat(n / 4),
  'triggers wedged apart': (n) => '保.证 收*益'.repeat(n / 7),
  'triggers by ear': (n) => '包本宝证文赚'.repeat(n / 6),
  'letters beside Han': (n) => '保ben稳zhuan'.repeat(n / 10),
  'only numbers': (n) => '5%'.repeat(n / 2),
  'letters spelled out': (n) => 'g-u-a-r '.repeat(n / 8),
};

/** Characters that are trouble when there are many of them. */
export const UNITS = [
  ...['.', ' ', '保', '包', '保.', '，保', '保，本，', 'a ', 'a-', '🌟', '\u200b', '保a'],
  ...['1', '一', '1,', '5%', '保1', '⑽', 'g@', '1-'],
];

/** A rule file of `n` phrases. */
export const rulePhrases = (n: number, phrase: (i: number) => string): string =>
  ruleOf(`[${countTo(n, (i) => JSON.stringify(phrase(i))).join(', ')}]`);

/** A rule file with these phrases, as YAML has them in a flow list. */
export const ruleOf = (phrases: string): string =>
  `id: claims/x\ntitle: {zh: 甲, en: x}\nwhy: {zh: 甲, en: x}\nmessage: {zh: 甲, en: x}\nbasis: practice\nmarkets: {CN: {severity: warning}}\nphrases: {zh: ${phrases}}\nexamples: [{bad: "[[甲]]"}, {good: 乙}]\n`;

export const soundPhrase = (i: number): string =>
  `甲${String.fromCharCode(0x4e00 + (i % 5000), 0x5000 + ((i * 7) % 3000))}乙`;

export const phraseOfNoList = (i: number): string => `<nolist${i}> … 收益`;

/** A talk that branches `count` times in a row, each branch going on to the next. */
export function rowOfBranches(count: number, last: string): string {
  const rows = countTo(count, (i) => `? 回答${i}\n  代理人：好的，第${i}页。\n代理人：再看下一页。\n`);
  return `# 方案讲解\n${TELLS}${rows.join('')}${last}`;
}

interface Script {
  readonly text: string;
  readonly beside?: readonly Document[];
}

/** Scripts of `n` branches or stages, hard for rules that look at every path. */
export const SCRIPTS: Readonly<Record<string, (n: number) => Script>> = {
  'a row of branches': (n) => ({ text: rowOfBranches(n, '代理人：就到这里。\n') }),
  'branches that go back to the start': (n) => ({
    text: rowOfBranches(n, '? 再来\n  -> 方案讲解\n? 好\n  代理人：就到这里。\n').replaceAll(
      '代理人：好的',
      '-> 方案讲解 代理人：好的',
    ),
  }),
  'branches that all jump into another script of as many': (n) => ({
    text: `# 方案讲解\n${TELLS}${countTo(n, (i) => `? 答${i}\n  代理人：好。\n  -> other.pitch#不赔的\n`).join('')}`,
    beside: [
      readDocument({
        uri: 'file:///other.pitch',
        kind: 'pitch',
        text: `# 不赔的\n${rowOfBranches(n, '代理人：好。\n').slice(7)}`,
      }),
    ],
  }),
  'branches within branches': (n) => ({
    text: `# 方案讲解\n${TELLS}${countTo(n, (i) => {
      const depth = ' '.repeat((i % 40) * 2);
      return `${depth}? 答${i}\n${depth}  代理人：好，第${i}页。\n`;
    }).join('')}`,
  }),
  'stages that jump to each other in a ring': (n) => ({
    text: countTo(
      n,
      (i) => `# 讲${i} {presentation}\n${TELLS}? 下一段\n  -> 讲${(i + 1) % n}\n? 够了\n  代理人：就到这里。\n`,
    ).join(''),
  }),
};
