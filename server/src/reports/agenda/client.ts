/** What a client's record makes due: claims, complaints, reviews, events, follow-ups, the ask after a service. */

import { clientRecord, computedTier, lastReviewed } from '../../core/client-record.ts';
import type { ClientDocument } from '../../core/documents/document.ts';
import type { ClientComplaint, ClientEvent, PlanMember } from '../../core/documents/yaml/models.ts';
import { claimState, missingPapers } from '../../core/domain/claim-steps.ts';
import { addDays, ageOn, daysBetween, nextOccurrence } from '../../core/domain/dates.ts';
import type { Tier } from '../../core/domain/tiers.ts';
import type { CalendarDate, Localized } from '../../core/localized.ts';
import { marketOf, type ReportContext, thresholdOf } from '../context.ts';
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
    ...claimOnlyItems(document, context),
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
    const { open, last } = claimState(claim);
    if (!open || last === undefined) return [];
    const what = claim.what?.value ?? claim.id?.value ?? '';
    const { unlisted, awaited } = missingPapers(claim, marketOf(document, context));
    const missing = [...unlisted, ...awaited].map((paper) => paper.name);
    return [
      {
        kind: 'claim' as const,
        due: addDays(last, every),
        who: nameOf(document),
        title: { zh: `理赔进度反馈：${what}`, en: `Claim update: ${what}` },
        ...(missing.length > 0 && {
          detail: {
            zh: `还缺：${missing.map((name) => name.zh).join('、')}`,
            en: `Still missing: ${missing.map((name) => name.en).join(', ')}`,
          },
        }),
        uri: document.uri,
        range: claim.range,
      },
    ];
  });
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
  const last = lastReviewed(document, context.project, context.asOf);
  if (last === undefined) return [];
  const due = addDays(last.on, every);
  if (daysBetween(context.asOf, due) > AHEAD_DAYS) return [];
  return [
    {
      kind: 'review',
      due,
      who: nameOf(document),
      title: { zh: '年度保单体检', en: 'Yearly policy review' },
      detail: { zh: `上次：${last.on}`, en: `Last: ${last.on}` },
      uri: document.uri,
      range: (document.model.reviews ?? document.model.name ?? document.model).range,
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
    ...(event.wish && {
      wish: event.wish.value,
      detail: { zh: `心意：${event.wish.value}`, en: `Wish: ${event.wish.value}` },
    }),
    uri: document.uri,
    range: event.range,
  };
}

/** Birthdays of household members, unless the record has an event of its own for that day. */
function birthdayItems(document: ClientDocument, context: ReportContext): AgendaItem[] {
  const written = new Set(
    (document.model.events?.items ?? []).map((event) => `${event.who?.value} ${event.on?.value.slice(-5)}`),
  );
  const { householdIn } = clientRecord(document, context.project);
  return [...memberNames(document, context)].flatMap(([id, member]) => {
    const born = member.born?.value;
    if (born === undefined || born.length !== 10 || written.has(`${id} ${born.slice(5)}`)) return [];
    const due = nextOccurrence(born.slice(5), context.asOf);
    if (daysBetween(context.asOf, due) > AHEAD_DAYS) return [];
    const name = member.name?.value ?? id;
    const age = ageOn(born, due);
    return [
      {
        kind: 'event' as const,
        due,
        who: nameOf(document),
        title: { zh: `${name}生日（${age}岁）`, en: `${name}'s birthday (${age})` },
        detail: { zh: '心意：手写贺卡，附一条安全小贴士', en: 'Wish: a handwritten card with one safety tip' },
        uri: householdIn?.uri ?? document.uri,
        range: member.born!.range,
      },
    ];
  });
}

function memberNames(document: ClientDocument, context: ReportContext): ReadonlyMap<string, PlanMember> {
  const { household } = clientRecord(document, context.project);
  return new Map(household.flatMap((member) => (member.id ? [[member.id.value, member] as const] : [])));
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
      title: {
        zh: tier ? `${tier}类客户跟进` : '客户跟进（还没有分层）',
        en: `Follow up, tier ${tier ?? 'not set'}`,
      },
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
export function clientTier(document: ClientDocument, context: ReportContext): Tier | undefined {
  const threshold = (name: string) => thresholdOf(document, name, context) ?? 0;
  return computedTier(document, threshold) ?? document.model.screening?.tier?.value;
}

/** A year in which the client heard of us only because of a claim: look after the rest of the policies too. */
function claimOnlyItems(document: ClientDocument, context: ReportContext): AgendaItem[] {
  const recent = (day: CalendarDate | undefined) =>
    day !== undefined && day <= context.asOf && daysBetween(day, context.asOf) <= 365;
  const { claims, log, reviews } = document.model;
  const claimed = (claims?.items ?? []).find((claim) => recent(claim.reported?.value));
  const met = [...(log?.items ?? []), ...(reviews?.items ?? [])].some((entry) => recent(entry.on?.value));
  if (claimed === undefined || met) return [];
  return [
    {
      kind: 'follow-up',
      due: context.asOf,
      who: nameOf(document),
      title: { zh: '12 个月内只有理赔往来：约一次保单体检', en: 'Only claims in twelve months: offer a policy review' },
      uri: document.uri,
      range: claimed.range,
    },
  ];
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
