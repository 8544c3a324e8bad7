/** What is said about a file that could not be read: a finding like any other, so that no report shows it as clean. */
import type { Diagnostic } from '../core/diagnostic.ts';
import type { Localized } from '../core/localized.ts';
import type { ReadFailure } from '../host.ts';

const WHY: Readonly<Record<ReadFailure['reason'], Localized>> = {
  missing: { zh: '文件不存在，请检查路径', en: 'the file does not exist; check the path' },
  denied: { zh: '没有权限或不是普通文件', en: 'no permission, or not a regular file' },
  'not-utf8': {
    zh: '不是 UTF-8 文本，请另存为 UTF-8 后再检查',
    en: 'not UTF-8 text; save it as UTF-8 and check again',
  },
  binary: { zh: '含有空字节，不是文本文件', en: 'it holds NUL bytes and is no text file' },
  'too-large': {
    zh: '文件过大；聊天记录请用 pitchlint scan',
    en: 'the file is too large; for chat archives use pitchlint scan',
  },
};

/** Why a file was not read, in one sentence. */
export function readFailureMessage(failure: ReadFailure): Localized {
  const why = WHY[failure.reason];
  return {
    zh: `文件读不了（没有检查）：${why.zh}（${failure.detail}）`,
    en: `The file could not be read and was not checked: ${why.en} (${failure.detail})`,
  };
}

export function unreadableFinding(failure: ReadFailure): Diagnostic {
  return {
    rule: 'file/unreadable',
    severity: 'error',
    range: { start: 0, end: 0 },
    message: readFailureMessage(failure),
    related: [],
    fixes: [],
    cite: [],
    trace: [],
    also: [],
  };
}
