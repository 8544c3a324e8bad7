import type { PitchDocument, Segment } from '../../documents/document.ts';
import { partsOf, rememberPerPart, type ScriptPart } from '../../documents/pitch/parts.ts';
import { isWealth } from '../../domain/product-types.ts';
import { productOf } from '../facts.ts';
import { disclosuresIn, listedDisclosures } from '../guards/disclosure.ts';
import { marketsWith } from '../plan/markets.ts';
import { keyRangeOf, planDocument, rowRange, viewOf } from '../plan/plan-context.ts';
import { same } from '../plan/wording.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { addDisclosures } from './plan-disclosures.ts';
import { heardBit, heardOf, markFix, pathWithout } from './script-disclosures.ts';

const STAGES = new Set(['presentation', 'closing', 'moments', 'video']);
/** Words by which a benefit is told. */
const BENEFIT_WORDS = [
  '赔',
  '賠',
  '报销',
  '報銷',
  '条款报',
  '能报',
  '可报',
  '给付',
  '給付',
  'pays',
  'covers',
  'benefit',
  'paid out',
];
/** Before 赔 these make another word of it: 免赔额, 不赔, 理赔. */
const NOT_A_BENEFIT_BEFORE = new Set(['免', '不', '理']);

/** Where cover is offered, what is not covered is told. The texts come from the products' own exclusions. */
export default defineRule({
  id: 'disclosure/exclusions',
  title: { zh: '讲保障就要讲不赔什么', en: 'Tell what is not covered' },
  why: {
    zh: '只讲赔什么不讲不赔什么，理赔时就是纠纷。免责条款要提示并讲明白，否则可能不生效；要讲的是这款产品自己的免责。',
    en: 'Cover told without its exclusions ends in a dispute. Exclusions must be pointed out and explained, or they may not bind; tell those of this very product.',
  },
  basis: 'law',
  markets: marketsWith('error', { CN: ['cn-sbm-26', 'cn-il-17', 'cn-him-39'] }, 'warning'),
  kinds: ['plan', 'pitch'],
  handbook: '6.1',
  variants: {
    script: {
      message: {
        zh: '讲了 {row} 的保障，却有一条路径听不到责任免除（如{x}）。请在这条路径上讲到，或插入披露。',
        en: 'The cover of {row} is told, but one path never hears what is excluded (such as {x}). Tell it there, or insert the disclosure.',
      },
    },
    objection: {
      message: {
        zh: '异议处理里讲了 {row} 的保障，这一环节没有讲过不赔什么（如{x}）。请在回应里补一句。',
        en: 'The objections tell the cover of {row}, but never what is excluded (such as {x}). Add it to the reply.',
      },
    },
  },
  message: {
    zh: '方案里有保障产品，缺责任免除说明（如{x}）。请加进 disclosures。',
    en: 'The plan offers cover but does not say what is excluded (such as {x}). Add it to its disclosures.',
  },
  ofLoneLine: 'never',
  check(context) {
    if (context.document.kind === 'pitch') checkScript(context, context.document);
    const document = planDocument(context);
    if (document === undefined || listedDisclosures(document, context.ruleSet).has('exclusions')) return;
    const rows = viewOf(context, document).rows.filter((row) => row.wealth === false);
    if (rows.length === 0) return;
    const excluded = rows.flatMap(
      (row) => row.facts?.product.exclusions?.items.flatMap((entry) => entry.what?.value ?? []) ?? [],
    );
    const sample = [...new Set(excluded)].slice(0, 3).join('、');
    context.report({
      range: document.model.keyRange('disclosures') ?? keyRangeOf(document.model, 'products'),
      data: { x: sample === '' ? { zh: '免赔额、既往症', en: 'deductibles, pre-existing conditions' } : same(sample) },
      related: rows.slice(0, 5).map((row) => ({
        uri: document.uri,
        range: rowRange(row.row),
        message: { zh: '保障行', en: 'a row with cover' },
      })),
      fixes: addDisclosures(document, ['exclusions']),
    });
  },
  examples: [
    {
      kind: 'bad',
      in: 'pitch',
      variant: 'script',
      text: '# 方案讲解\n代理人：@产品(ci-70) 确诊合同列明的疾病就[[赔]]100万。\n客户：好。\n',
      fixed: '# 方案讲解\n代理人：@产品(ci-70) 确诊合同列明的疾病就赔100万。[[披露：责任免除]]\n客户：好。\n',
    },
    {
      kind: 'bad',
      in: 'pitch',
      variant: 'script',
      text: '# 方案讲解\n代理人：@产品(ci-70) 确诊合同列明的疾病就[[赔]]100万。\n? 好的\n  代理人：那我们看下一页。\n? 有不赔的吗\n  代理人：有，责任免除我逐条讲给您听。\n',
    },
    {
      kind: 'good',
      in: 'pitch',
      text: '# 方案讲解\n代理人：@产品(ci-70) 确诊合同列明的疾病就赔100万。\n客户：好。\n代理人：既往症不赔，责任免除我逐条讲。\n',
    },
    {
      kind: 'bad',
      in: 'pitch',
      variant: 'objection',
      text: '# 异议处理\n? 有病再说\n  代理人：您觉得现在用不上（观察），也不想多花钱（感受），想花在刀刃上（需求）。@产品(ci-70) 确诊合同列明的疾病才[[给付]]，我们看看合不合适，好吗（请求）？\n? 想一想\n  代理人：您想再看看（观察），怕定得急（感受），想弄明白（需求）。周四我们再对一遍，好吗（请求）？\n',
    },
    {
      kind: 'good',
      in: 'pitch',
      text: '# 异议处理\n? 有病再说\n  代理人：您觉得现在用不上（观察），也不想多花钱（感受），想花在刀刃上（需求）。@产品(ci-70) 确诊合同列明的疾病才给付 [[披露：责任免除]]，我们看看合不合适，好吗（请求）？\n? 想一想\n  代理人：您想再看看（观察），怕定得急（感受），想弄明白（需求）。周四我们再对一遍，好吗（请求）？\n',
    },
    {
      kind: 'good',
      in: 'pitch',
      text: '# 需求分析\n代理人：@产品(ci-70) 这类产品您听说过吗？出事时谁来赔？\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      text: '[[disclosures]]: [waiting-period, cooling-off, surrender-loss, dividend-uncertain, renewal-not-guaranteed]\n',
      fixed:
        'disclosures: [waiting-period, cooling-off, surrender-loss, dividend-uncertain, renewal-not-guaranteed, exclusions]\n',
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      text: 'disclosures: [责任免除, waiting-period, cooling-off, surrender-loss, dividend-uncertain, renewal-not-guaranteed]\n',
    },
    {
      kind: 'bad',
      in: 'pitch',
      variant: 'script',
      language: 'en',
      market: 'SG',
      text: '---\n{lang: en}\n---\n# Presentation\nAgent: @product(term-60) [[pays]] 720k to your family.\n',
    },
    {
      kind: 'good',
      in: 'pitch',
      language: 'en',
      market: 'SG',
      text: '---\n{lang: en}\n---\n# Presentation\nAgent: @product(term-60) pays 720k to your family. The exclusions are on page two.\n',
    },
  ],
});

/** Lines of a part that tell a benefit, with the word that does. */
const benefitsTold = rememberPerPart((part) =>
  part.segments.flatMap((segment) => {
    if (segment.speaker === 'client' || segment.speaker === 'note') return [];
    const word = benefitWord(segment);
    return word ? [{ segment, word }] : [];
  }),
);

/** The first telling of a protection product's benefit, per talk and per post, that some path leaves unaccompanied. */
function checkScript(context: RuleContext, document: PitchDocument): void {
  // without a catalogue no product is known, and none is meant
  if (context.project.products(document).length === 0) return;
  const bit = heardBit(context.ruleSet, 'exclusions');
  const reported = new Set<string>();
  partsOf(document).forEach((part, index) => {
    if (!part.stage || !(STAGES.has(part.stage) || part.stage === 'objection')) return;
    const inObjection = part.stage === 'objection';
    for (const { segment, word } of benefitsTold(part)) {
      // an objection stage is a page of its own: its exclusions are told in it, once
      const group = inObjection ? `objection:${part.stageIndex}` : (segment.group ?? '');
      if (reported.has(group)) continue;
      const resolved = productOf(document, context.project, segment);
      const type = resolved?.product.type?.value;
      if (resolved === undefined || type === undefined || isWealth(type)) continue;
      const local = localOf(part, segment);
      if (local < 0) continue;
      if (inObjection) {
        if (stageTells(context, document, part.stageIndex)) continue;
      } else {
        const heard = heardOf(context, document);
        if (((heard.before(index, local) | heard.after(index, local)) & bit) !== 0) continue;
      }
      reported.add(group);
      const excluded = (resolved.product.exclusions?.items ?? []).flatMap((entry) => entry.what?.value ?? []);
      context.report({
        variant: inObjection ? 'objection' : 'script',
        range: segment.text.rangeOf(word.start, word.end),
        data: {
          row: same(resolved.product.name?.value ?? ''),
          x:
            excluded.length > 0
              ? same(excluded.slice(0, 3).join('、'))
              : { zh: '免赔额、既往症', en: 'deductibles, pre-existing conditions' },
        },
        related: inObjection ? [] : pathWithout(context, document, part.itemBase + local, 'exclusions'),
        fixes: markFix(context, document, segment, ['exclusions']),
      });
    }
  });
}

function localOf(part: ScriptPart, segment: Segment): number {
  return part.items.findIndex((item) => 'segment' in item && item.segment === segment.index);
}

function stageTells(context: RuleContext, document: PitchDocument, stage: number): boolean {
  return partsOf(document).some(
    (part) =>
      part.stageIndex === stage &&
      part.segments.some((segment) => disclosuresIn(segment, context.ruleSet).has('exclusions')),
  );
}

function benefitWord(segment: Segment): { start: number; end: number } | undefined {
  const text = segment.text.text.toLowerCase();
  let best: { start: number; end: number } | undefined;
  for (const word of BENEFIT_WORDS) {
    let start = text.indexOf(word);
    while (start > 0 && NOT_A_BENEFIT_BEFORE.has(text[start - 1]!)) start = text.indexOf(word, start + 1);
    if (start >= 0 && (best === undefined || start < best.start)) best = { start, end: start + word.length };
  }
  return best;
}
