import { marketsWith } from '../plan/markets.ts';
import { keyRangeOf, planDocument, rowRange, viewOf } from '../plan/plan-context.ts';
import { same } from '../plan/wording.ts';
import { defineRule } from '../rule.ts';
import { addDisclosures, listedDisclosures } from './plan-disclosures.ts';

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
  kinds: ['plan'],
  handbook: '6.1',
  message: {
    zh: '方案里有保障产品，缺责任免除说明（如{x}）。',
    en: 'The plan offers cover but does not say what is excluded (such as {x}).',
  },
  check(context) {
    const document = planDocument(context);
    if (document === undefined || listedDisclosures(context, document).has('exclusions')) return;
    const rows = viewOf(context, document).rows.filter((row) => row.wealth === false);
    if (rows.length === 0) return;
    const excluded = rows.flatMap(
      (row) => row.facts?.product.exclusions?.items.flatMap((entry) => entry.what?.value ?? []) ?? [],
    );
    const sample = [...new Set(excluded)].slice(0, 3).join('、');
    context.report({
      range: document.model.keyRange('disclosures') ?? keyRangeOf(document.model, 'products'),
      data: { x: sample === '' ? { zh: '免赔额、既往症', en: 'deductibles, pre-existing conditions' } : same(sample) },
      related: rows
        .slice(0, 5)
        .map((row) => ({
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
  ],
});
