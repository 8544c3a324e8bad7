/**
 * Maps the value of a scalar to the characters that stand for it, in all five styles: escapes, doubled quotes, folded
 * and indented lines included. The value itself comes from the `yaml` package; this only says where it stands.
 */
import { type MappedPiece, MappedText } from '../../text/mapped-text.ts';
import type { ScalarStyle } from './light-node.ts';

/**
 * `raw` is the scalar as written (quotes and block header included) and begins at the absolute offset `start`. When the
 * two do not fit together (a repaired scalar), the whole value maps to the whole raw text.
 */
export function mapScalar(value: string, style: ScalarStyle | undefined, raw: string, start: number): MappedText {
  if (style === 'plain' && raw === value) return MappedText.verbatim(value, start);
  if ((style === 'single' || style === 'double') && raw.length === value.length + 2 && raw.slice(1, -1) === value)
    return MappedText.verbatim(value, start + 1);
  const pieces = new Pieces(start);
  if (style === 'plain') flow(raw, 0, raw.length, pieces, undefined);
  else if (style === 'single' || style === 'double') {
    const closed = raw.length > 1 && raw.endsWith(raw[0]!);
    flow(raw, 1, closed ? raw.length - 1 : raw.length, pieces, raw[0]);
  } else if (style === 'literal' || style === 'folded') block(value, raw, pieces);
  return pieces.finish(value, raw.length);
}

class Pieces {
  private readonly list: MappedPiece[] = [];
  private built = '';

  constructor(private readonly base: number) {}

  /** `text` stands for raw `[from, to)`. Neighbouring one-to-one pieces grow together. */
  add(text: string, from: number, to: number): void {
    if (text === '') return;
    const at = this.built.length;
    this.built += text;
    const last = this.list[this.list.length - 1];
    const straight = text.length === to - from;
    if (
      last &&
      straight &&
      last.length === last.source.end - last.source.start &&
      last.source.end === this.base + from
    ) {
      this.list[this.list.length - 1] = {
        at: last.at,
        length: last.length + text.length,
        source: { start: last.source.start, end: this.base + to },
      };
      return;
    }
    this.list.push({ at, length: text.length, source: { start: this.base + from, end: this.base + to } });
  }

  finish(value: string, rawLength: number): MappedText {
    if (this.built === value && value !== '') return MappedText.of(value, this.list);
    if (value === '') return MappedText.verbatim('', this.base);
    return MappedText.of(value, [
      { at: 0, length: value.length, source: { start: this.base, end: this.base + rawLength } },
    ]);
  }
}

const isSpace = (code: number) => code === 32 || code === 9;
const isBreak = (code: number) => code === 10 || code === 13;

/** Where the spaces, tabs and line breaks from `from` on end. */
function endOfBlank(raw: string, from: number, to: number): number {
  let end = from;
  while (end < to && (isSpace(raw.charCodeAt(end)) || isBreak(raw.charCodeAt(end)))) end++;
  return end;
}

/** Line breaks in `[from, to)`; CR and LF together are one. */
function breaksIn(raw: string, from: number, to: number): number {
  let breaks = 0;
  for (let i = from; i < to; i++) {
    if (!isBreak(raw.charCodeAt(i))) continue;
    breaks++;
    if (raw.charCodeAt(i) === 13 && i + 1 < to && raw.charCodeAt(i + 1) === 10) i++;
  }
  return breaks;
}

/** Plain and quoted scalars: a single line break folds to a space, n of them to n-1 breaks. */
function flow(raw: string, from: number, to: number, pieces: Pieces, quote: string | undefined): void {
  let i = from;
  let run = i;
  const flush = (end: number) => {
    pieces.add(raw.slice(run, end), run, end);
  };
  while (i < to) {
    const code = raw.charCodeAt(i);
    if (isSpace(code) || isBreak(code)) {
      const end = endOfBlank(raw, i, to);
      const breaks = breaksIn(raw, i, end);
      if (breaks > 0) {
        flush(i);
        pieces.add(breaks === 1 ? ' ' : '\n'.repeat(breaks - 1), i, end);
        run = end;
      }
      i = end;
    } else if (quote === "'" && code === 39 && raw.charCodeAt(i + 1) === 39) {
      flush(i);
      pieces.add("'", i, i + 2);
      i += 2;
      run = i;
    } else if (quote === '"' && code === 92) {
      flush(i);
      i = escaped(raw, i, to, pieces);
      run = i;
    } else i++;
  }
  flush(Math.min(i, to));
}

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  '\t': '\t',
};

/** One escape of a double-quoted scalar at `at`; returns where it ends. */
function escaped(raw: string, at: number, to: number, pieces: Pieces): number {
  const letter = raw[at + 1] ?? '';
  const digits = letter === 'x' ? 2 : letter === 'u' ? 4 : letter === 'U' ? 8 : 0;
  if (digits > 0) {
    const code = Number.parseInt(raw.slice(at + 2, at + 2 + digits), 16);
    const end = Math.min(to, at + 2 + digits);
    if (code >= 0 && code <= 0x10ffff) pieces.add(String.fromCodePoint(code), at, end);
    return end;
  }
  if (letter === '\n' || letter === '\r') {
    // An escaped line break joins the lines; further breaks stay.
    const end = endOfBlank(raw, at + 1, to);
    pieces.add('\n'.repeat(breaksIn(raw, at + 1, end) - 1), at, end);
    return end;
  }
  pieces.add(ESCAPES[letter] ?? `\\${letter}`, at, at + 2);
  return at + 2;
}

/** Block scalars: everything but white space stands for itself, in order; runs of white space are laid side by side. */
function block(value: string, raw: string, pieces: Pieces): void {
  const header = /^[|>][^\r\n]*(?:\r\n|\n|\r|$)/.exec(raw);
  let r = header ? header[0].length : 0;
  let v = 0;
  while (v < value.length) {
    const valueEnd = spaceEnd(value, v);
    const rawEnd = spaceEnd(raw, r);
    if (valueEnd > v || rawEnd > r) {
      if (valueEnd > v) whiteSpace(value, v, valueEnd, raw, r, rawEnd, pieces);
      v = valueEnd;
      r = rawEnd;
      continue;
    }
    let length = 0;
    while (
      v + length < value.length &&
      r + length < raw.length &&
      value[v + length] === raw[r + length] &&
      !isSpace(raw.charCodeAt(r + length)) &&
      !isBreak(raw.charCodeAt(r + length))
    )
      length++;
    if (length === 0) return;
    pieces.add(value.slice(v, v + length), r, r + length);
    v += length;
    r += length;
  }
}

/** Trailing spaces of both runs belong together (indentation inside the text); the rest maps as a whole. */
function whiteSpace(
  value: string,
  v: number,
  valueEnd: number,
  raw: string,
  r: number,
  rawEnd: number,
  pieces: Pieces,
): void {
  if (value.slice(v, valueEnd) === raw.slice(r, rawEnd)) {
    pieces.add(value.slice(v, valueEnd), r, rawEnd);
    return;
  }
  let same = 0;
  while (
    same < valueEnd - v &&
    same < rawEnd - r &&
    isSpace(value.charCodeAt(valueEnd - 1 - same)) &&
    value[valueEnd - 1 - same] === raw[rawEnd - 1 - same]
  )
    same++;
  if (valueEnd - same > v) pieces.add(value.slice(v, valueEnd - same), r, rawEnd - same);
  if (same > 0) pieces.add(value.slice(valueEnd - same, valueEnd), rawEnd - same, rawEnd);
}

function spaceEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && (isSpace(text.charCodeAt(end)) || isBreak(text.charCodeAt(end)))) end++;
  return end;
}
