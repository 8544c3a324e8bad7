/** The front matter of a script as the YAML features read a file: its own tree, its own text, the script's place. */
import type { PitchDocument, YamlDocument } from '../../core/documents/document.ts';
import type { YamlTree } from '../../core/documents/yaml/node.ts';

/** Offsets are the script's: the text ends where the front matter does. The schema is found by the kind, which stays. */
export function frontMatterOf(document: PitchDocument, tree: YamlTree): YamlDocument {
  const text = document.text.slice(0, document.script.frontMatter?.range.end ?? 0);
  return { ...document, text, tree } as unknown as YamlDocument;
}
