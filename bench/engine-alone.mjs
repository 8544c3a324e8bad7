// The phrase engine by itself: bundled and run by engine.mjs, so that nothing else is in the process. Prints one line of JSON.
import { readFileSync } from 'node:fs';
import { standardPackSource, standardRuleSet } from '../server/src/core/index.ts';
import { compilePhrases } from '../server/src/core/rules/phrases/compile.ts';
import { readWordLists } from '../server/src/core/rules/phrases/words.ts';

const lines = readFileSync(process.argv[2], 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line).text);

/** Seconds of processor time that each takes to read all lines, the least of several rounds; they take turns. */
function reading(engines, rounds) {
  const least = engines.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < rounds; round++)
    engines.forEach((phrases, i) => {
      const before = process.cpuUsage();
      for (const line of lines) phrases.matchesFresh(line);
      const { user, system } = process.cpuUsage(before);
      least[i] = Math.min(least[i], (user + system) / 1e6);
    });
  return least;
}

/** Phrases of two words each that no text holds. */
function unheard(count) {
  const word = (i) => String.fromCharCode(0x3400 + (i % 6000), 0x3400 + ((i * 7 + 3) % 6000));
  return Array.from({ length: count }, (_, i) => ({
    text: `${word(i)} … ${word(i + 8111)}`,
    owner: { kind: 'disclosure', disclosure: 'none', source: { language: 'zh', index: i, text: '' } },
  }));
}

const standard = standardRuleSet().phrases;
const [alone] = reading([standard], 10);
const own = Array.from({ length: standard.size }, (_, phrase) => {
  const owner = standard.owner(phrase);
  return { text: owner.source.text, owner };
});
const { lists } = readWordLists(standardPackSource().words);
const few = compilePhrases(own, lists).compiled;
const many = compilePhrases([...own, ...unheard(9 * own.length)], lists).compiled;
const [once, tenTimes] = reading([few, many], 8);
console.log(JSON.stringify({ alone, phrases: few.size, once, tenTimes }));
