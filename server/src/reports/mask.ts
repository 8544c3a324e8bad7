/**
 * Personal data in reports: numbers and addresses lose their middle, full names become a form of address. A form of
 * address that the file already uses (李先生, 小满, Ms Tan) stays: it is how the agent knows whom the line is about.
 */
import { clientRecord } from '../core/client-record.ts';
import type { Document } from '../core/documents/document.ts';
import type { Project } from '../core/project.ts';
import { findIdentifiers, maskIdentifier } from '../core/text/identifiers.ts';
import { findAddresses } from './addresses.ts';

const TITLED = /^([\p{Script=Han}]{1,4})(先生|女士|小姐|太太|夫人|阿姨|叔叔|老师|医生|奶奶|爷爷|女兒|先生太太)$/u;
const COMPOUND =
  /^(?:欧阳|歐陽|司马|司馬|诸葛|諸葛|上官|司徒|东方|東方|独孤|獨孤|南宫|南宮|夏侯|皇甫|尉迟|尉遲|公孙|公孫|慕容|令狐|长孙|長孫|宇文|轩辕|軒轅|端木)/u;

/** 王小明 → 王某某, 王小明先生 → 王先生, Rachel Tan → R. Tan; 李先生, 小满, 果果, Ms Tan, Mia stay. */
export function maskName(written: string): string {
  const name = written.trim();
  const family = /^(.*?)(一家|全家|家)$/u.exec(name);
  if (family && /[\p{Script=Han}]{2,}/u.test(family[1]!)) return maskName(family[1]!) + family[2]!;
  const titled = TITLED.exec(name);
  if (titled) return surnameOf(titled[1]!) + titled[2]!;
  if (/^[\p{Script=Han}]{2,4}$/u.test(name)) {
    // nicknames and words for relatives
    if (/^[小阿老大]/u.test(name) || name[0] === name[1] || /^(?:爸|妈|奶|爷|外|姑|舅)/u.test(name)) return name;
    const surname = surnameOf(name);
    return surname + '某'.repeat(Math.max(1, name.length - surname.length));
  }
  // names of several parts, as Uyghur and Tibetan ones are written
  if (/^\p{Script=Han}+(?:[·•・‧]\p{Script=Han}+)+$/u.test(name)) return `${name.slice(0, 1)}某某`;
  const polite = /^(Mr|Mrs|Ms|Miss|Mdm|Madam|Dr)\.?\s+(?:.*\s)?(\S+)$/u.exec(name);
  if (polite) return `${polite[1]} ${polite[2]}`;
  const words = name.split(/\s+/);
  if (words.length > 1 && words.every((word) => /^[A-Z][\w'’-]*$/u.test(word)) && words[0] !== 'The')
    return `${words[0]![0]}. ${words.at(-1)}`;
  return name;
}

/** How else a text calls somebody whose full name is known: by the given name, or by each part of a name of several. */
function partsOf(written: string): (readonly [string, string])[] {
  const name = written.trim().replace(/(一家|全家|家)$/u, '');
  const masked = maskName(name);
  if (masked === name || !masked.includes('某')) return [];
  if (/[·•・‧]/u.test(name)) return name.split(/[·•・‧]/u).flatMap((part) => (part.length > 1 ? [[part, '某某']] : []));
  const given = name.slice(surnameOf(name).length);
  return [[name, masked], ...(given.length > 1 ? [[given, '某某'] as const] : [])];
}

function surnameOf(name: string): string {
  return COMPOUND.exec(name)?.[0] ?? name.slice(0, 1);
}

/** Masks what one document's texts may hold. */
export type Mask = (text: string) => string;

export const unmasked: Mask = (text) => text;

/** Masks identifiers, addresses, and the full names that the document (or the plan it names) knows. */
export function maskFor(document: Document, project: Project): Mask {
  const names = fullNames(document, project)
    .flatMap(masksOf)
    .sort(([a], [b]) => b.length - a.length);
  return (text) => {
    let out = maskNumbers(text);
    for (const [name, masked] of names) out = out.replaceAll(name, masked);
    return out;
  };
}

/** A name, and how a text may call the one who has it, with what stands instead. */
function masksOf(name: string): readonly (readonly [string, string])[] {
  return [[name, maskName(name)] as const, ...partsOf(name)].filter(([written, masked]) => written !== masked);
}

/** Identifiers and addresses alone, for texts of no particular document. */
export function maskNumbers(text: string): string {
  const parts = maskedParts(text);
  if (parts.length === 0) return text;
  let out = '';
  let at = 0;
  for (const { start, end, masked } of parts) {
    out += text.slice(at, start) + masked;
    at = end;
  }
  return out + text.slice(at);
}

/** A stretch of a text, masked by what its line says: a policy number is known by the word before it. */
export function maskedSlice(text: string, start: number, end: number): string {
  const from = Math.max(text.lastIndexOf('\n', start - 1) + 1, start - 200);
  const line = text.slice(from, end + 40);
  const parts = maskedParts(line);
  if (parts.length === 0) return text.slice(start, end);
  let out = '';
  let at = start;
  for (const part of parts) {
    const [partStart, partEnd] = [from + part.start, from + part.end];
    if (partEnd <= start || partStart >= end) continue;
    out += text.slice(at, Math.max(at, partStart)) + part.masked;
    at = partEnd;
  }
  return out + text.slice(at, Math.max(at, end));
}

export interface MaskedPart {
  readonly start: number;
  readonly end: number;
  readonly masked: string;
  readonly what: 'address' | ReturnType<typeof findIdentifiers>[number]['type'];
}

/** What is masked in a text, in order, without overlaps; an identifier goes before an address that holds it. */
export function maskedParts(text: string): MaskedPart[] {
  const numbers = findIdentifiers(text);
  const places = findAddresses(text);
  if (numbers.length === 0 && places.length === 0) return [];
  const identifiers = numbers.map(
    (match): MaskedPart => ({
      start: match.start,
      end: match.end,
      masked: maskIdentifier(match, text),
      what: match.type,
    }),
  );
  const addresses = places
    .filter((range) => !identifiers.some((one) => one.start < range.end && range.start < one.end))
    .map((range): MaskedPart => ({ ...range, masked: hidden(text.slice(range.start, range.end)), what: 'address' }));
  return [...identifiers, ...addresses].sort((a, b) => a.start - b.start);
}

/** No character that YAML or Markdown gives a meaning. */
function hidden(address: string): string {
  return /[\p{Script=Han}]/u.test(address) ? '（地址已遮）' : '(address masked)';
}

function fullNames(document: Document, project: Project): string[] {
  if (document.kind === 'client') {
    const record = clientRecord(document, project);
    const own = [document.model.name?.value, ...record.household.map((member) => member.name?.value)];
    return [...own, ...(record.plan ? fullNames(record.plan, project) : [])].filter(isText);
  }
  if (document.kind === 'plan') {
    const members = (document.model.household?.items ?? []).map((member) => member.name?.value);
    const outsiders = (document.model.products?.items ?? []).flatMap((row) =>
      row.beneficiary && 'items' in row.beneficiary ? row.beneficiary.items.map((one) => one.name?.value) : [],
    );
    return [...members, ...outsiders].filter(isText);
  }
  const plan = document.kind === 'pitch' ? project.planOf(document) : undefined;
  return plan ? fullNames(plan, project) : [];
}

const isText = (value: string | undefined): value is string => value !== undefined && value.length > 1;
