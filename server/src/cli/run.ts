/** Reads the arguments, runs one command and answers its exit code. Never ends the process, so tests can call it. */
import { Command, CommanderError } from 'commander';
import { type ExitCode, type Terminal, UsageError } from './terminal.ts';

/** Adds itself to the program; `done` takes the exit code. A new command is one file and one line below. */
export type RegisterCommand = (program: Command, terminal: Terminal, done: (code: ExitCode) => void) => void;

/** In the order of the help. Only the one that is named is loaded; all of them for the help and for a wrong name. */
const COMMANDS: Readonly<Record<string, () => Promise<RegisterCommand>>> = {
  check: async () => (await import('./check.ts')).checkCommand,
  explain: async () => (await import('./explain.ts')).explainCommand,
  new: async () => (await import('./new.ts')).newCommand,
  render: async () => (await import('./render.ts')).renderCommand,
  import: async () => (await import('./import.ts')).importCommand,
  scan: async () => (await import('./scan.ts')).scanCommand,
  test: async () => (await import('./test-pack.ts')).testCommand,
  lsp: async () => (await import('./lsp.ts')).lspCommand,
  agenda: async () => (await import('./agenda.ts')).agendaCommand,
  report: async () => (await import('./report.ts')).reportCommand,
  share: async () => (await import('./share.ts')).shareCommand,
};

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
  const named = Object.hasOwn(COMMANDS, args[0] ?? '') ? [COMMANDS[args[0]!]!] : Object.values(COMMANDS);
  for (const register of await Promise.all(named.map((load) => load())))
    register(program, terminal, (given) => (code = given));
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
