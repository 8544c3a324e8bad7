/** Syntax findings of a chunk: what YAML could not read, said in words of people who do not write YAML for a living. */
import type { YAMLError } from 'yaml';
import type { Localized } from '../../localized.ts';
import type { Base } from './light-node.ts';
import type { Repair, Repaired } from './repair/repaired.ts';

/** A finding whose place is relative to its base; `fix` edits are relative too. */
export interface LocalFinding {
  readonly code: string;
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly base: Base;
  readonly start: number;
  readonly end: number;
  readonly message: Localized;
  readonly fixes: readonly LocalFix[];
}

export interface LocalFix {
  readonly title: Localized;
  readonly safety: 'safe' | 'review' | 'manual';
  readonly edits: readonly { readonly start: number; readonly end: number; readonly newText: string }[];
}

export function ofRepair(base: Base, each: Repair): LocalFinding {
  return {
    code: each.code,
    rule: each.trap ? 'style/yaml-trap' : 'syntax/yaml',
    severity: 'error',
    base,
    start: each.mark?.start ?? each.start,
    end: each.mark?.end ?? each.end,
    message: each.message,
    fixes: [
      {
        title: each.title,
        // A word without a value stays unfinished whatever a fix writes.
        safety: each.safe ? 'safe' : each.code === 'incomplete-line' ? 'manual' : 'review',
        edits: [{ start: each.start, end: each.end, newText: each.text }],
      },
    ],
  };
}

const MESSAGES: Readonly<Record<string, Localized>> = {
  BAD_INDENT: { zh: '缩进与上下行对不齐', en: 'The indentation does not line up with the lines around it' },
  TAB_AS_INDENT: { zh: '缩进不能用制表符，请用空格', en: 'Tabs cannot indent; use spaces' },
  MISSING_CHAR: { zh: '少了一个符号（引号、括号、冒号或逗号）', en: 'A quote, bracket, colon or comma is missing' },
  UNEXPECTED_TOKEN: {
    zh: '这里的符号 YAML 读不懂，文字里有符号时请加引号',
    en: 'YAML cannot read this here; quote text that holds punctuation',
  },
  MULTILINE_IMPLICIT_KEY: { zh: '这一行不是“键: 值”', en: 'This line is not “key: value”' },
  BLOCK_AS_IMPLICIT_KEY: {
    zh: '一行里有两个“键: 值”，文字里有冒号时请加引号',
    en: 'Two “key: value” in one line; quote text that holds a colon',
  },
  BAD_DQ_ESCAPE: { zh: '双引号里不认识的转义', en: 'Unknown escape in double quotes' },
  BAD_SCALAR_START: { zh: '文字不能以这个符号开头，请加引号', en: 'Text cannot begin with this character; quote it' },
  BAD_ALIAS: { zh: '* 后面要有名字；文字以 * 开头请加引号', en: 'A name must follow *; quote text that begins with *' },
  MULTIPLE_DOCS: {
    zh: '一个文件只能有一份内容，请把 --- 之后的内容放到另一个文件',
    en: 'One file, one document: move what follows --- to a file of its own',
  },
  BLOCK_IN_FLOW: { zh: '{ } 或 [ ] 里不能换成缩进写法', en: 'Indented blocks cannot stand inside { } or [ ]' },
};

const OTHER: Localized = { zh: '这里不是有效的 YAML', en: 'This is not valid YAML' };

export function ofError(base: Base, error: YAMLError, repaired: Repaired): LocalFinding {
  const text = base.text;
  let start = Math.min(repaired.back(error.pos[0]), text.length);
  let end = Math.min(Math.max(repaired.back(error.pos[1]), start + 1), text.length);
  // An error at a line's end or in its indentation is shown on the line's text, and never over more than one line.
  while (start > 0 && (start >= text.length || text[start] === '\n' || text[start] === '\r')) start--;
  const newline = text.slice(start, end).search(/[\r\n]/);
  if (newline > 0) end = start + newline;
  if (end <= start) end = Math.min(text.length, start + 1);
  return {
    code: error.code.toLowerCase().replaceAll('_', '-'),
    rule: 'syntax/yaml',
    severity: 'error',
    base,
    start,
    end,
    message: MESSAGES[error.code] ?? OTHER,
    fixes: [],
  };
}

export function nulFinding(base: Base, at: number): LocalFinding {
  return {
    code: 'nul-byte',
    rule: 'syntax/yaml',
    severity: 'error',
    base,
    start: at,
    end: at + 1,
    message: {
      zh: '文件里有空字节（NUL），可能不是文本文件',
      en: 'The file holds a NUL byte; it may not be a text file',
    },
    fixes: [
      {
        title: { zh: '删掉空字节', en: 'Delete the NUL byte' },
        safety: 'review',
        edits: [{ start: at, end: at + 1, newText: '' }],
      },
    ],
  };
}
