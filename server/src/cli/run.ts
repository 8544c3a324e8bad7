/** Reads the arguments, runs one command and answers its exit code. Never ends the process, so tests can call it. */
import { Command, CommanderError } from 'commander';
import { agendaCommand } from './agenda.ts';
import { checkCommand } from './check.ts';
import { explainCommand } from './explain.ts';
import { importCommand } from './import.ts';
import { lspCommand } from './lsp.ts';
import { newCommand } from './new.ts';
import { renderCommand } from './render.ts';
import { reportCommand } from './report.ts';
import { scanCommand } from './scan.ts';
import { shareCommand } from './share.ts';
import { type ExitCode, type Terminal, UsageError } from './terminal.ts';
import { testCommand } from './test-pack.ts';

/** Adds itself to the program; `done` takes the exit code. A new command is one file and one line below. */
export type RegisterCommand = (program: Command, terminal: Terminal, done: (code: ExitCode) => void) => void;

const COMMANDS: readonly RegisterCommand[] = [
  checkCommand,
  explainCommand,
  newCommand,
  renderCommand,
  importCommand,
  scanCommand,
  testCommand,
  lspCommand,
  agendaCommand,
  reportCommand,
  shareCommand,
];

/** @returns 0, 1 or 2; see `ExitCode`. Faults of the program itself are 2 as well, with their stack on standard error. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = 0;
  const program = new Command('pitchlint')
    .description('Checks insurance proposals and sales scripts: what may not be promised, what must be added.')
    .version(process.env.PITCHLINT_VERSION ?? '0.0.0')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void terminal.write(text),
      writeErr: (text) => terminal.warn(text.trimEnd()),
    });
  for (const register of COMMANDS) register(program, terminal, (given) => (code = given));
  for (const command of program.commands) {
    command.exitOverride().copyInheritedSettings(program);
  }
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof UsageError) terminal.warn(`pitchlint: ${error.message}`);
    else terminal.warn(`pitchlint: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return 2;
  }
}
