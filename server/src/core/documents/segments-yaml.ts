/**
 * The prose of a YAML file that claim rules read: fields whose schema says so, in document order. Marks inside it
 * (`[[披露：id]]`, `@产品(id)`, `@条款(id#no)`) become references and stand in the text as U+FFFC each.
 */
import { type MappedPiece, MappedText } from '../text/mapped-text.ts';
import type { SourceRange } from '../text/range.ts';
import type { InlineReference, Segment } from './document.ts';
import { REFERENCE_KINDS } from './pitch/words.ts';
import { branchFor, schemaOfKey } from './yaml/branches.ts';
import type { LightNode } from './yaml/light-node.ts';
import type { JsonSchema } from './yaml/schema.ts';

const REPLACEMENT = '\uFFFC';
const MARK =
  /\[\[\s*(?:披露|disclosure)\s*[:：]\s*([^\]]*?)\s*\]\]|[@＠](产品|product|条款|clause|案例|case)\s*[(（]\s*([^#＃()（）]*?)\s*(?:[#＃]\s*([^()（）]*?)\s*)?[)）]/gi;

/** Segments of a parsed file. `group` is the row (`products.2`), so that a disclosure in a row reaches all its text. */
export function segmentsOf(root: LightNode | undefined, schema: JsonSchema): readonly Segment[] {
  if (!root || !holdsProse(schema)) return [];
  const segments: Segment[] = [];
  collect(root, schema, [], root, segments);
  return segments;
}

const prose = new WeakMap<JsonSchema, boolean>();

function holdsProse(schema: JsonSchema): boolean {
  const known = prose.get(schema);
  if (known !== undefined) return known;
  const parts = [
    ...Object.values(schema.properties ?? {}),
    ...(schema.items ? [schema.items] : []),
    ...(schema.anyOf ?? schema.oneOf ?? []),
    ...(typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : []),
  ];
  const answer = schema['x-prose'] !== undefined || parts.some(holdsProse);
  prose.set(schema, answer);
  return answer;
}

function collect(
  node: LightNode,
  schema: JsonSchema,
  path: (string | number)[],
  root: LightNode,
  out: Segment[],
): void {
  const branch = branchFor(schema, node);
  if (!branch) return;
  if (node.type === 'array' && branch.items) {
    if (!holdsProse(branch.items)) return;
    for (let i = 0; i < node.children.length; i++) collect(node.children[i]!, branch.items, [...path, i], root, out);
    return;
  }
  if (node.type === 'object') {
    for (const property of node.children) {
      const [key, value] = property.children;
      if (!key || !value || property.borrowed) continue;
      const name = String(key.value);
      const child = schemaOfKey(branch, name);
      if (child && holdsProse(child)) collect(value, child, [...path, name], root, out);
    }
    return;
  }
  const mark = branch['x-prose'];
  const text = node.text;
  if (!mark || !text || node.borrowed || text.text.trim() === '') return;
  const { masked, references } = withReferences(text);
  const products = [
    ...references.filter((each) => each.kind === 'product').map((each) => each.id),
    ...productsOf(root, path),
  ];
  out.push({
    index: out.length,
    text: masked,
    speaker: mark.speaker,
    channel: mark.channel,
    path,
    group: groupOf(path),
    references,
    products: [...new Set(products)],
    next: [],
  });
}

/** The row: up to the first list index; without one the block (`presentation.story`). */
function groupOf(path: readonly (string | number)[]): string {
  const row = path.findIndex((part) => typeof part === 'number');
  return path.slice(0, row < 0 ? 2 : row + 1).join('.');
}

/** The product of the row that the text stands in; of the row that a story names. */
function productsOf(root: LightNode, path: readonly (string | number)[]): string[] {
  const rows = root.property('products')?.children[1];
  if (!rows) return [];
  if (path[0] === 'products' && typeof path[1] === 'number') return idIn(rows.children[path[1]]);
  if (path[0] === 'presentation' && path[1] === 'story') {
    const row = root.property('presentation')?.children[1]?.property('story')?.children[1]?.property('row')
      ?.children[1]?.value;
    return row === undefined ? [] : idIn(rows.children.find((each) => each.property('id')?.children[1]?.value === row));
  }
  return [];
}

function idIn(row: LightNode | undefined): string[] {
  const id = row?.property('product')?.children[1];
  return id && (id.type === 'string' || id.type === 'number') ? [String(id.value)] : [];
}

function withReferences(text: MappedText): { masked: MappedText; references: InlineReference[] } {
  const references: InlineReference[] = [];
  const pieces: MappedPiece[] = [];
  let masked = '';
  let done = 0;
  const copy = (end: number) => {
    for (let from = done; from < end; ) {
      let to = end;
      while (to > from + 1 && length(text.rangeOf(from, to)) !== to - from) to = from + Math.max(1, (to - from) >> 1);
      pieces.push({ at: masked.length, length: to - from, source: text.rangeOf(from, to) });
      masked += text.text.slice(from, to);
      from = to;
    }
    done = end;
  };
  for (const match of text.text.matchAll(MARK)) {
    const [whole, disclosure, word, id, clause] = match;
    copy(match.index);
    const part = (value: string, after: number): SourceRange => {
      const from = text.text.indexOf(value, match.index + after);
      return text.rangeOf(from, from + value.length);
    };
    const range = text.rangeOf(match.index, match.index + whole.length);
    pieces.push({ at: masked.length, length: 1, source: range });
    masked += REPLACEMENT;
    done = match.index + whole.length;
    if (disclosure !== undefined)
      references.push({ kind: 'disclosure', id: disclosure, range, idRange: part(disclosure, 4) });
    else
      references.push({
        kind: REFERENCE_KINDS[word!.toLowerCase()]!,
        id: id!,
        ...(clause === undefined ? {} : { clause, clauseRange: part(clause, whole.search(/[#＃]/)) }),
        range,
        idRange: part(id!, whole.search(/[(（]/)),
      });
  }
  if (references.length === 0) return { masked: text, references };
  copy(text.text.length);
  return { masked: MappedText.of(masked, pieces), references };
}

const length = (range: SourceRange) => range.end - range.start;

/** The lines of a file that is too large to be parsed: still read for claims, one segment each. */
export function segmentsOfLines(text: string): readonly Segment[] {
  const segments: Segment[] = [];
  let start = 0;
  while (start < text.length) {
    let end = start;
    while (end < text.length && text.charCodeAt(end) !== 10 && text.charCodeAt(end) !== 13) end++;
    const line = text.slice(start, end);
    if (line.trim() !== '' && !line.trimStart().startsWith('#'))
      segments.push({
        index: segments.length,
        text: MappedText.verbatim(line, start),
        speaker: 'agent',
        channel: 'proposal',
        path: [],
        group: `line.${start}`,
        references: [],
        products: [],
        next: [],
      });
    start = end + 1;
  }
  return segments;
}
