/** Adds an item to a list of a YAML text that people write: comments, order and style of everything else stay. */
import type { TextEdit } from '../../diagnostic.ts';
import { PackFile, type PackNode } from './yaml.ts';

/** One line of YAML in both styles: a map is `{good: x}` in flow and `good: x` behind a dash. */
export interface ListItem {
  readonly flow: string;
  readonly block: string;
}

type Map = Extract<PackNode, { kind: 'map' }>;

/**
 * The edits that add an item to the list under `path`, making what is missing on the way. Undefined when the text is not
 * readable YAML or has something else there.
 */
export function addToList(text: string, path: readonly string[], item: ListItem): TextEdit[] | undefined {
  const file = new PackFile('', text, []);
  if (file.isBroken) return undefined;
  const added = new Insertion(text, path, item);
  if (!file.root || isNothing(file.root)) return [added.atEnd(path)];
  return file.root.kind === 'map' ? added.into(file.root, 0) : undefined;
}

/** Edits at one place become one, the first before the next. */
export function joined(edits: readonly TextEdit[]): TextEdit[] {
  const out: TextEdit[] = [];
  for (const edit of edits) {
    const same = out.findIndex(({ range }) => range.start === edit.range.start && range.end === edit.range.end);
    const other = out[same];
    if (!other) out.push(edit);
    else {
      const more = /[\r\n]$/u.test(other.newText) ? edit.newText.replace(/^\r?\n/u, '') : edit.newText;
      out[same] = { range: other.range, newText: other.newText + more };
    }
  }
  return out;
}

class Insertion {
  private readonly newline: string;

  constructor(
    private readonly text: string,
    private readonly path: readonly string[],
    private readonly item: ListItem,
  ) {
    this.newline = /\r\n|\n/u.exec(text)?.[0] ?? '\n';
  }

  into(map: Map, depth: number): TextEdit[] | undefined {
    const key = this.path[depth]!;
    const entry = map.entries.find((each) => each.key === key);
    if (!entry) return [this.newKey(map, depth)];
    const { value, keyRange } = entry;
    const rest = this.path.slice(depth + 1);
    if (isNothing(value)) {
      const colon = this.text.indexOf(':', keyRange.end) + 1;
      return colon > 0 ? [insertion(colon, ` ${this.flow(rest)}`)] : undefined;
    }
    if (rest.length > 0) return value.kind === 'map' ? this.into(value, depth + 1) : undefined;
    if (value.kind === 'list') return [this.newItem(value)];
    if (value.kind === 'map') return undefined;
    return [{ range: value.range, newText: `[${JSON.stringify(value.text)}, ${this.item.flow}]` }];
  }

  /** At the end of the file: what stands there stays before it. */
  atEnd(path: readonly string[]): TextEdit {
    const { text, newline } = this;
    const lead = text === '' || /[\r\n]$/u.test(text) ? '' : newline;
    return insertion(text.length, `${lead}${this.block(path, '')}${newline}`);
  }

  private newKey(map: Map, depth: number): TextEdit {
    const rest = this.path.slice(depth);
    if (this.isFlow(map)) {
      const before = map.entries.length > 0 ? ', ' : '';
      return insertion(this.closing(map), `${before}${rest[0]}: ${this.flow(rest.slice(1))}`);
    }
    if (depth === 0) return this.atEnd(rest);
    const indent = ' '.repeat(this.columnOf(map.entries[0]!.keyRange.start));
    return insertion(this.endOf(map), `${this.newline}${this.block(rest, indent)}`);
  }

  private newItem(list: Extract<PackNode, { kind: 'list' }>): TextEdit {
    const last = list.items[list.items.length - 1];
    if (!last || this.isFlow(list)) {
      const at = this.closing(list);
      const written = this.text.slice(list.range.start + 1, at).trimEnd();
      const before = !last ? '' : written.endsWith(',') ? ' ' : ', ';
      return insertion(at, `${before}${this.item.flow}`);
    }
    const dash = this.text.lastIndexOf('-', Math.max(0, last.range.start - 1));
    return insertion(this.endOf(last), `${this.newline}${' '.repeat(this.columnOf(dash))}- ${this.item.block}`);
  }

  private isFlow({ range }: PackNode): boolean {
    return this.text[range.start] === '[' || this.text[range.start] === '{';
  }

  /** Before the closing bracket and the blanks before it. */
  private closing({ range }: PackNode): number {
    let at = range.end - 1;
    while (at > range.start + 1 && /\s/u.test(this.text[at - 1]!)) at--;
    return at;
  }

  /** The end of the line on which the node ends, its comment included. */
  private endOf({ range }: PackNode): number {
    let end = range.end;
    while (end > range.start && /\s/u.test(this.text[end - 1]!)) end--;
    const rest = /^[^\r\n]*/u.exec(this.text.slice(end))![0];
    return end + rest.length;
  }

  private columnOf(offset: number): number {
    return offset - (this.text.lastIndexOf('\n', offset - 1) + 1);
  }

  private flow(path: readonly string[]): string {
    return path.reduceRight((inner, key) => `{${key}: ${inner}}`, `[${this.item.flow}]`);
  }

  private block(path: readonly string[], indent: string): string {
    const lines = path.map((key, depth) => `${indent}${'  '.repeat(depth)}${key}:`);
    return [...lines, `${indent}${'  '.repeat(path.length)}- ${this.item.block}`].join(this.newline);
  }
}

function isNothing(node: PackNode): boolean {
  return node.kind === 'scalar' && node.value === null;
}

function insertion(at: number, newText: string): TextEdit {
  return { range: { start: at, end: at }, newText };
}
