/**
 * What the editor was told last about each open document. Most keystrokes change no finding; then the answer is
 * "unchanged", and nothing is written, read and drawn again.
 */
import type { Diagnostic as LspDiagnostic, TextDocumentContentChangeEvent } from 'vscode-languageserver';

interface Told {
  readonly resultId: string;
  readonly items: readonly LspDiagnostic[];
  /** Lines typed in since; undefined once lines came or went, since then the marks have moved. */
  typedIn: Set<number> | undefined;
}

export class ToldFindings {
  private readonly byUri = new Map<string, Told>();

  told(uri: string, resultId: string, items: readonly LspDiagnostic[]): void {
    this.byUri.set(uri, { resultId, items, typedIn: new Set() });
  }

  forget(uri: string): void {
    this.byUri.delete(uri);
  }

  edited(uri: string, changes: readonly TextDocumentContentChangeEvent[]): void {
    const told = this.byUri.get(uri);
    for (const change of changes) {
      if (!told?.typedIn) return;
      if (isWithinLine(change)) told.typedIn.add(change.range.start.line);
      else told.typedIn = undefined;
    }
  }

  /**
   * Whether the answer called `resultId` says what `items` say, and no mark of it stands in a line typed in: an editor
   * moves its marks with the text, and those that it lost in an edit come back only with a new answer.
   */
  stillHold(uri: string, resultId: string, items: readonly LspDiagnostic[]): boolean {
    const told = this.byUri.get(uri);
    if (!told?.typedIn || told.resultId !== resultId || told.items.length !== items.length) return false;
    const { typedIn } = told;
    const hold = items.every((item, i) => isSame(item, told.items[i]!) && !standsIn(item, typedIn));
    if (hold) typedIn.clear();
    return hold;
  }
}

type Within = Extract<TextDocumentContentChangeEvent, { range: unknown }>;

function isWithinLine(change: TextDocumentContentChangeEvent): change is Within {
  return 'range' in change && change.range.start.line === change.range.end.line && !/[\r\n]/.test(change.text);
}

function standsIn({ range }: LspDiagnostic, lines: ReadonlySet<number>): boolean {
  for (const line of lines) if (range.start.line <= line && line <= range.end.line) return true;
  return false;
}

/** Items that no edit touched are the same objects; the few others are compared as they would be written. */
function isSame(now: LspDiagnostic, before: LspDiagnostic): boolean {
  return now === before || JSON.stringify(now) === JSON.stringify(before);
}
