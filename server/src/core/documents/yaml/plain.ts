/**
 * The short way from a chunk without slips to light nodes: the library's own tokens, turned into nodes without the
 * document that the library would build between them. Whatever is not plain (a slip, an anchor, an alias, a tag, an
 * explicit key, a directive) is left to the library itself; a property test holds the two ways together.
 */
import { CST, isScalar, Parser, Schema } from 'yaml';
import { type Base, LightNode, type ScalarStyle } from './light-node.ts';

type Scalar = LightNode['value'];

/** Deeper nesting is left to the converter, which says when it is too deep. */
const MAX_DEPTH = 100;

/** Thrown and caught inside this module only. */
const NOT_PLAIN = new Error('not plain');

/** The root of a chunk that YAML reads without complaint; undefined for everything that needs the long way. */
export function readPlain(base: Base, text: string): LightNode | undefined {
  try {
    let document: CST.Document | undefined;
    for (const token of new Parser().parse(text)) {
      if (token.type === 'comment' || token.type === 'newline' || token.type === 'space') continue;
      if (token.type !== 'document' || document) return undefined;
      document = token;
    }
    if (!document?.value) return undefined;
    white(document.start, true);
    if (document.end) white(document.end, true);
    return new Reader(base).node(document.value, 0);
  } catch (error) {
    if (error === NOT_PLAIN) return undefined;
    throw error;
  }
}

class Reader {
  /** Where the node read last ends with the white space and comments behind it. */
  private reach = 0;

  constructor(private readonly base: Base) {}

  node(token: CST.Token, depth: number): LightNode {
    if (depth > MAX_DEPTH) throw NOT_PLAIN;
    switch (token.type) {
      case 'scalar':
      case 'single-quoted-scalar':
      case 'double-quoted-scalar':
      case 'block-scalar':
        return this.scalar(token);
      case 'block-map':
        return this.blockMap(token, depth);
      case 'block-seq':
        return this.blockSequence(token, depth);
      case 'flow-collection':
        return this.flow(token, depth);
      default:
        throw NOT_PLAIN;
    }
  }

  private make(type: LightNode['type'], start: number, end: number): LightNode {
    return new LightNode(type, this.base, start, Math.min(Math.max(start, end), this.base.text.length) - start);
  }

  private scalar(token: CST.FlowScalar | CST.BlockScalar): LightNode {
    let value: Scalar;
    let style: ScalarStyle = 'plain';
    let end = token.offset + token.source.length;
    if (token.type === 'scalar' && !token.source.includes('\n')) {
      if (BAD_START.includes(token.source[0]!)) throw NOT_PLAIN;
      value = resolved(token.source);
    } else {
      const read = CST.resolveAsScalar(token, false, refuse);
      value = token.type === 'scalar' ? resolved(read.value) : read.value;
      style = STYLES[read.type as string] ?? 'plain';
      end = read.range[1];
      this.reach = read.range[2];
    }
    const type =
      typeof value === 'string'
        ? 'string'
        : typeof value === 'number'
          ? 'number'
          : typeof value === 'boolean'
            ? 'boolean'
            : 'null';
    const node = this.make(type, token.offset, end);
    node.value = value;
    node.style = style;
    if (token.type !== 'block-scalar') {
      this.reach = end;
      if (token.end) this.reach += white(token.end, true);
    }
    return node;
  }

  private nothing(at: number): LightNode {
    const node = this.make('null', at, at);
    node.value = null;
    node.style = 'plain';
    this.reach = at;
    return node;
  }

  /** The node of an entry without a value: behind its mark and the blanks on the same line. */
  private empty(before: readonly CST.SourceToken[], mark: CST.SourceToken): LightNode {
    let at = mark.offset + mark.source.length;
    let comment = false;
    let end = at;
    for (let i = before.indexOf(mark) + 1; i < before.length; i++) {
      const token = before[i]!;
      if (token.type === 'space' && token.offset === at) at += token.source.length;
      if (token.type === 'comment') comment = true;
      end = token.offset + token.source.length;
    }
    const node = this.nothing(at);
    if (before.slice(0, before.indexOf(mark)).some((token) => token.type === 'comment')) comment = true;
    if (comment) this.reach = end;
    return node;
  }

  private blockMap(map: CST.BlockMap, depth: number): LightNode {
    const node = this.make('object', map.offset, map.offset);
    let end = map.offset;
    for (const { start, key, sep, value } of map.items) {
      white(start, true);
      if (!key && !sep) continue;
      if (!key || !sep || !isFlowScalar(key) || key.indent !== map.indent || hasBreak(key)) throw NOT_PLAIN;
      const mark = markIn(sep, 'map-value-ind', false);
      if (value?.type === 'block-map' && !sep.some((token) => token.type === 'newline')) throw NOT_PLAIN;
      const keyNode = this.key(key);
      const valueNode = value ? this.node(value, depth + 1) : this.empty(sep, mark);
      end = this.reach;
      node.adopt(this.property(keyNode, valueNode));
    }
    this.reach = end;
    return span(node, end);
  }

  private blockSequence(list: CST.BlockSequence, depth: number): LightNode {
    const node = this.make('array', list.offset, list.offset);
    let end = list.offset;
    for (const { start, key, sep, value } of list.items) {
      if (key || sep) throw NOT_PLAIN;
      if (!value && !start.some((token) => token.type === 'seq-item-ind')) {
        white(start, true);
        continue;
      }
      const mark = markIn(start, 'seq-item-ind', true);
      node.adopt(value ? this.node(value, depth + 1) : this.empty(start, mark));
      end = this.reach;
    }
    this.reach = end;
    return span(node, end);
  }

  private flow(collection: CST.FlowCollection, depth: number): LightNode {
    const isMap = collection.start.source === '{';
    const [close, ...rest] = collection.end;
    if (close?.source !== (isMap ? '}' : ']')) throw NOT_PLAIN;
    const end = close.offset + 1;
    const node = this.make(isMap ? 'object' : 'array', collection.offset, end);
    const { items } = collection;
    for (let i = 0; i < items.length; i++) {
      const { start, key, sep, value } = items[i]!;
      const comma = white(start, false, 'comma') < 0;
      if (!key && !sep && !value) {
        if (i < items.length - 1 || (i === 0 && comma)) throw NOT_PLAIN;
        continue;
      }
      if (comma !== i > 0) throw NOT_PLAIN;
      if (isMap) node.adopt(this.flowEntry(key, sep, value, depth));
      else if (sep || key || !value || isBlock(value)) throw NOT_PLAIN;
      else node.adopt(this.node(value, depth + 1));
    }
    this.reach = end + white(rest, true);
    return node;
  }

  private flowEntry(
    key: CST.Token | null | undefined,
    sep: readonly CST.SourceToken[] | undefined,
    value: CST.Token | undefined,
    depth: number,
  ): LightNode {
    if (!key || !isFlowScalar(key) || (value && isBlock(value))) throw NOT_PLAIN;
    const keyNode = this.key(key);
    if (!sep?.some((token) => token.type === 'map-value-ind')) {
      if (value) throw NOT_PLAIN;
      if (sep) white(sep, false);
      const after = this.nothing(keyNode.start + keyNode.length);
      after.style = undefined;
      return this.property(keyNode, after);
    }
    const mark = markIn(sep, 'map-value-ind', false);
    return this.property(keyNode, value ? this.node(value, depth + 1) : this.empty(sep, mark));
  }

  private key(token: CST.FlowScalar): LightNode {
    const node = this.scalar(token);
    if (node.value === '<<' && node.style === 'plain') throw NOT_PLAIN;
    return node;
  }

  private property(key: LightNode, value: LightNode): LightNode {
    const end = Math.max(key.start + key.length, value.start + value.length);
    const property = new LightNode('property', this.base, key.start, end - key.start);
    property.children = [key, value];
    key.parent = property;
    value.parent = property;
    return property;
  }
}

/** Characters of white space and comments. Throws at anything else, and where a comment lacks the blank before it. */
function white(tokens: readonly CST.SourceToken[], atLineStart: boolean, also?: 'comma'): number {
  let length = 0;
  let spaced = atLineStart;
  let commas = 0;
  for (const token of tokens) {
    if (token.type === 'space' && !token.source.includes('\t')) spaced = true;
    else if (token.type === 'newline') spaced = true;
    else if (token.type === 'comment' && spaced) spaced = true;
    else if (also && token.type === also && commas++ === 0) spaced = false;
    else throw NOT_PLAIN;
    length += token.source.length;
  }
  // A comma is told by a negative length: the callers that ask for it want nothing else.
  return commas > 0 ? -length : length;
}

/** The one mark among white space. */
function markIn(tokens: readonly CST.SourceToken[], type: CST.SourceToken['type'], atLineStart: boolean) {
  let mark: CST.SourceToken | undefined;
  let spaced = atLineStart;
  for (const token of tokens) {
    if (token.type === type && !mark) {
      mark = token;
      spaced = false;
    } else if ((token.type === 'space' && !token.source.includes('\t')) || token.type === 'newline') spaced = true;
    else if (token.type !== 'comment' || !spaced) throw NOT_PLAIN;
  }
  if (!mark) throw NOT_PLAIN;
  return mark;
}

/** A block collection reaches over the white space behind its last entry, as the library has it. */
function span(node: LightNode, end: number): LightNode {
  node.length = Math.min(Math.max(end, node.start), node.base.text.length) - node.start;
  for (const child of node.children) {
    if (child.start < node.start) throw NOT_PLAIN;
    node.length = Math.max(node.length, child.start + child.length - node.start);
  }
  return node;
}

const isBlock = (token: CST.Token) => token.type === 'block-map' || token.type === 'block-seq';
const isFlowScalar = (token: CST.Token): token is CST.FlowScalar =>
  token.type === 'scalar' || token.type === 'single-quoted-scalar' || token.type === 'double-quoted-scalar';
const hasBreak = (key: CST.FlowScalar) =>
  key.source.includes('\n') || (key.end?.some((token) => token.type === 'newline') ?? false);

const refuse = () => {
  throw NOT_PLAIN;
};

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};
const BAD_START = '\t,%|>@`';

/** The library's own tests of what is no string (`true`, `12`, `~`), in its order. */
const TAGS = new Schema({ schema: 'core' }).tags.flatMap((tag) =>
  tag.default === true && 'test' in tag && tag.test && !tag.collection ? [tag] : [],
);
const OPTIONS = { intAsBigInt: false } as Parameters<NonNullable<(typeof TAGS)[number]['resolve']>>[2];
/** First characters that any of those tests takes. */
const NO_STRING = /^[-+.\d~nNtTfF]/;

function resolved(value: string): Scalar {
  if (value !== '' && !NO_STRING.test(value)) return value;
  for (const tag of TAGS)
    if (tag.test!.test(value)) {
      const result = tag.resolve(value, refuse, OPTIONS);
      return (isScalar(result) ? result.value : result) as Scalar;
    }
  return value;
}
