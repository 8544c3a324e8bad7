import type { PitchDocument, PlanDocument, Segment } from '../../documents/document.ts';
import { partsOf, rememberPerPart } from '../../documents/pitch/parts.ts';
import type { PlanView } from '../../domain/from-plan.ts';
import { isChild, type Member } from '../../domain/members.ts';
import type { Localized } from '../../localized.ts';
import { productOf } from '../facts.ts';
import { marketsWith } from '../plan/markets.ts';
import { viewOf, wallsIn } from '../plan/plan-context.ts';
import { joined } from '../plan/wording.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { agesOf, coverValues, gapValues, type PlanValue, rowValues, totalPremiums } from './plan-values.ts';
import { fixWith, scriptDocument } from './script-lines.ts';
import { type Fact, figuresIn, type Told } from './told-figures.ts';

/** A figure said to be rounded may be this far from the fact, as a share of it. */
const ROUNDING = 0.1;

/** What is said of a product of the plan is what the plan and the catalogue say. */
export default defineRule({
  id: 'script/figures',
  title: { zh: '口头的数字要与方案一致', en: 'Figures told match the plan' },
  why: {
    zh: '保费、保额、保到几岁、等待期，客户听到的数和方案上的数不一样，签了也会来退。要么说准，要么说“约”。',
    en: 'When the premium, the sum, the age or the waiting period told differ from the page, the client comes back to cancel. Say it exactly, or say “about”.',
  },
  basis: 'practice',
  markets: marketsWith('warning', {}),
  kinds: ['pitch'],
  handbook: '6.1',
  message: {
    zh: '说的是“{a}”，方案里{row}的{fact}是{b}。请说准，或说“约”。',
    en: 'You say “{a}”; the plan has {b} as the {fact} of {row}. Say it exactly, or say “about”.',
  },
  check(context) {
    const document = scriptDocument(context);
    const plan = document && context.project.planOf(document);
    if (document === undefined || plan === undefined) return;
    for (const { segment, told } of partsOf(document).flatMap((part) => toldIn(part)))
      for (const one of told) checkFigure(context, document, plan, segment, one);
  },
  examples: [
    {
      kind: 'bad',
      text: '---\nplan: family.plan.yaml\n---\n# 方案讲解\n代理人：@产品(term-60) 保额[[300万]]，保到您60岁。不赔的在后面。[[披露：责任免除]]\n',
      fixed:
        '---\nplan: family.plan.yaml\n---\n# 方案讲解\n代理人：@产品(term-60) 保额200万，保到您60岁。不赔的在后面。[[披露：责任免除]]\n',
    },
    {
      kind: 'bad',
      text: '---\nplan: family.plan.yaml\n---\n# 方案讲解\n代理人：@产品(acc-adult) 年保费[[520元]]。不赔的在后面。[[披露：责任免除]]\n',
    },
    {
      kind: 'bad',
      language: 'en',
      text: '---\nplan: family.plan.yaml\nlang: en\n---\n# Presentation\nAgent: @product(term-60) has a sum insured [[2.5m]]. [[disclosure:exclusions]]\n',
    },
    {
      kind: 'good',
      text: '---\nplan: family.plan.yaml\n---\n# 方案讲解\n代理人：@产品(term-60) 保额200万，保到您60岁，年保费约3500元。@产品(ci-70) 保额65万，缴费期20年。[[披露：责任免除]]\n客户：保额300万？\n',
    },
    {
      kind: 'bad',
      text: '---\nplan: family.plan.yaml\n---\n# 方案讲解\n代理人：全家一年保费合计[[5万元]]。 不赔的在后面。[[披露：责任免除]]\n',
      fixed:
        '---\nplan: family.plan.yaml\n---\n# 方案讲解\n代理人：全家一年保费合计4.1655万。 不赔的在后面。[[披露：责任免除]]\n',
    },
    {
      kind: 'bad',
      text: '---\nplan: family.plan.yaml\n---\n# 方案讲解\n代理人：@产品(ci-70) 施女士的保额[[110万]]。 不赔的在后面。[[披露：责任免除]]\n',
      fixed:
        '---\nplan: family.plan.yaml\n---\n# 方案讲解\n代理人：@产品(ci-70) 施女士的保额65万。 不赔的在后面。[[披露：责任免除]]\n',
    },
    {
      kind: 'bad',
      text: '---\nplan: family.plan.yaml\n---\n# 方案讲解\n代理人：@产品(edu-par) 一共领[[5年]]。 不赔的在后面。[[披露：责任免除]]\n',
      fixed:
        '---\nplan: family.plan.yaml\n---\n# 方案讲解\n代理人：@产品(edu-par) 一共领4年。 不赔的在后面。[[披露：责任免除]]\n',
    },
    {
      kind: 'bad',
      text: '---\nplan: family.plan.yaml\n---\n# 方案讲解\n代理人：@产品(edu-par) 从[[2045年]]起每年领。 不赔的在后面。[[披露：责任免除]]\n',
      fixed:
        '---\nplan: family.plan.yaml\n---\n# 方案讲解\n代理人：@产品(edu-par) 从2040年起每年领。 不赔的在后面。[[披露：责任免除]]\n',
    },
    {
      kind: 'bad',
      text: '---\nplan: family.plan.yaml\n---\n# 方案讲解\n代理人：@产品(edu-par) 阿禾[[20岁]]开始领。 不赔的在后面。[[披露：责任免除]]\n',
      fixed:
        '---\nplan: family.plan.yaml\n---\n# 方案讲解\n代理人：@产品(edu-par) 阿禾18岁开始领。 不赔的在后面。[[披露：责任免除]]\n',
    },
    {
      kind: 'bad',
      text: '---\nplan: family.plan.yaml\n---\n# 方案讲解\n代理人：@产品(ci-70) 分[[30年]]交。 不赔的在后面。[[披露：责任免除]]\n',
      fixed:
        '---\nplan: family.plan.yaml\n---\n# 方案讲解\n代理人：@产品(ci-70) 分20年交。 不赔的在后面。[[披露：责任免除]]\n',
    },
    {
      kind: 'bad',
      text: '---\nplan: family.plan.yaml\n---\n# 方案讲解\n代理人：闻先生的重疾保额[[150万]]。 不赔的在后面。[[披露：责任免除]]\n',
      fixed:
        '---\nplan: family.plan.yaml\n---\n# 方案讲解\n代理人：闻先生的重疾保额110万。 不赔的在后面。[[披露：责任免除]]\n',
    },
    {
      kind: 'good',
      text: '---\nplan: family.plan.yaml\n---\n# 方案讲解\n代理人：@产品(ci-70) 闻先生的保额110万，施女士的保额65万，分20年交，保到70岁。不赔的在后面。[[披露：责任免除]]\n',
    },
    {
      kind: 'bad',
      text: '---\nplan: family.plan.yaml\n---\n# 破冰\n代理人：闻先生今年[[45岁]]，正是家里担子重的时候。\n',
    },
    {
      kind: 'bad',
      text: '---\nplan: family.plan.yaml\n---\n# 方案讲解\n代理人：闻先生的重疾缺口[[3万]]，先补这一块。\n',
    },
    {
      kind: 'good',
      text: '---\nplan: family.plan.yaml\n---\n# 破冰\n代理人：闻先生的父亲今年66岁。等闻先生60岁退休，我们再看。\n',
    },
    {
      kind: 'good',
      text: '---\nplan: family.plan.yaml\n---\n# 方案讲解\n代理人：全家一年保费合计41655元，每月保费约3471元。\n',
    },
    {
      kind: 'good',
      text: '---\nplan: family.plan.yaml\n---\n# 方案讲解\n代理人：@产品(edu-par) 从2040年起每年领，18岁开始领，一共领4年。[[披露：责任免除]]\n',
    },
    {
      kind: 'good',
      text: '---\nplan: family.plan.yaml\n---\n# 方案讲解\n代理人：比如 @产品(ci-70) 保额做到300万，保费就超了。[[披露：责任免除]]\n',
    },
    {
      kind: 'good',
      text: '---\nplan: family.plan.yaml\n---\n# 方案讲解\n代理人：闻先生的重疾保额110万，阿禾的意外保额20万。\n',
    },
    { kind: 'good', text: '# 方案讲解\n代理人：@产品(term-60) 保额300万。[[披露：责任免除]]\n' },
  ],
});

const toldIn = rememberPerPart((part) =>
  part.segments.flatMap((segment) => {
    if (segment.speaker !== 'agent' && segment.speaker !== 'text' && segment.speaker !== 'caption') return [];
    const told = figuresIn(segment.text.text);
    return told.length > 0 ? [{ segment, told }] : [];
  }),
);

const NAMES: Readonly<Record<Fact, Localized>> = {
  premium: { zh: '保费', en: 'premium' },
  sum: { zh: '保额', en: 'sum insured' },
  age: { zh: '保障期', en: 'end age' },
  'cover-years': { zh: '保障年数', en: 'term' },
  pay: { zh: '缴费期', en: 'payment term' },
  waiting: { zh: '等待期', en: 'waiting period' },
  payout: { zh: '每年领取', en: 'yearly payout' },
  'payout-years': { zh: '领取年数', en: 'number of payout years' },
  'payout-age': { zh: '开始领取的年龄', en: 'age of the first payout' },
  'payout-from': { zh: '开始领取的年份', en: 'year of the first payout' },
  'member-age': { zh: '年龄', en: 'age' },
  gap: { zh: '缺口', en: 'gap' },
};

function checkFigure(
  context: RuleContext,
  document: PitchDocument,
  plan: PlanDocument,
  segment: Segment,
  told: Told,
): void {
  const known = valuesFor(context, document, plan, segment, told);
  if (known.length === 0 || known.some(({ value }) => agrees(told, value))) return;
  const nearest = known.reduce((a, b) => (Math.abs(b.value - told.value) < Math.abs(a.value - told.value) ? b : a));
  const range = segment.text.rangeOf(told.start, told.end);
  const b = joined([...new Map(known.map(({ text }) => [text.zh, text])).values()].slice(0, 4));
  context.report({
    range,
    data: { a: document.text.slice(range.start, range.end), row: nearest.of, fact: NAMES[told.fact], b },
    related: nearest.range
      ? [{ uri: plan.uri, range: nearest.range, message: { zh: '方案里是这样写的', en: 'what the plan says' } }]
      : [],
    fixes: fixWith({ zh: `改为 ${nearest.text.zh}`, en: `Change to ${nearest.text.en}` }, 'review', {
      range,
      newText: document.language === 'en' ? nearest.text.en : nearest.text.zh,
    }),
  });
}

/** Everything in the plan that the figure could be said of; empty when it says nothing that the plan knows. */
function valuesFor(
  context: RuleContext,
  document: PitchDocument,
  plan: PlanDocument,
  segment: Segment,
  told: Told,
): readonly PlanValue[] {
  const view = viewOf(context, plan);
  const sentence = segment.text.text.slice(told.from, told.start);
  if (told.fact === 'member-age') {
    const named = personBefore(document, view, sentence);
    return named ? agesOf(view, named, context.asOf) : [];
  }
  const person = personIn(document, view, sentence);
  if (told.fact === 'gap') return told.risk ? gapValues(view, wallsIn(context, view), person, told.risk) : [];
  if (told.fact === 'premium' && told.isTotal) return totalPremiums(view, person, told.isMonthly);
  const product = productBefore(context, document, segment, told);
  if (product !== undefined && !(told.isTotal && told.risk)) {
    const rows = view.rows.filter((row) => row.row.product?.value === product);
    const own = person ? rows.filter((row) => row.insured?.id === person.id) : [];
    return (own.length > 0 ? own : rows).flatMap((row) => rowValues(row, told.fact, told.isMonthly, view));
  }
  if (told.fact === 'sum' && told.risk) return coverValues(view, person, told.risk);
  // without a product the words say whose premium it is only with a name
  return told.fact === 'premium' && person ? totalPremiums(view, person, told.isMonthly) : [];
}

/** Words that may stand between a name and an age: what is said of 果果的爸爸 is not said of 果果. */
const AGE_LEAD = /(?:今年|现在|目前|刚满|才|刚|已经|是|[，,])*$/u;

function personBefore(document: PitchDocument, view: PlanView, words: string): Member | undefined {
  const named = words.slice(0, AGE_LEAD.exec(words)!.index);
  return namesIn(document, view).find(([name]) => name.length > 1 && named.endsWith(name))?.[1];
}

/** The member named last in the words, by name, by a name of the cast, or as the only child. */
function personIn(document: PitchDocument, view: PlanView, words: string): Member | undefined {
  let best: { member: Member; at: number } | undefined;
  for (const [name, member] of namesIn(document, view)) {
    const at = name.length > 1 ? words.lastIndexOf(name) : -1;
    if (at >= 0 && (!best || at > best.at)) best = { member, at };
  }
  return best?.member;
}

function namesIn(document: PitchDocument, view: PlanView): readonly (readonly [string, Member])[] {
  const { members } = view.household;
  const names: (readonly [string, Member])[] = members.map((member) => [member.name, member]);
  for (const { key, value } of document.script.frontMatter?.model.cast?.entries ?? []) {
    const name = 'value' in value ? value.value : value.name?.value;
    const member = members.find((one) => one.name === name);
    if (member) names.push([key.value, member]);
  }
  const children = members.filter((member) => isChild(member, view.day));
  if (children.length === 1) for (const word of ['孩子', '宝宝', '小朋友']) names.push([word, children[0]!]);
  return names;
}

/** The product told last before the figure in the same line, else the one in scope or named in the sentence. */
function productBefore(
  context: RuleContext,
  document: PitchDocument,
  segment: Segment,
  told: Told,
): string | undefined {
  const at = segment.text.rangeOf(told.start, told.start).start;
  const own = segment.references.filter((reference) => reference.kind === 'product' && reference.range.start < at);
  return own[own.length - 1]?.id ?? productOf(document, context.project, segment)?.product.id?.value;
}

function agrees({ value, isRounded, isMonthly }: Told, fact: number): boolean {
  const apart = Math.abs(value - fact);
  // a month's share is rarely a whole number
  if (isMonthly && apart <= 1) return true;
  return apart <= 1e-6 * Math.max(1, fact) || (isRounded && apart <= fact * ROUNDING);
}
