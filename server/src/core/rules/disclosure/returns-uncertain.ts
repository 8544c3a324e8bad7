import type { RelatedLocation } from '../../diagnostic.ts';
import type { PitchDocument, PlanDocument, Segment } from '../../documents/document.ts';
import { partsOf, rememberPerPart, type ScriptPart } from '../../documents/pitch/parts.ts';
import { hasUncertainReturns } from '../../domain/product-types.ts';
import { productOf } from '../facts.ts';
import { disclosureInReach, disclosuresIn, listedDisclosures } from '../guards/disclosure.ts';
import { marketsWith } from '../plan/markets.ts';
import { planDocument, rowName, rowRange, viewOf } from '../plan/plan-context.ts';
import { same } from '../plan/wording.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { addDisclosures, disclosureOf } from './plan-disclosures.ts';
import { markFix, waysOn, wayWithout } from './script-disclosures.ts';

/** Words by which an agent tells a benefit that is not guaranteed. */
const BENEFIT_WORDS = [
  '分红',
  '红利',
  '分紅',
  '紅利',
  '结算利率',
  '結算利率',
  '宣告利率',
  '账户收益',
  'dividend',
  'bonus',
  'crediting rate',
];

const NAMES_A_PRODUCT = new Set(['型', '险', '險']);

/** A dividend, bonus or crediting rate is told together with the fact that it is not guaranteed. */
export default defineRule({
  id: 'disclosure/returns-uncertain',
  title: { zh: '分红、万能、投连利益须提示不确定', en: 'Say that bonuses and crediting rates are not guaranteed' },
  why: {
    zh: '分红、结算利率和账户收益都不确定，可能为零。讲了利益不讲不确定，客户记住的就是一个承诺，将来就是投诉。',
    en: 'Dividends, crediting rates and account returns may be zero. Told without that, the client remembers a promise, and later complains.',
  },
  basis: 'law',
  markets: marketsWith('error', { CN: ['cn-sbm-22', 'cn-pdr-8', 'cn-pdr-12'] }, 'warning'),
  kinds: ['plan', 'pitch'],
  handbook: '6.1',
  message: {
    zh: '{row} 的利益不确定，缺“{name}”提示。请在同一轮或下一轮说明，方案则加进 disclosures。',
    en: '{row} has benefits that are not guaranteed; the notice “{name}” is missing. Give it in this turn or the next; in a plan, among its disclosures.',
  },
  ofLoneLine: 'never',
  check(context) {
    const plan = planDocument(context);
    if (plan) checkPlan(context, plan);
    else if (context.document.kind === 'pitch') checkScript(context, context.document);
  },
  examples: [
    {
      kind: 'bad',
      in: 'pitch',
      text: '# 方案讲解\n代理人：@产品(edu-par) 每年还有[[分红]]，孩子上大学时一起领。\n客户：知道了。\n',
      fixed:
        '# 方案讲解\n代理人：@产品(edu-par) 每年还有分红，孩子上大学时一起领。[[披露：分红不确定]]\n客户：知道了。\n',
    },
    {
      kind: 'good',
      in: 'pitch',
      text: '# 方案讲解\n代理人：@产品(edu-par) 每年还有分红，孩子上大学时一起领；分红不保证，可能为零。\n客户：知道了。\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      text: 'products:\n  - {id: p12, product: [[edu-par]], insured: kid, owner: mom, for: edu, premium: 2万, pay: 10y, term: 25y, payout: {from: 2040-09, years: 4, guaranteed: 5.5万, non_guaranteed: 0.65万}}\ndisclosures: [exclusions, surrender-loss]\n',
      fixed:
        'products:\n  - {id: p12, product: edu-par, insured: kid, owner: mom, for: edu, premium: 2万, pay: 10y, term: 25y, payout: {from: 2040-09, years: 4, guaranteed: 5.5万, non_guaranteed: 0.65万}}\ndisclosures: [exclusions, surrender-loss, dividend-uncertain]\n',
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      text: 'products:\n  - {id: p12, product: edu-par, insured: kid, owner: mom, for: edu, premium: 2万, pay: 10y, term: 25y, payout: {from: 2040-09, years: 4, guaranteed: 5.5万, non_guaranteed: 0.65万}}\ndisclosures: [分红不确定]\n',
    },
    {
      kind: 'bad',
      in: 'pitch',
      language: 'en',
      market: 'SG',
      text: '---\n{lang: en}\n---\n# Presentation\nAgent: @product(pen-par) pays a yearly [[bonus]] on top.\nClient: I see.\n',
      fixed:
        '---\n{lang: en}\n---\n# Presentation\nAgent: @product(pen-par) pays a yearly bonus on top. [[disclosure:dividend-uncertain]]\nClient: I see.\n',
    },
    {
      kind: 'bad',
      in: 'pitch',
      text: '# 方案讲解\n代理人：@产品(edu-par) 每年还有[[分红]]。\n? 分红有多少\n  代理人：分红不保证，可能为零。\n? 好的\n  -> 售后\n# 售后\n代理人：合同到了我给您送来。\n',
    },
    {
      kind: 'bad',
      in: 'pitch',
      text: '# 方案讲解\n代理人：@产品(edu-par) 每年还有[[分红]]。\n? 分红有多少\n  代理人：分红不保证，可能为零。\n? 好的\n  客户：那就这样。\n',
    },
    {
      kind: 'good',
      in: 'pitch',
      text: '# 方案讲解\n代理人：@产品(edu-par) 每年还有分红。\n? 分红有多少\n  代理人：分红不保证，可能为零。\n? 好的\n  客户：那就这样。\n  代理人：先说一句，分红不保证，可能为零。\n',
    },
    {
      kind: 'good',
      in: 'pitch',
      language: 'en',
      market: 'SG',
      text: '---\n{lang: en}\n---\n# Presentation\nAgent: @product(pen-par) pays a yearly bonus on top. The bonus is not guaranteed and may be zero.\n',
    },
  ],
});

function requiredFor(type: string | undefined, design: string | undefined): string | undefined {
  if (!hasUncertainReturns(type, design)) return undefined;
  if (type === 'unit_linked' || design === 'unit_linked') return 'unit-linked-risk';
  return type === 'universal' || design === 'universal' ? 'universal-uncertain' : 'dividend-uncertain';
}

function checkPlan(context: RuleContext, document: PlanDocument): void {
  const listed = listedDisclosures(document, context.ruleSet);
  for (const row of viewOf(context, document).rows) {
    const required = requiredFor(row.type, row.facts?.design);
    if (required === undefined || listed.has(required)) continue;
    context.report({
      range: rowRange(row.row),
      data: { row: same(rowName(row)), name: disclosureOf(context, required)?.title ?? same(required) },
      fixes: addDisclosures(document, [required]),
    });
  }
}

/** Lines of a part that tell such a benefit, with the word that does. */
const bonusesTold = rememberPerPart((part) =>
  part.segments.flatMap((segment) => {
    if (segment.speaker !== 'agent' && segment.speaker !== 'text' && segment.speaker !== 'caption') return [];
    const word = benefitWord(segment);
    return word ? [{ segment, word }] : [];
  }),
);

/** A turn that tells the benefit of a known product, without the notice in that turn or the agent's next one. */
function checkScript(context: RuleContext, document: PitchDocument): void {
  // without a catalogue no product is known, and none is meant
  if (context.project.products(document).length === 0) return;
  for (const part of partsOf(document)) {
    for (const { segment, word } of bonusesTold(part)) {
      const found = uncertainProduct(context, document, segment);
      if (found === undefined) continue;
      const { product, required } = found;
      const way = silentWay(context, document, part, segment, required);
      if (way === undefined) continue;
      context.report({
        range: segment.text.rangeOf(word.start, word.end),
        data: {
          row: same(product.name?.value ?? product.id?.value ?? ''),
          name: disclosureOf(context, required)?.title ?? same(required),
        },
        related: way,
        fixes: markFix(context, document, segment, [required]),
      });
    }
  }
}

/** The way on which the notice does not follow; undefined when it stands in the turn or comes next on every path. */
function silentWay(
  context: RuleContext,
  document: PitchDocument,
  part: ScriptPart,
  segment: Segment,
  required: string,
): readonly RelatedLocation[] | undefined {
  // a post is read as one: anywhere in it is beside it
  if (segment.group !== undefined)
    return disclosureInReach(document, segment, [required], context.ruleSet) ? undefined : [];
  if (disclosuresIn(segment, context.ruleSet).has(required)) return undefined;
  const local = part.items.findIndex((item) => 'segment' in item && item.segment === segment.index);
  return wayWithout(context, document, waysOn(document, part.itemBase + local), [required]);
}

/** The first word for a benefit that is not guaranteed; `分红型` and `分红险` name a product, not a benefit. */
function benefitWord(segment: Segment): { start: number; end: number } | undefined {
  const text = segment.text.text.toLowerCase();
  let best: { start: number; end: number } | undefined;
  for (const word of BENEFIT_WORDS) {
    let start = text.indexOf(word);
    while (start >= 0 && NAMES_A_PRODUCT.has(text[start + word.length] ?? '')) start = text.indexOf(word, start + 1);
    if (start >= 0 && (best === undefined || start < best.start)) best = { start, end: start + word.length };
  }
  return best;
}

/** The product meant: of those named or in scope the nearest whose benefits are not guaranteed at all. */
function uncertainProduct(context: RuleContext, document: PitchDocument, segment: Segment) {
  const inScope = segment.products.flatMap((id) => context.project.product(document, id) ?? []);
  for (const resolved of [productOf(document, context.project, segment) ?? [], inScope].flat()) {
    const { product } = resolved;
    const design = product.design?.value ?? resolved.document.model.defaults?.design?.value;
    const required = requiredFor(product.type?.value, design);
    if (required !== undefined) return { product, required };
  }
  return undefined;
}
