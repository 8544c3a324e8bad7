/**
 * Formatting: indentation of branches, spacing round markers, width of the punctuation that belongs to the language.
 * Words never change: only white space and the script's own punctuation are touched, and formatting twice is formatting
 * once.
 */
import type { TextEdit } from '../../core/diagnostic.ts';
import type { PitchDocument } from '../../core/documents/document.ts';
import type { Inline, ScriptItem } from '../../core/documents/pitch/script.ts';
import { foldLine } from '../../core/documents/pitch/words.ts';
import { markWidths } from './widths.ts';

const STEP = 2;

type Change = (start: number, end: number, newText: string) => void;

/** The edits that format a whole script, sorted and apart; none when it is formatted already. */
export function format(document: PitchDocument): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  const { script, text } = document;
  const change: Change = (start, end, newText) => {
    if (start <= end && text.slice(start, end) !== newText) edits.push({ range: { start, end }, newText });
  };
  for (const { title, range, titleRange } of script.stages) {
    if (title === '') continue;
    const hashes = foldLine(text.slice(range.start, titleRange.start)).trimEnd();
    change(startOfLine(text, range.start), titleRange.start, `${hashes} `);
  }
  const depths: number[] = [];
  let free = true;
  script.items.forEach((item, i) => {
    const depth = item.branch < 0 ? 0 : depths[item.branch]! + 1;
    depths.push(depth);
    // paragraphs that open a post may be indented as their writer likes
    const opensPost = item.type === 'text' && document.segments[item.segment]?.channel === 'public';
    free = opensPost && (free || script.items[i - 1]?.stage !== item.stage);
    if (!free) indent(item, depth * STEP, text, change);
    formatItem(item, text, change);
    if (!('content' in item)) return;
    formatMarks(item.content, text, change);
    formatSteps(item.content, text, change);
  });
  edits.push(...markWidths(document));
  trimLines(text, script.frontMatter?.range.end ?? 0, change);
  return apart(edits);
}

/** Puts the line at its column and the lines that continue it one step further in. */
function indent(item: ScriptItem, column: number, text: string, change: Change): void {
  change(startOfLine(text, item.range.start), item.range.start, ' '.repeat(column));
  if (!('content' in item)) return;
  const { start, end } = item.content.range;
  for (let i = start; i < end; i++) {
    if (text[i] !== '\n' && !(text[i] === '\r' && text[i + 1] !== '\n')) continue;
    let words = i + 1;
    while (words < end && isBlank(text[words]!)) words++;
    // a comment among them is an item of its own
    if (!foldLine(text.slice(words, words + 2)).startsWith('//')) change(i + 1, words, ' '.repeat(column + STEP));
  }
}

function formatItem(item: ScriptItem, text: string, change: Change): void {
  switch (item.type) {
    case 'turn': {
      const { start, end } = item.content.range;
      const head = toneOf(text.slice(item.speakerRange.end, start), isLatin(item.speakerName));
      change(item.speakerRange.end, start, start === end ? head.trimEnd() : head);
      break;
    }
    case 'note': {
      const { start, end } = item.content.range;
      if (item.label !== undefined && item.labelRange) {
        change(item.range.start, item.labelRange.start, '> ');
        change(item.labelRange.end, start, isLatin(item.label) ? (start === end ? ':' : ': ') : '：');
      } else change(item.range.start, start, start === end ? '>' : '> ');
      break;
    }
    case 'branch': {
      const { start, end } = item.content.range;
      change(item.range.start, start, start === end ? '?' : '? ');
      break;
    }
    case 'jump': {
      const first = item.fileRange?.start ?? item.targetRange.start;
      const hash = item.file === undefined && foldLine(text.slice(item.range.start, first)).includes('#');
      change(item.range.start, first, first === item.range.end ? (hash ? '-> #' : '->') : hash ? '-> #' : '-> ');
      if (item.fileRange && item.target) change(item.fileRange.end, item.targetRange.start, '#');
      break;
    }
    default:
      break;
  }
}

function isLatin(word: string): boolean {
  return !/[^ -~]/.test(word);
}

/** “ ( 轻声 ) ：” → “（轻声）：”, with the width that the speaker's name has. */
function toneOf(written: string, latin: boolean): string {
  const folded = foldLine(written);
  const open = folded.indexOf('(');
  const close = folded.lastIndexOf(')');
  const colon = latin ? ': ' : '：';
  if (open < 0 || close < open) return colon;
  const inner = written.slice(open + 1, close).trim();
  return latin ? ` (${inner})${colon}` : `（${inner}）${colon}`;
}

/** Brackets of marks are written half width, whatever the language; their insides stay as they are, but for outer spaces. */
function formatMarks(content: Inline, text: string, change: Change): void {
  for (const { range, nameRange, fallback } of content.placeholders) {
    if (!foldLine(text.slice(range.start, range.end)).endsWith('}}')) continue;
    if (nameRange.start === nameRange.end) continue;
    change(range.start, nameRange.start, '{{');
    if (fallback === undefined) change(nameRange.end, range.end, '}}');
  }
  for (const { kind, range, idRange, clauseRange } of content.references) {
    const written = foldLine(text.slice(range.start, range.end));
    if (!/(?:\]\]|\))$/.test(written) || idRange.start === idRange.end) continue;
    const end = clauseRange?.end ?? idRange.end;
    if (clauseRange) change(idRange.end, clauseRange.start, '#');
    if (kind === 'disclosure') change(end, range.end, ']]');
    else if (kind !== 'case') change(end, range.end, ')');
  }
}

/** （观察） and (observation): brackets as wide as the word in them. */
function formatSteps({ nvc }: Inline, text: string, change: Change): void {
  for (const { range } of nvc) {
    const words = text.slice(range.start + 1, range.end - 1);
    change(range.start, range.end, isLatin(words) ? `(${words})` : `（${words}）`);
  }
}

/** White space at line ends goes. */
function trimLines(text: string, from: number, change: Change): void {
  for (let i = from; i <= text.length; i++) {
    if (i < text.length && text[i] !== '\n' && text[i] !== '\r') continue;
    let start = i;
    while (start > from && isBlank(text[start - 1]!)) start--;
    if (start < i) change(start, i, '');
  }
}

function isBlank(c: string): boolean {
  return c === ' ' || c === '\t' || c === '\u3000';
}

/** Sorted; of two edits that overlap the earlier stays. */
function apart(edits: TextEdit[]): readonly TextEdit[] {
  edits.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  let end = -1;
  return edits.filter(({ range }) => {
    if (range.start < end) return false;
    end = range.end;
    return true;
  });
}

function startOfLine(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !/[\r\n\uFEFF]/.test(text[start - 1]!)) start--;
  return start;
}
