/** `pitchlint import FILE`: a text or Markdown script becomes a `.pitch` file; no word is lost. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { MessageLanguage } from '../features/convert.ts';
import { importScript } from '../features/pitch/import.ts';
import { nodeHost } from '../host.node.ts';
import type { RegisterCommand } from './run.ts';
import { type ExitCode, type Terminal, UsageError } from './terminal.ts';
import { readFailureMessage } from './unreadable.ts';

interface ImportOptions {
  readonly out?: string;
  readonly lang?: MessageLanguage;
}

export const importCommand: RegisterCommand = (program, terminal, done) => {
  program
    .command('import')
    .description('turn a text or Markdown script into a .pitch file')
    .argument('<file>', 'a .txt or .md file')
    .option('--out <file>', 'write to this file instead of standard output')
    .option('--lang <language>', 'zh or en')
    .action(async (file: string, options: ImportOptions) => done(await importFile(file, options, terminal)));
};

/** 0 when written; what a person should look at goes to standard error. Throws a UsageError on unreadable files. */
export async function importFile(file: string, options: ImportOptions, terminal: Terminal): Promise<ExitCode> {
  const read = await nodeHost((line) => terminal.warn(line)).read(pathToFileURL(path.resolve(terminal.cwd, file)).href);
  const language = options.lang ?? terminal.locale;
  if (!read.ok) throw new UsageError(`${file}: ${readFailureMessage(read)[language]}`);
  const { pitch, notes } = importScript(read.text);
  if (options.out === undefined) await terminal.write(pitch);
  else {
    const target = path.resolve(terminal.cwd, options.out);
    try {
      await writeFile(target, pitch, { flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new UsageError(`${options.out} is already there`);
      throw error;
    }
  }
  for (const note of notes) terminal.warn(note[language]);
  return 0;
}
