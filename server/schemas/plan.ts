/** `*.plan.yaml`: a proposal for one household (domain reference §2.1). */
import { z } from 'zod';
import * as c from './common.ts';

const years = () =>
  z.union([z.number().int().min(1).max(100), z.literal('life')]).meta(
    c.about(['年数', 'Years'], ['几年，或 life（终身）', 'How many years, or life'], {
      'x-enum': { life: { zh: '终身', en: 'For life' } },
    }),
  );

const fromAge = () =>
  z
    .number()
    .int()
    .min(0)
    .max(120)
    .meta(c.about(['起始年龄', 'From age'], ['周岁', 'In full years']));

const goal = c.map(
  {
    id: c.text(['编号', 'Id'], undefined, { defines: 'goal', example: 'edu' }),
    type: c.choice(
      {
        education: ['教育金', 'Education', '学费', '上学', '大学'],
        pension: ['养老金', 'Pension', '退休', '退休金', 'retirement'],
        other: ['其他', 'Other'],
      },
      ['目标种类', 'Kind of goal'],
    ),
    member: c.ref('member', ['为谁', 'For whom']),
    from: c
      .partialDate(['开始', 'From'], ['第一笔钱要用的年月', 'When the first money is needed'], { example: '2040-09' })
      .optional(),
    from_age: fromAge().optional(),
    years: years().optional(),
    amount: c.sum(['每年金额', 'Amount per year'], ['元/年', 'Per year']).optional(),
    other_income: c
      .amount(['其他收入', 'Other income'], ['届时已有的收入，元/年', 'What will come in anyway, per year'])
      .optional(),
    must: c
      .list(
        c.choice(c.FEATURES, ['要求', 'Requirement']),
        ['必须具备', 'Must have'],
        ['产品须具备的特点', 'Features that the product must have'],
      )
      .optional(),
  },
  ['理财目标', 'Goal'],
);

const needs = c.map(
  {
    protect: c
      .list(
        c.ref('member', ['成员', 'Member']),
        ['要保障的人', 'To protect'],
        ['按四堵墙测算谁的缺口', 'Whose four walls are computed'],
      )
      .optional(),
    override: c
      .list(
        c.map(
          {
            member: c.ref('member', ['成员', 'Member']),
            risk: c.risk(),
            amount: c.sum(['保额需求', 'Need']),
            why: c
              .text(['理由', 'Why'], ['为什么不按公式', 'Why the formula does not fit'], {
                prose: { speaker: 'agent', channel: 'proposal' },
              })
              .optional(),
          },
          ['改写的需求', 'Override'],
        ),
        ['改写', 'Overrides'],
        ['改掉公式算出的需求，须写理由', 'Replaces a computed need, with the reason'],
      )
      .optional(),
    goals: c.list(goal, ['目标', 'Goals'], ['教育、养老等要存的钱', 'Money to be saved for']).optional(),
  },
  ['需求', 'Needs'],
  ['先有需求，再有方案', 'Needs come before products'],
  { missing: 'none' },
);

const beneficiary = z
  .union([
    z.literal('legal').meta({ 'x-enum': { legal: { zh: '法定受益人', en: 'Legal heirs' } } }),
    c.record(z.number(), ['份额', 'Shares'], ['成员: 份额，合计 100', 'member: share, 100 in all'], {
      keyRef: 'member',
    }),
    z.array(
      c.map(
        {
          name: c.text(['姓名', 'Name']),
          relation: c.text(['与被保险人关系', 'Relation to the insured']).optional(),
          share: c.number(['份额', 'Share'], ['合计 100', '100 in all']),
        },
        ['受益人', 'Beneficiary'],
      ),
    ),
  ])
  .meta(
    c.about(
      ['受益人', 'Beneficiary'],
      [
        'legal（法定），或 {成员: 份额}，家庭以外的人写成列表',
        'legal, or {member: share}; people outside the household as a list',
      ],
      { example: 'legal' },
    ),
  );

const rider = z
  .union([
    c.ref('product', ['附加险', 'Rider']),
    c.map(
      {
        product: c.ref('product', ['产品', 'Product']),
        sum: c.sum(['保额', 'Sum insured']).optional(),
        premium: c.amount(['年保费', 'Yearly premium']).optional(),
        pay: c.term(['交费期', 'Paying term']).optional(),
        term: c.term(['保险期间', 'Cover term']).optional(),
      },
      ['附加险', 'Rider'],
    ),
  ])
  .meta(c.about(['附加险', 'Rider'], undefined, { ref: 'product' }));

const row = c.map(
  {
    id: c.text(['编号', 'Id'], ['本方案内唯一', 'Unique in this plan'], { defines: 'row', example: 'p1' }),
    product: c.ref('product', ['产品', 'Product'], ['产品目录里的编号', 'Its id in the catalogue']),
    insured: c.ref('member', ['被保险人', 'Insured']),
    owner: c
      .ref('member', ['投保人', 'Owner'], ['不写时为成年的被保险人', 'Default: the insured, when adult'])
      .optional(),
    sum: c.sum(['保额', 'Sum insured']).optional(),
    premium: c.amount(['年保费', 'Yearly premium'], ['元/年', 'Per year']),
    pay: c
      .term(['交费期', 'Paying term'], ['20y 交20年，to60 交到60岁', '20y: 20 years, to60: until age 60'], {
        example: '20y',
      })
      .optional(),
    term: c
      .term(['保险期间', 'Cover term'], ['20y、to70 或 life（终身）', '20y, to70 or life'], { example: 'to70' })
      .optional(),
    beneficiary: beneficiary.optional(),
    riders: c.list(rider, ['附加险', 'Riders']).optional(),
    for: c.ref('goal', ['对应目标', 'For goal'], ['这一行为哪个目标存钱', 'Which goal this row saves for']).optional(),
    payout: c
      .map(
        {
          from: c.partialDate(['开始领取', 'From']).optional(),
          from_age: fromAge().optional(),
          years: years().optional(),
          guaranteed: c
            .amount(['保证部分', 'Guaranteed'], ['合同写明的，元/年', 'Written in the contract, per year'])
            .optional(),
          non_guaranteed: c
            .amount(
              ['非保证部分', 'Not guaranteed'],
              ['分红等，可能为零，元/年', 'Bonuses and the like; may be zero; per year'],
            )
            .optional(),
        },
        ['领取', 'Payout'],
        ['保证与非保证分列', 'Guaranteed and non-guaranteed apart'],
      )
      .optional(),
    why: c
      .text(['理由', 'Why'], ['为什么选它，会给客户看', 'Why this one; the client reads it'], {
        prose: { speaker: 'agent', channel: 'proposal' },
      })
      .optional(),
    note: c
      .text(['备注', 'Note'], ['只给自己看', 'For yourself'], { prose: { speaker: 'note', channel: 'proposal' } })
      .optional(),
  },
  ['产品行', 'Product row'],
);

const presentation = c.map(
  {
    audience: c
      .list(
        c.ref('member', ['成员', 'Member']),
        ['讲给谁听', 'Audience'],
        ['应包括决策人', 'Should include the decision-maker'],
      )
      .optional(),
    chart: c
      .choice(
        {
          'four-walls': ['四堵墙', 'Four walls'],
          matrix: ['保障矩阵', 'Coverage matrix'],
          timeline: ['现金流时间轴', 'Cash-flow timeline'],
          ladder: ['产品阶梯', 'Product ladder'],
        },
        ['图', 'Chart'],
      )
      .optional(),
    story: c
      .map(
        {
          row: c.ref('row', ['对应产品行', 'Row']).optional(),
          text: c.text(['故事', 'Text'], ['讲给客户的案例', 'The case as told to the client'], {
            prose: { speaker: 'agent', channel: 'proposal' },
          }),
          source: c
            .text(['来源', 'Source'], ['案例从哪里来，是否脱敏', 'Where it comes from, with names removed'])
            .optional(),
        },
        ['故事', 'Story'],
      )
      .optional(),
    terms: c
      .record(
        c.text(['大白话', 'Plain words'], undefined, { prose: { speaker: 'agent', channel: 'proposal' } }),
        ['名词解释', 'Terms'],
        ['术语: 大白话', 'term: plain words'],
      )
      .optional(),
  },
  ['讲解', 'Presentation'],
  ['图、故事、名词解释', 'Picture, story and plain words'],
);

const decision = {
  standard: ['标准体', 'Standard', '标准', '标体', '正常', '正常承保', '标准承保'],
  load: ['加费', 'Extra premium', '加费承保', 'loading'],
  exclude: ['除外', 'Exclusion', '除外承保', '责任除外'],
  postpone: ['延期', 'Postponed', '延期承保', 'deferred'],
  decline: ['拒保', 'Declined', '拒绝', '谢绝', 'rejected'],
} as const satisfies Record<string, c.Meaning>;

const verified = c.map(
  {
    identity: c
      .date(['身份', 'Identity'], ['核对证件的日期，不写号码', 'The day it was checked; never the number'])
      .optional(),
    occupation: c.date(['职业', 'Occupation']).optional(),
    health: c.date(['健康告知', 'Health declaration']).optional(),
    beneficiary: c.date(['受益人', 'Beneficiary']).optional(),
  },
  ['核对', 'Verified'],
  ['每项写核对日期', 'The day on which each was checked'],
);

const application = c.map(
  {
    for: z
      .union([
        z.literal('all').meta({ 'x-enum': { all: { zh: '全部产品行', en: 'All rows' } } }),
        z.array(c.ref('row', ['产品行', 'Row'])),
      ])
      .meta(c.about(['投保的行', 'Rows'], ['all，或 [p1, p2]', 'all, or [p1, p2]'], { example: 'all' }))
      .optional(),
    submission: c
      .choice(
        { online: ['线上', 'Online', '网上', '电子投保'], offline: ['线下', 'On paper', '纸质', '纸质投保', 'paper'] },
        ['投保方式', 'Way of submission'],
        undefined,
        {
          aliases: ['channel'],
        },
      )
      .optional(),
    verified: verified.optional(),
    preunderwriting: c
      .list(
        c.map(
          {
            member: c.ref('member', ['成员', 'Member']),
            condition: c.text(['病症', 'Condition'], ['与 health.conditions 写法一致', 'As in health.conditions']),
            asked: c.date(['询问日', 'Asked on']).optional(),
            reply: c.choice(decision, ['答复', 'Reply']).optional(),
            replied: c.date(['答复日', 'Replied on']).optional(),
            note: c.text(['备注', 'Note'], undefined, { prose: { speaker: 'note', channel: 'proposal' } }).optional(),
          },
          ['预核保', 'Pre-underwriting'],
        ),
        ['预核保', 'Pre-underwriting'],
        ['有既往症先预核保', 'Ask first where there is any condition'],
      )
      .optional(),
    signed: c
      .record(
        c.text(['谁签的', 'Signed by'], ['self（本人）或监护人编号', 'self, or the guardian’s id'], {
          ref: 'member',
          'x-also': ['self'],
        }),
        ['签名', 'Signed'],
        ['成员: self，未成年人写监护人', 'member: self; for a minor the guardian'],
        { keyRef: 'member' },
      )
      .optional(),
    statement: c
      .date(['风险语句', 'Statement'], ['投保人确认新型产品风险语句的日期', 'The day the risk statement was confirmed'])
      .optional(),
    submitted: c.date(['提交日', 'Submitted']).optional(),
    underwriting: c
      .map(
        {
          mode: c
            .choice({ auto: ['自动核保', 'Automatic', '智能核保', '机器核保'], manual: ['人工核保', 'Manual'] }, [
              '核保方式',
              'Mode',
            ])
            .optional(),
          asked_on: c.date(['要求补件日', 'Asked on']).optional(),
          asked: c
            .record(
              z.union([
                c.date(['补交日', 'Handed in'], ['哪天补交；没交先留空', 'When it was handed in; empty while open']),
                z.null(),
              ]),
              ['补充材料', 'Papers asked for'],
              ['材料: 补交日，没交先留空', 'paper: day handed in, empty while open'],
            )
            .optional(),
          result: c.choice(decision, ['核保结论', 'Result']).optional(),
          accepted: c
            .date(
              ['客户接受日', 'Accepted on'],
              ['加费、除外须客户接受', 'The client must accept a loading or exclusion'],
            )
            .optional(),
        },
        ['核保', 'Underwriting'],
      )
      .optional(),
    effective: c.date(['生效日', 'Effective']).optional(),
    delivered: c
      .date(['送达日', 'Delivered'], ['合同送到客户手里的日期', 'When the client received the policy'])
      .optional(),
    notice: c
      .date(['通知日', 'Notice'], ['香港：冷静期通知书发出日', 'Hong Kong: when the cooling-off notice was given'])
      .optional(),
    receipt: c.date(['回执日', 'Receipt'], ['犹豫期从它算起', 'The cooling-off period runs from it']).optional(),
    cooling_off_end: c
      .date(['犹豫期止', 'Cooling-off ends'], ['一般不写，由编辑器算', 'Usually left out: it is computed'])
      .optional(),
    surrender: c
      .map(
        {
          on: c.date(['退保日', 'Surrendered on']),
          refund: c
            .choice({ full: ['退还全部保费', 'All premiums back'], cash_value: ['退还现金价值', 'Cash value'] }, [
              '退多少',
              'Refund',
            ])
            .optional(),
        },
        ['退保', 'Surrender'],
      )
      .optional(),
    callback: c
      .map(
        {
          on: c.date(['回访日', 'Called on']),
          understood: c.flag(['了解保障内容', 'Understood']).optional(),
          self_signed: c.flag(['本人签字', 'Signed personally']).optional(),
        },
        ['回访', 'Call-back'],
        ['犹豫期内完成', 'Within the cooling-off period'],
      )
      .optional(),
  },
  ['投保', 'Application'],
);

export const planSchema = c.map(
  {
    kind: c.kindOf('plan', '保险方案', 'a plan'),
    title: c.text(['标题', 'Title'], ['客户看到的方案名', 'What the client sees'], {
      prose: { speaker: 'agent', channel: 'proposal' },
    }),
    date: c.date(['方案日期', 'Date'], ['年龄按这一天算', 'Ages are reckoned on this day']),
    market: c.market({ missing: 'info' }),
    lang: c.lang().optional(),
    agent: c.agent(),
    catalog: c.catalogFiles().optional(),
    consent: c.consent().optional(),
    household: c.household(),
    finance: c.finance().optional(),
    policies: c.policies().optional(),
    needs,
    products: c.list(
      row,
      ['产品', 'Products'],
      ['行的次序就是讲解与投保次序', 'The order of rows is the order of telling and buying'],
    ),
    presentation: presentation.optional(),
    disclosures: c
      .list(
        c.ref('disclosure', ['披露', 'Disclosure']),
        ['披露', 'Disclosures'],
        ['方案附上的提示', 'Notices that go with the plan'],
      )
      .optional(),
    application: c
      .list(application, ['投保记录', 'Applications'], ['每次投保一条', 'One entry per submission'])
      .optional(),
    note: c.text(['备注', 'Note'], undefined, { prose: { speaker: 'note', channel: 'proposal' } }).optional(),
  },
  ['保险方案', 'Plan'],
  ['给一个家庭的方案', 'A proposal for one household'],
);
