/** 理赔时间线: what happened when in each claim, which papers are at hand, and when the client hears next. */
import type { ClientDocument } from '../core/documents/document.ts';
import type { ClientClaim } from '../core/documents/yaml/models.ts';
import { CLAIM_STAGES, claimState, missingPapers } from '../core/domain/claim-steps.ts';
import { addDays, daysBetween } from '../core/domain/dates.ts';
import type { Localized } from '../core/localized.ts';
import { marketOf, thresholdOf } from './context.ts';
import type { ReportMaker, ReportSource } from './maker.ts';
import { type Block, heading, list, table, text } from './model.ts';
import { money } from './words.ts';

const KINDS: Readonly<Record<string, Localized>> = {
  medical: { zh: '医疗', en: 'medical' },
  ci: { zh: '重疾', en: 'critical illness' },
  accident: { zh: '意外', en: 'accident' },
  death: { zh: '身故', en: 'death' },
};

export const claimReport: ReportMaker<readonly Block[]> = {
  kinds: ['client'],
  title: { zh: '理赔时间线', en: 'Claim timeline' },
  part: (source) => {
    const { document } = source;
    if (document.kind !== 'client' || (document.model.claims?.items.length ?? 0) === 0) return undefined;
    const name = source.mask(document.model.name?.value ?? source.path);
    const claims = document.model.claims!.items.flatMap((claim) => claimBlocks(source, document, claim));
    return [heading(name), ...claims];
  },
  join: (parts, { say }) =>
    parts.length > 0 ? parts.flat() : [text(say({ zh: '没有理赔记录。', en: 'No claims on record.' }))],
};

function claimBlocks(source: ReportSource, document: ClientDocument, claim: ClientClaim): readonly Block[] {
  const { say, mask, context } = source;
  const kind = claim.kind && KINDS[claim.kind.value];
  const title = [claim.id?.value, kind && say(kind), claim.what && mask(claim.what.value)].filter(Boolean).join(' · ');
  const { unlisted, awaited } = missingPapers(claim, marketOf(document, context));
  const papers = [
    ...(claim.documents?.entries ?? []).map(({ key, value }) => {
      const state = value?.value === true ? { zh: '已齐', en: 'at hand' } : { zh: '待补', en: 'awaited' };
      return `${mask(key.value)}${source.language === 'zh' ? '：' : ': '}${say(state)}`;
    }),
    ...unlisted.map((paper) => say({ zh: `${paper.name.zh}：未列`, en: `${paper.name.en}: not listed` })),
  ];
  return [
    heading(title || say({ zh: '理赔', en: 'Claim' }), 3),
    table(
      [
        { zh: '日期', en: 'Date' },
        { zh: '第几天#', en: 'Day#' },
        { zh: '事项', en: 'What' },
        { zh: '备注', en: 'Note' },
      ].map(say),
      stepsOf(source, claim),
    ),
    ...(papers.length > 0 ? [text(say({ zh: '材料', en: 'Papers' })), list(papers)] : []),
    text(nextStep(source, document, claim, unlisted.length + awaited.length)),
  ];
}

/** Everything with a day, in the order of days; what stands in the file's order stays so within one day. */
function stepsOf({ say, mask, language }: ReportSource, claim: ClientClaim): string[][] {
  const steps: { on: string; what: string; note: string }[] = [];
  if (claim.reported) steps.push({ on: claim.reported.value, what: say({ zh: '报案', en: 'reported' }), note: '' });
  if (claim.replied)
    steps.push({ on: claim.replied.value, what: say({ zh: '首次回应', en: 'first answer' }), note: '' });
  for (const step of claim.progress?.items ?? []) {
    if (!step.on) continue;
    const amount = step.amount ? money(step.amount.value, language) : '';
    const note = [amount, step.note && mask(step.note.value)].filter(Boolean).join(' ');
    steps.push({ on: step.on.value, what: step.stage ? say(CLAIM_STAGES[step.stage.value]) : '—', note });
  }
  const ordered = steps
    .map((step, index) => ({ step, index }))
    .sort((a, b) => (a.step.on < b.step.on ? -1 : a.step.on > b.step.on ? 1 : a.index - b.index));
  const first = claim.reported?.value ?? ordered[0]?.step.on;
  return ordered.map(({ step }) => [
    step.on,
    first === undefined ? '' : String(daysBetween(first, step.on) + 1),
    step.what,
    step.note,
  ]);
}

function nextStep(
  { say, context }: ReportSource,
  document: ClientDocument,
  claim: ClientClaim,
  missing: number,
): string {
  const { open, last } = claimState(claim);
  if (!open) return say({ zh: '已结案。', en: 'Closed.' });
  const every = thresholdOf(document, 'claim_update_days', context) ?? 7;
  const due = last === undefined ? context.asOf : addDays(last, every);
  const late =
    due < context.asOf
      ? say({
          zh: `（已逾期 ${daysBetween(due, context.asOf)} 天）`,
          en: ` (${daysBetween(due, context.asOf)} days late)`,
        })
      : '';
  const papers = missing > 0 ? say({ zh: `，还缺 ${missing} 份材料`, en: `; ${missing} papers missing` }) : '';
  return say({ zh: `处理中，下次反馈 ${due}${late}${papers}。`, en: `Open; next news by ${due}${late}${papers}.` });
}
