/** The program that a build keeps is the one that compiling gives, and is left alone where the phrases are others. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { codedRules, compileRuleSet, standardPackSource, standardRuleSet } from '../../server/src/core/index.ts';
import { prebuildProgram } from '../../server/src/core/rules/pack/compile.ts';
import { standardExamples } from '../../server/src/core/rules/pack/standard-examples.ts';
import { NumberReader, NumberWriter } from '../../server/src/core/text/number-code.ts';
import { standardProgram } from '../../server/src/generated/standard-program.ts';

const source = standardPackSource();
const fresh = compileRuleSet([{ source }], codedRules);
const disguised = ['这款产品包本', '稳zhuan不赔', '无fx，baoben', 'it is guar@nteed', '保.本 保 息', '穩賺不賠！'];

describe('prebuilt standard program', () => {
  it('is up to date', () => {
    const made = prebuildProgram(source, codedRules);
    for (const part of ['fingerprint', 'words', 'numbers', 'choices'] as const)
      assert.ok(standardProgram[part] === made[part], `${part}: run node scripts/generate.mjs`);
  });

  it('finds what a freshly compiled program finds', () => {
    const prebuilt = standardRuleSet();
    const texts = [...disguised, ...exampleTexts()];
    assert.ok(texts.length > 400, `${texts.length} texts`);
    let found = 0;
    for (const text of texts) {
      const expected = fresh.phrases.matchesFresh(text);
      assert.deepEqual(prebuilt.phrases.matchesFresh(text), expected, text);
      for (const match of expected)
        assert.deepEqual(prebuilt.phrases.used(match, text), fresh.phrases.used(match, text), text);
      found += expected.length;
    }
    assert.ok(found > 400, `${found} matches`);
  });

  it('has the same phrases, owners and lists', () => {
    const prebuilt = standardRuleSet().phrases;
    assert.equal(prebuilt.size, fresh.phrases.size);
    for (let phrase = 0; phrase < prebuilt.size; phrase++) {
      assert.deepEqual(prebuilt.owner(phrase).source, fresh.phrases.owner(phrase).source);
      assert.deepEqual(prebuilt.alternatives(phrase), fresh.phrases.alternatives(phrase));
    }
    for (const { name, words } of source.words) {
      const text = words.map((word) => word.text).join('。');
      assert.deepEqual(prebuilt.words(name, text), fresh.phrases.words(name, text), name);
    }
  });

  it('gives way when the phrases are others', () => {
    const fewer = { ...source, rules: [], words: [], disclosures: source.disclosures.slice(0, 1) };
    const { phrases, faults } = compileRuleSet([{ source: fewer }], [], standardProgram);
    assert.deepEqual(faults, []);
    assert.equal(phrases.size, source.disclosures[0]!.phrases.length);
    assert.deepEqual(
      phrases.matches('责任免除').map(({ phrase }) => phrases.owner(phrase).source.text),
      [source.disclosures[0]!.phrases[0]!.text],
    );
  });
});

describe('numbers as text', () => {
  it('come back as they were', () => {
    const lists = [[], [0], [31, 32, 1023, 1024], [-1, 1, -1], [0x3fffffff, 0, -0x3fffffff, -57, 58]];
    const out = new NumberWriter();
    for (const list of lists) out.writeList(list);
    out.write(0x7fffffff);
    const from = new NumberReader(out.text());
    for (const list of lists.slice(0, 4)) assert.deepEqual([...from.readList()], list);
    assert.deepEqual([...from.readList()], lists[4]);
    assert.equal(from.read(), 0x7fffffff);
    assert.doesNotMatch(out.text(), /[\\"\s]/);
  });
});

/** The texts of all rule examples, and every line of the examples and handbook. */
function exampleTexts(): string[] {
  const ofRules = source.rules.flatMap(
    ({ id }) => JSON.stringify(standardExamples(id)).match(/"(?:[^"\\]|\\.)*"/g) ?? [],
  );
  const files = readdirSync('examples', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
  const lines = files.flatMap((file) => readFileSync(file, 'utf8').split('\n'));
  return [...new Set([...ofRules.map((text) => JSON.parse(text) as string), ...lines])];
}
