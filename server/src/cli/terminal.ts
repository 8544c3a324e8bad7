/** Where a command reads and writes. The real one is the process; tests bring their own. */
import type { MessageLanguage } from '../features/convert.ts';

export interface Terminal {
  /** Absolute path of the working directory. */
  readonly cwd: string;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Resolves when more may be written; the reader may be slower than we are. */
  write(text: string): Promise<void>;
  /** A line for people, on standard error. */
  warn(line: string): void;
  readonly color: boolean;
  /** The display language, from the environment. */
  readonly locale: MessageLanguage;
}

/** 0: clean. 1: findings at error, or more warnings than allowed. 2: wrong usage, or something could not be read. */
export type ExitCode = 0 | 1 | 2;

/** A mistake of the caller, told in one line; exit code 2. */
export class UsageError extends Error {}

/** The process itself. A closed pipe (`| head`) ends it quietly. */
export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
      throw error;
    });
  }
  return {
    cwd: process.cwd(),
    stdin: process.stdin,
    write: async (text) => {
      if (!stdout.write(text)) await new Promise((resolve) => stdout.once('drain', resolve));
    },
    warn: (line) => stderr.write(`${line}\n`),
    color: stdout.isTTY === true && !env.NO_COLOR,
    locale: /^zh/i.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '') ? 'zh' : 'en',
  };
}
