/** Help in pack files: each case is a file of a company's pack with the cursor, and what must be offered or said. */
import assert from 'node:assert/strict';
import { rulesFeatures } from '../../server/src/features/rules/index.ts';
import { yamlFeatures } from '../../server/src/features/yaml/index.ts';
import { type Bench, bench, shown, uriOf } from './yaml-bench.ts';

const WORDS = 'nickname: {zh: [贴心保, 安心保], en: [snug cover]}\n';
const PACK: Readonly<Record<string, string>> = {
  'pitchlint.yaml': 'root: true\npacks: [house]\n',
  'house/pack.yaml': 'name: house\nversion: "1"\n',
  'house/words.yaml': WORDS,
  'house/disclosures.yaml':
    '- id: see-site\n  names: [官网提示]\n  title: {zh: 官网提示, en: See the site}\n  text: {zh: 以官网为准, en: See our site}\n',
};
const RULE = (rest: string) =>
  `id: claims/mine\ntitle: {zh: 甲, en: a}\nwhy: {zh: 甲, en: a}\nbasis: practice\n${rest}`;

function at(name: string, text: string): Promise<Bench> {
  return bench(name, text, PACK);
}

const COMPLETIONS: readonly [string, string, string, { has?: string[]; lacks?: string[]; first?: string[] }][] = [
  ['keys of a rule', 'house/claims/mine.yaml', RULE('¦'), { has: ['markets', 'phrases', 'examples'], lacks: ['id'] }],
  ['markets', 'house/mine.yaml', RULE('markets:\n  ¦'), { first: ['CN', 'HK', 'TW'] }],
  ['severities', 'house/mine.yaml', RULE('markets: {CN: {severity: ¦}}'), { first: ['error', 'warning'] }],
  ['channels', 'house/mine.yaml', RULE('markets: {CN: {channels: {¦}}}'), { has: ['public', 'training'] }],
  ['citations', 'house/mine.yaml', RULE('markets: {CN: {cite: [cn-il-¦]}}'), { has: ['cn-il-116', 'cn-sbm-17'] }],
  ['speakers', 'house/mine.yaml', RULE('reads: {speakers: [¦]}'), { has: ['agent', 'note', 'caption'] }],
  ['kinds', 'house/mine.yaml', RULE('reads: {kinds: [¦]}'), { has: ['pitch', 'plan', 'client'] }],
  ['stages', 'house/mine.yaml', RULE('reads: {stages: [¦]}'), { has: ['closing', 'moments'] }],
  ['guards', 'house/mine.yaml', RULE('quiet: [¦]'), { has: ['negated', 'contract-basis'] }],
  ['guards, one a line', 'house/mine.yaml', RULE('quiet:\n  - ¦'), { has: ['negated', 'product-term'] }],
  [
    'disclosures, the pack’s own too',
    'house/mine.yaml',
    RULE('cured_by: {disclosure: [¦]}'),
    { has: ['see-site', 'dividend-uncertain'] },
  ],
  ['rules to extend', 'house/mine.yaml', 'extends: ¦', { has: ['claims/rebate-gift'], lacks: ['plan/adults-first'] }],
  [
    'word lists inside a phrase',
    'house/mine.yaml',
    RULE('phrases: {zh: ["很 … <ni¦"]}'),
    { has: ['nickname', 'sure', 'percent'] },
  ],
  ['word lists in a list', 'house/mine.yaml', RULE('phrases:\n  zh:\n    - "<¦>"'), { has: ['nickname', 'return'] }],
  ['word lists in words.yaml', 'house/words.yaml', 'other: {zh: ["<¦"]}', { has: ['sure'] }],
  ['nothing else inside a phrase', 'house/mine.yaml', RULE('phrases: {zh: ["很好¦"]}'), { lacks: ['nickname', 'zh'] }],
  ['keys of pack.yaml', 'house/pack.yaml', 'name: house\n¦', { has: ['locks', 'severities', 'format'] }],
  ['rules to lock', 'house/pack.yaml', 'name: house\nlocks: {¦}', { has: ['claims/rebate-gift', 'plan/adults-first'] }],
  ['severities of locks', 'house/pack.yaml', 'locks: {claims/rebate-gift: ¦}', { first: ['error', 'warning'] }],
  ['keys of a word list', 'house/words.yaml', 'other:\n  ¦', { has: ['zh', 'zh-TW', 'en', 'evade'] }],
  ['lists to add words to', 'house/words.yaml', '¦', { has: ['sure', 'return'] }],
  ['keys of a disclosure', 'house/disclosures.yaml', '- id: x\n  ¦', { has: ['names', 'title', 'text', 'until'] }],
];

const HOVERS: readonly [string, string, string, readonly string[]][] = [
  ['a word list', 'house/mine.yaml', RULE('phrases: {zh: ["很 … <nick¦name>"]}'), ['`<nickname>`', '贴心保', '3 项']],
  ['a standard list, shortened', 'house/mine.yaml', RULE('phrases: {zh: ["<s¦ure>"]}'), ['`<sure>`', ' …']],
  ['a captured number', 'house/mine.yaml', RULE('phrases: {zh: ["等待期 … <days¦:d>"]}'), ['`{d}`', '天数']],
  ['a gap', 'house/mine.yaml', RULE('phrases: {zh: ["保证 ¦… 收益"]}'), ['12 个汉字']],
  ['a wide gap', 'house/mine.yaml', RULE('phrases: {zh: ["保证 …¦… 收益"]}'), ['隔着逗号']],
  ['either order', 'house/mine.yaml', RULE('phrases: {zh: ["保证 &¦ 收益"]}'), ['先后不论']],
  ['homophones', 'house/mine.yaml', RULE('phrases: {zh: ["~¦保本"]}'), ['谐音']],
  ['a guard', 'house/mine.yaml', RULE('quiet: [neg¦ated]'), ['`negated`', '否定词']],
  [
    'a citation with how sure it is',
    'house/mine.yaml',
    RULE('markets: {CN: {cite: [cn-il-¦116]}}'),
    ['保险法', '已读条文'],
  ],
  ['a disclosure', 'house/mine.yaml', RULE('cured_by: {disclosure: [see-¦site]}'), ['官网提示', '以官网为准']],
  ['the rule extended', 'house/mine.yaml', 'extends: claims/rebate-¦gift', ['`claims/rebate-gift`']],
  ['a rule that is locked', 'house/pack.yaml', 'locks: {claims/rebate-¦gift: error}', ['`claims/rebate-gift`']],
  ['a key', 'house/mine.yaml', RULE('qui¦et: [negated]'), ['守卫']],
];

describe('help in pack files', () => {
  for (const [what, name, text, { has = [], lacks = [], first = [] }] of COMPLETIONS)
    it(`completes ${what}`, async () => {
      const { document, offset, context } = await at(name, text);
      assert.equal(document.kind, 'rules');
      const entries = rulesFeatures.completion(document as never, offset, context);
      const labels = entries.map(({ label }) => label);
      assert.deepEqual(labels.slice(0, first.length), first);
      for (const label of has) assert.ok(labels.includes(label), `${label} in ${labels.slice(0, 20)}`);
      for (const label of lacks) assert.ok(!labels.includes(label), `${label} not in ${labels.slice(0, 20)}`);
      for (const { range } of entries) assert.ok(range.start <= offset && offset <= range.end);
    });

  it('puts the brackets round a list once', async () => {
    const text = RULE('phrases: {zh: ["很 … <ni¦>"]}');
    const { document, offset, context } = await at('house/mine.yaml', text);
    const entry = rulesFeatures.completion(document as never, offset, context).find((e) => e.label === 'nickname')!;
    const { start, end } = entry.range;
    const after = document.text.slice(0, start) + entry.insertText + document.text.slice(end);
    assert.ok(after.endsWith('zh: ["很 … <nickname>"]}'), after);
  });

  for (const [what, name, text, pieces] of HOVERS)
    it(`explains ${what}`, async () => {
      const { document, offset, context } = await at(name, text);
      const card = rulesFeatures.hover(document as never, offset, context);
      assert.ok(card, 'a card');
      for (const piece of pieces) assert.ok(card.zh.includes(piece), `${piece} in ${card.zh}`);
      assert.ok(card.en.length > 0 && card.range.start <= offset && offset <= card.range.end);
    });

  it('completes and explains rules in pitchlint.yaml', async () => {
    const open = await bench('pitchlint.yaml', 'packs: [house]\nseverities:\n  ¦', PACK);
    const labels = yamlFeatures.completion(open.document, open.offset, open.context).map(({ label }) => label);
    assert.ok(labels.includes('claims/rebate-gift'));
    const card = await bench('pitchlint.yaml', 'severities: {claims/rebate-¦gift: error}', PACK);
    assert.ok(yamlFeatures.hover(card.document, card.offset, card.context)?.zh.includes('claims/rebate-gift'));
  });

  const definitions: readonly [string, string, string, string | undefined][] = [
    ['a list of the pack', RULE('phrases: {zh: ["<nick¦name>"]}'), 'house/words.yaml', 'nickname'],
    ['a disclosure of the pack', RULE('cured_by: {disclosure: [see-¦site]}'), 'house/disclosures.yaml', 'see-site'],
    ['nothing for what is built in', RULE('phrases: {zh: ["<su¦re>"]}'), '', undefined],
  ];
  for (const [what, text, file, shown] of definitions)
    it(`goes to ${what}`, async () => {
      const { document, offset, context } = await at('house/mine.yaml', text);
      const places = rulesFeatures.definition(document as never, offset, context);
      if (shown === undefined) return assert.deepEqual(places, []);
      const [place] = places;
      assert.equal(place?.uri, uriOf(file));
      assert.equal(PACK[file]!.slice(place.range.start, place.range.end), shown);
    });
});

describe('names that a pack declares', () => {
  const FILES: Readonly<Record<string, string>> = {
    ...PACK,
    'pitchlint.yaml': 'root: true\npacks: [house]\nseverities:\n  claims/mine: error\n  claims/rebate-gift: error\n',
    'house/pack.yaml': 'name: house\nversion: "1"\nlocks: {"claims/mine#figure": warning}\n',
    'house/words.yaml': `${WORDS}other: {zh: ["<nickname>险"]}\npresent: {zh: [空气炸锅]}\n`,
    'house/gift.yaml': 'extends: claims/rebate-gift\nallow: {zh: ["送 <nickname>"]}\n',
    'house/mine.yaml': RULE('phrases: {zh: ["很 … <nickname>", "<days:d>"]}\ncured_by: {disclosure: [see-site]}\n'),
    'a.pitch':
      '# 方案讲解\n// pitchlint-disable-next-line claims/mine, claims/rebate-gift -- 客户原话\n代理人：nickname。[[披露：see-site]]\n',
  };
  const places: readonly [string, string, readonly string[]][] = [
    [
      'house/words.yaml',
      'nick¦name: {',
      [
        'house/gift.yaml:2 nickname',
        'house/mine.yaml:5 nickname',
        'house/words.yaml:1 nickname',
        'house/words.yaml:2 nickname',
      ],
    ],
    [
      'house/mine.yaml',
      'id: claims/mi¦ne',
      [
        'a.pitch:2 claims/mine',
        'house/mine.yaml:1 claims/mine',
        'house/pack.yaml:3 claims/mine',
        'pitchlint.yaml:4 claims/mine',
      ],
    ],
    [
      'house/mine.yaml',
      '[see-¦site]',
      ['a.pitch:3 see-site', 'house/disclosures.yaml:1 see-site', 'house/mine.yaml:6 see-site'],
    ],
  ];
  /** The file with the cursor at the mark of `piece`, every other file of the folder beside it. */
  const opened = async (name: string, piece: string) => {
    const { document, offset, context } = await bench(name, FILES[name]!.replace(piece.replace('¦', ''), piece), FILES);
    const session = { document: document as never, offset, context };
    return session;
  };
  for (const [name, piece, expected] of places) {
    const what = piece.replace('¦', '');
    it(`are found wherever they are named: ${what}`, async () => {
      const open = await opened(name, piece);
      const found = rulesFeatures.references(open.document, open.offset, open.context);
      assert.deepEqual(shown(open as never, found), expected);
    });
    it(`are renamed everywhere, and nothing else is: ${what}`, async () => {
      const open = await opened(name, piece);
      const newName = what.includes('/') ? 'claims/yours' : 'renamed';
      const result = rulesFeatures.rename(open.document, open.offset, newName, open.context);
      assert.ok(result.ok);
      const edits = [...result.edits].flatMap(([uri, list]) =>
        list.map(({ range, newText }) => ({ uri, range, newText })),
      );
      assert.deepEqual(shown(open as never, edits), expected);
      assert.deepEqual([...new Set(edits.map(({ newText }) => newText))], [newName]);
    });
  }

  const refused: readonly [string, string, string, string, RegExp][] = [
    ['what is built in', 'house/gift.yaml', 'extends: claims/rebate-¦gift', 'claims/x', /只有公司/],
    ['a list that adds to a built-in one', 'house/words.yaml', 'pre¦sent:', 'gifts', /只有公司/],
    ['a name that is taken', 'house/words.yaml', 'nick¦name: {', 'other', /已经有了/],
    ['a name that a standard list has', 'house/words.yaml', 'nick¦name: {', 'sure', /已经有了/],
    ['an id without a group', 'house/mine.yaml', 'id: claims/mi¦ne', 'mine', /claims\/my-rule/],
    ['a number', 'house/mine.yaml', '<da¦ys:d>', 'nights', /只有公司/],
  ];
  for (const [what, name, piece, newName, reason] of refused)
    it(`are not renamed: ${what}`, async () => {
      const open = await opened(name, piece);
      const result = rulesFeatures.rename(open.document, open.offset, newName, open.context);
      assert.ok(!result.ok);
      assert.match(result.reason.zh, reason);
    });
});
