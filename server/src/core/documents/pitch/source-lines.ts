/** The lines of one version of a script, read again only where the text changed. */
import { commonPrefix, commonSuffix } from '../../text/common-ends.ts';
import { type LexedLine, lexLine } from './lines.ts';

export interface ScriptLines {
  readonly text: string;
  readonly lines: readonly LexedLine[];
  /** Offset of each line's first character. */
  readonly starts: Uint32Array;
}

/** Which lines two versions share: the first `head` of both, and those from `oldTail` / `newTail` on. */
export interface LineChange {
  readonly head: number;
  readonly oldTail: number;
  readonly newTail: number;
}

export function lexAll(text: string): ScriptLines {
  const { lines, starts } = lexPart(text, 0, text.length, true);
  return { text, lines, starts: Uint32Array.from(starts) };
}

/** The new version's lines, and what it shares with the old one, which is used up. The result equals `lexAll(text)`. */
export function lexChange(old: ScriptLines, text: string): { lines: ScriptLines; change: LineChange } {
  const prefix = commonPrefix(old.text, text);
  if (prefix === text.length && prefix === old.text.length) {
    const count = old.lines.length;
    return { lines: old, change: { head: count, oldTail: count, newTail: count } };
  }
  const suffix = commonSuffix(old.text, text, Math.min(old.text.length, text.length) - prefix);
  // a line is kept when its break lies in the shared part; a lone CR at its edge may be half of CR LF
  let head = lastAtMost(old.starts, prefix);
  if (head > 0 && old.starts[head] === prefix && text.charCodeAt(prefix - 1) !== 10) head--;
  const oldTail = Math.max(firstAbove(old.starts, old.text.length - suffix), head);
  const delta = text.length - old.text.length;
  const from = old.starts[head]!;
  const to = oldTail < old.starts.length ? old.starts[oldTail]! + delta : text.length;
  const part = lexPart(text, from, to, oldTail >= old.starts.length);
  const newTail = head + part.lines.length;
  const starts = newTail === oldTail ? old.starts : new Uint32Array(old.lines.length + newTail - oldTail);
  if (starts !== old.starts) starts.set(old.starts.subarray(0, head));
  for (let i = oldTail, to = newTail; i < old.starts.length; i++, to++) starts[to] = old.starts[i]! + delta;
  starts.set(part.starts, head);
  const lines = spliced(old.lines, head, oldTail, part.lines);
  return { lines: { text, lines, starts }, change: { head, oldTail, newTail } };
}

/** More would not fit into the arguments of one call. */
const MOST_ARGUMENTS = 10_000;

/**
 * `row` with `fresh` in place of `[from, to)`. The row itself is changed and given back: a copy of all lines of a long
 * script with every keystroke is what the collector would have to carry away.
 */
export function spliced<T>(row: readonly T[], from: number, to: number, fresh: readonly T[]): readonly T[] {
  if (fresh.length > MOST_ARGUMENTS) return row.slice(0, from).concat(fresh, row.slice(to));
  const own = row as T[];
  if (fresh.length === to - from) for (let i = 0; i < fresh.length; i++) own[from + i] = fresh[i]!;
  else own.splice(from, to - from, ...fresh);
  return own;
}

function lexPart(text: string, from: number, to: number, last: boolean): { lines: LexedLine[]; starts: number[] } {
  const starts: number[] = [];
  const ends: number[] = [];
  let start = from;
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    if (c !== 10 && c !== 13) continue;
    starts.push(start);
    ends.push(i);
    if (c === 13 && text.charCodeAt(i + 1) === 10) i++;
    start = i + 1;
  }
  if (last) {
    starts.push(start);
    ends.push(to);
  }
  const part = to - from < text.length ? ownCopy(text.slice(from, to)) : text;
  const base = part === text ? 0 : from;
  const lines = starts.map((s, i) => lexLine(part.slice(s - base, ends[i]! - base)));
  return { lines, starts };
}

/** A slice keeps the text that it was cut from in memory; lines must not keep every version of a script there. */
function ownCopy(slice: string): string {
  // joining makes a new string, cutting a joined one lays it out anew
  return `${slice} `.slice(0, -1);
}

/** The greatest index whose value is at most `value`. */
function lastAtMost(values: Uint32Array, value: number): number {
  return firstAbove(values, value) - 1;
}

function firstAbove(values: Uint32Array, value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
