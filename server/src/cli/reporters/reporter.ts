/** What a reporter gets: one file at a time, in order, then the end. */
import type { Diagnostic } from '../../core/diagnostic.ts';
import type { MessageLanguage, Positions } from '../../features/convert.ts';

export interface CheckedFile {
  readonly path: string;
  readonly text: string;
  readonly positions: Positions;
  readonly findings: readonly Diagnostic[];
  readonly language: MessageLanguage;
}

export interface Totals {
  readonly files: number;
  readonly error: number;
  readonly warning: number;
  readonly info: number;
  readonly hint: number;
  readonly unreadable: number;
}

export interface Reporter {
  begin(): Promise<void>;
  file(file: CheckedFile): Promise<void>;
  end(totals: Totals): Promise<void>;
}
