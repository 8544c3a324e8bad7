import type { Diagnostic, TextEdit } from '../../diagnostic.ts';
import type { PitchDocument, Segment } from '../../documents/document.ts';
import { rememberPerPart, type ScriptPart } from '../../documents/pitch/parts.ts';
import type { Branch, NvcMark, Turn } from '../../documents/pitch/script.ts';
import { NVC_ORDER } from '../../documents/pitch/words.ts';
import type { Localized } from '../../localized.ts';
import { marketsWith } from '../plan/markets.ts';
import { joined } from '../plan/wording.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { fixWith, scriptDocument, segmentOf, stagesOf } from './script-lines.ts';

/** A reply that begins with one of these contradicts before it has listened. */
const REBUTTALS = [
  '但是',
  '可是',
  '不过',
  '不是的',
  '您错了',
  '您不懂',
  '您误会',
  'but ',
  'however',
  'actually,',
  'no, ',
  "you're wrong",
];

/** Of them, those that can be left out and leave a sentence. */
const CONNECTIVES: ReadonlySet<string> = new Set(['但是', '可是', '不过', 'but', 'however', 'actually,', 'no,']);

/** What a fix writes for a step that is missing. */
const SKELETON: Readonly<Record<NvcMark['step'], Localized>> = {
  observation: { zh: '您刚才提到这件事（观察），', en: 'You have just mentioned this (observation), ' },
  feeling: { zh: '心里有些顾虑（感受），', en: 'and it leaves you uneasy (feeling), ' },
  need: { zh: '您想先把看重的几样弄清楚（需求），', en: 'and you want to be clear about what matters (need). ' },
  request: { zh: '我们一起看下一步，可以吗（请求）？', en: ' Shall we look at the next step together (request)?' },
};

/** The four steps of non-violent communication in every reply to an objection. */
export default defineRule({
  id: 'script/nvc',
  title: { zh: '异议回应：观察、感受、需求、请求', en: 'Replies to objections: observe, feel, need, ask' },
  why: {
    zh: '一上来就反驳，客户只会更坚持。先说看到的，再说感受，再说看重什么，最后提一个小请求；四步写齐，照着讲就不会顶起来。',
    en: 'Contradicted, a client only insists. Say what you noticed, how it feels, what is needed, then ask for one small step; with all four written down nobody gets into an argument.',
  },
  basis: 'practice',
  markets: marketsWith('warning', {}),
  kinds: ['pitch'],
  handbook: '7.2',
  message: { zh: '这段回应缺{x}。', en: 'The reply lacks: {x}.' },
  variants: {
    missing: {
      message: { zh: '这段回应缺{x}：四步写齐再往下讲。', en: 'The reply lacks: {x}. Write all four steps.' },
    },
    rebuttal: {
      message: {
        zh: '一开口就是“{x}”：先说出客户的顾虑，再讲自己的。',
        en: 'It opens with “{x}”: name the client’s worry before your own point.',
      },
    },
    order: {
      severity: 'hint',
      message: {
        zh: '四步的次序是观察、感受、需求、请求，这里先说了{x}。',
        en: 'The order is observation, feeling, need, request; here {x} comes too soon.',
      },
    },
  },
  check(context) {
    const document = scriptDocument(context);
    if (document === undefined) return;
    for (const { parts } of stagesOf(document, OBJECTION)) {
      const replies = parts.flatMap((part) => repliesIn(part));
      const anyBranch = replies.length > 0 && parts.some((part) => part.items.some((item) => item.type === 'branch'));
      for (const reply of replies) if (reply.branch || !anyBranch) checkReply(context, document, reply);
    }
  },
  examples: [
    {
      kind: 'bad',
      variant: 'missing',
      text: '# 异议处理\n客户：我再看看。\n? 太贵\n  代理人：[[您担心保费压力]]（观察），我们可调整缴费期（需求），先做核心保障，好吗（请求）？\n? 想一想\n  -> 售后\n# 售后\n代理人：好的。\n',
      fixed:
        '# 异议处理\n客户：我再看看。\n? 太贵\n  代理人：您担心保费压力（观察），心里有些顾虑（感受），我们可调整缴费期（需求），先做核心保障，好吗（请求）？\n? 想一想\n  -> 售后\n# 售后\n代理人：好的。\n',
    },
    {
      kind: 'bad',
      variant: 'missing',
      text: '# 异议处理\n? 太贵\n  代理人：[[我明白]]。\n? 想一想\n  -> 售后\n# 售后\n代理人：好的。\n',
      fixed:
        '# 异议处理\n? 太贵\n  代理人：您刚才提到这件事（观察），心里有些顾虑（感受），您想先把看重的几样弄清楚（需求），我明白。我们一起看下一步，可以吗（请求）？\n? 想一想\n  -> 售后\n# 售后\n代理人：好的。\n',
    },
    {
      kind: 'bad',
      variant: 'rebuttal',
      text: '# 异议处理\n? 不需要\n  代理人：[[但是]]您有房贷（观察），心里也有顾虑（感受），想把家里安排好（需求），先听五分钟，可以吗（请求）？\n? 想一想\n  -> 售后\n# 售后\n代理人：好的。\n',
      fixed:
        '# 异议处理\n? 不需要\n  代理人：您有房贷（观察），心里也有顾虑（感受），想把家里安排好（需求），先听五分钟，可以吗（请求）？\n? 想一想\n  -> 售后\n# 售后\n代理人：好的。\n',
    },
    {
      kind: 'bad',
      variant: 'rebuttal',
      language: 'en',
      market: 'SG',
      text: '---\n{lang: en}\n---\n# Objections\n? Too dear\n  Agent: [[However]], you have a loan (observation) and it weighs on you (feeling); you want it covered (need). Shall we look at it (request)?\n? I need to ask Ben\n  -> Closing\n# Closing\nAgent: Please read the questions.\n',
      fixed:
        '---\n{lang: en}\n---\n# Objections\n? Too dear\n  Agent: You have a loan (observation) and it weighs on you (feeling); you want it covered (need). Shall we look at it (request)?\n? I need to ask Ben\n  -> Closing\n# Closing\nAgent: Please read the questions.\n',
    },
    {
      kind: 'bad',
      variant: 'order',
      text: '# 异议处理\n? 怕理赔难\n  代理人：您心里不踏实[[（感受）]]，您听说过被拒的事（观察），希望说得清（需求），先看不赔的几条，好吗（请求）？\n? 想一想\n  -> 售后\n# 售后\n代理人：好的。\n',
      fixed:
        '# 异议处理\n? 怕理赔难\n  代理人：您听说过被拒的事（观察），您心里不踏实（感受），希望说得清（需求），先看不赔的几条，好吗（请求）？\n? 想一想\n  -> 售后\n# 售后\n代理人：好的。\n',
    },
    {
      kind: 'bad',
      variant: 'order',
      text: '# 异议处理\n? 怕理赔难\n  代理人：您心里不踏实[[（感受）]]。\n  代理人：您听说过被拒的事（观察）。\n  代理人：先看不赔的几条，好吗（请求）？\n  代理人：您希望说得清（需求）。\n? 想一想\n  -> 售后\n# 售后\n代理人：好的。\n',
      fixed:
        '# 异议处理\n? 怕理赔难\n  代理人：您听说过被拒的事（观察）。\n  代理人：您心里不踏实（感受）。\n  代理人：您希望说得清（需求）。\n  代理人：先看不赔的几条，好吗（请求）？\n? 想一想\n  -> 售后\n# 售后\n代理人：好的。\n',
    },
    {
      kind: 'bad',
      variant: 'missing',
      language: 'en',
      market: 'SG',
      text: '---\n{lang: en}\n---\n# Objections\n? Money is tight\n  Agent: [[The renovation used up the spare cash ]](observation). You want the loan covered (need). Shall we start small (request)?\n? I need to ask Ben\n  -> Closing\n# Closing\nAgent: Please read the questions.\n',
      fixed:
        '---\n{lang: en}\n---\n# Objections\n? Money is tight\n  Agent: The renovation used up the spare cash (observation). and it leaves you uneasy (feeling), You want the loan covered (need). Shall we start small (request)?\n? I need to ask Ben\n  -> Closing\n# Closing\nAgent: Please read the questions.\n',
    },
    {
      kind: 'good',
      text: '# 异议处理\n? 太贵\n  代理人：您担心保费压力(观察),这让您顾虑(感受),我们可调整缴费期/保额(需求),先做核心保障(请求)。\n? 想一想\n  代理人：您想再看看（观察），怕定得太急（感受），想弄明白（需求）。\n  代理人：周四再对一遍，好吗（请求）？\n',
    },
    { kind: 'good', text: '# 方案讲解\n? 分红呢\n  代理人：分红不确定，可能为零。\n' },
  ],
});

const OBJECTION: ReadonlySet<string> = new Set(['objection']);

interface Reply {
  readonly branch: Branch | undefined;
  readonly turns: readonly Turn[];
}

const repliesIn = rememberPerPart((part: ScriptPart): readonly Reply[] => {
  const texts = new Map(part.segments.map((segment) => [segment.index, segment.text.text]));
  return allReplies(part).filter((reply) => isFaulty(reply, texts.get(reply.turns[0]!.segment) ?? ''));
});

/** Whether there is anything to say about a reply; the answer lies in its own words. */
function isFaulty({ branch, turns }: Reply, text: string): boolean {
  if (rebuttalIn(text) !== undefined) return true;
  const marks = turns.flatMap((turn) => turn.content.nvc);
  if (marks.length === 0) return branch !== undefined;
  return new Set(marks.map(({ step }) => step)).size < NVC_ORDER.length || earlyMark(marks) !== undefined;
}

/** The agent's own turns of every branch; where nobody branches, turns that carry a mark or answer the client. */
function allReplies(part: ScriptPart): readonly Reply[] {
  const out: Reply[] = [];
  const owned = new Map<number, Turn[]>();
  let previous: Turn | undefined;
  for (const item of part.items) {
    if (item.type !== 'turn') continue;
    if (item.role === 'agent') {
      const turns = owned.get(item.branch);
      if (item.branch >= 0 && turns) turns.push(item);
      else if (item.branch >= 0) {
        const own = [item];
        owned.set(item.branch, own);
        out.push({ branch: part.items[item.branch - part.itemBase] as Branch, turns: own });
      } else if (item.content.nvc.length > 0 || previous?.role === 'client')
        out.push({ branch: undefined, turns: [item] });
    }
    previous = item;
  }
  return out;
}

function checkReply(context: RuleContext, document: PitchDocument, { branch, turns }: Reply): void {
  const first = turns[0]!;
  const segment = segmentOf(document, first);
  if (segment === undefined) return;
  const marks = turns.flatMap((turn) => turn.content.nvc);
  const said = new Set(marks.map((mark) => mark.step));
  if (!branch && marks.length === 0) {
    reportRebuttal(context, document, segment);
    return;
  }
  const missing = NVC_ORDER.filter(({ step }) => !said.has(step));
  if (missing.length > 0) {
    context.report({
      variant: 'missing',
      range: openingRange(segment),
      data: { x: joined(missing.map(({ zh, en }) => ({ zh: `“${zh}”`, en }))) },
      fixes: fixWith(
        { zh: '补上缺的几步', en: 'Add the missing steps' },
        'review',
        ...skeletonEdits(document, turns, new Set(missing.map(({ step }) => step))),
      ),
    });
  }
  reportRebuttal(context, document, segment);
  if (missing.length === 0) reportOrder(context, document, turns);
}

/** Where a reply contradicts at its very beginning. */
function rebuttalIn(text: string): { start: number; end: number } | undefined {
  const start = text.length - text.trimStart().length;
  const word = REBUTTALS.find((one) => text.slice(start, start + one.length).toLowerCase() === one);
  return word === undefined ? undefined : { start, end: start + word.trimEnd().length };
}

function reportRebuttal(context: RuleContext, document: PitchDocument, segment: Segment): void {
  const found = rebuttalIn(segment.text.text);
  if (found === undefined) return;
  const x = segment.text.text.slice(found.start, found.end);
  const range = segment.text.rangeOf(found.start, found.end);
  const behind = range.end + /^[,，、]?\s*/u.exec(document.text.slice(range.end))![0].length;
  const next = document.text[behind] ?? '';
  const cut = { range: { start: range.start, end: behind + next.length }, newText: next.toUpperCase() };
  const isWord = CONNECTIVES.has(x.toLowerCase());
  context.report({
    variant: 'rebuttal',
    range,
    data: { x },
    fixes: isWord ? fixWith({ zh: `去掉“${x}”`, en: `Drop “${x}”` }, 'review', cut) : [],
  });
}

function placeOf(mark: NvcMark): number {
  return NVC_ORDER.findIndex(({ step }) => step === mark.step);
}

/** The first mark before which a step is missing that comes only later. */
function earlyMark(marks: readonly NvcMark[]): NvcMark | undefined {
  return marks.find((mark, i) => marks.slice(i + 1).some((later) => placeOf(later) < placeOf(mark)));
}

function reportOrder(context: RuleContext, document: PitchDocument, turns: readonly Turn[]): void {
  const early = earlyMark(turns.flatMap((turn) => turn.content.nvc));
  if (early === undefined) return;
  const { zh, en } = NVC_ORDER[placeOf(early)]!;
  context.report({
    variant: 'order',
    range: early.range,
    data: { x: { zh: `“${zh}”`, en } },
    fixes: fixWith(
      { zh: '按观察、感受、需求、请求排好', en: 'Put the four steps in order' },
      'review',
      ...orderEdits(document.text, turns),
    ),
  });
}

/**
 * Each step with its words to its place: whole turns where every step has its own, else the words up to each mark; the
 * punctuation between them stays. None where words follow the last mark or a step is told twice.
 */
function orderEdits(text: string, turns: readonly Turn[]): readonly TextEdit[] {
  const ownTurns = turns.every((turn) => turn.content.nvc.length === 1);
  if (!ownTurns && turns.length > 1) return [];
  const steps: { readonly mark: NvcMark; readonly range: TextEdit['range'] }[] = [];
  for (const { content } of turns) {
    let start = content.range.start;
    for (const mark of content.nvc) {
      steps.push({ mark, range: ownTurns ? content.range : { start, end: mark.range.end } });
      start = mark.range.end + /^[\p{P}\s]*/u.exec(text.slice(mark.range.end, content.range.end))![0].length;
    }
    if (!ownTurns && start < content.range.end) return [];
  }
  if (steps.length !== NVC_ORDER.length) return [];
  const order = [...steps].sort((a, b) => placeOf(a.mark) - placeOf(b.mark));
  return steps.flatMap(({ range }, i) => {
    const { start, end } = order[i]!.range;
    return start === range.start ? [] : [{ range, newText: text.slice(start, end) }];
  });
}

/** The reply's first clause: enough to see which reply, and out of the way of findings on its words. */
function openingRange(segment: Segment): Diagnostic['range'] {
  const { text } = segment.text;
  const start = text.length - text.trimStart().length;
  const mark = text.slice(start).search(/[，,。.；;：:！!？?\ufffc（(]/u);
  return segment.text.rangeOf(start, mark > 0 ? start + mark : text.trimEnd().length);
}

/** Each missing step behind the step before it; the request at the very end. */
function skeletonEdits(
  document: PitchDocument,
  turns: readonly Turn[],
  missing: ReadonlySet<NvcMark['step']>,
): readonly TextEdit[] {
  const english = document.language === 'en';
  const edits: TextEdit[] = [];
  const start = turns[0]!.content.range.start;
  let at = start;
  let pending = '';
  const flush = () => {
    if (pending !== '') edits.push({ range: { start: at, end: at }, newText: pending });
    pending = '';
  };
  for (const { step } of NVC_ORDER.slice(0, 3)) {
    if (missing.has(step)) {
      pending += english ? SKELETON[step].en : SKELETON[step].zh;
      continue;
    }
    flush();
    const mark = turns.flatMap((turn) => turn.content.nvc).findLast((one) => one.step === step)!;
    at = Math.max(at, behind(document.text, mark.range.end));
  }
  flush();
  if (missing.has('request')) {
    const { end } = turns[turns.length - 1]!.content.range;
    edits.push({ range: { start: end, end }, newText: english ? SKELETON.request.en : SKELETON.request.zh });
  }
  return edits;
}

/** Behind the mark's punctuation and a blank. */
function behind(text: string, offset: number): number {
  let at = offset;
  if (/[，,。.；;！!？?]/u.test(text[at] ?? '')) at++;
  if (text[at] === ' ') at++;
  return at;
}
