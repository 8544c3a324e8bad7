#!/usr/bin/env node
/** The `pitchlint` command. Each command is a file of its own; run.ts lists them. */
import { setFlagsFromString } from 'node:v8';
import { processTerminal } from './terminal.ts';

const args = process.argv.slice(2);
// as editors start it: nothing is loaded that a server does without
if (args.length === 2 && args[0] === 'lsp' && args[1] === '--stdio') await import('../main.node.ts');
else {
  // a command runs for seconds: functions are compiled for speed once it is known what they are called with, not thrice
  setFlagsFromString('--interrupt-budget=400000');
  const { run } = await import('./run.ts');
  process.exitCode = await run(args, processTerminal());
}
