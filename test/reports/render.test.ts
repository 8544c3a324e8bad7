/** Clean copies of scripts: what stands for each mark, what is covered for sharing, and that nothing is ever left empty. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { PitchDocument } from '../../server/src/core/documents/document.ts';
import { renderScript } from '../../server/src/reports/render.ts';
import { desk, uriOf } from './workspace.ts';

const FILES = {
  'lu-family.plan.yaml': readFileSync('examples/lu-family.plan.yaml', 'utf8'),
  'hesui-life.catalog.yaml': readFileSync('examples/hesui-life.catalog.yaml', 'utf8'),
  'nair-sg.plan.yaml': readFileSync('examples/nair-sg.plan.yaml', 'utf8'),
  'kestrel-sg.catalog.yaml': readFileSync('examples/kestrel-sg.catalog.yaml', 'utf8'),
};
const ZH = '---\nplan: lu-family.plan.yaml\n---\n# 方案讲解\n';
const EN = '---\nlang: en\nplan: nair-sg.plan.yaml\n---\n# Presentation\n';

async function rendered(text: string, format: 'text' | 'markdown', mask = false) {
  const { session } = desk({ ...FILES, 'a.pitch': text }, '2026-11-20');
  const view = await session.view(uriOf('a.pitch'));
  return renderScript(view!.document as PitchDocument, view!.project, view!.ruleSet, { format, mask });
}

async function copy(text: string, mask = false): Promise<string> {
  const made = await rendered(text, 'text', mask);
  assert.ok(made.ok, JSON.stringify(made));
  return made.text.split('\n').slice(2).join('\n').trim();
}

describe('a clean copy', () => {
  const covered: readonly (readonly [string, string])[] = [
    [
      `${ZH}代理人：{{客户称呼}}，一年保费{{保费.年}}，保额200万，房贷一百二十万元。\n`,
      '代理人：陆**，一年保费***元，保额***万，房贷***万元。',
    ],
    [
      `${ZH}代理人：等待期90天，分20年交，2040年开始领，条款第2.4条，占收入9.1%。\n`,
      '代理人：等待期90天，分20年交，2040年开始领，条款第2.4条，占收入9.1%。',
    ],
    [`${ZH}代理人：电话13900000000，卡里有5000元。\n`, '代理人：电话139****0000，卡里有***元。'],
    [
      `${EN}Agent: {{client}}, the premium is {{premium.year}} a year; it adds S$720,000, 150k before and 1.5m after.\n`,
      'Agent: M***, the premium is *** a year; it adds S$***, ***k before and ***m after.',
    ],
    [
      `${EN}Agent: $80, £1,200, HK$50,000, 12,500 and 3 years from 2040, at age 65.\n`,
      'Agent: $***, £***, HK$***, *** and 3 years from 2040, at age 65.',
    ],
  ];
  for (const [text, expected] of covered)
    it(`covers names and sums: ${expected}`, async () => assert.equal(await copy(text, true), expected));

  it('shows disclosures, products, clauses and cases in words', async () => {
    assert.equal(
      await copy(`${ZH}代理人：@产品(ci-70) 保到70岁 @条款(ci-70#2.4)。@案例(公司年报)[[披露：经验法则]]\n`),
      '代理人：禾安重大疾病保险保到70岁（禾安重大疾病保险条款第2.4条）。（来源：公司年报）（保额和比例是按常用经验法则测算的，不是监管标准，可按您家的情况调整。）',
    );
  });

  const missing: readonly (readonly [string, string])[] = [
    ['代理人：缺口{{缺口.医疗}}。', '{{缺口.医疗}}'],
    ['代理人：{{宠物名}}。', '{{宠物名}}'],
    ['代理人：{{宠物名| }}。', '{{宠物名| }}'],
    ['代理人：{{}}。', '{{}}'],
    ['代理人：{{客户称呼，您好。', '{{客户称呼'],
    ['代理人：好[[披露：责任免除。', '[[披露：责任免除。'],
    ['代理人：好[[责任免除]]。', '[[责任免除]]'],
    ['代理人：好[[披露：没有的]]。', '[[披露：没有的]]'],
    ['代理人：@产品(没有)。', '@产品(没有)'],
    ['代理人：@条款(ci-70)。', '@条款(ci-70)'],
    ['代理人：@案例()。', '@案例()'],
    ['->', '->'],
    ['@署名()', '@署名()'],
  ];
  for (const [line, mark] of missing) {
    for (const format of ['text', 'markdown'] as const) {
      it(`is refused for what is missing, and says where (${format}): ${line}`, async () => {
        const text = line === '@署名()' ? '# 朋友圈\n@署名()\n' : `${ZH}${line}\n`;
        const made = await rendered(text, format);
        assert.ok(!made.ok, 'it was written');
        const places = made.faults.map(({ range }) => text.slice(range.start, range.end));
        assert.ok(
          places.some((place) => place.startsWith(mark.slice(0, 3))),
          places.join(' | '),
        );
        assert.equal(made.faults.length, 1, JSON.stringify(made.faults));
        for (const { message } of made.faults) assert.ok(message.zh !== '' && message.en !== '');
      });
    }
  }

  it('keeps a default that is written, and every other line', async () => {
    assert.equal(
      await copy(`${ZH}代理人：{{宠物名|小家伙}}好。\n> 记录：不给客户看\n// 说明\n? 贵\n  代理人：好。\n`),
      '代理人：小家伙好。\n客户若说：贵\n  代理人：好。',
    );
  });
});
