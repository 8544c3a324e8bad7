/**
 * The only position type inside core: half-open UTF-16 offsets into the original text of one document.
 * Lines and columns exist in features/convert.ts alone.
 */
export interface SourceRange {
  readonly start: number;
  readonly end: number;
}

/** Whether two half-open ranges share at least one character. Empty ranges overlap nothing. */
export function overlaps(a: SourceRange, b: SourceRange): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Whether `outer` contains every character of `inner`. */
export function contains(outer: SourceRange, inner: SourceRange): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
