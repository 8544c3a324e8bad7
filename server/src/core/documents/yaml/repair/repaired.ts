/**
 * A slip, its repair, and a text with repairs in it together with the way back to what was written. Must not know
 * schemas.
 */
import type { Localized } from '../../../localized.ts';
import type { CutKind } from '../chunks.ts';

/** Replace `[start, end)` of the chunk's text by `text`. `mark` is what to underline, when it is not the replaced text. */
export interface Repair {
  readonly code: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly mark?: { readonly start: number; readonly end: number };
  readonly message: Localized;
  readonly title: Localized;
  readonly safe: boolean;
  /** Reported as `style/yaml-trap`, not as plain syntax. */
  readonly trap: boolean;
}

/** A text after repairs, with the way back to the text before them. */
export class Repaired {
  constructor(
    readonly text: string,
    /** In order; offsets of the text before all repairs. */
    readonly repairs: readonly Repair[],
  ) {}

  /** Offset in the repaired text → offset in the original. Inside an insertion: where it was inserted. */
  back(offset: number): number {
    let delta = 0;
    for (const each of this.repairs) {
      const at = each.start + delta;
      if (offset <= at) break;
      if (offset < at + each.text.length) return Math.min(each.start + (offset - at), each.end);
      delta += each.text.length - (each.end - each.start);
    }
    return offset - delta;
  }

  /** With more repairs, whose offsets are those of `this.text`. Undefined when two would touch the same characters. */
  with(added: readonly Repair[]): Repaired | undefined {
    const translated = added.map((each) => ({
      ...each,
      start: this.back(each.start),
      end: this.back(each.end),
      ...(each.mark && { mark: { start: this.back(each.mark.start), end: this.back(each.mark.end) } }),
    }));
    const repairs = [...this.repairs, ...translated].sort((a, b) => a.start - b.start || a.end - b.end);
    for (let i = 1; i < repairs.length; i++) if (repairs[i]!.start < repairs[i - 1]!.end) return undefined;
    return new Repaired(splice(this.text, added), repairs);
  }
}

function splice(text: string, edits: readonly Repair[]): string {
  let result = '';
  let at = 0;
  for (const each of [...edits].sort((a, b) => a.start - b.start)) {
    result += text.slice(at, each.start) + each.text;
    at = each.end;
  }
  return result + text.slice(at);
}

/** One class of slips. `always`: also tried on text without errors, because YAML reads it as something else. */
export interface Candidate {
  readonly always: boolean;
  find(text: string, kind: CutKind): Repair[];
}
