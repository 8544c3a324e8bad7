/**
 * The light AST of one YAML document. Field names follow vscode-json-languageservice's `ASTNode`, so that it can be
 * used as an oracle in tests. Offsets are absolute when read through `range`; nodes of one chunk share its base, so an
 * edit above moves them all without touching them.
 */
import type { MappedText } from '../../text/mapped-text.ts';
import type { SourceRange } from '../../text/range.ts';

export type NodeType = 'object' | 'array' | 'property' | 'string' | 'number' | 'boolean' | 'null';

export interface YamlNode {
  readonly type: NodeType;
  readonly parent: YamlNode | undefined;
  /** Absolute UTF-16 offset. */
  readonly offset: number;
  readonly length: number;
  readonly range: SourceRange;
  /** Properties of an object, items of an array, [key, value] of a property. */
  readonly children: readonly YamlNode[];
  /** For a property. */
  readonly keyNode?: YamlNode;
  readonly valueNode?: YamlNode;
  /** For a scalar: the value YAML resolves it to. */
  readonly value?: string | number | boolean | null;
  /** For a scalar: the characters as written (quotes excluded from nothing). */
  readonly raw?: string;
  /** For a scalar: plain, quote-single, quote-double, block-literal, block-folded. */
  readonly style?: 'plain' | 'single' | 'double' | 'literal' | 'folded';
  /** For a string: its value mapped character by character to the source. */
  readonly text?: MappedText;
}

/** The tree of a whole file; `root` is undefined only for an empty file. */
export interface YamlTree {
  readonly root: YamlNode | undefined;
  /** The deepest node whose range holds the offset (end included). */
  nodeAt(offset: number): YamlNode | undefined;
  /** Comments, in order, `#` included. */
  readonly comments: readonly SourceRange[];
  /**
   * The text in whole lines, cut where people write entries; empty when it was too large to parse. A stretch that an edit
   * did not touch is the same object in the next version.
   */
  readonly chunks: readonly { readonly text: string; readonly off: number }[];
}

/** One scalar of a model, with where it stands. `value` is undefined when it could not be read as its type. */
export interface Field<T> {
  readonly value: T;
  readonly range: SourceRange;
  readonly node: YamlNode;
}

/** A list of a model. Items that are not of the expected shape are left out (the validator reports them). */
export interface LocatedList<T> {
  readonly range: SourceRange;
  readonly node: YamlNode;
  readonly items: readonly T[];
}

/** A map with free keys (`beneficiary: {mom: 50}`). */
export interface LocatedRecord<V> {
  readonly range: SourceRange;
  readonly node: YamlNode;
  readonly entries: readonly { readonly key: Field<string>; readonly value: V }[];
}

/** A map with known keys; every key may be absent, because the file may be half written. */
export interface LocatedMap {
  readonly range: SourceRange;
  readonly node: YamlNode;
  /** The range of a key as written (`premium`), for findings about the key itself. */
  keyRange(key: string): SourceRange | undefined;
}

type Scalar = string | number | boolean | null;

/**
 * The model type of a schema's output type: scalars become `Field`, arrays `LocatedList`, objects `LocatedMap` with the
 * same keys (all optional), records `LocatedRecord`. A union of scalar and object becomes the union of both.
 */
export type Located<T> = T extends undefined
  ? undefined
  : T extends Scalar
    ? Field<T>
    : T extends readonly (infer U)[]
      ? LocatedList<Located<U>>
      : string extends keyof T
        ? LocatedRecord<Located<T[keyof T & string]>>
        : LocatedMap & { readonly [K in keyof T]?: Located<Exclude<T[K], undefined>> };
