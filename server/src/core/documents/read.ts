/** One door to all readers: text in, document out, by file kind. Readers never throw. */
import type { Document, DocumentSource } from './document.ts';
import { readPitch } from './pitch/read.ts';
import { readYaml } from './read-yaml.ts';

/**
 * Reads one version of a file. `previous`, an earlier version of the same file, lets what did not change be reused; it
 * is used up by that and must not be asked for positions afterwards. The result equals a read from scratch.
 */
export function readDocument(source: DocumentSource, previous?: Document): Document {
  const earlier = previous?.uri === source.uri ? previous : undefined;
  if (source.kind === 'pitch') return readPitch(source, earlier?.kind === 'pitch' ? earlier : undefined);
  return readYaml({ ...source, kind: source.kind }, earlier && earlier.kind !== 'pitch' ? earlier : undefined);
}
