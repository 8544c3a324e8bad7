import type { PlanDocument } from '../../documents/document.ts';
import { findNumbers } from '../../text/numbers.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { insertKey, insertTopLevel, propertyOf } from './edits.ts';
import { marketsWith } from './markets.ts';
import { doubtfulMembers, keyRangeOf, planDocument, rowName, viewOf } from './plan-context.ts';
import { amountText, same } from './wording.ts';

/** A proposal that is only a list of products explains nothing; a story must not promise more than its row pays. */
export default defineRule({
  id: 'plan/presentation',
  title: { zh: '方案要有图、故事或大白话', en: 'Add a picture, a story or plain words' },
  why: {
    zh: '客户看不懂产品清单。一张四堵墙的图、一个有来源的故事、几句大白话，比条款更说得清；但故事里赔的数不能超过那一行的保额。',
    en: 'Clients do not read product lists. A picture of the four walls, a story with its source or a few plain words say more; but the story must not pay more than its row’s sum.',
  },
  basis: 'practice',
  markets: marketsWith('info', {}),
  kinds: ['plan'],
  handbook: '3.2',
  message: { zh: '方案缺图或故事。', en: 'Add a picture or a story.' },
  variants: {
    missing: {
      message: {
        zh: '方案没有图（chart）、故事（story）或名词解释（terms），加一样客户看得懂的。',
        en: 'No chart, story or plain-word terms: add one that the client understands.',
      },
    },
    'story-sum': {
      severity: 'warning',
      message: {
        zh: '故事里讲了 {x}，{row} 的保额只有 {b}。',
        en: 'The story tells of {x}, but the sum of {row} is only {b}.',
      },
    },
  },
  check(context) {
    const document = planDocument(context);
    if (document === undefined || (document.model.products?.items.length ?? 0) === 0) return;
    const presentation = document.model.presentation;
    if (!presentation?.chart && !presentation?.story && !presentation?.terms) {
      context.report({
        variant: 'missing',
        range: keyRangeOf(document.model, presentation ? 'presentation' : 'products'),
        fixes: chartFix(document),
      });
    }
    checkStory(context, document);
  },
  examples: [
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'story-sum',
      text: 'presentation:\n  story: {row: p1, text: 去年一位客户查出重疾，赔了[[200万]]，还房贷松了一口气, source: 公司2025年服务报告（已脱敏）}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'missing',
      text: '[[presentation]]: {audience: [dad, mom]}\n',
      fixed: 'presentation: {audience: [dad, mom], chart: four-walls}\n',
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      text: 'presentation:\n  story: {row: p1, text: 去年一位客户查出重疾，赔了50万，还房贷松了一口气, source: 公司2025年服务报告（已脱敏）}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      language: 'en',
      market: 'CN',
      variant: 'story-sum',
      text: 'lang: en\npresentation:\n  story: {row: p1, text: A client fell seriously ill last year and was paid [[2m]]; the mortgage weighs less now, source: company service report 2025 (anonymised)}\n',
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      language: 'en',
      market: 'CN',
      text: 'lang: en\npresentation:\n  story: {row: p1, text: A client fell seriously ill last year and was paid 500k; the mortgage weighs less now, source: company service report 2025 (anonymised)}\n',
    },
  ],
});

function chartFix(document: PlanDocument) {
  const root = document.tree.root;
  const written = root && propertyOf(root, 'presentation');
  const edit = written
    ? written.valueNode && insertKey(document.text, written.valueNode, 'chart', 'four-walls')
    : insertTopLevel(document.text, document.tree, 'presentation', '{chart: four-walls}');
  if (edit === undefined) return [];
  return [
    { title: { zh: '加上四堵墙的图', en: 'Add the four-walls chart' }, safety: 'review' as const, edits: [edit] },
  ];
}

/** The largest amount that the story tells, against the sum of its row. */
function checkStory(context: RuleContext, document: PlanDocument): void {
  const story = document.model.presentation?.story;
  const text = story?.text;
  const row = viewOf(context, document).rows.find(
    (candidate) => candidate.id !== undefined && candidate.id === story?.row?.value,
  );
  if (text === undefined || row?.sum === undefined) return;
  if (row.insured && doubtfulMembers(document).has(row.insured.id)) return;
  const told = findNumbers(text.value).filter((match) => match.kind === 'amount');
  const largest = told.reduce<(typeof told)[number] | undefined>(
    (best, next) => (best && best.value >= next.value ? best : next),
    undefined,
  );
  if (largest === undefined || largest.value <= row.sum) return;
  context.report({
    variant: 'story-sum',
    range: text.node.text?.rangeOf(largest.start, largest.end) ?? text.range,
    data: { x: amountText(largest.value), row: same(rowName(row)), b: amountText(row.sum) },
    related: row.row.sum
      ? [{ uri: document.uri, range: row.row.sum.range, message: { zh: '这一行的保额', en: 'the sum of this row' } }]
      : [],
  });
}
