/** Findings as code frames: the line as written and carets under what was underlined, as wide as a terminal draws it. */
import type { Diagnostic } from '../../server/src/core/diagnostic.ts';
import { LineIndex } from '../../server/src/core/text/line-index.ts';

const TAB = '  ';

/** `path:line:col severity rule  message`, the line, and carets; one block per finding, an empty line between. */
export function codeFrames(
  path: string,
  text: string,
  diagnostics: readonly Diagnostic[],
  language: 'zh' | 'en',
): string {
  if (diagnostics.length === 0) return 'clean\n';
  const lines = new LineIndex(text);
  return diagnostics.map((diagnostic) => frame(path, text, lines, diagnostic, language)).join('\n');
}

function frame(path: string, text: string, lines: LineIndex, d: Diagnostic, language: 'zh' | 'en'): string {
  const { line, character } = lines.positionAt(d.range.start);
  const { start, end } = lines.lineRange(line);
  const name = d.variant ? `${d.rule} (${d.variant})` : d.rule;
  const head = `${path}:${line + 1}:${character + 1} ${d.severity} ${name}  ${d.message[language]}`;
  const shown = text.slice(start, end).replaceAll('\t', TAB);
  const indent = ' '.repeat(displayWidth(text.slice(start, d.range.start)));
  const within = displayWidth(text.slice(d.range.start, Math.min(end, d.range.end)));
  const more = d.range.end > end ? ' …' : '';
  return `${head}\n  ${shown}\n  ${indent}${'^'.repeat(Math.max(1, within))}${more}\n`;
}

/** Terminal columns: East Asian wide and full-width characters take two, combining and zero-width ones none. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (character === '\t') width += TAB.length;
    else if (/\p{Mn}|[\u200B-\u200F\u2060\uFEFF\uFE00-\uFE0F]/u.test(character)) width += 0;
    else width += isWide(character.codePointAt(0) ?? 0) ? 2 : 1;
  }
  return width;
}

/** Blocks of Unicode's East Asian Width W and F that our documents use; quotation marks “” are ambiguous: narrow. */
function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0x303e) ||
    (code >= 0x3041 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff01 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd)
  );
}
