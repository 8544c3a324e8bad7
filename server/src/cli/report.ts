/** `pitchlint report NAME`: reports as Markdown or HTML, on standard output or into a file. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MessageLanguage } from '../features/convert.ts';
import { nodeHost } from '../host.node.ts';
import { toHtml } from '../reports/html.ts';
import { toMarkdown } from '../reports/markdown.ts';
import { makeReport, REPORT_NAMES, type ReportName } from '../reports/report.ts';
import { Session } from '../workspace/session.ts';
import { calendarDate } from './check.ts';
import { oneOf } from './options.ts';
import { reportTargets, UnreadableFiles } from './readable.ts';
import type { RegisterCommand } from './run.ts';
import { shownPath } from './targets.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { readFailureMessage } from './unreadable.ts';

interface ReportCommandOptions {
  readonly format: 'markdown' | 'html';
  readonly out?: string;
  readonly unmasked?: boolean;
  readonly asOf?: string;
  readonly lang?: MessageLanguage;
}

export const reportCommand: RegisterCommand = (program, terminal, done) => {
  program
    .command('report')
    .description(`one of ${REPORT_NAMES.join(', ')}, from files, folders or globs`)
    .argument('<name>', 'which report', oneOf('the report', REPORT_NAMES))
    .argument('[paths...]')
    .option('--format <name>', 'markdown or html', oneOf('--format', ['markdown', 'html']), 'markdown')
    .option('--out <file>', 'write it there')
    .option('--unmasked', 'leave names, numbers and addresses as they are written')
    .option('--as-of <date>', 'as of this day, YYYY-MM-DD; default today', calendarDate)
    .option('--lang <language>', 'zh or en; default is the first document’s', oneOf('--lang', ['zh', 'en']))
    .action(async (name: ReportName, paths: string[], options: ReportCommandOptions) =>
      done(await report(name, paths, options, terminal)),
    );
};

/** @returns 2 when a file could not be read, else 0: a report is no verdict. */
export async function report(
  name: ReportName,
  paths: readonly string[],
  options: ReportCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const host = nodeHost((line) => terminal.warn(line));
  const session = new Session(host, { asOf: options.asOf });
  const uris = await reportTargets(paths, host, terminal);
  const unreadable = new UnreadableFiles(terminal);
  const made = await makeReport(name, session, uris, {
    ...(options.lang && { language: options.lang }),
    display: terminal.locale,
    unmasked: options.unmasked === true,
    pathOf: (uri) => shownPath(fileURLToPath(uri), terminal.cwd),
    reasonOf: (failure, language) => readFailureMessage(failure)[language],
    unreadable: unreadable.note,
  });
  const text = options.format === 'html' ? toHtml(made) : toMarkdown(made);
  if (options.out) await writeFile(path.resolve(terminal.cwd, options.out), text);
  else await terminal.write(text);
  return unreadable.count > 0 ? 2 : 0;
}
