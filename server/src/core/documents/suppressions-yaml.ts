/** `# pitchlint-disable-next-line id[, id] -- reason until 2026-12-31` in YAML files. */
import type { SourceRange } from '../text/range.ts';
import type { SuppressionComment } from './document.ts';
import { lineEnd } from './yaml/chunks.ts';

const DIRECTIVE = /#[ \t]*pitchlint-disable-next-line(?=[ \t]|$)[ \t]*([^\r\n]*)/g;

/** Suppression comments in a text, each with the line that it silences. A comment behind a value counts too. */
export function suppressionsOf(text: string, comments: () => readonly SourceRange[]): readonly SuppressionComment[] {
  if (!text.includes('pitchlint-disable-next-line')) return [];
  const found: SuppressionComment[] = [];
  for (const comment of comments()) {
    DIRECTIVE.lastIndex = 0;
    const match = DIRECTIVE.exec(text.slice(comment.start, comment.end));
    if (match?.index !== 0) continue;
    const body = match[1]!;
    const at = comment.start + match[0].length - body.length;
    const dash = body.search(/(?:^|\s)--(?:\s|$)/);
    const ids = dash < 0 ? body : body.slice(0, dash);
    const tail =
      dash < 0
        ? ''
        : body
            .slice(dash)
            .replace(/^\s*--/, '')
            .trim();
    const until = /(?:^|\s)until\s+(\d{4}-\d{2}-\d{2})$/.exec(tail);
    const reason = (until ? tail.slice(0, until.index) : tail).trim();
    found.push({
      range: comment,
      rules: [...ids.matchAll(/[^\s,，、]+/g)].map((id) => ({
        id: id[0],
        range: { start: at + id.index, end: at + id.index + id[0].length },
      })),
      reason: reason === '' ? undefined : reason,
      until: until?.[1],
      target: targetBelow(text, comment.end),
    });
  }
  return found;
}

/** The next line that is neither blank nor a comment, without its break. */
function targetBelow(text: string, from: number): SourceRange {
  for (let at = lineEnd(text, from); at < text.length; ) {
    const next = lineEnd(text, at);
    const line = text.slice(at, next);
    const trimmed = line.trim();
    if (trimmed !== '' && !trimmed.startsWith('#')) return { start: at, end: at + line.replace(/[\r\n]+$/, '').length };
    at = next;
  }
  return { start: text.length, end: text.length };
}
