/** Fixes that a rule file describes, as text edits at a match: other words, a sentence to fill in, a disclosure. */
import type { Fix, TextEdit } from '../diagnostic.ts';
import type { Document, Segment } from '../documents/document.ts';
import type { Localized } from '../localized.ts';
import { fillMessage } from './messages.ts';
import type { FixSource, PhraseMatch } from './phrases/types.ts';
import type { RuleSet } from './rule-set.ts';

export interface FixPlace {
  readonly document: Document;
  readonly segment: Segment;
  readonly ruleSet: RuleSet;
}

/** The edits of a fix of a rule file for one match; undefined when it does not apply here. `data` fills `{x}` in its text. */
export function makeFix(
  place: FixPlace,
  match: PhraseMatch,
  fix: FixSource,
  data: Record<string, string | number | Localized>,
): Fix | undefined {
  const edits =
    fix.kind === 'disclosure' ? disclosureEdits(place, fix.disclosure!) : replacement(place, match, fix, data);
  return edits && { title: fillMessage(fix.title, data), safety: fix.safety, edits };
}

function replacement(
  place: FixPlace,
  match: PhraseMatch,
  fix: FixSource,
  data: Record<string, string | number | Localized>,
): TextEdit[] | undefined {
  const { segment, document } = place;
  if (!fix.text) return undefined;
  const english = document.language === 'en';
  const filled = fillMessage(fix.text, data);
  let newText = english ? filled.en : filled.zh;
  let span: { start: number; end: number } = match;
  if (fix.scope === 'sentence') {
    const text = segment.text.text;
    let { start, end } = match.sentence;
    while (start < end && /\s/u.test(text[start]!)) start++;
    while (end > start && /\s/u.test(text[end - 1]!)) end--;
    // marks such as disclosures and references inside the sentence are kept: then only the words are replaced
    span = text.slice(start, end).includes('\ufffc') ? match : { start, end };
    if (span === match) newText = newText.replace(/[。.]$/u, '');
  }
  return [{ range: segment.text.rangeOf(span.start, span.end), newText }];
}

/** In a script the mark goes to the end of the turn; in a plan the id to the end of the `disclosures` list. */
function disclosureEdits(place: FixPlace, id: string): TextEdit[] | undefined {
  const { document, ruleSet } = place;
  const disclosure = ruleSet.disclosures.get(id);
  if (!disclosure) return undefined;
  if (document.kind === 'pitch') {
    const english = document.language === 'en';
    const name = english ? disclosure.id : (disclosure.names.find((n) => /\p{Script=Han}/u.test(n)) ?? disclosure.id);
    const { end } = place.segment.text.rangeOf(place.segment.text.text.length, place.segment.text.text.length);
    const at = { start: end, end };
    return [{ range: at, newText: english ? ` [[disclosure:${name}]]` : `[[披露：${name}]]` }];
  }
  if (document.kind === 'plan') {
    const list = document.model.disclosures;
    const last = list?.items[list.items.length - 1];
    if (list && last) {
      const between =
        list.items.length > 1
          ? document.text.slice(list.items[list.items.length - 2]!.range.end, last.range.start)
          : undefined;
      const separator =
        between ??
        (document.text[list.range.start] === '[' ? ', ' : `\n${indentOf(document.text, last.range.start)}- `);
      return [{ range: { start: last.range.end, end: last.range.end }, newText: `${separator}${id}` }];
    }
    const end = document.text.length;
    return [
      { range: { start: end, end }, newText: `${document.text.endsWith('\n') ? '' : '\n'}disclosures: [${id}]\n` },
    ];
  }
  return undefined;
}

function indentOf(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/u.exec(text.slice(lineStart, offset))![0];
}
