#!/usr/bin/env node
/** The `pitchlint` command. Each command is a file of its own; this one only lists them. */
import { run } from './run.ts';
import { processTerminal } from './terminal.ts';

process.exitCode = await run(process.argv.slice(2), processTerminal());
