import type { PitchDocument, Segment } from '../../documents/document.ts';
import type { SourceRange } from '../../text/range.ts';
import { disclosuresIn } from '../guards/disclosure.ts';
import { marketsWith } from '../plan/markets.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { caseIn, invites, NO_CASE, POSTS, RISK_NOTES } from './posts.ts';
import { fixWith, holdsAny, linesBelow, type StageParts, scriptDocument, stagesOf } from './script-lines.ts';

/** A case in a post stands with its risk note, and the post ends with a soft invitation. */
export default defineRule({
  id: 'script/moments-pair',
  title: { zh: '案例须配风险提示', en: 'Pair a case with a risk note' },
  why: {
    zh: '只晒“赔了多少”，看的人会以为自己也一定能赔这么多。同一条里要有风险提示：免赔额、不赔的情形、个案不代表结果。',
    en: 'A post that only shows what was paid makes readers expect the same. The same post names deductibles and exclusions and says that one case promises nothing.',
  },
  basis: 'practice',
  markets: marketsWith('warning', { CN: ['cn-sbm-17'] }),
  kinds: ['pitch'],
  handbook: '1.1',
  message: { zh: '“{x}”是案例，同一条里要有风险提示。', en: '“{x}” is a case: put a risk note into the same post.' },
  variants: {
    case: {
      message: {
        zh: '“{x}”是案例，同一条里要有风险提示。',
        en: '“{x}” is a case: put a risk note into the same post.',
      },
    },
    invitation: {
      severity: 'hint',
      message: {
        zh: '结尾没有邀请。一句“想算一算，私信我要自测表”比催人买更有效。',
        en: 'There is no invitation at the end; “message me for the worksheet” does more than a push to buy.',
      },
    },
  },
  check(context) {
    const document = scriptDocument(context);
    if (document === undefined) return;
    for (const post of stagesOf(document, POSTS)) checkPost(context, document, post);
  },
  examples: [
    {
      kind: 'bad',
      variant: 'case',
      text: '# 朋友圈\n住院一次，[[理赔到账20万]]。@案例(公司理赔年报，已脱敏)\n想算一算，私信我。\n@署名()\n',
      fixed:
        '# 朋友圈\n住院一次，理赔到账20万。@案例(公司理赔年报，已脱敏)\n风险提示：医疗险有免赔额，投保前就有的病不赔；各人情况不同，请以条款为准。[[披露：责任免除]] [[披露：案例非承诺]]\n想算一算，私信我。\n@署名()\n',
    },
    {
      kind: 'bad',
      variant: 'invitation',
      text: '# [[朋友圈]]\n家里的应急钱先按三个月的开支留。\n@署名()\n',
      fixed: '# 朋友圈\n家里的应急钱先按三个月的开支留。\n想给自己家算一算，私信我要一张自测表。\n@署名()\n',
    },
    {
      kind: 'bad',
      variant: 'case',
      language: 'en',
      market: 'SG',
      text: '---\n{lang: en}\n---\n# Social post\nA neighbour was [[paid $200,000]] after surgery. @case(annual claims report)\nAsk me for the worksheet.\n',
    },
    {
      kind: 'good',
      text: '# 朋友圈\n一位客户住院，医疗险报销20万。@案例(公司理赔年报，已脱敏)\n风险提示：有免赔额，个案不代表结果。\n想算一算，私信我。\n@署名()\n',
    },
    {
      kind: 'good',
      text: '# 短视频\n代理人：身故保额，不满10岁各家合计最高20万，这是监管限额。想要清单，私信我。\n@署名()\n',
    },
  ],
});

function checkPost(context: RuleContext, document: PitchDocument, { stage, parts }: StageParts): void {
  const lines = parts.flatMap((part) => part.segments).filter((segment) => isPublished(segment));
  if (lines.length === 0) return;
  const told = lines.find((segment) => caseIn(segment.text.text) !== NO_CASE);
  if (told && !lines.some((segment) => isRiskNote(context, segment))) reportCase(context, document, told);
  if (stage.id === 'moments' && !lines.slice(-3).some((segment) => invites(segment)))
    reportUninvited(context, document, stage.titleRange, parts);
}

/** The invitation goes above the signature. */
function reportUninvited(
  context: RuleContext,
  document: PitchDocument,
  range: SourceRange,
  parts: StageParts['parts'],
): void {
  const last = parts
    .flatMap((part) => part.items)
    .findLast(({ type }) => type !== 'comment' && type !== 'note' && type !== 'signature');
  const line =
    document.language === 'en'
      ? 'If you would like to work it out for your home, message me for a checklist.'
      : '想给自己家算一算，私信我要一张自测表。';
  const edits = last ? [linesBelow(document, last.range.end, [line])] : [];
  context.report({
    variant: 'invitation',
    range,
    fixes: fixWith({ zh: '插入一句邀请', en: 'Insert an invitation' }, 'review', ...edits),
  });
}

function isPublished({ speaker }: Segment): boolean {
  return speaker === 'text' || speaker === 'agent' || speaker === 'caption' || speaker === 'narrator';
}

function isRiskNote(context: RuleContext, segment: Segment): boolean {
  if (holdsAny(segment.text.text.toLowerCase(), RISK_NOTES)) return true;
  return disclosuresIn(segment, context.ruleSet).has('case-not-promise');
}

function reportCase(context: RuleContext, document: PitchDocument, segment: Segment): void {
  const { start, end } = caseIn(segment.text.text);
  const { text } = segment.text;
  const note =
    document.language === 'en'
      ? 'Risk note: deductibles and exclusions apply, and other people’s cases may turn out differently. [[disclosure:exclusions]] [[disclosure:case-not-promise]]'
      : '风险提示：医疗险有免赔额，投保前就有的病不赔；各人情况不同，请以条款为准。[[披露：责任免除]] [[披露：案例非承诺]]';
  const line = segment.text.rangeOf(Math.max(0, text.length - 1), text.length).end;
  context.report({
    variant: 'case',
    range: segment.text.rangeOf(start, end),
    data: { x: text.slice(start, end) },
    fixes: fixWith({ zh: '插入风险提示', en: 'Insert a risk note' }, 'review', linesBelow(document, line, [note])),
  });
}
