/** `*.catalog.yaml`: product facts copied from contract clauses (domain reference §2.2). Not anyone's speech: no prose. */
import { z } from 'zod';
import * as c from './common.ts';

const design = () =>
  c.choice(
    {
      traditional: ['普通型', 'Traditional', '传统', '传统型'],
      participating: ['分红型', 'Participating'],
      universal: ['万能型', 'Universal'],
      unit_linked: ['投资连结型', 'Unit-linked', '投连', '投连型'],
    },
    ['设计类型', 'Design'],
    ['分红、万能、投连须披露不确定', 'All but traditional need the “not guaranteed” notice'],
  );

const coolingOff = () =>
  z
    .number()
    .int()
    .min(0)
    .max(60)
    .meta(c.about(['犹豫期天数', 'Cooling-off days'], ['天', 'Days']));

const coolingFrom = () =>
  c.choice(
    {
      next_day: ['签收次日为第1天', 'Day 1 is the day after the receipt'],
      receipt_day: ['签收当日为第1天', 'Day 1 is the day of the receipt'],
    },
    ['犹豫期起算', 'Cooling-off starts'],
  );

const pays = (risk: c.Pair) =>
  c.choice(
    {
      sum: ['给付保额', 'The sum insured', '定额给付'],
      reimburse: ['报销费用', 'Costs reimbursed'],
      premiums: ['返还保费', 'Premiums back', '退还保费', '已交保费'],
    },
    risk,
  );

const range = (title: c.Pair, description: c.Pair, minimum: number, maximum: number) =>
  z
    .array(z.number().int().min(minimum).max(maximum))
    .min(2)
    .max(2)
    .meta(c.about(title, description, { 'x-range': true }));

const product = c.map(
  {
    id: c.text(['编号', 'Id'], ['方案和话术用它指代产品', 'How plans and scripts name the product'], {
      defines: 'product',
      example: 'ci-70',
    }),
    name: c.text(['名称', 'Name'], ['条款上的产品名', 'As in the contract']),
    aliases: c.list(c.text(['别名', 'Alias']), ['别名', 'Aliases'], ['话术里的叫法', 'What people call it']).optional(),
    type: c.productType(),
    design: design().optional(),
    pays: c
      .map(
        {
          ci: pays(['重疾', 'Critical illness']).optional(),
          accident: pays(['意外', 'Accident']).optional(),
          medical: pays(['医疗', 'Medical']).optional(),
          death: pays(['身故', 'Death']).optional(),
        },
        ['赔什么', 'Pays'],
        ['风险: 赔付方式', 'risk: how it pays'],
      )
      .optional(),
    ages: range(['投保年龄', 'Ages'], ['[最小, 最大] 周岁', '[youngest, oldest] in full years'], 0, 120).optional(),
    job_class: range(['职业类别', 'Job classes'], ['[最低, 最高]', '[lowest, highest]'], 1, 7).optional(),
    social_required: c.flag(['须有社保', 'Needs social insurance']).optional(),
    waiting_days: c.count(['等待期', 'Waiting days'], ['天', 'Days']).optional(),
    max_sum: c
      .amount(
        ['最高保额', 'Highest sum'],
        ['一份最多能保多少；医疗险是每年的限额', 'The most that one policy pays; for medical cover, its yearly limit'],
      )
      .optional(),
    deductible: c.amount(['免赔额', 'Deductible']).optional(),
    ratio: c.percent(['报销比例', 'Ratio'], ['如 80%', 'Such as 80%'], { example: '100%' }).optional(),
    drug_list: c
      .choice(
        {
          any: ['不限社保目录', 'Any drug', '社保外', '院外购药'],
          social: ['仅社保目录内', 'Only the social list', '社保内', '社保目录', '医保目录'],
        },
        ['药品范围', 'Drug list'],
      )
      .optional(),
    pays_on: c
      .choice(
        {
          diagnosis: ['确诊即赔', 'On diagnosis'],
          mixed: ['部分须达到状态或手术', 'Some need a state or an operation', '部分确诊即赔', '混合'],
        },
        ['赔付条件', 'Pays on'],
      )
      .optional(),
    renewal: c
      .map(
        {
          guaranteed_years: c.count(['保证续保年数', 'Guaranteed years'], ['0 = 不保证续保', '0 = not guaranteed']),
        },
        ['续保', 'Renewal'],
      )
      .optional(),
    guaranteed_rate: c.percent(['最低保证利率', 'Guaranteed rate'], ['仅万能险', 'Universal life only']).optional(),
    first_payout_year: c.count(['首次领取年度', 'First payout year'], ['第几个保单年度', 'Policy year']).optional(),
    features: c.list(c.choice(c.FEATURES, ['特点', 'Feature']), ['特点', 'Features']).optional(),
    cash_value: c
      .list(
        c.choice(
          {
            surrender: ['退保', 'Surrender'],
            loan: ['保单贷款', 'Policy loan'],
            partial: ['部分领取', 'Partial withdrawal'],
            auto_premium_loan: ['自动垫交', 'Automatic premium loan'],
          },
          ['用途', 'Use'],
        ),
        ['现金价值', 'Cash value'],
        ['条款允许怎么用', 'What the contract allows'],
      )
      .optional(),
    cooling_off: coolingOff().optional(),
    cooling_from: coolingFrom().optional(),
    exclusions: c
      .list(
        c.map(
          {
            what: c.text(['不赔什么', 'What']),
            clause: c
              .quotedCode(['条款号', 'Clause'], ['要加引号，如 "2.5"', 'In quotes, such as "2.5"'], {
                example: '"2.5"',
              })
              .optional(),
          },
          ['责任免除', 'Exclusion'],
        ),
        ['责任免除', 'Exclusions'],
      )
      .optional(),
    clauses: c
      .record(
        c.quotedCode(['条款号', 'Clause'], ['要加引号，如 "2.4"', 'In quotes, such as "2.4"'], { example: '"2.4"' }),
        ['条款', 'Clauses'],
        ['事项: 条款号', 'subject: clause number'],
        {
          'x-keys': [
            'ci',
            'accident',
            'medical',
            'death',
            'waiting',
            'payout',
            'waiver',
            'dividend',
            'renewal',
            'deductible',
            'ratio',
            'exclusions',
            'cash_value',
            'cooling_off',
          ],
        },
      )
      .optional(),
    on_sale: c
      .map({ from: c.date(['起售日', 'From']).optional(), until: c.date(['停售日', 'Until']).optional() }, [
        '在售期',
        'On sale',
      ])
      .optional(),
    insurer: c.text(['保险公司', 'Insurer'], ['与目录不同时写', 'When it differs from the catalogue’s']).optional(),
    note: c.text(['备注', 'Note']).optional(),
  },
  ['产品', 'Product'],
);

export const catalogSchema = c.map(
  {
    kind: c.kindOf('catalog', '产品目录', 'a catalogue'),
    insurer: c.text(['保险公司', 'Insurer']),
    market: c.market({ missing: 'info' }),
    lang: c.lang().optional(),
    as_of: c
      .date(
        ['核对日', 'As of'],
        ['与条款核对的日期；超过 180 天会提醒', 'When it was last checked against the clauses'],
      )
      .optional(),
    defaults: c
      .map(
        { design: design().optional(), cooling_off: coolingOff().optional(), cooling_from: coolingFrom().optional() },
        ['默认值', 'Defaults'],
        ['各产品没写时用它', 'Used where a product says nothing'],
      )
      .optional(),
    products: c.list(product, ['产品', 'Products']),
  },
  ['产品目录', 'Catalogue'],
  ['从条款抄来的产品事实', 'Product facts copied from the clauses'],
);
