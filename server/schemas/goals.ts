/** `*.goals.yaml`: the agent's own targets (domain reference §2.3). */
import { z } from 'zod';
import * as c from './common.ts';

const ladder = (title: c.Pair) =>
  c.map({ clients: c.count(['客户', 'Clients']), deals: c.count(['成交单', 'Deals']) }, title);

const leads = (title: c.Pair) => c.count(title).optional();

export const goalsSchema = c.map(
  {
    kind: c.kindOf('goals', '目标与成长', 'a goals file'),
    year: z
      .number()
      .int()
      .min(2000)
      .max(2100)
      .meta(c.about(['年份', 'Year'])),
    name: c.text(['姓名', 'Name']).optional(),
    lang: c.lang().optional(),
    market: c.market().optional(),
    catalog: c.catalogFiles().optional(),
    target: ladder(['年度目标', 'Year target']).meta(
      c.about(['年度目标', 'Year target'], ['= 12 × 每月', '12 times the month’s']),
    ),
    monthly: ladder(['每月目标', 'Month target']),
    months: c
      .list(
        c.map(
          {
            month: c.month(['月份', 'Month'], undefined, { example: '2026-01' }),
            leads: c
              .map(
                {
                  warm: leads(['缘故', 'Warm']),
                  referral: leads(['转介绍', 'Referral']),
                  cold: leads(['陌生', 'Cold']),
                  online: leads(['线上', 'Online']),
                },
                ['线索', 'Leads'],
              )
              .optional(),
            clients: c.count(['有效客户', 'Clients']),
            deals: c.count(['成交单', 'Deals']),
            setback: c
              .map(
                {
                  inward: c.text(['向内归因', 'Inward'], ['自己能改什么', 'What I can change']).optional(),
                  outward: c.text(['向外行动', 'Outward'], ['接下来做什么', 'What I do next']).optional(),
                },
                ['复盘', 'Setback'],
              )
              .optional(),
          },
          ['月', 'Month'],
        ),
        ['每月', 'Months'],
      )
      .optional(),
    study: c
      .list(
        c.map(
          {
            month: c.month(['月份', 'Month']),
            product: c.text(['研读的条款', 'Product studied']),
            against: c.list(c.ref('product', ['对比产品', 'Product']), ['对比', 'Against']).optional(),
            better: c.text(['优势', 'Better']).optional(),
            worse: c.text(['劣势', 'Worse']).optional(),
          },
          ['研读', 'Study'],
        ),
        ['条款研读', 'Study'],
        ['每月 2–3 款', 'Two or three a month'],
      )
      .optional(),
    courses: c
      .list(c.map({ on: c.date(['日期', 'On']), what: c.text(['课程', 'Course']) }, ['课程', 'Course']), [
        '培训',
        'Courses',
      ])
      .optional(),
    policy_watch: c
      .list(
        c.map(
          {
            on: c.date(['日期', 'On']),
            topic: c.text(['政策', 'Topic']),
            effect: c.text(['影响', 'Effect']).optional(),
          },
          ['政策', 'Policy change'],
        ),
        ['政策跟踪', 'Policy watch'],
      )
      .optional(),
    client_days: c
      .list(
        c.map(
          {
            on: c.date(['日期', 'On']),
            theme: c.text(['主题', 'Theme']),
            invited: c.count(['邀请人数', 'Invited']).optional(),
            came: c.count(['到场人数', 'Came']).optional(),
          },
          ['客户权益日', 'Client day'],
        ),
        ['客户权益日', 'Client days'],
      )
      .optional(),
  },
  ['目标与成长', 'Goals'],
);
