/** 《投诉处理报告》: one page per complaint, in the order in which it should be handled. */
import type { ClientDocument } from '../core/documents/document.ts';
import type { ClientComplaint } from '../core/documents/yaml/models.ts';
import { daysBetween } from '../core/domain/dates.ts';
import type { Localized } from '../core/localized.ts';
import type { ReportMaker, ReportSource } from './maker.ts';
import { type Block, heading, table, text } from './model.ts';

const KINDS: Readonly<Record<string, Localized>> = {
  cover: { zh: '保障争议', en: 'about the cover' },
  sales: { zh: '销售过程', en: 'about the sale' },
  service: { zh: '服务', en: 'about the service' },
  surrender: { zh: '退保', en: 'about a surrender' },
};

const OUTCOMES: Readonly<Record<string, Localized>> = {
  explained: { zh: '解释后客户接受', en: 'explained and accepted' },
  corrected: { zh: '已更正', en: 'corrected' },
  compensated: { zh: '已补偿', en: 'compensated' },
  'cooling-off-surrender': { zh: '犹豫期内退保', en: 'surrendered within cooling-off' },
  surrender: { zh: '犹豫期后退保', en: 'surrendered after cooling-off' },
  escalated: { zh: '转上级处理', en: 'passed on' },
};

export const complaintReport: ReportMaker<readonly Block[]> = {
  kinds: ['client'],
  title: { zh: '投诉处理报告', en: 'Complaint report' },
  part: (source) => {
    const { document } = source;
    if (document.kind !== 'client') return undefined;
    const complaints = document.model.complaints?.items ?? [];
    return complaints.length === 0
      ? undefined
      : complaints.flatMap((complaint) => complaintBlocks(source, document, complaint));
  },
  join: (parts, { say }) =>
    parts.length > 0 ? parts.flat() : [text(say({ zh: '没有投诉记录。', en: 'No complaints on record.' }))],
};

function complaintBlocks(source: ReportSource, document: ClientDocument, complaint: ClientComplaint): readonly Block[] {
  const { say, mask, context } = source;
  const missing = say({ zh: '（未记录）', en: '(not recorded)' });
  const notNeeded = say({ zh: '（不涉及保障，不需要）', en: '(not about the cover: not needed)' });
  const name = mask(document.model.name?.value ?? source.path);
  const { received, heard, clause_reading, outcome, closed, report, loss_told, kind } = complaint;
  const used =
    received === undefined
      ? ''
      : say({
          zh: `${daysBetween(received.value, closed?.value ?? context.asOf)} 天${closed ? '' : '，未结案'}`,
          en: `${daysBetween(received.value, closed?.value ?? context.asOf)} days${closed ? '' : ', still open'}`,
        });
  const records = (complaint.records?.items ?? []).map((record) => mask(record.value));
  const needsReading = kind === undefined || kind.value === 'cover';
  const rows: (readonly [Localized, string] | undefined)[] = [
    [{ zh: '客户', en: 'Client' }, name],
    [{ zh: '收到', en: 'Received' }, received?.value ?? missing],
    [{ zh: '种类', en: 'Kind' }, kind ? say(KINDS[kind.value]!) : missing],
    [{ zh: '投诉内容', en: 'About' }, complaint.about ? mask(complaint.about.value) : missing],
    [{ zh: '一、倾听', en: '1. Heard' }, heard?.value ?? missing],
    [
      { zh: '二、调取沟通记录', en: '2. Records' },
      records.length > 0 ? records.join(source.language === 'zh' ? '；' : '; ') : missing,
    ],
    // always in its place: a step left out of a numbered list looks forgotten
    [{ zh: '三、条款解读', en: '3. Clauses explained' }, clause_reading?.value ?? (needsReading ? missing : notNeeded)],
    outcome?.value === 'surrender' || loss_told
      ? [{ zh: '退保损失告知', en: 'Loss told' }, loss_told?.value ?? missing]
      : undefined,
    [{ zh: '四、处理结果', en: '4. Outcome' }, outcome ? say(OUTCOMES[outcome.value]!) : missing],
    [{ zh: '结案', en: 'Closed' }, closed?.value ?? missing],
    [{ zh: '用时', en: 'Time' }, used],
    [{ zh: '报告日期', en: 'Report' }, report?.on?.value ?? missing],
    [{ zh: '五、教训', en: '5. Lesson' }, report?.lesson ? mask(report.lesson.value) : missing],
  ];
  return [
    heading(`${complaint.id?.value ?? ''} ${name}`.trim()),
    table(
      [say({ zh: '项目', en: 'Item' }), say({ zh: '记录', en: 'Record' })],
      rows.flatMap((row) => (row ? [[say(row[0]), row[1]]] : [])),
    ),
    text(
      say({
        zh: '经办人：＿＿＿＿＿＿　　复核人：＿＿＿＿＿＿　　日期：＿＿＿＿＿＿',
        en: 'Handled by: ____________   Reviewed by: ____________   Date: ____________',
      }),
    ),
  ];
}
