/** `pitchlint.yaml`: settings for a folder and what is below it. */
import { z } from 'zod';
import * as c from './common.ts';

export const severity = (title: c.Pair = ['级别', 'Severity']) =>
  c.choice(
    {
      off: ['不检查', 'Off'],
      error: ['错误：不能给客户看', 'Error: never show a client'],
      warning: ['警告：发出前改', 'Warning: fix before sending'],
      info: ['提示', 'Info'],
      hint: ['建议', 'Hint'],
    },
    title,
  );

export const configSchema = c.map(
  {
    root: c.flag(['到此为止', 'Root'], ['true 时不再向上找 pitchlint.yaml', 'true: look no further up']).optional(),
    market: c.market().optional(),
    language: c.lang().optional(),
    packs: c
      .list(
        c.text(['规则包', 'Pack'], undefined, { ref: 'file:any' }),
        ['规则包', 'Packs'],
        ['标准包之外的规则包文件夹', 'Folders of rule packs besides the standard one'],
      )
      .optional(),
    severities: c
      .record(severity(), ['规则级别', 'Severities'], ['规则: 级别', 'rule: severity'], {
        'x-key-of': 'rule',
        aliases: ['rules'],
      })
      .optional(),
    thresholds: c
      .record(z.number(), ['阈值', 'Thresholds'], ['名称: 数值', 'name: value'], { 'x-key-of': 'threshold' })
      .optional(),
    ignore: c
      .list(c.text(['通配', 'Glob']), ['忽略', 'Ignore'], ['不检查的文件', 'Files that are not checked'])
      .optional(),
    asOf: c
      .date(['核对日', 'As of'], ['日期检查以它为今天', 'Date checks take this day as today'], {
        aliases: ['as_of', 'as-of'],
      })
      .optional(),
  },
  ['PitchLint 设置', 'PitchLint settings'],
);
