/**
 * What stands at the cursor while a line is half written. The cursor's line is replaced by one that always parses, with
 * a sentinel where the cursor is; only the chunk that holds it is read, and where the sentinel lands says the context.
 */
import { SCHEMAS } from '../../../generated/schemas.ts';
import type { SourceRange } from '../../text/range.ts';
import type { Document } from '../document.ts';
import { acceptsType, schemaOfKey } from './branches.ts';
import { type Cut, cut, cutAgain, lineEnd } from './chunks.ts';
import type { LightNode } from './light-node.ts';
import type { YamlNode } from './node.ts';
import type { JsonSchema } from './schema.ts';
import { schemaOf } from './schema-of.ts';
import { Chunk, ChunkTree } from './tree.ts';

export interface YamlContext {
  /** `key`: a key of a map is being written; `value`: what stands behind a key; `item`: an entry of a list. */
  readonly kind: 'key' | 'value' | 'item';
  /** Path of the map (for `key`), of the value, or of the entry; the last entry of an item's path is its index. */
  readonly path: readonly (string | number)[];
  /** For `key`: schemas of the map. Otherwise: schemas of the value. All branches of unions that may hold. */
  readonly schemas: readonly JsonSchema[];
  /** The map, list or property in the document as it stands; undefined where nothing was read yet. */
  readonly node: YamlNode | undefined;
  /** What is written up to the cursor, without an opening quote. */
  readonly prefix: string;
  /** What a completion replaces: the prefix and the rest of the word behind the cursor. */
  readonly range: SourceRange;
  /** What the map round the cursor has already: keys with their values as written. */
  readonly siblings: ReadonlyMap<string, string>;
  /** For an entry of a list: the words that its other entries are. */
  readonly others: ReadonlySet<string>;
  /** Inside `{…}` or `[…]`. */
  readonly flow: boolean;
  /** Column at which further keys of the same map stand (block style). */
  readonly column: number;
  /** An entry of a list begins here whose dash is not written yet. */
  readonly needsDash: boolean;
  /** The colon or dash before the cursor has no space behind it yet. */
  readonly needsSpace: boolean;
  /** A quote is open at the cursor. */
  readonly quote: '"' | "'" | undefined;
  /** For `key`: a colon follows the word already. */
  readonly hasColon: boolean;
}

const SENTINEL = 'pitchlintcursor';

/** Undefined inside comments and block texts, and outside the YAML of a script. */
export function contextAt(document: Document, offset: number): YamlContext | undefined {
  if (document.kind === 'pitch') {
    const front = document.script.frontMatter;
    if (!front || offset < front.range.start || offset > front.range.end) return undefined;
    const first = lineEnd(document.text, front.range.start);
    const last = document.text.lastIndexOf('---', front.range.end);
    if (offset < first || (last > first && offset > last)) return undefined;
    const body = document.text.slice(first, last > first ? last : front.range.end);
    return contextIn('\n'.repeat(first) + body, offset, SCHEMAS['front-matter'], front.tree.root);
  }
  const { tree } = document;
  const schema = schemaOf(document.kind, document.uri) ?? {};
  return contextIn(document.text, offset, schema, tree.root, tree instanceof ChunkTree ? tree.chunks : []);
}

/** The context at an offset of a YAML text, judged by the schema of its root. `known`: the chunks of that text. */
export function contextIn(
  text: string,
  offset: number,
  schema: JsonSchema,
  root: YamlNode | undefined,
  known: readonly Chunk[] = [],
): YamlContext | undefined {
  const masked = maskLine(text, offset);
  if (!masked) return undefined;
  const cuts = cutsOf(masked, text, known);
  const at = cuts.findIndex((each) => masked.at >= each.start && masked.at < each.end);
  const target = cuts[at];
  if (!target) return undefined;
  const chunk = new Chunk(masked.text.slice(target.start, target.end), target.kind, new Map());
  const sentinel = chunk.parsed.root && find(chunk.parsed.root);
  if (!sentinel) return undefined;
  const { path, holder, isKey } = climb(sentinel);
  const above = target.kind === 'item' ? aboveItem(masked.text, cuts, at) : [];
  if (!above) return undefined;
  const full =
    target.kind === 'item' ? [above[0]!, (path[0] as number) + (above[1] as number), ...path.slice(1)] : path;
  const schemas = schemasAt(schema, full);
  // the keys of the file itself stand in chunks of their own
  const siblings =
    isKey && full.length === 0
      ? entriesOf(root, (key) => key.range.end < masked.range.start || key.range.start > offset)
      : entriesOf(mapRound(isKey ? holder : sentinel), (key) => key.value !== SENTINEL);
  const { prefix, range, flow, column, needsDash, needsSpace, quote, hasColon } = masked;
  const parent = () => nodeAtPath(root, full.slice(0, -1));
  const index = full[full.length - 1];
  const inList = typeof index === 'number';
  // the entries of a list of the file itself stand in chunks of their own
  const list = holder.parent?.type === 'array' && holder.parent.parent ? holder.parent : inList ? parent() : undefined;
  const others = wordsOf(list?.children.filter((each, i) => (list === holder.parent ? each !== holder : i !== index)));
  const shared = { path: full, siblings, others, prefix, range, flow, column, needsDash, needsSpace, quote, hasColon };
  if (!isKey) return { ...shared, kind: inList ? 'item' : 'value', schemas, node: parent() };
  // A dash with a word behind it is an entry, unless entries are maps; a deeper word under `key:` may begin a list.
  const maps = schemas.filter((each) => acceptsType(each, 'object'));
  if (schemas.length > 0 && maps.length === 0 && siblings.size === 0) {
    const list = schemas.some((each) => acceptsType(each, 'array'));
    return { ...shared, kind: inList || list ? 'item' : 'value', schemas, node: parent() };
  }
  return { ...shared, kind: 'key', schemas: maps.length > 0 ? maps : schemas, node: nodeAtPath(root, full) };
}

/** The cuts of the masked text: as they are known, but for those that the cursor's line is in. */
function cutsOf(masked: Masked, text: string, known: readonly Chunk[]): readonly Cut[] {
  if (known.length === 0 || known[0]!.kind === 'whole') return cut(masked.text);
  const places = known.map((each): Cut => ({ kind: each.kind, start: each.off, end: each.off + each.text.length }));
  const back = places.filter(({ start }) => start >= text.length - masked.tail);
  return cutAgain(
    masked.text,
    places.filter(({ end }) => end <= masked.lineStart),
    back,
    masked.text.length - text.length,
  );
}

/** The nearest map that holds the node. */
function mapRound(node: LightNode): LightNode | undefined {
  let map: LightNode | undefined = node;
  while (map && map.type !== 'object') map = map.parent;
  return map;
}

/** Keys and values of a map, as far as they are not what is being written. */
function entriesOf(map: YamlNode | undefined, counts: (key: YamlNode) => boolean): Map<string, string> {
  const found = new Map<string, string>();
  for (const { children } of map?.type === 'object' ? map.children : []) {
    const [key, value] = children;
    if (key && value && counts(key) && value.value !== SENTINEL)
      found.set(String(key.value), String(value.value ?? ''));
  }
  return found;
}

function wordsOf(nodes: readonly YamlNode[] | undefined): ReadonlySet<string> {
  return new Set(
    nodes?.flatMap(({ value }) => (typeof value === 'string' || typeof value === 'number' ? String(value) : [])),
  );
}

interface Masked {
  readonly text: string;
  /** Offset of the sentinel in `text`. */
  readonly at: number;
  /** Where the cursor's line begins, and how many characters at the end of the text are the document's own. */
  readonly lineStart: number;
  readonly tail: number;
  readonly prefix: string;
  readonly range: SourceRange;
  readonly flow: boolean;
  readonly column: number;
  readonly needsDash: boolean;
  readonly needsSpace: boolean;
  readonly quote: '"' | "'" | undefined;
  readonly hasColon: boolean;
}

function maskLine(text: string, offset: number): Masked | undefined {
  let start = offset;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  const next = lineEnd(text, start);
  const end = start + text.slice(start, next).replace(/[\r\n]+$/, '').length;
  const before = text.slice(start, offset);
  const after = text.slice(offset, end);
  if (/^[ \t]*#/.test(before) || /[ \t]#[^"']*$/.test(before)) return undefined;
  const open = openFlow(text, start, offset);
  return open === undefined
    ? maskBlock(text, start, offset, end, before, after)
    : maskFlow(text, open, offset, end, after, start);
}

/** The innermost bracket that is open at the cursor, looked for from the last line that begins a block entry. */
function openFlow(text: string, lineStart: number, offset: number): number | undefined {
  let from = lineStart;
  for (let lines = 0; lines < 60 && from > 0; lines++) {
    const line = text.slice(from, lineEnd(text, from));
    if (
      /^[ \t]*- |^[^\s#,}\]"'{[][^{[]*:(?:[ \t]|[\r\n]|$)/.test(line) ||
      /^[ \t]*[\w-]+:[ \t]*(?:[|>{[]|$)/.test(line)
    )
      break;
    let previous = from - 1;
    while (previous > 0 && text[previous - 1] !== '\n' && text[previous - 1] !== '\r') previous--;
    from = previous;
  }
  const stack: number[] = [];
  let quote = '';
  for (let i = from; i < offset; i++) {
    const c = text[i]!;
    if (quote) {
      if (quote === '"' && c === '\\') i++;
      else if (c === quote || c === '\n') quote = '';
    } else if ((c === '"' || c === "'") && /[\s{[,:]/.test(text[i - 1] ?? ' ')) quote = c;
    else if (
      (c === '{' || c === '[') &&
      (stack.length > 0 || /(?:^|[\n\r]|[:-]|[:-][ \t]+)[ \t]*$/.test(text.slice(from, i)))
    )
      stack.push(i);
    else if ((c === '}' || c === ']') && stack.length > 0) stack.pop();
    else if (c === '#' && /\s/.test(text[i - 1] ?? ' ')) i = lineEnd(text, i) - 1;
  }
  return stack[stack.length - 1];
}

function opened(written: string): { quote: '"' | "'" | undefined; prefix: string } {
  const quote = written[0] === '"' || written[0] === "'" ? (written[0] as '"' | "'") : undefined;
  return { quote, prefix: quote ? written.slice(1) : written };
}

function maskFlow(text: string, open: number, offset: number, end: number, after: string, lineStart: number): Masked {
  const inside = text.slice(open + 1, offset);
  const from = open + 1 + segmentStart(inside);
  const segment = text.slice(from, offset);
  const isMap = text[open] === '{';
  const value = isMap ? /^[ \t\r\n]*("[^"]*"|'[^']*'|[^\s:：,]+)[ \t]*[:：]([ \t]*)([\s\S]*)$/.exec(segment) : null;
  const lead = /^[ \t\r\n]*/.exec(segment)![0];
  const written = value ? value[3]! : segment.slice(lead.length);
  const { quote, prefix } = opened(written);
  const rest = quote
    ? (/^[^"'\n]*/.exec(after)?.[0].length ?? 0)
    : /^[^,，}\]\n]*/.exec(after)![0].replace(/[ \t]+#.*$/, '').length;
  const word = /^[^\s,，:：}\]"']*/.exec(after)![0].length;
  const hasColon = !value && /^[^\s,:}\]]*[ \t]*[:：]/.test(after);
  const head = text.slice(0, from) + lead;
  const sentinel = value ? `${value[1]}: ${SENTINEL}` : isMap ? `${SENTINEL}: 0` : SENTINEL;
  const tail = text.slice(offset + rest + (quote && after[rest] === quote ? 1 : 0), end);
  const masked = `${head}${sentinel}${needsComma(tail) ? ', ' : ''}${tail}${text.slice(end)}`;
  return {
    text: masked,
    at: masked.indexOf(SENTINEL, from),
    lineStart: Math.min(lineStart, from),
    tail: text.length - end,
    prefix,
    range: { start: offset - prefix.length, end: offset + word },
    flow: true,
    column: 0,
    needsDash: false,
    needsSpace: value !== null && value[2] === '' && written === '',
    quote,
    hasColon,
  };
}

const needsComma = (tail: string) => !/^[ \t]*(?:[,，}\]#]|$)/.test(tail);

/** Where the entry begins that the cursor is in: behind the last comma at the level of the open bracket. */
function segmentStart(inside: string): number {
  let depth = 0;
  let quote = '';
  let from = 0;
  for (let i = 0; i < inside.length; i++) {
    const c = inside[i]!;
    if (quote) {
      if (quote === '"' && c === '\\') i++;
      else if (c === quote) quote = '';
    } else if ((c === '"' || c === "'") && /[\s{[,:]/.test(inside[i - 1] ?? ' ')) quote = c;
    else if (c === '{' || c === '[') depth++;
    else if (c === '}' || c === ']') depth--;
    else if ((c === ',' || c === '，') && depth === 0) from = i + 1;
  }
  return from;
}

function maskBlock(
  text: string,
  start: number,
  offset: number,
  end: number,
  before: string,
  after: string,
): Masked | undefined {
  const value =
    /^([ \t]*)((?:-[ \t]+)*)("[^"]*"|'[^']*'|[^\s#:："'{[][^:：]*?)[ \t]*(?::(?!\S*:)|：)([ \t]*)(.*)$/.exec(before);
  const spaced =
    value && (value[4] !== '' || value[5] === '' || before.includes('：') || /^[A-Za-z_][\w-]*$/.test(value[3]!));
  const lead = /^([ \t]*)((?:-[ \t]*(?=-|[^-\d]|$))*)/.exec(before)!;
  const indent = lead[1]!.replaceAll('\t', '  ');
  const needsDash = !value && lead[2] === '' && after.trim() === '' && goesOnWithDash(text, start, indent.length);
  const dashes = needsDash ? '- ' : lead[2]!.replace(/-(?![ \t])/g, '- ');
  const column = indent.length + dashes.length;
  const written = value && spaced ? value[5]! : before.slice(lead[0].length);
  const { quote, prefix } = opened(written);
  const word = /^[^\s:：#,]*/.exec(after)![0].length;
  const colonBehind = /^[^\s:：#]*[ \t]*[:：](.*)$/.exec(after);
  const hasColon = !(value && spaced) && colonBehind !== null;
  const line =
    value && spaced
      ? `${indent}${dashes}${value[3]}: ${SENTINEL}`
      : `${indent}${dashes}${SENTINEL}:${hasColon ? colonBehind![1] : ' 0'}`;
  const below = hasColon
    ? text.slice(end)
    : text.slice(end, lineEnd(text, end)) + dropDeeper(text, lineEnd(text, end), column);
  const masked = `${text.slice(0, start)}${line}${below}`;
  return {
    text: masked,
    at: masked.indexOf(SENTINEL, start),
    lineStart: start,
    tail: masked.length - start - line.length - (hasColon ? 0 : lineEnd(text, end) - end),
    prefix,
    range: { start: offset - prefix.length, end: offset + (quote ? /^[^"'\n]*/.exec(after)![0].length : word) },
    flow: false,
    column,
    needsDash,
    needsSpace: value && spaced ? value[4] === '' && written === '' : /-$/.test(before),
    quote,
    hasColon,
  };
}

/** Whether a line at this column can be nothing but the next entry of the list above it. */
function goesOnWithDash(text: string, lineStart: number, column: number): boolean {
  let inList = false;
  for (let end = lineStart; end > 0 && column > 0; ) {
    let from = end - 1;
    while (from > 0 && text[from - 1] !== '\n' && text[from - 1] !== '\r') from--;
    let at = from;
    while (text[at] === ' ') at++;
    const isEmpty = at >= end || /[\r\n#]/.test(text[at]!);
    if (!isEmpty && at - from < column) return inList;
    if (!isEmpty && at - from === column) {
      inList = text[at] === '-' && text[at + 1] === ' ';
      if (!inList) return false;
    }
    end = from;
  }
  return false;
}

/** The text from `at` on without the lines that hang below a column: a scalar stands there now. */
function dropDeeper(text: string, at: number, column: number): string {
  let from = at;
  while (from < text.length) {
    const next = lineEnd(text, from);
    const line = text.slice(from, next);
    if (line.trim() !== '' && line.length - line.trimStart().length <= column) break;
    from = next;
  }
  return text.slice(from);
}

function find(node: LightNode): LightNode | undefined {
  if (node.value === SENTINEL) return node;
  for (const child of node.children) {
    const found = find(child);
    if (found) return found;
  }
  return undefined;
}

/** From the sentinel up to the chunk's root. For a key the path is that of its map. */
function climb(sentinel: LightNode): { path: (string | number)[]; holder: LightNode; isKey: boolean } {
  const property = sentinel.parent?.type === 'property' ? sentinel.parent : undefined;
  const isKey = property?.children[0] === sentinel;
  const holder = isKey ? property!.parent! : sentinel;
  const path: (string | number)[] = [];
  for (let node: LightNode | undefined = holder; node?.parent; node = node.parent) {
    if (node.parent.type === 'array') path.unshift(node.parent.children.indexOf(node));
    else if (node.parent.type === 'property') path.unshift(String(node.parent.children[0]!.value));
  }
  return { path, holder, isKey };
}

/** Key of the list that an item chunk belongs to, and how many items stand before it. */
function aboveItem(text: string, cuts: readonly Cut[], at: number): [string, number] | undefined {
  let entry = at - 1;
  while (entry >= 0 && cuts[entry]!.kind === 'item') entry--;
  const header = cuts[entry];
  if (header?.kind !== 'entry') return undefined;
  const root = new Chunk(text.slice(header.start, header.end), 'entry', new Map()).parsed.root;
  const last = root?.type === 'object' ? root.children[root.children.length - 1] : undefined;
  return last ? [String(last.children[0]!.value), at - entry - 1] : undefined;
}

/** All schemas that may hold at a path, unions opened. */
function schemasAt(root: JsonSchema, path: readonly (string | number)[]): readonly JsonSchema[] {
  let schemas = opening(root);
  for (const step of path) {
    schemas = schemas.flatMap((each) => {
      const below = typeof step === 'number' ? each.items : schemaOfKey(each, step);
      return below ? opening(below) : [];
    });
  }
  return schemas;
}

function opening(schema: JsonSchema): JsonSchema[] {
  const branches = schema.anyOf ?? schema.oneOf;
  // The union's own marks (`x-ref`, titles) hold for its branches too.
  return branches ? branches.flatMap((branch) => opening({ ...withoutBranches(schema), ...branch })) : [schema];
}

function withoutBranches({ anyOf: _any, oneOf: _one, ...rest }: JsonSchema): JsonSchema {
  return rest;
}

function nodeAtPath(root: YamlNode | undefined, path: readonly (string | number)[]): YamlNode | undefined {
  let node = root;
  for (const step of path) {
    if (!node) return undefined;
    node =
      typeof step === 'number'
        ? node.children[step]
        : node.children.find((each) => each.type === 'property' && String(each.children[0]?.value) === step)
            ?.children[1];
  }
  return node;
}
