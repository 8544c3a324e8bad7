/** A disclosure's text as it holds on the document's day, for hovers and completion. */
import type { Document } from '../core/documents/document.ts';
import type { Localized } from '../core/localized.ts';
import { type Disclosure, versionOn } from '../core/rules/rule-set.ts';
import type { FeatureContext } from './types.ts';

/** Says so when no text is in force, and until when the present one holds. */
export function approvedText(disclosure: Disclosure, document: Document, { project }: FeatureContext): Localized {
  const version = versionOn(disclosure, project.settingsOf(document).asOf);
  if (!version)
    return { zh: '没有现行的核准文本，写了不算数。', en: 'No approved text is in force; it does not count.' };
  const { text, until } = version;
  if (until === undefined) return text;
  return { zh: `${text.zh}（${until} 停用）`, en: `${text.en} (ends on ${until})` };
}
