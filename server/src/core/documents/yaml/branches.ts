/** Which branch of a schema a node is judged by. Shared by the validator, the locator and completion. */
import type { LightNode } from './light-node.ts';
import type { NodeType } from './node.ts';
import type { JsonSchema, SchemaType } from './schema.ts';

/** The types a schema without branches accepts; empty means any. */
export function typesOf(schema: JsonSchema): readonly SchemaType[] {
  if (schema.type !== undefined) return typeof schema.type === 'string' ? [schema.type] : schema.type;
  if (schema.const !== undefined) return [typeOfValue(schema.const)];
  if (schema.enum) return [...new Set(schema.enum.map(typeOfValue))];
  return schema.properties ? ['object'] : [];
}

function typeOfValue(value: string | number | boolean | null): SchemaType {
  return value === null
    ? 'null'
    : typeof value === 'string'
      ? 'string'
      : typeof value === 'number'
        ? 'number'
        : 'boolean';
}

export function acceptsType(schema: JsonSchema, type: NodeType): boolean {
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches) return branches.some((branch) => acceptsType(branch, type));
  if (schema.type === type) return true;
  const types = typesOf(schema);
  return types.length === 0 || types.some((each) => each === type || (each === 'integer' && type === 'number'));
}

/**
 * The branch of a union that fits the node: by type first, then by a constant or a discriminating property. The schema
 * itself when it has no branches; undefined when no branch takes a node of this type.
 */
export function branchFor(schema: JsonSchema, node: LightNode): JsonSchema | undefined {
  const branches = schema.anyOf ?? schema.oneOf;
  if (!branches) return schema;
  const possible = branches.filter((branch) => acceptsType(branch, node.type));
  if (possible.length <= 1) return possible[0] && branchFor(possible[0], node);
  const exact = possible.find((branch) => matchesConstant(branch, node) || matchesDiscriminator(branch, node));
  const open = possible.find((branch) => branch.const === undefined && !branch.enum);
  return branchFor(exact ?? open ?? possible[0]!, node);
}

function matchesConstant(schema: JsonSchema, node: LightNode): boolean {
  return (
    (schema.const !== undefined && schema.const === node.value) ||
    (schema.enum?.includes(node.value as string) ?? false)
  );
}

function matchesDiscriminator(schema: JsonSchema, node: LightNode): boolean {
  if (node.type !== 'object' || !schema.properties) return false;
  return Object.entries(schema.properties).some(
    ([key, child]) => child.const !== undefined && node.property(key)?.children[1]?.value === child.const,
  );
}

/** A node whose chunk differs from its surroundings: what is worked out for it is kept as long as the chunk lives. */
export function isUnit(node: LightNode): boolean {
  const parent = node.parent;
  if (!parent) return true;
  if (parent.type === 'property') return parent.parent !== undefined && parent.parent.base !== node.base;
  return parent.base !== node.base;
}

/** Schema of a key: a declared property, else what `additionalProperties` says of any key. */
export function schemaOfKey(schema: JsonSchema, key: string): JsonSchema | undefined {
  const declared = schema.properties && Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined;
  if (declared) return declared;
  return typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
}
