/**
 * The nodes of the light tree. Positions are stored relative to the chunk that a node was parsed from, so an edit above
 * moves a whole chunk by one number. Must not know schemas.
 */
import type { MappedText } from '../../text/mapped-text.ts';
import type { SourceRange } from '../../text/range.ts';
import type { NodeType, YamlNode } from './node.ts';
import { mapScalar } from './scalar-text.ts';

/** What nodes are relative to: a chunk, or the file itself for the nodes that join chunks. */
export interface Base {
  /** Absolute offset of `text` in the file as it stands now. */
  off: number;
  readonly text: string;
}

/** What was worked out for a node under one schema, and under others (hardly ever: most nodes meet one). */
export class BySchema {
  private others: BySchema | undefined = undefined;

  constructor(
    private readonly schema: object,
    private readonly made: unknown,
  ) {}

  static of(known: BySchema | undefined, schema: object): unknown {
    for (let each = known; each; each = each.others) if (each.schema === schema) return each.made;
    return undefined;
  }

  static with(known: BySchema | undefined, schema: object, made: unknown): BySchema {
    const added = new BySchema(schema, made);
    added.others = known;
    return added;
  }
}

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

/** By what `yaml` calls them. */
export const SCALAR_STYLES: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

export class LightNode implements YamlNode {
  parent: LightNode | undefined = undefined;
  children: LightNode[] = NO_CHILDREN;
  value: string | number | boolean | null | undefined = undefined;
  style: ScalarStyle | undefined = undefined;
  /** An alias or what a merge key brought: stands for text elsewhere, and has the alias's place. */
  borrowed = false;
  /** What validate.ts found and what locate.ts made of the node under a schema; they live and die with the chunk. */
  judged: BySchema | undefined = undefined;
  located: BySchema | undefined = undefined;
  private mapped: MappedText | undefined = undefined;
  private mappedAt = 0;

  constructor(
    readonly type: NodeType,
    readonly base: Base,
    /** Relative to the base. */
    public start: number,
    public length: number,
  ) {}

  get offset(): number {
    return this.base.off + this.start;
  }

  get range(): SourceRange {
    const start = this.base.off + this.start;
    return { start, end: start + this.length };
  }

  get raw(): string {
    return this.base.text.slice(this.start, this.start + this.length);
  }

  get keyNode(): LightNode | undefined {
    return this.type === 'property' ? this.children[0] : undefined;
  }

  get valueNode(): LightNode | undefined {
    return this.type === 'property' ? this.children[1] : undefined;
  }

  get text(): MappedText | undefined {
    if (this.type !== 'string') return undefined;
    if (this.mapped && this.mappedAt === this.base.off) return this.mapped;
    this.mapped = this.mapped
      ? this.mapped.shifted(this.base.off - this.mappedAt)
      : mapScalar(this.value as string, this.borrowed ? undefined : this.style, this.raw, this.offset);
    this.mappedAt = this.base.off;
    return this.mapped;
  }

  /** The property of an object with this key; the last one when it stands there twice, as YAML reads it. */
  property(key: string): LightNode | undefined {
    for (let i = this.children.length - 1; i >= 0; i--) {
      const child = this.children[i]!;
      if (child.type === 'property' && String(child.children[0]?.value) === key) return child;
    }
    return undefined;
  }

  adopt(child: LightNode): void {
    child.parent = this;
    if (this.children === NO_CHILDREN) this.children = [child];
    else this.children.push(child);
  }
}

const NO_CHILDREN: LightNode[] = [];
