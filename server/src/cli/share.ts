/** `pitchlint share FILE`: a masked copy to send, and a list of what was masked; refused while consent is missing. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { MessageLanguage } from '../features/convert.ts';
import { messageLanguage } from '../features/diagnostics.ts';
import { nodeHost } from '../host.node.ts';
import { maskedSummary, shareCopy } from '../reports/share.ts';
import { Session } from '../workspace/session.ts';
import { normalizeUri } from '../workspace/uri.ts';
import { calendarDate } from './check.ts';
import { oneOf } from './options.ts';
import type { RegisterCommand } from './run.ts';
import { type ExitCode, type Terminal, UsageError } from './terminal.ts';
import { readFailureMessage } from './unreadable.ts';

interface ShareOptions {
  readonly out?: string;
  readonly asOf?: string;
  readonly lang?: MessageLanguage;
}

export const shareCommand: RegisterCommand = (program, terminal, done) => {
  program
    .command('share')
    .description('a copy of one file to send, with numbers and addresses masked')
    .argument('<file>')
    .option('--out <file>', 'write the copy there; default standard output')
    .option('--as-of <date>', 'consent is looked for as of this day, YYYY-MM-DD', calendarDate)
    .option('--lang <language>', 'zh or en; default is the file’s', oneOf('--lang', ['zh', 'en']))
    .action(async (file: string, options: ShareOptions) => done(await share(file, options, terminal)));
};

/** @returns 1 when it is refused, 2 when the file cannot be read. */
export async function share(file: string, options: ShareOptions, terminal: Terminal): Promise<ExitCode> {
  const session = new Session(
    nodeHost((line) => terminal.warn(line)),
    { asOf: options.asOf },
  );
  const target = path.resolve(terminal.cwd, file);
  const uri = normalizeUri(pathToFileURL(target).href);
  const failure = await session.failure(uri);
  if (failure) {
    terminal.warn(`${file}: ${readFailureMessage(failure)[options.lang ?? terminal.locale]}`);
    return 2;
  }
  const project = await session.joined(uri);
  if (!project) throw new UsageError(`${file} is no file that PitchLint reads`);
  const { document, settings } = project;
  const language = messageLanguage(options.lang, document, terminal.locale);
  const copy = shareCopy(document, project.project, settings.asOf);
  if (!copy.ok) {
    terminal.warn(`${file}: ${copy.reason[language]}`);
    return 1;
  }
  if (options.out) {
    const out = path.resolve(terminal.cwd, options.out);
    if (out === target) throw new UsageError('--out is the file itself; the original stays as it is');
    await writeFile(out, copy.text);
  } else await terminal.write(copy.text);
  terminal.warn(maskedSummary(copy.masked)[language]);
  if (copy.agreedTo.length > 0) {
    const names = copy.agreedTo.join(language === 'zh' ? '、' : ', ');
    terminal.warn(
      language === 'zh' ? `客户同意发给：${names}。加密后再发。` : `The client agreed to: ${names}. Encrypt it first.`,
    );
  }
  return 0;
}
