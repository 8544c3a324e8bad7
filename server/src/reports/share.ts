/** 可外发副本: a file's text with every number and address masked; refused while the client has not agreed to any sharing. */
import { clientRecord } from '../core/client-record.ts';
import type { Document } from '../core/documents/document.ts';
import type { Consent, ConsentShare } from '../core/documents/yaml/models.ts';
import type { CalendarDate, Localized } from '../core/localized.ts';
import type { Project } from '../core/project.ts';
import { IDENTIFIER_NAMES } from '../core/rules/privacy/identifier-names.ts';
import { LineIndex } from '../core/text/line-index.ts';
import { type MaskedPart, maskedParts } from './mask.ts';

export type ShareCopy =
  | {
      readonly ok: true;
      readonly text: string;
      readonly masked: readonly MaskedAt[];
      /** Whom the client agreed to: the copy is for them alone. Empty for files that hold no client's data. */
      readonly agreedTo: readonly string[];
    }
  | { readonly ok: false; readonly reason: Localized };

export interface MaskedAt {
  readonly what: MaskedPart['what'];
  readonly name: Localized;
  /** One-based. */
  readonly line: number;
}

const NAMES: Readonly<Record<MaskedPart['what'], Localized>> = {
  ...IDENTIFIER_NAMES,
  address: { zh: '地址', en: 'address' },
};

/**
 * The copy. A plan, a client file, and a script that names a plan hold a client's data: they need a share entry with the
 * day on which the client agreed, on or before `asOf`. Catalogues, goals and scripts without a plan need none.
 */
export function shareCopy(document: Document, project: Project, asOf: CalendarDate): ShareCopy {
  const subject = consentFor(document, project);
  const agreed = subject.needed ? agreedShares(subject.consents, asOf) : [];
  if (subject.needed && agreed.length === 0) {
    return {
      ok: false,
      reason: {
        zh: '没有客户同意外发的记录：先取得同意，在 consent.share 写明发给谁、做什么、哪天同意（agreed），再做副本。',
        en: 'No consent to share on record: obtain it first, and note in consent.share to whom, why, and the day of consent (agreed).',
      },
    };
  }
  const parts = maskedParts(document.text);
  const lines = new LineIndex(document.text);
  let text = '';
  let at = 0;
  for (const { start, end, masked } of parts) {
    text += document.text.slice(at, start) + masked;
    at = end;
  }
  return {
    ok: true,
    text: text + document.text.slice(at),
    masked: parts.map(({ what, start }) => ({ what, name: NAMES[what], line: lines.positionAt(start).line + 1 })),
    agreedTo: agreed.map((share) => share.to?.value ?? '?'),
  };
}

/** What was masked, counted by kind, for people: `手机号 ×2（第 4、9 行）`. */
export function maskedSummary(masked: readonly MaskedAt[]): Localized {
  if (masked.length === 0) return { zh: '没有要遮的号码或地址。', en: 'No numbers or addresses to mask.' };
  const kinds = [...new Set(masked.map(({ what }) => what))].sort();
  const zh: string[] = [];
  const en: string[] = [];
  for (const kind of kinds) {
    const own = masked.filter(({ what }) => what === kind);
    const lines = [...new Set(own.map(({ line }) => line))];
    zh.push(`${NAMES[kind].zh} ×${own.length}（第 ${lines.join('、')} 行）`);
    en.push(`${NAMES[kind].en} ×${own.length} (line ${lines.join(', ')})`);
  }
  return { zh: `已遮盖：${zh.join('；')}`, en: `Masked: ${en.join('; ')}` };
}

function consentFor(
  document: Document,
  project: Project,
): { readonly needed: boolean; readonly consents: readonly (Consent | undefined)[] } {
  if (document.kind === 'plan') {
    const clients = project.clientsOf(document).map((client) => client.model.consent);
    return { needed: true, consents: [document.model.consent, ...clients] };
  }
  if (document.kind === 'client') {
    const { plan } = clientRecord(document, project);
    return { needed: true, consents: [document.model.consent, plan?.model.consent] };
  }
  const plan = document.kind === 'pitch' ? project.planOf(document) : undefined;
  return plan ? consentFor(plan, project) : { needed: false, consents: [] };
}

function agreedShares(consents: readonly (Consent | undefined)[], asOf: CalendarDate): ConsentShare[] {
  return consents
    .flatMap((consent) => consent?.share?.items ?? [])
    .filter((share) => share.agreed !== undefined && share.agreed.value <= asOf);
}
