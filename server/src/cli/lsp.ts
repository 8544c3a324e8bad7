/** `pitchlint lsp --stdio`: the language server for any editor. */
import type { RegisterCommand } from './run.ts';

export const lspCommand: RegisterCommand = (program) => {
  program
    .command('lsp')
    .description('run the language server for an editor')
    .option('--stdio', 'talk over standard input and output (the only way)')
    .option('--clientProcessId <id>', 'end when this process ends')
    .action(async () => {
      // the connection reads its way of talking from the arguments
      if (!process.argv.includes('--stdio')) process.argv.push('--stdio');
      // loaded only here: `check` needs no protocol
      await import('../main.node.ts');
      // the connection ends the process when the editor says so
      await new Promise(() => {});
    });
};
