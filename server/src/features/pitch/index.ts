/** The features of scripts, as one adapter. */
import type { PitchDocument } from '../../core/documents/document.ts';
import type { FileFeatures } from '../types.ts';
import { completion } from './completion.ts';
import { format } from './format.ts';
import { hover } from './hover.ts';
import { inlays } from './insights.ts';
import { lenses } from './lenses.ts';
import { links } from './links.ts';
import { definition, prepareRename, references, rename } from './names.ts';
import { folding, outline, selection } from './structure.ts';
import { semanticTokens } from './tokens.ts';

export const pitchFeatures: FileFeatures<PitchDocument> = {
  outline,
  folding,
  selection,
  semanticTokens,
  completion,
  hover,
  definition,
  references,
  prepareRename,
  rename,
  links,
  inlays,
  lenses,
  format,
};
