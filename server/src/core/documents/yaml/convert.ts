/** Library nodes → light nodes with positions relative to the chunk. Aliases become copies at the alias's place. */
import { type Alias, isAlias, isMap, isPair, isScalar, isSeq, type Node } from 'yaml';
import { type Base, LightNode, SCALAR_STYLES } from './light-node.ts';
import type { Repaired } from './repair/repaired.ts';
import type { LocalFinding } from './syntax-findings.ts';

/** What `yaml` made of a chunk; kept only where anchors or aliases need it again. */
export type Anchors = ReadonlyMap<string, Node>;

/** Nodes that aliases may add to one chunk; more is an attack, not a proposal. */
const MAX_BORROWED = 5000;
const MAX_DEPTH = 200;

/** Library nodes → light nodes. Aliases become copies at the alias's place, within limits. */
export class Converter {
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
    light.style = SCALAR_STYLES[scalar.type ?? ''] ?? 'plain';
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
