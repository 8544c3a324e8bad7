/** `*.client.yaml`: the client's record (domain reference §2.3). */
import { z } from 'zod';
import * as c from './common.ts';

const note = (title: c.Pair = ['备注', 'Note'], description?: c.Pair) =>
  c.text(title, description, { prose: { speaker: 'note', channel: 'proposal' } });

/** No bounds here: process/tier says what is wrong with a score. */
const score = (title: c.Pair) => c.number(title, ['1–5 分', '1 to 5']).optional();

const claim = c.map(
  {
    id: c.text(['编号', 'Id']),
    row: c.ref('row', ['产品行', 'Row'], ['方案里的行或旧保单', 'A row or policy of the plan']).optional(),
    kind: c.choice(
      {
        medical: ['医疗', 'Medical'],
        ci: ['重疾', 'Critical illness'],
        accident: ['意外', 'Accident'],
        death: ['身故', 'Death'],
      },
      ['理赔种类', 'Kind'],
      ['决定需要哪些材料', 'Decides which papers are needed'],
    ),
    what: note(['事由', 'What happened']).optional(),
    reported: c.date(['报案日', 'Reported']).optional(),
    replied: c.date(['首次回应', 'Replied'], ['代理人哪天回应', 'When the agent first answered']).optional(),
    documents: c.record(z.boolean(), ['材料', 'Documents'], ['材料: 是否齐', 'paper: at hand or not']).optional(),
    progress: c
      .list(
        c.map(
          {
            on: c.date(['日期', 'On']),
            stage: c.choice(
              {
                submitted: ['资料已提交', 'Submitted', '已提交', '已报案'],
                reviewing: ['审核中', 'Under review', '审核', '理算中'],
                paid: ['理赔款到账', 'Paid', '已赔付', '已到账', '结案'],
                refused: ['拒赔', 'Refused', '已拒赔', '不予赔付'],
              },
              ['阶段', 'Stage'],
            ),
            amount: c.amount(['赔付金额', 'Amount paid']).optional(),
            note: note().optional(),
          },
          ['进度', 'Step'],
        ),
        ['进度', 'Progress'],
        ['每周反馈一条', 'One entry a week'],
      )
      .optional(),
  },
  ['理赔', 'Claim'],
);

const complaint = c.map(
  {
    id: c.text(['编号', 'Id']),
    received: c.date(['收到日', 'Received']),
    kind: c
      .choice(
        {
          cover: ['保障争议', 'About the cover'],
          sales: ['销售过程', 'About the sale'],
          service: ['服务', 'About the service'],
          surrender: ['退保', 'About a surrender'],
        },
        ['投诉种类', 'Kind'],
      )
      .optional(),
    about: note(['投诉内容', 'About']),
    heard: c.date(['倾听日', 'Heard'], ['先倾听，后解决', 'Listen first']).optional(),
    records: c.list(note(['沟通记录', 'Record']), ['沟通记录', 'Records']).optional(),
    clause_reading: c.date(['条款解读日', 'Clauses explained on']).optional(),
    outcome: c
      .choice(
        {
          explained: ['解释后接受', 'Explained and accepted'],
          corrected: ['已更正', 'Corrected'],
          compensated: ['已补偿', 'Compensated'],
          'cooling-off-surrender': ['犹豫期内退保', 'Surrendered within cooling-off'],
          surrender: ['犹豫期后退保', 'Surrendered after cooling-off'],
          escalated: ['转上级处理', 'Passed on'],
        },
        ['结果', 'Outcome'],
      )
      .optional(),
    loss_told: c
      .date(['告知退保损失', 'Loss told on'], ['犹豫期后退保须先告知损失', 'Before a surrender after cooling-off'])
      .optional(),
    closed: c.date(['结案日', 'Closed']).optional(),
    report: c
      .map({ on: c.date(['报告日', 'On']).optional(), lesson: note(['教训', 'Lesson']).optional() }, [
        '处理报告',
        'Report',
      ])
      .optional(),
  },
  ['投诉', 'Complaint'],
);

export const clientSchema = c.map(
  {
    kind: c.kindOf('client', '客户档案', 'a client record'),
    id: c
      .text(['编号', 'Id'], ['自己起的简短编号，不写证件号', 'A short id of your own, never an identity number'], {
        example: 'c-001',
      })
      .optional(),
    name: c.text(['称呼', 'Name']),
    market: c.market().optional(),
    lang: c.lang().optional(),
    plan: c
      .ref('file:plan', ['方案', 'Plan'], ['成员、在保保单由它带入', 'Brings in household and policies'])
      .optional(),
    catalog: c.catalogFiles().optional(),
    agent: c.agent().optional(),
    source: c
      .map(
        {
          via: c.choice(
            {
              warm: ['缘故', 'Warm', '熟人', '亲友', '朋友'],
              referral: ['转介绍', 'Referral', '介绍', '老客户介绍'],
              cold: ['陌生', 'Cold', '陌拜', '陌生拜访', '社区'],
              online: ['线上', 'Online', '网上', '微信', '短视频'],
            },
            ['渠道', 'Via'],
            undefined,
            { aliases: ['channel'] },
          ),
          from: c.text(['来自', 'From']).optional(),
          on: c.date(['日期', 'On']).optional(),
        },
        ['来源', 'Source'],
      )
      .optional(),
    screening: c
      .map(
        {
          need: score(['需求强度', 'Need']),
          means: score(['经济能力', 'Means']),
          decision: score(['决策力', 'Decision']),
          triggers: c
            .list(
              c.choice(
                {
                  illness: ['亲友重疾', 'Illness nearby', '生病'],
                  newborn: ['新生儿', 'Newborn', '生孩子', '添丁', '怀孕'],
                  mortgage: ['房贷增加', 'New mortgage', '买房', '房贷'],
                  marriage: ['结婚', 'Marriage'],
                  job: ['换工作', 'New job', '跳槽', '升职'],
                },
                ['触发事件', 'Trigger'],
              ),
              ['触发事件', 'Triggers'],
              ['有一项时需求建议 ≥ 4', 'With any of them need is likely 4 or more'],
            )
            .optional(),
          tier: c
            .choice(
              { A: ['高需求+高购买力', 'High need and means'], B: ['潜力型', 'Potential'], C: ['观望型', 'Waiting'] },
              ['分层', 'Tier'],
              ['由三项评分算出', 'Computed from the scores'],
            )
            .optional(),
        },
        ['筛选', 'Screening'],
      )
      .optional(),
    decision_maker: c.ref('member', ['决策人', 'Decision-maker']).optional(),
    consent: c.consent().optional(),
    household: c.household().optional(),
    finance: c.finance().optional(),
    policies: c.policies().optional(),
    log: c
      .list(
        c.map(
          {
            on: c.date(['日期', 'On']),
            how: c.text(['方式', 'How']).optional(),
            note: note().optional(),
            next: c.date(['下次跟进', 'Next']).optional(),
          },
          ['沟通', 'Contact'],
        ),
        ['沟通记录', 'Log'],
      )
      .optional(),
    events: c
      .list(
        c.map(
          {
            who: c.ref('member', ['谁', 'Who']).optional(),
            what: c.text(['什么事', 'What']),
            on: c.eventDate(['日期', 'On'], ['MM-DD 每年，或 YYYY-MM-DD', 'MM-DD every year, or YYYY-MM-DD']),
            wish: c.text(['心意', 'Wish'], undefined, { prose: { speaker: 'agent', channel: 'script' } }).optional(),
          },
          ['节点', 'Event'],
        ),
        ['节点', 'Events'],
        ['生日、升学、寿宴', 'Birthdays, school, anniversaries'],
      )
      .optional(),
    reviews: c
      .list(
        c.map(
          {
            on: c.date(['日期', 'On']),
            income: c
              .record(c.amount(['年收入', 'Yearly income']), ['新收入', 'New income'], undefined, { keyRef: 'member' })
              .optional(),
            new_child: c.flag(['新添孩子', 'New child']).optional(),
            new_mortgage: c.flag(['新增房贷', 'New mortgage']).optional(),
            gaps: c
              .list(
                c.map({ member: c.ref('member', ['成员', 'Member']), risk: c.risk(), note: note().optional() }, [
                  '缺口',
                  'Gap',
                ]),
                ['保障缺口', 'Gaps'],
              )
              .optional(),
            action: note(['动作', 'Action']).optional(),
          },
          ['保单体检', 'Review'],
        ),
        ['保单体检', 'Reviews'],
        ['每年一次', 'Once a year'],
      )
      .optional(),
    claims: c.list(claim, ['理赔', 'Claims']).optional(),
    complaints: c.list(complaint, ['投诉', 'Complaints']).optional(),
    note: note().optional(),
  },
  ['客户档案', 'Client record'],
);
