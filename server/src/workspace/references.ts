/** Which files a document names, as written: `catalog:` and `plan:` of plans, clients, goals and scripts. */
import type { Document } from '../core/documents/document.ts';

/** Paths under `catalog:`, in order. A single path counts as a list of one. */
export function catalogPaths(document: Document): readonly string[] {
  const model = headOf(document);
  const catalog = model && 'catalog' in model ? model.catalog : undefined;
  if (!catalog) return [];
  const fields = 'items' in catalog ? catalog.items : [catalog];
  return fields
    .map((field) => field.value)
    .filter((value): value is string => typeof value === 'string' && value !== '');
}

/** The path under `plan:`. */
export function planPath(document: Document): string | undefined {
  const model = headOf(document);
  const plan = model && 'plan' in model ? model.plan : undefined;
  return typeof plan?.value === 'string' && plan.value !== '' ? plan.value : undefined;
}

function headOf(document: Document) {
  if (document.kind === 'pitch') return document.script.frontMatter?.model;
  return document.kind === 'rules' ? undefined : document.model;
}
