/**
 * Line repair: the slips that real writers make, each found on its own line, mended in a copy of the text and kept only
 * when the copy reads better. Every repair is also the quick fix. Must not know schemas.
 */
import { CHINESE_KEY, CURLY_QUOTES, DASH, HASH, SPACE, TAB, WIDE, WIDE_BRACES } from './marks.ts';
import type { Candidate } from './repaired.ts';
import { BRACKET, INDENT, KEYLESS, QUOTE, TEXT } from './shape.ts';

/** In the order in which they are tried. */
export const candidates: readonly Candidate[] = [
  TAB,
  DASH,
  WIDE_BRACES,
  WIDE,
  CURLY_QUOTES,
  CHINESE_KEY,
  QUOTE,
  HASH,
  BRACKET,
  SPACE,
  TEXT,
  KEYLESS,
  INDENT,
];
