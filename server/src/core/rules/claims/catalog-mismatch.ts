import type { Fix, RelatedLocation } from '../../diagnostic.ts';
import type { CatalogExclusion } from '../../documents/yaml/models.ts';
import type { Localized } from '../../localized.ts';
import type { ResolvedProduct } from '../../project.ts';
import { fold } from '../../text/folding.ts';
import type { SourceRange } from '../../text/range.ts';
import { optionalThreshold } from '../plan/plan-context.ts';
import { same } from '../plan/wording.ts';
import { citesClause, isEnglish, productsAt, type Reading, readings, silencedBy } from '../readings.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { clauseMark, clauseNumber, factText, STATED, type StatedFact } from './stated-facts.ts';

const ID = 'claims/catalog-mismatch';
const QUIET = ['negated', 'coaching', 'quoted-rule'];
/** Between keyword and number: the statement is a bound, true of every value on its side. */
const AT_MOST = ['不超过', '最多', '最长', '至多', '以内', '不高于', 'at most', 'up to', 'no more than'];
const AT_LEAST = ['不少于', '至少', '最少', '起码', '不低于', '以上', 'at least', 'no less than'];
/** Kinds of exclusions, by what catalogues call them (folded): what people then say is covered all the same. */
const EXCLUDED: Readonly<Record<string, readonly string[]>> = {
  'excluded-old-illness': ['既往症', '既往', '先天', '已存在', '已在', 'pre-existing', 'congenital'],
  'excluded-drugs': ['社保外', '社保目录外', '目录外', '外购药', '自费药', '医保外', 'outside the list'],
  'excluded-sports': ['高风险运动', '危险运动', '极限运动', 'hazardous sport', 'high-risk sport'],
  'excluded-suicide': ['自杀', 'suicide'],
  'excluded-crime': ['酒驾', '酒后', '犯罪', '吸毒', '无证', 'drink', 'drunk'],
};

/** What is said of a product agrees with its clauses; the catalogue decides. */
export default defineRule({
  id: ID,
  title: { zh: '说的与条款不符', en: 'Not what the clause says' },
  why: {
    zh: '等待期、免赔额、比例、续保年限、领取年度说错一个数，客户就按您说的做打算；理赔时按条款办，差的那一截都是纠纷。所有承诺以合同条款为依据。',
    en: 'One wrong number for a waiting period, a deductible, a ratio or a payout year, and the client plans on it; the claim is decided by the clause and the difference is a dispute.',
  },
  basis: 'law',
  markets: {
    CN: { severity: 'error', cite: ['cn-sbm-17', 'cn-sbm-25', 'cn-il-116', 'cn-il-131'] },
    TW: { severity: 'error', cite: ['tw-fcpa-8', 'tw-sr-19'] },
    HK: { severity: 'error', cite: ['hk-code'] },
    US: { severity: 'error', cite: ['us-naic-880'] },
    UK: { severity: 'error', cite: ['uk-icobs-2-2-2'] },
    SG: { severity: 'error', cite: ['sg-faa-34'] },
  },
  kinds: ['pitch', 'plan'],
  handbook: '6.1',
  message: {
    zh: '说的是{name}{a}，{product}{clause}是{b}。请改成{b}，并标明条款。',
    en: 'You say {a} for {name}; {clause} of {product} says {b}. Put {b} and cite the clause.',
  },
  variants: {
    renewal: {
      message: {
        zh: '说的是保证续保，{product}{clause}不保证续保。请改说到期需重新申请。',
        en: 'You say that renewal is guaranteed; {clause} of {product} does not guarantee it.',
      },
    },
    exclusion: {
      message: {
        zh: '“{text}”与条款不符：{product}{clause}写明{x}不赔。',
        en: '“{text}” is not what the clause says; {clause} of {product} excludes {x}.',
      },
    },
    'minor-cap': {
      message: {
        zh: '说的是{a}，监管上限是{b}（各公司合计）。',
        en: 'You say {a}; the regulatory cap is {b}, all insurers together.',
      },
    },
    unverified: {
      severity: 'info',
      message: {
        zh: '“{text}”无法核对：不知道说的是哪款产品。请标明 @产品 或 @条款。',
        en: '“{text}” cannot be verified, as the product is not known. Name @product or @clause.',
      },
    },
  },
  readings: {
    ...Object.fromEntries(Object.entries(STATED).map(([name, fact]) => [name, fact.phrases])),
    'renewal-bare': ['<cover-auto-renewal>', '<stated-renewal>', '(guaranteed renewable|automatic renewal)'],
    'excluded-old-illness': ['<cover-old-illness> … <cover-old-too>', 'pre-existing conditions … covered'],
    'excluded-drugs': [
      '<stated-outside-drugs> … <cover-old-too>',
      '<stated-outside-drugs> … <cover-every-way>[能]<cover-pays>',
    ],
    'excluded-sports': ['<stated-risky-sport> … <cover-old-too>'],
    'excluded-suicide': ['自杀 … <cover-old-too>'],
    'excluded-crime': ['<stated-crime> … <cover-old-too>'],
    'minor-cap': ['(未满|不满|不到)<number:age> …… <amount:v>'],
  },
  ofLoneLine: 'reading',
  check(context) {
    const told = new Set<number>();
    for (const reading of readings(context, ID, QUIET)) {
      const fact = STATED[reading.name];
      if (fact) judgeFact(context, reading, fact, told);
      else if (reading.name === 'renewal-bare') judgeRenewal(context, reading);
      else if (reading.name === 'minor-cap') judgeMinorCap(context, reading);
      else judgeExclusion(context, reading);
    }
  },
  examples: [
    {
      kind: 'bad',
      text: '代理人：@产品(ci-70) [[等待期30天]]，很短。\n',
      fixed: '代理人：@产品(ci-70) 等待期90天 @条款(ci-70#2.3)，很短。\n',
    },
    {
      kind: 'bad',
      text: '代理人：安心百万医疗险[[没有免赔额]]。\n',
      fixed: '代理人：安心百万医疗险免赔额1万元 @条款(med-20#2.4)。\n',
    },
    { kind: 'bad', variant: 'renewal', text: '代理人：@产品(kid-med) 是[[保证续保]]的。\n' },
    {
      kind: 'bad',
      text: '代理人：@产品(med-20) [[保证续保30年]]。\n',
      fixed: '代理人：@产品(med-20) 保证续保20年 @条款(med-20#1.5)。\n',
    },
    { kind: 'bad', variant: 'exclusion', text: '代理人：@产品(ci-70) 以前的事不怕，[[既往症也赔]]。\n' },
    {
      kind: 'bad',
      text: '代理人：@产品(edu-par) [[第3年起每年领]]一笔。\n',
      fixed: '代理人：@产品(edu-par) 第5年 @条款(edu-par#2.3)起每年领一笔。\n',
    },
    { kind: 'bad', variant: 'minor-cap', text: '代理人：孩子[[未满10岁，身故最多30万]]。\n' },
    { kind: 'bad', variant: 'unverified', text: '代理人：这款[[等待期60天]]。\n' },
    { kind: 'good', text: '代理人：@产品(ci-70) 等待期90天 @条款(ci-70#2.3)。\n' },
    { kind: 'good', text: '代理人：@产品(med-20) 免赔额1万元，扣除后按100%报销。\n' },
    { kind: 'good', text: '代理人：@产品(ci-70) 等待期90天，@产品(med-20) 等待期30天。\n' },
    { kind: 'good', text: '代理人：等待期不是30天，条款写的以合同为准。\n' },
    { kind: 'good', text: '代理人：孩子不满10岁，身故各家合计最高20万。\n' },
    { kind: 'good', text: '代理人：等待期60天，写在 @条款(other#2.1)。\n' },
    {
      kind: 'bad',
      language: 'en',
      text: '---\n{lang: en}\n---\nAgent: @product(ci-70) has a [[waiting period of 60 days]].\n',
      fixed: '---\n{lang: en}\n---\nAgent: @product(ci-70) has a waiting period of 90 days @clause(ci-70#2.3).\n',
    },
    {
      kind: 'good',
      language: 'en',
      text: '---\n{lang: en}\n---\nAgent: @product(ci-70) has a waiting period of 90 days.\n',
    },
  ],
});

function judgeFact(context: RuleContext, reading: Reading, fact: StatedFact, told: Set<number>): void {
  const { segment, match } = reading;
  const capture = match.captures.find((each) => each.name === 'v');
  if (fact.bare === undefined && !capture) return;
  // a share of the costs is no sum, and “第5年” says from when, not for how long
  if (capture && fact.unit === 'amount' && capture.kind === 'percent') return;
  if (capture && (fact.unit === 'policy-year') !== isOrdinal(reading, capture.start)) return;
  // of two numbers about one word the first that a phrase reads counts: “免赔额1万” before “400万免赔额”
  const keyword = segment.text.rangeOf(match.pieces[0]!.start, match.pieces[0]!.start).start;
  const stated = capture?.value ?? fact.bare!;
  const products = productsAt(context, segment, match);
  if (products.length === 0) {
    reportUnverified(context, reading);
    return;
  }
  const resolved = products.find((each) => fact.value(each));
  const found = resolved && fact.value(resolved);
  if (!resolved || !found) {
    context.skip({ zh: `目录没有写${fact.name.zh}`, en: `the catalogue does not give ${fact.name.en}` }, reading.range);
    return;
  }
  if (told.has(keyword) || agrees(reading, fact, stated, found.value)) {
    told.add(keyword);
    return;
  }
  told.add(keyword);
  const clause = clauseNumber(resolved.product, fact.clause);
  const a = capture ? same(reading.segment.text.text.slice(capture.start, capture.end)) : { zh: '没有', en: 'none' };
  const b = factText(fact.unit, found.value);
  context.report({
    range: reading.range,
    data: { name: fact.name, a, b, product: productName(resolved), clause: clauseText(clause) },
    related: [atClause(resolved, found.range, clause, fact.name, b)],
    fixes: correction(context, reading, fact, resolved, b, clause),
  });
}

function agrees(reading: Reading, fact: StatedFact, stated: number, value: number): boolean {
  if (Math.abs(stated - value) < 1e-9 * Math.max(1, Math.abs(value))) return true;
  if (fact.unit === 'policy-year') return stated > value;
  const words = reading.text;
  if (AT_MOST.some((word) => words.includes(word))) return value <= stated;
  if (AT_LEAST.some((word) => words.includes(word))) return value >= stated;
  return false;
}

/** 保证续保 said of a product whose clauses guarantee none. */
function judgeRenewal(context: RuleContext, reading: Reading): void {
  const fact = STATED.renewal!;
  const [resolved] = productsAt(context, reading.segment, reading.match).filter((each) => fact.value(each));
  const found = resolved && fact.value(resolved);
  if (!resolved || !found || found.value > 0) return;
  const clause = clauseNumber(resolved.product, fact.clause);
  context.report({
    variant: 'renewal',
    range: reading.range,
    data: { product: productName(resolved), clause: clauseText(clause) },
    related: [atClause(resolved, found.range, clause, fact.name, { zh: '不保证', en: 'not guaranteed' })],
    fixes: [
      {
        title: { zh: '改成“不保证续保”', en: 'Say that renewal is not guaranteed' },
        safety: 'review',
        edits: [
          { range: reading.range, newText: isEnglish(reading.segment) ? 'not guaranteed to renew' : '不保证续保' },
        ],
      },
    ],
  });
}

function judgeExclusion(context: RuleContext, reading: Reading): void {
  const kinds = EXCLUDED[reading.name];
  const [resolved] = productsAt(context, reading.segment, reading.match);
  const excluded = resolved?.product.exclusions?.items.find((each) => isKind(each, kinds ?? []));
  if (!resolved || !excluded?.what) return;
  const clause = excluded.clause?.value;
  context.report({
    variant: 'exclusion',
    range: reading.range,
    data: {
      text: reading.text,
      x: same(excluded.what.value),
      product: productName(resolved),
      clause: clauseText(clause),
    },
    related: [
      atClause(resolved, excluded.what.range, clause, { zh: '不赔', en: 'excluded' }, same(excluded.what.value)),
    ],
    fixes: [
      {
        title: { zh: '改成条款的说法', en: 'Say what the clause says' },
        safety: 'review',
        edits: [
          {
            range: reading.range,
            newText: withMark(
              context,
              isEnglish(reading.segment) ? `${excluded.what.value} is not covered` : `${excluded.what.value}不赔`,
              resolved,
              clause,
              reading,
            ),
          },
        ],
      },
    ],
  });
}

function isKind(exclusion: CatalogExclusion, words: readonly string[]): boolean {
  const what = fold(exclusion.what?.value ?? '').text;
  return words.some((word) => what.includes(word));
}

/** The cap on a child's death cover is the market's, not a product's. */
function judgeMinorCap(context: RuleContext, reading: Reading): void {
  const { text } = reading.segment.text;
  const sentence = fold(text.slice(reading.match.sentence.start, reading.match.sentence.end)).text;
  if (!sentence.includes('身故') && !sentence.includes('寿险')) return;
  const age = reading.match.captures.find((each) => each.name === 'age')?.value;
  const stated = reading.match.captures.find((each) => each.name === 'v');
  const cap =
    age === 10
      ? optionalThreshold(context, 'minor_death_cap_under_10')
      : age === 18
        ? optionalThreshold(context, 'minor_death_cap_10_17')
        : undefined;
  if (cap === undefined || !stated || stated.value <= cap) return;
  const b = factText('amount', cap);
  context.report({
    variant: 'minor-cap',
    range: reading.range,
    data: { a: same(text.slice(stated.start, stated.end)), b },
    fixes: [
      {
        title: { zh: `改成 ${b.zh}`, en: `Put ${b.en}` },
        safety: 'review',
        edits: [
          {
            range: reading.segment.text.rangeOf(stated.start, stated.end),
            newText: isEnglish(reading.segment) ? b.en : b.zh,
          },
        ],
      },
    ],
  });
}

/** Said at info, and not when the sentence rests on a clause (reference/README "Severity"). */
function reportUnverified(context: RuleContext, reading: Reading): void {
  const { segment, match } = reading;
  if (reading.name === 'cooling-off' || citesClause(segment)) return;
  if (silencedBy(context, segment, match, ['contract-basis'])) return;
  context.report({ variant: 'unverified', range: reading.range, data: { text: reading.text } });
}

/** “第5年”, “第五个保单年度”, “from year 5”. */
function isOrdinal({ segment }: Reading, at: number): boolean {
  const { text } = segment.text;
  const before = text.slice(0, at).trimEnd();
  return text[at] === '第' || before.endsWith('第') || before.toLowerCase().endsWith('year');
}

function correction(
  context: RuleContext,
  reading: Reading,
  fact: StatedFact,
  resolved: ResolvedProduct,
  b: Localized,
  clause: string | undefined,
): readonly Fix[] {
  const english = isEnglish(reading.segment);
  const capture = reading.match.captures.find((each) => each.name === 'v');
  const range: SourceRange = capture ? reading.segment.text.rangeOf(capture.start, capture.end) : reading.range;
  const value = english ? b.en : b.zh;
  const whole = english ? `${fact.name.en.replace(/^the /u, 'a ')} of ${value}` : `${fact.name.zh}${value}`;
  const newText = withMark(context, capture ? value : whole, resolved, clause, reading);
  return [
    {
      title: { zh: `改成 ${b.zh}，标明条款`, en: `Put ${b.en} and cite the clause` },
      safety: 'review',
      edits: [{ range, newText }],
    },
  ];
}

/** The clause's mark goes behind the words, unless the segment cites it already; plans have no marks in most fields. */
function withMark(
  context: RuleContext,
  words: string,
  { product }: ResolvedProduct,
  clause: string | undefined,
  reading: Reading,
): string {
  if (clause === undefined || context.document.kind !== 'pitch') return words;
  if (reading.segment.references.some((each) => each.kind === 'clause' && each.clause === clause)) return words;
  const mark = clauseMark(product, clause, isEnglish(reading.segment));
  return mark === undefined ? words : `${words} ${mark}`;
}

function atClause(
  { document }: ResolvedProduct,
  range: SourceRange,
  clause: string | undefined,
  name: Localized,
  value: Localized,
): RelatedLocation {
  return {
    uri: document.uri,
    range,
    message: {
      zh: `${clause === undefined ? '目录' : `条款${clause}`}：${name.zh} ${value.zh}`,
      en: `${clause === undefined ? 'catalogue' : `clause ${clause}`}: ${name.en} ${value.en}`,
    },
  };
}

function productName({ product }: ResolvedProduct): Localized {
  return same(product.name?.value ?? product.id?.value ?? '');
}

function clauseText(clause: string | undefined): Localized {
  return clause === undefined
    ? { zh: '目录写的', en: 'the catalogue' }
    : { zh: `条款第${clause}条`, en: `clause ${clause}` };
}
