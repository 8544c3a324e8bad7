import type { SourceRange } from './range.ts';

/** Where the line begins in which the offset stands. */
export function startOfLine(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  return start;
}

/** Where it ends, its break excluded. */
export function endOfLine(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 13 && text.charCodeAt(i + 1) === 10) continue;
    if (c === 10 || c === 13) starts.push(i + 1);
  }
  return starts;
}

/** Line starts of one text. `\n`, `\r\n` and a lone `\r` each end a line, as LSP says. */
export class LineIndex {
  private found: readonly number[] | undefined = undefined;

  constructor(private readonly text: string) {}

  /** Worked out when first asked for: nobody asks where in a file without findings something stands. */
  private get starts(): readonly number[] {
    this.found ??= lineStarts(this.text);
    return this.found;
  }

  get lineCount(): number {
    return this.starts.length;
  }

  /** Zero-based line that holds the offset. Offsets outside the text are clamped to it. */
  lineAt(offset: number): number {
    const { starts } = this;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Zero-based line and UTF-16 character, clamped to the text. */
  positionAt(offset: number): { line: number; character: number } {
    const clamped = Math.max(0, Math.min(offset, this.text.length));
    const line = this.lineAt(clamped);
    return { line, character: clamped - this.starts[line]! };
  }

  /** UTF-16 offset of a zero-based position; a character past the line's end is clamped to the line's end. */
  offsetAt(position: { line: number; character: number }): number {
    if (position.line < 0) return 0;
    if (position.line >= this.starts.length) return this.text.length;
    const { start, end } = this.lineRange(position.line);
    return Math.max(start, Math.min(start + position.character, end));
  }

  /** The line's characters without its line break. */
  lineRange(line: number): SourceRange {
    const start = this.starts[line] ?? this.text.length;
    let end = this.starts[line + 1] ?? this.text.length;
    while (end > start && (this.text.charCodeAt(end - 1) === 10 || this.text.charCodeAt(end - 1) === 13)) end--;
    return { start, end };
  }
}
