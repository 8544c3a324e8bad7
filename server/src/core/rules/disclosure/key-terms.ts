import type { PitchDocument } from '../../documents/document.ts';
import { localGraph, NOBODY } from '../../documents/pitch/heard.ts';
import { partsOf, rememberPerPart } from '../../documents/pitch/parts.ts';
import type { CatalogProduct } from '../../documents/yaml/models.ts';
import type { PlanRow } from '../../domain/from-plan.ts';
import { parseTerm } from '../../domain/term.ts';
import { listedDisclosures } from '../guards/disclosure.ts';
import { marketsWith } from '../plan/markets.ts';
import { keyRangeOf, planDocument, productFacts, rowName, rowRange, viewOf } from '../plan/plan-context.ts';
import { joined } from '../plan/wording.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { addDisclosures, disclosureOf } from './plan-disclosures.ts';
import { heardBit, heardOf, markFix, pathWithout, segmentOf } from './script-disclosures.ts';

const RENEWABLES = new Set(['medical_million', 'medical_small']);

/** The terms that a client must know before signing, as far as the plan's products have them. */
export default defineRule({
  id: 'disclosure/key-terms',
  title: { zh: '等待期、犹豫期、退保损失、续保要讲到', en: 'Waiting period, cooling-off, surrender loss, renewal' },
  why: {
    zh: '投保前要提示等待期、犹豫期、退保损失和是否保证续保。客户事后才知道，就成了“你当时没说”。',
    en: 'Before signing, the client must hear of the waiting period, cooling-off, losses on surrender and whether renewal is guaranteed. Learnt later, it becomes “you never told me”.',
  },
  basis: 'law',
  markets: marketsWith('warning', {
    CN: ['cn-sbm-25', 'cn-him-39', 'cn-sth-3', 'cn-sbm-40'],
    HK: ['hk-gl29'],
    TW: ['tw-disc-5'],
    SG: ['sg-faa-34'],
  }),
  kinds: ['plan', 'pitch'],
  handbook: '6.1',
  message: {
    zh: '方案缺{x}提示，客户签字前应当知道。请加进 disclosures。',
    en: 'The plan lacks: {x}. The client must know before signing; add it to the disclosures.',
  },
  variants: {
    script: {
      message: {
        zh: '有一条经过促成的路径，到最后都没有提示{x}。请在签字之前讲到，或插入披露。',
        en: 'A path through closing ends without: {x}. Tell it before anything is signed, or insert the disclosure.',
      },
    },
  },
  ofLoneLine: 'never',
  check(context) {
    if (context.document.kind === 'pitch') checkScript(context, context.document);
    const document = planDocument(context);
    if (document === undefined) return;
    const view = viewOf(context, document);
    const listed = listedDisclosures(document, context.ruleSet);
    const reasons = new Map<string, PlanRow>();
    for (const row of view.rows)
      for (const id of requiredOf(row)) if (!listed.has(id) && !reasons.has(id)) reasons.set(id, row);
    if (reasons.size === 0) return;
    const ids = [...reasons.keys()];
    context.report({
      range: document.model.keyRange('disclosures') ?? keyRangeOf(document.model, 'products'),
      data: { x: joined(ids.map((id) => disclosureOf(context, id)?.title ?? { zh: id, en: id })) },
      related: [...reasons].map(([id, row]) => ({
        uri: document.uri,
        range: rowRange(row.row),
        message: { zh: `${rowName(row)} 需要 ${id}`, en: `${rowName(row)} needs ${id}` },
      })),
      fixes: addDisclosures(document, ids),
    });
  },
  examples: [
    {
      kind: 'bad',
      in: 'pitch',
      variant: 'script',
      text: '# 方案讲解\n代理人：今天先看 @产品(acc-adult)。\n# [[促成]]\n代理人：您逐条看健康告知，如实填写就好。\n',
      fixed:
        '# 方案讲解\n代理人：今天先看 @产品(acc-adult)。\n# 促成\n代理人：您逐条看健康告知，如实填写就好。[[披露：不保证续保]]\n',
    },
    {
      kind: 'good',
      in: 'pitch',
      text: '# 方案讲解\n代理人：今天先看 @产品(acc-adult)，一年期，不保证续保。\n# 促成\n代理人：您逐条看健康告知，如实填写就好。\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      text: '[[disclosures]]: [exclusions, waiting-period, cooling-off, dividend-uncertain, renewal-not-guaranteed]\n',
      fixed:
        'disclosures: [exclusions, waiting-period, cooling-off, dividend-uncertain, renewal-not-guaranteed, surrender-loss]\n',
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      text: 'disclosures: [exclusions, 等待期, 犹豫期, 退保损失, 分红不确定, 不保证续保]\n',
    },
  ],
});

function requiredOf(row: PlanRow): readonly string[] {
  const product = row.facts?.product;
  if (product === undefined) return [];
  const required = requiredOfProduct(product);
  const term = row.row.term && parseTerm(row.row.term.value);
  const long = term !== undefined && !(term.kind === 'years' && term.years <= 1);
  return long ? [...required, 'cooling-off'] : required;
}

/** What a product asks for whatever its term: a script does not say the term. */
function requiredOfProduct(product: CatalogProduct): readonly string[] {
  const required: string[] = [];
  if ((product.waiting_days?.value ?? 0) > 0) required.push('waiting-period');
  if ((product.cash_value?.items.length ?? 0) > 0) required.push('surrender-loss');
  const guaranteedYears = product.renewal?.guaranteed_years?.value;
  if (guaranteedYears === 0 || (guaranteedYears === undefined && RENEWABLES.has(product.type?.value ?? ''))) {
    required.push('renewal-not-guaranteed');
  }
  return required;
}

function checkScript(context: RuleContext, document: PitchDocument): void {
  const { script } = document;
  const closing = script.stages.find((stage) => stage.id === 'closing');
  if (closing === undefined) return;
  const required = requiredOfScript(context, document);
  if (required.length === 0) return;
  const heard = heardOf(context, document);
  // a path through closing enters a part of closing at its start: the poorest of them decides
  let told = NOBODY;
  let at: number | undefined;
  partsOf(document).forEach((part, index) => {
    if (part.stage !== 'closing') return;
    for (const start of localGraph(part).starts) {
      if (start === part.items.length) continue;
      told &= heard.before(index, start) | heard.after(index, start);
      at ??= part.itemBase + start;
    }
  });
  const missing = required.filter((id) => (told & heardBit(context.ruleSet, id)) === 0);
  if (at === undefined || missing.length === 0) return;
  const last = script.items
    .slice(closing.first, closing.end)
    .findLast((item) => segmentOf(document, item)?.speaker === 'agent');
  const segment = segmentOf(document, last);
  context.report({
    variant: 'script',
    range: closing.titleRange,
    data: { x: joined(missing.map((id) => disclosureOf(context, id)?.title ?? { zh: id, en: id })) },
    related: pathWithout(context, document, at, missing[0]!),
    fixes: segment ? markFix(context, document, segment, missing) : [],
  });
}

/** Products that a part names by mark. */
const productsNamed = rememberPerPart((part) =>
  part.segments.flatMap((segment) =>
    segment.references.filter((reference) => reference.kind === 'product').map((reference) => reference.id),
  ),
);

/** Of the products that the script names by mark. */
function requiredOfScript(context: RuleContext, document: PitchDocument): readonly string[] {
  const products = new Set(partsOf(document).flatMap((part) => productsNamed(part)));
  const required = [...products].flatMap((id) => {
    const product = productFacts(context, id, document)?.product;
    return product ? requiredOfProduct(product) : [];
  });
  return [...new Set(required)];
}
