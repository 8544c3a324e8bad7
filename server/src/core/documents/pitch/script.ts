/** The typed model of a `.pitch` file: what the grammar of the reference (§3.2) says, with a range for everything. */
import type { SourceRange } from '../../text/range.ts';
import type { InlineReference, StageId } from '../document.ts';
import type { FrontMatterModel } from '../yaml/models.ts';
import type { YamlTree } from '../yaml/node.ts';

export interface Script {
  readonly frontMatter:
    | { readonly range: SourceRange; readonly tree: YamlTree; readonly model: FrontMatterModel }
    | undefined;
  readonly stages: readonly Stage[];
  /** Every line that carries meaning, in document order. */
  readonly items: readonly ScriptItem[];
}

export interface Stage {
  readonly title: string;
  readonly range: SourceRange;
  readonly titleRange: SourceRange;
  readonly level: 1 | 2 | 3;
  /** From `{id …}` or guessed from the title's aliases; undefined when neither says. */
  readonly id: StageId | undefined;
  /** `{id}` as written, whether or not such a stage exists. */
  readonly written: { readonly text: string; readonly range: SourceRange } | undefined;
  readonly attributes: readonly { readonly key: string; readonly value: string; readonly range: SourceRange }[];
  /** The whole stage with its lines, up to the next heading. */
  readonly body: SourceRange;
  /** Indices into `items`. */
  readonly first: number;
  readonly end: number;
}

interface ItemBase {
  readonly index: number;
  readonly range: SourceRange;
  /** Columns of indentation, tabs counted to the next multiple of 2. */
  readonly indent: number;
  /** Index into `stages`, or -1 before the first heading. */
  readonly stage: number;
  /** Index of the enclosing branch item, or -1. */
  readonly branch: number;
}

export interface Turn extends ItemBase {
  readonly type: 'turn';
  /** As written, and what it resolves to. */
  readonly speakerName: string;
  readonly speakerRange: SourceRange;
  readonly role: 'agent' | 'client' | 'narrator';
  readonly tone?: string;
  readonly content: Inline;
  /** Index into `document.segments`. */
  readonly segment: number;
}
export interface Note extends ItemBase {
  readonly type: 'note';
  readonly label?: string;
  readonly labelRange?: SourceRange;
  readonly content: Inline;
  readonly segment: number;
}
export interface Branch extends ItemBase {
  readonly type: 'branch';
  /** The client's reply. */
  readonly content: Inline;
  readonly segment: number;
  /** Indices of the items it owns. */
  readonly first: number;
  readonly end: number;
}
export interface Jump extends ItemBase {
  readonly type: 'jump';
  readonly file?: string;
  readonly fileRange?: SourceRange;
  readonly target: string;
  readonly targetRange: SourceRange;
}
export interface Shot extends ItemBase {
  readonly type: 'shot';
  readonly what: 'scene' | 'caption';
  readonly content: Inline;
  readonly segment: number;
}
export interface Signature extends ItemBase {
  readonly type: 'signature';
}
export interface TextLine extends ItemBase {
  readonly type: 'text';
  readonly content: Inline;
  readonly segment: number;
}
export interface Comment extends ItemBase {
  readonly type: 'comment';
}
export type ScriptItem = Turn | Note | Branch | Jump | Shot | Signature | TextLine | Comment;

/** The inside of a line: marks with their ranges; the prose itself is the segment's text. */
export interface Inline {
  readonly range: SourceRange;
  readonly references: readonly InlineReference[];
  readonly placeholders: readonly Placeholder[];
  readonly nvc: readonly NvcMark[];
}

/** `{{name|default}}` */
export interface Placeholder {
  readonly name: string;
  readonly fallback?: string;
  readonly range: SourceRange;
  readonly nameRange: SourceRange;
}

/** （观察）（感受）（需求）（请求): the four steps of non-violent communication. */
export interface NvcMark {
  readonly step: 'observation' | 'feeling' | 'need' | 'request';
  readonly range: SourceRange;
}
