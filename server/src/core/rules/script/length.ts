import type { PitchDocument, Segment } from '../../documents/document.ts';
import { partsOf, rememberPerPart } from '../../documents/pitch/parts.ts';
import { rememberPerText } from '../../text/remembered.ts';
import { marketsWith } from '../plan/markets.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { type StageParts, scriptDocument, segmentOf, stagesOf } from './script-lines.ts';

/** Spoken parts fit into their time, and a turn into one breath of attention. */
export default defineRule({
  id: 'script/length',
  title: { zh: '口播和单轮别太长', en: 'Videos and turns stay short' },
  why: {
    zh: '短视频超时会被划走；面谈里一口气说一百多字，客户只记得最后一句。拆成几句，中间问一问。',
    en: 'Viewers leave a video that runs over, and a client remembers only the end of a long speech. Split it, and ask in between.',
  },
  basis: 'practice',
  markets: marketsWith('hint', {}),
  kinds: ['pitch'],
  handbook: '1.1',
  message: { zh: '约{n}秒，超出{m}秒。', en: 'About {n} s, {m} s over.' },
  variants: {
    video: {
      message: {
        zh: '按语速约{n}秒，超出{max}秒的上限{m}秒。',
        en: 'About {n} s when spoken, {m} s over the limit of {max} s.',
      },
    },
    turn: {
      message: {
        zh: '这一轮约{n}字，超过{max}字。拆成两三句，中间停下来问一问。',
        en: 'This turn is about {n} characters long, over {max}. Split it and ask in between.',
      },
    },
  },
  check(context) {
    const document = scriptDocument(context);
    if (document === undefined) return;
    for (const stage of stagesOf(document, VIDEO)) checkVideo(context, document, stage);
    const max = context.threshold('turn_max_chars');
    for (const part of partsOf(document)) {
      const lengths = lengthsOf(part);
      if (lengths.longest <= max) continue;
      for (const segment of part.segments) {
        if (segment.speaker !== 'agent') continue;
        const n = weightOf(segment.text.text);
        if (n > max) context.report({ variant: 'turn', range: wholeOf(segment), data: { n, max } });
      }
    }
  },
  examples: [
    {
      kind: 'bad',
      variant: 'video',
      text: '# [[短视频]] {video max=5s}\n代理人：儿童意外险怎么选？记住三看，一看意外医疗的免赔额，二看伤残怎么赔。\n@署名()\n',
    },
    {
      kind: 'bad',
      variant: 'turn',
      text: `# 方案讲解\n代理人：[[${'先看这张图上的四堵墙，实线是已经有的，空着的是缺口。'.repeat(6)}]]\n`,
    },
    {
      kind: 'bad',
      variant: 'video',
      language: 'en',
      market: 'SG',
      text: '---\n{lang: en}\n---\n# [[Video]] {video max=3s}\nAgent: How do you choose accident cover for a child? Look at three things.\n',
    },
    {
      kind: 'good',
      text: '# 短视频 {video max=60s}\n[画面] 孩子在公园\n代理人：儿童意外险怎么选？记住三看。\n@署名()\n',
    },
    {
      kind: 'good',
      language: 'en',
      market: 'SG',
      text: '---\n{lang: en}\n---\n# Presentation\nAgent: Looking at these four walls, which one worries you most at the moment?\n',
    },
  ],
});

const VIDEO: ReadonlySet<string> = new Set(['video']);

/** Han characters, and words at the weight of two characters each. */
export const weightOf = rememberPerText((text: string): number => {
  const { han, words } = spokenCount(text);
  return han + words * 2;
});

/** What is spoken of a text: Han characters, and words of Latin letters or digits. */
export interface SpokenCount {
  readonly han: number;
  readonly words: number;
}

export function spokenCount(text: string): SpokenCount {
  return {
    han: text.match(/\p{Script=Han}/gu)?.length ?? 0,
    words: text.match(/[\p{Script=Latin}\d][\p{Script=Latin}\d'’.-]*/gu)?.length ?? 0,
  };
}

/** Seconds that so much takes when spoken, at so many characters and words a second. */
export function spokenSeconds({ han, words }: SpokenCount, perSecond: SpokenCount): number {
  return han / perSecond.han + words / perSecond.words;
}

const lengthsOf = rememberPerPart((part) => ({
  longest: Math.max(
    0,
    ...part.segments.map((segment) => (segment.speaker === 'agent' ? weightOf(segment.text.text) : 0)),
  ),
}));

function checkVideo(context: RuleContext, document: PitchDocument, { stage, parts }: StageParts): void {
  const written = stage.attributes.find(({ key }) => key === 'max' || key === '时长');
  const max = (written && secondsIn(written.value)) ?? context.threshold('video_max_seconds');
  const perSecond = { han: context.threshold('video_chars_per_second'), words: context.threshold('words_per_second') };
  let seconds = 0;
  for (const item of parts.flatMap((part) => part.items)) {
    // scenes and captions are shown, not spoken
    const segment = item.type === 'turn' || item.type === 'text' ? segmentOf(document, item) : undefined;
    if (segment) seconds += spokenSeconds(spokenCount(segment.text.text), perSecond);
  }
  const n = Math.round(seconds);
  if (n > max) context.report({ variant: 'video', range: stage.titleRange, data: { n, m: n - max, max } });
}

/** `60s`, `60秒`, `1m`, `90`. */
function secondsIn(value: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(s|sec|秒|m|min|分钟|分)?$/iu.exec(value.trim());
  if (!match) return undefined;
  return Number(match[1]) * (/^(?:m|min|分钟|分)$/iu.test(match[2] ?? '') ? 60 : 1);
}

function wholeOf(segment: Segment) {
  const { text } = segment.text;
  return segment.text.rangeOf(text.length - text.trimStart().length, text.trimEnd().length);
}
