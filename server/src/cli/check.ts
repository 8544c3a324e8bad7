/** `pitchlint check`: the same session as the editor's, over files from disk or standard input. */
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Command } from 'commander';
import type { Severity } from '../core/diagnostic.ts';
import { LineIndex } from '../core/text/line-index.ts';
import type { MessageLanguage } from '../features/convert.ts';
import { messageLanguage } from '../features/diagnostics.ts';
import { nodeHost } from '../host.node.ts';
import { decode, type Host } from '../host.ts';
import { isMarkdown, kindOfName } from '../workspace/discovery.ts';
import { RecentFiles } from '../workspace/recent-files.ts';
import { Session } from '../workspace/session.ts';
import { normalizeUri } from '../workspace/uri.ts';
import { fixFile, unifiedDiff } from './fix.ts';
import { oneOf } from './options.ts';
import { jsonReporter } from './reporters/json.ts';
import { prettyReporter } from './reporters/pretty.ts';
import type { CheckedFile, Reporter } from './reporters/reporter.ts';
import type { RegisterCommand } from './run.ts';
import { findTargets, shownPath, type Target } from './targets.ts';
import { type ExitCode, type Terminal, UsageError } from './terminal.ts';
import { unreadableFinding } from './unreadable.ts';

export interface CheckOptions {
  readonly format: 'pretty' | 'json';
  readonly stdin?: boolean;
  readonly stdinFilename?: string;
  readonly maxWarnings?: number;
  readonly asOf?: string;
  readonly lang?: MessageLanguage;
  readonly fix?: boolean;
  readonly fixDryRun?: boolean;
  readonly printConfig?: boolean;
}

export const checkCommand: RegisterCommand = (program: Command, terminal, done) => {
  program
    .command('check')
    .description('check files, folders or globs; the current folder when none is named')
    .argument('[paths...]')
    .option('--format <name>', 'pretty or json', oneOf('--format', ['pretty', 'json']), 'pretty')
    .option('--stdin', 'read one text from standard input')
    .option('--stdin-filename <name>', 'the name that text would have; decides its kind and settings')
    .option('--max-warnings <n>', 'exit 1 above this many warnings', wholeNumber)
    .option('--as-of <date>', 'judge as of this day, YYYY-MM-DD', calendarDate)
    .option(
      '--lang <language>',
      'language of messages: zh or en; default is the document’s',
      oneOf('--lang', ['zh', 'en']),
    )
    .option('--fix', 'apply safe fixes')
    .option('--fix-dry-run', 'print what --fix would change')
    .option('--print-config', 'print the settings that hold for the first path, and end')
    .action(async (paths: string[], options: CheckOptions) => done(await check(paths, options, terminal)));
};

/** @returns the exit code; throws `UsageError` for calls that make no sense. */
export async function check(paths: readonly string[], options: CheckOptions, terminal: Terminal): Promise<ExitCode> {
  const host = nodeHost((line) => terminal.warn(line));
  const session = new Session(host, { asOf: options.asOf });
  if (options.printConfig) return printConfig(paths[0] ?? '.', session, terminal);
  const targets = options.stdin
    ? [await fromStdin(paths, options, session, terminal)]
    : await fromPaths(paths, host, terminal);
  const run = new CheckRun(session, options, terminal);
  return run.all(targets);
}

/** One run over its targets: reads ahead, reports in order, counts. */
class CheckRun {
  private readonly counts: Record<Severity, number> = { error: 0, warning: 0, info: 0, hint: 0 };
  private files = 0;
  private unreadable = 0;
  private readonly reporter: Reporter;
  private readonly recent: RecentFiles;

  constructor(
    private readonly session: Session,
    private readonly options: CheckOptions,
    private readonly terminal: Terminal,
  ) {
    const language = options.lang ?? terminal.locale;
    // a catalogue stays, whoever may need it next
    this.recent = new RecentFiles((uri) => session.release(uri));
    this.reporter = options.format === 'json' ? jsonReporter(terminal) : prettyReporter(terminal, language);
  }

  async all(targets: readonly Target[]): Promise<ExitCode> {
    for (const [index, target] of targets.entries()) {
      for (const ahead of targets.slice(index + 1, index + 5)) void this.session.store.load(ahead.uri);
      await this.report(target);
    }
    // packs are checked where they are used: one that is broken or not there must not go unseen
    const seen = new Set(targets.map(({ uri }) => uri));
    for (const uri of this.session.packFilesWithFaults()) {
      if (!seen.has(uri))
        await this.report({ uri, path: shownPath(fileURLToPath(uri), this.terminal.cwd), explicit: true });
    }
    if (this.files === 0) throw new UsageError(`no file matched; looked for ${KINDS}`);
    if (!this.options.fixDryRun)
      await this.reporter.end({ files: this.files, unreadable: this.unreadable, ...this.counts });
    return this.exitCode();
  }

  private async report(target: Target): Promise<void> {
    const file = await this.one(target);
    if (!file) return;
    // nothing is written before it is known that something matched
    if (this.files++ === 0 && !this.options.fixDryRun) await this.reporter.begin();
    for (const { severity } of file.findings) this.counts[severity]++;
    if (!this.options.fixDryRun) await this.reporter.file(file);
    this.session.discard(target.uri);
  }

  /** Undefined for a file that is ignored. */
  private async one(target: Target): Promise<CheckedFile | undefined> {
    const { uri } = target;
    const failure = await this.session.failure(uri);
    if (failure) {
      this.unreadable++;
      const finding = unreadableFinding(failure);
      const language = this.options.lang ?? this.terminal.locale;
      this.terminal.warn(`${target.path}: ${finding.message[language]}`);
      return { path: target.path, text: '', positions: new LineIndex(''), findings: [finding], language };
    }
    const analysis =
      this.options.fix || this.options.fixDryRun ? await this.fixed(target) : await this.session.analysis(uri);
    if (!analysis) throw new UsageError(`${target.path} is no file that PitchLint reads; it reads ${KINDS}`);
    if (analysis.config.ignored) {
      if (target.explicit) this.terminal.warn(`${target.path}: ignored by ${analysis.config.files[0]}`);
      return undefined;
    }
    this.recent.used(analysis);
    return {
      path: target.path,
      text: analysis.document.text,
      positions: analysis.positions,
      findings: analysis.result.diagnostics,
      language: messageLanguage(this.options.lang, analysis.document, this.terminal.locale),
    };
  }

  private async fixed(target: Target) {
    const before = this.session.store.textOf(target.uri) ?? '';
    const analysis = await fixFile(this.session, target.uri, this.options.fix === true && !this.options.stdin);
    if (this.options.fixDryRun && analysis) {
      await this.terminal.write(unifiedDiff(target.path, before, analysis.document.text));
    }
    return analysis;
  }

  private exitCode(): ExitCode {
    if (this.unreadable > 0) return 2;
    const { maxWarnings } = this.options;
    const tooMany = maxWarnings !== undefined && this.counts.warning > maxWarnings;
    return this.counts.error > 0 || tooMany ? 1 : 0;
  }
}

const KINDS =
  '*.plan.yaml, *.client.yaml, *.catalog.yaml, *.goals.yaml, *.pitch, *.pitch.md, pitchlint.yaml, and *.md whose front matter has pitchlint: script';

async function fromPaths(paths: readonly string[], host: Host, terminal: Terminal): Promise<readonly Target[]> {
  const { targets, missing } = await findTargets(paths.length > 0 ? paths : ['.'], terminal.cwd, host);
  if (missing.length > 0) throw new UsageError(`no file matched ${missing.join(', ')}`);
  return targets;
}

async function fromStdin(
  paths: readonly string[],
  options: CheckOptions,
  session: Session,
  terminal: Terminal,
): Promise<Target> {
  const name = options.stdinFilename;
  if (paths.length > 0) throw new UsageError('--stdin reads one text; name no paths beside it');
  if (!name || !(kindOfName(name) || isMarkdown(name))) {
    throw new UsageError(`--stdin needs --stdin-filename NAME, with a name that says the kind: ${KINDS}`);
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of terminal.stdin) chunks.push(chunk);
  const uri = normalizeUri(pathToFileURL(path.resolve(terminal.cwd, name)).href);
  const read = decode(Buffer.concat(chunks));
  if (read.ok) session.store.put(uri, read.text);
  else session.store.putFailure(uri, read);
  return { uri, path: name, explicit: true };
}

async function printConfig(given: string, session: Session, terminal: Terminal): Promise<ExitCode> {
  const absolute = path.resolve(terminal.cwd, given);
  const uri = normalizeUri(pathToFileURL(absolute).href);
  // a folder is asked about as if a file stood in it
  const config = await session.configOf(kindOfName(uri) ? uri : `${uri}/x`);
  const { files, market, language, packs, severities, thresholds, ignored, asOf } = config;
  const shown = { files, market: market ?? 'CN', language, packs, severities, thresholds, ignored, asOf };
  await terminal.write(`${JSON.stringify(shown, undefined, 2)}\n`);
  return 0;
}

function wholeNumber(value: string): number {
  if (!/^\d+$/.test(value)) throw new UsageError(`--max-warnings is a whole number, not "${value}"`);
  return Number(value);
}

/** A day that exists. */
export function calendarDate(value: string): string {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : undefined;
  if (!day || Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== value) {
    throw new UsageError(`--as-of is a day that exists, written YYYY-MM-DD, not "${value}"`);
  }
  return value;
}
