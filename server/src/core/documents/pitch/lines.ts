/**
 * The line lexer: one line, one token. What a line is follows from the line alone; who speaks, where a stage ends and
 * which line continues another is the block reader's business, because front matter and neighbours decide that.
 */
import { type LineFault, type Mark, readMarks } from './marks.ts';
import { isStageAlias, stageNamed } from './stages.ts';
import { CAPTION_WORDS, foldLine, NOTE_LABEL_WORDS, SCENE_WORDS, SIGNATURE_WORDS } from './words.ts';

export interface Part {
  readonly start: number;
  readonly end: number;
}

export interface HeadingDetail {
  readonly kind: 'heading';
  readonly level: 1 | 2 | 3;
  readonly title: Part;
  /** `video` in `{video max=60s}`. */
  readonly id?: Part;
  readonly attributes: readonly { readonly key: string; readonly value: string; readonly part: Part }[];
}
export interface NoteDetail {
  readonly kind: 'note';
  readonly label?: Part;
}
export interface JumpDetail {
  readonly kind: 'jump';
  readonly file?: Part;
  readonly target: Part;
}
export interface ShotDetail {
  readonly kind: 'shot';
  readonly what: 'scene' | 'caption';
}
/** A line of prose. With `name` it is a turn if somebody is called so, else text. */
export interface ProseDetail {
  readonly kind: 'prose';
  readonly name?: Part;
  readonly tone?: Part;
  /** Where the words begin after the colon. */
  readonly spoken: number;
}
export interface CommentDetail {
  readonly kind: 'comment';
  readonly directive?: {
    readonly rules: readonly Part[];
    readonly reason: string | undefined;
    readonly until: string | undefined;
  };
}
export type LineDetail =
  | HeadingDetail
  | NoteDetail
  | JumpDetail
  | ShotDetail
  | ProseDetail
  | CommentDetail
  | { readonly kind: 'branch' | 'signature' | 'blank' };

/** One line, its offsets counted from its own first character. Immutable; shared by all versions that hold the line. */
export interface LexedLine {
  /** Without its line break. */
  readonly raw: string;
  /** Characters of white space in front. */
  readonly lead: number;
  /** Columns of indentation: tabs go to the next multiple of 2, a full-width space counts 2. */
  readonly indent: number;
  /** What the indentation is made of. */
  readonly indentKind: '' | 'space' | 'tab' | 'mixed';
  /** Content without trailing white space. */
  readonly from: number;
  readonly to: number;
  readonly detail: LineDetail;
  readonly marks: readonly Mark[];
  readonly faults: readonly LineFault[];
}

const NO_MARKS: readonly Mark[] = [];
const NO_FAULTS: readonly LineFault[] = [];
const BLANK: LineDetail = { kind: 'blank' };
const BRANCH: LineDetail = { kind: 'branch' };
const SIGNATURE: LineDetail = { kind: 'signature' };

const SPEAKER =
  /^([^\s:(){}[\]@,;!?，。、；！？…“”"'《》<>|/\\#*~=+][^:(){}[\]@,;!?，。、；！？…“”"《》<>|/\\#*~=+]{0,23}?) *(?:\(([^()]{0,40})\))? *:/;
const HEADING = /^(#{1,6})( +)?/;
/** `->`, and what keyboards and word processors make of it. */
const ARROW = /^(?:[-=—–]{1,3}[>》]|[→⇒➔➜➡]\uFE0F?)/;
const SHOT = /^[[【] *([^[\]【】]{1,10}?) *[\]】]/;
const SIGN = /^@([^()\s]{2,9}) *\( *\) *$/;

/** Reads one line (without its break). Never throws; any text is some line. */
export function lexLine(raw: string): LexedLine {
  const lead = leadOf(raw);
  let to = raw.length;
  while (to > lead && isSpace(raw.charCodeAt(to - 1))) to--;
  if (to === lead) return line(raw, lead, lead, lead, BLANK, NO_MARKS, NO_FAULTS);
  const folded = foldLine(raw);
  const first = folded.charCodeAt(lead);
  const faults: LineFault[] = [];

  if (first === 35 /* # */) {
    const heading = readHeading(folded, raw, lead, to, faults);
    if (heading) return line(raw, lead, heading.title.start, heading.title.end, heading, NO_MARKS, faults);
  } else if (first === 47 /* / */ && folded.charCodeAt(lead + 1) === 47) {
    return line(raw, lead, lead, to, readComment(folded, raw, lead, to), NO_MARKS, NO_FAULTS);
  } else if (first === 62 /* > */ || first === 0x300b /* 》, which a Chinese keyboard makes of it */) {
    return readNote(folded, raw, lead, to, faults);
  } else if (first === 63 /* ? */) {
    const from = skipSpaces(folded, lead + 1, to);
    return line(raw, lead, from, to, BRANCH, readMarks(folded, raw, from, faults), faults);
  } else if (ARROW.test(folded.slice(lead, lead + 4))) {
    return readJump(folded, raw, lead, to, ARROW.exec(folded.slice(lead, lead + 4))![0].length);
  } else if (first === 91 /* [ */ || first === 0x3010 /* 【 */) {
    const m = SHOT.exec(folded.slice(lead, to));
    const what = m && (SCENE_WORDS.has(m[1]!) ? 'scene' : CAPTION_WORDS.has(m[1]!) ? 'caption' : undefined);
    if (m && what) {
      let from = skipSpaces(folded, lead + m[0].length, to);
      if (folded[from] === ':') from = skipSpaces(folded, from + 1, to);
      return line(raw, lead, from, to, { kind: 'shot', what }, readMarks(folded, raw, from, faults), faults);
    }
  } else if (first === 64 /* @ */) {
    const m = SIGN.exec(folded.slice(lead, to));
    if (m && SIGNATURE_WORDS.has(m[1]!)) return line(raw, lead, lead, to, SIGNATURE, NO_MARKS, NO_FAULTS);
  } else if (first === 45 && /^-{3,}$/.test(folded.slice(lead, to))) {
    return line(raw, lead, lead, to, BLANK, NO_MARKS, NO_FAULTS);
  }
  return readProse(folded, raw, lead, to, faults);
}

function readProse(folded: string, raw: string, lead: number, to: number, faults: LineFault[]): LexedLine {
  const m = SPEAKER.exec(folded.slice(lead, Math.min(to, lead + 80)));
  const marks = readMarks(folded, raw, lead, faults);
  if (!m || marks.some((k) => k.start < lead + m[0].length)) {
    return line(raw, lead, lead, to, { kind: 'prose', spoken: lead }, marks, faults);
  }
  const nameEnd = lead + m[1]!.trimEnd().length;
  const open = folded.indexOf('(', nameEnd);
  const tone = m[2] === undefined ? undefined : trim(folded, open + 1, open + 1 + m[2].length);
  const spoken = skipSpaces(folded, lead + m[0].length, to);
  return line(raw, lead, lead, to, { kind: 'prose', name: { start: lead, end: nameEnd }, tone, spoken }, marks, faults);
}

function readNote(folded: string, raw: string, lead: number, to: number, faults: LineFault[]): LexedLine {
  let from = skipSpaces(folded, lead + 1, to);
  const m = /^([^:\s]{1,8}) *:/.exec(folded.slice(from, Math.min(to, from + 12)));
  let label: Part | undefined;
  if (m && NOTE_LABEL_WORDS.has(m[1]!)) {
    label = { start: from, end: from + m[1]!.length };
    from = skipSpaces(folded, from + m[0].length, to);
  }
  return line(raw, lead, from, to, { kind: 'note', label }, readMarks(folded, raw, from, faults), faults);
}

function readJump(folded: string, raw: string, lead: number, to: number, arrow: number): LexedLine {
  const from = skipSpaces(folded, lead + arrow, to);
  const hash = folded.slice(0, to).indexOf('#', from);
  let file: Part | undefined;
  let target: Part = { start: from, end: to };
  if (hash >= 0) {
    const before = trim(folded, from, hash);
    // “C# 方案” is a title; a file is empty or looks like a path
    if (before.end === before.start || /[./]/.test(folded.slice(before.start, before.end))) {
      if (before.end > before.start) file = before;
      target = trim(folded, hash + 1, to);
    }
  } else if (/\.(?:pitch|pitch\.md|md)$/.test(folded.slice(from, to))) {
    file = target;
    target = { start: to, end: to };
  }
  return line(raw, lead, from, to, { kind: 'jump', file, target }, NO_MARKS, NO_FAULTS);
}

function readHeading(
  folded: string,
  raw: string,
  lead: number,
  to: number,
  faults: LineFault[],
): HeadingDetail | undefined {
  const m = HEADING.exec(folded.slice(lead, to))!;
  const hashes = m[1]!.length;
  const from = lead + m[0].length;
  if (!m[2] && from < to && !isTitle(folded.slice(from, to), hashes)) return undefined;
  const level = Math.min(hashes, 3) as 1 | 2 | 3;
  const open = folded.indexOf('{', from);
  if (open < 0 || open >= to || folded[open + 1] === '{') {
    // “## 需求分析 ##”: Markdown closes headings so
    const closing = /[^#\s](\s*#+)$/.exec(folded.slice(from, to));
    return { kind: 'heading', level, title: trim(folded, from, to - (closing?.[1]?.length ?? 0)), attributes: [] };
  }
  let close = folded.indexOf('}', open);
  if (close < 0 || close >= to) {
    faults.push({ code: 'stage-braces', start: open, end: to, at: to, insert: raw[open] === '｛' ? '｝' : '}' });
    close = to;
  }
  let id: Part | undefined;
  const attributes: { key: string; value: string; part: Part }[] = [];
  const words = /[^\s,]+/g;
  words.lastIndex = open + 1;
  for (let w = words.exec(folded); w && w.index < close; w = words.exec(folded)) {
    const end = Math.min(w.index + w[0].length, close);
    const word = raw.slice(w.index, end);
    const equals = folded.slice(w.index, end).indexOf('=');
    const part = { start: w.index, end };
    if (equals >= 0) attributes.push({ key: foldLine(word.slice(0, equals)), value: word.slice(equals + 1), part });
    else id ??= part;
  }
  return { kind: 'heading', level, title: trim(folded, from, open), id, attributes };
}

/**
 * Whether words that stand right behind their `#` are a title whose blank was forgotten. One `#` makes a hashtag
 * (“#朋友圈文案” in a post) unless the line is a stage's name or says its stage in braces; two make none, but for
 * “##话题##” and a row of them.
 */
function isTitle(words: string, hashes: number): boolean {
  const open = /\{(?!\{)/.exec(words)?.index ?? words.length;
  const title = words.slice(0, open);
  if (title.includes('#')) return false;
  if (hashes > 1) return true;
  if (isStageAlias(title)) return open < words.length || !title.includes(' ');
  const id = /^\{ *([^\s,{}=]+)[^{}]*\}? *$/.exec(words.slice(open))?.[1];
  return title !== '' && id !== undefined && stageNamed(id) !== undefined;
}

const DIRECTIVE = /^\/\/+ *pitchlint-disable-next-line(?![a-z-])/;

function readComment(folded: string, raw: string, lead: number, to: number): CommentDetail {
  const m = DIRECTIVE.exec(folded.slice(lead, to));
  if (!m) return { kind: 'comment' };
  const from = lead + m[0].length;
  const dashes = /--|—+/.exec(folded.slice(from, to));
  const idsEnd = dashes ? from + dashes.index : to;
  const rules: Part[] = [];
  for (const word of folded.slice(from, idsEnd).matchAll(/[^\s,，、]+/g)) {
    rules.push({ start: from + word.index, end: from + word.index + word[0].length });
  }
  let reason: string | undefined;
  let until: string | undefined;
  if (dashes) {
    const rest = raw.slice(idsEnd + dashes[0].length, to);
    const end = /\s*\buntil\s+(\S+)\s*$/i.exec(rest);
    until = end?.[1];
    reason = (end ? rest.slice(0, end.index) : rest).trim() || undefined;
  }
  return { kind: 'comment', directive: { rules, reason, until } };
}

function line(
  raw: string,
  lead: number,
  from: number,
  to: number,
  detail: LineDetail,
  marks: readonly Mark[],
  faults: readonly LineFault[],
): LexedLine {
  let indent = 0;
  let spaces = false;
  let tabs = false;
  for (let i = 0; i < lead; i++) {
    const c = raw.charCodeAt(i);
    if (c === 9) indent += 2 - (indent % 2);
    else indent += c === 0x3000 ? 2 : c === 0xfeff ? 0 : 1;
    if (c === 9) tabs = true;
    else if (c !== 0xfeff) spaces = true;
  }
  const indentKind = tabs ? (spaces ? 'mixed' : 'tab') : spaces ? 'space' : '';
  return { raw, lead, indent, indentKind, from, to, detail, marks, faults: faults.length ? faults : NO_FAULTS };
}

function isSpace(c: number): boolean {
  return c === 32 || c === 9 || c === 0x3000 || c === 0xa0 || c === 0xfeff || c === 11 || c === 12;
}

function leadOf(raw: string): number {
  let lead = 0;
  while (lead < raw.length && isSpace(raw.charCodeAt(lead))) lead++;
  return lead;
}

function skipSpaces(folded: string, from: number, to: number): number {
  while (from < to && isSpace(folded.charCodeAt(from))) from++;
  return from;
}

function trim(folded: string, start: number, end: number): Part {
  while (start < end && isSpace(folded.charCodeAt(start))) start++;
  while (end > start && isSpace(folded.charCodeAt(end - 1))) end--;
  return { start, end };
}
