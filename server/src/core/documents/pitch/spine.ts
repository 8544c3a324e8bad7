/** The row of blocks that makes one script, and how talk flows along it. One per file; versions hand it on. */
import { type Block, EXIT, type FlowCode, JumpItem, type Spine, type StageHead } from './blocks.ts';
import { foldName } from './words.ts';

export class ScriptSpine implements Spine {
  blocks: readonly Block[] = [];
  stages: readonly StageHead[] = [];
  documentProducts: readonly string[] = [];
  textEnd = 0;
  itemCount = 0;
  private names: Map<string, StageHead> | undefined;

  /** Puts the spine under a new version. */
  carry(blocks: readonly Block[], stages: readonly StageHead[], products: readonly string[], textEnd: number): void {
    this.blocks = blocks;
    this.stages = stages;
    this.documentProducts = products;
    this.textEnd = textEnd;
    const last = blocks[blocks.length - 1];
    this.itemCount = last ? last.itemBase + last.items.length : 0;
    this.names = undefined;
  }

  stageEnd(index: number): number {
    return this.stages[index + 1]?.home.base ?? this.textEnd;
  }

  stageItemsEnd(index: number): number {
    return this.stages[index + 1]?.home.itemBase ?? this.itemCount;
  }

  reach(from: Block, flow: readonly FlowCode[]): readonly number[] {
    const found = new Set<number>();
    const seen = new Set<Block>();
    const pending: { block: Block; flow: readonly FlowCode[] }[] = [{ block: from, flow }];
    for (let at = 0; at < pending.length; at++) {
      const next = pending[at]!;
      for (const code of next.flow) {
        if (code >= 0) {
          found.add(next.block.segmentBase + code);
          continue;
        }
        const target = code === EXIT ? this.below(next.block) : this.jumpedTo(next.block.items[-code - 2]);
        if (!target || seen.has(target)) continue;
        seen.add(target);
        pending.push({ block: target, flow: target.entry });
      }
    }
    return [...found];
  }

  /** Talk flows from stage to stage; what is published stands alone. */
  private below(block: Block): Block | undefined {
    const next = this.blocks[block.position + 1];
    if (next?.head && (next.channel === 'public' || block.channel === 'public')) return undefined;
    return next;
  }

  private jumpedTo(item: unknown): Block | undefined {
    if (!(item instanceof JumpItem) || item.file !== undefined) return undefined;
    if (!this.names) {
      this.names = new Map();
      for (const stage of [...this.stages].reverse()) this.names.set(foldName(stage.title), stage);
    }
    return this.names.get(foldName(item.target))?.home;
  }
}
