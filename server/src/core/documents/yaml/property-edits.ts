/** Fixes that put a key into a map or take one out, in the map's own style. Places are relative to a chunk's text. */
import type { Base, LightNode } from './light-node.ts';
import type { JsonSchema } from './schema.ts';
import type { LocalFix } from './syntax-findings.ts';

type LocalEdit = LocalFix['edits'][number];

/**
 * A property out of its map: its own lines in a block, from key to key where it shares a line. Undefined when it is the
 * only one, or when more would go with it. The edit's places are those of `base`, which may be another chunk's.
 */
export function removeProperty(map: LightNode, property: LightNode, base: Base): LocalEdit | undefined {
  const index = map.children.indexOf(property);
  const next = map.children[index + 1];
  let last = property;
  for (let inner = last.children.at(-1); inner; inner = inner.children.at(-1)) last = inner;
  if (map.children.length < 2 || property.borrowed || last.base !== property.base) return undefined;
  const { text, off } = property.base;
  const place = (start: number, end: number): LocalEdit => ({
    start: start + off - base.off,
    end: end + off - base.off,
    newText: '',
  });
  const flow = map.base === property.base && map.raw.startsWith('{');
  const lineStart =
    Math.max(text.lastIndexOf('\n', property.start - 1), text.lastIndexOf('\r', property.start - 1)) + 1;
  if (!flow && text.slice(lineStart, property.start).trim() === '') {
    const end = endOfLine(text, Math.max(last.start + last.length, property.start + 1));
    return place(lineStart, end + (/^(?:\r\n|\n|\r)/.exec(text.slice(end, end + 2))?.[0].length ?? 0));
  }
  // what stands between this key and its neighbour goes too: only white space and a comma may
  const previous = map.children[index - 1];
  if (next && next.base === property.base) {
    const between = text.slice(last.start + last.length, next.start);
    return /^[\s:,]*$/.test(between) ? place(property.start, next.start) : undefined;
  }
  if (!flow || !previous) return undefined;
  const from = previous.start + previous.length;
  return /^[\s,]*$/.test(text.slice(from, property.start)) ? place(from, property.start + property.length) : undefined;
}

/** The missing key after the last one before it in writing order, in the map's own style. */
export function insertProperty(node: LightNode, schema: JsonSchema, name: string): LocalFix[] {
  const order = Object.keys(schema.properties ?? {});
  const own = node.children.filter((property) => !property.borrowed && property.base === node.base);
  if (!node.parent && own.length !== node.children.length) return insertAtTop(node, schema, name);
  if (own.length === 0 || own.length !== node.children.length) return [];
  const before = own.filter((property) => order.indexOf(String(property.children[0]!.value)) < order.indexOf(name));
  const anchor = before[before.length - 1];
  const example = schema.properties?.[name]?.['x-example'] ?? '';
  const text = `${name}: ${example}`;
  const flow = node.raw.startsWith('{');
  const title = { zh: `补上 ${name}`, en: `Insert ${name}` };
  if (flow) {
    const at = anchor ? anchor.start + anchor.length : own[0]!.start;
    return [{ title, safety: 'manual', edits: [{ start: at, end: at, newText: anchor ? `, ${text}` : `${text}, ` }] }];
  }
  const first = own[0]!;
  const base = node.base.text;
  const lineStart = Math.max(base.lastIndexOf('\n', first.start - 1), base.lastIndexOf('\r', first.start - 1)) + 1;
  const indent = ' '.repeat(first.start - lineStart);
  if (!anchor)
    return [
      { title, safety: 'manual', edits: [{ start: first.start, end: first.start, newText: `${text}\n${indent}` }] },
    ];
  const end = endOfLine(base, anchor.start + anchor.length);
  return [{ title, safety: 'manual', edits: [{ start: end, end, newText: `\n${indent}${text}` }] }];
}

/** The same in a file whose top-level entries are chunks of their own; places are told from where the finding stands. */
function insertAtTop(root: LightNode, schema: JsonSchema, name: string): LocalFix[] {
  const shown = root.children.find((property) => !property.borrowed)?.children[0];
  if (!shown || root.base.off !== 0) return [];
  const order = Object.keys(schema.properties ?? {});
  const before = root.children.filter(
    (property) => order.indexOf(String(property.children[0]!.value)) < order.indexOf(name),
  );
  let anchor = before[before.length - 1];
  const text = `${name}: ${schema.properties?.[name]?.['x-example'] ?? ''}`;
  const title = { zh: `补上 ${name}`, en: `Insert ${name}` };
  const edit = (at: number, newText: string): LocalFix[] => {
    const start = at - shown.base.off;
    return [{ title, safety: 'manual', edits: [{ start, end: start, newText }] }];
  };
  if (!anchor) return edit(root.children[0]!.offset, `${text}\n`);
  // what a collection spans may reach over the comments behind it: its last word does not
  for (let last = anchor.children.at(-1); last; last = last.children.at(-1)) anchor = last;
  return edit(endOfLine(root.base.text, anchor.offset + anchor.length), `\n${text}`);
}

function endOfLine(text: string, from: number): number {
  // A block scalar's range may reach past its last line break already.
  let end = from;
  while (end > 0 && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}
