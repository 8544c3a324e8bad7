#!/usr/bin/env node
/** The `pitchlint` command. Each command is a file of its own; run.ts lists them. */
import { compileLater } from './compile-later.ts';
import { processTerminal } from './terminal.ts';

const args = process.argv.slice(2);
// as editors start it: nothing is loaded that a server does without
if (args.length === 2 && args[0] === 'lsp' && args[1] === '--stdio') await import('../main.node.ts');
else {
  compileLater();
  const { run } = await import('./run.ts');
  process.exitCode = await run(args, processTerminal());
}
