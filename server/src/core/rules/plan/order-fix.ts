/** The one fix of both order rules: all rows in the order of domain/order.ts, with their comments. */
import type { Fix } from '../../diagnostic.ts';
import type { PlanDocument } from '../../documents/document.ts';
import { orderedRowsOf, type PlanView } from '../../domain/from-plan.ts';
import { orderedRows } from '../../domain/order.ts';
import { moveRows } from './edits.ts';

export function orderFix(document: PlanDocument, view: PlanView): readonly Fix[] {
  const list = document.model.products?.node;
  if (list === undefined) return [];
  const edits = moveRows(document.text, document.tree, list, orderedRows(orderedRowsOf(view)));
  if (edits === undefined || edits.length === 0) return [];
  return [
    {
      title: {
        zh: '按“先保障后理财、先大人后小孩”排好各行',
        en: 'Put the rows in order: protection before wealth, adults before children',
      },
      safety: 'review',
      edits,
    },
  ];
}
