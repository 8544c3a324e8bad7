import type { PitchDocument, PlanDocument, Segment } from '../../documents/document.ts';
import { partsOf, rememberPerPart } from '../../documents/pitch/parts.ts';
import type { ResolvedProduct } from '../../project.ts';
import type { MappedText } from '../../text/mapped-text.ts';
import { namesOf } from '../facts.ts';
import { groupOf } from '../guards/disclosure.ts';
import { insertKey } from '../plan/edits.ts';
import { marketsWith } from '../plan/markets.ts';
import { optionalThreshold } from '../plan/plan-context.ts';
import { same } from '../plan/wording.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { whyImpossible } from './case-amounts.ts';
import { caseIn, NO_CASE, type Payout, POSTS, payoutsIn } from './posts.ts';
import { fixWith, scriptDocument } from './script-lines.ts';

const STAGES: ReadonlySet<string> = new Set([
  'prospecting',
  'discovery',
  'presentation',
  'objection',
  'moments',
  'video',
]);
const CONSENTED = /同意|授权|授權|许可|脱敏|脫敏|公开|consent|agreed|anonymi[sz]ed|published|report|年报|年報/iu;

/** A case is told with its source; a client's own case with their consent. */
export default defineRule({
  id: 'script/case-source',
  title: { zh: '案例要有来源，用客户的事要有授权', en: 'Cases have a source, clients’ cases their consent' },
  why: {
    zh: '讲不出来源的案例，和编的没有区别；讲自己客户的事，没有本人同意就是泄露隐私。注明来源、脱敏，或者取得书面同意。',
    en: 'A case without a source is no better than an invented one, and a client’s story without their consent is a leak. Name the source, remove names, or get consent in writing.',
  },
  basis: 'law',
  markets: marketsWith('error', { CN: ['cn-ad-11', 'cn-pipl-25'] }, 'warning'),
  kinds: ['pitch', 'plan'],
  handbook: '1.1',
  message: { zh: '“{x}”是案例，没有注明来源。', en: '“{x}” is a case without a source.' },
  variants: {
    source: {
      message: {
        zh: '“{x}”是案例，没有注明来源。请在后面写 @案例(来源)。',
        en: '“{x}” is a case without a source. Write @case(source) behind it.',
      },
    },
    consent: {
      message: {
        zh: '“{x}”讲的是自己的客户，看不出本人同意公开。请写明已获授权并脱敏，或换成公开案例。',
        en: '“{x}” tells of your own client, and nothing says they agreed. State the consent, or use a published case.',
      },
    },
    amount: {
      message: {
        zh: '“{x}”不可能出自{product}：{why}。核对案例的数字，或换成对得上的产品。',
        en: '“{x}” cannot come from {product}: {why}. Check the figures of the case, or name the right product.',
      },
    },
    story: {
      severity: 'warning',
      message: {
        zh: '方案里的故事没有来源（source）。',
        en: 'The story in the plan has no source.',
      },
    },
  },
  check(context) {
    if (context.document.kind === 'plan') checkStory(context, context.document);
    const document = scriptDocument(context);
    if (document === undefined) return;
    for (const part of partsOf(document)) {
      if (part.stage === undefined || !STAGES.has(part.stage)) continue;
      const isPost = POSTS.has(part.stage);
      for (const segment of casesIn(part)) checkCase(context, document, segment, isPost);
    }
  },
  examples: [
    {
      kind: 'bad',
      variant: 'source',
      text: '# 破冰\n代理人：上个月有位客户做手术，医疗险[[报销了6万]]。\n',
    },
    {
      kind: 'bad',
      variant: 'consent',
      text: '# 方案讲解\n代理人：我的客户去年确诊，重疾险[[赔了30万]]。@案例(我经办的)\n代理人：不赔的情况在后面一页。[[披露：责任免除]]\n',
      fixed:
        '# 方案讲解\n代理人：我的客户去年确诊，重疾险赔了30万。@案例(我经办的，客户某年某月某日书面同意公开，已脱敏)\n代理人：不赔的情况在后面一页。[[披露：责任免除]]\n',
    },
    {
      kind: 'bad',
      variant: 'source',
      language: 'en',
      market: 'SG',
      text: '---\n{lang: en}\n---\n# Opening\nAgent: A neighbour of yours was [[paid $80,000]] last year.\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'story',
      text: 'presentation: {audience: [dad, mom], chart: four-walls, story: {row: p1, text: [[35岁确诊重疾获赔50万，房贷的压力小了很多]]}}\n',
    },
    {
      kind: 'bad',
      variant: 'amount',
      text: '# 破冰\n代理人：有位客户住院花了8万，@产品(med-20) [[报销了8万]]。@案例(公司2025年理赔年报，已脱敏)\n',
    },
    {
      kind: 'bad',
      variant: 'amount',
      text: '# 破冰\n代理人：有位客户确诊，@产品(ci-70) [[报销了30万]]。@案例(公司2025年理赔年报，已脱敏)\n',
    },
    {
      kind: 'bad',
      variant: 'amount',
      text: '# 破冰\n代理人：有位家长很难过，孩子意外身故，@产品(kid-acc) [[赔付了80万]]。@案例(公司2025年理赔年报，已脱敏)\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'amount',
      text: 'presentation: {audience: [dad, mom], chart: four-walls, story: {row: p2, text: 去年一位客户住院花了6万，[[报销了6万]], source: 公司2025年理赔年报（已脱敏）}}\n',
    },
    {
      kind: 'bad',
      variant: 'amount',
      language: 'en',
      text: '---\n{lang: en}\n---\n# Opening\nAgent: A client had a bill of 80,000 and @product(med-20) [[reimbursed 80,000]]. @case(claims report 2025, anonymised)\n',
    },
    {
      kind: 'good',
      text: '# 破冰\n代理人：有位客户住院花了8万，@产品(med-20) 报销了7万，@产品(ci-70) 赔付了50万。@案例(公司2025年理赔年报，已脱敏)\n',
    },
    {
      kind: 'good',
      text: '# 破冰\n代理人：上个月有位客户做手术，医疗险报销了6万。@案例(公司2025年理赔年报，已脱敏)\n客户：我邻居也赔了5万。\n',
    },
    {
      kind: 'good',
      text: '# 方案讲解\n代理人：@产品(ci-70) 保额100万，达到条款约定的状态才给付。[[披露：责任免除]]\n',
    },
  ],
});

/** Segments of a part that tell a case. */
const casesIn = rememberPerPart((part) =>
  part.segments.filter(
    ({ speaker, text }) =>
      (speaker === 'agent' || speaker === 'text' || speaker === 'caption') && caseIn(text.text) !== NO_CASE,
  ),
);

function checkCase(context: RuleContext, document: PitchDocument, segment: Segment, isPost: boolean): void {
  const told = caseIn(segment.text.text);
  // said face to face, a sum that is paid is only a case when it was somebody's
  if (!isPost && !told.hasPerson) return;
  for (const payout of payoutsIn(segment.text.text)) {
    const product = productToldAt(context, document, segment, payout);
    if (product !== undefined) checkAmount(context, segment.text, payout, product);
  }
  const beside = isPost
    ? [segment, ...groupOf(document, segment)]
    : [segment, ...segment.next.map((index) => document.segments[index]!)];
  const sources = beside.flatMap(({ references }) => references.filter((reference) => reference.kind === 'case'));
  const range = segment.text.rangeOf(told.start, told.end);
  const data = { x: segment.text.text.slice(told.start, told.end) };
  if (sources.length === 0) {
    const mark = document.language === 'en' ? '@case(source, names removed)' : '@案例(来源，已脱敏)';
    const { length } = segment.text.text;
    const { end } = segment.text.rangeOf(Math.max(0, length - 1), length);
    context.report({
      variant: 'source',
      range,
      data,
      fixes: fixWith({ zh: `插入 ${mark}，再写上来源`, en: `Insert ${mark}, then name the source` }, 'manual', {
        range: { start: end, end },
        newText: mark,
      }),
    });
    return;
  }
  if (!told.isOwn) return;
  const consented =
    sources.some((source) => CONSENTED.test(source.id)) ||
    context.project.planOf(document)?.model.consent?.publicity !== undefined;
  if (consented) return;
  const at = sources[0]!.idRange.end;
  const newText =
    document.language === 'en'
      ? ', client agreed in writing on (day), names removed'
      : '，客户某年某月某日书面同意公开，已脱敏';
  const title = {
    zh: '写上客户的同意（真有才写，日期照实填）',
    en: 'Write down the consent (if there is one, with its day)',
  };
  const fixes = fixWith(title, 'manual', { range: { start: at, end: at }, newText });
  context.report({ variant: 'consent', range, data, fixes });
}

/** The product that a payout is told of: the nearest named before it in the line, else the only one named at all. */
function productToldAt(
  context: RuleContext,
  document: PitchDocument,
  segment: Segment,
  payout: Payout,
): ResolvedProduct | undefined {
  const at = segment.text.rangeOf(payout.start, payout.end);
  const places: { readonly product: ResolvedProduct; readonly start: number }[] = [];
  for (const reference of segment.references) {
    const product = reference.kind === 'product' ? context.project.product(document, reference.id) : undefined;
    if (product) places.push({ product, start: reference.range.start });
  }
  const { text } = segment.text;
  for (const product of context.project.products(document)) {
    for (const name of namesOf(product)) {
      const start = name.length > 1 ? text.indexOf(name) : -1;
      if (start >= 0) places.push({ product, start: segment.text.rangeOf(start, start + name.length).start });
    }
  }
  const before = places.filter(({ start }) => start < at.end).sort((a, b) => b.start - a.start);
  if (before[0]) return before[0].product;
  return new Set(places.map(({ product }) => product)).size === 1 ? places[0]!.product : undefined;
}

function checkAmount(
  context: RuleContext,
  text: MappedText,
  payout: Payout,
  { product, document }: ResolvedProduct,
): void {
  const why = whyImpossible(text.text, payout, product, {
    under10: optionalThreshold(context, 'minor_death_cap_under_10'),
    from10To17: optionalThreshold(context, 'minor_death_cap_10_17'),
  });
  if (why === undefined) return;
  context.report({
    variant: 'amount',
    range: text.rangeOf(payout.start, payout.end),
    data: { x: text.text.slice(payout.start, payout.end), product: same(product.name?.value ?? ''), why },
    related: [
      { uri: document.uri, range: product.range, message: { zh: '目录里的产品', en: 'the product in the catalogue' } },
    ],
  });
}

function checkStory(context: RuleContext, document: PlanDocument): void {
  const story = document.model.presentation?.story;
  const row = (document.model.products?.items ?? []).find(({ id }) => id?.value === story?.row?.value);
  const sold = row?.product?.value === undefined ? undefined : context.project.product(document, row.product.value);
  const words = story?.text?.node.text;
  if (words && sold && story.row?.value)
    for (const payout of payoutsIn(words.text)) checkAmount(context, words, payout, sold);
  if (story?.text === undefined || story.source?.value) return;
  const edit = story.keyRange('source') ? undefined : insertKey(document.text, story.node, 'source', '');
  context.report({
    variant: 'story',
    range: story.text.range,
    fixes: edit ? fixWith({ zh: '补上 source', en: 'Add source' }, 'manual', edit) : [],
  });
}
