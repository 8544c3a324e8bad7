import type { Fix } from '../../diagnostic.ts';
import { partsOf, rememberPerPart } from '../../documents/pitch/parts.ts';
import type { CalendarDate } from '../../localized.ts';
import type { SourceRange } from '../../text/range.ts';
import { closest } from '../plan/closest.ts';
import { replace } from '../plan/edits.ts';
import { marketsWith } from '../plan/markets.ts';
import { same } from '../plan/wording.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { type Disclosure, type DisclosureVersion, versionOn } from '../rule-set.ts';
import { holdsNearCopy, type NearCopy, nearCopies } from './near-copy.ts';
import { disclosureOf } from './plan-disclosures.ts';

/** A disclosure that nobody knows discloses nothing. */
export default defineRule({
  id: 'disclosure/reference',
  title: { zh: '披露要存在，且在有效期内', en: 'Disclosures must exist and be in force' },
  why: {
    zh: '写了一个不存在或已停用的披露，等于没说。用列表里的编号或名称，并以现行文本为准。',
    en: 'An unknown or withdrawn disclosure counts as nothing said. Use an id or a name from the list, in the text in force.',
  },
  basis: 'structure',
  markets: marketsWith('error', { CN: ['cn-pid-22', 'cn-sbm-25'], TW: ['tw-disc-5'] }),
  kinds: ['plan', 'pitch'],
  handbook: '6.1',
  message: {
    zh: '没有披露“{id}”{hint}，写了也不算数。请从列表里选。',
    en: 'There is no disclosure “{id}”{hint}, so nothing is disclosed. Pick one from the list.',
  },
  variants: {
    expired: {
      message: {
        zh: '披露“{name}”的核准文本已于 {day} 停用，没有现行文本，写了也不算数。请换用现行的提示，或请合规部门更新。',
        en: 'The approved text of “{name}” ended on {day} and nothing has replaced it, so it does not count. Use a notice in force, or have it renewed.',
      },
    },
    'not-yet': {
      message: {
        zh: '披露“{name}”的核准文本 {day} 才启用，现在写了不算数。请先用现行的提示。',
        en: 'The approved text of “{name}” begins on {day}, so it does not count yet. Use a notice in force.',
      },
    },
    'old-text': {
      message: {
        zh: '这句话用的是“{name}”已停用的文本（{day} 止）。请换成现行文本。',
        en: 'These are the words of “{name}” that ended on {day}. Use the text in force.',
      },
    },
    // told by likeness, and the words may well disclose what they should: a hint to compare, not a verdict
    'near-copy': {
      severity: 'info',
      message: {
        zh: '这句话与核准的“{name}”提示差一点，改动过的提示未必有效。请用原文，或用自己的话讲清楚。',
        en: 'This is almost the approved notice “{name}”, but altered. Use it as approved, or say it in your own words.',
      },
    },
  },
  ofLoneLine: holdsNearCopy,
  check(context) {
    const { document, asOf } = context;
    if (document.kind === 'plan') {
      for (const field of document.model.disclosures?.items ?? []) checkName(context, field.value, field.range);
    } else if (document.kind === 'pitch') {
      const names = new Map<string, boolean>();
      const isKnown = (id: string) => {
        const known = names.get(id) ?? isInForce(disclosureOf(context, id), asOf);
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
        for (const found of nearCopies(part, context.ruleSet)) reportNearCopy(context, found);
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

function isInForce(disclosure: Disclosure | undefined, day: CalendarDate): boolean {
  return disclosure !== undefined && versionOn(disclosure, day) !== undefined;
}

function reportNearCopy(context: RuleContext, found: NearCopy): void {
  const { segment, start, end, disclosure, version, language, exact } = found;
  const current = versionOn(disclosure, context.asOf);
  // a text out of force is nobody's model any more, unless it is copied word for word
  const isOld = current !== version;
  if (current === undefined || (isOld ? !exact || !hasEnded(version, context.asOf) : exact)) return;
  // with the mark beside it the approved text is given anyway
  const isMarked = segment.references.some(
    (reference) => reference.kind === 'disclosure' && disclosureOf(context, reference.id) === disclosure,
  );
  if (isMarked && !isOld) return;
  const range = segment.text.rangeOf(start, end);
  context.report({
    variant: isOld ? 'old-text' : 'near-copy',
    range,
    data: { name: disclosure.title, day: same(version.until ?? '') },
    fixes: [
      {
        title: isOld
          ? { zh: '换成现行文本', en: 'Use the text in force' }
          : { zh: '换成核准的原文', en: 'Use the approved text' },
        safety: 'review',
        edits: [replace(range, current.text[language])],
      },
    ],
  });
}

function checkName(context: RuleContext, name: string, range: SourceRange): void {
  if (name === '') return;
  const known = disclosureOf(context, name);
  if (known !== undefined) {
    checkVersion(context, known, range);
    return;
  }
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

/** A disclosure that exists, but whose text does not hold on the day. */
function checkVersion(context: RuleContext, disclosure: Disclosure, range: SourceRange): void {
  if (isInForce(disclosure, context.asOf)) return;
  const ended = disclosure.versions.filter((version) => hasEnded(version, context.asOf));
  const next = disclosure.versions.find(({ from }) => from !== undefined && context.asOf < from);
  const last = ended[ended.length - 1];
  const variant = next ? 'not-yet' : 'expired';
  context.report({
    variant,
    range,
    data: { id: same(disclosure.id), name: disclosure.title, day: same((next ? next.from : last?.until) ?? '') },
  });
}

function hasEnded({ until }: DisclosureVersion, day: CalendarDate): boolean {
  return until !== undefined && until <= day;
}
