/**
 * The tree of a whole file, made of chunks. A new version takes over every chunk whose text is unchanged and moves it;
 * the older tree must not be asked for positions after that. Must not know schemas.
 */
import type { Node } from 'yaml';
import { commonPrefix, commonSuffix } from '../../text/common-ends.ts';
import type { SourceRange } from '../../text/range.ts';
import { type Cut, type CutKind, cut, cutAgain, cutsAbout } from './chunks.ts';
import { type Base, LightNode } from './light-node.ts';
import type { YamlTree } from './node.ts';
import { type ParsedChunk, parseChunk } from './parse.ts';
import type { LocalFinding } from './syntax-findings.ts';

/** Files longer than this many UTF-8 bytes are not parsed as YAML. */
export const MAX_YAML_BYTES = 1024 * 1024;

export class Chunk implements Base {
  off = 0;
  parsed: ParsedChunk;
  /** Which outside anchors the parse saw; parsed again when they change. */
  private anchorKey = '';

  constructor(
    readonly text: string,
    readonly kind: CutKind,
    outside: ReadonlyMap<string, Anchor>,
  ) {
    this.parsed = parseChunk(this, kind, (name) => outside.get(name)?.node);
    this.anchorKey = this.keyOf(outside);
  }

  /** Reads again when an anchor of another chunk that this one names is not the one it was. */
  refresh(outside: ReadonlyMap<string, Anchor>): void {
    if (this.parsed.missing.length === 0) return;
    const key = this.keyOf(outside);
    if (key === this.anchorKey) return;
    this.anchorKey = key;
    this.parsed = parseChunk(this, this.kind, (name) => outside.get(name)?.node);
  }

  private keyOf(outside: ReadonlyMap<string, Anchor>): string {
    return this.parsed.missing.map((name) => `${name}=${outside.get(name)?.from ?? ''}`).join(' ');
  }
}

interface Anchor {
  readonly node: Node | undefined;
  /** Text of the chunk that holds it, or of the list. */
  readonly from: string;
}

/** `members: &all` with items below it: read as one text when an alias asks. */
class ListAnchor implements Anchor {
  private read: Node | undefined;

  constructor(
    private readonly name: string,
    readonly from: string,
  ) {}

  get node(): Node | undefined {
    this.read ??= parseChunk({ off: 0, text: this.from }, 'entry', () => undefined).anchors?.get(this.name);
    return this.read;
  }
}

export class ChunkTree implements YamlTree {
  readonly root: LightNode | undefined;
  readonly findings: readonly LocalFinding[];
  /** Over the limit: nothing was parsed. */
  readonly tooLarge: boolean;
  private commentRanges: readonly SourceRange[] | undefined = undefined;

  constructor(
    readonly text: string,
    readonly chunks: readonly Chunk[],
    /** UTF-8 bytes of the text, at least: counting ends at the limit. */
    readonly bytes: number,
  ) {
    const { root, findings } = assemble(text, chunks);
    this.root = root;
    this.findings = findings;
    this.tooLarge = bytes > MAX_YAML_BYTES;
  }

  nodeAt(offset: number): LightNode | undefined {
    let node = this.root;
    if (!node || offset < node.offset || offset > node.offset + node.length) return undefined;
    for (;;) {
      const next: LightNode | undefined = childAt(node, offset);
      if (!next) return node;
      node = next;
    }
  }

  get comments(): readonly SourceRange[] {
    this.commentRanges ??= this.findComments();
    return this.commentRanges;
  }

  private findComments(): SourceRange[] {
    const found: SourceRange[] = [];
    for (let at = this.text.indexOf('#'); at >= 0; at = this.text.indexOf('#', at + 1)) {
      const before = at === 0 ? '\n' : this.text[at - 1]!;
      if (!/[\s]/.test(before)) continue;
      const node = this.nodeAt(at);
      const scalar = node && node.type !== 'object' && node.type !== 'array' && node.type !== 'property';
      if (scalar && at >= node.offset && at < node.offset + node.length && !node.borrowed) continue;
      let end = at;
      while (end < this.text.length && this.text[end] !== '\n' && this.text[end] !== '\r') end++;
      found.push({ start: at, end });
      at = end - 1;
    }
    return found;
  }
}

/** The child whose range holds the offset; at a border the later one, unless it is empty. */
function childAt(node: LightNode, offset: number): LightNode | undefined {
  const children = node.children;
  let low = 0;
  let high = children.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (children[middle]!.offset <= offset) low = middle;
    else high = middle - 1;
  }
  for (let i = low; i >= Math.max(0, low - 1); i--) {
    const child = children[i];
    if (child && !child.borrowed && child.offset <= offset && offset <= child.offset + child.length) return child;
  }
  return undefined;
}

/** Reads a text; chunks of `previous` with the same text are taken over and moved, which makes `previous` stale. */
export function parseTree(text: string, previous?: ChunkTree): ChunkTree {
  const old = previous?.chunks ?? [];
  const { front, back, from, to } = previous ? ends(text, previous) : NO_ENDS;
  // only what lies between the ends is counted again
  const bytes =
    previous && !previous.tooLarge
      ? previous.bytes - bytesIn(previous.text, from, previous.text.length - to) + bytesIn(text, from, text.length - to)
      : bytesIn(text, 0, text.length);
  if (bytes > MAX_YAML_BYTES) return new ChunkTree(text, [], bytes);
  const last = old[old.length - 1];
  const shift = last ? text.length - (last.off + last.text.length) : 0;
  const cuts =
    old.length > 0 && old[0]!.kind !== 'whole'
      ? cutAgain(text, old.slice(0, front).map(cutOf), old.slice(old.length - back).map(cutOf), shift)
      : cut(text);
  const chunks: (Chunk | undefined)[] = new Array(cuts.length).fill(undefined);
  let first = 0;
  while (first < front && fits(cuts[first], old[first]!)) {
    chunks[first] = old[first];
    first++;
  }
  let behind = 0;
  while (behind < Math.min(back, cuts.length - first)) {
    const chunk = old[old.length - 1 - behind]!;
    if (!fits(cuts[cuts.length - 1 - behind], chunk)) break;
    chunks[cuts.length - 1 - behind] = chunk;
    behind++;
  }
  const pool = new Map<string, Chunk[]>();
  for (let i = first; i < old.length - behind; i++) {
    const key = old[i]!.kind + old[i]!.text;
    pool.set(key, [...(pool.get(key) ?? []), old[i]!]);
  }
  const anchors = new Map<string, Anchor>();
  for (let i = 0; i < cuts.length; i++) {
    const each = cuts[i]!;
    let chunk = chunks[i];
    if (!chunk) {
      const slice = text.slice(each.start, each.end);
      const body = previous ? copied(slice) : slice;
      chunk = pool.get(each.kind + body)?.pop() ?? new Chunk(body, each.kind, anchors);
      chunks[i] = chunk;
    }
    chunk.off = each.start;
    chunk.refresh(anchors);
    if (chunk.parsed.anchors)
      for (const [name, node] of chunk.parsed.anchors) anchors.set(name, { node, from: chunk.text });
    if (each.kind === 'entry' && chunk.parsed.anchors && cuts[i + 1]?.kind === 'item') {
      let last = i + 1;
      while (cuts[last + 1]?.kind === 'item') last++;
      const list = text.slice(each.start, cuts[last]!.end);
      for (const name of chunk.parsed.anchors.keys()) anchors.set(name, new ListAnchor(name, list));
    }
  }
  return new ChunkTree(text, chunks as Chunk[], bytes);
}

/** The tree of those entries and items alone that hold `word`, at their own places: a fraction of the work. */
export function parseAbout(text: string, word: string): ChunkTree {
  const cuts = 3 * text.length > MAX_YAML_BYTES ? undefined : cutsAbout(text, word);
  if (!cuts) return parseTree(text);
  const chunks = cuts.map(({ kind, start, end }) => {
    const chunk = new Chunk(text.slice(start, end), kind, NO_ANCHORS);
    chunk.off = start;
    return chunk;
  });
  return new ChunkTree(text, chunks, text.length);
}

const NO_ANCHORS: ReadonlyMap<string, Anchor> = new Map();

const cutOf = (chunk: Chunk): Cut => ({
  kind: chunk.kind,
  start: chunk.off,
  end: chunk.off + chunk.text.length,
});

/** Whether the chunk is what stands at the cut; the text is known to be the same. */
const fits = (cut: Cut | undefined, chunk: Chunk) =>
  cut !== undefined && cut.kind === chunk.kind && cut.end - cut.start === chunk.text.length;

const NO_ENDS = { front: 0, back: 0, from: 0, to: 0 };

/** How many chunks, and how many characters, at either end of the older version stand unchanged in the text. */
function ends(text: string, { text: before, chunks: old }: ChunkTree): typeof NO_ENDS {
  const same = commonPrefix(before, text);
  let front = 0;
  let at = 0;
  while (front < old.length && at + old[front]!.text.length <= same) at += old[front++]!.text.length;
  const sameBehind = commonSuffix(before, text, Math.min(before.length, text.length) - at);
  let back = 0;
  let behind = 0;
  while (back < old.length - front && behind + old[old.length - 1 - back]!.text.length <= sameBehind)
    behind += old[old.length - 1 - back++]!.text.length;
  return { front, back, from: at, to: behind };
}

/** A string of its own: a slice would keep the text of every version alive, not only that of the first. */
function copied(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}

/** UTF-8 bytes of `[start, end)`; a count over the limit may be short of the truth. */
function bytesIn(text: string, start: number, end: number): number {
  if (end - start > MAX_YAML_BYTES) return end - start;
  let bytes = 0;
  for (let i = start; i < end; i++) {
    const c = text.charCodeAt(i);
    bytes += c < 0x80 ? 1 : c < 0x800 || (c >= 0xd800 && c < 0xe000) ? 2 : 3;
  }
  return bytes;
}

/** Joins the roots of the chunks: entries into one object, items into the list of the entry above them. */
function assemble(text: string, chunks: readonly Chunk[]): { root: LightNode | undefined; findings: LocalFinding[] } {
  const findings: LocalFinding[] = [];
  for (const chunk of chunks) for (const each of chunk.parsed.findings) findings.push(each);
  const only =
    chunks.length === 1 ||
    chunks.every((chunk) => !chunk.parsed.root || chunk.kind === 'head' || chunk.kind === 'whole');
  if (only && chunks.every((chunk) => chunk.kind === 'head' || chunk.kind === 'whole')) {
    const root = chunks.find((chunk) => chunk.parsed.root)?.parsed.root;
    if (root) root.parent = undefined;
    return { root, findings };
  }
  const file: Base = { off: 0, text };
  const properties: LightNode[] = [];
  for (let i = 0; i < chunks.length; i++) {
    const chunk = chunks[i]!;
    const root = chunk.parsed.root;
    if (chunk.kind === 'head' || chunk.kind === 'item') {
      if (root?.type === 'object') properties.push(...root.children);
      continue;
    }
    let end = i + 1;
    while (end < chunks.length && chunks[end]!.kind === 'item') end++;
    if (end > i + 1) findings.push(...strayValue(chunk, root));
    if (root?.type === 'object') {
      const last = root.children[root.children.length - 1];
      properties.push(
        ...(end > i + 1 && last
          ? [...root.children.slice(0, -1), withItems(file, last, chunks.slice(i + 1, end))]
          : root.children),
      );
    }
    i = end - 1;
  }
  const start = properties[0]?.offset ?? 0;
  const last = properties[properties.length - 1];
  const root = new LightNode('object', file, start, last ? Math.max(0, last.offset + last.length - start) : 0);
  root.children = properties;
  for (const property of properties) property.parent = root;
  return { root, findings };
}

/** `products: x` with items below it: the value has no place there. */
function strayValue(header: Chunk, root: LightNode | undefined): LocalFinding[] {
  const value = root?.type === 'object' ? root.children[root.children.length - 1]?.children[1] : undefined;
  if (
    !value ||
    value.length === 0 ||
    // an entry whose dash is mended stands in the header's chunk
    value.type === 'array' ||
    value.base !== header ||
    header.parsed.findings.some((each) => each.rule === 'syntax/yaml')
  )
    return [];
  return [
    {
      code: 'value-before-list',
      rule: 'syntax/yaml',
      severity: 'error',
      base: header,
      start: value.start,
      end: value.start + value.length,
      message: { zh: '下面是列表，这里不能再写值', en: 'A list follows, so no value can stand here' },
      fixes: [
        {
          title: { zh: '删掉这个值', en: 'Delete the value' },
          safety: 'review',
          edits: [{ start: value.start, end: value.start + value.length, newText: '' }],
        },
      ],
    },
  ];
}

/** `key:` and the item chunks below it → a property whose value is the list of all items. */
function withItems(file: Base, header: LightNode, items: readonly Chunk[]): LightNode {
  const before = header.children[1];
  const children: LightNode[] = before?.type === 'array' ? [...before.children] : [];
  for (const chunk of items) {
    const root = chunk.parsed.root;
    if (root?.type === 'array') for (const child of root.children) children.push(child);
  }
  const first = items[0]!;
  const dash =
    children.length > 0 && before?.type === 'array' ? before.offset : first.off + (/[^ ]/.exec(first.text)?.index ?? 0);
  const last = children[children.length - 1];
  const key = header.children[0]!;
  const end = Math.max(last ? last.offset + last.length : dash + 1, dash + 1);
  const list = new LightNode('array', file, dash, end - dash);
  list.children = children;
  for (const child of children) child.parent = list;
  const property = new LightNode('property', file, key.offset, end - key.offset);
  property.children = [key, list];
  key.parent = property;
  list.parent = property;
  return property;
}
