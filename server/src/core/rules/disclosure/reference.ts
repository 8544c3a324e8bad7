import type { Fix } from '../../diagnostic.ts';
import { partsOf, rememberPerPart } from '../../documents/pitch/parts.ts';
import type { SourceRange } from '../../text/range.ts';
import { closest } from '../plan/closest.ts';
import { replace } from '../plan/edits.ts';
import { marketsWith } from '../plan/markets.ts';
import { same } from '../plan/wording.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { type NearCopy, nearCopies } from './near-copy.ts';
import { disclosureOf } from './plan-disclosures.ts';

/** A disclosure that nobody knows discloses nothing. */
export default defineRule({
  id: 'disclosure/reference',
  title: { zh: '披露编号要存在', en: 'Disclosures must exist' },
  why: {
    zh: '写了一个不存在的披露，渲染出来就是空白，等于没说。用列表里的编号或名称。',
    en: 'An unknown disclosure renders as nothing, as if it had not been said. Use an id or a name from the list.',
  },
  basis: 'structure',
  markets: marketsWith('error', { CN: ['cn-pid-22', 'cn-sbm-25'], TW: ['tw-disc-5'] }),
  kinds: ['plan', 'pitch'],
  handbook: '6.1',
  message: { zh: '没有披露“{id}”{hint}。', en: 'There is no disclosure “{id}”{hint}.' },
  variants: {
    'near-copy': {
      severity: 'info',
      message: {
        zh: '这句话与核准的“{name}”提示差一点，改动过的提示未必有效。请用原文，或用自己的话讲清楚。',
        en: 'This is almost the approved notice “{name}”, but altered. Use it as approved, or say it in your own words.',
      },
    },
  },
  check(context) {
    const { document } = context;
    if (document.kind === 'plan') {
      for (const field of document.model.disclosures?.items ?? []) checkName(context, field.value, field.range);
    } else if (document.kind === 'pitch') {
      const names = new Map<string, boolean>();
      const isKnown = (id: string) => {
        const known = names.get(id) ?? disclosureOf(context, id) !== undefined;
        names.set(id, known);
        return known;
      };
      for (const part of partsOf(document)) {
        const { ids, segments } = marked(part);
        if (ids.every((id) => isKnown(id))) continue;
        for (const segment of segments) {
          for (const reference of segment.references) {
            if (reference.kind === 'disclosure') checkName(context, reference.id, reference.idRange);
          }
        }
      }
      for (const part of partsOf(document)) {
        for (const found of nearCopies(context.ruleSet)(part)) reportNearCopy(context, found);
      }
    }
  },
  examples: [
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      text: 'disclosures: [exclusions, waiting-period, cooling-off, surrender-loss, [[dividend-uncertian]], renewal-not-guaranteed]\n',
      fixed:
        'disclosures: [exclusions, waiting-period, cooling-off, surrender-loss, dividend-uncertain, renewal-not-guaranteed]\n',
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      text: 'disclosures: [exclusions, waiting-period, cooling-off, surrender-loss, dividend-uncertain, renewal-not-guaranteed]\n',
    },
    { kind: 'good', in: 'pitch', text: '# 方案讲解\n代理人：分红部分每年不一样。[[披露：分红不确定]]\n' },
    {
      kind: 'bad',
      in: 'pitch',
      variant: 'near-copy',
      text: '# 方案讲解\n代理人：[[分红不确定，每年可能不同；确定的只有合同写明的保证部分。]]我们往下看。\n',
      fixed: '# 方案讲解\n代理人：分红不确定，每年可能不同，也可能为零；确定的只有合同写明的保证部分。我们往下看。\n',
    },
    {
      kind: 'good',
      in: 'pitch',
      text: '# 方案讲解\n代理人：分红不确定，每年可能不同，也可能为零；确定的只有合同写明的保证部分。\n',
    },
    {
      kind: 'bad',
      in: 'pitch',
      language: 'en',
      market: 'SG',
      variant: 'near-copy',
      text: '---\n{lang: en}\n---\n# Presentation\nAgent: [[Dividends and bonuses are not guaranteed: they vary from year to year. Only the guaranteed amounts in the policy are certain.]]\n',
    },
  ],
});

/** Segments of a part that carry a mark, and the disclosures marked in it. */
const marked = rememberPerPart((part) => {
  const segments = part.segments.filter((segment) => segment.references.length > 0);
  const ids = segments.flatMap((segment) =>
    segment.references.flatMap((reference) => (reference.kind === 'disclosure' ? [reference.id] : [])),
  );
  return { segments, ids: [...new Set(ids)] };
});

function reportNearCopy(context: RuleContext, { segment, start, end, disclosure, approved }: NearCopy): void {
  // with the mark beside it the approved text is given anyway
  const isMarked = segment.references.some(
    (reference) => reference.kind === 'disclosure' && disclosureOf(context, reference.id) === disclosure,
  );
  if (isMarked) return;
  const range = segment.text.rangeOf(start, end);
  context.report({
    variant: 'near-copy',
    range,
    data: { name: disclosure.title },
    fixes: [
      {
        title: { zh: '换成核准的原文', en: 'Use the approved text' },
        safety: 'review',
        edits: [replace(range, approved)],
      },
    ],
  });
}

function checkName(context: RuleContext, name: string, range: SourceRange): void {
  if (name === '' || disclosureOf(context, name) !== undefined) return;
  const names = [...context.ruleSet.disclosures.values()].flatMap((disclosure) => [disclosure.id, ...disclosure.names]);
  const guess = closest(name, names);
  const fixes: readonly Fix[] = guess
    ? [{ title: { zh: `改为 ${guess}`, en: `Change to ${guess}` }, safety: 'review', edits: [replace(range, guess)] }]
    : [];
  context.report({
    range,
    data: {
      id: same(name),
      hint: guess === undefined ? same('') : { zh: `，是否指“${guess}”`, en: ` (did you mean “${guess}”?)` },
    },
    fixes,
  });
}
