/** The names that `{{…}}` may hold. What fills them is the plan's business; here is only what may be asked. */
import type { Localized } from '../../localized.ts';
import { foldName } from './words.ts';

export interface PlaceholderName {
  readonly zh: string;
  readonly en: string;
  /** What stands there in a rendered copy. */
  readonly meaning: Localized;
}

const WALLS = [
  { zh: '重疾', en: 'ci', title: { zh: '重疾', en: 'critical illness' } },
  { zh: '医疗', en: 'medical', title: { zh: '医疗', en: 'medical' } },
  { zh: '意外', en: 'accident', title: { zh: '意外', en: 'accident' } },
  { zh: '身故', en: 'death', title: { zh: '身故', en: 'death' } },
] as const;

export const PLACEHOLDER_NAMES: readonly PlaceholderName[] = [
  { zh: '客户称呼', en: 'client', meaning: { zh: '怎么称呼客户', en: 'How the client is addressed' } },
  { zh: '代理人', en: 'agent', meaning: { zh: '代理人姓名', en: "The agent's name" } },
  { zh: '公司', en: 'company', meaning: { zh: '保险公司名称', en: "The insurer's name" } },
  ...WALLS.flatMap((wall) => [
    {
      zh: `缺口.${wall.zh}`,
      en: `gap.${wall.en}`,
      meaning: { zh: `家庭支柱的${wall.title.zh}缺口（元）`, en: `The breadwinner's ${wall.title.en} gap (amount)` },
    },
    {
      zh: `保额.${wall.zh}`,
      en: `sum.${wall.en}`,
      meaning: { zh: `方案里的${wall.title.zh}保额（元）`, en: `The plan's ${wall.title.en} cover (amount)` },
    },
  ]),
  { zh: '保费.年', en: 'premium.year', meaning: { zh: '方案的年保费（元/年）', en: "The plan's premium per year" } },
  {
    zh: '保费.月',
    en: 'premium.month',
    meaning: { zh: '方案的月均保费（元/月）', en: "The plan's premium per month" },
  },
  {
    zh: '犹豫期.止',
    en: 'cooling-off.end',
    meaning: { zh: '犹豫期最后一天', en: 'Last day of the cooling-off period' },
  },
  { zh: '犹豫期.天', en: 'cooling-off.days', meaning: { zh: '犹豫期天数', en: 'Days of the cooling-off period' } },
];

const BY_NAME = new Map<string, PlaceholderName>(
  PLACEHOLDER_NAMES.flatMap((p) => [
    [foldName(p.zh), p],
    [foldName(p.en), p],
  ]),
);

/** A placeholder by its Chinese or English name, folded; undefined when nothing could fill it. */
export function placeholderNamed(name: string): PlaceholderName | undefined {
  return BY_NAME.get(foldName(name).replaceAll('。', '.'));
}
