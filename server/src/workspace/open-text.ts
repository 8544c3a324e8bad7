/**
 * A text that is open in the editor: edits by line and character, offsets to positions and back, as LSP counts them. It
 * does what `TextDocument` of vscode-languageserver-textdocument does (a property test holds the two together), and does
 * not put the whole text together at every edit.
 */
import { PiecedText } from '../core/text/pieced-text.ts';

interface Position {
  readonly line: number;
  readonly character: number;
}

/** Without a range the whole text is replaced. */
export interface TextChange {
  readonly range?: { readonly start: Position; readonly end: Position };
  readonly text: string;
}

const LF = 10;
const CR = 13;

export class OpenText {
  private current: PiecedText;
  /** Offset of each line's first character. */
  private starts: number[];

  constructor(
    readonly languageId: string,
    public version: number,
    text: string,
  ) {
    this.current = PiecedText.of(text);
    this.starts = lineStarts(text, 0, [0]);
  }

  /** The text as it stands now; another object after every edit. */
  get pieces(): PiecedText {
    return this.current;
  }

  update(changes: readonly TextChange[], version: number): void {
    this.version = version;
    for (const { range, text } of changes) {
      if (!range) this.replaceAll(PiecedText.of(text));
      else {
        const [a, b] = [this.offsetAt(range.start), this.offsetAt(range.end)];
        this.replace(Math.min(a, b), Math.max(a, b), text);
      }
    }
  }

  private replaceAll(text: PiecedText): void {
    this.current = text;
    this.starts = lineStarts(text.toString(), 0, [0]);
  }

  private replace(from: number, to: number, insert: string): void {
    const text = this.current.replaced(from, to, insert);
    const end = from + insert.length;
    // CR and LF that only now stand together are one break
    if (isPair(text, from) || isPair(text, end)) {
      this.replaceAll(text);
      return;
    }
    this.current = text;
    const { starts } = this;
    const added = lineStarts(insert, from, []);
    const first = this.lineAt(from) + 1;
    const gone = this.lineAt(to) + 1 - first;
    if (added.length === gone) for (let i = 0; i < gone; i++) starts[first + i] = added[i]!;
    else this.starts = [...starts.slice(0, first), ...added, ...starts.slice(first + gone)];
    const moved = insert.length - (to - from);
    for (let i = first + added.length; i < this.starts.length; i++) this.starts[i]! += moved;
  }

  /** Zero-based; an offset between or behind a line's break characters is the line's end. */
  positionAt(offset: number): { line: number; character: number } {
    const clamped = Math.max(0, Math.min(offset, this.current.length));
    const line = this.lineAt(clamped);
    const start = this.starts[line]!;
    return { line, character: this.beforeBreak(clamped, start) - start };
  }

  /** A character past the line's end is the line's end; a line past the end is the text's end. */
  offsetAt({ line, character }: Position): number {
    if (line < 0) return 0;
    const start = this.starts[line];
    if (start === undefined) return this.current.length;
    if (character <= 0) return start;
    return this.beforeBreak(Math.min(start + character, this.starts[line + 1] ?? this.current.length), start);
  }

  private lineAt(offset: number): number {
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

  private beforeBreak(offset: number, start: number): number {
    let at = offset;
    while (at > start && isBreak(this.current.charCodeAt(at - 1))) at--;
    return at;
  }
}

/** Adds where the lines after the first begin to `starts`, counted from `base`. */
function lineStarts(text: string, base: number, starts: number[]): number[] {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === CR && text.charCodeAt(i + 1) === LF) continue;
    if (isBreak(c)) starts.push(base + i + 1);
  }
  return starts;
}

function isPair(text: PiecedText, at: number): boolean {
  return text.charCodeAt(at - 1) === CR && text.charCodeAt(at) === LF;
}

function isBreak(unit: number): boolean {
  return unit === LF || unit === CR;
}
