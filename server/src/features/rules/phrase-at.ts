/** Which phrase or word of a pack file the cursor stands in, and what of the phrase language stands there. */
import type { RulesDocument } from '../../core/documents/document.ts';
import type { YamlNode } from '../../core/documents/yaml/node.ts';
import { packFileRole } from '../../core/index.ts';
import type { SourceRange } from '../../core/text/range.ts';

export interface PhraseAt {
  /** The text from quote to quote, as written; escapes are rare there and left alone. */
  readonly text: string;
  /** Of `text`, in the file. */
  readonly range: SourceRange;
  /** Of the cursor, in `text`. */
  readonly at: number;
}

/** Undefined outside phrases, allowed phrases and words. */
export function phraseAt(document: RulesDocument, offset: number): PhraseAt | undefined {
  const node = document.tree.nodeAt(offset);
  if (!node || node.children.length > 0 || node.raw === undefined || !holdsPhrase(node, document.uri)) return undefined;
  const quoted = node.style === 'single' || node.style === 'double';
  const start = node.range.start + (quoted ? 1 : 0);
  const end = Math.max(start, node.range.end - (quoted && /.(["'])$/su.test(node.raw) ? 1 : 0));
  if (offset < start || offset > end) return undefined;
  return { text: document.text.slice(start, end), range: { start, end }, at: offset - start };
}

/** Keys above the node, the nearest first. */
function keysAbove(node: YamlNode): string[] {
  const keys: string[] = [];
  for (let each = node.parent; each; each = each.parent)
    if (each.type === 'property' && each.valueNode !== node.parent?.keyNode)
      keys.push(String(each.keyNode?.value ?? ''));
  return keys;
}

const LANGUAGES = ['zh', 'zh-TW', 'zh-HK', 'en'];

function holdsPhrase(node: YamlNode, uri: string): boolean {
  if (node.parent?.type === 'property' && node.parent.keyNode === node) return false;
  const [language, holder, ...above] = keysAbove(node);
  if (language === 'of') return holder === 'cured_by';
  if (!LANGUAGES.includes(language ?? '')) return false;
  if (packFileRole(uri) === 'words') return above.length === 0;
  return holder === 'phrases' || holder === 'allow';
}

/** The `<…>` round the cursor, closed or not; offsets in the phrase. */
export function referenceAt({ text, at }: PhraseAt): { name: string; start: number; end: number } | undefined {
  const start = text.lastIndexOf('<', at - 1 < 0 ? 0 : text[at] === '<' ? at : at - 1);
  if (start < 0 || text[start - 1] === '\\') return undefined;
  const close = text.indexOf('>', start);
  const next = text.indexOf('<', start + 1);
  const end = close >= 0 && (next < 0 || close < next) ? close + 1 : endOfName(text, start + 1);
  if (at > end) return undefined;
  return { name: text.slice(start + 1, close === end - 1 ? close : end).trim(), start, end };
}

function endOfName(text: string, from: number): number {
  return from + /^[\p{L}\p{N}_:-]*/u.exec(text.slice(from))![0].length;
}
