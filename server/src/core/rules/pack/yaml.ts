/**
 * A pack file's YAML as plain nodes with places, and a cursor that reads fields and reports what is wrong where.
 * Pack files are small and few: no chunks, no repair. Anchors are not part of the format.
 */
import { isMap, isScalar, isSeq, type Node, type Pair, parseDocument } from 'yaml';
import { SCALAR_STYLES, type ScalarStyle } from '../../documents/yaml/light-node.ts';
import { mapScalar } from '../../documents/yaml/scalar-text.ts';
import { parseTree } from '../../documents/yaml/tree.ts';
import type { Localized } from '../../localized.ts';
import type { SourceRange } from '../../text/range.ts';
import { nearest } from '../phrases/words.ts';
import type { PackFault } from '../rule-set.ts';

export type PackNode =
  | { readonly kind: 'map'; readonly range: SourceRange; readonly entries: readonly PackEntry[] }
  | { readonly kind: 'list'; readonly range: SourceRange; readonly items: readonly PackNode[] }
  | {
      readonly kind: 'scalar';
      readonly range: SourceRange;
      readonly value: string | number | boolean | null;
      readonly text: string;
      readonly style?: ScalarStyle;
    };

export interface PackEntry {
  readonly key: string;
  readonly keyRange: SourceRange;
  readonly value: PackNode;
}

export class PackFile {
  readonly root: PackNode | undefined;
  /** YAML itself could not be read. */
  isBroken = false;

  constructor(
    readonly uri: string,
    readonly text: string,
    private readonly faults: PackFault[],
  ) {
    const document = parseDocument(text, { uniqueKeys: false, logLevel: 'silent', prettyErrors: false });
    if (document.errors.length > 0) this.slip(document.errors[0]!.pos, document.errors[0]!.message);
    // what can be read still names words and disclosures for other files, but says nothing about itself
    this.isBroken = document.errors.length > 0;
    this.root = document.contents ? this.convert(document.contents as Node, 0) : undefined;
  }

  /** One slip of YAML brings many errors of the parser: told once, in the words of the other YAML kinds. */
  private slip([start, end]: readonly [number, number], message: string): void {
    const [told] = parseTree(this.text).findings.filter(({ rule }) => rule === 'syntax/yaml');
    const range = told
      ? { start: told.base.off + told.start, end: told.base.off + told.end }
      : { start, end: Math.max(end, start + 1) };
    this.fault(
      'pack-yaml',
      range,
      told?.message.zh ?? `YAML 写错了：${message}`,
      told?.message.en ?? `YAML: ${message}`,
    );
  }

  /** `suggestion`: what was probably meant, to be put in the range. */
  fault(code: string, range: SourceRange, zh: string, en: string, suggestion?: string): void {
    if (this.isBroken) return;
    const hint = suggestion === undefined ? {} : { suggestion };
    this.faults.push({ uri: this.uri, range, code, message: { zh, en }, ...hint });
  }

  /** Says something that does not keep the pack from holding. */
  warn(code: string, range: SourceRange, zh: string, en: string): void {
    if (!this.isBroken) this.faults.push({ uri: this.uri, range, code, message: { zh, en }, tolerated: 'warning' });
  }

  /** The fields of a map; unknown and doubled keys are reported. Undefined when the node is no map. */
  fields(node: PackNode | undefined, known: readonly string[]): Fields | undefined {
    if (!node) return undefined;
    if (node.kind !== 'map') {
      this.fault('pack-shape', node.range, '这里应当是一组“键: 值”', 'A map of keys is expected here');
      return undefined;
    }
    const entries = new Map<string, PackEntry>();
    for (const entry of node.entries) {
      if (entries.has(entry.key)) {
        this.fault('pack-duplicate-key', entry.keyRange, `“${entry.key}”写了两次`, `“${entry.key}” is given twice`);
        continue;
      }
      if (known.length > 0 && !known.includes(entry.key)) {
        const near = nearest(entry.key, known);
        this.fault(
          'pack-unknown-key',
          entry.keyRange,
          `不认识的键“${entry.key}”${near ? `，是不是“${near}”？` : ''}`,
          `Unknown key “${entry.key}”${near ? `; did you mean “${near}”?` : ''}`,
          near,
        );
        continue;
      }
      entries.set(entry.key, entry);
    }
    return new Fields(this, node.range, entries);
  }

  items(node: PackNode | undefined): readonly PackNode[] {
    if (!node) return [];
    if (node.kind === 'list') return node.items;
    if (node.kind === 'scalar' && node.value !== null) return [node];
    this.fault('pack-shape', node.range, '这里应当是一个列表', 'A list is expected here');
    return [];
  }

  /** The text of a scalar as written (numbers and true/false, too). */
  string(node: PackNode | undefined): string | undefined {
    if (!node) return undefined;
    if (node.kind === 'scalar' && node.value !== null) return node.text;
    this.fault('pack-shape', node.range, '这里应当是一段文字', 'A text is expected here');
    return undefined;
  }

  strings(node: PackNode | undefined): string[] {
    return this.items(node).flatMap((item) => this.string(item) ?? []);
  }

  localized(node: PackNode | undefined): Localized | undefined {
    const fields = this.fields(node, ['zh', 'en']);
    if (!fields) return undefined;
    const zh = fields.string('zh');
    const en = fields.string('en');
    if (zh === undefined || en === undefined || zh === '' || en === '') {
      this.fault('pack-language', fields.range, '中文（zh）和英文（en）都要写', 'Both zh and en are needed');
      return undefined;
    }
    return { zh, en };
  }

  /** The source range of `[start, end)` inside a scalar's text, whatever its style; at least one character. */
  inside(node: PackNode, start: number, end: number): SourceRange {
    if (node.kind !== 'scalar' || node.text === '') return node.range;
    const from = Math.min(start, node.text.length - 1);
    const raw = this.text.slice(node.range.start, node.range.end);
    return mapScalar(node.text, node.style, raw, node.range.start).rangeOf(
      from,
      Math.max(from + 1, Math.min(end, node.text.length)),
    );
  }

  private convert(node: Node | null, depth: number): PackNode {
    const range = this.rangeOf(node);
    if (depth > 40) {
      this.fault('pack-depth', range, '套得太深', 'Nested too deeply');
      return { kind: 'scalar', range, value: null, text: '' };
    }
    if (isMap(node))
      return {
        kind: 'map',
        range,
        entries: node.items.map((pair) => this.entry(pair as Pair<Node, Node | null>, depth)),
      };
    if (isSeq(node))
      return { kind: 'list', range, items: node.items.map((item) => this.convert(item as Node, depth + 1)) };
    if (isScalar(node)) {
      const value = node.value as string | number | boolean | null;
      const text = typeof value === 'string' ? value : (node.source ?? String(value ?? ''));
      return { kind: 'scalar', range, value: value ?? null, text, style: SCALAR_STYLES[node.type ?? ''] };
    }
    if (node)
      this.fault('pack-alias', range, '规则文件里不用 YAML 锚点和别名', 'Rule files use no YAML anchors or aliases');
    return { kind: 'scalar', range, value: null, text: '' };
  }

  private entry(pair: Pair<Node, Node | null>, depth: number): PackEntry {
    const keyRange = this.rangeOf(pair.key);
    const key = isScalar(pair.key) ? String(pair.key.value ?? '') : '';
    const value = pair.value
      ? this.convert(pair.value, depth + 1)
      : ({ kind: 'scalar', range: { start: keyRange.end, end: keyRange.end }, value: null, text: '' } as const);
    return { key, keyRange, value };
  }

  private rangeOf(node: Node | null | undefined): SourceRange {
    const range = node?.range;
    return range ? { start: range[0], end: range[1] } : { start: 0, end: 0 };
  }
}

/** The entries of a map as they stand; none of anything else. */
export function entriesOf(node: PackNode | undefined): readonly PackEntry[] {
  return node?.kind === 'map' ? node.entries : [];
}

/** The known fields of one map, read once each. */
export class Fields {
  constructor(
    readonly file: PackFile,
    readonly range: SourceRange,
    private readonly entries: ReadonlyMap<string, PackEntry>,
  ) {}

  get keys(): readonly string[] {
    return [...this.entries.keys()];
  }

  node(key: string): PackNode | undefined {
    return this.entries.get(key)?.value;
  }

  keyRange(key: string): SourceRange | undefined {
    return this.entries.get(key)?.keyRange;
  }

  string(key: string): string | undefined {
    const node = this.node(key);
    return node && this.file.string(node);
  }

  strings(key: string): string[] {
    return this.file.strings(this.node(key));
  }

  localized(key: string): Localized | undefined {
    const node = this.node(key);
    return node && this.file.localized(node);
  }

  number(key: string): number | undefined {
    const node = this.node(key);
    if (!node) return undefined;
    if (node.kind === 'scalar' && typeof node.value === 'number') return node.value;
    this.file.fault('pack-shape', node.range, `“${key}”应当是数字`, `“${key}” should be a number`);
    return undefined;
  }

  flag(key: string): boolean {
    const node = this.node(key);
    if (!node) return false;
    if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
    this.file.fault('pack-shape', node.range, `“${key}”应当是 true 或 false`, `“${key}” should be true or false`);
    return false;
  }

  /** One of a closed list, with did-you-mean. */
  choice<T extends string>(key: string, choices: readonly T[]): T | undefined {
    const node = this.node(key);
    if (!node) return undefined;
    return chosen(this.file, node, choices);
  }

  choices<T extends string>(key: string, choices: readonly T[]): T[] | undefined {
    const node = this.node(key);
    if (!node) return undefined;
    return this.file.items(node).flatMap((item) => chosen(this.file, item, choices) ?? []);
  }

  /** Reports that a key is missing, on the map's first line. */
  missing(key: string, zh: string, en: string): void {
    const lineEnd = this.file.text.indexOf('\n', this.range.start);
    this.file.fault(
      'pack-missing',
      { start: this.range.start, end: lineEnd < 0 ? this.range.end : Math.min(lineEnd, this.range.end) },
      `缺少“${key}”：${zh}`,
      `“${key}” is missing: ${en}`,
    );
  }
}

function chosen<T extends string>(file: PackFile, node: PackNode, choices: readonly T[]): T | undefined {
  const text = file.string(node);
  if (text === undefined) return undefined;
  if ((choices as readonly string[]).includes(text)) return text as T;
  const near = nearest(text, choices);
  file.fault(
    'pack-choice',
    node.range,
    `“${text}”不在可选之列（${choices.join('、')}）${near ? `，是不是“${near}”？` : ''}`,
    `“${text}” is none of ${choices.join(', ')}${near ? `; did you mean “${near}”?` : ''}`,
    near,
  );
  return undefined;
}
