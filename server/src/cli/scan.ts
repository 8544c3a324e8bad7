/**
 * `pitchlint scan`: JSON Lines in, JSON Lines out, in order, with constant memory. Records of one conversation follow one
 * another with the same `thread`. It is how chat archives are checked, by one process or by thousands under any engine
 * that pipes lines.
 */

import { setFlagsFromString } from 'node:v8';
import { localToday } from '../host.ts';
import { calendarDate } from './check.ts';
import { readLines } from './lines.ts';
import type { RegisterCommand } from './run.ts';
import { parseRecord, type ScanRecord } from './scan-record.ts';
import { Scanner } from './scanner.ts';
import type { ExitCode, Terminal } from './terminal.ts';

/** Records of one conversation that are judged together; a longer one is judged in parts. */
const MAX_THREAD = 500;
/** Characters of output collected before they are written. */
const CHUNK = 65_536;
/**
 * How much of other functions may be compiled into one, in bytes. Of a run over some megabytes a third was compiling, most
 * of it the same small functions into many large ones; with less of that it takes a seventh less, and a long run no more.
 */
const LESS_INLINING = '--max-inlined-bytecode-size-cumulative=150';

export const scanCommand: RegisterCommand = (program, terminal, done) => {
  program
    .command('scan')
    .description(
      'check JSON Lines from standard input: {"id","text","speaker"?,"lang"?,"market"?,"channel"?,"thread"?}',
    )
    .option('--as-of <date>', 'judge as of this day, YYYY-MM-DD', calendarDate)
    .option('--lang <language>', 'language of messages: zh or en; default is the record’s')
    .action(async (options: { asOf?: string; lang?: 'zh' | 'en' }) => {
      setFlagsFromString(LESS_INLINING);
      done(await scan(terminal, options));
    });
};

/** @returns 0 when the input was read to its end; bad records are answered with an error line each. */
export async function scan(
  terminal: Terminal,
  options: { readonly asOf?: string; readonly lang?: 'zh' | 'en' },
): Promise<ExitCode> {
  const scanner = new Scanner(options.asOf ?? localToday(), options.lang);
  let pending: ScanRecord[] = [];
  let out = '';
  const answer = async (records: readonly ScanRecord[]) => {
    for (const line of scanner.judge(records)) out += `${line}\n`;
    if (out.length < CHUNK) return;
    const chunk = out;
    out = '';
    await terminal.write(chunk);
  };
  const flush = async () => {
    const records = pending;
    pending = [];
    if (records.length > 0) await answer(records);
  };
  let number = 0;
  for await (const lines of readLines(terminal.stdin))
    for (const line of lines) {
      number++;
      if (line.trim() === '') continue;
      const record = parseRecord(line, number);
      if ('error' in record) {
        await flush();
        out += `${JSON.stringify(record)}\n`;
        continue;
      }
      const last = pending[pending.length - 1];
      if (last && (!scanner.belongTogether(last, record) || pending.length >= MAX_THREAD)) await flush();
      pending.push(record);
    }
  await flush();
  if (out !== '') await terminal.write(out);
  return 0;
}
