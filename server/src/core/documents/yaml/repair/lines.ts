/** The lines of a chunk as the repairs look at them: where text stands and where YAML's own marks may. */
import { lineEnd } from '../chunks.ts';

export interface Line {
  readonly start: number;
  /** Without the line break. */
  readonly text: string;
  readonly indent: number;
  /** Inside a block scalar: text, never syntax. */
  readonly literal: boolean;
}

/** The lines of a chunk; the bodies of `|` and `>` scalars are marked. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let literalBelow = -1;
  for (let at = 0; at < text.length; ) {
    const next = lineEnd(text, at);
    const line = text.slice(at, next).replace(/[\r\n]+$/, '');
    const indent = line.length - line.trimStart().length;
    const blank = line.trim() === '';
    if (literalBelow >= 0 && !blank && indent <= literalBelow) literalBelow = -1;
    lines.push({ start: at, text: line, indent, literal: literalBelow >= 0 });
    if (literalBelow < 0 && /(?::|-|^)[ \t]+[|>][-+0-9]*[ \t]*(?:#.*)?$/.test(line)) literalBelow = indent;
    at = next;
  }
  return lines;
}

/** The line's text with quoted parts and comments blanked, so that marks found in it are syntax. */
export function bare(line: string): string {
  let out = '';
  let quote = '';
  for (let i = 0; i < line.length; i++) {
    const c = line[i]!;
    if (quote) {
      if (quote === '"' && c === '\\') {
        out += '  ';
        i++;
        continue;
      }
      if (c === quote) quote = '';
      out += ' ';
      continue;
    }
    if ((c === '"' || c === "'") && /(?:^|[\s{[,:(])$/.test(out)) {
      quote = c;
      out += ' ';
    } else if (c === '#' && (i === 0 || line[i - 1] === ' ' || line[i - 1] === '\t')) {
      return out + ' '.repeat(line.length - i);
    } else out += c;
  }
  return out;
}
