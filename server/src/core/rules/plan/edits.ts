/**
 * Edits of YAML text that keep what they do not mean to change: rows move with their comments, keys go in at the
 * indentation of their neighbours, in block and in flow style. Every function returns undefined where the layout is not
 * one it can edit faithfully; the rule then offers no fix.
 */
import type { TextEdit } from '../../diagnostic.ts';
import type { YamlNode, YamlTree } from '../../documents/yaml/node.ts';
import { endOfLine, startOfLine } from '../../text/line-index.ts';
import type { SourceRange } from '../../text/range.ts';

/**
 * Puts the items of a list into the order given (indices of the list as it stands). Leading comments move with a row;
 * blank lines stay where they stand, so that none gathers below the list's key.
 */
export function moveRows(
  text: string,
  tree: YamlTree,
  list: YamlNode,
  order: readonly number[],
): readonly TextEdit[] | undefined {
  const first = order.findIndex((from, to) => from !== to);
  if (first < 0) return [];
  let last = order.length - 1;
  while (order[last] === last) last--;
  const segments = isFlow(text, list) ? flowSegments(tree, list) : blockSegments(text, list);
  if (segments === undefined || segments.length !== order.length) return undefined;
  if (isFlow(text, list)) {
    return segments.flatMap((range, to) =>
      order[to] === to ? [] : [{ range, newText: slice(text, segments[order[to]!]!) }],
    );
  }
  const lineBreak = lineBreakOf(text);
  const moved = order.slice(first, last + 1).map((from, to) => {
    const blank = BLANK_LINES.exec(slice(text, segments[first + to]!))![0];
    const rows = blank + slice(text, segments[from]!).replace(BLANK_LINES, '');
    return /[\r\n]$/.test(rows) ? rows : rows + lineBreak;
  });
  const range = { start: segments[first]!.start, end: segments[last]!.end };
  const newText = moved.join('');
  return [{ range, newText: /[\r\n]$/.test(slice(text, range)) ? newText : newText.replace(/(\r\n|\n|\r)$/, '') }];
}

/** At the beginning of a row. */
const BLANK_LINES = /^(?:[ \t]*(?:\r\n|\n|\r))*/;

/**
 * Adds `key: value` to a map, after `after` when the map has it, else at its end. `value` is one line; for a block map it
 * may be several lines, indented relative to the key.
 */
export function insertKey(
  text: string,
  map: YamlNode,
  key: string,
  value: string,
  after?: string,
): TextEdit | undefined {
  if (map.type !== 'object') return undefined;
  const neighbour = propertyOf(map, after) ?? map.children.at(-1);
  if (isFlow(text, map)) {
    if (value.includes('\n')) return undefined;
    if (neighbour === undefined) return insertion(map.offset + 1, `${key}: ${value}`);
    return insertion(contentEnd(text, neighbour), `, ${key}: ${value}`);
  }
  if (neighbour === undefined) return undefined;
  const indent = ' '.repeat(columnOf(text, map.children[0]!.offset));
  const lineBreak = lineBreakOf(text);
  return insertion(
    endOfLine(text, contentEnd(text, neighbour)),
    lineBreak +
      indent +
      entry(key, value)
        .split('\n')
        .join(lineBreak + indent),
  );
}

/** Adds `key: value` to the top level of the file, before another key (its comments included), else at the end. */
export function insertTopLevel(
  text: string,
  tree: YamlTree,
  key: string,
  value: string,
  before?: string,
): TextEdit | undefined {
  const root = tree.root;
  if (root === undefined || root.type !== 'object' || isFlow(text, root)) return undefined;
  const neighbour = propertyOf(root, before);
  if (neighbour === undefined) return insertKey(text, root, key, value);
  const lineBreak = lineBreakOf(text);
  const at = aboveComments(text, startOfLine(text, neighbour.offset), 0);
  return insertion(at, entry(key, value).split('\n').join(lineBreak) + lineBreak);
}

/** Adds an item at the end of a list (or after the item at `after`). It may be several lines where the list is a block. */
export function insertItem(text: string, list: YamlNode, item: string, after?: number): TextEdit | undefined {
  if (list.type !== 'array') return undefined;
  const neighbour = list.children[after ?? list.children.length - 1];
  if (isFlow(text, list)) {
    if (item.includes('\n')) return undefined;
    if (neighbour === undefined) return insertion(list.offset + 1, item);
    return insertion(contentEnd(text, neighbour), `, ${item}`);
  }
  if (neighbour === undefined) return undefined;
  const dash = dashOf(text, neighbour);
  if (dash === undefined) return undefined;
  const lineBreak = lineBreakOf(text) + ' '.repeat(columnOf(text, dash));
  const lines = item.split('\n').join(`${lineBreak}  `);
  return insertion(endOfLine(text, contentEnd(text, neighbour)), `${lineBreak}- ${lines}`);
}

/** Begins a list under a block key that stands without a value. The item may be several lines. */
export function insertFirstItem(text: string, property: YamlNode, item: string): TextEdit | undefined {
  const value = property.valueNode;
  if ((value && value.length > 0) || !property.parent || isFlow(text, property.parent)) return undefined;
  const lineBreak = `${lineBreakOf(text)}${' '.repeat(columnOf(text, property.offset))}  `;
  const lines = item.split('\n').join(`${lineBreak}  `);
  return insertion(endOfLine(text, keyEnd(text, property)), `${lineBreak}- ${lines}`);
}

/** Removes one item of a list, with its comments and its separator. A list is not left empty by it. */
export function removeItem(text: string, tree: YamlTree, list: YamlNode, index: number): TextEdit | undefined {
  if (list.children.length < 2) return undefined;
  if (!isFlow(text, list)) {
    const segments = blockSegments(text, list);
    return segments && { range: segments[index]!, newText: '' };
  }
  const segments = flowSegments(tree, list);
  if (segments === undefined) return undefined;
  const range =
    index === 0
      ? { start: segments[0]!.start, end: segments[1]!.start }
      : { start: segments[index - 1]!.end, end: segments[index]!.end };
  return { range, newText: '' };
}

export function replace(range: SourceRange, newText: string): TextEdit {
  return { range, newText };
}

/** The property of a map with this key. */
export function propertyOf(map: YamlNode, key: string | undefined): YamlNode | undefined {
  return key === undefined ? undefined : map.children.find((child) => child.keyNode?.value === key);
}

/** Whether a collection is written `[…]` or `{…}`. */
export function isFlow(text: string, node: YamlNode): boolean {
  const open = text[node.offset];
  return node.type === 'array' ? open === '[' : open === '{';
}

function entry(key: string, value: string): string {
  return value.startsWith('\n') ? `${key}:${value}` : `${key}: ${value}`;
}

function insertion(at: number, newText: string): TextEdit {
  return { range: { start: at, end: at }, newText };
}

/** Where each row begins and ends, whole lines, with the comment lines that stand above it. */
function blockSegments(text: string, list: YamlNode): readonly SourceRange[] | undefined {
  const segments: SourceRange[] = [];
  for (const item of list.children) {
    const dash = dashOf(text, item);
    if (dash === undefined || text.slice(startOfLine(text, dash), dash).trim() !== '') return undefined;
    const key = list.parent?.keyNode;
    const floor = key === undefined ? 0 : nextLine(text, endOfLine(text, key.range.end));
    const start = segments.at(-1)?.end ?? aboveComments(text, startOfLine(text, dash), floor);
    segments.push({ start, end: nextLine(text, endOfLine(text, contentEnd(text, item))) });
  }
  return segments;
}

function flowSegments(tree: YamlTree, list: YamlNode): readonly SourceRange[] | undefined {
  // a comment between the items of a flow list belongs to nobody in particular: leave such lists to their writer
  if (tree.comments.some((comment) => comment.start > list.range.start && comment.end < list.range.end))
    return undefined;
  return list.children.map((item) => item.range);
}

/** The end of what a node says, without the blank lines and comments that follow it. */
export function contentEnd(text: string, node: YamlNode): number {
  if (node.type === 'property') {
    const value = node.valueNode;
    return value === undefined || value.length === 0 ? keyEnd(text, node) : contentEnd(text, value);
  }
  const last = node.children.at(-1);
  if ((node.type === 'object' || node.type === 'array') && last !== undefined && !isFlow(text, node)) {
    return contentEnd(text, last);
  }
  let end = node.range.end;
  while (end > node.range.start && /\s/.test(text[end - 1]!)) end--;
  return end;
}

function keyEnd(text: string, property: YamlNode): number {
  const end = property.keyNode?.range.end ?? property.range.end;
  return text[end] === ':' ? end + 1 : end;
}

/** The dash that opens a block item. */
function dashOf(text: string, item: YamlNode): number | undefined {
  const dash = text.lastIndexOf('-', item.offset - 1);
  return dash >= 0 && text.slice(dash + 1, item.offset).trim() === '' ? dash : undefined;
}

function aboveComments(text: string, from: number, floor: number): number {
  let at = from;
  while (at > floor) {
    const above = startOfLine(text, at - 1 - (text[at - 1] === '\n' && text[at - 2] === '\r' ? 1 : 0));
    if (above < floor || !text.slice(above, at).trimStart().startsWith('#')) break;
    at = above;
  }
  return at;
}

function nextLine(text: string, end: number): number {
  if (text[end] === '\r' && text[end + 1] === '\n') return end + 2;
  return Math.min(end + 1, text.length);
}

function columnOf(text: string, offset: number): number {
  return offset - startOfLine(text, offset);
}

/** As the first line ends: all fixes of a long script ask, so the rest of the text is not searched. */
export function lineBreakOf(text: string): string {
  return text[text.indexOf('\n') - 1] === '\r' ? '\r\n' : '\n';
}

function slice(text: string, range: SourceRange): string {
  return text.slice(range.start, range.end);
}
