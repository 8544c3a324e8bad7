// Order and distance are asked of words before phrases are read, but only on lines that fold character for character: a
// line must hold the same with something invisible before it, which nobody asks there.
import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { compilePhrases } from '../../server/src/core/rules/phrases/compile.ts';
import type { PhraseOwner } from '../../server/src/core/rules/phrases/types.ts';
import { readWordLists } from '../../server/src/core/rules/phrases/words.ts';
import { runs } from './runs.ts';

const INVISIBLE = '\u200b';

const { lists } = readWordLists(
  Object.entries({
    gain: ['收益', '收[的]益', '利息', '(高|好)(收益|利)'],
    vow: ['保证', '保[你|您]赚', '稳赚', 'surely win', '<gain>稳'],
    figure: ['<percent>', '百分'],
  }).map(([name, words]) => ({
    name,
    evade: false,
    words: words.map((text, index) => ({ language: 'zh', index, text })),
  })),
);

const word = fc.constantFrom('保证', '收益', '(客户|您的)', '<gain>', '<vow>', '<percent>', '<number>', 'risk free');
const optional = fc.constantFrom('', '', '', '[的]', '[每年|都]', '[<gain>]');
const link = fc.constantFrom('', ' … ', ' …… ', ' & ');
const phrase = fc
  .tuple(word, fc.array(fc.tuple(optional, link, word), { minLength: 1, maxLength: 3 }))
  .map(([first, rest]) => first + rest.map((parts) => parts.join('')).join(''));
const line = fc
  .array(
    fc.constantFrom(
      ...[
        '保证',
        '收益',
        '利息',
        '高',
        '稳赚',
        '稳',
        '客户',
        '您的',
        '保您赚',
        '的',
        '每年',
        '都',
        '5%',
        '三',
        '，',
        '。',
        ' ',
      ],
      ...[
        '保证一二三四五六七八九十一二收益',
        '“”(',
        'risk free',
        'surely win',
        'a word',
        ', ',
        ': ',
        '.',
        '、',
        '百分之五',
      ],
    ),
    { maxLength: 24 },
  )
  .map((parts) => parts.join(''));

describe('property: order of words in phrases', () => {
  it('a line holds the same phrases whether or not their order is asked first', () => {
    const phrases = fc.array(phrase, { minLength: 4, maxLength: 8 });
    const several = fc.array(line, { minLength: 20, maxLength: 20 });
    let found = 0;
    fc.assert(
      fc.property(phrases, several, (list, lines) => {
        const inputs = list.map((text, index) => {
          const source = { language: 'zh', index, text };
          return { text, owner: { kind: 'disclosure', disclosure: 'none', source } satisfies PhraseOwner };
        });
        const { compiled } = compilePhrases(inputs, lists);
        for (const text of lines) {
          const asked = JSON.stringify(compiled.matchesFresh(text));
          if (asked !== '[]') found++;
          const whole = JSON.stringify(compiled.matchesFresh(INVISIBLE + text), (key, value) =>
            (key === 'start' || key === 'end') && value > 0 ? value - INVISIBLE.length : value,
          );
          assert.equal(asked, whole, `${text} with ${list.join(' | ')}`);
        }
      }),
      { numRuns: runs(300) },
    );
    assert.ok(found > 0);
  });
});
