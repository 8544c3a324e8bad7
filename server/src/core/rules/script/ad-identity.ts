import type { PitchDocument } from '../../documents/document.ts';
import { insertKey, replace } from '../plan/edits.ts';
import { same } from '../plan/wording.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { POSTS } from './posts.ts';
import { fixWith, inFrontMatter, linesBelow, type StageParts, scriptDocument, stagesOf } from './script-lines.ts';

/** What is published carries the institution's signature and an approval that still holds. Mainland rules. */
export default defineRule({
  id: 'script/ad-identity',
  title: { zh: '对外内容要有机构署名和审核', en: 'Posts carry a signature and an approval' },
  why: {
    zh: '在内地，保险宣传要由机构制作、审核过才能发，发的时候看得出是谁、哪家公司、什么资格。自己写、自己发，是违规发布。',
    en: 'On the mainland, insurance content is made and approved by the institution before anyone posts it, and shows who posts it, for which company, with which licence.',
  },
  basis: 'law',
  markets: { CN: { severity: 'error', cite: ['cn-sbm-18', 'cn-sbm-24'] } },
  kinds: ['pitch'],
  handbook: '1.1',
  message: { zh: '对外内容缺机构署名或审核编号。', en: 'Signature or approval missing.' },
  variants: {
    signature: {
      message: {
        zh: '“{x}”没有机构署名。请在末尾加一行“@署名()”。',
        en: '“{x}” carries no signature. Put “@signature()” on its last line.',
      },
    },
    agent: {
      message: {
        zh: '署名要写明{x}，请补在文件开头的 agent 里。',
        en: 'The signature needs {x}; add it under agent at the top.',
      },
    },
    approval: {
      message: {
        zh: '对外内容没有审核编号。请先送机构审核，再把 approval: {by, no, until} 写在文件开头。',
        en: 'There is no approval. Have it approved first, then write approval: {by, no, until} at the top.',
      },
    },
    expired: {
      message: { zh: '审核已在 {x} 到期，请重新送审。', en: 'The approval ran out on {x}; have it approved again.' },
    },
  },
  check(context) {
    const document = scriptDocument(context);
    if (document === undefined || context.market !== 'CN') return;
    const posts = stagesOf(document, POSTS);
    const first = posts[0];
    if (first === undefined) return;
    let signed: StageParts | undefined;
    for (const post of posts) {
      if (post.parts.some((part) => part.items.some((item) => item.type === 'signature'))) signed ??= post;
      else reportUnsigned(context, document, post);
    }
    if (signed) checkAgent(context, document, signed);
    checkApproval(context, document, first);
  },
  examples: [
    {
      kind: 'bad',
      variant: 'signature',
      text: '---\nagent: {name: 周敏, company: 示例人寿, licence: "(执业证号)"}\napproval: {by: 品宣部, no: 宣1, until: 2027-01-01}\n---\n# [[朋友圈]]\n家里的应急钱够用几个月？\n',
      fixed:
        '---\nagent: {name: 周敏, company: 示例人寿, licence: "(执业证号)"}\napproval: {by: 品宣部, no: 宣1, until: 2027-01-01}\n---\n# 朋友圈\n家里的应急钱够用几个月？\n@署名()\n',
    },
    {
      kind: 'bad',
      variant: 'approval',
      text: '---\nagent: {name: 周敏, company: 示例人寿, licence: "(执业证号)"}\n---\n# [[朋友圈]]\n家里的应急钱够用几个月？\n@署名()\n',
    },
    {
      kind: 'bad',
      variant: 'expired',
      text: '---\nagent: {name: 周敏, company: 示例人寿, licence: "(执业证号)"}\napproval: {by: 品宣部, no: 宣1, until: [[2026-06-30]]}\n---\n# 朋友圈\n家里的应急钱够用几个月？\n@署名()\n',
    },
    {
      kind: 'bad',
      variant: 'agent',
      text: '---\nagent: {name: 周敏}\napproval: {by: 品宣部, no: 宣1, until: 2027-01-01}\n---\n# [[朋友圈]]\n家里的应急钱够用几个月？\n@署名()\n',
    },
    {
      kind: 'good',
      text: '---\nagent: {name: 周敏, company: 示例人寿, licence: "(执业证号)"}\napproval: {by: 品宣部, no: 宣1, until: 2027-01-01}\n---\n# 朋友圈\n家里的应急钱够用几个月？\n@署名()\n',
    },
    {
      kind: 'good',
      language: 'en',
      market: 'SG',
      text: '---\n{lang: en}\n---\n# Social post\nHow long would your savings last?\n',
    },
  ],
});

function reportUnsigned(context: RuleContext, document: PitchDocument, { stage, parts }: StageParts): void {
  const last = parts.flatMap((part) => part.items).findLast((item) => item.type !== 'comment');
  const at = last?.range.end ?? stage.titleRange.end;
  const mark = document.language === 'en' ? '@signature()' : '@署名()';
  context.report({
    variant: 'signature',
    range: stage.titleRange,
    data: { x: same(stage.title) },
    fixes: fixWith({ zh: `插入 ${mark}`, en: `Insert ${mark}` }, 'review', linesBelow(document, at, [mark])),
  });
}

const NAMES = {
  name: { zh: '姓名', en: 'the name' },
  company: { zh: '公司全称', en: 'the company' },
  licence: { zh: '执业证号', en: 'the licence number' },
};

function checkAgent(context: RuleContext, document: PitchDocument, { stage }: StageParts): void {
  const agent = document.script.frontMatter?.model.agent ?? context.project.planOf(document)?.model.agent;
  const missing = (['name', 'company', 'licence'] as const).filter((key) => !agent?.[key]?.value);
  if (missing.length === 0) return;
  const zh = missing.map((key) => NAMES[key].zh).join('、');
  const en = missing.map((key) => NAMES[key].en).join(', ');
  const own = document.script.frontMatter?.model.agent;
  const fixes = own
    ? missing.flatMap((key) => (own.keyRange(key) ? [] : (insertKey(document.text, own.node, key, '""') ?? [])))
    : inFrontMatter(document, 'agent', '{name: "", company: "", licence: ""}');
  const title = { zh: `补上${zh}`, en: `Add ${en}` };
  context.report({
    variant: 'agent',
    range: stage.titleRange,
    data: { x: { zh, en } },
    fixes: fixWith(title, 'manual', ...fixes),
  });
}

function checkApproval(context: RuleContext, document: PitchDocument, { stage }: StageParts): void {
  const approval = document.script.frontMatter?.model.approval;
  if (!approval?.no?.value) {
    const fixes = document.script.frontMatter?.model.keyRange('approval')
      ? []
      : inFrontMatter(document, 'approval', '{by: "", no: ""}');
    const title = { zh: '补上审核编号（approval）', en: 'Add the approval' };
    context.report({ variant: 'approval', range: stage.titleRange, fixes: fixWith(title, 'manual', ...fixes) });
    return;
  }
  const { no, until } = approval;
  if (!until || until.value >= context.asOf) return;
  // the number is what holds no more; until there is a new one, with its day, the approval is reported as missing
  const title = {
    zh: '清空旧编号，批下来再填新的编号和日期',
    en: 'Clear the old number, to fill in the new one with its day',
  };
  context.report({
    variant: 'expired',
    range: until.range,
    data: { x: same(until.value) },
    fixes: fixWith(title, 'manual', replace(no.range, '""')),
  });
}
