/** What may be done about paths that go round for ever and lines that no path comes to. All of it was tried on the graph. */
import type { Fix, TextEdit } from '../../diagnostic.ts';
import type { PitchDocument } from '../../documents/document.ts';
import type { Jump, ScriptItem } from '../../documents/pitch/script.ts';
import type { SourceRange } from '../../text/range.ts';
import type { Round, Unreached } from './lost-paths.ts';
import { fixWith, lineEnd, turnLine } from './script-lines.ts';

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

function withoutJump(document: PitchDocument, index: number): readonly Fix[] {
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
    newText: lines.join('\n'),
  });
}

function moveBelow(document: PitchDocument, jump: Jump, last: ScriptItem): readonly Fix[] {
  const { text } = document;
  const moved = wholeLines(text, jump.range);
  const end = lineEnd(text, last.range.end);
  const edits: readonly TextEdit[] = [
    { range: moved, newText: '' },
    { range: { start: end, end }, newText: `\n${text.slice(moved.start, jump.range.end)}` },
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
  let from = start;
  while (from > 0 && !/[\r\n]/.test(text[from - 1]!)) from--;
  const to = lineEnd(text, end);
  return { start: from, end: to + (/^(?:\r\n|\r|\n)/.exec(text.slice(to, to + 2))?.[0].length ?? 0) };
}
