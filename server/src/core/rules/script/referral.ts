import type { PitchDocument, Segment } from '../../documents/document.ts';
import type { Turn } from '../../documents/pitch/script.ts';
import { marketsWith } from '../plan/markets.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import {
  firstOf,
  fixWith,
  holdsAny,
  linesBelow,
  type StageParts,
  scriptDocument,
  segmentOf,
  stagesOf,
  turnLine,
} from './script-lines.ts';

const ASKS = [
  '身边',
  '转介绍',
  '转介',
  '轉介',
  '介绍',
  '介紹',
  '推荐',
  '推薦',
  '引荐',
  'know someone',
  'know anyone',
  'refer',
  'introduce',
  'recommend me',
];
const FRIENDS = [
  '朋友',
  '亲友',
  '親友',
  '同事',
  '家人',
  '邻居',
  '鄰居',
  '亲戚',
  '人',
  'someone',
  'anyone',
  'friend',
  'colleague',
  'family',
  'people',
];
const SERVICE = [
  '办妥',
  '辦妥',
  '办好',
  '到账',
  '到帳',
  '理赔',
  '理賠',
  '协助',
  '協助',
  '年检',
  '体检',
  '體檢',
  '整理',
  '服务',
  '服務',
  '谢谢',
  '謝謝',
  '感谢',
  '感謝',
  '材料',
  'thank',
  'claim',
  'review',
  'sorted',
  'helped',
  'done',
];
const LEAVE = [
  '先问',
  '先問',
  '问问',
  '問問',
  '愿意',
  '願意',
  '愿不愿',
  '同意',
  '允许',
  '允許',
  '意愿',
  '方便',
  'ask them',
  'agree',
  'happy to',
  'would like',
  'permission',
  'are willing',
];

/** First the service, then the request; and the friend is asked before a number is passed on. */
export default defineRule({
  id: 'script/referral',
  title: { zh: '先服务，后请求', en: 'Serve, then ask' },
  why: {
    zh: '转介绍是服务做得好的结果。先说为客户做成了什么，再开口；对方的电话，要对方自己同意了才能给。',
    en: 'A referral follows from good service. Say first what you have done for the client; and a friend’s number is passed on only with the friend’s consent.',
  },
  basis: 'practice',
  markets: marketsWith('hint', { CN: ['cn-pipl-23'] }),
  kinds: ['pitch'],
  handbook: '1.1',
  message: { zh: '先服务后请求。', en: 'Serve, then ask.' },
  variants: {
    service: {
      message: {
        zh: '开口请人介绍之前，先说为客户做成了什么，或道一声谢。',
        en: 'Before asking, say what you have done for the client, or thank them.',
      },
    },
    permission: {
      message: {
        zh: '还要请客户先问问朋友愿不愿意，对方同意了再给联系方式。',
        en: 'Ask the client to check with the friend first; a number only with consent.',
      },
    },
  },
  check(context) {
    const document = scriptDocument(context);
    if (document === undefined) return;
    for (const stage of stagesOf(document, REFERRAL)) checkStage(context, document, stage);
  },
  examples: [
    {
      kind: 'bad',
      variant: 'permission',
      text: '# 转介绍\n代理人：理赔款到账了，谢谢您信任。\n代理人：您[[身边]]有类似需求的朋友吗？\n',
      fixed:
        '# 转介绍\n代理人：理赔款到账了，谢谢您信任。\n代理人：您身边有类似需求的朋友吗？\n代理人：麻烦您先问问对方愿不愿意，对方同意了再把联系方式给我。\n',
    },
    {
      kind: 'bad',
      variant: 'service',
      text: '# 转介绍\n代理人：您[[身边]]有类似需求的朋友吗？请先问问对方愿不愿意。\n',
      fixed:
        '# 转介绍\n代理人：谢谢您信任，上次的（写明办成了什么）都办妥了。\n代理人：您身边有类似需求的朋友吗？请先问问对方愿不愿意。\n',
    },
    {
      kind: 'bad',
      variant: 'permission',
      language: 'en',
      market: 'SG',
      text: '---\n{lang: en}\n---\n# Referral\nAgent: Thank you for your trust.\nAgent: Do you [[know someone]] who asks the same questions?\n',
    },
    {
      kind: 'good',
      text: '# 转介绍\n代理人：理赔材料都办妥了，谢谢您信任。\n代理人：您身边是否有类似保障需求的朋友？我可为其免费做风险评估。\n代理人：麻烦您先问问对方愿不愿意。\n',
    },
    { kind: 'good', text: '# 转介绍\n代理人：谢谢您，保单上的事随时找我。\n' },
  ],
});

const REFERRAL: ReadonlySet<string> = new Set(['referral']);

function checkStage(context: RuleContext, document: PitchDocument, { parts }: StageParts): void {
  const turns = parts
    .flatMap((part) => part.items)
    .filter((item): item is Turn => item.type === 'turn' && item.role === 'agent');
  let before = '';
  let ask: { turn: Turn; segment: Segment; start: number; end: number } | undefined;
  let served = false;
  let all = '';
  for (const turn of turns) {
    const segment = segmentOf(document, turn);
    if (segment === undefined) continue;
    const text = segment.text.text.toLowerCase();
    all += `${text}\n`;
    const word = ask ? undefined : firstOf(text, ASKS);
    if (word && holdsAny(text.slice(word.start), FRIENDS)) {
      served = holdsAny(before + text.slice(0, word.start), SERVICE);
      ask = { turn, segment, ...word };
    }
    if (!ask) before += `${text}\n`;
  }
  if (ask === undefined) return;
  const range = ask.segment.text.rangeOf(ask.start, ask.end);
  if (!served) {
    const thanks = {
      zh: '谢谢您信任，上次的（写明办成了什么）都办妥了。',
      en: 'Thank you for your trust; (say what was done) is settled.',
    };
    const { start } = ask.turn.range;
    const indent = document.text.slice(document.text.lastIndexOf('\n', start - 1) + 1, start);
    context.report({
      variant: 'service',
      range,
      fixes: fixWith({ zh: '前面加一句办成了什么', en: 'Add what was done for them' }, 'manual', {
        range: { start, end: start },
        newText: `${turnLine(document, ask.turn, thanks)}\n${indent}`,
      }),
    });
  }
  if (holdsAny(all, LEAVE)) return;
  const words = {
    zh: '麻烦您先问问对方愿不愿意，对方同意了再把联系方式给我。',
    en: 'Please ask them first whether they would like that, and pass on their number only if they agree.',
  };
  const line = turnLine(document, ask.turn, words, ask.turn.indent);
  context.report({
    variant: 'permission',
    range,
    fixes: fixWith(
      { zh: '加一句先征得同意', en: 'Add a line on consent' },
      'review',
      linesBelow(document, ask.turn.range.end, [line]),
    ),
  });
}
