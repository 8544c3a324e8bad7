/** Which schema holds for a node of a YAML document: walks down from the root, through the branches of unions. */
import type { Document } from '../../core/documents/document.ts';

import type { YamlNode } from '../../core/documents/yaml/node.ts';
import type { JsonSchema } from '../../core/documents/yaml/schema.ts';
import { schemaOf } from '../../core/documents/yaml/schema-of.ts';
import { SCHEMAS } from '../../generated/schemas.ts';

/** The schema of the whole file; for a script that of its front matter. */
export function rootSchema(document: Document): JsonSchema {
  return (document.kind === 'pitch' ? SCHEMAS['front-matter'] : schemaOf(document.kind, document.uri)) ?? {};
}

/** The schema itself and the branches of its union, flattened. */
export function branches(schema: JsonSchema): readonly JsonSchema[] {
  const parts = schema.anyOf ?? schema.oneOf;
  return parts ? [schema, ...parts.flatMap(branches)] : [schema];
}

/** Schemas that hold for what stands under `key` of an object. */
export function underKey(schemas: readonly JsonSchema[], key: string): readonly JsonSchema[] {
  return schemas.flatMap(branches).flatMap((schema) => {
    const known = schema.properties?.[key] ?? aliased(schema, key);
    if (known) return [known];
    return typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : [];
  });
}

/** Schemas that hold for the items of a list. */
export function ofItems(schemas: readonly JsonSchema[]): readonly JsonSchema[] {
  return schemas.flatMap(branches).flatMap((schema) => (schema.items ? [schema.items] : []));
}

/** Schemas of a node: of a property, those of its value; of a key, those of what it names. */
export function schemasOf(root: JsonSchema, node: YamlNode): readonly JsonSchema[] {
  const parent = node.parent;
  if (!parent) return [root];
  if (parent.type === 'array') return ofItems(schemasOf(root, parent));
  if (parent.type === 'object') {
    const key = node.keyNode?.value;
    return underKey(schemasOf(root, parent), String(key ?? ''));
  }
  return schemasOf(root, parent);
}

/** Whether the node is the key of its property. */
export function isKey(node: YamlNode): boolean {
  return node.parent?.type === 'property' && node.parent.keyNode === node;
}

/** The first of the schemas, or of their branches, that has the mark. */
export function marked<K extends keyof JsonSchema>(
  schemas: readonly JsonSchema[],
  mark: K,
): NonNullable<JsonSchema[K]> | undefined {
  for (const schema of schemas.flatMap(branches)) {
    const value = schema[mark];
    if (value !== undefined && value !== null) return value as NonNullable<JsonSchema[K]>;
  }
  return undefined;
}

function aliased(schema: JsonSchema, key: string): JsonSchema | undefined {
  return Object.values(schema.properties ?? {}).find((property) => property['x-aliases']?.includes(key));
}
