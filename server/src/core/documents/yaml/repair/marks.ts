/** Slips of single marks: tabs, full-width marks, a missing space, a comment sign in a text. */
import { bare, linesOf } from './lines.ts';
import type { Candidate, Repair } from './repaired.ts';

const KEY_WITH_WIDE_COLON = /^([ \t]*(?:- +)*)([A-Za-z_][\w-]*)[ \t]*：[ \t]*/;
const WIDE_IN_FLOW =
  /[{[,，][ \t]*[A-Za-z_][\w-]*[ \t]*：|，[ \t]*[A-Za-z_][\w-]*[ \t]*[:：]|\[[^\]"'\n\r]*[，、][^\]"'\n\r]*\]/;

/** Whether full-width marks stand where YAML's own marks were meant. A cheap look before any parse is tried. */
export function looksMistyped(text: string): boolean {
  if (!/[：，、｛｝]/.test(text)) return false;
  return /(?:^|[\n\r])[ \t]*(?:- +)*[A-Za-z_][\w-]*[ \t]*：/.test(text) || WIDE_IN_FLOW.test(text);
}

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
        const lead = /^[ \t]*/.exec(line.text)![0];
        const first = lead.indexOf('\t');
        // With a tab nobody can tell the column; a line stands where the line above it lets it stand.
        const isEntry = /^[ \t]*- /.test(line.text);
        const width = first < 0 ? lead.length : isEntry && !opens ? dashes : column;
        if (isEntry) dashes = width;
        opens = /:[ \t]*$/.test(bare(line.text));
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
