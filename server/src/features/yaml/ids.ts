/**
 * Where ids of members, products, goals and rows are defined and named: in the YAML kinds by the marks of the schema, in
 * scripts by their references and front matter. An id belongs to the document that defines it.
 */
import type { Document, YamlDocument } from '../../core/documents/document.ts';
import type { YamlNode, YamlTree } from '../../core/documents/yaml/node.ts';
import type { JsonSchema } from '../../core/documents/yaml/schema.ts';
import type { Project } from '../../core/project.ts';
import type { SourceRange } from '../../core/text/range.ts';
import { marked, ofItems, rootSchema, schemasOf, underKey } from './schema-at.ts';

export type IdKind = 'member' | 'product' | 'goal' | 'row' | 'disclosure';

export interface IdPlace {
  readonly kind: IdKind;
  readonly id: string;
  /** The id itself, without quotes. */
  readonly range: SourceRange;
  readonly defines: boolean;
  /** The map that the definition stands in. */
  readonly node?: YamlNode;
}

const KINDS: readonly string[] = ['member', 'product', 'goal', 'row', 'disclosure'];
/** Words that stand where an id may stand and are none. */
const RESERVED = new Set(['legal', 'self', 'all', 'life']);

/** The id at the offset, if one stands there. */
export function placeAt(document: Document, offset: number): IdPlace | undefined {
  if (document.kind === 'pitch')
    return placesIn(document).find(({ range }) => range.start <= offset && offset <= range.end);
  const node = document.tree.nodeAt(offset);
  if (!node) return undefined;
  return placeOfNode(node, rootSchema(document));
}

/** Every id in the document. */
export function placesIn(document: Document): readonly IdPlace[] {
  if (document.kind !== 'pitch') return placesInTree(document.tree, rootSchema(document));
  const head = document.script.frontMatter;
  const inHead = head ? placesInTree(head.tree, rootSchema(document)) : [];
  const inText = document.segments.flatMap(({ references }) =>
    references.flatMap((reference): IdPlace[] => {
      if (reference.kind === 'case') return [];
      const kind = reference.kind === 'disclosure' ? 'disclosure' : 'product';
      return [{ kind, id: reference.id, range: reference.idRange, defines: false }];
    }),
  );
  return [...inHead, ...inText];
}

/** Every place that names the id: only where the text says it, so that a rename need not walk whole trees. */
export function placesOf(document: Document, kind: IdKind, id: string): readonly IdPlace[] {
  const named = (place: IdPlace | undefined): place is IdPlace => place?.kind === kind && place.id === id;
  if (document.kind === 'pitch') return placesIn(document).filter(named);
  const root = rootSchema(document);
  const found: IdPlace[] = [];
  for (let at = document.text.indexOf(id); at >= 0; at = document.text.indexOf(id, at + id.length)) {
    const node = document.tree.nodeAt(at);
    const place = node && placeOfNode(node, root);
    if (named(place) && found.at(-1)?.range.start !== place.range.start) found.push(place);
  }
  return found;
}

/** The document that the id belongs to: a plan's own members, goals and rows; a catalogue's products. */
export function ownerOf(kind: IdKind, id: string, document: Document, project: Project): Document | undefined {
  if (kind === 'disclosure') return undefined;
  if (kind === 'product') {
    if (document.kind === 'catalog') return document;
    return project.product(document, id)?.document;
  }
  if (document.kind === 'client' && defined(document, kind, id)) return document;
  return project.planOf(document);
}

/** Where the id is defined in its owner. */
export function definitionOf(owner: Document, kind: IdKind, id: string): IdPlace | undefined {
  return placesOf(owner, kind, id).find((place) => place.defines);
}

function defined(document: YamlDocument, kind: IdKind, id: string): boolean {
  return definitionOf(document, kind, id) !== undefined;
}

function placeOfNode(node: YamlNode, root: JsonSchema): IdPlace | undefined {
  if (node.type === 'object' || node.type === 'array' || node.type === 'property') return undefined;
  const parent = node.parent;
  if (parent?.type === 'property' && parent.keyNode === node && parent.parent) {
    return keyPlace(node, schemasOf(root, parent.parent));
  }
  return valuePlace(node, schemasOf(root, node));
}

function placesInTree(tree: YamlTree, root: JsonSchema): IdPlace[] {
  const found: IdPlace[] = [];
  const visit = (node: YamlNode, schemas: readonly JsonSchema[]): void => {
    if (schemas.length === 0) return;
    if (node.type === 'object') {
      for (const property of node.children) {
        const { keyNode, valueNode } = property;
        if (!keyNode) continue;
        const key = keyPlace(keyNode, schemas);
        if (key) found.push(key);
        if (valueNode) visit(valueNode, underKey(schemas, String(keyNode.value ?? '')));
      }
    } else if (node.type === 'array') {
      const items = ofItems(schemas);
      for (const item of node.children) visit(item, items);
    } else {
      const place = valuePlace(node, schemas);
      if (place) found.push(place);
    }
  };
  if (tree.root) visit(tree.root, [root]);
  return found;
}

function keyPlace(node: YamlNode, objectSchemas: readonly JsonSchema[]): IdPlace | undefined {
  const kind = marked(objectSchemas, 'x-key-ref');
  return isIdKind(kind) ? placed(node, kind, false) : undefined;
}

function valuePlace(node: YamlNode, schemas: readonly JsonSchema[]): IdPlace | undefined {
  const defines = marked(schemas, 'x-defines');
  if (isIdKind(defines)) return placed(node, defines, true);
  const kind = marked(schemas, 'x-ref');
  return isIdKind(kind) ? placed(node, kind, false) : undefined;
}

function placed(node: YamlNode, kind: IdKind, defines: boolean): IdPlace | undefined {
  const id = typeof node.value === 'number' ? String(node.value) : node.value;
  if (typeof id !== 'string' || id === '' || (!defines && RESERVED.has(id))) return undefined;
  const map = defines ? node.parent?.parent : undefined;
  return { kind, id, range: innerRange(node), defines, ...(map && { node: map }) };
}

/** The scalar without its quotes. */
export function innerRange(node: YamlNode): SourceRange {
  const { start, end } = node.range;
  return node.style === 'single' || node.style === 'double'
    ? { start: start + 1, end: Math.max(start + 1, end - 1) }
    : { start, end };
}

function isIdKind(kind: string | undefined): kind is IdKind {
  return kind !== undefined && KINDS.includes(kind);
}
