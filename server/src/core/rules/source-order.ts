/** The order in which findings are told: by place, then by rule. */
import type { Diagnostic, SilencedHit } from '../diagnostic.ts';

export function bySource(a: Diagnostic, b: Diagnostic): number {
  return (
    a.range.start - b.range.start ||
    a.range.end - b.range.end ||
    compare(a.rule, b.rule) ||
    compare(a.variant ?? '', b.variant ?? '')
  );
}

export function hitsBySource(a: SilencedHit, b: SilencedHit): number {
  return a.range.start - b.range.start || a.range.end - b.range.end || compare(a.rule, b.rule);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
