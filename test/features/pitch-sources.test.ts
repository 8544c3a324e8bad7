/** What a script shows of its plan and catalogue: values, clause texts, cards, lenses. Files are the examples. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { PitchDocument } from '../../server/src/core/documents/document.ts';
import { pitchFeatures } from '../../server/src/features/pitch/index.ts';
import type { FeatureContext } from '../../server/src/features/types.ts';
import { desk, uriOf } from '../reports/workspace.ts';

const BESIDE = {
  'lu-family.plan.yaml': readFileSync('examples/lu-family.plan.yaml', 'utf8'),
  'hesui-life.catalog.yaml': readFileSync('examples/hesui-life.catalog.yaml', 'utf8'),
};
const HEAD = '---\ntitle: 试讲\nplan: lu-family.plan.yaml\n---\n';

async function open(marked: string): Promise<{ document: PitchDocument; offset: number; context: FeatureContext }> {
  const offset = marked.indexOf('¦');
  const { session } = desk({ ...BESIDE, 'a.pitch': marked.replace('¦', '') }, '2026-11-20');
  const analysis = await session.analysis(uriOf('a.pitch'));
  analysis!.project.files();
  await session.listFiles(analysis!);
  const { document, project, ruleSet, result } = analysis!;
  return {
    document: document as PitchDocument,
    offset,
    context: { project, ruleSet, diagnostics: result.diagnostics },
  };
}

async function proposals(marked: string): Promise<string[]> {
  const { document, offset, context } = await open(marked);
  return pitchFeatures.completion(document, offset, context).map(({ label, detail }) => `${label} | ${detail.zh}`);
}

async function card(marked: string): Promise<string> {
  const { document, offset, context } = await open(marked);
  return pitchFeatures.hover(document, offset, context)?.zh ?? '';
}

async function lenses(text: string): Promise<string[]> {
  const { document, context } = await open(text);
  return pitchFeatures
    .lenses(document, context)
    .map(({ range, title, command }) => `${range.start} ${title.zh}${command && ` → ${command}`}`);
}

describe('what a script shows of its plan and catalogue', () => {
  const completions: readonly (readonly [string, string, string])[] = [
    ['a placeholder with its value', '# 破冰\n代理人：{{¦', '客户称呼 | 陆先生 · 怎么称呼客户'],
    [
      'a placeholder with the reason why it has none',
      '# 破冰\n代理人：{{¦',
      '缺口.医疗 | 填不出：这堵墙算不出缺口金额 · 家庭支柱的医疗缺口（元）',
    ],
    ['a clause with the fact behind it', '# 促成\n代理人：@条款(ci-70#¦)', '2.3 | 等待期：90天'],
    ['a clause with everything it excludes', '# 促成\n代理人：@条款(ci-70#¦)', '2.5 | 不赔：既往症、遗传性疾病'],
    ['a clause with a renewal', '# 促成\n代理人：@条款(med-20y#¦)', '1.5 | 续保：保证续保年数 20年'],
    ['a product by its name', '# 促成\n代理人：@产品(¦', 'ci-70 | 禾安重大疾病保险'],
    ['a disclosure by its title', '# 促成\n代理人：好[[¦', '责任免除 | 责任免除'],
  ];
  for (const [what, marked, expected] of completions) {
    it(`completes ${what}`, async () => {
      const found = await proposals(HEAD + marked);
      assert.ok(found.includes(expected), found.join('\n'));
    });
  }

  it('completes keys and words of the front matter', async () => {
    assert.ok((await proposals('---\ntitle: x\nma¦\n---\n# 破冰\n代理人：好\n')).some((l) => l.startsWith('market |')));
    assert.ok((await proposals('---\nmarket: ¦\n---\n# 破冰\n代理人：好\n')).some((l) => l.startsWith('TW |')));
    assert.ok(
      (await proposals('---\nmarket: CN\nplan: ¦\n---\n# 破冰\n代理人：好\n')).some((l) => /lu-family/.test(l)),
    );
  });

  const cards: readonly (readonly [string, string, RegExp])[] = [
    [
      'a product',
      '# 促成\n代理人：@产品(ci¦-70)',
      /禾安重大疾病保险[\s\S]*等待期：90天[\s\S]*不赔：既往症；遗传性疾病/,
    ],
    ['a clause', '# 促成\n代理人：@条款(ci-70#2¦.3)', /禾安重大疾病保险.*2\.3[\s\S]*等待期：90天/],
    ['a placeholder', '# 破冰\n代理人：{{客户¦称呼}}好', /按方案：陆先生/],
  ];
  for (const [what, marked, expected] of cards) {
    it(`tells in the hover of ${what} what is written there`, async () =>
      assert.match(await card(HEAD + marked), expected));
  }
  it('tells in the front matter what a key means and what a file is', async () => {
    assert.match(await card('---\nmar¦ket: CN\n---\n# 破冰\n'), /市场|地区/);
    assert.match(await card('---\nplan: lu-fam¦ily.plan.yaml\n---\n# 破冰\n'), /方案：[\s\S]*陆先生/);
    assert.match(
      await card('---\ncatalog: hesui-life.cat¦alog.yaml\n---\n# 破冰\n'),
      /产品目录：禾穗人寿[\s\S]*禾安重大疾病保险/,
    );
    assert.match(await card('---\nplan: lost¦.plan.yaml\n---\n# 破冰\n'), /找不到文件/);
  });

  it('has lenses for plan, catalogue, a clean copy, and the time that each stage takes', async () => {
    const text = `${HEAD}# 破冰\n代理人：${'您'.repeat(45)}\n客户：${'好'.repeat(90)}\n# 异议处理\n? 贵\n  代理人：${'您'.repeat(450)}\n# 空\n`;
    assert.deepEqual(await lenses(text), [
      '0 方案：陆先生一家三口：先保障，再教育金（12 行产品）',
      '0 目录：hesui-life.catalog.yaml（9 款产品）',
      '0 按方案生成成稿 → pitchlint.renderScript',
      `${HEAD.length} 说完约10秒`,
      `${text.indexOf('# 异议')} 说完约1分40秒，分支全部算上`,
    ]);
    assert.deepEqual(await lenses('代理人：您好\n'), ['0 生成成稿 → pitchlint.renderScript']);
  });
});
