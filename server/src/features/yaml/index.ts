/** The editor features of the YAML kinds, behind the one interface that all kinds share. */
import type { YamlDocument } from '../../core/documents/document.ts';
import type { FileFeatures } from '../types.ts';
import { completion } from './completion.ts';
import { format } from './format.ts';
import { hover } from './hover.ts';
import { inlays, lenses } from './insights.ts';
import { definition, prepareRename, references, rename } from './navigation.ts';
import { folding, links, outline, selection } from './structure.ts';

export const yamlFeatures: FileFeatures<YamlDocument> = {
  outline,
  folding,
  selection,
  // YAML kinds are coloured by their grammar
  semanticTokens: () => [],
  completion,
  hover,
  definition,
  references,
  prepareRename,
  rename,
  links: (document, { project }) => links(document, project),
  inlays,
  lenses,
  format,
};
