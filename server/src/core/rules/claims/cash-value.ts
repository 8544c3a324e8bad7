import type { Fix, RelatedLocation } from '../../diagnostic.ts';
import type { Segment } from '../../documents/document.ts';
import type { CatalogProduct } from '../../documents/yaml/models.ts';
import type { Localized } from '../../localized.ts';
import type { ResolvedProduct } from '../../project.ts';
import { fold } from '../../text/folding.ts';
import { disclosureInReach } from '../guards/disclosure.ts';
import { clauseAround, endsSentence, type Span } from '../phrases/sentences.ts';
import { joined } from '../plan/wording.ts';
import { citesClause, isEnglish, productsAt, type Reading, readings, silencedBy } from '../readings.ts';
import { defineRule, type RuleContext } from '../rule.ts';

const ID = 'claims/cash-value';
const QUIET = ['coaching', 'quoted-rule'];
const LOSS = 'surrender-loss';

/** What an explanation of the cash value says it can do, and what the catalogue must say for it to be true. */
const USES: Readonly<
  Record<string, { readonly name: Localized; readonly holds: (product: CatalogProduct, year: number) => boolean }>
> = {
  drawn: { name: { zh: '部分领取', en: 'partial withdrawal' }, holds: (product) => allows(product, 'partial') },
  lent: { name: { zh: '保单贷款', en: 'a policy loan' }, holds: (product) => allows(product, 'loan') },
  kept: {
    name: { zh: '自动垫交或保费豁免', en: 'an automatic premium loan or a waiver' },
    holds: (product) =>
      allows(product, 'auto_premium_loan') ||
      (product.features?.items ?? []).some((feature) => feature.value === 'waiver'),
  },
  year: {
    name: { zh: '该年起领取', en: 'payouts from that year' },
    holds: (product, year) => (product.first_payout_year?.value ?? Number.POSITIVE_INFINITY) <= year,
  },
};

/** The cash value is explained as the product's clauses have it, and with the loss of an early surrender. */
export default defineRule({
  id: ID,
  title: { zh: '现金价值按条款解释', en: 'Explain the cash value by the clauses' },
  why: {
    zh: '“现金价值是一笔灵活支取的钱”混了四件事：退保金、部分领取或贷款、自动垫交、保费豁免，不是每款产品都有；早退还会亏。按产品条款说，再补一句退保损失。',
    en: '“A pot of money you can draw on” mixes four things, namely surrender, withdrawal or loan, automatic premium loan and waiver; not every product has them, and leaving early loses money. Say what the clauses allow, and the loss.',
  },
  basis: 'practice',
  markets: {
    CN: { severity: 'warning', cite: ['cn-sbm-25', 'cn-pdr-7', 'cn-sbm-17'] },
    TW: { severity: 'warning', cite: ['tw-fcpa-8'] },
    HK: { severity: 'warning', cite: ['hk-code'] },
    US: { severity: 'warning', cite: ['us-naic-570'] },
    UK: { severity: 'warning', cite: ['uk-icobs-2-2-2'] },
    SG: { severity: 'warning', cite: ['sg-faa-34'] },
  },
  kinds: ['pitch', 'plan'],
  handbook: '3.2',
  message: {
    zh: '这样解释现金价值，{product}的条款不支持：没有{x}。',
    en: 'The clauses of {product} do not support this account of the cash value: no {x}.',
  },
  variants: {
    unknown: {
      message: {
        zh: '不知道说的是哪款产品，“{text}”没有条款支持。请标明 @产品，并按它的条款解释。',
        en: '“{text}” rests on no clause, as the product is not known. Name @product and explain by its clauses.',
      },
    },
    loss: {
      message: {
        zh: '“{text}”没说退保损失：前几年退保拿回的钱通常少于已交保费。',
        en: '“{text}” leaves out the loss; in the first years surrender pays less than the premiums paid.',
      },
    },
  },
  readings: {
    term: ['<cash-value-term>'],
    drawn: ['<cash-value-drawn>'],
    lent: ['<cash-value-lent>'],
    kept: ['<cash-value-keeps>'],
    year: ['<number:y> … <stated-draws>', '<number:y>[保单年度]<stated-from>', '(policy year|from year) <number:y>'],
  },
  ofLoneLine: ['term'],
  check(context) {
    for (const explanation of explanations(context)) judge(context, explanation);
  },
  examples: [
    {
      kind: 'bad',
      variant: 'unknown',
      text: '代理人：[[现金价值就是随时可以支取]]的钱。\n',
      fixed: '代理人：现金价值是退保时能拿到的钱，前几年通常少于已交保费。\n',
    },
    {
      kind: 'bad',
      text: '代理人：@产品(edu-par) 的[[现金价值可以部分领取]]，早退保会有损失。\n',
      fixed:
        '代理人：@产品(edu-par) 的现金价值是退保或保单贷款时能拿到的钱，前几年通常少于已交保费，早退保会有损失。\n',
    },
    { kind: 'bad', variant: 'loss', text: '代理人：@产品(pen-par) 的[[现金价值可以部分领取]]。\n' },
    { kind: 'good', text: '代理人：@产品(pen-par) 的现金价值可以部分领取；提前退保会有损失。\n' },
    { kind: 'good', text: '代理人：现金价值是退保时能拿到的钱，前几年比交的少。\n' },
    { kind: 'good', text: '代理人：现金价值不能随时支取，早退有损失。\n' },
    { kind: 'good', text: '客户：现金价值能随时支取吗？\n' },
    {
      kind: 'bad',
      language: 'en',
      variant: 'unknown',
      text: '---\n{lang: en}\n---\nAgent: The [[cash value is money you can withdraw]].\n',
      fixed:
        '---\n{lang: en}\n---\nAgent: The cash value is what you get back on surrender; in the first years usually less than you paid.\n',
    },
    {
      kind: 'good',
      language: 'en',
      text: '---\n{lang: en}\n---\nAgent: The cash value is what you get back if you stop early, usually less than you paid.\n',
    },
  ],
});

interface Explanation {
  readonly segment: Segment;
  readonly readings: readonly Reading[];
  readonly year: number;
}

/** Sentences that explain the cash value by what it can do. In a plan's glossary the term stands in the key. */
function explanations(context: RuleContext): readonly Explanation[] {
  const sentences = new Map<string, Reading[]>();
  for (const reading of readings(context, ID, QUIET)) {
    const key = `${reading.segment.index}:${reading.match.sentence.start}`;
    const list = sentences.get(key);
    if (list) list.push(reading);
    else sentences.set(key, [reading]);
  }
  return [...sentences.values()].flatMap((all) => {
    const { segment } = all[0]!;
    const term = all.find((each) => each.name === 'term');
    if (!term && !isGlossed(segment)) return [];
    const uses = all.filter(
      (each) =>
        each.name === 'kept' ||
        (each.name !== 'term' &&
          (each.name !== 'year' || isOrdinal(each)) &&
          // “生病无法缴费时依然有效” denies no use; “不能随时支取” does
          silencedBy(context, segment, each.match, ['negated']) === undefined),
    );
    if (!uses.some((each) => each.name !== 'lent')) return [];
    const year = uses.find((each) => each.name === 'year')?.match.captures[0]?.value ?? 0;
    return [{ segment, readings: term ? [term, ...uses] : uses, year }];
  });
}

function judge(context: RuleContext, { segment, readings: all, year }: Explanation): void {
  const [first] = all;
  if (!first) return;
  const start = Math.min(...all.map(({ match }) => match.start));
  const end = Math.max(...all.map(({ match }) => match.end));
  const words = { start, end };
  const range = segment.text.rangeOf(start, end);
  const text = segment.text.text.slice(start, end).replaceAll('\ufffc', '').trim();
  const [resolved] = productsAt(context, segment, first.match);
  if (!resolved) {
    if (citesClause(segment)) return;
    context.report({
      variant: 'unknown',
      range,
      data: { text },
      fixes: rewording(segment, words, first.match.sentence, undefined),
    });
    return;
  }
  const missing = [...new Set(all.map(({ name }) => name))].filter(
    (name) => USES[name] && !USES[name].holds(resolved.product, year),
  );
  if (missing.length > 0) {
    context.report({
      range,
      data: {
        product: String(resolved.product.name?.value ?? resolved.product.id?.value ?? ''),
        x: joined(missing.map((name) => USES[name]!.name)),
      },
      related: inCatalogue(resolved),
      fixes: rewording(segment, words, first.match.sentence, resolved.product),
    });
    return;
  }
  if (disclosureInReach(context.document, segment, [LOSS], context.ruleSet)) return;
  context.report({ variant: 'loss', range, data: { text } });
}

function allows(product: CatalogProduct, use: string): boolean {
  return (product.cash_value?.items ?? []).some((each) => each.value === use);
}

function isGlossed({ path }: Segment): boolean {
  const key = path[path.length - 1];
  return typeof key === 'string' && ['现金价值', 'cash value', 'surrender value'].includes(fold(key).text.trim());
}

/** “第5年”, “from year 5”; “交5年” says for how long. */
function isOrdinal({ segment, match }: Reading): boolean {
  const at = match.captures[0]?.start;
  if (at === undefined) return false;
  const { text } = segment.text;
  const before = text.slice(0, at).trimEnd();
  return text[at] === '第' || before.endsWith('第') || before.toLowerCase().endsWith('year');
}

function inCatalogue({ product, document }: ResolvedProduct): readonly RelatedLocation[] {
  const range = product.cash_value?.range ?? product.id?.range;
  if (!range) return [];
  return [{ uri: document.uri, range, message: { zh: '条款允许的用法', en: 'what the clauses allow' } }];
}

/** The words, to the end of their clause, give way to what the product's clauses allow. Marks among them stay: no fix. */
function rewording(segment: Segment, words: Span, sentence: Span, product: CatalogProduct | undefined): readonly Fix[] {
  const { text } = segment.text;
  let end = clauseAround(text, words.start, words.end, sentence).end;
  // a clause that ends its sentence reaches behind the mark
  while (end > words.end && endsSentence(text, end - 1)) end--;
  if (text.slice(words.start, end).includes('\ufffc')) return [];
  const { zh, en } = plainWords(product);
  return [
    {
      title: { zh: '换成条款支持的说法', en: 'Say what the clauses support' },
      safety: 'review',
      edits: [{ range: segment.text.rangeOf(words.start, end), newText: isEnglish(segment) ? en : zh }],
    },
  ];
}

function plainWords(product: CatalogProduct | undefined): Localized {
  const zh = ['退保'];
  const en = ['on surrender'];
  if (product && allows(product, 'loan')) {
    zh.push('保单贷款');
    en.push('as a policy loan');
  }
  if (product && allows(product, 'partial')) {
    zh.push('部分领取');
    en.push('by partial withdrawal');
  }
  return {
    zh: `现金价值是${zh.join('或')}时能拿到的钱，前几年通常少于已交保费`,
    en: `cash value is what you get back ${en.join(' or ')}; in the first years usually less than you paid`,
  };
}
