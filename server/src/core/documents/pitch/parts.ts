/**
 * A script in parts: runs of lines that an edit elsewhere leaves untouched. What a rule learns from a part's own lines is
 * kept with the part, so that a keystroke costs its own lines and not the script. Items and segments of a part know their
 * present places, so remembered ones stay true.
 */
import { placeBeside } from '../../beside.ts';
import type { Channel, PitchDocument, Segment, StageId } from '../document.ts';
import type { Script, ScriptItem } from './script.ts';

export interface ScriptPart {
  /** Offset at which its first line begins, and that line's number from 0. */
  readonly base: number;
  readonly firstLine: number;
  /** Index into `script.items` of its first item, into `document.segments` of its first segment. */
  readonly itemBase: number;
  readonly segmentBase: number;
  /** Index into `script.stages`, -1 before the first heading; a part never spans two stages. */
  readonly stageIndex: number;
  readonly stage: StageId | undefined;
  readonly channel: Channel;
  /** The title of its stage, as written. */
  readonly heading: string | undefined;
  readonly items: readonly ScriptItem[];
  readonly segments: readonly Segment[];
  /** What was learnt from it; `placeInParts` alone reads and writes it. */
  readonly facts: unknown[];
}

const ROWS = placeBeside<Script, { readonly blocks: readonly ScriptPart[] }>();
const WHOLE = placeBeside<Script, readonly ScriptPart[]>();

/** The reader says which row of parts stands behind a script. The row belongs to the newest version alone. */
export function rememberParts(script: Script, row: { readonly blocks: readonly ScriptPart[] }): void {
  ROWS.set(script, row);
}

/** In document order; together they hold every item and segment. A script that no reader made is one part. */
export function partsOf(document: PitchDocument): readonly ScriptPart[] {
  const row = ROWS.get(document.script);
  if (row) return row.blocks;
  let whole = WHOLE.get(document.script);
  if (!whole) {
    const { script, segments } = document;
    const rest = {
      stage: undefined,
      channel: 'script' as const,
      heading: undefined,
      items: script.items,
      segments,
      facts: [],
    };
    whole = [{ base: 0, firstLine: 0, itemBase: 0, segmentBase: 0, stageIndex: -1, ...rest }];
    WHOLE.set(document.script, whole);
  }
  return whole;
}

/** What all versions of one script have in common: the same object for each of them. */
export function lineageOf(document: PitchDocument): object {
  return ROWS.get(document.script) ?? document.script;
}

/** The offset behind a part's last line. */
export function endOfPart(document: PitchDocument, parts: readonly ScriptPart[], index: number): number {
  return parts[index + 1]?.base ?? document.text.length;
}

/** Something remembered with each part while the part lives. Made once per module: parts keep a place for each. */
export function placeInParts<T>(): { get(part: ScriptPart): T | undefined; set(part: ScriptPart, fact: T): void } {
  const place = places++;
  return {
    get: (part) => part.facts[place] as T | undefined,
    set: (part, fact) => {
      part.facts[place] = fact;
    },
  };
}

let places = 0;

/**
 * What `make` learns from a part, made once while its lines and `basis` (a rule set, say) stay the same. `make` may keep
 * items and segments, but no offsets of the document and no indices. Called once per module, as `placeInParts` is.
 */
export function rememberPerPart<T, B = undefined>(
  make: (part: ScriptPart, basis: B) => T,
): (part: ScriptPart, ...basis: B extends undefined ? [] : [B]) => T {
  const known = placeInParts<{ readonly basis: unknown; readonly stage: unknown; readonly fact: T }>();
  return (part, ...[basis]) => {
    const found = known.get(part);
    if (found && found.basis === basis && found.stage === part.stage) return found.fact;
    const fact = make(part, basis as B);
    known.set(part, { basis, stage: part.stage, fact });
    return fact;
  };
}
