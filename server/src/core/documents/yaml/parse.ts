/**
 * One chunk of YAML → light nodes with relative positions, and the syntax findings of that chunk. Uses the `yaml`
 * package; what it cannot read is repaired line by line (repair.ts) and read again.
 */
import {
  type Alias,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  type YAMLError,
  type Document as YamlLibraryDocument,
} from 'yaml';
import type { Localized } from '../../localized.ts';
import type { CutKind } from './chunks.ts';
import { type Base, LightNode, type ScalarStyle } from './light-node.ts';
import { candidates, looksMistyped, type Repair, Repaired } from './repair.ts';

/** A finding whose place is relative to its base; `fix` edits are relative too. */
export interface LocalFinding {
  readonly code: string;
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly base: Base;
  readonly start: number;
  readonly end: number;
  readonly message: Localized;
  readonly fixes: readonly LocalFix[];
}

export interface LocalFix {
  readonly title: Localized;
  readonly safety: 'safe' | 'review' | 'manual';
  readonly edits: readonly { readonly start: number; readonly end: number; readonly newText: string }[];
}

/** What `yaml` made of a chunk; kept only where anchors or aliases need it again. */
type Anchors = ReadonlyMap<string, Node>;

export interface ParsedChunk {
  readonly root: LightNode | undefined;
  readonly findings: readonly LocalFinding[];
  /** Anchors that other chunks may name. */
  readonly anchors: Anchors | undefined;
  /** Alias names that this chunk does not define itself. */
  readonly missing: readonly string[];
}

/** Nodes that aliases may add to one chunk; more is an attack, not a proposal. */
const MAX_BORROWED = 5000;
const MAX_DEPTH = 200;
/** Longer chunks are not repaired: the attempts would cost more than a keystroke may. */
const MAX_REPAIRED = 64 * 1024;

export function parseChunk(base: Base, kind: CutKind, outside: (name: string) => Node | undefined): ParsedChunk {
  const text = base.text.includes('\r') ? base.text.replace(/\r(?!\n)/g, '\n') : base.text;
  let document = read(text);
  let repaired = new Repaired(text, []);
  const shapeFits = fits(document, kind);
  const mistyped = looksMistyped(text);
  if ((document.errors.length > 0 || !shapeFits || mistyped) && text.length <= MAX_REPAIRED) {
    const best = repair(text, kind, document, mistyped);
    document = best.document;
    repaired = best.repaired;
  }
  const findings: LocalFinding[] = repaired.repairs.map((each) => ofRepair(base, each));
  const remaining = document.errors[0];
  if (remaining) {
    const around =
      findings.length > 0 &&
      repaired.repairs.some((each) => Math.abs(each.start - repaired.back(remaining.pos[0])) < 80);
    if (!around) findings.push(ofError(base, remaining, repaired));
  }
  const nul = base.text.indexOf('\0');
  if (nul >= 0) findings.push(nulFinding(base, nul));
  const converter = new Converter(base, repaired, outside);
  const root = converter.convert(document.contents as Node | null);
  findings.push(...converter.findings);
  return { root, findings, anchors: converter.anchors, missing: converter.missing };
}

type Parsed = YamlLibraryDocument.Parsed;

function read(text: string): Parsed {
  return parseDocument(text, {
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
    version: '1.2',
    keepSourceTokens: false,
    stringKeys: false,
    strict: false,
  }) as Parsed;
}

function fits(document: Parsed, kind: CutKind): boolean {
  if (kind === 'entry') return isMap(document.contents);
  if (kind === 'item') return isSeq(document.contents);
  return true;
}

const faults = (document: Parsed, kind: CutKind) => document.errors.length + (fits(document, kind) ? 0 : 1);

/** Tries one class of repair after the other; keeps each that leaves fewer errors than before. */
function repair(text: string, kind: CutKind, first: Parsed, mistyped: boolean) {
  let document = first;
  let repaired = new Repaired(text, []);
  for (const attempt of candidates) {
    const left = faults(document, kind);
    if (left === 0 && !(mistyped && attempt.always)) continue;
    const added = attempt.find(repaired.text, kind);
    if (added.length === 0) continue;
    const next = repaired.with(added);
    if (!next) continue;
    const reread = read(next.text);
    const after = faults(reread, kind);
    if (after < left || (attempt.always && after <= left)) {
      document = reread;
      repaired = next;
    }
  }
  return { document, repaired };
}

function ofRepair(base: Base, each: Repair): LocalFinding {
  return {
    code: each.code,
    rule: each.trap ? 'style/yaml-trap' : 'syntax/yaml',
    severity: 'error',
    base,
    start: each.mark?.start ?? each.start,
    end: each.mark?.end ?? each.end,
    message: each.message,
    fixes: [
      {
        title: each.title,
        // A word without a value stays unfinished whatever a fix writes.
        safety: each.safe ? 'safe' : each.code === 'incomplete-line' ? 'manual' : 'review',
        edits: [{ start: each.start, end: each.end, newText: each.text }],
      },
    ],
  };
}

const MESSAGES: Readonly<Record<string, Localized>> = {
  BAD_INDENT: { zh: '缩进与上下行对不齐', en: 'The indentation does not line up with the lines around it' },
  TAB_AS_INDENT: { zh: '缩进不能用制表符，请用空格', en: 'Tabs cannot indent; use spaces' },
  MISSING_CHAR: { zh: '少了一个符号（引号、括号、冒号或逗号）', en: 'A quote, bracket, colon or comma is missing' },
  UNEXPECTED_TOKEN: {
    zh: '这里的符号 YAML 读不懂，文字里有符号时请加引号',
    en: 'YAML cannot read this here; quote text that holds punctuation',
  },
  MULTILINE_IMPLICIT_KEY: { zh: '这一行不是“键: 值”', en: 'This line is not “key: value”' },
  BLOCK_AS_IMPLICIT_KEY: {
    zh: '一行里有两个“键: 值”，文字里有冒号时请加引号',
    en: 'Two “key: value” in one line; quote text that holds a colon',
  },
  BAD_DQ_ESCAPE: { zh: '双引号里不认识的转义', en: 'Unknown escape in double quotes' },
  BAD_SCALAR_START: { zh: '文字不能以这个符号开头，请加引号', en: 'Text cannot begin with this character; quote it' },
  BAD_ALIAS: { zh: '* 后面要有名字；文字以 * 开头请加引号', en: 'A name must follow *; quote text that begins with *' },
  MULTIPLE_DOCS: {
    zh: '一个文件只能有一份内容，请把 --- 之后的内容放到另一个文件',
    en: 'One file, one document: move what follows --- to a file of its own',
  },
  BLOCK_IN_FLOW: { zh: '{ } 或 [ ] 里不能换成缩进写法', en: 'Indented blocks cannot stand inside { } or [ ]' },
};
const OTHER: Localized = { zh: '这里不是有效的 YAML', en: 'This is not valid YAML' };

function ofError(base: Base, error: YAMLError, repaired: Repaired): LocalFinding {
  const text = base.text;
  let start = Math.min(repaired.back(error.pos[0]), text.length);
  let end = Math.min(Math.max(repaired.back(error.pos[1]), start + 1), text.length);
  // An error at a line's end or in its indentation is shown on the line's text, and never over more than one line.
  while (start > 0 && (start >= text.length || text[start] === '\n' || text[start] === '\r')) start--;
  const newline = text.slice(start, end).search(/[\r\n]/);
  if (newline > 0) end = start + newline;
  if (end <= start) end = Math.min(text.length, start + 1);
  return {
    code: error.code.toLowerCase().replaceAll('_', '-'),
    rule: 'syntax/yaml',
    severity: 'error',
    base,
    start,
    end,
    message: MESSAGES[error.code] ?? OTHER,
    fixes: [],
  };
}

function nulFinding(base: Base, at: number): LocalFinding {
  return {
    code: 'nul-byte',
    rule: 'syntax/yaml',
    severity: 'error',
    base,
    start: at,
    end: at + 1,
    message: {
      zh: '文件里有空字节（NUL），可能不是文本文件',
      en: 'The file holds a NUL byte; it may not be a text file',
    },
    fixes: [
      {
        title: { zh: '删掉空字节', en: 'Delete the NUL byte' },
        safety: 'review',
        edits: [{ start: at, end: at + 1, newText: '' }],
      },
    ],
  };
}

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

/** Library nodes → light nodes. Aliases become copies at the alias's place, within limits. */
class Converter {
  readonly findings: LocalFinding[] = [];
  readonly missing: string[] = [];
  private own: Map<string, Node> | undefined = undefined;
  private borrowed = 0;
  private depth = 0;
  /** Inside an alias: the place that copies take. */
  private place: { start: number; length: number } | undefined = undefined;
  private readonly open = new Set<string>();
  private bombed = false;

  constructor(
    private readonly base: Base,
    private readonly repaired: Repaired,
    private readonly outside: (name: string) => Node | undefined,
  ) {}

  get anchors(): Anchors | undefined {
    return this.own;
  }

  convert(node: Node | null): LightNode | undefined {
    if (node === null || (isScalar(node) && node.value === null && !node.range)) return undefined;
    return this.node(node);
  }

  private make(type: LightNode['type'], from: number, to: number): LightNode {
    if (this.place) {
      const node = new LightNode(type, this.base, this.place.start, this.place.length);
      node.borrowed = true;
      return node;
    }
    const start = this.repaired.back(from);
    const end = Math.max(start, this.repaired.back(to));
    return new LightNode(type, this.base, start, Math.min(end, this.base.text.length) - start);
  }

  private node(node: Node): LightNode {
    const [from, to] = node.range ?? [0, 0];
    const anchor = (node as { anchor?: string }).anchor;
    if (anchor && !this.place) {
      this.own ??= new Map();
      this.own.set(anchor, node);
    }
    if (this.place && ++this.borrowed > MAX_BORROWED) return this.bomb();
    if (this.depth > MAX_DEPTH) return this.tooDeep(from);
    this.depth++;
    const made = isAlias(node)
      ? this.alias(node)
      : isMap(node)
        ? this.map(node.items, from, to)
        : isSeq(node)
          ? this.list(node.items as (Node | null)[], from, to)
          : this.scalar(node, from, to);
    this.depth--;
    return made;
  }

  private scalar(node: Node, from: number, to: number): LightNode {
    const scalar = node as { value?: unknown; type?: string };
    const value = scalar.value;
    const type =
      typeof value === 'string'
        ? 'string'
        : typeof value === 'number' || typeof value === 'bigint'
          ? 'number'
          : typeof value === 'boolean'
            ? 'boolean'
            : 'null';
    const light = this.make(type, from, to);
    light.value =
      typeof value === 'bigint' ? Number(value) : type === 'null' ? null : (value as string | number | boolean);
    light.style = STYLES[scalar.type ?? ''] ?? 'plain';
    return light;
  }

  private list(items: readonly (Node | null)[], from: number, to: number): LightNode {
    const list = this.make('array', from, to);
    for (const item of items) {
      // `[a: b]` holds a pair: a map of one entry.
      if (isPair(item)) list.adopt(this.map([item], from, to));
      else if (item) list.adopt(this.node(item));
    }
    return this.spanning(list);
  }

  private map(pairs: readonly { key: unknown; value: unknown }[], from: number, to: number): LightNode {
    const map = this.make('object', from, to);
    const merges: LightNode[] = [];
    for (const pair of pairs) {
      const key = pair.key as Node | null;
      if (!key) continue;
      const keyNode = isScalar(key)
        ? this.node(key)
        : this.make('string', key.range?.[0] ?? from, key.range?.[1] ?? from);
      if (!isScalar(key)) keyNode.value = keyNode.raw;
      const written = pair.value as Node | null;
      const value = written ? this.node(written) : this.make('null', key.range?.[1] ?? to, key.range?.[1] ?? to);
      if (!written) value.value = null;
      if (keyNode.value === '<<' && keyNode.style === 'plain' && !this.isText(value)) {
        merges.push(...(value.type === 'array' ? value.children : [value]));
        continue;
      }
      map.adopt(this.property(keyNode, value));
    }
    for (const merged of merges) this.merge(map, merged);
    return this.spanning(map);
  }

  private isText(node: LightNode): boolean {
    return node.type !== 'object' && node.type !== 'array';
  }

  /** `<<: *base`: keys that the map itself does not have, at the alias's place. */
  private merge(map: LightNode, from: LightNode): void {
    if (from.type !== 'object') return;
    const present = new Set(map.children.map((child) => String(child.children[0]?.value)));
    for (const property of from.children) {
      if (present.has(String(property.children[0]?.value))) continue;
      property.borrowed = true;
      for (const part of property.children) part.borrowed = true;
      map.adopt(property);
    }
  }

  private property(key: LightNode, value: LightNode): LightNode {
    const start = key.start;
    const end = Math.max(key.start + key.length, value.start + value.length);
    const property = new LightNode('property', this.base, start, end - start);
    property.borrowed = key.borrowed;
    property.adopt(key);
    property.adopt(value);
    return property;
  }

  /** A collection spans its children, whatever the library's range says. */
  private spanning(node: LightNode): LightNode {
    if (node.children.length === 0) return node;
    let start = node.start;
    let end = node.start + node.length;
    for (const child of node.children) {
      if (child.borrowed) continue;
      start = Math.min(start, child.start);
      end = Math.max(end, child.start + child.length);
    }
    node.start = start;
    node.length = end - start;
    return node;
  }

  private alias(node: Alias): LightNode {
    const [from, to] = node.range ?? [0, 0];
    const name = node.source;
    const outermost = !this.place;
    const place = this.make('null', from, to);
    place.value = null;
    const target = this.own?.get(name) ?? this.outside(name);
    if (!target) {
      if (!this.missing.includes(name)) this.missing.push(name);
      if (outermost) this.findings.push(this.unknownAlias(place, name));
      return place;
    }
    if (!this.own?.has(name) && !this.missing.includes(name)) this.missing.push(name);
    if (this.open.has(name) || this.bombed) return place;
    this.open.add(name);
    if (outermost) this.place = { start: place.start, length: place.length };
    const copy = this.node(target);
    if (outermost) this.place = undefined;
    this.open.delete(name);
    return copy;
  }

  private unknownAlias(place: LightNode, name: string): LocalFinding {
    return {
      code: 'unknown-alias',
      rule: 'syntax/yaml',
      severity: 'error',
      base: this.base,
      start: place.start,
      end: place.start + place.length,
      message: {
        zh: `前面没有 &${name}；文字以 * 开头请加引号`,
        en: `There is no &${name} above; quote text that begins with *`,
      },
      fixes: [
        {
          title: { zh: '加引号', en: 'Quote it' },
          safety: 'review',
          edits: [{ start: place.start, end: place.start + place.length, newText: `"*${name}"` }],
        },
      ],
    };
  }

  private bomb(): LightNode {
    const place = this.make('null', 0, 0);
    place.value = null;
    if (!this.bombed) {
      this.bombed = true;
      this.findings.push({
        code: 'alias-bomb',
        rule: 'syntax/yaml',
        severity: 'error',
        base: this.base,
        start: place.start,
        end: place.start + Math.max(1, place.length),
        message: {
          zh: '别名展开后太大，这一处不再展开',
          en: 'Aliases expand to too much here; they are not followed further',
        },
        fixes: [],
      });
    }
    return place;
  }

  private tooDeep(from: number): LightNode {
    const place = this.make('null', from, from);
    place.value = null;
    if (!this.findings.some((each) => each.code === 'too-deep'))
      this.findings.push({
        code: 'too-deep',
        rule: 'syntax/yaml',
        severity: 'error',
        base: this.base,
        start: place.start,
        end: place.start + 1,
        message: { zh: '嵌套太深', en: 'Nested too deeply' },
        fixes: [],
      });
    return place;
  }
}
