/** What the script reader says about text it could not read: what, why, what to do. One code each, stable. */

import type { Fix, TextEdit } from '../../diagnostic.ts';
import type { Localized } from '../../localized.ts';
import type { SourceRange } from '../../text/range.ts';
import type { SyntaxFinding } from '../document.ts';
import type { LineFault } from './marks.ts';

export type PitchFaultCode =
  | LineFault['code']
  | 'branch-indent'
  | 'mixed-indent'
  | 'front-matter-unclosed'
  | 'front-matter-shape'
  | 'front-matter-unfenced'
  | 'stage-twice';

interface FaultText {
  readonly severity: SyntaxFinding['severity'];
  readonly message: Localized;
  readonly fix?: Localized;
}

const TEXTS: Readonly<Record<PitchFaultCode, FaultText>> = {
  'unclosed-placeholder': {
    severity: 'error',
    message: {
      zh: '占位符缺少“}}”，填充时认不出它。请写成 {{名称}}。',
      en: 'This placeholder has no "}}", so nothing can fill it. Write {{name}}.',
    },
    fix: { zh: '补上“}}”', en: 'Close the placeholder' },
  },
  'unclosed-disclosure': {
    severity: 'error',
    message: {
      zh: '披露标记缺少“]]”，这项披露不算数。请写成 [[披露：名称]]。',
      en: 'This mark has no "]]", so the disclosure does not count. Write [[disclosure:name]].',
    },
    fix: { zh: '补上“]]”', en: 'Close the mark' },
  },
  'unclosed-reference': {
    severity: 'error',
    message: {
      zh: '引用缺少括号，找不到它指的产品、条款或案例。请写成 @产品(编号)、@条款(编号#条款号)。',
      en: 'This reference lacks its bracket, so it points to nothing. Write @product(id) or @clause(id#no).',
    },
    fix: { zh: '补上括号', en: 'Add the bracket' },
  },
  'disclosure-word': {
    severity: 'error',
    message: {
      zh: '“[[ ]]”里要先写“披露：”再写名称，否则这项披露不算数。',
      en: 'Inside "[[ ]]" the word "disclosure:" comes before the name; without it the disclosure does not count.',
    },
    fix: { zh: '补上“披露：”', en: 'Add "disclosure:"' },
  },
  'disclosure-brackets': {
    severity: 'error',
    message: {
      zh: '披露标记要用两个方括号，写成 [[披露：名称]]，否则不算数。',
      en: 'A disclosure stands in double square brackets, [[disclosure:name]]; otherwise it does not count.',
    },
    fix: { zh: '改成 [[ ]]', en: 'Write [[ ]]' },
  },
  'placeholder-braces': {
    severity: 'error',
    message: {
      zh: '占位符要用两个花括号，写成 {{名称}}，否则会原样念出来。',
      en: 'A placeholder stands in double braces, {{name}}; otherwise it is read out as it is.',
    },
    fix: { zh: '改成 {{ }}', en: 'Write {{ }}' },
  },
  'empty-mark': {
    severity: 'warning',
    message: {
      zh: '标记里是空的，没有可填、可查的内容。请写上名称，或删掉标记。',
      en: 'The mark is empty, so it says nothing. Write a name in it or delete it.',
    },
    fix: { zh: '删掉标记', en: 'Delete the mark' },
  },
  'stage-braces': {
    severity: 'error',
    message: {
      zh: '标题的“{”没有“}”，环节设置可能读错。请写成 # 标题 {video max=60s}。',
      en: 'The heading\'s "{" has no "}", so its settings may be misread. Write # Title {video max=60s}.',
    },
    fix: { zh: '补上“}”', en: 'Add "}"' },
  },
  'branch-indent': {
    severity: 'error',
    message: {
      zh: '这一行的缩进与上文任何一行都对不上，看不出它属于哪个分支。请与同一分支的上一行对齐。',
      en: 'The indentation matches no line above, so it is unclear which branch owns this line. Align it with its branch.',
    },
    fix: { zh: '对齐缩进', en: 'Align the line' },
  },
  'mixed-indent': {
    severity: 'warning',
    message: {
      zh: '缩进里混用了制表符和空格，不同编辑器里分支会错位。请统一用空格。',
      en: 'Tabs and spaces are mixed in the indentation, so branches shift from editor to editor. Use spaces.',
    },
    fix: { zh: '缩进改为空格', en: 'Indent with spaces' },
  },
  'front-matter-unclosed': {
    severity: 'error',
    message: {
      zh: '文件开头的设置缺少结尾的“---”，设置与话术分不开。请在设置之后另起一行写“---”。',
      en: 'The settings at the top have no closing "---", so they run into the script. Add a line "---" after them.',
    },
    fix: { zh: '补上“---”', en: 'Add "---"' },
  },
  'front-matter-unfenced': {
    severity: 'error',
    message: {
      zh: '开头的设置要夹在两行“---”之间，否则会当成台词。',
      en: 'Settings at the top stand between two lines "---"; otherwise they are taken for words of the talk.',
    },
    fix: { zh: '前后补上“---”', en: 'Put "---" round them' },
  },
  'front-matter-shape': {
    severity: 'error',
    message: {
      zh: '文件开头的设置应是“名称: 值”的形式，例如 market: CN。现在一项也读不出来。',
      en: 'The settings at the top must be "key: value" rows such as market: CN. Nothing could be read from them.',
    },
  },
  'stage-twice': {
    severity: 'warning',
    message: {
      zh: '本文件已有同名环节，“-> 标题”只会跳到第一个。请给它另取名字。',
      en: 'A stage of this name stands above; "-> title" always goes to the first. Give this one another name.',
    },
  },
};

/** One finding. `edits` make its fix, when the code has one or `title` says what it does. */
export function pitchFault(
  code: PitchFaultCode,
  range: SourceRange,
  edits: readonly TextEdit[] = [],
  title: Localized | undefined = TEXTS[code].fix,
): SyntaxFinding {
  const { message, severity } = TEXTS[code];
  const fixes: Fix[] = title && edits.length ? [{ title, safety: 'review', edits }] : [];
  return { code, range, message, fixes, rule: 'syntax/pitch', severity };
}
