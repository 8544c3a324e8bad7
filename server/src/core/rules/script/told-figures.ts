/** Figures said aloud that name a fact of a plan: which fact, of what and of whom, by the words round the number. */

import type { Risk } from '../../domain/product-types.ts';
import { findNumbers, type NumberMatch } from '../../text/numbers.ts';
import { rememberPerText } from '../../text/remembered.ts';
import { sentencesOf } from '../phrases/sentences.ts';

export type Fact =
  | 'premium'
  | 'sum'
  | 'age'
  | 'cover-years'
  | 'pay'
  | 'waiting'
  | 'payout'
  | 'payout-years'
  | 'payout-age'
  | 'payout-from'
  | 'member-age'
  | 'gap';

export interface Told {
  readonly fact: Fact;
  /** Offsets of the figure in the text. */
  readonly start: number;
  readonly end: number;
  readonly value: number;
  /** Said with “about” or the like. */
  readonly isRounded: boolean;
  /** Said of everything together, not of one row. */
  readonly isTotal: boolean;
  /** Premium a month. */
  readonly isMonthly: boolean;
  /** 重疾保额: the wall that the sum is said of. */
  readonly risk?: Risk;
  /** From the start of its sentence to the figure: where its person and product are looked for. */
  readonly from: number;
}

type Kind = NumberMatch['kind'] | 'age' | 'year';

/** Words in front of a figure. The nearest word of a figure's kind decides; of two at one place the longer. */
const BEFORE: readonly (readonly [Fact, Kind, readonly string[]])[] = [
  [
    'premium',
    'amount',
    [
      '年保费',
      '年交',
      '每年交',
      '一年交',
      '年缴',
      '每年缴',
      '一年缴',
      '保费',
      '保費',
      '每月交',
      '每月缴',
      '月交',
      '月缴',
      'premium',
    ],
  ],
  ['sum', 'amount', ['保额', '保額', '基本保额', 'sum insured', 'cover of', 'adds', 'covers you for']],
  ['age', 'age', ['保到', '保至', '保障到', '保障至', '保障期至', '保障期到', 'until you are', 'until age', 'to age']],
  ['cover-years', 'years', ['保障期', '保障期间', '保险期间', '一保', 'cover lasts', 'covered for']],
  [
    'pay',
    'years',
    [
      '交费期',
      '缴费期',
      '繳費期',
      '交费期间',
      '缴费期间',
      '交满',
      '缴满',
      '只交',
      '只缴',
      '分',
      'pay for',
      'paid over',
    ],
  ],
  ['waiting', 'days', ['等待期', '等候期', '观察期', 'waiting period']],
  ['payout', 'amount', ['每年领', '每年给付', '一年领', '每年能领', '每年可领', '每年返', 'pays', 'a year']],
  [
    'payout-years',
    'years',
    ['连续领', '连领', '一共领', '共领', '领满', '能领', '可领', '领', '分', 'pays out for', 'paid out over'],
  ],
  ['member-age', 'age', ['今年', '现在', '目前', '刚满']],
  ['gap', 'amount', ['缺口', 'gap of']],
  ['payout-from', 'year', ['从', '自', '到', 'from', 'starting in', 'starts in']],
];
/** Words right behind a figure, with nothing between but 的. */
const BEHIND: readonly (readonly [Fact, Kind, RegExp])[] = [
  ['sum', 'amount', /^\s*的?(?:重疾|身故|寿险|意外|医疗)?保[额額]/u],
  ['premium', 'amount', /^\s*(?:的)?年?保[费費]/u],
  ['pay', 'years', /^\s*(?:交费期?|缴费期?|繳費期?|交清|缴清|交完|缴完)/u],
  ['payout-years', 'years', /^\s*(?:领完|领满|领取期)/u],
  [
    'payout-age',
    'age',
    /^\s*(?:起|开始|开始就|就开始|就能|就可以|以后|之后)?(?:每年|按年|每月)?(?:能|可以)?(?:领|给付)/u,
  ],
  ['payout-from', 'year', /^\s*年?\s*(?:\d{1,2}月)?(?:起|开始)(?:每年|按年)?(?:能|可以)?(?:领|给付)/u],
  ['sum', 'amount', /^\s*(?:of cover|of life cover|sum insured)/u],
  ['premium', 'amount', /^\s*(?:in premiums?|of premium)/u],
];
/** How far before its figure a word may stand, in characters. */
const REACH = 10;
const ABOUT = /(?:约|大约|大概|差不多|左右|上下|将近|接近|近|about|around|roughly|nearly|approximately|some)\s*$/iu;
const ABOUT_AFTER = /^\s*(?:左右|上下|多|余|出头|or so|-odd)/u;
const TOTAL =
  /全家|一家|三口|四口|合计|一共|总共|共计|加起来|总保费|总保额|整份方案|这份方案|整套|\b(?:altogether|all together|in total|total|whole family|whole plan)\b/u;
const MONTH = /每月|每个月|一个月|月均|月交|月缴|\b(?:a|per|each) month\b|monthly/u;
/** A supposition, an example or a denial states nothing of the plan. */
const NOT_STATED =
  /如果|假如|假设|要是|倘若|万一|比如|例如|譬如|举个例子|不是|并非|\b(?:if|suppose|for example|for instance|say,|isn't|is not)\b/u;
const RISKS: readonly (readonly [Risk, RegExp])[] = [
  ['ci', /(?:重疾|重大疾病|critical illness)[^，,；;]{0,6}$/u],
  ['accident', /(?:意外|accident)[^，,；;]{0,6}$/u],
  ['death', /(?:身故|寿险|壽險|定寿|\blife)[^，,；;]{0,6}$/u],
];

const NOTHING: readonly Told[] = [];

export const figuresIn = rememberPerText((text: string): readonly Told[] => {
  const numbers = findNumbers(text);
  if (numbers.length === 0) return NOTHING;
  const lower = text.toLowerCase();
  const told: Told[] = [];
  for (const sentence of sentencesOf(lower)) {
    const words = lower.slice(sentence.start, sentence.end);
    // a question states nothing
    if (/[?？]\s*$/u.test(words.trimEnd())) continue;
    for (const number of numbers) {
      if (number.start < sentence.start || number.end > sentence.end || number.range) continue;
      const before = lower.slice(sentence.start, number.start);
      const behind = lower.slice(number.end, Math.min(sentence.end, number.end + 16));
      const fact = factOf(number, before, behind);
      if (fact === undefined || NOT_STATED.test(before)) continue;
      const risk =
        fact === 'sum' || fact === 'gap' ? RISKS.find(([, pattern]) => pattern.test(before))?.[0] : undefined;
      told.push({
        fact,
        start: number.start,
        end: number.end,
        value: number.value,
        isRounded: ABOUT.test(before) || ABOUT_AFTER.test(behind),
        isTotal: TOTAL.test(before.slice(-24)),
        isMonthly: fact === 'premium' && MONTH.test(nearby(before, behind)),
        ...(risk && { risk }),
        from: sentence.start,
      });
    }
  }
  return told.length > 0 ? told : NOTHING;
});

/** The clause round a figure, as far as it can say “a month”. */
function nearby(before: string, behind: string): string {
  return `${/[^，,；;]{0,12}$/u.exec(before)![0]} ${/^[^，,；;]{0,12}/u.exec(behind)![0]}`;
}

function factOf(number: NumberMatch, before: string, behind: string): Fact | undefined {
  const kinds = kindsOf(number, behind);
  const after = BEHIND.find(([, kind, pattern]) => kinds.has(kind) && pattern.test(behind));
  if (after?.[0].startsWith('payout')) return after[0];
  const near = before.slice(-(REACH + 8));
  let best: { fact: Fact; at: number; word: string } | undefined;
  for (const [fact, kind, words] of BEFORE) {
    if (!kinds.has(kind)) continue;
    for (const word of words) {
      const at = near.lastIndexOf(word);
      if (at < 0 || near.length - (at + word.length) > REACH) continue;
      const between = near.slice(at + word.length);
      // a clause of its own says something else
      if (/[，,；;、]/u.test(between)) continue;
      if (!holds(fact, word, between, behind)) continue;
      if (!best || at > best.at || (at === best.at && word.length > best.word.length)) best = { fact, at, word };
    }
  }
  return best?.fact ?? after?.[0];
}

/** Short words say a fact only in their usual frame. */
function holds(fact: Fact, word: string, between: string, behind: string): boolean {
  if (fact === 'pay' && word === '分') return between === '' && /^\s*(?:交|缴|繳)/u.test(behind);
  if (fact === 'member-age') return /^(?:才|刚|是|已经)?$/u.test(between);
  if (fact === 'payout-years' && word === '领') return between === '';
  if (fact === 'payout-years' && word === '分') return between === '' && /^\s*领/u.test(behind);
  if (fact === 'payout-from') return between === '' && /^\s*年?\s*(?:\d{1,2}月)?(?:起|开始)|^\s*on\b/u.test(behind);
  return true;
}

function kindsOf(number: NumberMatch, behind: string): ReadonlySet<Kind> {
  if (number.unit === '岁') return new Set<Kind>(['age']);
  if (number.unit === '年' && number.value >= 2000 && number.value < 2200) return new Set<Kind>(['year']);
  const kinds = new Set<Kind>([number.kind]);
  if (number.kind === 'number' && number.unit === '') {
    if (number.value < 130) kinds.add('age');
    if (number.value >= 2000 && number.value < 2200) kinds.add('year');
    else if (number.value >= 1000) kinds.add('amount');
  }
  return kinds.has('year') && /^\s*(?:元|块)/u.test(behind) ? new Set<Kind>(['amount']) : kinds;
}
