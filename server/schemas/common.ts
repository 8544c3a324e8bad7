/** What several file kinds share: markets, people, money, consent, policies. Build time only, like fields.ts. */
import { z } from 'zod';
import {
  about,
  amount,
  choice,
  date,
  flag,
  list,
  type Marks,
  type Meaning,
  map,
  type Pair,
  partialDate,
  quotedCode,
  ref,
  sum,
  text,
} from './fields.ts';

export * from './fields.ts';

export const market = (marks?: Marks) =>
  choice(
    {
      CN: ['中国内地', 'Mainland China', '中国', '中国大陆', '大陆', '内地', 'China', 'PRC'],
      HK: ['香港', 'Hong Kong', '中国香港', 'HKG'],
      TW: ['台湾', 'Taiwan', '中国台湾', '臺灣', 'TWN'],
      SG: ['新加坡', 'Singapore', 'SGP'],
      US: ['美国', 'United States', 'USA', 'America'],
      UK: ['英国', 'United Kingdom', 'GB', 'Britain', 'England'],
    },
    ['市场', 'Market'],
    ['决定规则、币种和犹豫期默认天数', 'Decides which rules hold, the currency and the default cooling-off days'],
    marks,
  );

export const lang = () =>
  choice(
    {
      'zh-CN': ['简体中文', 'Simplified Chinese'],
      'zh-TW': ['繁体中文（台湾）', 'Traditional Chinese (Taiwan)'],
      'zh-HK': ['繁体中文（香港）', 'Traditional Chinese (Hong Kong)'],
      zh: ['中文', 'Chinese'],
      en: ['英文', 'English'],
    },
    ['语言', 'Language'],
    ['文件所用的语言，决定提示用哪种语言', 'The language of this file; messages follow it'],
    { aliases: ['language'] },
  );

export const risk = (title: Pair = ['风险', 'Risk']) =>
  choice(
    {
      ci: ['重疾', 'Critical illness', '重疾险', '重大疾病', '大病'],
      accident: ['意外', 'Accident', '意外险', '意外伤害'],
      medical: ['医疗', 'Medical', '医疗险', '住院'],
      death: ['身故', 'Death', '寿险', '死亡', 'life'],
    },
    title,
    ['四堵墙之一', 'One of the four walls'],
  );

export const PRODUCT_TYPES = {
  ci: ['重疾险', 'Critical illness', '重疾', '重大疾病', '重大疾病险', '重大疾病保险', '大病险'],
  child_ci: ['少儿重疾险', 'Children’s critical illness', '少儿重疾'],
  medical_million: ['百万医疗险', 'High-limit medical', '医疗险', '医疗', 'medical'],
  medical_small: ['小额医疗险', 'Small-amount medical', '医疗险', '医疗', '住院医疗', '住院险', 'medical'],
  term_life: ['定期寿险', 'Term life', '定寿', '寿险', 'term', 'life'],
  whole_life: ['终身寿险', 'Whole life', '终身寿', '寿险', 'life'],
  whole_life_increasing: ['增额终身寿险', 'Increasing whole life', '增额寿', '增额终身寿', '增额终身'],
  accident: ['意外险', 'Accident', '意外', '意外伤害险', '意外伤害保险', 'PA'],
  annuity_education: ['教育年金', 'Education annuity', '教育金', '教育险', '年金', '年金险', 'annuity'],
  annuity_pension: ['养老年金', 'Pension annuity', '养老金', '养老险', '年金', '年金险', 'annuity', 'pension'],
  endowment: ['两全险', 'Endowment', '两全', '两全保险', '储蓄险', 'savings'],
  universal: ['万能险', 'Universal life', '万能', '万能账户'],
  unit_linked: ['投连险', 'Unit-linked', '投连', '投资连结', '投资连结保险', 'ILP'],
  waiver: ['豁免险', 'Premium waiver', '豁免', '投保人豁免'],
} as const satisfies Record<string, Meaning>;

export const productType = (title: Pair = ['险种', 'Product type']) => choice(PRODUCT_TYPES, title);

export const FEATURES = {
  guaranteed_payout: ['确定给付', 'Guaranteed payout', '固定给付', '保证给付'],
  lifetime_payout: ['终身领取', 'Lifetime payout', '终身给付', '领到终身'],
  waiver: ['豁免保费', 'Premium waiver', '豁免', '保费豁免'],
  cash_value: ['现金价值灵活', 'Flexible cash value', '现金价值', '现价'],
} as const satisfies Record<string, Meaning>;

export const kindOf = (kind: string, zh: string, en: string) =>
  z
    .literal(kind)
    .optional()
    .meta(about(['文件种类', 'File kind'], [`这份文件是${zh}`, `This file is ${en}`]));

export const agent = () =>
  map(
    {
      name: text(['姓名', 'Name'], ['代理人姓名', 'The agent’s name'], { example: '周敏' }),
      company: text(['公司', 'Company'], ['所属机构全称', 'Full name of the company']).optional(),
      licence: text(['执业证号', 'Licence number'], ['展示给客户时需要', 'Shown to the client'], {
        aliases: ['license'],
      }).optional(),
    },
    ['代理人', 'Agent'],
    ['谁做的、哪家机构、执业证号', 'Who made it, for which company, under which licence'],
  );

/** One catalogue or several: a path, or a list of paths. */
export const catalogFiles = () =>
  z
    .union([
      z.string().meta(about(['产品目录', 'Catalogue'], undefined, { ref: 'file:catalog' })),
      z.array(z.string().meta(about(['产品目录', 'Catalogue'], undefined, { ref: 'file:catalog' }))),
    ])
    .meta(
      about(
        ['产品目录', 'Catalogues'],
        [
          '产品事实所在的 *.catalog.yaml，路径相对于本文件',
          'The *.catalog.yaml with the product facts, relative to this file',
        ],
        { ref: 'file:catalog', example: 'sample-life.catalog.yaml' },
      ),
    );

export const share = () =>
  map(
    {
      to: text(['给谁', 'To'], ['接收方', 'Who receives it']),
      what: text(['内容', 'What'], ['传了什么', 'What was sent']),
      why: choice(
        {
          underwriting: ['核保', 'Underwriting', '预核保', '投保'],
          claim: ['理赔', 'A claim'],
          service: ['保单服务', 'Policy service', '保全', '服务'],
          regulator: ['监管要求', 'A regulator asks'],
        },
        ['用途', 'Purpose'],
        ['只限业务目的', 'Business purposes only'],
      ).optional(),
      on: date(['传送日', 'Sent on']).optional(),
      agreed: date(['同意日', 'Agreed on'], ['客户哪天同意', 'The day on which the client agreed']).optional(),
      encrypted: flag(['已加密', 'Encrypted']).optional(),
    },
    ['外发记录', 'Shared data'],
  );

export const consent = () =>
  map(
    {
      collect: date(
        ['收集信息', 'Collect'],
        ['客户哪天同意收集个人信息', 'The day on which the client agreed to the collection'],
      ).optional(),
      sensitive: date(
        ['敏感信息', 'Sensitive data'],
        ['健康、14岁以下儿童信息须单独同意', 'Health data and data of under-14s need their own consent'],
      ).optional(),
      publicity: date(
        ['公开案例', 'Publicity'],
        ['同意把自己的案例用于宣传', 'Agreed that the case may be told in public'],
      ).optional(),
      how: text(['方式', 'How'], ['面谈签署、线上确认等', 'Signed in person, confirmed online …']).optional(),
      share: list(
        share(),
        ['外发', 'Shared with'],
        ['每次外发客户资料一条', 'One entry each time client data is passed on'],
      ).optional(),
    },
    ['同意', 'Consent'],
    ['客户对个人信息处理的同意', 'What the client agreed to about personal data'],
  );

export const member = () =>
  map(
    {
      id: text(['编号', 'Id'], ['方案里用它指代这个人', 'How the rest of the plan names this person'], {
        defines: 'member',
        example: 'dad',
      }),
      name: text(['称呼', 'Name'], ['如 李先生，不写全名', 'A form of address is enough'], { example: '李先生' }),
      role: choice(
        {
          breadwinner: [
            '家庭支柱',
            'Breadwinner',
            ...['支柱', '经济支柱', '顶梁柱', '户主', '本人', '丈夫', '先生', '老公', '爸爸', '父亲'],
            ...['main earner', 'self', 'husband', 'father', 'dad'],
          ],
          spouse: [
            '配偶',
            'Spouse',
            ...['太太', '妻子', '老婆', '爱人', '丈夫', '先生', '老公', '妈妈', '母亲'],
            ...['wife', 'husband', 'partner', 'mother', 'mom', 'mum'],
          ],
          child: ['孩子', 'Child', '儿子', '女儿', '小孩', '子女', '儿女', '宝宝', 'son', 'daughter', 'kid'],
          parent: [
            '父母',
            'Parent',
            ...['父亲', '母亲', '爸爸', '妈妈', '老人', '公公', '婆婆', '岳父', '岳母', '长辈'],
            ...['father', 'mother', 'grandparent'],
          ],
          other: ['其他', 'Other', '亲戚', '兄弟', '姐妹'],
        },
        ['角色', 'Role'],
      ),
      born: date(['出生日期', 'Born'], ['年龄由它算出', 'Ages are computed from it']).optional(),
      age: z
        .number()
        .int()
        .min(0)
        .max(120)
        .meta(
          about(['年龄', 'Age'], ['周岁；有出生日期就不必写', 'In full years; not needed beside born'], {
            'x-unit': 'years',
          }),
        )
        .optional(),
      income: sum(['年收入', 'Yearly income'], ['元/年', 'Per year']).optional(),
      job: text(['职业', 'Job']).optional(),
      job_class: z
        .number()
        .int()
        .min(1)
        .max(7)
        .meta(about(['职业类别', 'Job class'], ['1 最低风险，6 以上多为拒保', '1 is the lowest risk']))
        .optional(),
      job_code: quotedCode(['职业代码', 'Job code'], ['要加引号，如 "070121"', 'In quotes, such as "070121"'], {
        example: '"070121"',
      }).optional(),
      risks: list(
        text(['职业或生活风险', 'Risk']),
        ['风险', 'Risks'],
        ['如 出差、高空作业', 'Such as travel or work at height'],
      ).optional(),
      social: choice(
        {
          employee: [
            '职工社保',
            'Employee scheme',
            '有',
            '社保',
            '医保',
            '职工',
            '职工医保',
            '城镇职工',
            '五险',
            '五险一金',
            'yes',
          ],
          resident: [
            '居民社保',
            'Resident scheme',
            '有',
            '社保',
            '医保',
            '居民',
            '居民医保',
            '城乡居民',
            '新农合',
            '少儿医保',
            'yes',
          ],
          cpf: ['新加坡公积金', 'CPF (Singapore)', '公积金', 'CPF'],
          none: ['没有', 'None', '无', '没', '没有社保', '无社保', '未参保', 'no'],
        },
        ['社保', 'Social insurance'],
      ).optional(),
      retire_age: z
        .number()
        .int()
        .min(40)
        .max(90)
        .meta(about(['退休年龄', 'Retirement age'], ['周岁', 'In full years']))
        .optional(),
      health: map(
        {
          declared: flag(
            ['已如实告知', 'Declared'],
            ['本人逐条答过健康告知', 'Answered the health questions personally'],
          ).optional(),
          conditions: list(
            text(['病症', 'Condition']),
            ['既往症', 'Conditions'],
            ['每项都要预核保', 'Each needs pre-underwriting'],
          ).optional(),
          smoker: flag(['吸烟', 'Smoker']).optional(),
        },
        ['健康', 'Health'],
      ).optional(),
    },
    ['家庭成员', 'Member'],
  );

export const household = () =>
  list(member(), ['家庭成员', 'Household'], ['每人一条', 'One entry per person'], { aliases: ['members', 'family'] });

export const finance = () =>
  map(
    {
      expenses: sum(
        ['年支出', 'Yearly expenses'],
        ['家庭生活支出，元/年', 'The household’s cost of living per year'],
      ).optional(),
      education: amount(['教育支出', 'Education'], ['元/年', 'Per year']).optional(),
      mortgage: sum(['房贷余额', 'Mortgage'], ['还欠多少', 'What is still owed']).optional(),
      debts: amount(['其他负债', 'Other debts']).optional(),
      liquid: sum(['活钱', 'Liquid savings'], ['随时能用的钱', 'Money at hand']).optional(),
      take_home: sum(['税后收入', 'Take-home pay'], ['家庭合计，元/年', 'Of the household, per year']).optional(),
      budget: sum(['保费预算', 'Premium budget'], ['元/年', 'Per year']).optional(),
      decision_maker: ref('member', ['决策人', 'Decision-maker'], ['保单由谁拍板', 'Who decides']).optional(),
    },
    ['财务', 'Finance'],
  );

export const policy = () =>
  map(
    {
      id: text(['编号', 'Id'], ['自己起的简短编号，不写保单号', 'A short id of your own, not the policy number'], {
        defines: 'row',
      }),
      insured: ref('member', ['被保险人', 'Insured']),
      type: productType(),
      sum: sum(['保额', 'Sum insured']).optional(),
      premium: amount(['年保费', 'Yearly premium'], ['元/年；已交清写 0', 'Per year; 0 when paid up']).optional(),
      since: partialDate(['生效', 'In force since']).optional(),
      until: partialDate(['保障至', 'Cover ends']).optional(),
      pay_until: partialDate(['交费至', 'Premiums end']).optional(),
      insurer: text(['保险公司', 'Insurer']).optional(),
      name: text(['产品名', 'Product name']).optional(),
      note: text(['备注', 'Note'], undefined, { prose: { speaker: 'note', channel: 'proposal' } }).optional(),
    },
    ['在保保单', 'Policy in force'],
  );

export const policies = () =>
  list(
    policy(),
    ['旧保单', 'Policies in force'],
    ['逐条写；确认没有就写 []', 'One entry each; write [] when there are none'],
  );
