/**
 * Parses one phrase of the phrase language (docs/rules.md) into a small tree. Linear, no look-back. Knows nothing of
 * rules, text or matching. Offsets are UTF-16 offsets inside the phrase's own text.
 */
import type { Localized } from '../../localized.ts';
import type { SourceRange } from '../../text/range.ts';

export type NumberKind = 'percent' | 'amount' | 'days' | 'years' | 'number';
export const NUMBER_KINDS: readonly NumberKind[] = ['percent', 'amount', 'days', 'years', 'number'];

/** `joined`: side by side (only blanks between). `gap`: inside one clause. `wide`: across clauses of one sentence. */
export type Link = 'joined' | 'gap' | 'wide';

export type PhraseNode =
  | { readonly type: 'literal'; readonly text: string; readonly evade: boolean; readonly at: SourceRange }
  | {
      readonly type: 'group';
      readonly alternatives: readonly Sequence[];
      readonly optional: boolean;
      readonly at: SourceRange;
    }
  | { readonly type: 'list'; readonly name: string; readonly at: SourceRange }
  | { readonly type: 'number'; readonly kind: NumberKind; readonly name: string; readonly at: SourceRange };

export interface Sequence {
  readonly nodes: readonly PhraseNode[];
  /** `links[i]` stands between `nodes[i]` and `nodes[i + 1]`. */
  readonly links: readonly Link[];
}

export interface PhraseTree {
  /** One sequence, or several that may stand in either order in one sentence (`a & b`). */
  readonly parts: readonly Sequence[];
  readonly source: string;
}

export interface PhraseFault {
  readonly code: string;
  readonly at: SourceRange;
  readonly message: Localized;
  /** What was probably meant instead of the words at `at`. */
  readonly suggestion?: string;
}

export type ParsedPhrase =
  | { readonly tree: PhraseTree; readonly fault?: undefined }
  | { readonly tree?: undefined; readonly fault: PhraseFault };

/** A phrase may be this long (UTF-16 units); longer ones are refused, so that a pack stays readable. */
export const MAX_PHRASE_LENGTH = 600;
export const MAX_PIECES = 8;
/** A literal may be this long: the scanner keeps no more behind it. */
export const MAX_LITERAL_LENGTH = 48;
const MAX_DEPTH = 6;

class Refused extends Error {
  constructor(readonly fault: PhraseFault) {
    super(fault.code);
  }
}

function refuse(code: string, start: number, end: number, zh: string, en: string): never {
  throw new Refused({ code, at: { start, end: Math.max(end, start) }, message: { zh, en } });
}

/** Reads a phrase. Gaps and `&` are allowed only when `words` is false (word lists hold side-by-side pieces only). */
export function parsePhrase(source: string, options: { readonly words?: boolean } = {}): ParsedPhrase {
  try {
    if (source.length > MAX_PHRASE_LENGTH)
      refuse(
        'phrase-too-long',
        MAX_PHRASE_LENGTH,
        source.length,
        `短语太长（最多 ${MAX_PHRASE_LENGTH} 个字符），请拆成几条`,
        `The phrase is too long (at most ${MAX_PHRASE_LENGTH} characters); split it`,
      );
    const reader = new Reader(source, options.words ?? false);
    const parts = reader.parts();
    const pieces = parts.reduce((sum, part) => sum + part.nodes.length, 0);
    if (pieces === 0) refuse('phrase-empty', 0, source.length, '短语是空的', 'The phrase is empty');
    if (pieces > MAX_PIECES)
      refuse(
        'phrase-pieces',
        0,
        source.length,
        `短语有 ${pieces} 段，最多 ${MAX_PIECES} 段`,
        `The phrase has ${pieces} pieces; at most ${MAX_PIECES} are allowed`,
      );
    if (parts.every((part) => part.nodes.every(isOptional)))
      refuse(
        'phrase-empty',
        0,
        source.length,
        '短语的每一段都可以省略，等于匹配一切',
        'Every piece is optional, so the phrase would match everything',
      );
    return { tree: { parts, source } };
  } catch (error) {
    if (error instanceof Refused) return { fault: error.fault };
    throw error;
  }
}

export function isOptional(node: PhraseNode): boolean {
  return node.type === 'group' && node.optional;
}

class Reader {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly words: boolean,
  ) {}

  parts(): Sequence[] {
    const parts: Sequence[] = [];
    for (;;) {
      const start = this.at;
      const part = this.sequence(0);
      if (part.nodes.length === 0) refuse('phrase-empty', start, this.at, '这里缺少内容', 'Something is missing here');
      if (part.nodes.every(isOptional) && this.peek() === '&')
        refuse('phrase-empty', start, this.at, '“&”的一边不能全是可省略的', 'One side of “&” cannot be all optional');
      parts.push(part);
      const next = this.peek();
      if (next === undefined) return parts;
      if (next !== '&')
        refuse('phrase-unexpected', this.at, this.at + 1, `这里不该有“${next}”`, `Unexpected “${next}”`);
      if (this.words)
        refuse('phrase-words-only', this.at, this.at + 1, '词表里不能用“&”', 'A word list cannot use “&”');
      this.at++;
    }
  }

  /** Reads nodes until `|`, `)`, `]`, `&` or the end. */
  private sequence(depth: number): Sequence {
    const nodes: PhraseNode[] = [];
    const links: Link[] = [];
    let link: Link | undefined;
    let linkAt = this.at;
    for (;;) {
      this.blanks();
      const c = this.peek();
      if (c === undefined || c === '|' || c === ')' || c === ']' || c === '&') break;
      const gap = this.gap();
      if (gap) {
        linkAt = gap.at;
        if (this.words) refuse('phrase-words-only', gap.at, this.at, '词表里不能用“…”', 'A word list cannot use “…”');
        if (depth > 0)
          refuse('phrase-gap-inside', gap.at, this.at, '括号里不能用“…”', 'A gap cannot stand inside brackets');
        if (nodes.length === 0)
          refuse('phrase-gap-edge', gap.at, this.at, '“…”前面要有内容', 'A gap needs something before it');
        if (link)
          refuse('phrase-gap-edge', gap.at, this.at, '两个“…”之间要有内容', 'Something must stand between two gaps');
        link = gap.link;
        continue;
      }
      const node = this.node(depth);
      if (nodes.length > 0) links.push(link ?? 'joined');
      nodes.push(node);
      link = undefined;
    }
    if (link) refuse('phrase-gap-edge', linkAt, this.at, '“…”后面要有内容', 'A gap needs something after it');
    return { nodes, links };
  }

  private gap(): { link: Link; at: number } | undefined {
    const at = this.at;
    const run = /^(?:…|\.{3}|⋯)+/u.exec(this.text.slice(at, at + 16))?.[0];
    if (!run) return undefined;
    this.at += run.length;
    const marks = run.replace(/\.{3}/g, '…').length;
    return { link: marks > 1 ? 'wide' : 'gap', at };
  }

  private node(depth: number): PhraseNode {
    const c = this.peek()!;
    if (c === '(' || c === '[') return this.group(depth, c);
    if (c === '<') return this.reference();
    if (c === '>') refuse('phrase-unexpected', this.at, this.at + 1, '多出一个“>”', 'Unexpected “>”');
    return this.literal();
  }

  private group(depth: number, open: string): PhraseNode {
    const start = this.at++;
    const close = open === '(' ? ')' : ']';
    if (depth >= MAX_DEPTH) refuse('phrase-depth', start, start + 1, '括号套得太深', 'Brackets are nested too deeply');
    const alternatives: Sequence[] = [];
    for (;;) {
      const from = this.at;
      const alternative = this.sequence(depth + 1);
      if (alternative.nodes.length === 0 || alternative.nodes.every(isOptional))
        refuse(
          'phrase-empty-alternative',
          from,
          Math.max(this.at, from + 1),
          '这一项是空的',
          'This alternative is empty',
        );
      alternatives.push(alternative);
      const next = this.peek();
      if (next === '|') {
        this.at++;
        continue;
      }
      if (next !== close) refuse('phrase-unclosed', start, start + 1, `缺少“${close}”`, `Missing “${close}”`);
      this.at++;
      return { type: 'group', alternatives, optional: open === '[', at: { start, end: this.at } };
    }
  }

  private reference(): PhraseNode {
    const start = this.at;
    const end = this.text.indexOf('>', start);
    if (end < 0) refuse('phrase-unclosed', start, start + 1, '缺少“>”', 'Missing “>”');
    const inner = this.text.slice(start + 1, end).trim();
    this.at = end + 1;
    const at = { start, end: this.at };
    const [head = '', name] = inner.split(':').map((part) => part.trim());
    if ((NUMBER_KINDS as readonly string[]).includes(head)) {
      if (this.words)
        refuse('phrase-words-only', start, this.at, '词表里不能放数字段', 'A word list cannot hold a number');
      if (name !== undefined && !/^[a-z][a-z0-9_]*$/u.test(name))
        refuse(
          'phrase-capture-name',
          start,
          this.at,
          '数字段的名字只能用小写字母、数字和下划线',
          'A captured number is named with small letters, digits and _',
        );
      return { type: 'number', kind: head as NumberKind, name: name ?? head, at };
    }
    if (!/^[\p{L}\p{N}][\p{L}\p{N}_-]*$/u.test(inner))
      refuse('phrase-list-name', start, this.at, `“${inner}”不是词表名`, `“${inner}” is no name of a word list`);
    return { type: 'list', name: inner, at };
  }

  private literal(): PhraseNode {
    const start = this.at;
    let evade = false;
    if (this.peek() === '~') {
      evade = true;
      this.at++;
    }
    let text = '';
    while (this.at < this.text.length) {
      const c = this.text[this.at]!;
      if (c === '\\' && this.at + 1 < this.text.length) {
        text += this.text[this.at + 1]!;
        this.at += 2;
        continue;
      }
      if ('()[]|<>&~'.includes(c) || c === '…' || c === '⋯' || this.text.startsWith('...', this.at)) break;
      text += c;
      this.at++;
    }
    // a blank counts only between two words of Latin letters or digits; next to Han it is layout
    const trimmed = text
      .replace(/\s+/gu, ' ')
      .replace(/(?<![\x21-\x7e]) | (?![\x21-\x7e])/gu, '')
      .trim();
    if (trimmed === '')
      refuse('phrase-empty', start, Math.max(this.at, start + 1), '这里缺少词语', 'A word is missing here');
    if (trimmed.length > MAX_LITERAL_LENGTH)
      refuse(
        'phrase-literal-long',
        start,
        this.at,
        `一段词语最多 ${MAX_LITERAL_LENGTH} 个字符`,
        `A literal holds at most ${MAX_LITERAL_LENGTH} characters`,
      );
    return { type: 'literal', text: trimmed, evade, at: { start, end: this.at } };
  }

  private blanks(): void {
    while (this.at < this.text.length && /\s/u.test(this.text[this.at]!)) this.at++;
  }

  private peek(): string | undefined {
    return this.text[this.at];
  }
}
