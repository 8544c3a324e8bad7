/** What may be done about jumps that lead nowhere or round for ever, and about lines that no path comes to. */
import type { Fix, TextEdit } from '../../diagnostic.ts';
import type { PitchDocument } from '../../documents/document.ts';
import { stageByName } from '../../documents/pitch/graph.ts';
import type { Jump, ScriptItem } from '../../documents/pitch/script.ts';
import { endOfLine, startOfLine } from '../../text/line-index.ts';
import type { SourceRange } from '../../text/range.ts';
import { lineBreakOf, replace } from '../plan/edits.ts';
import { fileMeant } from '../plan/files.ts';
import type { RuleContext } from '../rule.ts';
import { type Round, standsAlone, type Unreached } from './lost-paths.ts';
import { fixWith, turnLine } from './script-lines.ts';

/** Without the jump that closes the round, or with an answer beside it that goes on. */
export function waysOut(document: PitchDocument, { without, beside }: Round): readonly Fix[] {
  return [...(without === undefined ? [] : withoutJump(document, without)), ...besideJump(document, beside)];
}

/** The jump below the lines, no jump, or no lines. */
export function waysIn(document: PitchDocument, run: Unreached): readonly Fix[] {
  const { items, stages } = document.script;
  const first = items[run.first]!;
  const lines = items.slice(run.first, run.last + 1);
  const inOneStage = lines.every(({ stage }) => stage === first.stage);
  const jump = run.behind === undefined ? undefined : (items[run.behind] as Jump);
  const jumpsOn = lines.some(({ type, branch }) => type === 'jump' && branch === first.branch);
  const below =
    jump && inOneStage && !jumpsOn && jump.stage === first.stage && jump.branch === first.branch
      ? moveBelow(document, jump, items[run.last]!)
      : [];
  const stage = stages[first.stage];
  const isWhole = stage !== undefined && lines.length >= stage.end - stage.first;
  return [
    ...below,
    ...(jump ? withoutJump(document, jump.index) : []),
    ...(inOneStage && !isWhole ? withoutLines(document, first, items[run.last]!) : []),
  ];
}

/** Nothing where a branch would be left empty. */
export function withoutJump(document: PitchDocument, index: number): readonly Fix[] {
  if (standsAlone(document.script.items, index)) return [];
  const jump = document.script.items[index] as Jump;
  const written = document.text.slice(jump.range.start, jump.range.end);
  return fixWith(
    { zh: `删掉“${written}”，讲完接着往下`, en: `Remove “${written}”, so the talk goes on below` },
    'review',
    {
      range: wholeLines(document.text, jump.range),
      newText: '',
    },
  );
}

function besideJump(document: PitchDocument, index: number | undefined): readonly Fix[] {
  if (index === undefined) return [];
  const { range, indent } = document.script.items[index]!;
  const pad = ' '.repeat(indent);
  const english = document.language === 'en';
  const lines = [
    english ? '? (wants it once more)' : '? （还想再听一遍）',
    `${pad}  ${document.text.slice(range.start, range.end)}`,
    `${pad}${english ? '? (that is clear)' : '? （都清楚了）'}`,
    turnLine(document, undefined, { zh: '好的，那我们接着往下。', en: 'Good, then let us go on.' }, indent + 2),
  ];
  return fixWith({ zh: '加一种回答，让话讲得完', en: 'Add an answer that leads out' }, 'manual', {
    range,
    newText: lines.join(lineBreakOf(document.text)),
  });
}

function moveBelow(document: PitchDocument, jump: Jump, last: ScriptItem): readonly Fix[] {
  const { text } = document;
  const moved = wholeLines(text, jump.range);
  const end = endOfLine(text, last.range.end);
  const edits: readonly TextEdit[] = [
    { range: moved, newText: '' },
    { range: { start: end, end }, newText: lineBreakOf(text) + text.slice(moved.start, jump.range.end) },
  ];
  const written = text.slice(jump.range.start, jump.range.end);
  return fixWith({ zh: `讲完这几行再“${written}”`, en: `Say these lines before “${written}”` }, 'review', ...edits);
}

function withoutLines({ text }: PitchDocument, first: ScriptItem, last: ScriptItem): readonly Fix[] {
  const range = wholeLines(text, { start: first.range.start, end: last.range.end });
  return fixWith({ zh: '删掉这几行', en: 'Delete these lines' }, 'review', { range, newText: '' });
}

/** From the first line's beginning to the last line's end, its break included. */
function wholeLines(text: string, { start, end }: SourceRange): SourceRange {
  const from = startOfLine(text, start);
  const to = endOfLine(text, end);
  return { start: from, end: to + (/^(?:\r\n|\r|\n)/.exec(text.slice(to, to + 2))?.[0].length ?? 0) };
}

/** The stage of that name in this file, or a script that is spelt alike. */
export function otherFile(context: RuleContext, document: PitchDocument, jump: Jump): readonly Fix[] {
  const here = stageByName(document.script, jump.target) === undefined ? undefined : jump.target;
  const guess = fileMeant(context, jump.file!, /\.(?:pitch|md)$/);
  const options = [here, guess && (jump.target ? `${guess}#${jump.target}` : guess)];
  return options.flatMap((to) =>
    to ? fixWith({ zh: `改为“-> ${to}”`, en: `Change to “-> ${to}”` }, 'review', replace(jump.range, `-> ${to}`)) : [],
  );
}

/** The stage that comes next, any other, or no jump. */
export function someTarget(document: PitchDocument, jump: Jump): readonly Fix[] {
  const { stages, items } = document.script;
  const titles = stages.flatMap(({ title }, index) => (title && index !== jump.stage ? [{ title, index }] : []));
  const next = titles.find(({ index }) => index > jump.stage);
  return [
    ...[...new Set([...(next ? [next] : []), ...titles])].flatMap(({ title }) =>
      fixWith(
        { zh: `跳到“${title}”`, en: `Jump to “${title}”` },
        title === next?.title ? 'review' : 'manual',
        replace(jump.range, `-> ${title}`),
      ),
    ),
    ...withoutJump(document, jump.index),
    ...(standsAlone(items, jump.index)
      ? fixWith({ zh: '改成一句回应', en: 'Write a reply instead' }, 'review', {
          range: { start: startOfLine(document.text, jump.range.start), end: jump.range.end },
          newText: replyLine(document, items[jump.branch]!),
        })
      : []),
  ];
}

/** A stage to fill in at the end of the file. */
export function newStage(document: PitchDocument, title: string) {
  const end = document.text.length;
  const lead = document.text.endsWith('\n') ? '\n' : '\n\n';
  const words = { zh: '（待写）', en: '(to be written)' };
  return fixWith({ zh: `新建环节“${title}”`, en: `Create the stage “${title}”` }, 'manual', {
    range: { start: end, end },
    newText: `${lead}# ${title}\n${turnLine(document, undefined, words)}\n`,
  });
}

/** An outline of what may follow the client's answer. */
export function replyLine(document: PitchDocument, branch: ScriptItem): string {
  const objection = document.script.stages[branch.stage]?.id === 'objection';
  const words = objection
    ? {
        zh: '您刚才提到这件事（观察），心里有些顾虑（感受），您想先把看重的几样弄清楚（需求），我们一起看下一步，可以吗（请求）？',
        en: 'You have just mentioned this (observation), and it leaves you uneasy (feeling); you want to be clear about what matters (need). Shall we look at the next step together (request)?',
      }
    : { zh: '好的，我先记下来，下次我们接着聊。', en: 'That is fine, I have noted it; we can go on next time.' };
  return turnLine(document, undefined, words, branch.indent + 2);
}
