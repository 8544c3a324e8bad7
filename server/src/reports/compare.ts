/** 产品对比表: products of one type side by side, fact by fact, from the catalogues; nothing is rated. */
import type { CatalogDocument } from '../core/documents/document.ts';
import type { CatalogProduct } from '../core/documents/yaml/models.ts';
import { PRODUCT_TYPES } from '../core/domain/product-types.ts';
import type { Localized } from '../core/localized.ts';
import { RISK_NAMES } from '../core/rules/plan/wording.ts';
import { marketOf } from './context.ts';
import type { ReportMaker, ReportSource } from './maker.ts';
import { type Block, heading, table, text } from './model.ts';
import { DESIGN_NAMES, FEATURE_NAMES, money, nameIn, PAYS_NAMES, PRODUCT_TYPE_NAMES } from './words.ts';

interface Column {
  readonly type: string;
  readonly title: string;
  /** In the order of `FACTS`; empty where the catalogue does not say. */
  readonly facts: readonly string[];
}

type Reader = (product: CatalogProduct, document: CatalogDocument, source: ReportSource) => string;

const FACTS: readonly (readonly [Localized, Reader])[] = [
  [{ zh: '保险公司', en: 'Insurer' }, (_, document) => document.model.insurer?.value ?? ''],
  [
    { zh: '地区与币种', en: 'Market and currency' },
    (_, document, { context }) => {
      const market = marketOf(document, context);
      return `${market} ${context.ruleSet.markets[market].currency}`;
    },
  ],
  [
    { zh: '设计类型', en: 'Design' },
    (product, document, { language }) => {
      const design = product.design?.value ?? document.model.defaults?.design?.value;
      return design === undefined ? '' : nameIn(DESIGN_NAMES, design, language);
    },
  ],
  [
    { zh: '保障责任', en: 'What it pays' },
    ({ pays }, _, { language }) =>
      (['ci', 'accident', 'medical', 'death'] as const)
        .flatMap((risk) => {
          const how = pays?.[risk]?.value;
          return how === undefined ? [] : [`${RISK_NAMES[risk][language]} ${nameIn(PAYS_NAMES, how, language)}`];
        })
        .join(language === 'zh' ? '；' : '; '),
  ],
  [{ zh: '投保年龄', en: 'Ages' }, ({ ages }) => span(ages?.items.map((age) => age.value))],
  [{ zh: '职业类别', en: 'Job classes' }, ({ job_class }) => span(job_class?.items.map((one) => one.value))],
  [
    { zh: '等待期', en: 'Waiting period' },
    ({ waiting_days }, _, { say }) =>
      waiting_days ? say({ zh: `${waiting_days.value} 天`, en: `${waiting_days.value} days` }) : '',
  ],
  [
    { zh: '免赔额', en: 'Deductible' },
    ({ deductible }, _, { language }) => (deductible ? money(deductible.value, language) : ''),
  ],
  [{ zh: '赔付比例', en: 'Share paid' }, ({ ratio }) => (ratio ? `${Math.round(ratio.value * 1000) / 10}%` : '')],
  [
    { zh: '保证续保', en: 'Guaranteed renewal' },
    ({ renewal }, _, { say }) => {
      const years = renewal?.guaranteed_years?.value;
      if (years === undefined) return '';
      return years === 0 ? say({ zh: '不保证', en: 'none' }) : say({ zh: `${years} 年`, en: `${years} years` });
    },
  ],
  [
    { zh: '特点', en: 'Features' },
    ({ features }, _, { language }) =>
      (features?.items ?? [])
        .map((feature) => nameIn(FEATURE_NAMES, feature.value, language))
        .join(language === 'zh' ? '、' : ', '),
  ],
  [
    { zh: '现金价值可用于', en: 'Cash value may be used for' },
    ({ cash_value }, _, { language }) =>
      (cash_value?.items ?? [])
        .map((use) => nameIn(FEATURE_NAMES, use.value, language))
        .join(language === 'zh' ? '、' : ', '),
  ],
  [
    { zh: '首次领取', en: 'First payout' },
    ({ first_payout_year }, _, { say }) =>
      first_payout_year
        ? say({ zh: `第 ${first_payout_year.value} 保单年度`, en: `policy year ${first_payout_year.value}` })
        : '',
  ],
  [
    { zh: '不赔的情形', en: 'Exclusions' },
    ({ exclusions }, _, { language }) =>
      (exclusions?.items ?? [])
        .map(({ what, clause }) => `${what?.value ?? ''}${clause ? ` (${clause.value})` : ''}`)
        .join(language === 'zh' ? '；' : '; '),
  ],
  [{ zh: '条款抄录日', en: 'Clauses copied' }, (_, document) => document.model.as_of?.value ?? ''],
];

export const compareReport: ReportMaker<readonly Column[]> = {
  kinds: ['catalog'],
  title: { zh: '产品对比表', en: 'Product comparison' },
  part: (source) => {
    const { document } = source;
    if (document.kind !== 'catalog') return undefined;
    return (document.model.products?.items ?? []).flatMap((product): Column[] =>
      product.type
        ? [
            {
              type: product.type.value,
              title: `${product.name?.value ?? ''} ${product.id?.value ?? ''}`.trim(),
              facts: FACTS.map(([, read]) => read(product, document, source)),
            },
          ]
        : [],
    );
  },
  join: (parts, { say, language }) => {
    const columns = parts.flat();
    if (columns.length === 0) return [text(say({ zh: '没有产品目录。', en: 'No catalogue.' }))];
    const blocks = PRODUCT_TYPES.flatMap((type): Block[] => {
      const own = columns.filter((column) => column.type === type);
      if (own.length === 0) return [];
      const rows = FACTS.flatMap(([name], index) => {
        const cells = own.map((column) => column.facts[index] || '—');
        return cells.every((cell) => cell === '—') ? [] : [[say(name), ...cells]];
      });
      return [
        heading(nameIn(PRODUCT_TYPE_NAMES, type, language)),
        table([say({ zh: '项目', en: 'Fact' }), ...own.map(({ title }) => title)], rows),
      ];
    });
    return [
      ...blocks,
      text(
        say({
          zh: '内容抄自条款，供内部研读；“—”表示目录没有写。对客户不作优劣评价，以条款原文为准。',
          en: 'Copied from the clauses for study; “—” means that the catalogue does not say. The clauses decide.',
        }),
      ),
    ];
  },
};

function span(values: readonly number[] | undefined): string {
  if (!values || values.length === 0) return '';
  return values.length === 1 ? String(values[0]) : `${values[0]}–${values.at(-1)}`;
}
