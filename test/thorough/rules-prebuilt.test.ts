/** The program that a build keeps is the one that compiling gives, is left alone where the phrases are others, and is refused
 * where it is of another build. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { codedRules, compileRuleSet, standardPackSource, standardRuleSet } from '../../server/src/core/index.ts';
import { prebuildProgram } from '../../server/src/core/rules/pack/compile.ts';
import { standardProgram } from '../../server/src/core/rules/pack/standard.ts';
import { standardExamples } from '../../server/src/core/rules/pack/standard-examples.ts';
import { buildCharacters, CHARACTERS } from '../../server/src/core/text/characters.ts';
import { type Numbers, PackedArrays, packArrays, TableFault } from '../../server/src/core/text/packed.ts';

const source = standardPackSource();
const fresh = compileRuleSet([{ source }], codedRules);
const disguised = ['这款产品包本', '稳zhuan不赔', '无fx，baoben', 'it is guar@nteed', '保.本 保 息', '穩賺不賠！'];

describe('prebuilt standard program', () => {
  it('is up to date', () => {
    const made = prebuildProgram(standardProgram());
    const kept = standardProgram().program();
    assert.ok(kept.words === made.words, 'words: run node scripts/generate.mjs');
    assert.ok(Buffer.compare(kept.numbers, made.numbers) === 0, 'numbers: run node scripts/generate.mjs');
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
    const { phrases, faults } = compileRuleSet([{ source: fewer }], [], standardProgram());
    assert.deepEqual(faults, []);
    assert.equal(phrases.size, source.disclosures[0]!.phrases.length);
    assert.deepEqual(
      phrases.matches('责任免除').map(({ phrase }) => phrases.owner(phrase).source.text),
      [source.disclosures[0]!.phrases[0]!.text],
    );
  });
});

describe('a kept program that is of another build', () => {
  const kept = standardProgram();
  const { words, numbers } = kept.program();
  const [head, ...lines] = words.split('\n');
  const otherReadings = [{ ...codedRules[0]!, readings: { other: ['另一句话'] } }, ...codedRules.slice(1)];
  const cases: Record<string, Partial<typeof kept>> = {
    'than the pack': { stamp: kept.stamp + 1 },
    'than the coded rules': { codedRules: otherReadings },
    'in its words': { program: () => ({ words: [head, ...lines.slice(1)].join('\n'), numbers }) },
    'in its first line': { program: () => ({ words: ['1 2', ...lines].join('\n'), numbers }) },
    'in its numbers, cut off': { program: () => ({ words, numbers: numbers.subarray(0, numbers.length - 4) }) },
    'in its numbers': { program: () => ({ words, numbers: packArrays([Int32Array.of(7)]) }) },
  };
  for (const [name, change] of Object.entries(cases))
    it(`is refused with what to do: another ${name}`, () => {
      const prebuilt = { ...kept, ...change };
      const { source, codedRules } = prebuilt;
      assert.throws(
        () => compileRuleSet([{ source }], codedRules, prebuilt).phrases,
        (error: unknown) => error instanceof TableFault && error.message.includes('npm run build'),
      );
    });
});

describe('kept characters', () => {
  it('are up to date', () => {
    assert.deepEqual(CHARACTERS, buildCharacters());
  });
});

describe('packed arrays', () => {
  const arrays: Numbers[] = [
    Int32Array.of(-1, 0x7fffffff, -0x80000000),
    Uint8Array.of(1, 2, 255),
    new Uint16Array(0),
    Uint16Array.of(0xffff, 7, 8),
    Uint8Array.of(9),
  ];
  const packed = packArrays(arrays);

  it('come back as they were, wherever the bytes begin', () => {
    for (const offset of [0, 1, 4]) {
      const room = new Uint8Array(packed.length + offset);
      room.set(packed, offset);
      const from = new PackedArrays(room.subarray(offset));
      assert.deepEqual([from.int32(), from.uint8(), from.uint16(), from.uint16(), from.uint8()], arrays);
      assert.throws(() => from.uint8(), TableFault);
    }
  });

  it('are not copied', () => {
    assert.equal(new PackedArrays(packed).int32().buffer, packed.buffer);
  });

  it('are refused when they are of another kind, cut off, or no table', () => {
    assert.throws(() => new PackedArrays(packed).uint8(), TableFault);
    const cut = new PackedArrays(packed.subarray(0, packed.length - 4));
    for (const take of [() => cut.int32(), () => cut.uint8(), () => cut.uint16(), () => cut.uint16()]) take();
    assert.throws(() => cut.uint8(), TableFault);
    for (const bytes of [new Uint8Array(0), Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8), packed.subarray(0, 12)])
      assert.throws(() => new PackedArrays(bytes), TableFault);
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
