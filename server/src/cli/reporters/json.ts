/** `--format json`, schema version 1: written as it comes, so that memory does not grow with the number of files. */
import type { Terminal } from '../terminal.ts';
import type { CheckedFile, Reporter } from './reporter.ts';

export interface JsonFinding {
  readonly rule: string;
  readonly variant?: string;
  readonly severity: string;
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly text: string;
  readonly message: string;
}

/** Characters written at once: a write of its own for every clean file would cost more than looking at it. */
const PORTION = 32 * 1024;

export function jsonReporter(terminal: Terminal): Reporter {
  let first = true;
  let waiting = '';
  return {
    async begin() {
      waiting = '{"schemaVersion":1,"files":[';
    },
    async file(file) {
      waiting += `${first ? '' : ','}\n${JSON.stringify({ path: file.path, findings: jsonFindings(file) })}`;
      first = false;
      if (waiting.length < PORTION) return;
      const portion = waiting;
      waiting = '';
      await terminal.write(portion);
    },
    end: () => terminal.write(`${waiting}${first ? '' : '\n'}]}\n`),
  };
}

export function jsonFindings({ findings, positions, text, language }: CheckedFile): JsonFinding[] {
  return findings.map((diagnostic) => {
    const { start, end } = diagnostic.range;
    const from = positions.positionAt(start);
    const to = positions.positionAt(end);
    return {
      rule: diagnostic.rule,
      ...(diagnostic.variant !== undefined && { variant: diagnostic.variant }),
      severity: diagnostic.severity,
      start,
      end,
      line: from.line + 1,
      column: from.character + 1,
      endLine: to.line + 1,
      endColumn: to.character + 1,
      text: text.slice(start, end),
      message: diagnostic.message[language],
    };
  });
}
