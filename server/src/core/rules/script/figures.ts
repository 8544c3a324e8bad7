import type { PitchDocument, PlanDocument, Segment } from '../../documents/document.ts';
import { partsOf, rememberPerPart, rememberPerText } from '../../documents/pitch/parts.ts';
import { fullAmount } from '../../domain/amount.ts';
import type { PlanRow } from '../../domain/from-plan.ts';
import { parseTerm } from '../../domain/term.ts';
import type { Localized } from '../../localized.ts';
import { findNumbers, type NumberMatch } from '../../text/numbers.ts';
import { productOf } from '../facts.ts';
import { sentencesOf } from '../phrases/sentences.ts';
import { marketsWith } from '../plan/markets.ts';
import { rowName, rowRange, viewOf } from '../plan/plan-context.ts';
import { joined, same } from '../plan/wording.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { fixWith, scriptDocument } from './script-lines.ts';

type Fact = 'premium' | 'sum' | 'age' | 'pay' | 'waiting' | 'payout';

/** Which fact a figure states, by the words before it and by its kind. The nearest word decides. */
const BEFORE: readonly (readonly [Fact, NumberMatch['kind'] | 'age', readonly string[]])[] = [
  ['premium', 'amount', ['年保费', '年交', '每年交', '一年交', '年缴', '每年缴', '一年缴', '保费', '保費', 'premium']],
  ['sum', 'amount', ['保额', '保額', 'sum insured', 'cover of', 'adds', 'covers you for']],
  ['age', 'age', ['保到', '保至', '保障到', '保障至', 'until you are', 'until age', 'to age']],
  ['pay', 'years', ['交费期', '缴费期', '交满', '缴满', '只交', '只缴', '分', 'pay for']],
  ['waiting', 'days', ['等待期', '等候期', '观察期', 'waiting period']],
  ['payout', 'amount', ['每年领', '每年给付', '一年领', '每年能领', 'pays', 'a year']],
];
/** How far before its figure the word may stand, in characters. */
const REACH = 10;
/** Words that say the figure is rounded; the stated one may be this far from the fact. */
const ABOUT = /(?:约|大约|大概|差不多|左右|上下|将近|接近|近|about|around|roughly|nearly|approximately|some)\s*$/iu;
const ABOUT_AFTER = /^\s*(?:左右|上下|多|余|出头|or so|-odd)/u;
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
    zh: '说的是“{a}”，{row}的{fact}是{b}。',
    en: 'You say “{a}”; the {fact} of {row} is {b}.',
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
    { kind: 'good', text: '# 方案讲解\n代理人：@产品(term-60) 保额300万。[[披露：责任免除]]\n' },
  ],
});

interface Told {
  readonly fact: Fact;
  readonly start: number;
  readonly end: number;
  readonly value: number;
  readonly isRounded: boolean;
}

const NOTHING: readonly Told[] = [];

const figuresIn = rememberPerText((text: string): readonly Told[] => {
  const numbers = findNumbers(text);
  if (numbers.length === 0) return NOTHING;
  const lower = text.toLowerCase();
  const told: Told[] = [];
  for (const sentence of sentencesOf(lower)) {
    // a question states nothing
    if (/[?？]\s*$/u.test(lower.slice(sentence.start, sentence.end).trimEnd())) continue;
    for (const number of numbers) {
      if (number.start < sentence.start || number.end > sentence.end || number.range) continue;
      const before = lower.slice(Math.max(sentence.start, number.start - REACH - 8), number.start);
      const fact = factOf(number, before);
      if (fact === undefined) continue;
      const isRounded = ABOUT.test(before) || ABOUT_AFTER.test(lower.slice(number.end, number.end + 8));
      told.push({ fact, start: number.start, end: number.end, value: number.value, isRounded });
    }
  }
  return told;
});

function factOf(number: NumberMatch, before: string): Fact | undefined {
  const kind = number.unit === '岁' ? 'age' : number.kind;
  let best: { fact: Fact; at: number } | undefined;
  for (const [fact, wanted, words] of BEFORE) {
    if (wanted !== kind && !(wanted === 'age' && kind === 'number' && number.value < 130)) continue;
    for (const word of words) {
      const at = before.lastIndexOf(word);
      if (at < 0 || before.length - (at + word.length) > REACH) continue;
      // a clause of its own says something else
      if (/[，,；;、]/u.test(before.slice(at + word.length))) continue;
      if (!best || at > best.at) best = { fact, at };
    }
  }
  return best?.fact;
}

const toldIn = rememberPerPart((part) =>
  part.segments.flatMap((segment) => {
    if (segment.speaker !== 'agent' && segment.speaker !== 'text' && segment.speaker !== 'caption') return [];
    const told = figuresIn(segment.text.text);
    return told.length > 0 ? [{ segment, told }] : [];
  }),
);

const NAMES: Readonly<Record<Fact, Localized>> = {
  premium: { zh: '年保费', en: 'yearly premium' },
  sum: { zh: '保额', en: 'sum insured' },
  age: { zh: '保障期', en: 'end age' },
  pay: { zh: '缴费期', en: 'payment term' },
  waiting: { zh: '等待期', en: 'waiting period' },
  payout: { zh: '每年领取', en: 'yearly payout' },
};

/** Every value that a row has for a fact, with how it is written. */
function valuesOf(row: PlanRow, fact: Fact): readonly { readonly value: number; readonly text: Localized }[] {
  const amount = (value: number | undefined) =>
    value === undefined ? [] : [{ value, text: { zh: shortAmount(value), en: fullAmount(value) } }];
  switch (fact) {
    case 'premium':
      return row.row.premium ? amount(row.premium) : [];
    case 'sum':
      return amount(row.sum);
    case 'payout': {
      const { guaranteed, non_guaranteed: other } = row.row.payout ?? {};
      return [...amount(guaranteed?.value), ...amount(other?.value)];
    }
    case 'waiting': {
      const days = row.facts?.product.waiting_days?.value;
      return days === undefined ? [] : [{ value: days, text: { zh: `${days}天`, en: `${days} days` } }];
    }
    default: {
      const written = fact === 'age' ? row.row.term?.value : row.row.pay?.value;
      const term = written === undefined ? undefined : parseTerm(written);
      if (fact === 'age' && term?.kind === 'to-age')
        return [{ value: term.age, text: { zh: `${term.age}岁`, en: `${term.age}` } }];
      if (fact === 'pay' && term?.kind === 'years')
        return [{ value: term.years, text: { zh: `${term.years}年`, en: `${term.years} years` } }];
      return [];
    }
  }
}

function shortAmount(value: number): string {
  return value >= 1e4 ? `${Number((value / 1e4).toFixed(4))}万` : `${value}元`;
}

function checkFigure(
  context: RuleContext,
  document: PitchDocument,
  plan: PlanDocument,
  segment: Segment,
  told: Told,
): void {
  const product = productBefore(context, document, segment, told.start);
  if (product === undefined) return;
  const rows = viewOf(context, plan).rows.filter((row) => row.row.product?.value === product);
  const known = rows.flatMap((row) => valuesOf(row, told.fact).map((fact) => ({ row, ...fact })));
  if (known.length === 0 || known.some(({ value }) => agrees(told, value))) return;
  const nearest = known.reduce((a, b) => (Math.abs(b.value - told.value) < Math.abs(a.value - told.value) ? b : a));
  const { row } = nearest;
  const range = segment.text.rangeOf(told.start, told.end);
  const b = joined([...new Map(known.map(({ text }) => [text.zh, text])).values()]);
  context.report({
    range,
    data: { a: document.text.slice(range.start, range.end), row: same(rowName(row)), fact: NAMES[told.fact], b },
    related: [
      { uri: plan.uri, range: rowRange(row.row), message: { zh: '方案里的这一行', en: 'the row of the plan' } },
    ],
    fixes: fixWith({ zh: `改为 ${nearest.text.zh}`, en: `Change to ${nearest.text.en}` }, 'review', {
      range,
      newText: document.language === 'en' ? nearest.text.en : nearest.text.zh,
    }),
  });
}

/** The product told last before the figure in the same line, else the one in scope or named in the sentence. */
function productBefore(
  context: RuleContext,
  document: PitchDocument,
  segment: Segment,
  offset: number,
): string | undefined {
  const at = segment.text.rangeOf(offset, offset).start;
  const own = segment.references.filter((reference) => reference.kind === 'product' && reference.range.start < at);
  return own[own.length - 1]?.id ?? productOf(document, context.project, segment)?.product.id?.value;
}

function agrees({ value, isRounded }: Told, fact: number): boolean {
  const apart = Math.abs(value - fact);
  return apart <= 1e-6 * Math.max(1, fact) || (isRounded && apart <= fact * ROUNDING);
}
