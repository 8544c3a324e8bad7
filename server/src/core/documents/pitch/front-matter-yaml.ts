/** The YAML of a front matter as the light tree of the YAML kinds, at the script's own offsets. */
import { isMap, isPair, isScalar, isSeq, type Node, type Pair, parseDocument } from 'yaml';
import type { FrontMatterError } from './front-matter.ts';
import type { FrontMatterModel } from '../yaml/models.ts';
import type { YamlNode, YamlTree } from '../yaml/node.ts';

export function readFrontMatterYaml(
  text: string,
  start: number,
  end: number,
): { tree: YamlTree; model: FrontMatterModel; error: FrontMatterError | undefined } {
  const body = text.slice(start, end);
  const parsed = parseDocument(body, { uniqueKeys: false, logLevel: 'silent' });
  const root = parsed.contents ? nodeOf(parsed.contents, undefined, start) : undefined;
  const [first] = parsed.errors;
  const at = first ? start + Math.min(first.pos[0], body.length) : 0;
  const error = first && {
    range: { start: at, end: Math.max(Math.min(start + first.pos[1], end), Math.min(at + 1, end)) },
    detail: { zh: `第 ${body.slice(0, first.pos[0]).split('\n').length + 1} 行`, en: first.message.split(' at line')[0]! },
  };
  const tree: YamlTree = { root, comments: [], nodeAt: (offset) => root && deepest(root, offset) };
  return { tree, model: {} as FrontMatterModel, error };
}

function nodeOf(node: unknown, parent: YamlNode | undefined, base: number): YamlNode {
  const range = (isPair(node) ? pairRange(node) : (node as Node | null)?.range) ?? [0, 0, 0];
  const type = isMap(node) ? 'object' : isSeq(node) ? 'array' : isPair(node) ? 'property' : scalarType(node);
  const value = isScalar(node) ? (node.value as string | number | boolean | null) : undefined;
  const made = {
    type, parent, value, offset: base + range[0], length: range[1] - range[0],
    range: { start: base + range[0], end: base + range[1] }, children: [] as YamlNode[],
    keyNode: undefined as YamlNode | undefined, valueNode: undefined as YamlNode | undefined,
  };
  const result = made as YamlNode;
  if (isMap(node) || isSeq(node)) made.children = node.items.map((i) => nodeOf(i, result, base));
  if (isPair(node)) {
    made.keyNode = nodeOf(node.key, result, base);
    if (node.value) made.valueNode = nodeOf(node.value, result, base);
    made.children = made.valueNode ? [made.keyNode, made.valueNode] : [made.keyNode];
  }
  return result;
}

function pairRange(pair: Pair): [number, number, number] {
  const key = (pair.key as Node).range ?? [0, 0, 0];
  const value = (pair.value as Node | null)?.range ?? key;
  return [key[0], value[1], value[2]];
}

function scalarType(node: unknown): YamlNode['type'] {
  const value = isScalar(node) ? node.value : null;
  if (typeof value === 'number' || typeof value === 'bigint') return 'number';
  return typeof value === 'boolean' ? 'boolean' : value === null ? 'null' : 'string';
}

function deepest(node: YamlNode, offset: number): YamlNode {
  for (const child of node.children) {
    if (child.range.start <= offset && offset <= child.range.end) return deepest(child, offset);
  }
  return node;
}
