import type { InlineReference } from '../../documents/document.ts';
import { rememberPerPart } from '../../documents/pitch/parts.ts';
import { marketsWith } from '../plan/markets.ts';
import { rowName, rowRange, viewOf } from '../plan/plan-context.ts';
import { same } from '../plan/wording.ts';
import { defineRule } from '../rule.ts';
import { scriptDocument, stagesOf } from './script-lines.ts';

/** Products are told in the order of the plan, because the plan's order is the order of need. */
export default defineRule({
  id: 'script/product-order',
  title: { zh: '讲解次序与方案一致', en: 'Tell products in plan order' },
  why: {
    zh: '方案的次序是先保障后理财、先大人后小孩。讲的时候跳着来，客户手里的方案和听到的就对不上。',
    en: 'The plan puts protection before savings and adults before children. Told in another order, what the client hears no longer matches the page in hand.',
  },
  basis: 'practice',
  markets: marketsWith('warning', {}),
  kinds: ['pitch'],
  handbook: '3.1',
  message: {
    zh: '方案里 {x} 排在 {y} 前面，这里却后讲。请按方案次序讲，或调整方案。',
    en: 'The plan has {x} before {y}, but it is told later here. Follow the plan, or change the plan.',
  },
  check(context) {
    const document = scriptDocument(context);
    const plan = document && context.project.planOf(document);
    if (document === undefined || plan === undefined) return;
    const rows = viewOf(context, plan).rows;
    const place = new Map<string, number>();
    rows.forEach((row, i) => {
      const id = row.row.product?.value;
      if (id !== undefined && !place.has(id)) place.set(id, i);
    });
    for (const { parts } of stagesOf(document, PRESENTATION)) {
      const told = new Set<string>();
      /** The row furthest down the plan so far, by branch: branches are alternatives. */
      const furthest = new Map<number, number>();
      for (const { reference, owners } of parts.flatMap((part) => mentionsIn(part).map((one) => one()))) {
        const at = place.get(reference.id);
        if (at === undefined || told.has(reference.id)) continue;
        told.add(reference.id);
        const before = Math.max(...owners.map((owner) => furthest.get(owner) ?? -1));
        const own = owners[0]!;
        furthest.set(own, Math.max(furthest.get(own) ?? -1, at));
        if (at >= before) continue;
        context.report({
          range: reference.idRange,
          data: { x: same(rowName(rows[at]!)), y: same(rowName(rows[before]!)) },
          related: [
            {
              uri: plan.uri,
              range: rowRange(rows[at]!.row),
              message: { zh: '方案里的位置', en: 'its place in the plan' },
            },
          ],
        });
      }
    }
  },
  examples: [
    {
      kind: 'bad',
      text: '---\nplan: family.plan.yaml\n---\n# 方案讲解\n代理人：先看 @产品(term-60)，再看 @产品([[ci-70]])。不赔的在后面。[[披露：责任免除]]\n',
    },
    {
      kind: 'bad',
      language: 'en',
      text: '---\nplan: family.plan.yaml\nlang: en\n---\n# Presentation\nAgent: First @product(edu-par), then @product([[acc-adult]]). [[disclosure:exclusions]]\n',
    },
    {
      kind: 'good',
      text: '---\nplan: family.plan.yaml\n---\n# 方案讲解\n代理人：先看 @产品(ci-70)，再看 @产品(term-60)，最后再回到 @产品(ci-70)。\n? 分红呢\n  代理人：看 @产品(edu-par)。\n? 意外呢\n  代理人：看 @产品(acc-adult)。\n',
    },
  ],
});

const PRESENTATION: ReadonlySet<string> = new Set(['presentation']);

interface Mention {
  readonly reference: InlineReference;
  /** The branch it stands in and those around it, innermost first; -1 for the stage itself. */
  readonly owners: readonly number[];
}

/** Products named by the agent in a part; read anew each time, because references carry offsets. */
const mentionsIn = rememberPerPart((part): readonly (() => Mention)[] =>
  part.items.flatMap((item) => {
    if (item.type !== 'turn' || item.role !== 'agent') return [];
    const count = item.content.references.length;
    return Array.from({ length: count }, (_, i) => i)
      .filter((i) => item.content.references[i]!.kind === 'product')
      .map((i) => () => {
        const owners: number[] = [];
        for (let b = item.branch; b >= 0; b = part.items[b - part.itemBase]!.branch) owners.push(b);
        return { reference: item.content.references[i]!, owners: [...owners, -1] };
      });
  }),
);
