/** `pitchlint agenda`: what is due, from all files; as text, data or a calendar. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MessageLanguage } from '../features/convert.ts';
import { messageLanguage } from '../features/diagnostics.ts';
import { nodeHost } from '../host.node.ts';
import { calendarOf } from '../reports/agenda/calendar.ts';
import { KeptAgenda } from '../reports/agenda/kept.ts';
import { agendaJson, agendaMarkdown, agendaText } from '../reports/agenda/text.ts';
import { Session } from '../workspace/session.ts';
import { calendarDate } from './check.ts';
import { oneOf } from './options.ts';
import { reportTargets, UnreadableFiles } from './readable.ts';
import type { RegisterCommand } from './run.ts';
import { shownPath } from './targets.ts';
import type { ExitCode, Terminal } from './terminal.ts';

interface AgendaOptions {
  readonly asOf?: string;
  readonly ics?: string;
  readonly format: 'text' | 'json' | 'markdown';
  readonly lang?: MessageLanguage;
}

export const agendaCommand: RegisterCommand = (program, terminal, done) => {
  program
    .command('agenda')
    .description('what is due: cooling-off ends, call-backs, claims, reviews, birthdays, follow-ups, approvals')
    .argument('[paths...]')
    .option('--as-of <date>', 'as of this day, YYYY-MM-DD; default today', calendarDate)
    .option('--ics <file>', 'also write a calendar that others import')
    .option('--format <name>', 'text, json or markdown', oneOf('--format', ['text', 'json', 'markdown']), 'text')
    .option('--lang <language>', 'zh or en; default is the first document’s', oneOf('--lang', ['zh', 'en']))
    .action(async (paths: string[], options: AgendaOptions) => done(await agenda(paths, options, terminal)));
};

export async function agenda(paths: readonly string[], options: AgendaOptions, terminal: Terminal): Promise<ExitCode> {
  const host = nodeHost((line) => terminal.warn(line));
  const session = new Session(host, { asOf: options.asOf });
  const uris = await reportTargets(paths, host, terminal);
  const unreadable = new UnreadableFiles(terminal);
  const found = await new KeptAgenda(session, { once: true }).of(uris, unreadable.note);
  const language = messageLanguage(options.lang, found, terminal.locale);
  const pathOf = (uri: string) => shownPath(fileURLToPath(uri), terminal.cwd);
  if (options.ics) {
    await writeFile(path.resolve(terminal.cwd, options.ics), calendarOf(found.items, found.asOf, language));
  }
  if (options.format === 'json') await terminal.write(agendaJson(found, pathOf));
  else if (options.format === 'markdown') await terminal.write(agendaMarkdown(found, language, pathOf));
  else await terminal.write(agendaText(found, language, pathOf));
  return unreadable.count > 0 ? 2 : 0;
}
