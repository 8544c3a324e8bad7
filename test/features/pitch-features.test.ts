import assert from 'node:assert/strict';
import type { CatalogDocument, Document, PitchDocument } from '../../server/src/core/documents/document.ts';
import { yamlValue } from '../../server/src/core/documents/pitch/front-matter.ts';
import { readDocument } from '../../server/src/core/documents/read.ts';
import { applyEdits, exampleProject, lint, standardRuleSet } from '../../server/src/core/index.ts';
import type { Project, ResolvedProduct } from '../../server/src/core/project.ts';
import type { Disclosure, RuleSet } from '../../server/src/core/rules/rule-set.ts';
import { cleanPaste } from '../../server/src/features/code-actions.ts';
import { importScript } from '../../server/src/features/pitch/import.ts';
import { pitchFeatures } from '../../server/src/features/pitch/index.ts';
import type { FeatureContext, OutlineSymbol } from '../../server/src/features/types.ts';
import { SCRIPTS } from '../core/pitch-scripts.ts';

const CATALOG = `kind: catalog
insurer: 示例人寿
products:
  - id: demo-par
    name: 岁岁教育金
    type: annuity
    exclusions:
      - {what: 两年内自伤, clause: "2.5"}
    clauses: {returns: "3.2"}
  - id: demo-med
    name: 安心医疗
    type: medical
`;
const DISCLOSURES: Disclosure[] = [
  {
    id: 'cooling-off',
    names: ['犹豫期', 'cooling-off'],
    title: { zh: '犹豫期', en: 'Cooling-off' },
    versions: [{ text: { zh: '签收后有犹豫期。', en: 'There is a cooling-off period.' } }],
    phrases: [],
  },
  {
    id: 'exclusions',
    names: ['责任免除', 'exclusions'],
    title: { zh: '责任免除', en: 'Exclusions' },
    versions: [{ text: { zh: '有不赔的情形。', en: 'Some cases are not covered.' } }],
    phrases: [],
  },
];

/** A workspace of name → text; `¦` is the cursor, in the file that holds it. */
function open(files: Record<string, string>): { document: PitchDocument; offset: number; context: FeatureContext } {
  const documents: Document[] = [];
  let at = { uri: '', offset: 0 };
  for (const [name, marked] of Object.entries({ 'c.catalog.yaml': CATALOG, ...files })) {
    const uri = `file:///w/${name}`;
    const offset = marked.indexOf('¦');
    if (offset >= 0) at = { uri, offset };
    const kind = name.endsWith('.pitch') ? 'pitch' : 'catalog';
    documents.push(readDocument({ uri, kind, text: marked.replace('¦', '') }));
  }
  const catalog = documents.find((d): d is CatalogDocument => d.kind === 'catalog')!;
  const products: ResolvedProduct[] = [...(catalog.model.products?.items ?? [])].map((product) => ({
    product,
    document: catalog,
  }));
  const project = {
    documents: () => documents,
    files: () => documents.map(({ uri }) => uri),
    products: () => products,
    product: (_: Document, id: string) => products.find((p) => yamlValue(p.product.node, 'id')?.value === id),
    planOf: () => undefined,
    settingsOf: () => ({ asOf: '2026-11-20' }),
    resolve: (_: Document, path: string) => {
      const document = documents.find((d) => d.uri.endsWith(`/${path}`));
      return document ? { state: 'read', uri: document.uri, document } : { state: 'missing', uri: `file:///w/${path}` };
    },
  } as unknown as Project;
  const ruleSet = {
    disclosures: new Map(DISCLOSURES.map((d) => [d.id, d])),
    disclosureNamed: (name: string) => DISCLOSURES.find((d) => d.names.includes(name)),
  } as unknown as RuleSet;
  const document = documents.find((d) => d.uri === at.uri || (at.uri === '' && d.kind === 'pitch')) as PitchDocument;
  return { document, offset: at.offset, context: { project, ruleSet, diagnostics: [] } };
}

/** What the line becomes when the entry is taken. */
function complete(marked: string, label: string): string {
  const { document, offset, context } = open({ 'a.pitch': marked });
  const entries = pitchFeatures.completion(document, offset, context);
  const entry = entries.find((e) => e.label === label);
  assert.ok(entry, `${label} is not among ${entries.map((e) => e.label).join(', ')}`);
  assert.ok(entry.range.start <= offset && offset <= entry.range.end);
  return document.text.slice(0, entry.range.start) + entry.insertText + document.text.slice(entry.range.end);
}

describe('completion in a script', () => {
  const cases: [string, string, string, string][] = [
    ['stages', '# 需¦', '需求分析', '# 需求分析'],
    ['stages behind marks without a blank', '##需¦', '需求分析', '##需求分析'],
    ['settings that nothing closes yet', '---\nmarket: ¦', 'CN', '---\nmarket: CN'],
    [
      'speakers of a script that has just begun',
      '---\nmarket: CN\nplan: lu-family.plan.yaml\n---\n¦',
      '代理人',
      '---\nmarket: CN\nplan: lu-family.plan.yaml\n---\n代理人：',
    ],
    ['stage ids', '# 约 {cl¦}', 'closing', '# 约 {closing}'],
    ['built-in speakers', '代¦', '代理人', '代理人：'],
    ['cast', '---\ncast: {老陈: 陈先生}\n---\n老¦', '老陈', '---\ncast: {老陈: 陈先生}\n---\n老陈：'],
    ['note labels', '> 记¦', '记录', '> 记录：'],
    ['jump targets', '# 促成\n-> ¦', '促成', '# 促成\n-> 促成'],
    ['placeholders', '代理人：{{客¦', '客户称呼', '代理人：{{客户称呼}}'],
    ['placeholders before their end', '代理人：{{客¦}}', '客户称呼', '代理人：{{客户称呼}}'],
    ['disclosures', '代理人：好[[¦', '犹豫期', '代理人：好[[披露：犹豫期]]'],
    ['disclosures after the word', '代理人：好[[披露：犹¦]]', '犹豫期', '代理人：好[[披露：犹豫期]]'],
    ['products', '代理人：@产品(d¦', 'demo-par', '代理人：@产品(demo-par)'],
    ['clauses', '代理人：@条款(demo-par#¦)', '2.5', '代理人：@条款(demo-par#2.5)'],
    ['reference kinds', '代理人：@¦', '产品(', '代理人：@产品('],
    ['the four steps', '代理人：您担心（¦', '观察', '代理人：您担心（观察）'],
    ['English speakers', 'A¦', 'Agent', 'Agent: '],
  ];
  for (const [name, marked, label, result] of cases) it(name, () => assert.equal(complete(marked, label), result));

  it('other scripts to jump to', () => {
    const { document, offset, context } = open({ 'a.pitch': '# 破冰\n-> ¦', 'b.pitch': '# 促成\n' });
    const files = pitchFeatures.completion(document, offset, context).filter(({ kind }) => kind === 'file');
    assert.deepEqual(
      files.map(({ insertText }) => insertText),
      ['b.pitch#'],
    );
  });

  it('no step of a reply where a case names its source', () => {
    const { document, offset, context } = open({ 'a.pitch': '代理人：赔了20万@案例(¦' });
    assert.deepEqual(pitchFeatures.completion(document, offset, context), []);
  });

  it('shows a clause with its text', () => {
    const { document, offset, context } = open({ 'a.pitch': '代理人：@条款(demo-par#¦)' });
    const details = pitchFeatures.completion(document, offset, context).map((e) => `${e.label} ${e.detail.zh}`);
    assert.deepEqual(details, ['3.2 returns', '2.5 不赔：两年内自伤']);
  });
});

describe('hover in a script', () => {
  const cases: [string, string, RegExp][] = [
    ['a stage', '# 促¦成\n', /如实告知/],
    ['a disclosure', '代理人：[[披露：犹¦豫期]]', /签收后有犹豫期/],
    ['an unknown disclosure', '代理人：[[披露：乱¦写]]', /不算数/],
    ['a product', '代理人：@产品(demo¦-par)', /岁岁教育金[\s\S]*两年内自伤/],
    ['a clause', '代理人：@条款(demo-par#2¦.5)', /两年内自伤/],
    ['a placeholder', '代理人：{{客户¦称呼}}', /怎么称呼客户/],
    ['a step', '代理人：您担心（观¦察）', /观察.*感受.*需求.*请求/],
    ['a note label', '> 打¦动点：x', /备注/],
    ['a speaker', '代¦理人：x', /都要检查/],
  ];
  for (const [name, marked, expected] of cases) {
    it(name, () => {
      const { document, offset, context } = open({ 'a.pitch': marked });
      assert.match(pitchFeatures.hover(document, offset, context)?.zh ?? '', expected);
    });
  }
});

describe('hover on a jump into another script', () => {
  const OTHER = '---\ntitle: 签约当天\n---\n# 签约 {closing}\n代理人：请您本人签名。\n# 售后\n代理人：好的。\n';
  for (const [where, expected] of [
    ['-> b.¦pitch#签约', /签约当天[\s\S]*签约、售后/],
    ['-> b.pitch#签¦约', /促成.*`closing`/],
    ['-> b.pitch#没¦有', /b\.pitch.*没有/],
  ] as const)
    it(where, () => {
      const { document, offset, context } = open({ 'a.pitch': `# 破冰\n${where}\n`, 'b.pitch': OTHER });
      assert.match(pitchFeatures.hover(document, offset, context)?.zh ?? '', expected);
    });
});

/** The text of every file after a rename, or the refusal. */
function renamed(files: Record<string, string>, newName: string): Record<string, string> | string {
  const { document, offset, context } = open(files);
  const result = pitchFeatures.rename(document, offset, newName, context);
  if (!result.ok) return result.reason.zh;
  const after: Record<string, string> = {};
  for (const [uri, edits] of result.edits) {
    let { text } = context.project.documents().find((d) => d.uri === uri)!;
    for (const e of [...edits].reverse()) text = text.slice(0, e.range.start) + e.newText + text.slice(e.range.end);
    after[uri.slice('file:///w/'.length)] = text;
  }
  return after;
}

describe('names in a script', () => {
  it('renames a stage with its jumps, in other files too', () => {
    const files = { 'a.pitch': '# 约¦见\n代理人：好\n-> 约见\n', 'b.pitch': '-> a.pitch#约见\n-> 约见\n' };
    assert.deepEqual(renamed(files, '再约'), {
      'a.pitch': '# 再约\n代理人：好\n-> 再约\n',
      'b.pitch': '-> a.pitch#再约\n-> 约见\n',
    });
  });
  it('renames a stage from a jump in another file', () => {
    const files = { 'a.pitch': '# 约见\n', 'b.pitch': '-> a.pitch#约¦见\n' };
    assert.deepEqual(renamed(files, '再约'), { 'a.pitch': '# 再约\n', 'b.pitch': '-> a.pitch#再约\n' });
  });
  it('renames a cast member with every turn', () => {
    const files = { 'a.pitch': '---\ncast: {老陈: 陈先生}\n---\n老¦陈：好\n代理人：好\n老陈：行\n' };
    assert.deepEqual(renamed(files, '先生'), {
      'a.pitch': '---\ncast: {先生: 陈先生}\n---\n先生：好\n代理人：好\n先生：行\n',
    });
  });
  it('renames a product in scripts and catalogue', () => {
    const after = renamed({ 'a.pitch': '代理人：@产品(demo-m¦ed)，见 @条款(demo-med#1)\n' }, 'med-2');
    assert.ok(typeof after === 'object');
    assert.equal(after['a.pitch'], '代理人：@产品(med-2)，见 @条款(med-2#1)\n');
    assert.equal(after['c.catalog.yaml'], CATALOG.replace('demo-med', 'med-2'));
  });
  it('swaps a disclosure for another of the pack only', () => {
    const files = { 'a.pitch': '代理人：[[披露：犹¦豫期]] [[disclosure:cooling-off]]\n' };
    assert.deepEqual(renamed(files, '责任免除'), { 'a.pitch': '代理人：[[披露：责任免除]] [[disclosure:责任免除]]\n' });
    assert.match(renamed(files, '没有的') as string, /没有名为/);
  });
  it('refuses a taken name, an empty name and a built-in speaker', () => {
    assert.match(renamed({ 'a.pitch': '# 甲¦\n# 乙\n' }, '乙') as string, /已经有/);
    assert.match(renamed({ 'a.pitch': '# 甲¦\n' }, ' ') as string, /不能为空/);
    assert.match(renamed({ 'a.pitch': '代¦理人：好\n' }, '小李') as string, /cast/);
  });
  it('finds definitions and references', () => {
    const jump = open({ 'a.pitch': '# 甲\n-> 甲¦\n# 乙\n-> 甲\n' });
    const place = (l: { uri: string; range: { start: number } }) => `${l.uri.slice(10)}:${l.range.start}`;
    assert.deepEqual(pitchFeatures.definition(jump.document, jump.offset, jump.context).map(place), ['a.pitch:2']);
    assert.deepEqual(pitchFeatures.references(jump.document, jump.offset, jump.context).map(place), [
      'a.pitch:2',
      'a.pitch:7',
      'a.pitch:16',
    ]);
    const clause = open({ 'a.pitch': '代理人：@条款(demo-par#2.¦5)\n' });
    const [there] = pitchFeatures.definition(clause.document, clause.offset, clause.context);
    assert.match(CATALOG.slice(there!.range.start, there!.range.end), /两年内自伤/);
  });
  it('links plan, catalogue and scripts that exist', () => {
    const { document, context } = open({
      'a.pitch': '---\n{plan: no.plan.yaml, catalog: c.catalog.yaml}\n---\n-> b.pitch#甲\n',
      'b.pitch': '# 甲\n',
    });
    const found = pitchFeatures.links(document, context).map((l) => document.text.slice(l.range.start, l.range.end));
    assert.deepEqual(found, ['c.catalog.yaml', 'b.pitch']);
  });
});

describe('structure of a script', () => {
  const names = (symbols: readonly OutlineSymbol[]): unknown[] =>
    symbols.map((s) => (s.children.length ? [s.name, names(s.children)] : s.name));
  it('outlines stages and branches', () => {
    const { document } = open({ 'a.pitch': SCRIPTS.OBJECTIONS });
    assert.deepEqual(names(pitchFeatures.outline(document)), [
      ['异议处理', ['手头有点紧', '分红到底有多少', '我和家人商量']],
      '再约时间',
    ]);
  });
  it('colours speakers, labels, branches, marks and headings', () => {
    const { document } = open({
      'a.pitch':
        '# 促成\n代理人：{{client}}（观察）@产品(p) [[披露：犹豫期]]\n? 贵{{x}}了\n  > 记录：y\n-> 促成\n@署名()\n',
    });
    assert.deepEqual(
      pitchFeatures.semanticTokens(document).map((t) => `${t.kind} ${document.text.slice(t.range.start, t.range.end)}`),
      [
        'stage 促成',
        'speaker 代理人',
        'placeholder {{client}}',
        'mark （观察）',
        'reference @产品(p)',
        'disclosure [[披露：犹豫期]]',
        'branch 贵',
        'placeholder {{x}}',
        'branch 了',
        'note 记录',
        'jump 促成',
        'mark @署名()',
      ],
    );
  });
  it('formats branches, spacing and widths', () => {
    const before = '#需求分析\n代理人 :好 \n？太贵\n\t代理人：一\n\t\t二\n      >记录:x\n→需求分析\nAgent：hi\n';
    const { document } = open({ 'a.pitch': before });
    let after = document.text;
    for (const e of [...pitchFeatures.format(document)].reverse())
      after = after.slice(0, e.range.start) + e.newText + after.slice(e.range.end);
    assert.equal(after, '# 需求分析\n代理人：好\n? 太贵\n  代理人：一\n    二\n  > 记录：x\n-> 需求分析\nAgent: hi\n');
  });

  const widths: readonly (readonly [before: string, after: string])[] = [
    ['代理人：您好,最近忙吗?\n', '代理人：您好，最近忙吗？\n'],
    ['代理人：您担心(观察),对吗?\n', '代理人：您担心（观察），对吗？\n'],
    ['风险提示:有免赔额;看条款!\n', '风险提示：有免赔额；看条款！\n'],
    ['代理人：价格是3.5,从10:30起(含税1万)。\n', '代理人：价格是3.5,从10:30起(含税1万)。\n'],
    ['代理人：@产品(demo-par),{{客户称呼}},好?\n', '代理人：@产品(demo-par),{{客户称呼}}，好？\n'],
    ['Agent: Hi，there，how are you？\n', 'Agent: Hi, there, how are you?\n'],
    ['代理人：OK，好。\n', '代理人：OK，好。\n'],
    ['Agent: You worry （observation）.\n', 'Agent: You worry (observation).\n'],
  ];
  for (const [before, after] of widths)
    it(`gives punctuation the width of its language: ${before.trim()}`, () => {
      const { document } = open({ 'a.pitch': before });
      assert.equal(applyEdits(document.text, pitchFeatures.format(document)), after);
    });
});

describe('importing', () => {
  it('turns a chat into turns and declares its people', () => {
    const { pitch, notes } = importScript(
      '需求分析\n代理人：您好\n先坐\n小王 2026-03-05 14:02\n有点贵\n小李：\n是啊\n> 记一笔\n',
    );
    assert.equal(
      pitch,
      '---\ncast:\n  "小王": {role: client}\n  "小李": {role: client}\n---\n# 需求分析\n代理人：您好\n  先坐\n// 2026-03-05 14:02\n小王：有点贵\n小李：是啊\n> 记一笔\n',
    );
    assert.equal(notes.length, 2);
    const { document } = open({ 'a.pitch': pitch });
    assert.deepEqual(
      document.segments.map((s) => s.speaker),
      ['agent', 'client', 'client', 'note'],
    );
  });
  it('hears a person whose line stands below another one', () => {
    const { pitch } = importScript('小王 2026-03-05 14:02\n在吗\n李姐：在的\n注意：先听\n');
    assert.equal(
      pitch,
      '---\ncast:\n  "小王": {role: client}\n  "李姐": {role: client}\n---\n// 2026-03-05 14:02\n小王：在吗\n李姐：在的\n  注意：先听\n',
    );
  });
  it('keeps the front matter and takes bold and list marks off speakers', () => {
    const { pitch } = importScript(
      '---\n{pitchlint: script, market: CN}\n---\n## 破冰\n- **业务员：**您好\n小陈：\n嗯\n',
    );
    assert.equal(
      pitch,
      '---\n{pitchlint: script, market: CN, cast: {"小陈": {role: client}}}\n---\n## 破冰\n业务员：您好\n小陈：嗯\n',
    );
  });
  const ruled: readonly [string, string, string][] = [
    ['a line of dashes below an empty one', '\n---\n代\n---', '\n---\n代\n---\n'],
    ['a line of dots', '...\n代\n...', '\n...\n代\n...\n'],
    ['long lines of dashes', '-----\n代\n-----', '\n-----\n代\n-----\n'],
    ['a line of dashes that nothing closes', '---\n代', '\n---\n代\n'],
    ['lines of dashes round a word', '---\n代\n---', '\n---\n代\n---\n'],
    ['lines of dashes round turns', '---\n代理人：您好\n---', '\n---\n代理人：您好\n---\n'],
    [
      'lines of dashes behind the settings',
      '---\nmarket: CN\n---\n---\n代\n---',
      '---\nmarket: CN\n---\n---\n代\n---\n',
    ],
  ];
  for (const [what, text, expected] of ruled)
    it(`takes for words, not for settings: ${what}`, () => {
      const { pitch } = importScript(text);
      assert.equal(pitch, expected);
      const { document } = open({ 'a.pitch': pitch });
      assert.deepEqual(document.syntaxErrors, []);
      assert.match(document.segments.map((segment) => segment.text.text).join(), /代|您好/);
    });
});

describe('cleaning up after pasting', () => {
  const cleaned = (text: string): string => {
    const document = readDocument({ uri: 'file:///w/a.pitch', kind: 'pitch', text }) as PitchDocument;
    const settings = { market: 'CN', severities: {}, thresholds: {}, asOf: '2026-11-20' } as const;
    const { diagnostics } = lint(document, exampleProject(document, settings, []), standardRuleSet());
    const [action, ...more] = cleanPaste(document, diagnostics);
    assert.equal(more.length, 0);
    let after = text;
    for (const { range, newText } of [...(action?.edits.get(document.uri) ?? [])].reverse())
      after = after.slice(0, range.start) + newText + after.slice(range.end);
    return after;
  };
  const SCRIPT = '？ 太贵\n  代理人：看 @产品(a) ,{{客户称呼}}, [[披露：犹豫期]] 3,400元 9:30';
  const cases: readonly (readonly [string, string, string])[] = [
    ['pinyin glosses', '代理人：保险(xiǎn)是一家人的事。', '代理人：保险是一家人的事。'],
    ['zero-width marks', '代理人：慢慢\u200b看\u200b\u200b，不着急。', '代理人：慢慢看，不着急。'],
    ['wide letters and digits', '代理人：ＡＰＰ里能查，第１０页，占９％。', '代理人：APP里能查，第10页，占9%。'],
    ['narrow marks', '代理人:您好,请坐!最近好吗?慢慢说;不急。', '代理人:您好，请坐！最近好吗？慢慢说；不急。'],
    ['no mark of the script itself', SCRIPT, SCRIPT],
  ];
  for (const [what, before, after] of cases)
    it(`cleans ${what}`, () => assert.equal(cleaned(`# 售后\n${before}\n`), `# 售后\n${after}\n`));
  it('leaves English marks as they are', () => {
    const head = '---\nlang: en\n---\n# Service\nAgent: ';
    assert.equal(cleaned(`${head}Hello, Ｍｓ Tan, how are you?\n`), `${head}Hello, Ms Tan, how are you?\n`);
  });
  it('once done has nothing to do', () => {
    const once = cleaned('# 售后\n代理人：保险(xiǎn)，ＡＰＰ,慢慢\u200b看。\n');
    assert.equal(cleaned(once), once);
  });
});
