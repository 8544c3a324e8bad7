/** One door to all readers: text in, document out, by file kind. Readers never throw. */
import type { Document, DocumentSource, FileKind } from './document.ts';
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

const SUFFIXES: readonly (readonly [string, FileKind])[] = [
  ['.plan.yaml', 'plan'],
  ['.plan.yml', 'plan'],
  ['.client.yaml', 'client'],
  ['.client.yml', 'client'],
  ['.catalog.yaml', 'catalog'],
  ['.catalog.yml', 'catalog'],
  ['.goals.yaml', 'goals'],
  ['.goals.yml', 'goals'],
  ['.pitch', 'pitch'],
  ['.pitch.md', 'pitch'],
];

/**
 * The kind of a file by its name; a Markdown file is a script when its front matter says `pitchlint: script` (give the
 * beginning of the text as `head`). Undefined for files that are not ours.
 */
export function kindOf(uri: string, head?: string): FileKind | undefined {
  const name = uri.slice(uri.lastIndexOf('/') + 1).toLowerCase();
  if (name === 'pitchlint.yaml' || name === 'pitchlint.yml') return 'config';
  const known = SUFFIXES.find(([suffix]) => name.endsWith(suffix) || name === suffix.slice(1));
  if (known) return known[1];
  if (
    name.endsWith('.md') &&
    head &&
    /^\uFEFF?---[ \t]*\r?\n[\s\S]{0,2000}?\bpitchlint[ \t]*[:：][ \t]*["']?script\b/.test(head)
  )
    return 'pitch';
  return undefined;
}
