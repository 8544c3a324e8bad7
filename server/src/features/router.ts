/** Which adapter answers for a document: a table by file kind, looked up once per request. */
import type { Document, FileKind } from '../core/documents/document.ts';
import { pitchFeatures } from './pitch/index.ts';
import { rulesFeatures } from './rules/index.ts';
import type { FileFeatures } from './types.ts';
import { yamlFeatures } from './yaml/index.ts';

const ADAPTERS: Readonly<Record<FileKind, FileFeatures<never>>> = {
  plan: yamlFeatures,
  client: yamlFeatures,
  catalog: yamlFeatures,
  goals: yamlFeatures,
  config: yamlFeatures,
  rules: rulesFeatures,
  pitch: pitchFeatures,
};

/** The adapter of the document's kind. A kind and its adapter's document type belong together by the table above. */
export function featuresOf(document: Document): FileFeatures {
  return ADAPTERS[document.kind] as unknown as FileFeatures;
}
