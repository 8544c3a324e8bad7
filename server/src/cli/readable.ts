/** Arguments of the commands that report: the files of our kinds, and what to say of those that cannot be read. */

import { fileURLToPath } from 'node:url';
import type { Host, ReadFailure } from '../host.ts';
import { isMarkdown, kindOfName } from '../workspace/discovery.ts';
import { findTargets, shownPath } from './targets.ts';
import { type Terminal, UsageError } from './terminal.ts';
import { readFailureMessage } from './unreadable.ts';

/** Throws `UsageError` when nothing matches. Settings files are no subject of reports. */
export async function reportTargets(
  paths: readonly string[],
  host: Host,
  terminal: Terminal,
): Promise<readonly string[]> {
  const { targets, missing } = await findTargets(paths.length > 0 ? paths : ['.'], terminal.cwd, host);
  if (missing.length > 0) throw new UsageError(`no file matched ${missing.join(', ')}`);
  const ours = targets.map(({ uri }) => uri).filter((uri) => isSubject(uri));
  if (ours.length === 0)
    throw new UsageError('no file matched; looked for plans, client records, catalogues, goals and scripts');
  return ours;
}

/** What is no file of ours by name and no Markdown came as a pack's or a settings file. */
function isSubject(uri: string): boolean {
  const kind = kindOfName(uri);
  return kind === undefined ? isMarkdown(uri) : kind !== 'config';
}

/** Names unreadable files on standard error and counts them: a report must not pass them over in silence. */
export class UnreadableFiles {
  count = 0;

  constructor(private readonly terminal: Terminal) {}

  readonly note = (uri: string, failure: ReadFailure): void => {
    this.count++;
    const path = shownPath(fileURLToPath(uri), this.terminal.cwd);
    this.terminal.warn(`${path}: ${readFailureMessage(failure)[this.terminal.locale]}`);
  };
}
