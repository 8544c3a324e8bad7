/** What a client's record makes due: claims, complaints, reviews, events, follow-ups, the ask after a service. */
import type { ClientDocument } from '../../core/documents/document.ts';
import type { ClientClaim, ClientComplaint, ClientEvent, PlanMember } from '../../core/documents/yaml/models.ts';
import { addDays, daysBetween, nextOccurrence } from '../../core/domain/dates.ts';
import { tierOf } from '../../core/domain/tiers.ts';
import type { CalendarDate, Localized } from '../../core/localized.ts';
import { type ReportContext, thresholdOf } from '../context.ts';
import type { AgendaItem } from './item.ts';

/** How far ahead of its day a yearly event or a review enters the agenda. */
const AHEAD_DAYS = 30;

export function clientItems(document: ClientDocument, context: ReportContext): AgendaItem[] {
  return [
    ...claimItems(document, context),
    ...complaintItems(document, context),
    ...reviewItems(document, context),
    ...eventItems(document, context),
    ...birthdayItems(document, context),
    ...followUpItems(document, context),
    ...referralItems(document, context),
  ];
}

function nameOf(document: ClientDocument): string {
  return document.model.name?.value ?? '';
}

/** An open claim wants an update a week after the last one (or after it was reported). */
function claimItems(document: ClientDocument, context: ReportContext): AgendaItem[] {
  const every = thresholdOf(document, 'claim_update_days', context) ?? 7;
  return (document.model.claims?.items ?? []).flatMap((claim) => {
    const last = lastProgress(claim);
    if (last.closed || last.on === undefined) return [];
    const what = claim.what?.value ?? claim.id?.value ?? '';
    const missing = (claim.documents?.entries ?? []).filter((entry) => entry.value.value === false);
    return [
      {
        kind: 'claim' as const,
        due: addDays(last.on, every),
        who: nameOf(document),
        title: { zh: `理赔进度反馈：${what}`, en: `Claim update: ${what}` },
        ...(missing.length > 0 && {
          detail: listed(
            '还缺：',
            'Still missing: ',
            missing.map((m) => m.key.value),
          ),
        }),
        uri: document.uri,
        range: claim.range,
      },
    ];
  });
}

function lastProgress(claim: ClientClaim): { on: CalendarDate | undefined; closed: boolean } {
  const steps = claim.progress?.items ?? [];
  const closed = steps.some((step) => step.stage?.value === 'paid' || step.stage?.value === 'refused');
  const days = steps.flatMap((step) => step.on?.value ?? []);
  const on = days.length > 0 ? days.reduce((a, b) => (a > b ? a : b)) : claim.reported?.value;
  return { on, closed };
}

/** A complaint that is not closed wants the next step of listen → records → clause → outcome → report. */
function complaintItems(document: ClientDocument, context: ReportContext): AgendaItem[] {
  const days = thresholdOf(document, 'complaint_days', context) ?? 15;
  return (document.model.complaints?.items ?? []).flatMap((complaint) => {
    const received = complaint.received?.value;
    if (received === undefined) return [];
    if (complaint.closed && complaint.report?.on) return [];
    const about = complaint.about?.value ?? complaint.id?.value ?? '';
    return [
      {
        kind: 'complaint' as const,
        due: addDays(complaint.closed?.value ?? received, complaint.closed ? 1 : days),
        who: nameOf(document),
        title: { zh: `投诉处理：${about}`, en: `Complaint: ${about}` },
        detail: nextComplaintStep(complaint),
        uri: document.uri,
        range: complaint.range,
      },
    ];
  });
}

function nextComplaintStep(complaint: ClientComplaint): Localized {
  if (!complaint.heard)
    return { zh: '下一步：先听客户说完，记下日期', en: 'Next: hear the client out and note the day' };
  if (!complaint.outcome)
    return { zh: '下一步：调记录、读条款，再给处理意见', en: 'Next: records and clause, then an outcome' };
  if (!complaint.closed) return { zh: '下一步：结案', en: 'Next: close it' };
  return { zh: '下一步：写处理报告和教训', en: 'Next: write the report with its lesson' };
}

/** A yearly policy review, a month ahead; counted from the last review, else from the first cover that took effect. */
function reviewItems(document: ClientDocument, context: ReportContext): AgendaItem[] {
  const every = thresholdOf(document, 'review_days', context) ?? 365;
  const reviews = document.model.reviews;
  const days = (reviews?.items ?? []).flatMap((review) => review.on?.value ?? []);
  const plan = context.project.planOf(document);
  const effective = (plan?.model.application?.items ?? []).flatMap((entry) => entry.effective?.value ?? []);
  const last = [...days, ...effective]
    .filter((day) => day <= context.asOf)
    .sort()
    .at(-1);
  if (last === undefined) return [];
  const due = addDays(last, every);
  if (daysBetween(context.asOf, due) > AHEAD_DAYS) return [];
  return [
    {
      kind: 'review',
      due,
      who: nameOf(document),
      title: { zh: '年度保单体检', en: 'Yearly policy review' },
      detail: { zh: `上次：${last}`, en: `Last: ${last}` },
      uri: document.uri,
      range: (reviews ?? document.model).range,
    },
  ];
}

function eventItems(document: ClientDocument, context: ReportContext): AgendaItem[] {
  const names = memberNames(document, context);
  return (document.model.events?.items ?? []).flatMap((event) => {
    const on = event.on?.value;
    if (on === undefined) return [];
    const due = on.length === 5 ? nextOccurrence(on, context.asOf) : on;
    const ahead = daysBetween(context.asOf, due);
    if (ahead < 0 || ahead > AHEAD_DAYS) return [];
    return [eventItem(document, event, due, names)];
  });
}

function eventItem(
  document: ClientDocument,
  event: ClientEvent,
  due: CalendarDate,
  names: ReadonlyMap<string, PlanMember>,
): AgendaItem {
  const who = event.who && (names.get(event.who.value)?.name?.value ?? event.who.value);
  const what = event.what?.value ?? '';
  return {
    kind: 'event',
    due,
    who: nameOf(document),
    title: { zh: `${who ?? ''}${what}`, en: who ? `${who}: ${what}` : what },
    ...(event.wish && { detail: { zh: `心意：${event.wish.value}`, en: `Wish: ${event.wish.value}` } }),
    uri: document.uri,
    range: event.range,
  };
}

/** Birthdays of household members, unless the record has an event of its own for that day. */
function birthdayItems(document: ClientDocument, context: ReportContext): AgendaItem[] {
  const written = new Set(
    (document.model.events?.items ?? []).map((event) => `${event.who?.value} ${event.on?.value.slice(-5)}`),
  );
  return [...memberNames(document, context)].flatMap(([id, member]) => {
    const born = member.born?.value;
    if (born === undefined || born.length !== 10 || written.has(`${id} ${born.slice(5)}`)) return [];
    const due = nextOccurrence(born.slice(5), context.asOf);
    if (daysBetween(context.asOf, due) > AHEAD_DAYS) return [];
    const name = member.name?.value ?? id;
    const age = Number(due.slice(0, 4)) - Number(born.slice(0, 4));
    return [
      {
        kind: 'event' as const,
        due,
        who: nameOf(document),
        title: { zh: `${name}生日（${age}岁）`, en: `${name}'s birthday (${age})` },
        detail: { zh: '心意：手写贺卡，附一条安全小贴士', en: 'Wish: a handwritten card with one safety tip' },
        uri: document.uri,
        range: document.model.events?.range ?? document.model.name?.range ?? { start: 0, end: 0 },
      },
    ];
  });
}

function memberNames(document: ClientDocument, context: ReportContext): ReadonlyMap<string, PlanMember> {
  const household = document.model.household ?? context.project.planOf(document)?.model.household;
  return new Map((household?.items ?? []).flatMap((member) => (member.id ? [[member.id.value, member] as const] : [])));
}

/** The next contact: the day the log names, else the tier's rhythm after the last contact. */
function followUpItems(document: ClientDocument, context: ReportContext): AgendaItem[] {
  const log = document.model.log?.items ?? [];
  const contacts = log.filter((entry) => entry.on !== undefined);
  const last = contacts.reduce<(typeof contacts)[number] | undefined>(
    (latest, entry) => (latest === undefined || entry.on!.value >= latest.on!.value ? entry : latest),
    undefined,
  );
  const tier = clientTier(document, context);
  const start = last?.on?.value ?? document.model.source?.on?.value;
  if (start === undefined) return [];
  const rhythm = thresholdOf(document, `follow_up_days_${(tier ?? 'C').toLowerCase()}`, context);
  const due = last?.next?.value ?? (rhythm === undefined ? undefined : addDays(start, rhythm));
  if (due === undefined) return [];
  return [
    {
      kind: 'follow-up',
      due,
      who: nameOf(document),
      title: { zh: `${tier ?? '未分层'}类客户跟进`, en: `Follow up, tier ${tier ?? 'not set'}` },
      ...(tier !== undefined &&
        tier !== 'A' && {
          detail: { zh: '可发一条已审核的科普内容', en: 'An approved tip from the library would fit' },
        }),
      ...(tier && { tier }),
      uri: document.uri,
      range: last?.range ?? document.model.source?.range ?? document.model.range,
    },
  ];
}

/** The computed tier; the written one only where a score is missing. */
export function clientTier(document: ClientDocument, context: ReportContext): 'A' | 'B' | 'C' | undefined {
  const screening = document.model.screening;
  const { need, means, decision } = screening ?? {};
  if (!need || !means || !decision) return screening?.tier?.value as 'A' | 'B' | 'C' | undefined;
  return tierOf(
    { need: need.value, means: means.value, decision: decision.value },
    {
      highScore: thresholdOf(document, 'tier_high_score', context) ?? 4,
      decisionScore: thresholdOf(document, 'tier_decision_score', context) ?? 3,
      totalScore: thresholdOf(document, 'tier_total_score', context) ?? 9,
    },
  );
}

/** A paid claim or a finished review is the moment to ask for a referral; within two weeks of it. */
function referralItems(document: ClientDocument, context: ReportContext): AgendaItem[] {
  const paid = (document.model.claims?.items ?? []).flatMap((claim) =>
    (claim.progress?.items ?? []).flatMap((step) =>
      step.stage?.value === 'paid' && step.on ? [{ on: step.on.value, range: step.range }] : [],
    ),
  );
  const reviewed = (document.model.reviews?.items ?? []).flatMap((review) =>
    review.on ? [{ on: review.on.value, range: review.range }] : [],
  );
  const served = [...paid, ...reviewed].filter(({ on }) => on <= context.asOf && daysBetween(on, context.asOf) <= 14);
  const latest = served.sort((a, b) => (a.on < b.on ? 1 : -1))[0];
  if (!latest) return [];
  return [
    {
      kind: 'referral',
      due: addDays(latest.on, 14),
      who: nameOf(document),
      title: { zh: '服务之后：可以请客户转介绍', en: 'After the service: a good moment to ask for a referral' },
      detail: { zh: '先问朋友是否愿意被联系', en: 'Ask first whether the friend agrees to be contacted' },
      uri: document.uri,
      range: latest.range,
    },
  ];
}

function listed(zh: string, en: string, names: readonly string[]): Localized {
  return { zh: `${zh}${names.join('、')}`, en: `${en}${names.join(', ')}` };
}
