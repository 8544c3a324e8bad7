/** `--format pretty`: findings under their file, each with the line it stands on and what is underlined. */
import pc from 'picocolors';
import type { Diagnostic, Severity } from '../../core/diagnostic.ts';
import type { MessageLanguage, Positions } from '../../features/convert.ts';
import type { Terminal } from '../terminal.ts';
import { columnsOf } from '../width.ts';
import type { CheckedFile, Reporter, Totals } from './reporter.ts';

/** Columns of a code line that are shown; a longer line is cut round what is underlined. */
const MAX_COLUMNS = 110;

export function prettyReporter(terminal: Terminal, language: MessageLanguage): Reporter {
  const paint = pc.createColors(terminal.color);
  return {
    begin: async () => {},
    async file(file) {
      if (file.findings.length === 0) return;
      const blocks = file.findings.map((diagnostic) => block(diagnostic, file, paint));
      await terminal.write(`${paint.underline(file.path)}\n${blocks.join('\n')}\n`);
    },
    end: (totals) => terminal.write(`${summary(totals, language)}\n`),
  };
}

type Paint = ReturnType<typeof pc.createColors>;

function block(diagnostic: Diagnostic, file: CheckedFile, paint: Paint): string {
  const { line, character } = file.positions.positionAt(diagnostic.range.start);
  const place = `${line + 1}:${character + 1}`;
  const name = severityName(diagnostic.severity, file.language);
  const color = { error: paint.red, warning: paint.yellow, info: paint.blue, hint: paint.gray }[diagnostic.severity];
  const head = `  ${paint.dim(place)}  ${color(name)}  ${diagnostic.message[file.language]}  ${paint.dim(diagnostic.rule)}`;
  return `${head}\n${codeFrame(file.text, diagnostic, file.positions, color, paint)}`;
}

function codeFrame(
  text: string,
  { range }: Diagnostic,
  positions: Positions,
  color: (text: string) => string,
  paint: Paint,
): string {
  const { line } = positions.positionAt(range.start);
  const lineStart = positions.offsetAt({ line, character: 0 });
  const lineEnd =
    lineStart + (/[\r\n]/.exec(text.slice(lineStart, lineStart + 100_000))?.index ?? text.length - lineStart);
  const from = Math.min(range.start, lineEnd);
  // what runs on over further lines is underlined to the end of this one
  const to = Math.max(from, Math.min(range.end, lineEnd));
  const { shown, before } = window(text, { start: lineStart, end: lineEnd }, from, to);
  const number = String(line + 1);
  const gutter = paint.dim(`  ${' '.repeat(number.length)} |`);
  const carets = '^'.repeat(Math.max(1, columnsOf(text.slice(from, to))));
  return [`${paint.dim(`  ${number} |`)} ${shown}`, `${gutter} ${' '.repeat(columnsOf(before))}${color(carets)}`].join(
    '\n',
  );
}

/** The part of a line that fits, round `[from, to)`. `before` is what is shown left of it. */
function window(
  text: string,
  line: { readonly start: number; readonly end: number },
  from: number,
  to: number,
): { shown: string; before: string } {
  const plain = (part: string) => part.replace(/[\t\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, ' ');
  const whole = text.slice(line.start, Math.min(line.end, line.start + 4 * MAX_COLUMNS));
  if (to <= line.start + whole.length && columnsOf(whole) <= MAX_COLUMNS) {
    return { shown: plain(text.slice(line.start, line.end)), before: plain(text.slice(line.start, from)) };
  }
  const start = Math.max(line.start, from - 24);
  const end = Math.min(line.end, Math.max(from + 48, Math.min(to, from + 64)));
  const lead = start > line.start ? '…' : '';
  const tail = end < line.end ? '…' : '';
  return {
    shown: `${lead}${plain(text.slice(start, end))}${tail}`,
    before: `${lead}${plain(text.slice(start, from))}`,
  };
}

const SEVERITY_ZH: Readonly<Record<Severity, string>> = { error: '错误', warning: '警告', info: '提示', hint: '建议' };

export function severityName(severity: Severity, language: MessageLanguage): string {
  return language === 'zh' ? SEVERITY_ZH[severity] : severity;
}

function summary(totals: Totals, language: MessageLanguage): string {
  const { files, error, warning, info, hint, unreadable } = totals;
  if (language === 'zh') {
    const failed = unreadable > 0 ? `，${unreadable} 个文件读不了` : '';
    if (error + warning + info + hint === 0) return `检查了 ${files} 个文件，没有发现${failed}。`;
    return `检查了 ${files} 个文件：${error} 个错误，${warning} 个警告，${info} 个提示，${hint} 个建议${failed}。`;
  }
  const count = (n: number, word: string) => `${n} ${word}${n === 1 ? '' : 's'}`;
  const failed = unreadable > 0 ? `, ${count(unreadable, 'file')} could not be read` : '';
  if (error + warning + info + hint === 0) return `${count(files, 'file')} checked, no findings${failed}.`;
  const parts = [count(error, 'error'), count(warning, 'warning'), `${info} info`, count(hint, 'hint')];
  return `${count(files, 'file')} checked: ${parts.join(', ')}${failed}.`;
}
