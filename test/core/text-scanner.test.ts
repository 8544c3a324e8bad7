import assert from 'node:assert/strict';
import { listOf } from '../../server/src/core/text/patterns.ts';
import { buildScanner } from '../../server/src/core/text/scanner.ts';

/** Scans the text without its `[[ ]]` marks and expects the pattern exactly at the marks. `besides`: another pattern is marked. */
function check(pattern: string, marked: string, trigger = false, besides = false): void {
  const expected: string[] = [];
  let text = '';
  for (const [i, part] of marked.split(/\[\[|\]\]/).entries()) {
    if (i % 2 === 1) expected.push(`${text.length}-${text.length + part.length}`);
    text += part;
  }
  const out: number[] = [];
  const count = buildScanner(
    listOf([
      { text: 'unrelated', trigger: besides },
      { text: pattern, trigger },
    ]),
  ).scan(text, out);
  const found = Array.from({ length: count }, (_, k) => `${out[3 * k]}-${out[3 * k + 1]}`);
  assert.deepEqual(found.sort(), expected.sort(), `${pattern} in ${text}`);
}

describe('core/text scanner', () => {
  const exact: readonly (readonly [pattern: string, text: string])[] = [
    ['保本', '这是[[保本]]的，也[[保 本]]，[[保.本]]'],
    ['保本', '[[保🌟本]]。[[保\u200b本]]，不是保。本'],
    ['稳赚不赔', '[[穩賺不賠]]！'],
    ['保 本', '[[保本]]'],
    ['0风险', '[[0风险]]，[[0 风 险]]，[[０风险]]，不是10风险，不是1.0风险'],
    ['5%', '[[5%]] [[５％]] 15% 1.5%'],
    ['risk-free', 'A [[Risk-Free]] plan'],
    ['free', 'carefree, freedom, [[free]], 免费[[free]]的'],
    ["can't lose", 'You [[can’t  lose]].'],
    ['can', "I [[can]], I can't"],
    ['bank', "the [[bank]]'s, banks"],
    ['guaranteed', '[[g-u-a-r-a-n-t-e-e-d]] 6%'],
    ['better than', '[[b e t t e r  t h a n]]  a bank'],
    ['cd', 'better than a [[C.D]].'],
    ['💯', '[[💯]]赔'],
    ['10', '[[⑽]]'],
    ['aa', '[[aa]] aaa'],
    ['本本', '[[本本]]'],
    ['', 'nothing'],
    ['\u200b', 'nothing'],
    ['保本', '保\n本'],
  ];
  for (const [pattern, text] of exact) it(`${pattern} in ${text}`, () => check(pattern, text));

  it('reports all overlapping patterns and duplicates', () => {
    const out: number[] = [];
    const texts = ['保本', '保本保息', '本保', '保本'];
    const count = buildScanner(listOf(texts.map((text) => ({ text })))).scan('x保本保息', out);
    const found = Array.from({ length: count }, (_, k) => out.slice(3 * k, 3 * k + 3).join());
    assert.deepEqual(found.sort(), ['1,3,0', '1,3,3', '1,5,1', '2,4,2']);
  });

  it('works on text after text with one buffer', () => {
    const scanner = buildScanner(listOf([{ text: '保本' }]));
    const out: number[] = [];
    assert.equal(scanner.scan('保本保本', out), 2);
    assert.equal(scanner.scan('本', out), 0);
    assert.equal(scanner.scan('', out), 0);
  });
});

describe('core/text scanner: disguised triggers', () => {
  const disguised: readonly (readonly [pattern: string, text: string])[] = [
    ['保本', '[[包本]]包息的产品，[[宝本]]，[[保夲]]，[[保bn]]，[[baoben]]，[[Bao Ben]]'],
    ['保息', '[[包息]]，[[保xi]]，[[保 xi]]'],
    ['刚兑', '[[钢兑]]的，[[刚对]]，[[刚dui]]'],
    ['稳赚', '[[wen赚]]不赔，[[稳zhuan]]，[[稳转]]，[[穩賺]]'],
    ['稳赚不赔', '[[稳zhuan不pei]]'],
    ['收益', '[[收溢]]，[[收yi]]，[[shouyi]]；受益，受益人，受益份额，手艺'],
    ['理财', '[[里财]]，[[理cai]]，[[licai]]；手里财产，公司里财产，这里才有'],
    ['存款', '[[存kuan]]升级款'],
    ['零风险', '[[0风险]]，[[〇风险]]，[[零fx]]，[[lingfengxian]]；10风险'],
    ['返佣', '[[反佣]]，[[返yong]]'],
    ['返现', '[[反现]]两千，[[返xian]]'],
    ['理赔', '[[李赔]]，[[li赔]]包过'],
    ['停售', '[[停shou]]前最后机会'],
    ['最划算', '[[zui划算]]的重疾，[[蕞划算]]，[[嘴划算]]'],
    ['国家级', '[[guo家级]]，[[国jia级]]，[[果家级]]'],
    ['避债', '[[币债]]，[[避zhai]]'],
    ['避税', '[[毕税]]，[[避shui]]；必说'],
    ['健康告知', '[[健k告知]]，[[jkgz]]；健康报告'],
    ['复利', '[[复li]]三个点'],
    ['分红', '[[fen红]]每年都有'],
    ['保证', '您需[[保证]]被保险人健康'],
    ['第一', '在内的一系列，第1条'],
    ['guaranteed', '[[guar@nteed]], [[gu@ranteed]] and [[guarant33d]]'],
    ['risk-free', '[[r1sk-free]]'],
    ['fail', '[[fa1l]]; 401k'],
    ['claims', '[[c1aims]]; S$2,100'],
    ['everything', '[[e-v-e-r-y-t-h-i-n-g]]'],
  ];
  for (const [pattern, text] of disguised) it(`${pattern} in ${text}`, () => check(pattern, text, true));

  const unmarked: readonly (readonly [pattern: string, text: string])[] = [
    // half in pinyin: letters beside Han that are syllables to their end
    ['合同', '[[合tong]]里不写，[[hé同]]外再说，[[合TONG]]'],
    ['重疾险', '不买[[重ji险]]？'],
    ['损失', '没有任何[[损【shi】]]的，[[损·shi]]，[[sun-失]]'],
    ['告知', '[[gaozhi]]越少越好'],
    ['晚一秒就没了', '[[晚一秒就没l]]，快刷'],
    ['套餐', 'a餐，t餐'],
    ['存款产品', 'C款产品'],
    ['三万', '3w万，san'],
    // marks wedged in that prose does not have, and a character by itself in quotes
    ['合同', '[[合#同]]，[[合×同]]，[[合^同]]，合≠同，符合、同时'],
    ['合同', '[[合“同”]]，[[【合】同]]，(一)合，符合（同上）'],
    // look-alikes, stars, breaks
    ['everything', '[[3v3ryth!ng]] and [[every-thing]], [[ev*rything]], [[everyth|ng]]'],
    ['claims', '[[c141m5]] [[cl@!m$]]'],
    ['declare', 'no need to [[d3cl@re]]'],
    ['reviews', "the company's re-view, re views"],
    ['mail', 'm.a@il.com, ma-il'],
  ];
  for (const [pattern, text] of unmarked)
    it(`${pattern}, not marked, in ${text}`, () => check(pattern, text, false, true));

  it('leaves patterns that are no triggers alone', () => {
    check('保本', '包本，保ben，baoben');
    check('guaranteed', 'guar@nteed');
  });
});
