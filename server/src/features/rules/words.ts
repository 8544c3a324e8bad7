/** What is said about the phrase language, its numbers and the guards; docs/rules.md is the reference. */
import type { Localized } from '../../core/localized.ts';

type Pair = readonly [zh: string, en: string];
const said = ([zh, en]: Pair): Localized => ({ zh, en });

export const NUMBERS: Readonly<Record<string, Localized>> = {
  percent: said(['比率，任何写法：5%、百分之五、五个点', 'a rate in any spelling: 5%, five per cent']),
  amount: said(['金额：50万、1.2亿', 'an amount of money: 50万, 1.2m']),
  days: said(['天数', 'a number of days']),
  years: said(['年数', 'a number of years']),
  number: said(['数字', 'a number']),
};

export const CAPTURE: Localized = said([
  '写成 `<days:d>` 就把它记作 `d`，供 `where:` 和消息里的 `{d}` 使用；不写名字时用种类作名字',
  'Written `<days:d>` it is kept as `d` for `where:` and for `{d}` in messages; without a name the kind is its name',
]);

/** The longest mark first. */
export const OPERATORS: readonly (readonly [mark: string, meaning: Localized])[] = [
  ['……', said(['同一句之内，可以隔着逗号', 'a gap across the clauses of one sentence'])],
  [
    '…',
    said([
      '同一分句之内的间隔：最多 12 个汉字或 6 个英文词',
      'a gap inside one clause: at most 12 Han characters or 6 words',
    ]),
  ],
  ['&', said(['两边都在同一句里，先后不论', 'both in one sentence, in either order'])],
  ['~', said(['这个词的谐音和拼音也算', 'homophones and pinyin of the word count, too'])],
  ['|', said(['或', 'or'])],
  ['(', said(['任选其一：`(甲|乙)`', 'one of them: `(a|b)`'])],
  [')', said(['任选其一：`(甲|乙)`', 'one of them: `(a|b)`'])],
  ['[', said(['可有可无：`[甲]`', 'may be missing: `[a]`'])],
  [']', said(['可有可无：`[甲]`', 'may be missing: `[a]`'])],
  ['\\', said(['后面的字符就是它本身', 'the next character is itself'])],
];

export const GUARDS: Readonly<Record<string, Localized>> = {
  negated: said([
    '前面有否定词（“不保证收益”）时不报；“不仅”“不是不”“哪有不…的？”不算否定',
    'Quiet when a negator stands before it (“no guaranteed return”); “not only”, double negation and rhetorical questions deny nothing',
  ]),
  coaching: said([
    '“不要说……”“错误示范”“禁用话术”之下，或备注在禁止、记录、纠正时不报',
    'Quiet under “do not say …”, “bad example”, or in a note that forbids, records or corrects',
  ]),
  'quoted-rule': said([
    '引用规定、风险提示，或提醒客户提防这种说法时不报',
    'Quiet where a rule or a warning is cited, or the client is warned of those who say so',
  ]),
  'contract-basis': said([
    '同句写明合同或条款依据（“条款第五条约定”）时不报；单说“写进合同”不算',
    'Quiet when the sentence names the clause or the benefit; a bare “it is in the contract” is not enough',
  ]),
  'product-term': said([
    '触发词只是术语的一部分（最低保证利率、第一受益人）时不报',
    'Quiet when the words are part of a term (guaranteed minimum, primary beneficiary)',
  ]),
  'case-cited': said([
    '旁边写明案例来源 @案例(…) 时不报',
    'Quiet when the source of the case stands beside it: @case(…)',
  ]),
};
