// A company's pack is laid over the program of the build: it must find what compiling everything together finds.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  codedRules,
  companyRuleSet,
  compileRuleSet,
  loadPack,
  type PackFileText,
  standardPackSource,
  standardRuleSet,
} from '../../server/src/core/index.ts';
import type { RuleSet } from '../../server/src/core/rules/rule-set.ts';

const texts = readdirSync('test/sentences')
  .flatMap((file) => readFileSync(path.join('test/sentences', file), 'utf8').split('\n'))
  .filter((line) => line.trim() !== '')
  .map((line) => (JSON.parse(line) as { text: string }).text)
  .filter((_, index) => index % 8 === 0)
  .concat('签了送您空气炸锅，集点换礼', '这款贴心保你满意', '承诺兑现率每年5%', '分红不作数，贴心保');

const standard = standardPackSource();
const [shared] = standard.rules[0]!.parts[0]!.phrases;

function packOf(files: Readonly<Record<string, string>>) {
  const list = Object.entries(files).map(([name, text]): PackFileText => ({ uri: `file:///c/${name}`, text }));
  const { pack, faults } = loadPack(list, { base: [standard], codedRules: codedRules.map(({ id }) => id) });
  assert.deepEqual(faults, []);
  return pack;
}

/** Every match as `owner phrase start-end pieces`, in an order of its own: numbers differ between the two. */
function found({ phrases }: RuleSet, text: string): string[] {
  return phrases
    .matches(text)
    .map((match) => {
      const owner = phrases.owner(match.phrase);
      const who = 'rule' in owner ? owner.rule.id : owner.disclosure;
      const pieces = match.pieces.map((piece) => `${piece.start}-${piece.end}`).join();
      const used = phrases.used(match, text).map((use) => `${use.start}-${use.end}`);
      return `${owner.kind} ${who} ${owner.source.text} ${match.start}-${match.end} ${pieces} ${used}`;
    })
    .sort();
}

const RULE = (phrases: string) =>
  `id: claims/mine\ntitle: {zh: 甲, en: a}\nwhy: {zh: 甲, en: a}\nmessage: {zh: 甲, en: a}\nbasis: practice\nmarkets: {CN: {severity: warning}}\nphrases: {zh: ${phrases}}\nexamples: [{bad: "[[甲]]"}, {good: 乙}]\n`;

describe('a pack laid over the standard program', () => {
  const packs: readonly [string, Readonly<Record<string, string>>][] = [
    ['adds nothing', { 'pack.yaml': 'name: c\n' }],
    [
      'extends rules, adds one, adds words, lists of its own and another way to say a disclosure',
      {
        'pack.yaml': 'name: c\n',
        'a.yaml': 'extends: claims/rebate-gift\nphrases: {zh: [集点换礼]}\nallow: {zh: [送您一份红包封面]}\n',
        'b.yaml': `extends: claims/guaranteed-return\nallow: {zh: [${JSON.stringify(shared!.text)}]}\n`,
        'words.yaml': 'vow: {zh: [贴心保]}\npresent: {zh: [空气炸锅]}\nown: {zh: [<vow>, 兑现率]}\n',
        'mine.yaml': RULE('[贴心保, "<vow> … <return>", 分红 …… 满意, "<own> … <percent>"]'),
        'disclosures.yaml':
          '- {id: dividend-uncertain, names: [分红不确定], title: {zh: 甲, en: a}, text: {zh: 甲, en: a}, phrases: {zh: [分红不作数]}}\n',
      },
    ],
  ];
  for (const [what, files] of packs)
    it(`finds the same when it ${what}`, () => {
      const pack = packOf(files);
      const layered = companyRuleSet([pack]);
      const whole = compileRuleSet([{ source: standard }, pack], codedRules);
      assert.deepEqual([layered.faults, whole.faults], [[], []]);
      let matches = 0;
      for (const text of texts) {
        const expected = found(whole, text);
        assert.deepEqual(found(layered, text), expected, text);
        matches += expected.length;
        for (const list of ['vow', 'present'])
          assert.deepEqual(layered.phrases.words(list, text), whole.phrases.words(list, text));
      }
      assert.ok(matches > 100, `${matches} matches`);
      const alternatives = (set: RuleSet) =>
        Array.from({ length: set.phrases.size }, (_, phrase) => set.phrases.alternatives(phrase).length);
      const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
      assert.equal(sum(alternatives(layered)), sum(alternatives(whole)));
    });

  it('keeps a match the same object while the text is the same', () => {
    const { phrases } = companyRuleSet([packOf({ 'pack.yaml': 'name: c\n', 'mine.yaml': RULE('[贴心保]') })]);
    const text = '保本保息，贴心保';
    assert.equal(phrases.matches(text), phrases.matches(text));
    assert.ok(phrases.matches(text).length > 1);
  });

  it('leaves the standard rule set as it was', () => {
    const before = found(standardRuleSet(), '保本保息');
    const pack = packOf({ 'pack.yaml': 'name: c\n', 'words.yaml': 'vow: {zh: [贴心保]}\n' });
    const { phrases } = companyRuleSet([pack]);
    assert.equal(phrases.words('vow', '贴心保').length, 1);
    assert.deepEqual(standardRuleSet().phrases.words('vow', '贴心保'), []);
    assert.deepEqual(found(standardRuleSet(), '保本保息'), before);
  });
});
