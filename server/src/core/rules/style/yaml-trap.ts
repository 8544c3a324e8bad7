import { marketsWith } from '../plan/markets.ts';
import { defineRule } from '../rule.ts';

/**
 * The card of what the YAML reader reports while it reads: full-width marks as syntax, tabs, unquoted codes. The reader
 * finds them because only it knows where the text stops being YAML; here is what they mean.
 */
export default defineRule({
  id: 'style/yaml-trap',
  title: { zh: '符号和引号的陷阱', en: 'Traps of marks and quotes' },
  why: {
    zh: '全角冒号、逗号不算语法，制表符不能缩进，没加引号的 0001 会变成 1、长号码会丢尾数，半角逗号会把句子截断。屏幕上看着对，读出来的却是另一份资料。',
    en: 'Full-width colons and commas are no syntax, tabs cannot indent, an unquoted 0001 becomes 1, long numbers lose digits and a comma cuts a sentence in two. It looks right on the screen and reads as something else.',
  },
  basis: 'structure',
  markets: marketsWith('error', {}),
  kinds: ['plan', 'client', 'catalog', 'goals'],
  handbook: '2',
  message: { zh: '符号或引号问题。', en: 'A trap of YAML.' },
  // the findings come from the reader, in documents/yaml/traps.ts
  check() {},
  examples: [
    {
      kind: 'bad',
      in: 'goals',
      text: 'kind: goals\nyear[[：]]2026\n',
      fixed: 'kind: goals\nyear: 2026\n',
    },
    { kind: 'good', in: 'goals', text: 'kind: goals\nyear: 2026\n' },
  ],
});
