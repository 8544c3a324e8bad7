/**
 * Cuts a YAML text at the level where people write: top-level entries and items of top-level lists. The cut looks at
 * the starts of lines only, so a broken line spoils its own chunk and no other.
 */

export type CutKind = 'head' | 'entry' | 'item' | 'whole';

/** A stretch `[start, end)` of the text; consecutive cuts cover it without gaps. */
export interface Cut {
  readonly kind: CutKind;
  readonly start: number;
  readonly end: number;
}

const KEY = /(?:"[^"\n\r]*"|'[^'\n\r]*'|[^\s#?&*!|>'"%@`{}[\],:-][^\n\r:]*|-[^\s:][^\n\r:]*)\s*:(?=[\s]|$)/y;
/** What was meant as a key: no space after the colon, a full-width colon, or no colon yet. */
const BROKEN_KEY = /[A-Za-z_][\w-]*[ \t]*(?:：|:(?!\/\/)|[ \t\r]*$)/my;
/** Values that go on over several lines and may hold lines that look like items: block scalars, quotes, anchors, tags. */
const LONG_VALUE = /[ \t]*[|>"'&*!]/y;

/** A `---` or `...` line after the first content line. */
function hasMarkLine(text: string): boolean {
  let content = false;
  for (let at = 0; at < text.length; at = lineEnd(text, at)) {
    const c = text.charCodeAt(at);
    const mark = text.startsWith('---', at) || text.startsWith('...', at);
    if (mark && isSpaceOrEnd(text, at + 3)) {
      if (content || text.charCodeAt(at) === 46) return true;
      content = text.slice(at + 3, lineEnd(text, at)).trim() !== '';
      continue;
    }
    if (c !== 35 && !isSpaceOrEnd(text, at)) content = true;
  }
  return false;
}

/** The cuts of a text, in order. */
export function cut(text: string): Cut[] {
  if (hasMarkLine(text) || needsWhole(text)) return [{ kind: 'whole', start: 0, end: text.length }];
  const cuts: Cut[] = [];
  let kind: CutKind = 'head';
  let start = 0;
  /** Indentation of the items of the running list; -1: not known yet; -2: the entry holds no list. */
  let itemIndent = -2;
  const open = (next: CutKind, at: number) => {
    if (at > start) cuts.push({ kind, start, end: at });
    kind = next;
    start = at;
  };
  for (let at = 0; at < text.length; at = lineEnd(text, at)) {
    const first = text.charCodeAt(at);
    if (first === 35 || first === 10 || first === 13) continue;
    if (first !== 32 && first !== 9 && first !== 45 && isKeyLine(text, at)) {
      open('entry', at);
      itemIndent = hasLongValue(text, KEY.lastIndex) ? -2 : -1;
      continue;
    }
    if (itemIndent === -2) continue;
    let indent = 0;
    while (text.charCodeAt(at + indent) === 32) indent++;
    const c = text.charCodeAt(at + indent);
    if (c === 35 || c === 10 || c === 13 || Number.isNaN(c)) continue;
    const dash = c === 45 && isSpaceOrEnd(text, at + indent + 1);
    if (itemIndent === -1) {
      itemIndent = dash ? indent : -2;
      if (!dash) continue;
    }
    if (dash && indent === itemIndent) open('item', at);
  }
  if (start < text.length || cuts.length === 0) cuts.push({ kind, start, end: text.length });
  return cuts;
}

/** Explicit keys, JSON and directives only make sense as a whole. */
function needsWhole(text: string): boolean {
  if (/^\s*[{[]/.test(text) || text.startsWith('%')) return true;
  return text.includes('? ') && /^[ \t]*(?:- )*\? /m.test(text);
}

/** Whether a key stands at `at`; leaves KEY.lastIndex behind its colon. */
function isKeyLine(text: string, at: number): boolean {
  KEY.lastIndex = at;
  if (KEY.test(text)) return true;
  BROKEN_KEY.lastIndex = at;
  if (!BROKEN_KEY.test(text)) return false;
  KEY.lastIndex = BROKEN_KEY.lastIndex;
  return true;
}

/**
 * Whether lines below a header may be items although the header has a value: `products:x` while it is being typed. Only
 * values that may hold such lines themselves rule it out.
 */
function hasLongValue(text: string, from: number): boolean {
  LONG_VALUE.lastIndex = from;
  return LONG_VALUE.test(text);
}

/** Offset of the line after the one that holds `at`. A lone `\r` ends a line too. */
export function lineEnd(text: string, at: number): number {
  for (let i = at; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 10) return i + 1;
    if (c === 13) return text.charCodeAt(i + 1) === 10 ? i + 2 : i + 1;
  }
  return text.length;
}

function isSpaceOrEnd(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  return Number.isNaN(c) || c === 32 || c === 9 || c === 10 || c === 13;
}
