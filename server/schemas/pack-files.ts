/** The files of a pack beside its rules: pack.yaml, words.yaml, disclosures.yaml, citations.yaml, glossary.yaml. */
import * as c from './common.ts';
import { localized, phrases, severity } from './rule-file.ts';

export const packSchema = c.map(
  {
    name: c.text(['名称', 'Name']),
    version: c.text(['版本', 'Version'], ['加引号，如 "1.0"', 'In quotes, such as "1.0"']).optional(),
    owner: c.text(['负责部门', 'Owner']).optional(),
    format: c
      .count(['格式', 'Format'], ['规则包的格式，现在是 1', 'The form of the pack; now 1'], { example: '1' })
      .optional(),
    locks: c
      .record(severity(), ['锁定', 'Locks'], ['这些规则不得低于此级别', 'These rules never fall below this severity'], {
        'x-key-of': 'rule',
      })
      .optional(),
    severities: c
      .record(severity(), ['级别', 'Severities'], ['公司设定的级别', 'Severities that the company sets'], {
        'x-key-of': 'rule',
      })
      .optional(),
    precedence: c
      .list(
        c.text(['规则', 'Rule'], undefined, { 'x-key-of': 'rule' }),
        ['先后', 'Precedence'],
        ['同一处文字由排在前面的规则报告', 'Of rules on the same words the first here reports'],
      )
      .optional(),
  },
  ['规则包', 'Rule pack'],
);

const words = (title: c.Pair) => c.list(c.text(['词语', 'Word']), title).optional();

export const wordsSchema = c.record(
  c.map(
    {
      evade: c.flag(['变体', 'Variants'], ['true：谐音和拼音也算', 'true: homophones and pinyin count']).optional(),
      zh: words(['中文', 'Chinese']),
      'zh-TW': words(['台湾', 'Taiwan']),
      'zh-HK': words(['香港', 'Hong Kong']),
      en: words(['英文', 'English']),
    },
    ['词表', 'Word list'],
  ),
  ['词表', 'Word lists'],
  ['词表名: 词语；同名的标准词表加上这些词', 'name: words; a standard list of that name grows by them'],
  { 'x-key-of': 'list' },
);

export const disclosuresSchema = c.list(
  c.map(
    {
      id: c.text(['编号', 'Id']),
      names: c
        .list(c.text(['名称', 'Name']), ['名称', 'Names'], ['[[披露：…]] 里可用的名称', 'Names for [[disclosure:…]]'])
        .optional(),
      title: localized(['标题', 'Title']),
      text: localized(['文字', 'Text'], ['经批准的文字', 'The approved wording']),
      phrases: phrases().optional(),
      from: c.date(['启用日', 'From']).optional(),
      until: c.date(['停用日', 'Until'], ['这一天起不再用', 'Not used from this day on']).optional(),
    },
    ['披露', 'Disclosure'],
  ),
  ['披露', 'Disclosures'],
);

export const citationsSchema = c.list(
  c.map(
    {
      id: c.text(['编号', 'Id']),
      jurisdiction: c.market(),
      instrument: localized(['文件', 'Instrument']),
      article: c.text(['条款', 'Article']).optional(),
      issuer: c.text(['发文机关', 'Issuer']).optional(),
      effective: c.text(['施行', 'Effective']).optional(),
      effective_note: c.text(['施行说明', 'Note on the date']).optional(),
      gist: localized(['要点', 'Gist']),
      verified: c.flag(['已核对', 'Verified']).optional(),
      article_verified: c.flag(['条号已核对', 'Article verified']).optional(),
      evidence: c.choice(
        {
          'full-text': ['已读条文', 'Article text read'],
          extract: ['已读一部分', 'Part of the text read'],
          secondary: ['二手资料', 'Secondary source'],
          memory: ['未核对', 'Not verified'],
        },
        ['凭据', 'Evidence'],
      ),
      note: c.text(['备注', 'Note']).optional(),
      source: c.text(['出处', 'Source']).optional(),
    },
    ['引用', 'Citation'],
  ),
  ['引用', 'Citations'],
);

const terms = () => c.list(c.text(['写法', 'Spelling']), ['写法', 'Spellings']).optional();

export const glossarySchema = c.list(
  c.map(
    {
      id: c.text(['编号', 'Id']).optional(),
      term: localized(['术语', 'Term']),
      also: c.map({ zh: terms(), en: terms() }, ['又作', 'Also']).optional(),
      plain: localized(['白话', 'In plain words']),
      gloss: c.text(['释义', 'Gloss']).optional(),
      everyday: c
        .flag(['日常用语', 'Everyday word'], ['只给悬停说明，不要求解释', 'Has a hover; nobody is asked to explain it'])
        .optional(),
    },
    ['术语', 'Term'],
  ),
  ['术语', 'Glossary'],
);
