/** Links from a script to its plan, its catalogues and the scripts it jumps to. */
import type { PitchDocument } from '../../core/documents/document.ts';
import { yamlValue } from '../../core/documents/pitch/front-matter.ts';
import type { SourceRange } from '../../core/text/range.ts';
import type { DocumentLinkSpan, FeatureContext } from '../types.ts';
import { scalarRange } from './subject.ts';

export function links(document: PitchDocument, { project }: FeatureContext): readonly DocumentLinkSpan[] {
  const found: DocumentLinkSpan[] = [];
  const add = (path: string, range: SourceRange) => {
    const { state, uri } = project.resolve(document, path);
    if (state !== 'missing') found.push({ range, target: uri, tooltip: { zh: `打开 ${path}`, en: `Open ${path}` } });
  };
  const root = document.script.frontMatter?.tree.root;
  for (const key of ['plan', 'catalog']) {
    const value = yamlValue(root, key);
    for (const node of value?.type === 'array' ? value.children : [value]) {
      if (typeof node?.value === 'string' && node.value) add(node.value, scalarRange(node));
    }
  }
  for (const item of document.script.items) {
    if (item.type === 'jump' && item.file !== undefined && item.fileRange) add(item.file, item.fileRange);
  }
  return found;
}
