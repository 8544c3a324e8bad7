/** The nine stages: names in both languages, the headings that mean them in four, and what each should hold. */

import type { Localized } from '../../localized.ts';
import type { StageId } from '../document.ts';
import { foldName } from './words.ts';

export interface StageInfo {
  readonly id: StageId;
  readonly title: Localized;
  /** As people write them; compared folded, so traditional and full-width forms need no entry of their own. */
  readonly aliases: readonly string[];
  /** What a stage of this kind should hold (reference §3.3), for hovers. */
  readonly expects: Localized;
}

// biome-ignore format: one alias list per row group
export const STAGES: readonly StageInfo[] = [
  {
    id: 'prospecting',
    title: { zh: '破冰', en: 'Prospecting' },
    aliases: ['破冰', '获客', '开场', '开场白', '初次接触', '首次接触', '暖场', '寒暄', '陌生拜访', '初访', '拓客', '接触客户', '开拓客户', '开发客户', '客户开发', '客户开拓',
      'prospecting', 'icebreaker', 'ice breaker', 'ice-breaker', 'opening', 'first contact', 'warm-up', 'approach'],
    expects: { zh: '一个风险事实或案例，一个开放式提问；不提产品', en: 'A risk fact or a case and one open question; no product yet' },
  },
  {
    id: 'discovery',
    title: { zh: '需求分析', en: 'Discovery' },
    aliases: ['需求分析', '需求面谈', '需求访谈', '需求诊断', '需求沟通', '需求探询', '需要分析', '财务需求分析', '财务需要分析', '家庭需求', '了解需求', '挖掘需求', '需求', '风险评估',
      'discovery', 'needs analysis', 'needs', 'fact find', 'fact finding', 'fact-finding', 'fna', 'financial needs analysis'],
    expects: { zh: '至少三个提问，六成以上是开放式，至少一个场景提问；用“> 记录：”记下', en: 'At least three questions, 60% of them open, one scenario question; notes taken' },
  },
  {
    id: 'presentation',
    title: { zh: '方案讲解', en: 'Presentation' },
    aliases: ['方案讲解', '方案呈现', '方案说明', '方案展示', '方案介绍', '方案推荐', '产品推荐', '产品讲解', '产品说明', '产品介绍', '建议书说明', '建议书讲解', '计划书讲解', '计划书说明', '计划讲解',
      'presentation', 'presenting the plan', 'proposal', 'plan presentation', 'recommendation'],
    expects: { zh: '先讲四堵墙，再按方案顺序讲每一款，用大白话，讲清不赔什么', en: 'The four walls first, then the rows in plan order, in plain words, with the exclusions' },
  },
  {
    id: 'objection',
    title: { zh: '异议处理', en: 'Objections' },
    aliases: ['异议处理', '异议', '异议应对', '拒绝处理', '反对问题处理', '反对意见', '反对处理', '疑虑处理', '客户异议', '答疑',
      'objection', 'objections', 'objection handling', 'handling objections', 'concerns'],
    expects: { zh: '至少两个分支；每段回应含（观察）（感受）（需求）（请求）', en: 'At least two branches; every reply with observation, feeling, need and request' },
  },
  {
    id: 'closing',
    title: { zh: '促成', en: 'Closing' },
    aliases: ['促成', '投保', '成交', '签约', '签单', '要保', '缔结', '投保流程', '投保促成', '促成签单', '促单',
      'closing', 'close', 'application', 'signing up'],
    expects: { zh: '客户本人如实告知，讲清关键条款，提醒回执与回访', en: 'Health declaration by the client, key terms, receipt and callback' },
  },
  {
    id: 'service',
    title: { zh: '售后', en: 'Service' },
    aliases: ['售后', '售后服务', '理赔协助', '理赔服务', '协助理赔', '理赔', '索偿', '保单体检', '保单健检', '保单年检', '保单检视', '客户服务', '保全', '投诉处理', '回访',
      'service', 'after-sales', 'after sales', 'claims help', 'claim support', 'claims support', 'policy review', 'annual review', 'complaint handling'],
    expects: { zh: '资料清单；带日期的下一步', en: 'The list of documents and a next step with a date' },
  },
  {
    id: 'referral',
    title: { zh: '转介绍', en: 'Referral' },
    aliases: ['转介绍', '转介', '推荐人', '推荐客户', '介绍朋友',
      'referral', 'referrals', 'asking for referrals', 'introductions'],
    expects: { zh: '先有感谢或服务事实，征得朋友同意，不施压', en: "Thanks or a fact of service first, the friend's permission, no pressure" },
  },
  {
    id: 'moments',
    title: { zh: '朋友圈', en: 'Social post' },
    aliases: ['朋友圈', '朋友圈文案', '社群贴文', '贴文', '帖文', '社交平台', '脸书', '小红书', '公众号', '图文', '限时动态', '海报',
      'moments', 'social post', 'social media', 'post', 'facebook post', 'linkedin post', 'whatsapp status'],
    expects: { zh: '案例、风险提示、邀请，末尾“@署名()”', en: 'A case, its risk note, an invitation, and the signature' },
  },
  {
    id: 'video',
    title: { zh: '短视频', en: 'Short video' },
    aliases: ['短视频', '短影音', '短片', '视频', '影片', '直播', '口播', '视频号', '抖音', 'reels',
      'video', 'short video', 'video script', 'reel', 'livestream'],
    expects: { zh: '画面与台词、风险提示、邀请，末尾“@署名()”；注意时长', en: 'Scenes and lines, the risk note, an invitation and the signature; mind the length' },
  },
];

const BY_ID = new Map<string, StageInfo>(STAGES.map((s) => [s.id, s]));
const ALIASES = STAGES.flatMap((s) => s.aliases.map((alias) => ({ alias: foldName(alias), id: s.id }))).sort(
  (a, b) => b.alias.length - a.alias.length,
);
const EXACT = new Map<string, StageId>(ALIASES.map(({ alias, id }) => [alias, id]));

export function stageInfo(id: StageId): StageInfo {
  return BY_ID.get(id)!;
}

/** The stage that an explicit `{id}` names, by id or by any alias; undefined when none. */
export function stageNamed(word: string): StageId | undefined {
  const folded = foldName(word);
  return BY_ID.get(folded)?.id ?? EXACT.get(folded);
}

/** Whether a title is an alias and nothing more. */
export function isStageAlias(title: string): boolean {
  return EXACT.has(foldName(title));
}

/** The stage that a heading's title means: an exact alias, else the longest alias it holds; undefined when none. */
export function stageFromTitle(title: string): StageId | undefined {
  const folded = foldName(title);
  const exact = EXACT.get(folded);
  if (exact) return exact;
  return ALIASES.find(({ alias }) => holds(folded, alias))?.id;
}

/** A Han alias may stand anywhere; a Latin one needs word edges. */
function holds(text: string, alias: string): boolean {
  const latin = /^[ -~]+$/.test(alias);
  for (let at = text.indexOf(alias); at >= 0; at = text.indexOf(alias, at + 1)) {
    if (!latin) return true;
    const before = text[at - 1] ?? ' ';
    const after = text[at + alias.length] ?? ' ';
    if (!/[a-z0-9]/.test(before) && !/[a-z0-9]/.test(after)) return true;
  }
  return false;
}
