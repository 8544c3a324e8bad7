import type { PitchDocument } from '../../documents/document.ts';
import { rememberPerPart } from '../../documents/pitch/parts.ts';
import type { Turn } from '../../documents/pitch/script.ts';
import type { Localized } from '../../localized.ts';
import { marketsWith } from '../plan/markets.ts';
import { percentText, same } from '../plan/wording.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { questionsIn } from './questions.ts';
import { fixWith, linesBelow, type StageParts, scriptDocument, stagesOf, turnLine } from './script-lines.ts';

/** Questions that a fix adds, the scenario first; the first two are the handbook's. */
const POOL: readonly Localized[] = [
  {
    zh: '如果家庭经济支柱突然无法工作，积蓄能支撑家庭开支多久？',
    en: 'If the main earner suddenly could not work, how long would your savings carry the household?',
  },
  {
    zh: '孩子未来教育金、父母养老储备，您更倾向哪种方式规划？',
    en: 'For the children’s education and your own retirement, how would you prefer to plan?',
  },
  {
    zh: '您和家人现在有哪些保障，分别管什么？',
    en: 'What cover does your family have today, and what is each part for?',
  },
  {
    zh: '家里这类长期安排，平时是怎么商量、由谁来定的？',
    en: 'How do you decide on long-term matters at home, and who decides?',
  },
  { zh: '您平时一天的工作是怎么过的？', en: 'What does an ordinary working day look like for you?' },
];

/** Discovery listens: open questions, at least one of them a situation to think through. */
export default defineRule({
  id: 'script/open-questions',
  title: { zh: '需求面谈多问开放式问题', en: 'Ask open questions in discovery' },
  why: {
    zh: '“有没有、是不是”只能换来一个字。开放式提问加一个“如果……”的场景，客户才会说出担心什么、钱花在哪里、谁做主。',
    en: 'Yes-or-no questions get one word back. Open questions and one “what if” bring out what worries the client, where the money goes and who decides.',
  },
  basis: 'practice',
  markets: marketsWith('warning', {}),
  kinds: ['pitch'],
  handbook: '2.1',
  message: { zh: '需求分析要多问开放式问题。', en: 'Ask more open questions in discovery.' },
  variants: {
    few: {
      message: {
        zh: '需求分析里提问{n}个，至少要{min}个：问得少，方案就是猜的。',
        en: 'Questions in discovery: {n}. Ask at least {min}, or the plan is a guess.',
      },
    },
    closed: {
      message: {
        zh: '{n}个提问里开放式的只占{p}%，应当达到{min}%。把“有没有、是不是”换成“哪些、怎么、多久”。',
        en: 'Only {p}% of {n} questions are open; {min}% is the aim. Turn “do you have” into “what, how, how long”.',
      },
    },
    scenario: {
      message: {
        zh: '没有场景提问。加一个“如果收入停下来……”，让客户自己想一遍。',
        en: 'There is no situation to think through. Add a “what if the income stops …” question.',
      },
    },
  },
  check(context) {
    const document = scriptDocument(context);
    if (document === undefined) return;
    for (const stage of stagesOf(document, DISCOVERY)) checkStage(context, document, stage);
  },
  examples: [
    {
      kind: 'bad',
      variant: 'few',
      text: '# [[需求分析]]\n代理人：如果您半年不能上班，房租从哪里来？\n客户：没想过。\n',
      fixed:
        '# 需求分析\n代理人：如果您半年不能上班，房租从哪里来？\n代理人：孩子未来教育金、父母养老储备，您更倾向哪种方式规划？\n代理人：您和家人现在有哪些保障，分别管什么？\n客户：没想过。\n',
    },
    {
      kind: 'bad',
      variant: 'closed',
      text: '# [[需求分析]]\n代理人：您有社保吗？\n代理人：身体好吗？\n代理人：万一住院，公司报销吗？\n代理人：您平时怎么安排开支？\n',
    },
    {
      kind: 'bad',
      variant: 'scenario',
      text: '# [[需求分析]]\n代理人：家里的大事谁来定？\n代理人：每月开支主要是哪些？\n代理人：您希望十年后是什么样子？\n',
      fixed:
        '# 需求分析\n代理人：家里的大事谁来定？\n代理人：每月开支主要是哪些？\n代理人：您希望十年后是什么样子？\n代理人：如果家庭经济支柱突然无法工作，积蓄能支撑家庭开支多久？\n',
    },
    {
      kind: 'bad',
      variant: 'closed',
      language: 'en',
      market: 'SG',
      text: '---\n{lang: en}\n---\n# [[Discovery]]\nAgent: Do you have insurance?\nAgent: Are you healthy?\nAgent: Would your employer pay if you fell ill?\n',
    },
    {
      kind: 'good',
      text: '# 需求分析\n代理人：如果您半年不能上班，房租从哪里来？\n代理人：家里的大事谁来定？\n代理人：您有社保吗？\n代理人：每月开支主要是哪些？\n代理人：周四再看一遍，方便吗？\n代理人：这样可以吗？\n',
    },
    {
      kind: 'good',
      language: 'en',
      market: 'SG',
      text: '---\n{lang: en}\n---\n# Discovery\nAgent: What if one income stopped, which bills would come first?\nAgent: How do you decide at home?\nAgent: What cover do you have today?\nAgent: May I note that down?\n',
    },
    { kind: 'good', text: '# 破冰\n代理人：您有社保吗？\n' },
  ],
});

const DISCOVERY: ReadonlySet<string> = new Set(['discovery']);

interface Asked {
  readonly turns: readonly Turn[];
  /** Questions that ask for more than leave. */
  readonly count: number;
  readonly open: number;
  readonly hasScenario: boolean;
}

const askedIn = rememberPerPart((part): Asked => {
  const texts = new Map(part.segments.map((segment) => [segment.index, segment.text.text]));
  const turns = part.items.filter((item): item is Turn => item.type === 'turn' && item.role === 'agent');
  const asked = turns.flatMap((turn) => questionsIn(texts.get(turn.segment) ?? '')).filter(({ leave }) => !leave);
  return {
    turns,
    count: asked.length,
    open: asked.filter((question) => question.open || question.scenario).length,
    hasScenario: asked.some((question) => question.scenario),
  };
});

function checkStage(context: RuleContext, document: PitchDocument, { stage, parts }: StageParts): void {
  const asked = parts.map((part) => askedIn(part));
  // an outline without a word of the agent's is not yet a talk
  if (asked.every((part) => part.turns.length === 0)) return;
  const count = asked.reduce((sum, part) => sum + part.count, 0);
  const open = asked.reduce((sum, part) => sum + part.open, 0);
  const hasScenario = asked.some((part) => part.hasScenario);
  const min = context.threshold('discovery_min_questions');
  const share = context.threshold('open_question_share');
  const variant = count < min ? 'few' : open < share * count ? 'closed' : hasScenario ? undefined : 'scenario';
  if (variant === undefined) return;
  const turns = asked.flatMap((part) => part.turns);
  const last = (turns.findLast((turn) => turn.branch < 0) ?? turns[turns.length - 1])!;
  const added = addition(document, turns, count, open, hasScenario, min, share);
  context.report({
    variant,
    range: stage.titleRange,
    data: {
      n: count,
      p: percentText(count === 0 ? 0 : open / count),
      min: variant === 'closed' ? same(percentText(share)) : min,
    },
    fixes:
      added.length > 0
        ? fixWith(
            {
              zh: `加${added.length}个开放式提问`,
              en: `Add ${added.length} open question${added.length > 1 ? 's' : ''}`,
            },
            'review',
            linesBelow(
              document,
              last.range.end,
              added.map((words) => turnLine(document, last, words)),
            ),
          )
        : [],
  });
}

/** The fewest questions of the pool that set it right and are not asked yet; none when the pool is too small. */
function addition(
  document: PitchDocument,
  turns: readonly Turn[],
  count: number,
  open: number,
  hasScenario: boolean,
  min: number,
  share: number,
): readonly Localized[] {
  const said = turns.map((turn) => document.text.slice(turn.content.range.start, turn.content.range.end)).join('\n');
  const pool = POOL.slice(hasScenario ? 1 : 0).filter(({ zh, en }) => !said.includes(zh) && !said.includes(en));
  let k = hasScenario ? 0 : 1;
  while (k <= pool.length && (count + k < min || open + k < share * (count + k))) k++;
  return k <= pool.length ? pool.slice(0, k) : [];
}
