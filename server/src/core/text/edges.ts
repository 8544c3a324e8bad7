/** Where a Latin word or a number begins and ends. Han has no word edges, so a Han character is always an edge. */
import { CHARACTERS, DIGIT, kindOf, LATIN } from './characters.ts';

const APOSTROPHE = 0x27;
const POINT = 0x2e;
const COMMA = 0x2c;
const S = 0x73;

/** Whether `units[at]` may be the first unit of a match: always for Han, only at a word's or number's start otherwise. */
export function isStartEdge(units: Uint16Array, at: number): boolean {
  if (at === 0) return true;
  const kind = kindOf(units[at]!);
  if (kind !== LATIN && kind !== DIGIT) return true;
  const before = kindOf(units[at - 1]!);
  if (before === LATIN || before === DIGIT) return false;
  if (at < 2) return true;
  const twoBefore = kindOf(units[at - 2]!);
  if (kind === LATIN) return !(units[at - 1] === APOSTROPHE && twoBefore === LATIN);
  return !((units[at - 1] === POINT || units[at - 1] === COMMA) && twoBefore === DIGIT);
}

/** Whether `units[at - 1]` may be the last unit of a match in the first `length` units. A possessive 's is no part of a word. */
export function isEndEdge(units: Uint16Array, at: number, length: number): boolean {
  if (at >= length) return true;
  const kind = kindOf(units[at - 1]!);
  if (kind !== LATIN && kind !== DIGIT) return true;
  const after = kindOf(units[at]!);
  if (after === LATIN || after === DIGIT) return false;
  if (at + 1 >= length) return true;
  const twoAfter = kindOf(units[at + 1]!);
  if (kind === LATIN) {
    if (units[at] !== APOSTROPHE || twoAfter !== LATIN) return true;
    // the bank's, but not can't
    return units[at + 1] === S && (at + 2 >= length || kindOf(units[at + 2]!) !== LATIN);
  }
  return !((units[at] === POINT || units[at] === COMMA) && twoAfter === DIGIT);
}

/** `isStartEdge` for a line of `text` from `from` on that folds character for character. */
export function isStartEdgeIn(text: string, at: number, from: number): boolean {
  if (at === from) return true;
  const kind = entryAt(text, at) >>> 16;
  if (kind !== LATIN && kind !== DIGIT) return true;
  const entry = entryAt(text, at - 1);
  const before = entry >>> 16;
  if (before === LATIN || before === DIGIT) return false;
  if (at - from < 2) return true;
  const twoBefore = entryAt(text, at - 2) >>> 16;
  const mark = entry & 0xffff;
  if (kind === LATIN) return !(mark === APOSTROPHE && twoBefore === LATIN);
  return !((mark === POINT || mark === COMMA) && twoBefore === DIGIT);
}

/** `isEndEdge` for a line of `text` up to `to` that folds character for character. A line break ends a word. */
export function isEndEdgeIn(text: string, at: number, to: number): boolean {
  if (at >= to) return true;
  const kind = entryAt(text, at - 1) >>> 16;
  if (kind !== LATIN && kind !== DIGIT) return true;
  const entry = entryAt(text, at);
  const after = entry >>> 16;
  if (after === LATIN || after === DIGIT) return false;
  if (at + 1 >= to) return true;
  const mark = entry & 0xffff;
  const next = entryAt(text, at + 1);
  const twoAfter = next >>> 16;
  if (kind === LATIN) {
    if (mark !== APOSTROPHE || twoAfter !== LATIN) return true;
    return (next & 0xffff) === S && (at + 2 >= to || entryAt(text, at + 2) >>> 16 !== LATIN);
  }
  return !((mark === POINT || mark === COMMA) && twoAfter === DIGIT);
}

/** Folded unit | kind << 16. */
function entryAt(text: string, at: number): number {
  return CHARACTERS[text.charCodeAt(at)]!;
}
