/**
 * Where the talk goes on inside one block: for each segment, the agent's next words. Read from the end to the start, one
 * visit per item and no recursion, so that deep nests and long rows of branches stay linear.
 */
import { type Block, BranchItem, EXIT, type FlowCode, JumpItem, ShotItem, TurnItem } from './blocks.ts';

type Flow = readonly FlowCode[];

/** The lines of one level, seen from behind. */
interface Level {
  follow: Flow;
  /** A run of sibling branches being collected: where they meet again, and how each begins. */
  run: { readonly meet: Flow; readonly entries: Flow[] } | undefined;
}

/** Fills `flow` of every segment and `entry` of the block. Branches of one run are alternatives and exhaust the choice. */
export function linkFlow(block: Block): void {
  const levels = new Map<number, Level>([[-1, { follow: [EXIT], run: undefined }]]);

  const levelOf = (owner: number): Level => {
    const missing: number[] = [];
    for (let o = owner; !levels.has(o); o = block.items[o]!.owner) missing.push(o);
    for (const branch of missing.reverse()) {
      const outer = levels.get(block.items[branch]!.owner)!;
      outer.run ??= { meet: outer.follow, entries: [] };
      levels.set(branch, { follow: outer.run.meet, run: undefined });
    }
    return levels.get(owner)!;
  };

  for (let i = block.items.length - 1; i >= 0; i--) {
    const item = block.items[i]!;
    const segment = item.segmentIndex < 0 ? undefined : block.segments[item.segmentIndex];
    if (item instanceof BranchItem) {
      const body = levelOf(item.local);
      settle(body);
      segment!.flow = body.follow;
      levels.get(item.owner)!.run!.entries.push(body.follow);
      levels.delete(item.local);
      continue;
    }
    const level = levelOf(item.owner);
    const agent = item.type === 'text' || (item instanceof TurnItem && item.role === 'agent');
    if (agent || item instanceof TurnItem || item instanceof JumpItem || item instanceof ShotItem) settle(level);
    if (item instanceof JumpItem) level.follow = [-item.local - 2];
    if (segment) {
      segment.flow = level.run ? level.run.meet : level.follow;
      if (agent) level.follow = [segment.local];
    }
  }
  const top = levels.get(-1)!;
  settle(top);
  block.entry = top.follow;
}

/** Ends a run of branches: what leads into it leads to each of them. */
function settle(level: Level): void {
  if (!level.run) return;
  const different = [...new Set(level.run.entries.reverse())];
  level.follow = different.length === 1 ? different[0]! : [...new Set(different.flat())];
  level.run = undefined;
}
