/** What a published script makes due: an approval that is about to end. */
import type { PitchDocument } from '../../core/documents/document.ts';
import { daysBetween } from '../../core/domain/dates.ts';
import { type ReportContext, thresholdOf } from '../context.ts';
import type { AgendaItem } from './item.ts';

export function scriptItems(document: PitchDocument, context: ReportContext): AgendaItem[] {
  const front = document.script.frontMatter?.model;
  const until = front?.approval?.until;
  const notice = thresholdOf(document, 'approval_notice_days', context) ?? 30;
  if (!until || daysBetween(context.asOf, until.value) > notice) return [];
  return [
    {
      kind: 'approval',
      due: until.value,
      who: front?.title?.value ?? '',
      title: {
        zh: `内容审核到期：${front?.approval?.no?.value ?? ''}`,
        en: `Approval ends: ${front?.approval?.no?.value ?? ''}`,
      },
      detail: { zh: '到期前重新送审，否则停用', en: 'Have it approved again before then, or stop using it' },
      uri: document.uri,
      range: until.range,
    },
  ];
}
