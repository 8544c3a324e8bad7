/**
 * Where in a YAML file the cursor stands, from indentation and brackets alone. A half-written line breaks a parse, but
 * not the lines round it: the path is read upwards, so a broken sibling does not matter.
 */
import type { SourceRange } from '../../core/text/range.ts';

/** Stands in a path for "some item of this list". */
export const ITEM = Symbol('item');
export type PathStep = string | typeof ITEM;

export interface Cursor {
  /** The map or list that the key (or item) is written into; for a value, the path down to its key. */
  readonly path: readonly PathStep[];
  readonly at: 'key' | 'value';
  /** Keys that the map already has, with their values as written. */
  readonly siblings: ReadonlyMap<string, string>;
  /** The half-written word, to be replaced. */
  readonly range: SourceRange;
  readonly typed: string;
  /** Column of the keys of this map. */
  readonly column: number;
  readonly flow: boolean;
  /** A value right behind its colon needs a blank first. */
  readonly needsBlank: boolean;
}

/** More lines than this above the cursor are not searched for the start of a `{`. */
const FLOW_LINES = 20;
/** Nor more characters. */
const FLOW_CHARACTERS = 20_000;

/** Undefined inside a comment. */
export function cursorAt(text: string, offset: number): Cursor | undefined {
  const lines = new Lines(text, offset);
  const before = lines.before;
  if (/(^|\s)#/.test(withoutQuoted(before))) return undefined;
  return flowCursor(lines) ?? blockCursor(lines);
}

interface Line {
  readonly start: number;
  readonly text: string;
  /** Columns of the `- ` marks. */
  readonly dashes: readonly number[];
  /** Column of what follows them. */
  readonly column: number;
  readonly key: string | undefined;
  /** What stands behind the colon, comments left out. */
  readonly value: string;
}

class Lines {
  private readonly starts: number[] = [0];
  readonly current: number;

  constructor(
    readonly text: string,
    readonly offset: number,
  ) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.starts.push(at + 1);
    let line = this.starts.length - 1;
    while (line > 0 && this.starts[line]! > offset) line--;
    this.current = line;
  }

  get before(): string {
    return this.text.slice(this.startOf(this.current), this.offset);
  }

  /** The rest of the cursor's line. */
  get after(): string {
    return this.raw(this.current).slice(this.offset - this.startOf(this.current));
  }

  startOf(line: number): number {
    return this.starts[line]!;
  }

  get count(): number {
    return this.starts.length;
  }

  raw(line: number): string {
    const end = this.starts[line + 1] ?? this.text.length;
    return this.text.slice(this.startOf(line), end).replace(/[\r\n]+$/, '');
  }

  /** Blanks before the line's text; cheap enough to ask of every line above the cursor. */
  indent(line: number): number {
    const start = this.startOf(line);
    let at = start;
    while (this.text.charCodeAt(at) === 32) at++;
    return at - start;
  }

  /** Undefined for a blank line or a comment. */
  read(line: number): Line | undefined {
    return readLine(this.raw(line), this.startOf(line));
  }
}

function readLine(raw: string, start: number): Line | undefined {
  const indent = /^[ \t]*/.exec(raw)![0].length;
  if (indent === raw.length || raw[indent] === '#') return undefined;
  const dashes: number[] = [];
  let column = indent;
  for (let mark = /^-(\s+|$)/.exec(raw.slice(column)); mark; mark = /^-(\s+|$)/.exec(raw.slice(column))) {
    dashes.push(column);
    column += mark[0].length;
  }
  const { key, value } = keyOf(raw.slice(column));
  return { start, text: raw, dashes, column, key, value };
}

function keyOf(content: string): { key: string | undefined; value: string } {
  const match = /^(?:"([^"]*)"|'([^']*)'|([^\s#:：{[&*!|>'"][^:：#]*?))\s*[:：](?=\s|$)(.*)$/.exec(content);
  if (!match) return { key: undefined, value: '' };
  return { key: match[1] ?? match[2] ?? match[3], value: (match[4] ?? '').replace(/\s#.*$/, '').trim() };
}

// -- block style ------------------------------------------------------------------------------------------------------

function blockCursor(lines: Lines): Cursor {
  const start = lines.startOf(lines.current);
  const { before } = lines;
  const head = /^[ \t]*(?:-(?:\s+|$))*/.exec(before)![0];
  const content = before.slice(head.length);
  const own = readLine(`${before.slice(0, head.length)}x`, start)!;
  const colon = /^(?:"[^"]*"|'[^']*'|[^\s#:：{[][^:：#]*?)\s*[:：](?=\s|$)(\s*)/.exec(content);
  const inMap = mapPath(lines, lines.current, own);
  const siblings = blockSiblings(lines, own);
  const base = { siblings, column: own.column, flow: false };
  if (colon) {
    const key = keyOf(content).key ?? '';
    const typed = content.slice(colon[0].length);
    const from = lines.offset - typed.length;
    const range = { start: from, end: lines.offset + restOfScalar(lines.after, /^[^#\r\n]*?(?=\s+#|\s*$)/) };
    return { ...base, path: [...inMap, key], at: 'value', range, typed, needsBlank: colon[1] === '' };
  }
  const from = start + head.length;
  const range = { start: from, end: lines.offset + restOfScalar(lines.after, /^[^\s:：#]*/) };
  return { ...base, path: inMap, at: 'key', range, typed: content, needsBlank: false };
}

function restOfScalar(after: string, pattern: RegExp): number {
  return pattern.exec(after)?.[0].length ?? 0;
}

/** Path of the map (or list item) that the line's content belongs to. */
function mapPath(lines: Lines, index: number, line: Line): PathStep[] {
  const items = (marks: readonly number[]): PathStep[] => marks.map(() => ITEM);
  const [first] = line.dashes;
  if (first !== undefined) return [...listPath(lines, index, first), ...items(line.dashes)];
  for (let above = index - 1; above >= 0; above--) {
    if (lines.indent(above) >= line.column) continue;
    const other = lines.read(above);
    if (!other) continue;
    const [dash] = other.dashes;
    if (dash !== undefined) {
      if (dash >= line.column) continue;
      if (other.column >= line.column || other.key === undefined || other.value !== '') {
        return [...listPath(lines, above, dash), ...items(other.dashes)];
      }
      return [...mapPath(lines, above, other), other.key];
    }
    if (other.column < line.column && other.key !== undefined && opens(other)) {
      return [...mapPath(lines, above, other), other.key];
    }
  }
  return [];
}

/** Path of the list whose marks stand at `dash`: the key above it, which may stand at the same column. */
function listPath(lines: Lines, index: number, dash: number): PathStep[] {
  for (let above = index - 1; above >= 0; above--) {
    if (lines.indent(above) > dash) continue;
    const other = lines.read(above);
    if (!other || other.dashes[0] === dash) continue;
    const inner = other.dashes.some((column) => column < dash) && other.column <= dash;
    if (other.dashes.length > 0 ? inner : other.column <= dash) {
      if (other.key === undefined || !opens(other)) continue;
      return [...mapPath(lines, above, other), other.key];
    }
  }
  return [];
}

/** Whether the key's value is what stands below it. */
function opens({ value }: Line): boolean {
  return value === '' || /^[&!][^\s]*$/.test(value);
}

function blockSiblings(lines: Lines, own: Line): Map<string, string> {
  const found = new Map<string, string>();
  const look = (step: 1 | -1) => {
    for (let index = lines.current + step; index >= 0 && index < lines.count; index += step) {
      const line = lines.read(index);
      if (!line) continue;
      const startsItem = line.dashes.length > 0;
      if (line.column === own.column && line.key !== undefined) {
        // going down, an item mark begins the next item; going up, it is the first key of this one
        if (startsItem && step > 0) return;
        found.set(line.key, line.value);
        if (startsItem) return;
      } else if (line.column < own.column) return;
      else if (startsItem && (line.dashes[0] ?? 0) < own.column) return;
    }
  };
  if (own.dashes.length === 0) look(-1);
  look(1);
  return found;
}

// -- flow style -------------------------------------------------------------------------------------------------------

interface Frame {
  readonly open: '{' | '[';
  /** The key that holds this frame in the one round it. */
  readonly holder: string | undefined;
  readonly entries: Map<string, string>;
  /** Key whose value is being written. */
  key: string | undefined;
  /** Where the word being written begins. */
  from: number;
}

function flowCursor(lines: Lines): Cursor | undefined {
  // every line between the bracket and the cursor must be deeper than the bracket's own
  let column = indentOf(lines.raw(lines.current));
  for (let line = lines.current; line >= 0 && line > lines.current - FLOW_LINES; line--) {
    const raw = lines.raw(line);
    const indent = indentOf(raw);
    if (line < lines.current) {
      if (raw.trim() === '') continue;
      const deeper = indent < column;
      column = Math.min(column, indent);
      if (!deeper || !/[{[]/.test(raw)) continue;
    }
    const start = lines.startOf(line);
    if (lines.offset - start > FLOW_CHARACTERS) return undefined;
    const frames = framesOf(lines.text.slice(start, lines.offset), start);
    if (frames.length > 0) return flowContext(lines, line, frames);
  }
  return undefined;
}

function framesOf(text: string, base: number): Frame[] {
  const frames: Frame[] = [];
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    const top = frames.at(-1);
    if (quote !== '') {
      if (c === quote) quote = '';
      continue;
    }
    const previous = text[i - 1] ?? ' ';
    if ((c === '"' || c === "'") && /[\s,:{[]/.test(previous)) quote = c;
    else if (c === '#' && /\s/.test(previous)) {
      const end = text.indexOf('\n', i);
      if (end < 0) break;
      i = end;
    } else if ((c === '{' || c === '[') && (top || opensFlow(text.slice(Math.max(0, i - 40), i)))) {
      frames.push({ open: c, holder: top?.key, entries: new Map(), key: undefined, from: base + i + 1 });
    } else if (!top) {
      // still in the block part of the line
    } else if (c === '}' || c === ']') frames.pop();
    else if (c === ',' || c === '，') {
      if (top.key !== undefined) top.entries.set(top.key, text.slice(top.from - base, i).trim());
      top.key = undefined;
      top.from = base + i + 1;
    } else if (
      (c === ':' || c === '：') &&
      top.open === '{' &&
      top.key === undefined &&
      /\s/.test(text[i + 1] ?? ' ')
    ) {
      top.key = unquoted(text.slice(top.from - base, i));
      top.from = base + i + 1;
    }
  }
  return frames;
}

/** A bracket begins a value only behind a colon or an item mark. */
function opensFlow(before: string): boolean {
  return /(^|[\s])-\s+$|[:：]\s+$|^\s*$/.test(before);
}

function flowContext(lines: Lines, line: number, frames: readonly Frame[]): Cursor {
  const start = lines.startOf(line);
  const prefix = lines.text.slice(start, frames[0]!.from - 1);
  const head = readLine(`${prefix}x`, start)!;
  const path: PathStep[] = [...mapPath(lines, line, head)];
  if (head.key !== undefined) path.push(head.key);
  for (const [index, frame] of frames.entries()) {
    const outer = frames[index - 1];
    if (outer?.open === '{') path.push(frame.holder ?? '');
    else if (outer) path.push(ITEM);
  }
  const top = frames.at(-1)!;
  const blanks = /^\s*/.exec(lines.text.slice(top.from, lines.offset))![0].length;
  const from = top.from + blanks;
  const typed = lines.text.slice(from, lines.offset);
  const isValue = top.open === '[' || top.key !== undefined;
  const rest = restOfScalar(lines.after, isValue ? /^[^,，{}[\]\r\n]*?(?=\s*([,，}\]]|$))/ : /^[^\s,，:：{}[\]]*/);
  if (top.open === '[') path.push(ITEM);
  else if (top.key !== undefined) path.push(top.key);
  const siblings = new Map([...top.entries, ...entriesAfter(lines.after)]);
  return {
    path,
    at: isValue ? 'value' : 'key',
    siblings,
    range: { start: from, end: lines.offset + rest },
    typed,
    column: 0,
    flow: true,
    needsBlank: isValue && top.open === '{' && blanks === 0,
  };
}

/** Keys and values of the same flow map behind the cursor, to its closing brace. */
function entriesAfter(after: string): Map<string, string> {
  const found = new Map<string, string>();
  let depth = 0;
  let from = after.search(/[,，}\]]/);
  for (let i = from; i >= 0 && i <= after.length; i++) {
    const c = after[i] ?? '}';
    if (c === '{' || c === '[') depth++;
    if (depth === 0 && (c === ',' || c === '，' || c === '}' || c === ']')) {
      const { key, value } = keyOf(after.slice(from + 1, i).trim());
      if (key !== undefined && i > from) found.set(key, value);
      if (c === '}' || c === ']') break;
      from = i;
    } else if (c === '}' || c === ']') depth--;
  }
  return found;
}

function unquoted(text: string): string {
  return text.trim().replace(/^(["'])(.*)\1$/, '$2');
}

function indentOf(raw: string): number {
  return /^[ \t]*/.exec(raw)![0].length;
}

function withoutQuoted(text: string): string {
  return text.replace(/"[^"]*"|'[^']*'/g, (quoted) => 'x'.repeat(quoted.length));
}
