import type { Fix } from '../../diagnostic.ts';
import type { ResolvedProduct } from '../../project.ts';
import { same } from '../plan/wording.ts';
import { citesClause, isEnglish, productsAt, type Reading, readings } from '../readings.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { clauseMark } from './stated-facts.ts';

const ID = 'claims/uncited';
/** A clause named in words counts as cited, too: that is what the guard `contract-basis` looks for. */
const QUIET = ['negated', 'coaching', 'quoted-rule', 'contract-basis'];
const MOST_CLAUSES = 5;

/** A promise of a benefit names the clause that it rests on. */
export default defineRule({
  id: ID,
  title: { zh: '承诺要注明条款', en: 'Cite the clause behind a promise' },
  why: {
    zh: '所有承诺以合同条款为依据。说“保证给付”时顺手标明是哪一条，客户可以翻到，您也说得清。',
    en: 'Every promise rests on the contract. Naming the clause beside “guaranteed” lets the client look it up and keeps you safe.',
  },
  basis: 'practice',
  markets: {
    CN: { severity: 'warning', cite: ['cn-sbm-25', 'cn-il-116'] },
    TW: { severity: 'warning', cite: ['tw-fcpa-8'] },
    HK: { severity: 'warning', cite: ['hk-code'] },
    US: { severity: 'warning', cite: ['us-naic-880'] },
    UK: { severity: 'warning', cite: ['uk-icobs-2-2-2'] },
    SG: { severity: 'warning', cite: ['sg-faa-34'] },
  },
  kinds: ['pitch', 'plan'],
  handbook: '6.1',
  message: {
    zh: '“{text}”是承诺，请注明{product}的条款（@条款）。',
    en: '“{text}” is a promise; cite the clause of {product} (@clause).',
  },
  variants: {
    unverified: {
      severity: 'info',
      message: {
        zh: '“{text}”是承诺，但不知道说的是哪款产品。请标明 @产品 和 @条款。',
        en: '“{text}” is a promise, but of which product is not known. Name @product and @clause.',
      },
    },
  },
  readings: {
    promise: ['<cited-vow> … <cited-benefit>'],
  },
  ofLoneLine: 'reading',
  check(context) {
    for (const reading of readings(context, ID, QUIET)) {
      if (citesClause(reading.segment)) continue;
      const [resolved] = productsAt(context, reading.segment, reading.match);
      context.report({
        ...(resolved ? {} : { variant: 'unverified' }),
        range: reading.range,
        data: {
          text: reading.text,
          product: same(resolved?.product.name?.value ?? resolved?.product.id?.value ?? ''),
        },
        fixes: resolved ? clauseFixes(context, reading, resolved) : [],
      });
    }
  },
  examples: [
    {
      kind: 'bad',
      text: '代理人：@产品(edu-par) [[保证每年给]]孩子一笔钱。\n',
      fixed: '代理人：@产品(edu-par) 保证每年给 @条款(edu-par#2.3)孩子一笔钱。\n',
    },
    { kind: 'bad', variant: 'unverified', text: '代理人：这款[[确保给付]]三十年。\n' },
    { kind: 'good', text: '代理人：@产品(edu-par) 保证每年给付 @条款(edu-par#2.3)。\n' },
    { kind: 'good', text: '代理人：@产品(edu-par) 条款第2.3条保证每年给付。\n' },
    { kind: 'good', text: '代理人：我一定把材料带齐。\n' },
    { kind: 'good', text: '客户：你们保证给付吗？\n' },
    {
      kind: 'bad',
      language: 'en',
      text: '---\n{lang: en}\n---\nAgent: @product(pen-par) is a [[guaranteed income]] for life.\n',
      fixed: '---\n{lang: en}\n---\nAgent: @product(pen-par) is a guaranteed income @clause(pen-par#2.3) for life.\n',
    },
    {
      kind: 'good',
      language: 'en',
      text: '---\n{lang: en}\n---\nAgent: @product(pen-par) is a guaranteed income @clause(pen-par#2.3).\n',
    },
  ],
});

/** One fix per clause that the catalogue lists: the reader picks. In a plan the number stands in words. */
function clauseFixes(context: RuleContext, { range, segment }: Reading, { product }: ResolvedProduct): readonly Fix[] {
  const english = isEnglish(segment);
  const at = { start: range.end, end: range.end };
  return (product.clauses?.entries ?? []).slice(0, MOST_CLAUSES).flatMap((entry) => {
    const clause = String(entry.value.value);
    const words = english ? ` (clause ${clause})` : `（条款第${clause}条）`;
    const mark = context.document.kind === 'pitch' ? clauseMark(product, clause, english) : undefined;
    const newText = mark === undefined ? words : ` ${mark}`;
    return {
      title: {
        zh: `标明条款 ${clause}（${entry.key.value}）`,
        en: `Cite clause ${clause} (${entry.key.value})`,
      },
      safety: 'review' as const,
      edits: [{ range: at, newText }],
    };
  });
}
