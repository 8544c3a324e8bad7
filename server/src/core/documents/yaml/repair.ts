/**
 * Line repair: the slips that real writers make, each found on its own line, mended in a copy of the text and kept only
 * when the copy reads better. Every repair is also the quick fix. Must not know schemas.
 */
import type { Localized } from '../../localized.ts';
import type { CutKind } from './chunks.ts';
import { lineEnd } from './chunks.ts';

/** Replace `[start, end)` of the chunk's text by `text`. `mark` is what to underline, when it is not the replaced text. */
export interface Repair {
  readonly code: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly mark?: { readonly start: number; readonly end: number };
  readonly message: Localized;
  readonly title: Localized;
  readonly safe: boolean;
  /** Reported as `style/yaml-trap`, not as plain syntax. */
  readonly trap: boolean;
}

/** A text after repairs, with the way back to the text before them. */
export class Repaired {
  constructor(
    readonly text: string,
    /** In order; offsets of the text before all repairs. */
    readonly repairs: readonly Repair[],
  ) {}

  /** Offset in the repaired text → offset in the original. Inside an insertion: where it was inserted. */
  back(offset: number): number {
    let delta = 0;
    for (const each of this.repairs) {
      const at = each.start + delta;
      if (offset <= at) break;
      if (offset < at + each.text.length) return Math.min(each.start + (offset - at), each.end);
      delta += each.text.length - (each.end - each.start);
    }
    return offset - delta;
  }

  /** With more repairs, whose offsets are those of `this.text`. Undefined when two would touch the same characters. */
  with(added: readonly Repair[]): Repaired | undefined {
    const translated = added.map((each) => ({
      ...each,
      start: this.back(each.start),
      end: this.back(each.end),
      ...(each.mark && { mark: { start: this.back(each.mark.start), end: this.back(each.mark.end) } }),
    }));
    const repairs = [...this.repairs, ...translated].sort((a, b) => a.start - b.start || a.end - b.end);
    for (let i = 1; i < repairs.length; i++) if (repairs[i]!.start < repairs[i - 1]!.end) return undefined;
    return new Repaired(splice(this.text, added), repairs);
  }
}

function splice(text: string, edits: readonly Repair[]): string {
  let result = '';
  let at = 0;
  for (const each of [...edits].sort((a, b) => a.start - b.start)) {
    result += text.slice(at, each.start) + each.text;
    at = each.end;
  }
  return result + text.slice(at);
}

/** One class of slips. `always`: also tried on text without errors, because YAML reads it as something else. */
export interface Candidate {
  readonly always: boolean;
  find(text: string, kind: CutKind): Repair[];
}

const KEY_WITH_WIDE_COLON = /^([ \t]*(?:- +)*)([A-Za-z_][\w-]*)[ \t]*：[ \t]*/;
const WIDE_IN_FLOW =
  /[{[,，][ \t]*[A-Za-z_][\w-]*[ \t]*：|，[ \t]*[A-Za-z_][\w-]*[ \t]*[:：]|\[[^\]"'\n\r]*[，、][^\]"'\n\r]*\]/;

/** Whether full-width marks stand where YAML's own marks were meant. A cheap look before any parse is tried. */
export function looksMistyped(text: string): boolean {
  if (!/[：，、｛｝]/.test(text)) return false;
  return /(?:^|[\n\r])[ \t]*(?:- +)*[A-Za-z_][\w-]*[ \t]*：/.test(text) || WIDE_IN_FLOW.test(text);
}

interface Line {
  readonly start: number;
  /** Without the line break. */
  readonly text: string;
  readonly indent: number;
  /** Inside a block scalar: text, never syntax. */
  readonly literal: boolean;
}

/** The lines of a chunk; the bodies of `|` and `>` scalars are marked. */
function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let literalBelow = -1;
  for (let at = 0; at < text.length; ) {
    const next = lineEnd(text, at);
    const line = text.slice(at, next).replace(/[\r\n]+$/, '');
    const indent = line.length - line.trimStart().length;
    const blank = line.trim() === '';
    if (literalBelow >= 0 && !blank && indent <= literalBelow) literalBelow = -1;
    lines.push({ start: at, text: line, indent, literal: literalBelow >= 0 });
    if (literalBelow < 0 && /(?::|-|^)[ \t]+[|>][-+0-9]*[ \t]*(?:#.*)?$/.test(line)) literalBelow = indent;
    at = next;
  }
  return lines;
}

/** The line's text with quoted parts and comments blanked, so that marks found in it are syntax. */
function bare(line: string): string {
  let out = '';
  let quote = '';
  for (let i = 0; i < line.length; i++) {
    const c = line[i]!;
    if (quote) {
      if (quote === '"' && c === '\\') {
        out += '  ';
        i++;
        continue;
      }
      if (c === quote) quote = '';
      out += ' ';
      continue;
    }
    if ((c === '"' || c === "'") && /(?:^|[\s{[,:(])$/.test(out)) {
      quote = c;
      out += ' ';
    } else if (c === '#' && (i === 0 || line[i - 1] === ' ' || line[i - 1] === '\t')) {
      return out + ' '.repeat(line.length - i);
    } else out += c;
  }
  return out;
}

const TAB: Candidate = {
  always: false,
  find: (text) => {
    let column = 0;
    return linesOf(text)
      .filter((line) => !line.literal && line.text.trim() !== '')
      .flatMap((line) => {
        const lead = /^[ \t]*/.exec(line.text)![0];
        const first = lead.indexOf('\t');
        // With a tab nobody can tell the column; a line stands where the line above it lets it stand.
        const width = first < 0 ? lead.length : column;
        column = columnBelow(line.text, width);
        if (first < 0) return [];
        return [
          {
            code: 'tab-indent',
            start: line.start,
            end: line.start + lead.length,
            mark: { start: line.start + first, end: line.start + lead.length },
            text: ' '.repeat(width),
            message: { zh: '缩进用了制表符，YAML 只认空格', en: 'A tab indents this line; YAML takes spaces only' },
            title: { zh: '换成空格', en: 'Replace by spaces' },
            safe: true,
            trap: true,
          },
        ];
      });
  },
};

/** Where the next line would stand: deeper below `key:`, beside `- key: value`'s key, else in the same column. */
function columnBelow(line: string, indent: number): number {
  const [, dashes = '', rest = ''] = /^[ \t]*((?:- +)*)(.*)$/.exec(bare(line)) ?? [];
  const column = indent + dashes.length;
  return /:\s*$/.test(rest) ? column + 2 : column;
}

const colon = (start: number, end: number): Repair => ({
  code: 'full-width-colon',
  start,
  end,
  text: ': ',
  mark: { start, end: start + 1 },
  message: { zh: '键后面要用半角冒号加空格，这里是全角“：”', en: 'A key needs “: ”, this is a full-width colon' },
  title: { zh: '换成半角冒号', en: 'Replace by “: ”' },
  safe: true,
  trap: true,
});

const comma = (start: number, end: number): Repair => ({
  code: 'full-width-comma',
  start,
  end,
  text: ', ',
  mark: { start, end: start + 1 },
  message: { zh: '各项之间要用半角逗号，这里是全角', en: 'Entries are separated by “, ”, this is a full-width mark' },
  title: { zh: '换成半角逗号', en: 'Replace by “, ”' },
  safe: true,
  trap: true,
});

const WIDE: Candidate = {
  always: true,
  find: (text) => {
    const found: Repair[] = [];
    for (const line of linesOf(text)) {
      if (line.literal) continue;
      const plain = bare(line.text);
      const key = KEY_WITH_WIDE_COLON.exec(plain);
      if (key) {
        const at = line.start + plain.indexOf('：', key[1]!.length);
        found.push(colon(at, line.start + key[0].length));
      }
      const flowFrom = plain.search(/(?:^|[:：\-{[,，][ \t]*)[{[]/);
      if (flowFrom < 0 && !/^[ \t]*[A-Za-z_]\w*[ \t]*[:：].*[}\]]/.test(plain)) continue;
      for (const match of plain.matchAll(/([{[,，][ \t]*)([A-Za-z_][\w-]*)([ \t]*)：[ \t]*/g)) {
        const at = match.index + match[1]!.length + match[2]!.length + match[3]!.length;
        if (at >= Math.max(0, flowFrom)) found.push(colon(line.start + at, line.start + match.index + match[0].length));
      }
      for (const match of plain.matchAll(/，[ \t]*(?=[A-Za-z_][\w-]*[ \t]*[:：])/g))
        if (match.index >= Math.max(0, flowFrom))
          found.push(comma(line.start + match.index, line.start + match.index + match[0].length));
      for (const match of plain.matchAll(/\[([^\][{}：:]*)\]/g)) {
        if (!/^[\w.\-,，、 \t]*$/.test(match[1]!)) continue;
        for (const mark of match[0].matchAll(/[，、][ \t]*/g)) {
          const at = line.start + match.index + mark.index;
          found.push(comma(at, at + mark[0].length));
        }
      }
    }
    return unique(found);
  },
};

function unique(repairs: readonly Repair[]): Repair[] {
  const sorted = [...repairs].sort((a, b) => a.start - b.start || a.end - b.end);
  return sorted.filter((each, i) => i === 0 || each.start >= sorted[i - 1]!.end);
}

const SPACE: Candidate = {
  always: false,
  find: (text) => {
    const found: Repair[] = [];
    for (const line of linesOf(text)) {
      if (line.literal) continue;
      const plain = bare(line.text);
      const key = /^([ \t]*(?:- +)*)([A-Za-z_][\w-]*):(?=[^\s/:])/.exec(plain);
      if (key) found.push(missingSpace(line.start + key[1]!.length, line.start + key[0].length));
      const dash = /^([ \t]*)-(?=[A-Za-z_][\w-]*:(?:\s|$))/.exec(plain);
      if (dash) found.push(missingSpace(line.start + dash[1]!.length, line.start + dash[0].length));
      if (/[{]/.test(plain))
        for (const match of plain.matchAll(/(?<=[{,][ \t]*)([A-Za-z_][\w-]*):(?=[^\s/:,}\]])/g))
          found.push(missingSpace(line.start + match.index, line.start + match.index + match[0].length));
    }
    return unique(found);
  },
};

const missingSpace = (from: number, at: number): Repair => ({
  code: 'missing-space',
  start: at,
  end: at,
  text: ' ',
  mark: { start: from, end: at },
  message: { zh: '冒号或短横后面要有一个空格', en: 'A space must follow the colon or the dash' },
  title: { zh: '补上空格', en: 'Insert a space' },
  safe: true,
  trap: true,
});

const KEYLESS: Candidate = {
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

const QUOTE: Candidate = {
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
      found.push(closing('unclosed-quote', line.start + open, at, line.text[open]!));
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

/** ` #` inside `{…}` makes the rest a comment, closing bracket included: quote the text that holds it. */
const HASH: Candidate = {
  always: false,
  find: (text) =>
    linesOf(text).flatMap((line) => {
      const comment = line.literal ? -1 : line.text.search(/[ \t]#/);
      if (comment < 0 || bare(line.text).slice(comment).trim() !== '') return [];
      const before = line.text.slice(0, comment);
      if (!/[{[][^}\]]*$/.test(bare(before)) || !/[}\]]/.test(line.text.slice(comment))) return [];
      const value = /(?:^|[:,[][ \t]+|\[)([^:,[\]{}"']*)$/.exec(before);
      if (!value) return [];
      const start = line.start + comment - value[1]!.length;
      const length = line.text.slice(comment).search(/[ \t]*(?:,[ \t]*[A-Za-z_][\w-]*:|[}\]])/);
      const end = line.start + comment + length;
      const whole = text.slice(start, end);
      return [
        {
          code: 'cut-by-hash',
          start,
          end,
          text: `"${whole.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`,
          mark: { start: line.start + comment + 1, end },
          message: {
            zh: '空格加 # 是注释的开头，后面的文字和括号都读不到；整段文字要加引号',
            en: 'A space and # begin a comment: the rest, brackets included, is not read. Quote the text',
          },
          title: { zh: '整段加引号', en: 'Quote the whole text' },
          safe: true,
          trap: true,
        },
      ];
    }),
};

const BRACKET: Candidate = {
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
  const at = line.start + bare2(line.text).trimEnd().replace(/,$/, '').length;
  const marks = stack
    .map((each) => each.mark)
    .reverse()
    .join('');
  found.push(closing('unclosed-bracket', stack[0]!.at, Math.max(at, stack[stack.length - 1]!.at + 1), marks));
  stack.length = 0;
}

/** The line up to its comment. */
function bare2(line: string): string {
  const blanked = bare(line);
  const comment = line.search(/(?:^|[ \t])#/);
  return comment >= 0 && blanked.slice(comment).trim() === '' ? line.slice(0, comment) : line;
}

const INDENT: Candidate = {
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

/** In the order in which they are tried. */
export const candidates: readonly Candidate[] = [TAB, WIDE, QUOTE, HASH, BRACKET, SPACE, KEYLESS, INDENT];
