/** What the judgement of a script's phrases read beside the lines it judged, and whether that is still the same. */
import type { Document, Segment } from '../documents/document.ts';
import type { ResolvedProduct } from '../project.ts';

export interface Reading {
  /** The product that the segment speaks of, once asked. `null`: nobody asked. */
  product: ResolvedProduct | undefined | null;
  /** Segments from which the talk was followed, each with the agent's next ones. */
  readonly followed: Followed[];
  /** It looked at the other segments of a group. */
  sawGroup: boolean;
}

export interface Followed {
  readonly from: Segment;
  readonly next: readonly (Segment | undefined)[];
}

/** Notes whither the talk goes on from a segment, and whether others of its group are looked at. */
export function follow(reading: Reading, from: Segment, document: Document): void {
  if (from.group !== undefined) reading.sawGroup = true;
  if (!reading.followed.some((known) => known.from === from))
    reading.followed.push({ from, next: from.next.map((index) => document.segments[index]) });
}

/** Whether the talk still goes on to the same words. Segments are the same objects while their part is. */
export function leadsOnAsBefore({ from, next: before }: Followed, document: Document): boolean {
  const { next } = from;
  return next.length === before.length && next.every((index, i) => document.segments[index] === before[i]);
}
