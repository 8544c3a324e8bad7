/**
 * The marks inside a line: `{{name|default}}`, `[[披露：id]]`, `@产品(id)`, （观察）. Offsets are the line's own. An unclosed
 * mark is one fault and masks no more than the mark itself, so the rest of the line is still read.
 */
import { PLACEHOLDER_NAMES } from './placeholders.ts';
import { DISCLOSURE_WORDS, foldLine, NVC_STEPS, REFERENCE_KINDS } from './words.ts';

export type MarkKind = 'placeholder' | 'disclosure' | 'product' | 'clause' | 'case' | 'nvc';

export interface Mark {
  readonly kind: MarkKind;
  readonly start: number;
  readonly end: number;
  /** Name, id or text, outer spaces excluded. */
  readonly idStart: number;
  readonly idEnd: number;
  /** The placeholder's default or the clause's number. */
  readonly subStart?: number;
  readonly subEnd?: number;
  readonly step?: 'observation' | 'feeling' | 'need' | 'request';
  /** False when the closing bracket is missing. */
  readonly closed: boolean;
}

/** A fault of one line, at line offsets; `insert` is what the fix puts at `at`. */
export interface LineFault {
  readonly code:
    | 'unclosed-placeholder'
    | 'unclosed-disclosure'
    | 'unclosed-reference'
    | 'disclosure-word'
    | 'disclosure-brackets'
    | 'placeholder-braces'
    | 'empty-mark'
    | 'stage-braces';
  readonly start: number;
  readonly end: number;
  readonly at?: number;
  readonly insert?: string;
  /** Replaces `[start, end)` when the fix is not an insertion. */
  readonly replace?: string;
}

const NVC_WORDS = Object.keys(NVC_STEPS).join('|');
const PLACEHOLDERS = PLACEHOLDER_NAMES.flatMap(({ zh, en }) => [zh, en]).map((name) =>
  foldLine(name).replace('.', '[.。]'),
);
/** Marks, and what is meant for one: a disclosure in other brackets, a placeholder in single braces. */
const OPENERS = new RegExp(
  `\\{\\{|\\[\\[|(?:\\[|【{1,2}) *(?:${[...DISCLOSURE_WORDS].join('|')}) *:|\\{ *(?:${PLACEHOLDERS.join('|')}) *\\}|@(?:${Object.keys(REFERENCE_KINDS).join('|')})(?![a-z])|\\( *(?:${NVC_WORDS}) *\\)`,
  'g',
);
/** Where an unclosed mark's inside surely ends. */
const INSIDE_ENDS = /[\s,;!?，。；！？、“”"「」()@[\]{}]/;

/** All marks of the folded line from `from` on, in order, and their faults. `raw` is the line before folding. */
export function readMarks(folded: string, raw: string, from: number, faults: LineFault[]): readonly Mark[] {
  if (!/[{[@(【]/.test(folded)) return NO_MARKS;
  const marks: Mark[] = [];
  OPENERS.lastIndex = from;
  for (let m = OPENERS.exec(folded); m; m = OPENERS.exec(folded)) {
    const start = m.index;
    const opener = m[0];
    let mark: Mark | undefined;
    if (opener === '{{') mark = placeholder(folded, raw, start, faults);
    else if (opener === '[[') mark = disclosure(folded, raw, start, faults);
    else if (opener[0] === '{') mark = inBraces(folded, raw, start, opener.length, faults);
    else if (opener[0] === '[' || opener[0] === '【') mark = inBrackets(folded, raw, start, opener.length, faults);
    else if (opener.startsWith('@')) mark = reference(folded, raw, start, opener.length, faults);
    else mark = nvc(folded, start, opener);
    if (mark) {
      marks.push(mark);
      OPENERS.lastIndex = mark.end;
    }
  }
  return marks.length ? marks : NO_MARKS;
}

const NO_MARKS: readonly Mark[] = [];

function nvc(folded: string, start: number, opener: string): Mark {
  const inside = trimmed(folded, start + 1, start + opener.length - 1);
  const step = NVC_STEPS[folded.slice(inside.start, inside.end)]!;
  return {
    kind: 'nvc',
    start,
    end: start + opener.length,
    idStart: inside.start,
    idEnd: inside.end,
    step,
    closed: true,
  };
}

function placeholder(folded: string, raw: string, start: number, faults: LineFault[]): Mark {
  const inner = start + 2;
  const close = closing(folded, inner, '}}', '{{');
  const closed = close >= 0;
  let stop = closed ? close : inner + insideLength(folded, inner);
  let end = closed ? close + 2 : stop;
  if (!closed) {
    const half = folded[stop] === '}';
    end = half ? stop + 1 : stop;
    stop = end - (half ? 1 : 0);
    const wide = raw.charCodeAt(start) > 0xff00;
    faults.push({
      code: 'unclosed-placeholder',
      start,
      end,
      at: end,
      insert: (wide ? '｝｝' : '}}').slice(half ? 1 : 0),
    });
  }
  const bar = folded.indexOf('|', inner);
  const split = bar >= 0 && bar < stop;
  const name = trimmed(folded, inner, split ? bar : stop);
  if (closed && name.start === name.end) faults.push({ code: 'empty-mark', start, end, replace: '' });
  const rest = split ? trimmed(folded, bar + 1, stop) : undefined;
  return {
    kind: 'placeholder', start, end, idStart: name.start, idEnd: name.end, subStart: rest?.start, subEnd: rest?.end, closed,
  }; // biome-ignore format: one mark, one row
}

function disclosure(folded: string, raw: string, start: number, faults: LineFault[]): Mark {
  const inner = start + 2;
  const close = closing(folded, inner, ']]', '[[');
  const closed = close >= 0;
  const colon = folded.indexOf(':', inner);
  const limit = closed ? close : folded.length;
  const word = colon >= 0 && colon < limit ? folded.slice(inner, colon).trim() : '';
  const known = DISCLOSURE_WORDS.has(word);
  const bodyStart = known ? colon + 1 : inner;
  const stop = closed ? close : bodyStart + insideLength(folded, bodyStart, true);
  let end = closed ? close + 2 : stop;
  if (!closed) {
    const half = folded[stop] === ']';
    if (half) end = stop + 1;
    const wide = raw.charCodeAt(start) > 0xff00;
    faults.push({
      code: 'unclosed-disclosure',
      start,
      end,
      at: end,
      insert: (wide ? '］］' : ']]').slice(half ? 1 : 0),
    });
  } else if (!known) {
    const latin = !/[^ -~]/.test(raw.slice(inner, stop));
    faults.push({ code: 'disclosure-word', start, end, at: inner, insert: latin ? 'disclosure:' : '披露：' });
  }
  const id = trimmed(folded, bodyStart, stop);
  if (closed && known && id.start === id.end) faults.push({ code: 'empty-mark', start, end, replace: '' });
  return { kind: 'disclosure', start, end, idStart: id.start, idEnd: id.end, closed };
}

/** An id behind the mark in other brackets, or in none. */
const NAMED = /^ *(?:[[【]([^\]】#]{1,40})[\]】]|[: ] *([a-z][\w]*-[\w-]+))/;

/** `{客户称呼}`: read as the placeholder that it is meant for. */
function inBraces(folded: string, raw: string, start: number, length: number, faults: LineFault[]): Mark {
  const end = start + length;
  const name = trimmed(folded, start + 1, end - 1);
  faults.push({ code: 'placeholder-braces', start, end, replace: `{{${raw.slice(name.start, name.end)}}}` });
  return { kind: 'placeholder', start, end, idStart: name.start, idEnd: name.end, closed: true };
}

/** `【披露：犹豫期】`, `[披露：犹豫期]`: read as the disclosure that it is meant for. */
function inBrackets(folded: string, raw: string, start: number, length: number, faults: LineFault[]): Mark {
  const body = start + length;
  const close = /[\]】]{1,2}/.exec(folded.slice(body));
  const stop = close ? body + close.index : body + insideLength(folded, body, true);
  const end = close ? stop + close[0].length : stop;
  const id = trimmed(folded, body, stop);
  const word = raw
    .slice(start, body)
    .replace(/[[【［]/g, '')
    .trim();
  faults.push({ code: 'disclosure-brackets', start, end, replace: `[[${word}${raw.slice(id.start, id.end)}]]` });
  return { kind: 'disclosure', start, end, idStart: id.start, idEnd: id.end, closed: true };
}

/** `@产品` not followed by a bracket is a mark half written, except when it goes on as a word (a WeChat mention). */
function reference(folded: string, raw: string, start: number, length: number, faults: LineFault[]): Mark | undefined {
  const kind = REFERENCE_KINDS[folded.slice(start + 1, start + length)]!;
  let open = start + length;
  while (folded[open] === ' ') open++;
  if (folded[open] !== '(') {
    const next = raw[start + length];
    if (next !== undefined && /[\p{L}\p{N}]/u.test(next)) return undefined;
    const named = NAMED.exec(folded.slice(start + length));
    if (named) {
      const end = start + length + named[0].length;
      const idEnd = end - (named[1] === undefined ? 0 : 1);
      const id = { start: idEnd - (named[1] ?? named[2])!.length, end: idEnd };
      const replace = `${raw.slice(start, start + length)}(${raw.slice(id.start, id.end)})`;
      faults.push({ code: 'unclosed-reference', start, end, replace });
      return { kind, start, end, idStart: id.start, idEnd: id.end, closed: true };
    }
    const end = start + length;
    faults.push({ code: 'unclosed-reference', start, end, at: end, insert: '()' });
    return { kind, start, end, idStart: end, idEnd: end, closed: false };
  }
  const close = closingParen(folded, open);
  const closed = close >= 0;
  const stop = closed ? close : open + 1 + insideLength(folded, open + 1);
  const end = closed ? close + 1 : stop;
  if (!closed) {
    const wide = raw.charCodeAt(open) > 0xff00;
    faults.push({ code: 'unclosed-reference', start, end, at: end, insert: wide ? '）' : ')' });
  }
  const hash = kind === 'case' ? -1 : folded.indexOf('#', open);
  const split = hash >= 0 && hash < stop;
  const id = trimmed(folded, open + 1, split ? hash : stop);
  if (closed && id.start === id.end) faults.push({ code: 'empty-mark', start, end, replace: '' });
  const clause = split ? trimmed(folded, hash + 1, stop) : undefined;
  return {
    kind, start, end, idStart: id.start, idEnd: id.end, subStart: clause?.start, subEnd: clause?.end, closed,
  }; // biome-ignore format: one mark, one row
}

/** The closer before the next opener of the same kind, or -1. */
function closing(folded: string, from: number, closer: string, opener: string): number {
  const close = folded.indexOf(closer, from);
  if (close < 0) return -1;
  const again = folded.indexOf(opener, from);
  return again >= 0 && again < close ? -1 : close;
}

/** The bracket that closes the one at `open`; brackets inside pair up. -1 when the next reference begins before it. */
function closingParen(folded: string, open: number): number {
  let depth = 0;
  for (let i = open; i < folded.length; i++) {
    const c = folded[i];
    if (c === '(') depth++;
    else if (c === ')' && --depth === 0) return i;
    else if (c === '@' || (c === '[' && folded[i + 1] === '[')) return -1;
  }
  return -1;
}

function insideLength(folded: string, from: number, keepSpaces = false): number {
  let i = from;
  while (i < folded.length && !(INSIDE_ENDS.test(folded[i]!) && !(keepSpaces && folded[i] === ' ' && i === from))) i++;
  return i - from;
}

function trimmed(text: string, start: number, end: number): { start: number; end: number } {
  while (start < end && text[start] === ' ') start++;
  while (end > start && text[end - 1] === ' ') end--;
  return { start, end };
}
