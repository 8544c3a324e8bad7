/** Slips of single marks: tabs, full-width marks, a missing space, a comment sign in a text. */
import { bare, linesOf } from './lines.ts';
import type { Candidate, Repair } from './repaired.ts';

const KEY_WITH_WIDE_COLON = /^([ \t]*(?:- +)*)([A-Za-z_][\w-]*)[ \t]*：[ \t]*/;
const WIDE_IN_FLOW =
  /[{[,，][ \t]*[A-Za-z_][\w-]*[ \t]*：|，[ \t]*[A-Za-z_][\w-]*[ \t]*[:：]|\[[^\]"'\n\r]*[，、][^\]"'\n\r]*\]/;

/** Below a key: a dash without its blank, or what word processors make of a dash. */
const GLUED_DASH = /:[ \t]*(?:\r?\n)+[ \t]*(?:-(?=[^\s\d:-])|[－–—•●·])/;
/** A word without blanks in curly quotes, alone behind its key: a code, a date, an id. */
const CURLY = /(?:[:[,{]|^[ \t]*-)[ \t]*[“”‘’][\w.+/-]+[“”‘’"'](?=[ \t]*(?:[\r\n,}\]]|$))/m;

/** A map in full-width braces, or with full-width marks in it, as a whole value. */
const WIDE_MAP =
  /(?:[:：]|^[ \t]*-)[ \t]*((?:｛[^{}｛｝\n\r]*[:：][^{}｛｝\n\r]*[｝}]|\{[^{}｛｝\n\r]*[:：][^{}｛｝\n\r]*｝))(?=[ \t]*(?:[\r\n]|$))/m;

/** Whether full-width marks stand where YAML's own marks were meant. A cheap look before any parse is tried. */
export function looksMistyped(text: string): boolean {
  if (GLUED_DASH.test(text)) return true;
  if (!/[：，、｛｝“”‘’]/.test(text)) return false;
  if (CURLY.test(text) || WIDE_MAP.test(text)) return true;
  return /(?:^|[\n\r])[ \t]*(?:- +)*[A-Za-z_][\w-]*[ \t]*：/.test(text) || WIDE_IN_FLOW.test(text);
}

const WHITE = /^[ \t\u3000\u00a0]*/;
const TABS = {
  code: 'tab-indent',
  message: { zh: '缩进用了制表符，YAML 只认空格', en: 'A tab indents this line; YAML takes spaces only' },
};
const WIDE_SPACES = {
  code: 'full-width-space',
  message: { zh: '这里是全角空格，YAML 只认半角空格', en: 'This is a full-width space; YAML takes plain spaces only' },
};

export const TAB: Candidate = {
  always: false,
  find: (text) => {
    let column = 0;
    /** Where the last entry's dash stands, and whether the line above opens a list or map. */
    let dashes = 0;
    let opens = true;
    return linesOf(text)
      .filter((line) => !line.literal && line.text.trim() !== '')
      .flatMap((line) => {
        const lead = WHITE.exec(line.text)![0];
        const first = lead.search(/[^ ]/);
        // With a tab nobody can tell the column; a line stands where the line above it lets it stand.
        const isEntry = /^[ \t\u3000\u00a0]*- /.test(line.text);
        const width = first < 0 ? lead.length : isEntry && !opens ? dashes : column;
        if (isEntry) dashes = width;
        opens = /:[ \t]*$/.test(bare(line.text));
        column = columnBelow(line.text, width);
        if (first < 0) return [];
        return [
          {
            ...(lead.includes('\t') ? TABS : WIDE_SPACES),
            start: line.start,
            end: line.start + lead.length,
            mark: { start: line.start + first, end: line.start + lead.length },
            text: ' '.repeat(width),
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
  const [, dashes = '', rest = ''] = /^[ \t\u3000\u00a0]*((?:- +)*)(.*)$/.exec(bare(line)) ?? [];
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

export const WIDE: Candidate = {
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

/** `标题：方案`: a sentence may begin like this, so it is only tried where YAML cannot read the text as it stands. */
export const CHINESE_KEY: Candidate = {
  always: false,
  find: (text) =>
    linesOf(text).flatMap((line) => {
      const key = line.literal ? null : /^([ \t]*(?:- +)*\p{Script=Han}{1,12}[ \t]*)：[ \t]*/u.exec(bare(line.text));
      if (!key) return [];
      const repair = colon(line.start + key[1]!.length, line.start + key[0].length);
      return [key[0].length === line.text.length ? { ...repair, text: ':' } : repair];
    }),
};

function unique(repairs: readonly Repair[]): Repair[] {
  const sorted = [...repairs].sort((a, b) => a.start - b.start || a.end - b.end);
  return sorted.filter((each, i) => i === 0 || each.start >= sorted[i - 1]!.end);
}

export const SPACE: Candidate = {
  always: false,
  find: (text) => {
    const found: Repair[] = [];
    for (const line of linesOf(text)) {
      if (line.literal) continue;
      const plain = bare(line.text);
      const wide = /^[ \t]*(?:- +)*(?:[A-Za-z_][\w-]*:|-)([ \t]*[\u3000\u00a0][\u3000\u00a0 \t]*)/.exec(plain);
      if (wide) found.push(wideSpace(line.start + wide[0].length - wide[1]!.length, line.start + wide[0].length));
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

const wideSpace = (start: number, end: number): Repair => ({
  ...WIDE_SPACES,
  start,
  end,
  text: ' ',
  title: { zh: '换成半角空格', en: 'Replace by a plain space' },
  safe: true,
  trap: true,
});

/** Lines that begin an entry with a dash that YAML does not take for one: no blank behind it, or another sign. */
export const DASH: Candidate = {
  always: true,
  find: (text) => {
    const found: Repair[] = [];
    /** Column of the entries above, or -2; whether the line above opens a list. */
    let column = -2;
    let opens = false;
    for (const line of linesOf(text)) {
      if (line.literal || line.text.trim() === '') continue;
      const mark = /^([ \t]*)(?:-(?=[^\s\d-])|[－–—•●·*](?![－–—*])[ \t\u3000]*|-[\u3000\u00a0]+)(?=\S)/.exec(
        line.text,
      );
      const goesOn = opens || line.indent === column;
      const at = line.start + (mark?.[1]?.length ?? 0);
      if (mark && goesOn)
        found.push({
          code: 'missing-space',
          start: at,
          end: line.start + mark[0].length,
          mark: { start: at, end: at + 1 },
          text: '- ',
          message: { zh: '列表的每一项要以半角短横加空格“- ”开头', en: 'Each entry of a list begins with “- ”' },
          title: { zh: '写成“- ”', en: 'Write “- ”' },
          safe: true,
          trap: true,
        });
      if ((mark && goesOn) || /^[ \t]*- /.test(line.text)) column = line.indent;
      else if (line.indent <= column) column = -2;
      opens = /:[ \t]*$/.test(bare(line.text));
    }
    return found;
  },
};

/** Curly quotes round a word where straight ones were meant: the word would keep them. */
export const CURLY_QUOTES: Candidate = {
  always: true,
  find: (text) =>
    linesOf(text).flatMap((line) => {
      if (line.literal) return [];
      return [...bare(line.text).matchAll(new RegExp(CURLY, 'g'))].map((match): Repair => {
        const from = line.start + match.index + match[0].search(/[“”‘’]/);
        const end = line.start + match.index + match[0].length;
        return {
          code: 'curly-quotes',
          start: from,
          end,
          text: `"${text.slice(from + 1, end - 1)}"`,
          message: {
            zh: '这里是中文引号，会当成内容；要用半角引号',
            en: 'Curly quotes become part of the value; use straight ones',
          },
          title: { zh: '换成半角引号', en: 'Replace by straight quotes' },
          safe: true,
          trap: true,
        };
      });
    }),
};

/** `｛mom：60，kid：40｝` as a whole value. */
export const WIDE_BRACES: Candidate = {
  always: true,
  find: (text) =>
    linesOf(text).flatMap((line) => {
      const match = line.literal ? null : WIDE_MAP.exec(line.text);
      if (!match) return [];
      const end = line.start + match.index + match[0].length;
      return [
        {
          code: 'full-width-bracket',
          start: end - match[1]!.length,
          end,
          text: halfWidth(match[1]!),
          message: { zh: '括号和里面的标点要用半角', en: 'Brackets and the marks in them must be half-width' },
          title: { zh: '换成半角', en: 'Make them half-width' },
          safe: true,
          trap: true,
        },
      ];
    }),
};

/** A map with YAML's own marks. */
function halfWidth(written: string): string {
  return written
    .replaceAll('｛', '{')
    .replaceAll('｝', '}')
    .replace(/[ \t]*：[ \t]*/g, ': ')
    .replace(/[ \t]*[，、][ \t]*/g, ', ');
}

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

/** ` #` inside `{…}` makes the rest a comment, closing bracket included: quote the text that holds it. */
export const HASH: Candidate = {
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
