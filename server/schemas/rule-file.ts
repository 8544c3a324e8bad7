/** A claim rule of a pack, `claims/<rule>.yaml` (design §4). The pack loader judges the phrases themselves. */
import { z } from 'zod';
import * as c from './common.ts';

export const localized = (title: c.Pair, description?: c.Pair) =>
  c.map({ en: c.text(['英文', 'English']), zh: c.text(['中文', 'Chinese']) }, title, description);

export const severity = () =>
  c.choice({ error: ['错误', 'Error'], warning: ['警告', 'Warning'], info: ['提示', 'Info'], hint: ['建议', 'Hint'] }, [
    '级别',
    'Severity',
  ]);

const CHANNELS = {
  script: ['话术', 'Script'],
  proposal: ['方案', 'Proposal'],
  public: ['公开', 'Public'],
  training: ['培训', 'Training'],
} as const satisfies Record<string, c.Pair>;

const STAGES = {
  prospecting: ['拓客', 'Prospecting'],
  discovery: ['了解需求', 'Discovery'],
  presentation: ['讲解', 'Presentation'],
  objection: ['异议', 'Objections'],
  closing: ['促成', 'Closing'],
  service: ['服务', 'Service'],
  referral: ['转介绍', 'Referral'],
  moments: ['朋友圈', 'Posts'],
  video: ['视频', 'Video'],
} as const satisfies Record<string, c.Pair>;

const basis = () =>
  c.map(
    {
      severity: severity(),
      cite: c
        .list(c.text(['引用编号', 'Citation id'], undefined, { 'x-key-of': 'citation' }), ['依据', 'Citations'])
        .optional(),
      from: c.date(['生效', 'From']).optional(),
      until: c.date(['失效', 'Until']).optional(),
      channels: c
        .record(severity(), ['场合级别', 'By channel'], undefined, { 'x-keys': Object.keys(CHANNELS) })
        .optional(),
    },
    ['市场', 'Market'],
  );

const markets = () =>
  c.map(
    {
      CN: basis().optional(),
      HK: basis().optional(),
      TW: basis().optional(),
      SG: basis().optional(),
      US: basis().optional(),
      UK: basis().optional(),
    },
    ['市场', 'Markets'],
    ['每个市场的级别和依据', 'Severity and citations per market'],
  );

export const phrases = () =>
  c.map(
    {
      zh: c.list(c.text(['短语', 'Phrase']), ['中文', 'Chinese']).optional(),
      'zh-TW': c.list(c.text(['短语', 'Phrase']), ['台湾', 'Taiwan']).optional(),
      'zh-HK': c.list(c.text(['短语', 'Phrase']), ['香港', 'Hong Kong']).optional(),
      en: c.list(c.text(['短语', 'Phrase']), ['英文', 'English']).optional(),
    },
    ['短语', 'Phrases'],
    ['短语语言', 'In the phrase language'],
  );

const cure = () =>
  c.map(
    {
      disclosure: c.list(c.ref('disclosure', ['披露', 'Disclosure']), ['披露', 'Disclosures']).optional(),
      where: c.text(['条款如此', 'Where the clauses say so']).optional(),
      at_least: c.count(['至少几项', 'At least']).optional(),
      of: c.text(['词表', 'Word list'], ['如 <limits>', 'Such as <limits>'], { 'x-key-of': 'list' }).optional(),
      without: c
        .text(['除非有', 'Without'], ['有这些词就不算', 'Where such a word stands, none counts'], {
          'x-key-of': 'list',
        })
        .optional(),
      within: c
        .choice(
          {
            sentence: ['同句', 'Sentence'],
            turn: ['同一轮', 'Turn'],
            reach: ['披露可及之处', 'Where a disclosure reaches'],
          },
          ['范围', 'Within'],
        )
        .optional(),
    },
    ['何时可说', 'Cured by'],
  );

/** One map, or a list of them. */
const cured = () =>
  z
    .union([cure(), z.array(cure())])
    .meta(c.about(['何时可说', 'Cured by'], ['满足其一就不报', 'Any of them makes it acceptable']));

const quiet = () =>
  c.list(
    c.text(['守卫', 'Guard'], undefined, { 'x-key-of': 'guard' }),
    ['守卫', 'Guards'],
    ['哪些情形不报', 'When to stay quiet'],
  );

const oneFix = () =>
  c.map(
    {
      kind: c.choice(
        { replace: ['替换', 'Replace'], disclosure: ['插入披露', 'Insert a disclosure'], outline: ['提纲', 'Outline'] },
        ['方式', 'Kind'],
      ),
      scope: c
        .choice({ hit: ['画线的字', 'The underlined words'], sentence: ['整句', 'The sentence'] }, ['范围', 'Scope'])
        .optional(),
      safety: c.choice({ safe: ['可自动修改', 'Safe'], review: ['须看一眼', 'Review'] }, ['把握', 'Safety']).optional(),
      title: localized(['标题', 'Title']),
      text: localized(['文字', 'Text']).optional(),
      disclosure: c.ref('disclosure', ['披露', 'Disclosure']).optional(),
    },
    ['修改', 'Fix'],
  );

/** One map, or a list of them. */
const fix = () => z.union([oneFix(), z.array(oneFix())]).meta(c.about(['修改', 'Fix']));

const variant = c.map(
  {
    phrases: phrases().optional(),
    message: localized(['消息', 'Message']).optional(),
    severity: severity().optional(),
    markets: markets().optional(),
    where: c.text(['条件', 'Where']).optional(),
    cured_by: cured().optional(),
    quiet: quiet().optional(),
    allow: phrases().optional(),
    fix: fix().optional(),
  },
  ['变体', 'Variant'],
);

const example = c.map(
  {
    bad: c.text(['反例', 'Bad'], ['[[ ]] 标出该画线的文字', '[[ ]] marks what is underlined']).optional(),
    good: c.text(['正例', 'Good']).optional(),
    in: c
      .choice({ pitch: ['话术', 'Script'], plan: ['方案', 'Plan'], client: ['档案', 'Client'] }, ['文件', 'File kind'])
      .optional(),
    given: c.text(['底本', 'Given']).optional(),
    market: c.market().optional(),
    as_of: c.date(['核对日', 'As of'], undefined, { aliases: ['asOf'] }).optional(),
    variant: c.text(['变体', 'Variant']).optional(),
    language: c.lang().optional(),
    fixed: c.text(['改后', 'Fixed'], ['第一个修改之后的文字', 'What the first fix makes of it']).optional(),
  },
  ['例子', 'Example'],
);

export const ruleFileSchema = c.map(
  {
    id: c.text(['编号', 'Id'], ['组/名', 'group/name']),
    title: localized(['标题', 'Title']),
    why: localized(['为什么', 'Why'], ['销售人员看得懂的一段话', 'One paragraph a salesperson understands']),
    basis: c
      .choice({ law: ['法规', 'Law'], practice: ['经验', 'Practice'], structure: ['结构', 'Structure'] }, [
        '根据',
        'Basis',
      ])
      .optional(),
    handbook: c.quotedCode(['手册条目', 'Handbook item']).optional(),
    markets: markets(),
    reads: c
      .map(
        {
          speakers: c
            .list(
              c.choice(
                {
                  agent: ['代理人', 'Agent'],
                  client: ['客户', 'Client'],
                  narrator: ['旁白', 'Narrator'],
                  note: ['备注', 'Note'],
                  caption: ['字幕', 'Caption'],
                  text: ['文字', 'Text'],
                },
                ['说话人', 'Speaker'],
              ),
              ['说话人', 'Speakers'],
            )
            .optional(),
          kinds: c
            .list(
              c.choice(
                {
                  pitch: ['话术', 'Script'],
                  plan: ['方案', 'Plan'],
                  client: ['档案', 'Client'],
                  catalog: ['目录', 'Catalogue'],
                  goals: ['目标', 'Goals'],
                },
                ['文件', 'File kind'],
              ),
              ['文件', 'File kinds'],
            )
            .optional(),
          stages: c.list(c.choice(STAGES, ['环节', 'Stage']), ['环节', 'Stages']).optional(),
          channels: c.list(c.choice(CHANNELS, ['场合', 'Channel']), ['场合', 'Channels']).optional(),
        },
        ['读什么', 'Reads'],
      )
      .optional(),
    phrases: phrases().optional(),
    where: c.text(['条件', 'Where']).optional(),
    cured_by: cured().optional(),
    variants: c.record(variant, ['变体', 'Variants']).optional(),
    allow: phrases().optional(),
    quiet: quiet().optional(),
    severity: severity().optional(),
    extends: c
      .text(['扩展', 'Extends'], ['在哪条规则上加短语', 'The rule that this one adds phrases to'], {
        'x-key-of': 'data-rule',
      })
      .optional(),
    unverified: localized(
      ['无法核对', 'Unverified'],
      ['没有产品可对照时说什么', 'What is said when no product is known to compare with'],
    ).optional(),
    negative: c.flag(['本身就是否定', 'Negative by nature']).optional(),
    message: localized(['消息', 'Message']),
    fix: fix().optional(),
    examples: c.list(example, ['例子', 'Examples']),
  },
  ['规则', 'Rule'],
);
