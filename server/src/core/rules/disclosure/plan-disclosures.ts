/** Disclosures as a plan gives them: its `disclosures` list, and the edit that adds to it. */
import type { Fix, TextEdit } from '../../diagnostic.ts';
import type { PlanDocument } from '../../documents/document.ts';
import { insertItem, insertKey } from '../plan/edits.ts';
import type { RuleContext } from '../rule.ts';
import type { Disclosure } from '../rule-set.ts';

/** A disclosure by its id or any of its names. */
export function disclosureOf(context: RuleContext, name: string): Disclosure | undefined {
  return context.ruleSet.disclosures.get(name) ?? context.ruleSet.disclosureNamed(name);
}

/** Adds disclosures to the plan's list (made when it is missing). What a client is told is for a person to read first. */
export function addDisclosures(document: PlanDocument, ids: readonly string[]): readonly Fix[] {
  const edit = ids.length === 0 ? undefined : listEdit(document, ids);
  if (edit === undefined) return [];
  const names = ids.join(', ');
  return [
    { title: { zh: `加入披露 ${names}`, en: `Add ${names} to the disclosures` }, safety: 'review', edits: [edit] },
  ];
}

function listEdit(document: PlanDocument, ids: readonly string[]): TextEdit | undefined {
  const list = document.model.disclosures;
  const root = document.tree.root;
  if (list === undefined) return root && insertKey(document.text, root, 'disclosures', `[${ids.join(', ')}]`);
  const separator = document.text[list.node.offset] === '[' ? ', ' : '\n- ';
  if (separator === ', ') return insertItem(document.text, list.node, ids.join(separator));
  const first = insertItem(document.text, list.node, ids[0]!);
  if (first === undefined || ids.length === 1) return first;
  const lead = first.newText.slice(0, first.newText.length - ids[0]!.length);
  return { ...first, newText: ids.map((id) => lead + id).join('') };
}
