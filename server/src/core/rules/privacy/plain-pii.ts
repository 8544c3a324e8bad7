import { placeBeside } from '../../beside.ts';
import type { PitchDocument, YamlDocument } from '../../documents/document.ts';
import { endOfPart, partsOf, placeInParts } from '../../documents/pitch/parts.ts';
import { findIdentifiers, type IdentifierMatch, maskIdentifier, mayHoldIdentifier } from '../../text/identifiers.ts';
import type { SourceRange } from '../../text/range.ts';
import { marketsWith } from '../plan/markets.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { named } from './identifier-names.ts';

/** Identity, phone and card numbers do not stand in clear in files that travel. */
export default defineRule({
  id: 'privacy/plain-pii',
  title: { zh: '证件号、手机号、卡号不写明文', en: 'No identity, phone or card numbers in clear' },
  why: {
    zh: '方案和话术会转发、打印、截屏。号码一旦写进去就收不回来，也用不着：核对过只写日期，联系方式放在公司系统里。',
    en: 'Plans and scripts get forwarded, printed and photographed; a number once written cannot be taken back. It is not needed either: write the day of checking, and keep contacts in the company’s system.',
  },
  basis: 'law',
  markets: marketsWith('error', { CN: ['cn-pipl-10', 'cn-pipl-25', 'cn-sbm-7'], TW: ['tw-pdpa-5'] }, 'warning'),
  kinds: ['plan', 'client', 'catalog', 'goals', 'pitch'],
  handbook: '6.2',
  message: { zh: '{type}写了明文：删掉，或遮住中间几位。', en: '{type} in clear: remove it, or mask the middle.' },
  variants: {
    identifier: {
      message: { zh: '{type}写了明文：删掉，或遮住中间几位。', en: '{type} in clear: remove it, or mask the middle.' },
    },
    // weaker marks of a person: a reviewer decides
    contact: {
      severity: 'warning',
      message: { zh: '{type}写了明文：外发前遮住。', en: '{type} in clear: mask it before the file travels.' },
    },
  },
  ofLoneLine: mayHoldIdentifier,
  check(context) {
    const { document } = context;
    if (document.kind === 'pitch') checkScript(context, document);
    else report(context, inYaml(document));
  },
  examples: [
    {
      kind: 'bad',
      in: 'pitch',
      variant: 'identifier',
      text: '代理人：您加我，手机是[[13900000000]]。\n',
      fixed: '代理人：您加我，手机是139****0000。\n',
    },
    {
      kind: 'bad',
      in: 'pitch',
      variant: 'identifier',
      text: 'Agent: Her card is [[4111 1111 1111 1111]], from last time.\n',
    },
    { kind: 'good', in: 'pitch', text: '代理人：您加我，手机是139****0000。\n' },
    { kind: 'good', in: 'pitch', text: '代理人：合同一共13900000元的保额，分三份。\n' },
  ],
});

interface Found {
  readonly match: IdentifierMatch;
  readonly masked: string;
  readonly range: SourceRange;
}

/** Offsets are those of the text given. */
function readIdentifiers(text: string): readonly Found[] {
  return findIdentifiers(text).map((match) => ({
    match,
    masked: maskIdentifier(match, text),
    range: { start: match.start, end: match.end },
  }));
}

const NONE: readonly Found[] = [];
/** UTF-16 units. A text up to so long is passed over as a whole faster than its parts are asked one by one. */
const SHORT = 8_000;

const inChunk = placeBeside<object, readonly Found[]>();

/** A number never runs over a line, so only the entries that changed are read again. */
function inYaml({ text, tree: { chunks } }: YamlDocument): readonly Found[] {
  if (text.length <= SHORT && !mayHoldIdentifier(text)) return NONE;
  if (chunks.length === 0) return readIdentifiers(text);
  return chunks.flatMap((chunk) => {
    let found = inChunk.get(chunk);
    if (!found) {
      found = readIdentifiers(chunk.text);
      inChunk.set(chunk, found);
    }
    return found.length === 0 ? found : shifted(found, chunk.off);
  });
}

const inPart = placeInParts<readonly Found[]>();

/** A number never runs over a line, so a part is read again only when one of its lines changed. */
function checkScript(context: RuleContext, document: PitchDocument): void {
  const { text } = document;
  if (text.length <= SHORT && !mayHoldIdentifier(text)) return;
  const parts = partsOf(document);
  report(context, readIdentifiers(text.slice(0, parts[0]?.base ?? text.length)));
  parts.forEach((part, i) => {
    let found = inPart.get(part);
    if (!found) {
      found = readIdentifiers(text.slice(part.base, endOfPart(document, parts, i)));
      inPart.set(part, found);
    }
    const here = found;
    if (here.length > 0) context.keep(part, '', () => report(context, shifted(here, part.base)));
  });
}

function report(context: RuleContext, found: readonly Found[]): void {
  for (const { match, masked, range } of found)
    context.report({
      variant: match.type === 'policy-number' || match.type === 'email' ? 'contact' : 'identifier',
      range,
      data: { type: named(match.type) },
      fixes: [
        {
          title: { zh: `遮住中间：${masked}`, en: `Mask the middle: ${masked}` },
          safety: 'safe',
          edits: [{ range, newText: masked }],
        },
      ],
    });
}

function shifted(found: readonly Found[], by: number): readonly Found[] {
  if (by === 0) return found;
  return found.map((one) => ({ ...one, range: { start: one.range.start + by, end: one.range.end + by } }));
}
