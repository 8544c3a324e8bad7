/** `pitchlint lsp --stdio`: the language server for any editor. */
import type { RegisterCommand } from './run.ts';

export const lspCommand: RegisterCommand = (program, _terminal, done) => {
  program
    .command('lsp')
    .description('run the language server for an editor')
    .option('--stdio', 'talk over standard input and output (the only way)')
    .option('--clientProcessId <id>', 'end when this process ends')
    .action(async () => {
      // loaded only here: `check` needs no protocol
      const { serveStdio } = await import('../main.stdio.ts');
      await serveStdio();
      done(0);
    });
};
