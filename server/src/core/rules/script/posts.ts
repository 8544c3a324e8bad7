/** Published parts of a script: cases told in them, and the lines that must stand beside a case. */

import type { Segment } from '../../documents/document.ts';
import { findNumbers } from '../../text/numbers.ts';
import { rememberPerText } from '../../text/remembered.ts';
import { sentencesOf } from '../phrases/sentences.ts';

export const POSTS: ReadonlySet<string> = new Set(['moments', 'video']);

export interface CaseTold {
  readonly start: number;
  readonly end: number;
  /** It says whose case it was: 客户, 邻居, a client. */
  readonly hasPerson: boolean;
  /** “我的客户”: the agent's own client. */
  readonly isOwn: boolean;
}

const PAID = /赔付|赔了|获赔|报销|赔到|理赔|给付|赔|賠|報銷|\b(?:paid|pays|received|claimed|reimbursed|payout)\b/gu;
/** Not a case but an offer, a question or a limit. */
const OFFER =
  /[能可会才就不免](?:以|够)?(?:赔|报销|给付|理赔)|最高|合计|不超过|怎么赔|保额|上限|条款|\b(?:up to|can pay|may pay|would pay|will pay|limit)\b/u;
const PERSON =
  /客户|客戶|客人|邻居|鄰居|朋友|同事|同学|亲戚|先生|女士|小姐|大姐|阿姨|叔叔|有个|有位|一位|一个人|网友|案例|\b(?:client|customer|neighbou?r|friend|colleague|man|woman|lady|family|someone)\b/u;
const OWN =
  /我(?:的|一位|一个|有个|有位|有一位|有一个|服务的|手上的|身边的)(?:老|新)?客[户戶人]|\b(?:my|one of my|a) clients?(?: of mine)?\b/u;

/** An amount that somebody was paid, as the text tells it. */
export interface Payout {
  /** Offsets of verb and amount together. */
  readonly start: number;
  readonly end: number;
  /** In the market's currency. */
  readonly amount: number;
  /** Told as costs given back, not as a sum. */
  readonly isReimbursed: boolean;
}

/** The first case told in a text: somebody was paid an amount. */
export const caseIn = rememberPerText((written: string): CaseTold | typeof NO_CASE => {
  const [first] = payoutsIn(written);
  if (!first) return NO_CASE;
  const text = written.toLowerCase();
  return { start: first.start, end: first.end, hasPerson: PERSON.test(text), isOwn: OWN.test(text) };
});

/** Every payout told in a text, in order, one per verb. */
export const payoutsIn = rememberPerText((written: string): readonly Payout[] => {
  if (!/[赔賠报報给給]|paid|pay|claim|reimburs/iu.test(written)) return NO_PAYOUTS;
  const text = written.toLowerCase();
  const found: Payout[] = [];
  for (const sentence of sentencesOf(text)) {
    const words = text.slice(sentence.start, sentence.end);
    if (OFFER.test(words)) continue;
    const amounts = findNumbers(words).filter(isAmount);
    if (amounts.length === 0) continue;
    for (const paid of words.matchAll(PAID)) {
      const at = paid.index;
      const behind = at + paid[0].length;
      // “报销了8万” rather than “花了8万，报销”
      const amount =
        amounts.find(({ start }) => start >= behind && start - behind <= 12) ??
        amounts.find(({ start, end }) => start < at && at - end <= 4);
      if (amount === undefined) continue;
      found.push({
        start: sentence.start + Math.min(at, amount.start),
        end: sentence.start + Math.max(behind, amount.end),
        amount: amount.value,
        isReimbursed: /报销|報銷|reimbursed/u.test(paid[0]),
      });
    }
  }
  return found.length > 0 ? found : NO_PAYOUTS;
});

const NO_PAYOUTS: readonly Payout[] = [];

export const NO_CASE = { start: -1, end: -1, hasPerson: false, isOwn: false } as const;

/** 20万 without a currency is an amount of money too, where it is told as paid. */
export function isAmount({ kind, value, unit }: { kind: string; value: number; unit: string }): boolean {
  return kind === 'amount' || (kind === 'number' && unit === '' && value >= 1000 && !(value >= 1900 && value <= 2100));
}

export const RISK_NOTES = [
  '风险提示',
  '風險提示',
  '温馨提示',
  '溫馨提示',
  '特别提示',
  '特別提示',
  'risk note',
  'please note',
  'important:',
  'disclaimer',
];
const INVITES = [
  '私信',
  '私讯',
  '私訊',
  '留言',
  '评论',
  '評論',
  '扫码',
  '掃碼',
  '预约',
  '預約',
  '联系我',
  '聯絡',
  '来聊',
  '聊聊',
  '领取',
  '要一张',
  '发我',
  'dm me',
  'message me',
  'leave a comment',
  'comment',
  'contact me',
  'get in touch',
  'ask me',
];

export function invites(segment: Segment): boolean {
  const text = segment.text.text.toLowerCase();
  return /[?？]/u.test(text) || INVITES.some((word) => text.includes(word));
}
