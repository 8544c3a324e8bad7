/** Applies text edits and fixes. Pure; offsets are UTF-16 offsets of the text before any edit. */
import type { Diagnostic, Fix, TextEdit } from './diagnostic.ts';
import type { Document } from './documents/document.ts';

/**
 * The text after the edits. They must not overlap; edits that touch are applied in order of position, insertions at one
 * place in the order given. Throws a RangeError on overlapping edits or ones outside the text.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const order = edits
    .map((edit, i) => ({ edit, i }))
    .sort((a, b) => a.edit.range.start - b.edit.range.start || a.edit.range.end - b.edit.range.end || a.i - b.i);
  let out = '';
  let at = 0;
  for (const { edit } of order) {
    const { start, end } = edit.range;
    if (start < at || end < start || end > text.length)
      throw new RangeError(`edit ${start}–${end} overlaps another or lies outside the text`);
    out += text.slice(at, start) + edit.newText;
    at = end;
  }
  return out + text.slice(at);
}

const SAFETY: readonly Fix['safety'][] = ['safe', 'review', 'manual'];

export interface AppliedFixes {
  readonly text: string;
  /** Findings whose fix was applied. */
  readonly applied: readonly Diagnostic[];
  /** Findings whose fix overlaps an applied one; lint again and apply again. */
  readonly left: readonly Diagnostic[];
}

/**
 * Applies the first fix of each diagnostic that is at least as safe as `safety` (`safe` applies safe ones only),
 * in order of position, leaving out those that overlap an earlier one or touch another document.
 */
export function applyFixes(
  document: Pick<Document, 'text' | 'uri'>,
  diagnostics: readonly Diagnostic[],
  safety: Fix['safety'],
): AppliedFixes {
  const chosen: TextEdit[] = [];
  const applied: Diagnostic[] = [];
  const left: Diagnostic[] = [];
  for (const diagnostic of [...diagnostics].sort((a, b) => a.range.start - b.range.start)) {
    const fix = diagnostic.fixes.find((f) => SAFETY.indexOf(f.safety) <= SAFETY.indexOf(safety));
    if (!fix || fix.edits.some((edit) => edit.uri !== undefined && edit.uri !== document.uri)) continue;
    if (fix.edits.some((edit) => chosen.some((other) => clash(edit, other)))) {
      left.push(diagnostic);
      continue;
    }
    chosen.push(...fix.edits);
    applied.push(diagnostic);
  }
  return { text: applyEdits(document.text, chosen), applied, left };
}

function clash(a: TextEdit, b: TextEdit): boolean {
  if (a.range.start === b.range.start && a.range.end === b.range.end) return true;
  return a.range.start < b.range.end && b.range.start < a.range.end;
}
