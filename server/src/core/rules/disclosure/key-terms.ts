import type { PlanRow } from '../../domain/from-plan.ts';
import { parseTerm } from '../../domain/term.ts';
import { marketsWith } from '../plan/markets.ts';
import { keyRangeOf, planDocument, rowName, rowRange, viewOf } from '../plan/plan-context.ts';
import { joined } from '../plan/wording.ts';
import { defineRule } from '../rule.ts';
import { addDisclosures, disclosureOf, listedDisclosures } from './plan-disclosures.ts';

const LONG_LIFE_RENEWABLES = new Set(['medical_million', 'medical_small']);

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
  kinds: ['plan'],
  handbook: '6.1',
  message: { zh: '方案缺{x}提示。', en: 'The plan lacks: {x}.' },
  check(context) {
    const document = planDocument(context);
    if (document === undefined) return;
    const view = viewOf(context, document);
    const listed = listedDisclosures(context, document);
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
  const required: string[] = [];
  const term = row.row.term && parseTerm(row.row.term.value);
  if ((product.waiting_days?.value ?? 0) > 0) required.push('waiting-period');
  if (term !== undefined && !(term.kind === 'years' && term.years <= 1)) required.push('cooling-off');
  if ((product.cash_value?.items.length ?? 0) > 0) required.push('surrender-loss');
  const guaranteedYears = product.renewal?.guaranteed_years?.value;
  if (guaranteedYears === 0 || (guaranteedYears === undefined && LONG_LIFE_RENEWABLES.has(row.type ?? ''))) {
    required.push('renewal-not-guaranteed');
  }
  return required;
}
