/** Which schema a YAML file has, by its kind and, in a pack, by its name. */
import { SCHEMAS } from '../../../generated/schemas.ts';
import { packFileRole } from '../../rules/pack/file-role.ts';
import type { FileKind } from '../document.ts';
import type { JsonSchema } from './schema.ts';

export type YamlKind = Exclude<FileKind, 'pitch'>;

/** Undefined for a pack's markets.yaml. Pack files are judged by the pack loader; their schemas serve the editor. */
export function schemaOf(kind: YamlKind, uri: string): JsonSchema | undefined {
  if (kind !== 'rules') return SCHEMAS[kind];
  const role = packFileRole(uri);
  if (role === 'rule') return SCHEMAS['rule-file'];
  return role === 'markets' ? undefined : SCHEMAS[role];
}
