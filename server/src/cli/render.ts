/** `pitchlint render SCRIPT --plan PLAN`: a clean copy with the placeholders filled, or what is missing and where. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PitchDocument, PlanDocument } from '../core/documents/document.ts';
import type { Project } from '../core/project.ts';
import type { MessageLanguage } from '../features/convert.ts';
import { messageLanguage } from '../features/diagnostics.ts';
import { nodeHost } from '../host.node.ts';
import { renderScript } from '../reports/render.ts';
import { type Analysis, Session } from '../workspace/session.ts';
import { calendarDate } from './check.ts';
import type { RegisterCommand } from './run.ts';
import { type ExitCode, type Terminal, UsageError } from './terminal.ts';
import { readFailureMessage } from './unreadable.ts';

interface RenderCommandOptions {
  readonly plan?: string;
  readonly format: string;
  readonly mask?: boolean;
  readonly out?: string;
  readonly lang?: MessageLanguage;
  readonly asOf?: string;
}

export const renderCommand: RegisterCommand = (program, terminal, done) => {
  program
    .command('render')
    .description(
      'write a clean copy of a script: placeholders filled from the plan, disclosures in their approved words',
    )
    .argument('<script>', 'a .pitch file')
    .option('--plan <plan>', 'the plan to fill it from; by default the one that the script names')
    .option('--format <format>', 'text or markdown', 'text')
    .option('--mask', 'cover names, amounts and numbers of people, for sharing')
    .option('--out <file>', 'write to this file instead of standard output')
    .option('--lang <language>', 'zh or en')
    .option('--as-of <date>', 'judge as of this day, YYYY-MM-DD', calendarDate)
    .action(async (script: string, options: RenderCommandOptions) => done(await render(script, options, terminal)));
};

/** 0: written. 1: a value is missing; nothing is written. Throws a UsageError on files that cannot be read. */
export async function render(script: string, options: RenderCommandOptions, terminal: Terminal): Promise<ExitCode> {
  const { format } = options;
  if (format !== 'text' && format !== 'markdown') throw new UsageError('--format is text or markdown');
  const session = new Session(
    nodeHost((line) => terminal.warn(line)),
    options.asOf === undefined ? {} : { asOf: options.asOf },
  );
  const analysis = await opened(session, script, terminal);
  const { document } = analysis;
  if (document.kind !== 'pitch') throw new UsageError(`${script} is no script (.pitch)`);
  const plan = options.plan === undefined ? undefined : await opened(session, options.plan, terminal);
  if (plan && plan.document.kind !== 'plan') throw new UsageError(`${options.plan} is no plan (.plan.yaml)`);
  const project = plan ? withPlan(analysis.project, document, plan) : analysis.project;
  const rendered = renderScript(document, project, analysis.ruleSet, { format, mask: options.mask === true });
  if (!rendered.ok) {
    const language = messageLanguage(options.lang, document, terminal.locale);
    for (const { range, message } of rendered.faults) {
      const { line, character } = analysis.positions.positionAt(range.start);
      terminal.warn(`${script}:${line + 1}:${character + 1}: ${message[language]}`);
    }
    return 1;
  }
  if (options.out === undefined) await terminal.write(rendered.text);
  else await writeFile(path.resolve(terminal.cwd, options.out), rendered.text);
  return 0;
}

async function opened(session: Session, file: string, terminal: Terminal): Promise<Analysis> {
  const uri = pathToFileURL(path.resolve(terminal.cwd, file)).href;
  const analysis = await session.analysis(uri);
  if (analysis) return analysis;
  const failure = await session.failure(uri);
  throw new UsageError(`${file}: ${failure ? readFailureMessage(failure)[terminal.locale] : 'none of our kinds'}`);
}

/** The script's project with another plan in it; products are looked up in the script's catalogues, then in the plan's. */
function withPlan(project: Project, script: PitchDocument, { document, project: own }: Analysis): Project {
  const plan = document as PlanDocument;
  const wrapped: Project = {
    catalogsOf: (of) => (of === plan ? own.catalogsOf(of) : project.catalogsOf(of)),
    product: (of, id) => (of === script ? project.product(of, id) : undefined) ?? own.product(plan, id),
    products: (of) => (of === script ? [...project.products(of), ...own.products(plan)] : own.products(plan)),
    planOf: () => plan,
    clientsOf: (of) => own.clientsOf(of),
    scriptsOf: (of) => own.scriptsOf(of),
    resolve: (of, file) => (of === plan ? own.resolve(of, file) : project.resolve(of, file)),
    documents: () => project.documents(),
    settingsOf: (of) => (of === plan ? own.settingsOf(of) : project.settingsOf(of)),
  };
  return wrapped;
}
