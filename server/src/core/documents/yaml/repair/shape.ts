/** Slips of shape: a line without its colon, quotes and brackets left open, indentation that does not line up. */
import type { CutKind } from '../chunks.ts';
import { bare, type Line, linesOf } from './lines.ts';
import type { Candidate, Repair } from './repaired.ts';

export const KEYLESS: Candidate = {
  always: false,
  find: (text, kind) => {
    const found: Repair[] = [];
    const lines = linesOf(text);
    lines.forEach((line, i) => {
      if (line.literal) return;
      const plain = bare(line.text).trimEnd();
      const match = /^([ \t]*(?:- +)*)([A-Za-z_][\w-]*)(?:[ \t]+(?=[^\s:：]))?/.exec(plain);
      if (!match || /[:：]/.test(plain)) return;
      // A lone word is a key in the making only where keys stand beside it.
      const beside = lines[i - 1] ?? lines[i + 1];
      if (!(kind === 'entry' && match[1] === '') && !(beside && /[:：]/.test(beside.text))) return;
      const from = line.start + match[1]!.length;
      const at = from + match[2]!.length;
      const rest = plain.length > match[0].length;
      found.push({
        code: rest ? 'missing-colon' : 'incomplete-line',
        start: at,
        end: at,
        text: ':',
        mark: { start: from, end: at },
        message: rest
          ? { zh: `“${match[2]}”后面少了冒号`, en: `A colon is missing after “${match[2]}”` }
          : {
              zh: `这一行还没写完：“${match[2]}”后面要有冒号和值`,
              en: `This line is not finished: “${match[2]}” needs a colon and a value`,
            },
        title: { zh: '补上冒号', en: 'Insert a colon' },
        safe: false,
        trap: false,
      });
    });
    return found;
  },
};

/**
 * Text that YAML takes for something else: it begins with one of YAML's own signs, has a colon in it, or goes on behind a
 * closing quote or bracket. Quoted as a whole; where it is a second `key: value`, put on a line of its own.
 */
export const TEXT: Candidate = {
  always: false,
  find: (text) =>
    linesOf(text).flatMap((line) => {
      const head = line.literal ? null : /^([ \t]*(?:- +)*)(?:"[^"]*"|[^\s"'#{}[\],:][^:#]*):[ \t]+/.exec(line.text);
      const value = head ? uncommented(line.text).slice(head[0].length).trimEnd() : '';
      if (!head || !UNREADABLE.test(value)) return [];
      const start = line.start + head[0].length;
      const end = start + value.length;
      const shared = { mark: { start, end }, safe: false, trap: false };
      const second = /[ \t]+(?=[a-z_]{2,}:[ \t])/.exec(value);
      if (second)
        return [
          {
            ...shared,
            code: 'two-in-line',
            start: start + second.index,
            end: start + second.index + second[0].length,
            text: `\n${' '.repeat(head[1]!.length)}`,
            message: { zh: '一行只能写一个“键: 值”', en: 'One line holds one “key: value”' },
            title: { zh: '分成两行', en: 'Put it on its own line' },
          },
        ];
      return [
        {
          ...shared,
          code: 'unquoted-text',
          start,
          end,
          text: `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`,
          message: {
            zh: '文字里有 YAML 自己的符号（冒号、括号、引号等），整段要加引号',
            en: 'The text holds signs that YAML keeps for itself; quote the whole of it',
          },
          title: { zh: '整段加引号', en: 'Quote the whole text' },
        },
      ];
    }),
};
const UNREADABLE =
  /^(?:[%@`!*][^\n]|[?-][ \t])|^(?:\[[^[\]]*\]|\{[^{}]*\}|"[^"]*"|'[^']*')[ \t]*[^\s,\]}]|^[^"'[{][^\n]*:(?:[ \t]|$)/;

export const QUOTE: Candidate = {
  always: false,
  find: (text) => {
    const found: Repair[] = [];
    for (const line of linesOf(text)) {
      if (line.literal) continue;
      const open = openQuote(line.text);
      if (open < 0) continue;
      const rest = line.text.slice(open + 1);
      const inFlow = /[{[]/.test(bare(line.text.slice(0, open)));
      const stop = inFlow
        ? rest.search(/[ \t]*(?:,[ \t]*[A-Za-z_][\w-]*:[ \t]|[}\]]+[ \t]*(?:,|$))/)
        : rest.search(/[ \t]+#|[ \t]*$/);
      const at = line.start + open + 1 + (stop < 0 ? rest.length : stop);
      const repair = closing('unclosed-quote', line.start + open, at, line.text[open]!);
      // a curly quote that none opened was meant to close it
      const isCurly = /^[^“‘]*[”’]$/.test(text.slice(line.start + open + 1, at));
      found.push(isCurly ? { ...repair, start: at - 1 } : repair);
    }
    return found;
  },
};

/** Where a quote opens that the line does not close, or -1. */
function openQuote(line: string): number {
  let quote = '';
  let from = -1;
  for (let i = 0; i < line.length; i++) {
    const c = line[i]!;
    if (quote) {
      if (quote === '"' && c === '\\') i++;
      else if (c === quote) quote = '';
    } else if ((c === '"' || c === "'") && /(?:^|[\s{[,:-])$/.test(line.slice(0, i))) {
      quote = c;
      from = i;
    } else if (c === '#' && /(?:^|\s)$/.test(line.slice(0, i))) break;
  }
  return quote ? from : -1;
}

const closing = (code: 'unclosed-quote' | 'unclosed-bracket', from: number, at: number, mark: string): Repair => ({
  code,
  start: at,
  end: at,
  text: mark,
  mark: { start: from, end: Math.max(at, from + 1) },
  message:
    code === 'unclosed-quote'
      ? { zh: `引号没有收尾，少了 ${mark}`, en: `The quote is not closed: ${mark} is missing` }
      : { zh: `括号没有收尾，少了 ${mark}`, en: `The bracket is not closed: ${mark} is missing` },
  title: { zh: `补上 ${mark}`, en: `Insert ${mark}` },
  safe: false,
  trap: false,
});

export const BRACKET: Candidate = {
  always: false,
  find: (text) => {
    const lines = linesOf(text);
    const stack: { mark: string; at: number; line: number }[] = [];
    const found: Repair[] = [];
    lines.forEach((line, number) => {
      if (line.literal) return;
      const plain = bare(line.text);
      // A block line below an open bracket: the bracket was left open above it.
      if (
        stack.length > 0 &&
        /^[ \t]*(?:- +)?[A-Za-z_][\w-]*:(?:[ \t]|$)|^[ \t]*- /.test(plain) &&
        !/[,}\]][ \t]*$/.test(plain)
      )
        closeAll(stack, lines, number - 1, found);
      for (let i = 0; i < plain.length; i++) {
        const c = plain[i]!;
        const opens =
          (c === '{' || c === '[') && (stack.length > 0 || /(?:^|[:\-,][ \t]+)[ \t]*$/.test(plain.slice(0, i)));
        if (opens) stack.push({ mark: c === '{' ? '}' : ']', at: line.start + i, line: number });
        else if ((c === '}' || c === ']') && stack.length > 0) {
          if (stack[stack.length - 1]!.mark === c) stack.pop();
          else if (stack.length > 1 && stack[stack.length - 2]!.mark === c) {
            const inner = stack.pop()!;
            found.push(closing('unclosed-bracket', inner.at, line.start + i, inner.mark));
            stack.pop();
          }
        }
      }
    });
    closeAll(stack, lines, lines.length - 1, found);
    return found;
  },
};

function closeAll(
  stack: { mark: string; at: number; line: number }[],
  lines: readonly Line[],
  last: number,
  found: Repair[],
): void {
  if (stack.length === 0) return;
  let number = last;
  while (number > stack[0]!.line && bare(lines[number]!.text).trim() === '') number--;
  const line = lines[number]!;
  const at = line.start + uncommented(line.text).trimEnd().replace(/,$/, '').length;
  const marks = stack
    .map((each) => each.mark)
    .reverse()
    .join('');
  found.push(closing('unclosed-bracket', stack[0]!.at, Math.max(at, stack[stack.length - 1]!.at + 1), marks));
  stack.length = 0;
}

/** The line up to its comment. */
function uncommented(line: string): string {
  const blanked = bare(line);
  const comment = line.search(/(?:^|[ \t])#/);
  return comment >= 0 && blanked.slice(comment).trim() === '' ? line.slice(0, comment) : line;
}

export const INDENT: Candidate = {
  always: false,
  find: (text, kind) => {
    const found: Repair[] = [];
    /** Columns at which keys or dashes of the open blocks stand. */
    const columns: number[] = [];
    let previousIsLeaf = false;
    let shift = 0;
    let shiftedFrom = -1;
    for (const line of linesOf(text)) {
      const plain = bare(line.text);
      if (line.literal || plain.trim() === '') continue;
      const match = /^( *)((?:- +)*)(?:(?:"[^"]*"|[^\s"'#{}[\],:][^:#]*):(?:[ \t]+(\S.*)|[ \t]*$)|(\S.*))/.exec(plain);
      if (!match) continue;
      const isKey = match[4] === undefined;
      const isItem = match[2] !== '';
      if (!isKey && !isItem) continue;
      let column = match[1]!.length;
      if (shiftedFrom >= 0 && column > shiftedFrom) column += shift;
      else shiftedFrom = -1;
      const wanted = expected(columns, column, previousIsLeaf, kind);
      if (wanted !== undefined && wanted !== column) {
        found.push(indentation(line, wanted));
        // What hangs below a moved header moves with it; beside a moved leaf nothing does.
        shift = wanted - column;
        shiftedFrom = isKey && match[3] === undefined ? match[1]!.length : -1;
        column = wanted;
      }
      while (columns.length > 0 && columns[columns.length - 1]! > column) columns.pop();
      if (columns[columns.length - 1] !== column) columns.push(column);
      if (isItem && isKey) {
        const inner = column + match[2]!.length;
        if (columns[columns.length - 1] !== inner) columns.push(inner);
      }
      previousIsLeaf = isKey ? match[3] !== undefined : true;
    }
    return found;
  },
};

/** The column where a line should stand, or undefined when it stands well. */
function expected(
  columns: readonly number[],
  column: number,
  previousIsLeaf: boolean,
  kind: CutKind,
): number | undefined {
  const last = columns[columns.length - 1];
  if (last === undefined) return kind === 'entry' && column > 0 ? 0 : undefined;
  if (columns.includes(column)) {
    return undefined;
  }
  if (column > last) return previousIsLeaf ? last : undefined;
  return columns.reduce((best, each) => (Math.abs(each - column) < Math.abs(best - column) ? each : best), last);
}

function indentation(line: Line, wanted: number): Repair {
  const indent = /^ */.exec(line.text)![0].length;
  return {
    code: 'bad-indent',
    start: line.start,
    end: line.start + indent,
    text: ' '.repeat(wanted),
    mark: indent > 0 ? { start: line.start, end: line.start + indent } : { start: line.start, end: line.start + 1 },
    message: {
      zh: `缩进 ${indent} 格与上下行对不齐，应为 ${wanted} 格`,
      en: `Indented by ${indent}, but the lines around it want ${wanted}`,
    },
    title: { zh: `缩进改为 ${wanted} 格`, en: `Indent by ${wanted}` },
    safe: false,
    trap: false,
  };
}
