/**
 * The short way from a chunk to light nodes: the lines that people write, `key: value` and `- key: value` with what fits
 * on the line behind them, read without the library's tokens. Only what cannot be read in two ways is read here; at
 * the first doubt (a slip, text over several lines, an anchor, a tag, an explicit key) the chunk is left to the library,
 * which alone says what YAML is. A property test holds the two together.
 */
import { isScalar, Schema } from 'yaml';
import { type Base, LightNode, type ScalarStyle } from './light-node.ts';

type Scalar = LightNode['value'];

/** Deeper nesting is left to the library, which says when it is too deep. */
const MAX_DEPTH = 100;
/** Longer keys are an error of their own. */
const MAX_KEY = 1000;

/** Thrown and caught inside this module only. */
const NOT_PLAIN = new Error('not plain');

/**
 * The root of a chunk that YAML reads without complaint, null when it holds blank lines and comments alone; undefined for
 * everything that needs the long way.
 */
export function readPlain(base: Base, text: string): LightNode | null | undefined {
  try {
    return new Reader(base, text).document();
  } catch (error) {
    if (error === NOT_PLAIN) return undefined;
    throw error;
  }
}

class Reader {
  /** Where the next content stands: the offset and the column of its first character. -1 at the end of the text. */
  private at = 0;
  private column = 0;
  /** Column of the comment furthest in between this content and the one before it; -1: there is none. */
  private comment = -1;
  /** Where the node read last ends with the white space and the comment behind it. */
  private reach = 0;

  constructor(
    private readonly base: Base,
    private readonly text: string,
  ) {}

  document(): LightNode | null | undefined {
    if (this.text.includes('\ufeff')) return undefined;
    this.nextContent(0);
    if (this.column < 0) return null;
    const root = this.block(0);
    return this.column < 0 ? root : undefined;
  }

  /** Goes to the first content at or below the start of a line. */
  private nextContent(line: number): void {
    const { text } = this;
    this.comment = -1;
    let i = line;
    for (;;) {
      let column = 0;
      while (text.charCodeAt(i) === SPACE) {
        i++;
        column++;
      }
      if (i >= text.length) {
        this.at = text.length;
        this.column = -1;
        return;
      }
      const c = text.charCodeAt(i);
      if (c === HASH) {
        if (column > this.comment) this.comment = column;
        i = this.lineBreak(i);
      } else if (c !== LF && c !== CR) {
        this.at = i;
        this.column = column;
        return;
      }
      i = this.behindBreak(i);
    }
  }

  /** Offset of the line break at or behind `i`, or the end of the text. */
  private lineBreak(i: number): number {
    const found = this.text.indexOf('\n', i);
    if (found < 0) return this.text.length;
    return found > i && this.text.charCodeAt(found - 1) === CR ? found - 1 : found;
  }

  private behindBreak(i: number): number {
    const { text } = this;
    if (i >= text.length) return i;
    if (text.charCodeAt(i) === CR) {
      if (text.charCodeAt(i + 1) !== LF) throw NOT_PLAIN;
      return i + 2;
    }
    return i + 1;
  }

  private endsLine(i: number): boolean {
    const c = this.text.charCodeAt(i);
    return c === LF || c === CR || i >= this.text.length;
  }

  private spaces(i: number): number {
    let end = i;
    while (this.text.charCodeAt(end) === SPACE) end++;
    return end;
  }

  /** A list or a map that begins at the content. */
  private block(depth: number): LightNode {
    if (depth > MAX_DEPTH) throw NOT_PLAIN;
    return this.atDash() ? this.list(this.column, depth) : this.map(this.column, depth);
  }

  private atDash(): boolean {
    return this.text.charCodeAt(this.at) === DASH && this.text.charCodeAt(this.at + 1) === SPACE;
  }

  private list(column: number, depth: number): LightNode {
    const node = new LightNode('array', this.base, this.at, 0);
    while (this.column === column && this.atDash()) {
      const dash = this.at;
      this.at = this.spaces(dash + 1);
      this.column += this.at - dash;
      const c = this.text.charCodeAt(this.at);
      if (this.endsLine(this.at) || c === HASH || c === DASH) throw NOT_PLAIN;
      const value = this.inline(this.at, column);
      node.adopt(value ?? this.map(this.column, depth + 1));
    }
    return this.ended(node, column, depth);
  }

  private map(column: number, depth: number): LightNode {
    const node = new LightNode('object', this.base, this.at, 0);
    while (this.column === column) {
      const key = this.key(this.at);
      const mark = key.start + key.length + 1;
      const from = this.spaces(mark);
      const c = this.text.charCodeAt(from);
      if (c === HASH && from === mark) throw NOT_PLAIN;
      const below = this.endsLine(from) || c === HASH;
      node.adopt(this.property(key, below ? this.below(column, from, depth) : this.mustInline(from, column)));
    }
    return this.ended(node, column, depth);
  }

  /** The value of a key that has nothing on its own line. */
  private below(column: number, from: number, depth: number): LightNode {
    const comment = !this.endsLine(from);
    this.nextContent(this.behindBreak(this.lineBreak(from)));
    if (this.column > column || (this.column === column && this.atDash())) return this.block(depth + 1);
    // how far an empty value reaches over comments is the library's business
    if (comment || this.comment >= 0) throw NOT_PLAIN;
    return this.nothing(from);
  }

  private mustInline(from: number, column: number): LightNode {
    const value = this.inline(from, column);
    if (!value) throw NOT_PLAIN;
    return value;
  }

  /** A value on the line itself, then the next content; undefined, and nothing moved, when a key begins here. */
  private inline(from: number, column: number): LightNode | undefined {
    const c = this.text.charCodeAt(from);
    let value: LightNode;
    if (c === OPEN_BRACE || c === OPEN_BRACKET) value = this.flow(from, 0);
    else if (c === DOUBLE || c === SINGLE) value = this.quoted(from);
    else {
      const end = this.plainEnd(from);
      if (end < 0) return undefined;
      value = this.scalar(from, end, 'plain', resolved(this.text.slice(from, end)));
    }
    const end = value.start + value.length;
    const after = this.spaces(end);
    const commented = this.text.charCodeAt(after) === HASH && after > end;
    if (!commented && !this.endsLine(after)) throw NOT_PLAIN;
    this.reach = this.behindBreak(commented ? this.lineBreak(after) : after);
    const { reach } = this;
    this.nextContent(reach);
    // deeper content goes on with this value
    if (this.column > column) throw NOT_PLAIN;
    return value;
  }

  /** The end of a plain scalar on one line; -1 when it turns out to be a key. */
  private plainEnd(from: number): number {
    const { text } = this;
    this.mayBegin(from);
    let end = from;
    for (let i = from; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (c === SPACE) continue;
      if (c === LF || c === CR) break;
      if (c === TAB) throw NOT_PLAIN;
      if (c === COLON && isBlank(text.charCodeAt(i + 1))) return -1;
      if (c === HASH && text.charCodeAt(i - 1) === SPACE) break;
      end = i + 1;
    }
    return end;
  }

  /** Throws unless plain text may begin here. */
  private mayBegin(from: number): void {
    const c = this.text.charCodeAt(from);
    if (c < 128 && KIND[c] === MARK) throw NOT_PLAIN;
    if (c === DASH || c === COLON || c === QUESTION) {
      const next = this.text.charCodeAt(from + 1);
      if (isBlank(next) || (next < 128 && KIND[next] === MARK)) throw NOT_PLAIN;
    }
  }

  /** A plain key without any mark of YAML's in it, with its colon behind it. */
  private key(from: number): LightNode {
    const { text } = this;
    let i = from;
    for (; ; i++) {
      const c = text.charCodeAt(i);
      if (c === COLON) break;
      if (c < 128 ? KIND[c] !== LETTER : Number.isNaN(c)) throw NOT_PLAIN;
    }
    const first = text.charCodeAt(from);
    if (!isBlank(text.charCodeAt(i + 1)) || i === from || i - from > MAX_KEY) throw NOT_PLAIN;
    if (first === DASH || first === DOT || text.charCodeAt(i - 1) === SPACE) throw NOT_PLAIN;
    return this.scalar(from, i, 'plain', resolved(text.slice(from, i)));
  }

  /** Quoted text on one line without anything escaped in it. */
  private quoted(from: number): LightNode {
    const { text } = this;
    const mark = text[from]!;
    const close = text.indexOf(mark, from + 1);
    if (close < 0 || text.charCodeAt(close + 1) === text.charCodeAt(from)) throw NOT_PLAIN;
    const value = text.slice(from + 1, close);
    if (ESCAPED.test(value)) throw NOT_PLAIN;
    return this.scalar(from, close + 1, mark === '"' ? 'double' : 'single', value);
  }

  private flow(from: number, depth: number): LightNode {
    if (depth > MAX_DEPTH) throw NOT_PLAIN;
    const { text } = this;
    const isMap = text.charCodeAt(from) === OPEN_BRACE;
    const close = isMap ? CLOSE_BRACE : CLOSE_BRACKET;
    const node = new LightNode(isMap ? 'object' : 'array', this.base, from, 0);
    let i = this.spaces(from + 1);
    if (text.charCodeAt(i) !== close) {
      for (;;) {
        let value: LightNode;
        if (isMap) {
          const key = this.key(i);
          const mark = key.start + key.length + 1;
          value = this.flowValue(this.spaces(mark), depth);
          node.adopt(this.property(key, value));
        } else {
          value = this.flowValue(i, depth);
          node.adopt(value);
        }
        i = this.spaces(value.start + value.length);
        const c = text.charCodeAt(i);
        if (c === close) break;
        if (c !== COMMA) throw NOT_PLAIN;
        i = this.spaces(i + 1);
      }
    }
    node.length = i + 1 - from;
    return node;
  }

  private flowValue(from: number, depth: number): LightNode {
    const { text } = this;
    const first = text.charCodeAt(from);
    if (first === OPEN_BRACE || first === OPEN_BRACKET) return this.flow(from, depth + 1);
    if (first === DOUBLE || first === SINGLE) return this.quoted(from);
    this.mayBegin(from);
    let end = from;
    for (let i = from; ; i++) {
      const c = text.charCodeAt(i);
      if (c === SPACE) continue;
      if (c === COMMA || c === CLOSE_BRACE || c === CLOSE_BRACKET) break;
      if (Number.isNaN(c) || c === LF || c === CR || c === TAB || c === OPEN_BRACE || c === OPEN_BRACKET)
        throw NOT_PLAIN;
      if (c === HASH && text.charCodeAt(i - 1) === SPACE) throw NOT_PLAIN;
      if (c === COLON) {
        const next = text.charCodeAt(i + 1);
        if (isBlank(next) || (next < 128 && KIND[next] === MARK)) throw NOT_PLAIN;
      }
      end = i + 1;
    }
    return this.scalar(from, end, 'plain', resolved(text.slice(from, end)));
  }

  private scalar(start: number, end: number, style: ScalarStyle, value: Scalar): LightNode {
    const type =
      typeof value === 'string'
        ? 'string'
        : typeof value === 'number'
          ? 'number'
          : typeof value === 'boolean'
            ? 'boolean'
            : 'null';
    const node = new LightNode(type, this.base, start, end - start);
    node.value = value;
    node.style = style;
    return node;
  }

  private nothing(at: number): LightNode {
    this.reach = at;
    return this.scalar(at, at, 'plain', null);
  }

  private property(key: LightNode, value: LightNode): LightNode {
    if (key.value === '<<') throw NOT_PLAIN;
    const property = new LightNode('property', this.base, key.start, value.start + value.length - key.start);
    property.children = [key, value];
    key.parent = property;
    value.parent = property;
    return property;
  }

  /** A block collection reaches over the white space behind its last entry, as the library has it. */
  private ended(node: LightNode, column: number, depth: number): LightNode {
    // a comment that stands as far in belongs to it too, in ways that are the library's business
    if (this.comment > column || (this.comment === column && depth > 0)) throw NOT_PLAIN;
    node.length = this.reach - node.start;
    return node;
  }
}

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const DOUBLE = 34;
const HASH = 35;
const SINGLE = 39;
const COMMA = 44;
const DASH = 45;
const DOT = 46;
const COLON = 58;
const QUESTION = 63;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** What YAML makes of the ASCII characters: nothing (they may stand anywhere), or something. */
const LETTER = 0;
const MARK = 1;
const BREAK = 2;
const KIND = new Uint8Array(128);
for (const c of ',[]{}#&*!|>\'"%@`\t') KIND[c.charCodeAt(0)] = MARK;
for (const c of '\n\r:?') KIND[c.charCodeAt(0)] = BREAK;

const ESCAPED = /[\n\r\\]/;

const isBlank = (c: number) => c === SPACE || c === LF || c === CR || c === TAB || Number.isNaN(c);

/** The library's own tests of what is no string (`true`, `12`, `~`), in its order. */
const TAGS = new Schema({ schema: 'core' }).tags.flatMap((tag) =>
  tag.default === true && 'test' in tag && tag.test && !tag.collection ? [tag] : [],
);
const OPTIONS = { intAsBigInt: false } as Parameters<NonNullable<(typeof TAGS)[number]['resolve']>>[2];
/** First characters that any of those tests takes. */
const NO_STRING = /^[-+.\d~nNtTfF]/;

const refuse = () => {
  throw NOT_PLAIN;
};

function resolved(value: string): Scalar {
  if (value !== '' && !NO_STRING.test(value)) return value;
  for (const tag of TAGS)
    if (tag.test!.test(value)) {
      const result = tag.resolve(value, refuse, OPTIONS);
      return (isScalar(result) ? result.value : result) as Scalar;
    }
  return value;
}
