/** What a submitted plan makes due: the end of cooling-off, the call-back before it, papers that underwriting asked for. */
import type { PlanDocument } from '../../core/documents/document.ts';
import type { PlanApplication } from '../../core/documents/yaml/models.ts';
import { type CoolingOff, coolingOffOf } from '../../core/domain/cooling-off.ts';
import { addDays } from '../../core/domain/dates.ts';
import { marketOf, type ReportContext, thresholdOf } from '../context.ts';
import type { AgendaItem } from './item.ts';

export function planItems(document: PlanDocument, context: ReportContext): AgendaItem[] {
  return (document.model.application?.items ?? []).flatMap((application) => [
    ...coolingOffItems(document, application, context),
    ...underwritingItems(document, application, context),
  ]);
}

const titleOf = (document: PlanDocument) => document.model.title?.value ?? '';

function coolingOffItems(document: PlanDocument, application: PlanApplication, context: ReportContext): AgendaItem[] {
  const period = coolingOffOfApplication(document, application, context);
  if (!period || period.end < context.asOf) return [];
  const range = (application.receipt ?? application.delivered ?? application).range;
  const base = { who: titleOf(document), uri: document.uri, range };
  const items: AgendaItem[] = [
    {
      ...base,
      kind: 'cooling-off',
      due: period.end,
      title: { zh: `犹豫期至 ${period.end} 24:00`, en: `Cooling-off ends ${period.end} 24:00` },
      detail: { zh: `自${period.start}起${period.days}天`, en: `${period.days} days from ${period.start}` },
    },
  ];
  if (!application.callback?.on) {
    items.push({
      ...base,
      kind: 'callback',
      due: period.end,
      title: { zh: '犹豫期内完成回访', en: 'Call-back before cooling-off ends' },
      detail: { zh: '请客户本人如实回答，不教答案', en: 'The client answers personally; no coached answers' },
    });
  }
  return items;
}

/**
 * The cooling-off period of one submission: the longest that any of its products grants, else the market's own days.
 * Undefined without a receipt (or delivery), or where the market knows no default.
 */
export function coolingOffOfApplication(
  document: PlanDocument,
  application: PlanApplication,
  context: ReportContext,
): CoolingOff | undefined {
  const market = marketOf(document, context);
  const marketDays = thresholdOf(document, 'cooling_off_days', context);
  const rows = rowsOf(document, application);
  const periods = (rows.length > 0 ? rows : [undefined]).flatMap((row) => {
    const found = row?.product && context.project.product(document, row.product.value);
    const defaults = found?.document.model.defaults;
    const days = found?.product.cooling_off?.value ?? defaults?.cooling_off?.value;
    const from = found?.product.cooling_from?.value ?? defaults?.cooling_from?.value;
    const period = coolingOffOf({
      market,
      ...(application.receipt && { receipt: application.receipt.value }),
      ...(application.delivered && { delivered: application.delivered.value }),
      ...(application.notice && { notice: application.notice.value }),
      ...(days !== undefined && { days }),
      ...(marketDays !== undefined && { marketDays }),
      ...(from && { from }),
    });
    return period ? [period] : [];
  });
  return periods.sort((a, b) => (a.end < b.end ? 1 : a.end > b.end ? -1 : 0))[0];
}

function rowsOf(document: PlanDocument, application: PlanApplication) {
  const rows = document.model.products?.items ?? [];
  const named = application.for;
  if (named === undefined || 'value' in named) return rows;
  const ids = new Set(named.items.map((id) => id.value));
  return rows.filter((row) => row.id && ids.has(row.id.value));
}

function underwritingItems(document: PlanDocument, application: PlanApplication, context: ReportContext): AgendaItem[] {
  const days = thresholdOf(document, 'underwriting_days', context) ?? 7;
  const underwriting = application.underwriting;
  const asked = underwriting?.asked_on?.value ?? application.submitted?.value;
  if (!underwriting || asked === undefined || underwriting.result) return [];
  return (underwriting.asked?.entries ?? [])
    .filter((entry) => !entry.value || entry.value.value === null)
    .map((entry) => ({
      kind: 'underwriting' as const,
      due: addDays(asked, days),
      who: titleOf(document),
      title: { zh: `补交核保资料：${entry.key.value}`, en: `Underwriting asks for: ${entry.key.value}` },
      uri: document.uri,
      range: entry.key.range,
    }));
}
