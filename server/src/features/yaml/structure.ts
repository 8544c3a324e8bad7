/** Outline, folding, selection ranges and links of the YAML kinds, from the light tree alone. */
import type { YamlDocument } from '../../core/documents/document.ts';
import type { YamlNode } from '../../core/documents/yaml/node.ts';
import type { Project } from '../../core/project.ts';
import { LineIndex } from '../../core/text/line-index.ts';
import type { SourceRange } from '../../core/text/range.ts';
import type { DocumentLinkSpan, FoldingSpan, OutlineSymbol } from '../types.ts';
import { innerRange } from './ids.ts';
import { marked, rootSchema, schemasOf, underKey } from './schema-at.ts';

/** Deeper than this an outline helps nobody. */
const OUTLINE_DEPTH = 4;
/** Keys whose value names an entry, the best first. */
const NAMING_KEYS = ['name', 'title', 'what', 'id', 'product', 'member', 'on', 'month', 'topic', 'about'];

export function outline(document: YamlDocument): readonly OutlineSymbol[] {
  const { root } = document.tree;
  const schema = rootSchema(document);
  return root?.type === 'object' ? root.children.flatMap((child) => propertySymbol(child, [schema], 0)) : [];
}

function propertySymbol(property: YamlNode, schemas: Parameters<typeof underKey>[0], depth: number): OutlineSymbol[] {
  const { keyNode, valueNode } = property;
  if (!keyNode) return [];
  const below = underKey(schemas, String(keyNode.value ?? ''));
  const title = marked(below, 'title');
  const container = valueNode?.type === 'object' || valueNode?.type === 'array';
  const detail = container ? title?.zh : scalarText(valueNode);
  return [
    {
      name: String(keyNode.value ?? keyNode.raw ?? ''),
      ...(detail && { detail }),
      kind: valueNode?.type === 'array' ? 'list' : container ? 'section' : 'field',
      range: property.range,
      selection: keyNode.range,
      children: valueNode && depth < OUTLINE_DEPTH ? childSymbols(valueNode, below, depth + 1) : [],
    },
  ];
}

function childSymbols(node: YamlNode, schemas: Parameters<typeof underKey>[0], depth: number): OutlineSymbol[] {
  if (node.type === 'object') return node.children.flatMap((child) => propertySymbol(child, schemas, depth));
  if (node.type !== 'array') return [];
  return node.children.flatMap((item, index) => {
    if (item.type !== 'object') return [];
    const name = NAMING_KEYS.map((key) => scalarText(valueUnder(item, key))).find((text) => text);
    const id = scalarText(valueUnder(item, 'id')) ?? scalarText(valueUnder(item, 'product'));
    return [
      {
        name: name ?? `#${index + 1}`,
        ...(id && id !== name && { detail: id }),
        kind: 'entry' as const,
        range: item.range,
        selection: item.children[0]?.range ?? item.range,
        // the fields of an entry are one hover away; an outline of entries stays readable
        children: [],
      },
    ];
  });
}

/** The value under `key` of an object node. */
export function valueUnder(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return node?.children.find((property) => property.keyNode?.value === key)?.valueNode;
}

function scalarText(node: YamlNode | undefined): string | undefined {
  const { value } = node ?? {};
  if (value === undefined || value === null) return undefined;
  const text = String(value).replace(/\s+/g, ' ').trim();
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** Every map, list and block of text of more than one line, and runs of comment lines. */
export function folding(document: YamlDocument): readonly FoldingSpan[] {
  const lines = new LineIndex(document.text);
  const spans: FoldingSpan[] = [];
  const add = (range: SourceRange, kind: FoldingSpan['kind']) => {
    const end = trimmedEnd(document.text, range);
    if (lines.lineAt(end) > lines.lineAt(range.start)) spans.push({ range: { start: range.start, end }, kind });
  };
  const visit = (node: YamlNode) => {
    if (node.type === 'property' || node.parent?.type === 'array') add(node.range, 'region');
    for (const child of node.children) visit(child);
  };
  if (document.tree.root) visit(document.tree.root);
  for (const range of commentBlocks(document, lines)) add(range, 'comment');
  return spans.sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end);
}

function commentBlocks(document: YamlDocument, lines: LineIndex): SourceRange[] {
  const blocks: { start: number; end: number; line: number }[] = [];
  for (const { start, end } of document.tree.comments) {
    const line = lines.lineAt(start);
    const alone = document.text.slice(lines.lineRange(line).start, start).trim() === '';
    const last = blocks.at(-1);
    if (!alone) continue;
    if (last && last.line === line - 1) Object.assign(last, { end, line });
    else blocks.push({ start, end, line });
  }
  return blocks;
}

function trimmedEnd(text: string, { start, end }: SourceRange): number {
  let last = end;
  while (last > start && /\s/.test(text[last - 1]!)) last--;
  return last;
}

/** From the scalar's inside outwards to the whole file. */
export function selection(document: YamlDocument, offset: number): readonly SourceRange[] {
  const ranges: SourceRange[] = [];
  const add = (range: SourceRange) => {
    const inner = ranges.at(-1);
    const holds = inner === undefined || (range.start <= inner.start && inner.end <= range.end);
    const wider = inner === undefined || range.start < inner.start || inner.end < range.end;
    if (holds && wider && range.end > range.start) ranges.push(range);
  };
  const at = document.tree.nodeAt(offset);
  if (at && at.children.length === 0) add(innerRange(at));
  for (let node = at; node; node = node.parent) add(node.range);
  add({ start: 0, end: document.text.length });
  return ranges;
}

/** Paths to other files, where the file is there. */
export function links(document: YamlDocument, project: Project): readonly DocumentLinkSpan[] {
  const found: DocumentLinkSpan[] = [];
  const schema = rootSchema(document);
  const consider = (node: YamlNode | undefined) => {
    if (typeof node?.value !== 'string' || node.value === '') return;
    if (!marked(schemasOf(schema, node), 'x-ref')?.startsWith('file:')) return;
    const target = project.resolve(document, node.value);
    if (target.state === 'read') {
      const tooltip = { zh: `打开 ${node.value}`, en: `Open ${node.value}` };
      found.push({ range: innerRange(node), target: target.uri, tooltip });
    }
  };
  // only top-level keys name files
  for (const property of document.tree.root?.type === 'object' ? document.tree.root.children : []) {
    const value = property.valueNode;
    if (value?.type === 'array') value.children.forEach(consider);
    else consider(value);
  }
  return found;
}
