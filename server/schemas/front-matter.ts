/** The front matter of a `.pitch` script (domain reference §3.2). */
import { z } from 'zod';
import * as c from './common.ts';

export const frontMatterSchema = c.map(
  {
    pitchlint: z
      .literal('script')
      .meta(
        c.about(
          ['PitchLint 话术', 'PitchLint script'],
          ['让 Markdown 文件被当作话术', 'Makes a Markdown file a script'],
        ),
      )
      .optional(),
    title: c.text(['标题', 'Title']).optional(),
    market: c.market().optional(),
    lang: c.lang().optional(),
    plan: c.ref('file:plan', ['方案', 'Plan'], ['占位符从它取值', 'Fills the placeholders']).optional(),
    catalog: c.catalogFiles().optional(),
    product: c
      .ref('product', ['产品', 'Product'], ['整篇讲的产品', 'The product the whole script is about'])
      .optional(),
    channel: c
      .choice(
        {
          script: ['面谈话术', 'Said to a client'],
          proposal: ['方案', 'Proposal'],
          public: ['公开发布', 'Public'],
          training: ['内部培训', 'Training'],
        },
        ['场合', 'Channel'],
      )
      .optional(),
    cast: c
      .record(
        z.union([
          c.text(['姓名', 'Name'], ['只写名字时是客户', 'A bare name is a client']),
          c.map(
            {
              name: c.text(['姓名', 'Name']).optional(),
              role: c.choice(
                { agent: ['代理人', 'Agent'], client: ['客户', 'Client'], narrator: ['旁白', 'Narrator'] },
                ['角色', 'Role'],
              ),
            },
            ['人物', 'Person'],
          ),
        ]),
        ['人物表', 'Cast'],
        ['说话人: 是谁', 'speaker: who it is'],
      )
      .optional(),
    agent: c.agent().optional(),
    approval: c
      .map(
        {
          by: c.text(['审核机构', 'By']).optional(),
          no: c.text(['审核编号', 'Number']).optional(),
          until: c.date(['有效期至', 'Until']).optional(),
        },
        ['审核', 'Approval'],
        ['公开发布的内容要有', 'Needed for what is published'],
      )
      .optional(),
    status: c
      .choice(
        {
          draft: ['草稿', 'Draft'],
          review: ['送审', 'In review'],
          approved: ['已通过', 'Approved'],
          retired: ['停用', 'Retired'],
        },
        ['状态', 'Status'],
      )
      .optional(),
    tags: c.list(c.text(['标签', 'Tag']), ['标签', 'Tags']).optional(),
  },
  ['话术信息', 'Script header'],
);
