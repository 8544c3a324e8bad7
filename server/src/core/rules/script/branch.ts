import type { RelatedLocation } from '../../diagnostic.ts';
import type { PitchDocument } from '../../documents/document.ts';
import { stageByName } from '../../documents/pitch/graph.ts';
import { partsOf, rememberPerPart } from '../../documents/pitch/parts.ts';
import type { Branch, Jump, Script, Stage } from '../../documents/pitch/script.ts';
import { endOfLine, startOfLine } from '../../text/line-index.ts';
import { closest } from '../plan/closest.ts';
import { replace } from '../plan/edits.ts';
import { marketsWith } from '../plan/markets.ts';
import { same } from '../plan/wording.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { lostPathsOf } from './lost-paths.ts';
import { newStage, otherFile, replyLine, someTarget, waysIn, waysOut } from './path-fixes.ts';
import { fixWith, linesBelow, scriptDocument, stagesOf } from './script-lines.ts';

/** Every reply of the client leads somewhere, and every talk comes to an end. */
export default defineRule({
  id: 'script/branch',
  title: { zh: '分支要有下文，跳转要有去处', en: 'Branches lead on, jumps arrive' },
  why: {
    zh: '客户真这样回答时，手里的话术却断了，或者跳到一个不存在的环节、绕圈出不来，只好临场发挥，最容易说错话。',
    en: 'When the client gives that very answer and the script stops, jumps to a stage that is not there or goes round in circles, the agent improvises, and that is when wrong things are said.',
  },
  basis: 'structure',
  markets: marketsWith('error', {}),
  kinds: ['pitch'],
  handbook: '7.2',
  message: { zh: '分支无下文。', en: 'Dead branch.' },
  variants: {
    empty: {
      message: {
        zh: '客户这样回答以后没有下文。写一句回应，或用“-> 环节”跳走。',
        en: 'Nothing follows this answer. Write a reply, or jump with “-> stage”.',
      },
    },
    outdented: {
      message: {
        zh: '客户这样回答以后没有下文：下一行没有往右缩，不算它的。请缩进两格。',
        en: 'Nothing follows this answer: the line below is not indented, so it is not part of it. Indent it by two.',
      },
    },
    'no-stage': {
      message: {
        zh: '没有环节“{x}”{hint}，跳过去就断了。请改成已有的环节，或补上这一节。',
        en: 'There is no stage “{x}”{hint}, so the talk ends here. Name a stage that exists, or write this one.',
      },
    },
    'no-target': {
      message: {
        zh: '“->”后面没有写跳到哪里，讲到这里就断了。请写上环节的标题。',
        en: 'The jump names no stage, so the talk ends here. Write a stage’s title behind “->”.',
      },
    },
    'no-file': {
      message: {
        zh: '找不到文件“{x}”，跳过去就断了。请检查文件名和所在文件夹。',
        en: 'The file “{x}” is not there, so the talk ends here. Check its name and folder.',
      },
    },
    endless: {
      message: {
        zh: '从这里跳走以后，无论客户怎样回答都会绕回来，没有出口。请加一条能结束的路。',
        en: 'After this jump every answer leads back here. Add a way that comes to an end.',
      },
    },
    unreachable: {
      severity: 'info',
      message: {
        zh: '没有一条路径讲得到这里，写了也用不上。请删掉，或从别处跳过来。',
        en: 'No path ever comes here, so it is never said. Delete it, or jump to it from somewhere.',
      },
    },
    few: {
      severity: 'hint',
      message: {
        zh: '异议处理只写了{n}种回答，至少写{min}种：客户的话不会只有一种。',
        en: 'Replies to only {n} objection are written here; write at least {min}: clients rarely object in one way only.',
      },
    },
  },
  check(context) {
    const document = scriptDocument(context);
    if (document === undefined) return;
    const facts = partsOf(document).map((part) => shapeOf(part));
    for (const { empty } of facts) for (const branch of empty) reportEmpty(context, document, branch);
    const jumps = facts.flatMap((fact) => fact.jumps);
    const lost = jumps.filter((jump) => !arrives(context, document, jump)).length;
    // behind a lost jump everything looks unreached; that is the same finding once more
    if (jumps.length > 0 && lost === 0) checkPaths(context, document);
    checkCount(context, document);
  },
  examples: [
    {
      kind: 'bad',
      variant: 'empty',
      text: '# 方案讲解\n代理人：您觉得呢？\n? [[再说吧]]\n? 可以\n  代理人：我们往下看。\n',
      fixed:
        '# 方案讲解\n代理人：您觉得呢？\n? 再说吧\n  代理人：好的，我先记下来，下次我们接着聊。\n? 可以\n  代理人：我们往下看。\n',
    },
    {
      kind: 'bad',
      variant: 'empty',
      text: '# 异议处理\n? [[太贵]]\n  > 拒绝原因：预算\n? 想一想\n  -> 售后\n# 售后\n代理人：好的。\n',
      fixed:
        '# 异议处理\n? 太贵\n  代理人：您刚才提到这件事（观察），心里有些顾虑（感受），您想先把看重的几样弄清楚（需求），我们一起看下一步，可以吗（请求）？\n  > 拒绝原因：预算\n? 想一想\n  -> 售后\n# 售后\n代理人：好的。\n',
    },
    {
      kind: 'bad',
      variant: 'outdented',
      text: '# 方案讲解\n代理人：您觉得呢？\n? [[再说吧]]\n代理人：不急，您先看看。\n? 可以\n  代理人：我们往下看。\n',
      fixed: '# 方案讲解\n代理人：您觉得呢？\n? 再说吧\n  代理人：不急，您先看看。\n? 可以\n  代理人：我们往下看。\n',
    },
    {
      kind: 'bad',
      variant: 'no-stage',
      text: '# 方案讲解\n代理人：我们往下看。\n-> [[“促成签单”]]\n# 促成签单\n代理人：请您本人签名。\n',
      fixed: '# 方案讲解\n代理人：我们往下看。\n-> 促成签单\n# 促成签单\n代理人：请您本人签名。\n',
    },
    {
      kind: 'bad',
      variant: 'no-stage',
      text: '# 方案讲解\n代理人：我们往下看。\n-> [[促成签丹]]\n# 促成签单\n代理人：请您本人签名。\n',
      fixed: '# 方案讲解\n代理人：我们往下看。\n-> 促成签单\n# 促成签单\n代理人：请您本人签名。\n',
    },
    {
      kind: 'bad',
      variant: 'no-target',
      text: '# 方案讲解\n代理人：我们往下看。\n[[->]]\n',
      fixed: '# 方案讲解\n代理人：我们往下看。\n',
    },
    {
      kind: 'bad',
      variant: 'no-target',
      text: '# 方案讲解\n代理人：您觉得呢？\n? 可以\n  [[->]]\n? 再看\n  代理人：好的。\n# 售后\n代理人：好的。\n',
      fixed: '# 方案讲解\n代理人：您觉得呢？\n? 可以\n  -> 售后\n? 再看\n  代理人：好的。\n# 售后\n代理人：好的。\n',
    },
    { kind: 'bad', variant: 'no-file', text: '# 方案讲解\n代理人：我们往下看。\n-> [[nowhere.pitch]]#促成\n' },
    {
      kind: 'bad',
      variant: 'no-file',
      text: '# 方案讲解\n代理人：我们往下看。\n-> [[nowhere.pitch]]#促成\n# 促成\n代理人：请您本人看一遍。\n',
      fixed: '# 方案讲解\n代理人：我们往下看。\n-> 促成\n# 促成\n代理人：请您本人看一遍。\n',
    },
    {
      kind: 'bad',
      variant: 'endless',
      text: '# 方案讲解\n代理人：我们往下看。\n-> [[售后]]\n# 售后\n代理人：回到前面。\n-> 方案讲解\n',
      fixed: '# 方案讲解\n代理人：我们往下看。\n-> 售后\n# 售后\n代理人：回到前面。\n',
    },
    {
      kind: 'bad',
      variant: 'endless',
      text: '# 方案讲解\n代理人：您觉得呢？\n? 没听懂\n  -> [[方案讲解]]\n? 可以\n  -> 方案讲解\n',
      fixed:
        '# 方案讲解\n代理人：您觉得呢？\n? 没听懂\n  ? （还想再听一遍）\n    -> 方案讲解\n  ? （都清楚了）\n    代理人：好的，那我们接着往下。\n? 可以\n  -> 方案讲解\n',
    },
    {
      kind: 'bad',
      variant: 'unreachable',
      text: '# 方案讲解\n代理人：我们往下看。\n-> 售后\n[[代理人：还有一页。]]\n# 售后\n代理人：好的。\n',
      fixed: '# 方案讲解\n代理人：我们往下看。\n代理人：还有一页。\n-> 售后\n# 售后\n代理人：好的。\n',
    },
    {
      kind: 'bad',
      variant: 'unreachable',
      text: '# 方案讲解\n代理人：我们往下看。\n-> 售后\n# 促成\n[[代理人：请您本人看一遍。]]\n# 售后\n代理人：好的。\n',
      fixed: '# 方案讲解\n代理人：我们往下看。\n# 促成\n代理人：请您本人看一遍。\n# 售后\n代理人：好的。\n',
    },
    {
      kind: 'bad',
      variant: 'unreachable',
      text: '# 方案讲解\n代理人：您觉得呢？\n? 可以\n  -> 售后\n  [[代理人：还有一页。]]\n  -> 售后\n? 再看\n  代理人：好。\n# 售后\n代理人：好的。\n',
      fixed:
        '# 方案讲解\n代理人：您觉得呢？\n? 可以\n  代理人：还有一页。\n  -> 售后\n? 再看\n  代理人：好。\n# 售后\n代理人：好的。\n',
    },
    {
      kind: 'bad',
      variant: 'few',
      text: '# [[异议处理]]\n? 太贵\n  -> 售后\n# 售后\n代理人：好的。\n',
    },
    {
      kind: 'bad',
      variant: 'empty',
      language: 'en',
      market: 'SG',
      text: '---\n{lang: en}\n---\n# Presentation\nAgent: What do you think?\n? [[Not now]]\n? Go on\n  Agent: The next page, then.\n',
      fixed:
        '---\n{lang: en}\n---\n# Presentation\nAgent: What do you think?\n? Not now\n  Agent: That is fine, I have noted it; we can go on next time.\n? Go on\n  Agent: The next page, then.\n',
    },
    {
      kind: 'good',
      text: '# 方案讲解\n代理人：您觉得呢？\n? 没听懂\n  -> 方案讲解\n? 可以\n  代理人：我们往下看。\n',
    },
    { kind: 'good', text: '# 朋友圈\n想要自查清单，私信我。\n@署名()\n# 短视频\n代理人：看三样。\n@署名()\n' },
  ],
});

interface Shape {
  readonly empty: readonly Branch[];
  readonly jumps: readonly Jump[];
  /** Branches that stand in no other. */
  readonly replies: number;
  readonly isTalk: boolean;
}

const shapeOf = rememberPerPart((part): Shape => {
  const jumps = part.items.filter((item): item is Jump => item.type === 'jump');
  const empty = part.items.filter(
    (item): item is Branch =>
      item.type === 'branch' &&
      part.items
        .slice(item.first - part.itemBase, item.end - part.itemBase)
        .every(({ type }) => type === 'note' || type === 'comment'),
  );
  const replies = part.items.filter((item) => item.type === 'branch' && item.branch < 0).length;
  return { empty, jumps, replies, isTalk: part.items.some(({ type }) => type === 'turn' || type === 'branch') };
});

function reportEmpty(context: RuleContext, document: PitchDocument, branch: Branch): void {
  const { start, end } = branch.content.range;
  const below = branch.first === branch.end ? document.script.items[branch.end] : undefined;
  const isReply = below?.type === 'turn' && below.role === 'agent' && below.branch === branch.branch;
  if (isReply && endOfLine(document.text, branch.range.end) === startOfLine(document.text, below.range.start) - 1) {
    const lead = { start: startOfLine(document.text, below.range.start), end: below.range.start };
    context.report({
      variant: 'outdented',
      range: start < end ? { start, end } : branch.range,
      fixes: fixWith({ zh: '把下一行缩进两格', en: 'Indent the line below' }, 'review', {
        range: lead,
        newText: ' '.repeat(branch.indent + 2),
      }),
    });
    return;
  }
  context.report({
    variant: 'empty',
    range: start < end ? { start, end } : branch.range,
    fixes: fixWith(
      { zh: '写一句回应', en: 'Write a reply' },
      'review',
      linesBelow(document, branch.range.end, [replyLine(document, branch)]),
    ),
  });
}

/** Reports a jump that leads nowhere. */
function arrives(context: RuleContext, document: PitchDocument, jump: Jump): boolean {
  let script: Script = document.script;
  if (jump.file !== undefined) {
    const found = context.project.resolve(document, jump.file);
    if (found.state === 'missing') {
      context.report({
        variant: 'no-file',
        range: jump.fileRange ?? jump.range,
        data: { x: same(jump.file) },
        fixes: otherFile(context, document, jump),
      });
      return false;
    }
    if (found.state === 'read' && found.document.kind === 'pitch') script = found.document.script;
    else if (found.uri !== document.uri) return true;
    // a file named without a stage is entered at its beginning
    if (jump.target === '') return true;
  }
  if (stageByName(script, jump.target) !== undefined) return true;
  if (jump.target === '') {
    context.report({ variant: 'no-target', range: jump.range, fixes: someTarget(document, jump) });
    return false;
  }
  const titles = script.stages.map((stage) => stage.title);
  const bare = jump.target.replace(/^[“”"'‘’「『《【]+|[”“"'’‘」』》】。.!！]+$/gu, '').trim();
  const named = stageByName(script, bare);
  const guess = named === undefined ? closest(bare, titles) : script.stages[named]!.title;
  const range = jump.targetRange;
  context.report({
    variant: 'no-stage',
    range,
    data: {
      x: same(jump.target),
      hint: guess ? { zh: `（是否指“${guess}”）`, en: ` (did you mean “${guess}”?)` } : same(''),
    },
    fixes: [
      ...(guess ? fixWith({ zh: `改为“${guess}”`, en: `Change to “${guess}”` }, 'review', replace(range, guess)) : []),
      ...(jump.file === undefined ? newStage(document, bare || jump.target) : []),
    ],
  });
  return false;
}

/** Only where something jumps can a path go round or pass lines by. */
function checkPaths(context: RuleContext, document: PitchDocument): void {
  const { items } = document.script;
  const { round, unreached } = lostPathsOf(document);
  if (round) {
    const related: RelatedLocation[] = round.back.slice(0, 8).map((node) => ({
      uri: document.uri,
      range: items[node]!.range,
      message: { zh: '绕回来的路', en: 'the way round' },
    }));
    const { targetRange } = items[round.jump] as Jump;
    context.report({ variant: 'endless', range: targetRange, related, fixes: (now) => waysOut(now, round) });
  }
  if (unreached.length === 0) return;
  const entered = enteredFromOutside(context, document);
  for (const run of unreached) {
    const { stage, range } = items[run.first]!;
    if (!entered.has(stage)) context.report({ variant: 'unreachable', range, fixes: (now) => waysIn(now, run) });
  }
}

/** Stages that a jump names with its file: this one, or a script that this one jumps to and that comes back. */
function enteredFromOutside({ project }: RuleContext, document: PitchDocument): ReadonlySet<number> {
  const entered = new Set<number>();
  const files = new Set(
    document.script.items.flatMap((item) => (item.type === 'jump' && item.file ? [item.file] : [])),
  );
  for (const file of files) {
    const found = project.resolve(document, file);
    const there = found.state === 'read' ? found.document : found.uri === document.uri ? document : undefined;
    const other = there?.kind === 'pitch' ? there : undefined;
    for (const item of other?.script.items ?? []) {
      if (item.type !== 'jump' || item.file === undefined) continue;
      const back = project.resolve(other!, item.file);
      const stage = back.uri === document.uri ? stageByName(document.script, item.target) : undefined;
      if (stage !== undefined) entered.add(stage);
    }
  }
  return entered;
}

function checkCount(context: RuleContext, document: PitchDocument): void {
  const min = context.threshold('objection_min_branches');
  for (const { stage, parts } of stagesOf(document, OBJECTION)) {
    const shapes = parts.map((part) => shapeOf(part));
    if (!shapes.some((shape) => shape.isTalk)) continue;
    const count = shapes.reduce((sum, shape) => sum + shape.replies, 0);
    if (count >= min) continue;
    context.keep(parts[0]!, count, () =>
      context.report({
        variant: 'few',
        range: stage.titleRange,
        data: { n: count, min },
        fixes: (now) => anotherReply(now, stage),
      }),
    );
  }
}

/** At the end of the stage as it is when the fix is asked for: the finding rests on its first part. */
function anotherReply(document: PitchDocument, stage: Stage) {
  const stub = document.language === 'en' ? '? (another objection)' : '? （另一种顾虑）';
  const parts = stagesOf(document, OBJECTION).find((each) => each.stage === stage)?.parts;
  const last = parts?.at(-1)?.items.at(-1);
  return fixWith(
    { zh: '再写一种回答', en: 'Write another reply' },
    'manual',
    linesBelow(document, last?.range.end ?? stage.titleRange.end, [stub]),
  );
}

const OBJECTION: ReadonlySet<string> = new Set(['objection']);
