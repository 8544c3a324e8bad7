import type { Document, Segment } from '../../documents/document.ts';
import { partsOf, rememberPerPart } from '../../documents/pitch/parts.ts';
import { fold } from '../../text/folding.ts';
import { rememberPerText } from '../../text/remembered.ts';
import { marketsWith } from '../plan/markets.ts';
import { same } from '../plan/wording.ts';
import { defineRule, type RuleContext } from '../rule.ts';

type Kind = 'gloss' | 'stray' | 'invisible' | 'mixed';

/** What pasting leaves behind: it reads wrong, and it hides words from the other checks. */
export default defineRule({
  id: 'style/pasted-text',
  title: { zh: '粘贴文本有残留', en: 'Remains of pasting' },
  why: {
    zh: '从网页、PDF、聊天里粘贴来的话，常带着注音、看不见的字符、多余的问号和混进来的繁体字。读着别扭，查找也查不到。',
    en: 'Text pasted from pages, PDFs and chats brings pinyin glosses, invisible characters, stray question marks and mixed scripts: awkward to read and impossible to search.',
  },
  basis: 'practice',
  markets: marketsWith('warning', {}),
  kinds: ['pitch', 'plan', 'client', 'catalog', 'goals'],
  handbook: '0',
  message: { zh: '粘贴文本有残留：{x}', en: 'Remains of pasting: {x}' },
  variants: {
    gloss: { message: { zh: '粘贴带来的注音“{x}”，请删掉。', en: 'A pinyin gloss “{x}” from pasting; delete it.' } },
    stray: { message: { zh: '粘贴带来的多余符号“{x}”，请删掉。', en: 'A stray “{x}” from pasting; delete it.' } },
    invisible: {
      message: { zh: '这里有看不见的字符（{x}），请删掉。', en: 'Invisible characters stand here ({x}); delete them.' },
    },
    mixed: {
      message: {
        zh: '简体文字里混进了“{x}”，请换成简体。',
        en: '“{x}” is traditional in a simplified text; convert it.',
      },
    },
  },
  check(context) {
    const { document } = context;
    let isSimplified: boolean | undefined;
    const mayNotBeMixed = () => {
      isSimplified ??= document.language === 'zh-CN' && isMostlySimplified(document);
      return isSimplified;
    };
    const reportAll = (lines: readonly Line[]) => {
      for (const { segment, remains } of lines)
        for (const one of remains) if (one.kind !== 'mixed' || mayNotBeMixed()) report(context, segment, one);
    };
    if (document.kind !== 'pitch') reportAll(document.segments.flatMap((segment) => lineOf(segment) ?? []));
    else
      for (const part of partsOf(document)) {
        const lines = foundIn(part);
        if (lines.length > 0) context.keep(part, mayNotBeMixed(), () => reportAll(lines));
      }
  },
  examples: [
    {
      kind: 'bad',
      variant: 'gloss',
      text: '# 售后\n代理人：保险[[(xiǎn)]]是一家人的事。\n',
      fixed: '# 售后\n代理人：保险是一家人的事。\n',
    },
    {
      kind: 'bad',
      variant: 'stray',
      text: '# 售后\n代理人：这张图叫[[?]]“四堵墙”，您看看。\n',
      fixed: '# 售后\n代理人：这张图叫“四堵墙”，您看看。\n',
    },
    {
      kind: 'bad',
      variant: 'invisible',
      text: '# 售后\n代理人：慢慢[[\u200b\u200b]]看，不着急。\n',
      fixed: '# 售后\n代理人：慢慢看，不着急。\n',
    },
    {
      kind: 'bad',
      variant: 'mixed',
      text: '# 售后\n代理人：您把资料准备好，我来帮您提交，有什么[[問題]]随时说，这边都会一直跟进到底。\n客户：好的，谢谢你们费心了，我回去就把单据找出来。\n',
      fixed:
        '# 售后\n代理人：您把资料准备好，我来帮您提交，有什么问题随时说，这边都会一直跟进到底。\n客户：好的，谢谢你们费心了，我回去就把单据找出来。\n',
    },
    {
      kind: 'bad',
      variant: 'invisible',
      language: 'en',
      market: 'SG',
      text: '---\n{lang: en}\n---\n# Service\nAgent: Take your[[\u200b]] time.\n',
      fixed: '---\n{lang: en}\n---\n# Service\nAgent: Take your time.\n',
    },
    { kind: 'good', text: '# 售后\n代理人：您听说过吗?“四堵墙”就是这张图（FNA）。👨‍👩‍👧\n' },
    { kind: 'good', text: '# 售後\n業務員：有什麼問題隨時說，我們一直跟進。\n' },
  ],
});

interface Remain {
  readonly kind: Kind;
  readonly start: number;
  readonly end: number;
  /** What the fix leaves in its place. */
  readonly instead: string;
}

interface Line {
  readonly segment: Segment;
  readonly remains: readonly Remain[];
}

const NONE: readonly Remain[] = [];
/** Any of the characters that can begin a remain. */
const HINT = /[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffd(（?]/u;
/** Letters of one or a few syllables, at least one with a tone mark or digit. */
const GLOSS =
  /(?<=\p{Script=Han})[(（](?=[^()（）]{0,24}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ1-4])[a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ1-4\s]{1,24}[)）]/giu;
/** A half-width question mark (or a lost character) between Han and an opening quote, where nothing is asked. */
const STRAY = /(?<=[\p{Script=Han}、，。])(?<![吗嗎呢么麼吧啊呀哪谁啥样少久何])\?(?=[“‘「『《])|\ufffd+/gu;
const INVISIBLE =
  /[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff]+|(?<!\p{Extended_Pictographic}|\ufe0f)\u200d+/gu;

const remainsIn = rememberPerText((text: string): readonly Remain[] => {
  const found: Remain[] = [];
  if (HINT.test(text)) {
    const add = (pattern: RegExp, kind: Kind) => {
      for (const match of text.matchAll(pattern))
        found.push({ kind, start: match.index, end: match.index + match[0].length, instead: '' });
    };
    add(GLOSS, 'gloss');
    add(STRAY, 'stray');
    add(INVISIBLE, 'invisible');
  }
  found.push(...traditionalRuns(text));
  return found.length > 0 ? found.sort((a, b) => a.start - b.start) : NONE;
});

/** Runs of characters that folding writes another way, one for one. */
function traditionalRuns(text: string): Remain[] {
  const runs: Remain[] = [];
  let run: { start: number; instead: string } | undefined;
  for (let i = 0; i <= text.length; i++) {
    const simple = i < text.length ? simplified(text.charCodeAt(i)) : undefined;
    if (simple !== undefined) {
      run ??= { start: i, instead: '' };
      run.instead += simple;
    } else if (run) {
      runs.push({ kind: 'mixed', ...run, end: i });
      run = undefined;
    }
  }
  return runs;
}

/** Written the same in simplified text too, whatever folding makes of them. */
const BOTH = new Set([...'著乾於後裡係佢嘅妳您帐姊俾祂牠唸佔倆']);
const FIRST_HAN = 0x3400;
const LAST_HAN = 0x9fff;
const UNKNOWN = 0;
const NEITHER = 1;
/** The simplified form of each Han character that was met, `NEITHER` where it has no other. */
const SIMPLE = new Uint16Array(LAST_HAN - FIRST_HAN + 1);

const isHan = (unit: number) => unit >= FIRST_HAN && unit <= LAST_HAN;

/** The simplified form of a traditional character; undefined for any other. */
function simplified(unit: number): string | undefined {
  if (!isHan(unit)) return undefined;
  let simple = SIMPLE[unit - FIRST_HAN]!;
  if (simple === UNKNOWN) {
    simple = simplifiedAnew(String.fromCharCode(unit));
    SIMPLE[unit - FIRST_HAN] = simple;
  }
  return simple === NEITHER ? undefined : String.fromCharCode(simple);
}

function simplifiedAnew(character: string): number {
  if (BOTH.has(character)) return NEITHER;
  const folded = fold(character).text;
  const differs = folded.length === 1 && folded !== character && /\p{Script=Han}/u.test(folded);
  return differs ? folded.charCodeAt(0) : NEITHER;
}

function lineOf(segment: Segment): Line | undefined {
  const remains = remainsIn(segment.text.text);
  return remains.length > 0 ? { segment, remains } : undefined;
}

const foundIn = rememberPerPart((part) => part.segments.flatMap((segment) => lineOf(segment) ?? []));

/** Of Han characters at most this share may be traditional in a text that is meant to be simplified. */
const FEW = 0.1;

interface Count {
  readonly han: number;
  readonly traditional: number;
}

const countIn = rememberPerText((text: string): Count => {
  const traditional = remainsIn(text).reduce(
    (sum, { kind, start, end }) => sum + (kind === 'mixed' ? end - start : 0),
    0,
  );
  let han = 0;
  for (let i = 0; i < text.length; i++) if (isHan(text.charCodeAt(i))) han++;
  return { han, traditional };
});

const countOfPart = rememberPerPart((part) => total(part.segments));

function total(segments: readonly Segment[]): Count {
  let han = 0;
  let traditional = 0;
  for (const segment of segments) {
    const count = countIn(segment.text.text);
    han += count.han;
    traditional += count.traditional;
  }
  return { han, traditional };
}

function isMostlySimplified(document: Document): boolean {
  const counts =
    document.kind === 'pitch' ? partsOf(document).map((part) => countOfPart(part)) : [total(document.segments)];
  const han = counts.reduce((sum, count) => sum + count.han, 0);
  const traditional = counts.reduce((sum, count) => sum + count.traditional, 0);
  return traditional <= han * FEW;
}

function report(context: RuleContext, segment: Segment, { kind, start, end, instead }: Remain): void {
  const written = segment.text.text.slice(start, end);
  const range = segment.text.rangeOf(start, end);
  const x =
    kind === 'invisible'
      ? [...written].map((c) => `U+${c.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`).join(' ')
      : written;
  context.report({
    variant: kind,
    range,
    data: { x: same(x) },
    fixes: [
      {
        title:
          instead === ''
            ? { zh: '删掉残留', en: 'Delete it' }
            : { zh: `换成“${instead}”`, en: `Change to “${instead}”` },
        safety: 'safe',
        edits: [{ range, newText: instead }],
      },
    ],
  });
}
