/**
 * Street addresses in free text. Our files have no field for one, so they are known by form: in Chinese a place down to a
 * number with 号, 栋, 单元 or 室 behind a road, lane or estate; in English a number before a street, or a block and unit.
 * Every run is bounded, so the time is the text's length.
 */
import type { SourceRange } from '../core/text/range.ts';

const HAN_ADDRESS =
  /[\p{Script=Han}\d]{0,24}?(?:路|街|大道|道|巷|弄|胡同|村|小区|花园|花園|家园|公寓|大厦|大廈|新城|苑|里|邨)[\p{Script=Han}]{0,8}?\d{1,5}[-\d]{0,6}\s?(?:号|號|弄|栋|棟|幢|座|楼|樓|室|单元|單元)(?:[\p{Script=Han}]{0,4}?[\dA-Za-z][-\dA-Za-z]{0,5}\s?(?:号|號|栋|棟|幢|座|单元|單元|楼|樓|层|層|室|户|戶|房)?){0,4}/gu;
/** Words before an address that are no part of it. */
const LEAD = /^.*(?:住在|家住|住址|地址|位于|位於|寄到|寄往|送到|家在|在|到|是|为|為|的|，|：)/u;
const STREET =
  /\b\d{1,5}[A-Za-z]?,?\s(?:[A-Z][A-Za-z'.]{1,20}\s){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Close|Crescent|Boulevard|Blvd|Way|Terrace|Place|Pl|Court|Ct)\b\.?(?:,?\s?(?:#\d{1,3}-\d{1,4}[A-Z]?|(?:Apt|Unit|Flat|Suite)\.?\s\w{1,6}))?/gu;
const BLOCK =
  /\b(?:Blk|Block|Flat|Apt|Unit)\.?\s\d{1,4}[A-Z]?,?\s(?:[A-Z][A-Za-z'.]{1,20}\s){0,4}(?:\d{1,3},?\s)?#?\d{1,3}-\d{1,4}[A-Z]?/gu;

/** What each form holds at least; most texts hold none of it. */
const MAY_BE_HAN = /[-\d]\s?(?:[号號弄栋棟幢座楼樓室]|单元|單元)/u;
const MAY_BE_STREET = /\d[A-Za-z]?,?\s[A-Z]/u;
const MAY_BE_BLOCK = /(?:Blk|Block|Flat|Apt|Unit)\.?\s\d/u;

/** Ranges of addresses, in order, without overlaps. */
export function findAddresses(text: string): SourceRange[] {
  if (!/\d/.test(text)) return [];
  const isHan = MAY_BE_HAN.test(text);
  const isStreet = MAY_BE_STREET.test(text);
  const isBlock = MAY_BE_BLOCK.test(text);
  if (!isHan && !isStreet && !isBlock) return [];
  const found: SourceRange[] = [];
  for (const match of isHan ? text.matchAll(HAN_ADDRESS) : []) {
    const lead = LEAD.exec(match[0].slice(0, 16))?.[0].length ?? 0;
    found.push({ start: match.index + lead, end: match.index + match[0].length });
  }
  for (const pattern of [...(isStreet ? [STREET] : []), ...(isBlock ? [BLOCK] : [])])
    for (const match of text.matchAll(pattern)) found.push({ start: match.index, end: match.index + match[0].length });
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return found.filter((range) => {
    if (range.start < end || range.end <= range.start) return false;
    end = range.end;
    return true;
  });
}
