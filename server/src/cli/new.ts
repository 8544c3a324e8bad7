/** `pitchlint new plan --template family`: a first file to fill in, made of the same snippets that editors offer. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CalendarDate } from '../core/localized.ts';
import { calendarDate } from './check.ts';
import type { RegisterCommand } from './run.ts';
import { type ExitCode, type Terminal, UsageError } from './terminal.ts';
import { readFailureMessage } from './unreadable.ts';

interface NewOptions {
  readonly template: string;
  readonly from?: string;
  readonly asOf?: CalendarDate;
}

export const newCommand: RegisterCommand = (program, terminal, done) => {
  program
    .command('new')
    .description('write a first plan, client, goals or catalogue file to fill in')
    .argument('<kind>', 'plan, client, goals or catalog')
    .argument('[file]', 'where to write it; default TEMPLATE.KIND.yaml (products.catalog.yaml for a catalogue)')
    .option('--template <name>', 'family, pension, education or single; in English: sg, hk or us', 'family')
    .option('--from <client>', 'a plan that begins with what this client file knows')
    .option('--as-of <date>', 'the day of a plan made with --from, YYYY-MM-DD; default today', calendarDate)
    .action(async (kind: string, file: string | undefined, options: NewOptions) => {
      done(
        options.from === undefined
          ? await writeNew(kind, file, options.template, terminal)
          : await writePlanFrom(kind, options.from, file, options.asOf, terminal),
      );
    });
};

/** @returns 0 when the file was written. Throws `UsageError` for unknown words and for a file that is there already. */
export async function writeNew(
  kind: string,
  file: string | undefined,
  template: string,
  terminal: Terminal,
): Promise<ExitCode> {
  // loaded here, so that the other commands do not carry the templates
  const { TEMPLATES } = await import('../generated/templates.ts');
  const known: Readonly<Record<string, Readonly<Record<string, string>>>> = TEMPLATES;
  const ofKind = Object.hasOwn(known, kind) ? known[kind] : undefined;
  if (!ofKind) throw new UsageError(`new writes ${Object.keys(known).join(', ')}, not "${kind}"`);
  const text = Object.hasOwn(ofKind, template) ? ofKind[template] : undefined;
  if (text === undefined)
    throw new UsageError(`--template is one of ${Object.keys(ofKind).join(', ')}, not "${template}"`);
  await writeOnce(
    kind,
    file ?? (kind === 'catalog' ? 'products.catalog.yaml' : `${template}.${kind}.yaml`),
    text,
    terminal,
  );
  terminal.warn(NEXT[kind]![terminal.locale].replaceAll('{t}', template));
  return 0;
}

/**
 * `pitchlint new plan --from FILE`: the plan begins with the household, money and policies of the client file.
 * @returns 0 when the file was written, 2 when the client file cannot be read. Throws `UsageError` as `writeNew` does.
 */
async function writePlanFrom(
  kind: string,
  client: string,
  file: string | undefined,
  day: CalendarDate | undefined,
  terminal: Terminal,
): Promise<ExitCode> {
  if (kind !== 'plan') throw new UsageError(`--from makes a plan, not a ${kind} file`);
  const [{ nodeHost }, { planFromClient }, { contextOf }, { Session }, { normalizeUri }] = await Promise.all([
    import('../host.node.ts'),
    import('../reports/new-plan.ts'),
    import('../reports/sources.ts'),
    import('../workspace/session.ts'),
    import('../workspace/uri.ts'),
  ]);
  const host = nodeHost((line) => terminal.warn(line));
  const session = new Session(host, { asOf: day });
  const uri = normalizeUri(pathToFileURL(path.resolve(terminal.cwd, client)).href);
  const failure = await session.failure(uri);
  if (failure) {
    terminal.warn(`${client}: ${readFailureMessage(failure)[terminal.locale]}`);
    return 2;
  }
  const view = await session.view(uri);
  if (view?.document.kind !== 'client') throw new UsageError(`${client} is no client file (NAME.client.yaml)`);
  const name = file ?? client.replace(/\.client\.ya?ml$/, '.plan.yaml');
  const text = planFromClient(view.document, contextOf(view), view.settings.asOf);
  await writeOnce('plan', name, text, terminal);
  terminal.warn(FROM_CLIENT[terminal.locale]);
  return 0;
}

/** Writes a file that is not there yet, and says its name. Throws `UsageError` for a wrong name and for one that is there. */
async function writeOnce(kind: string, name: string, text: string, terminal: Terminal): Promise<void> {
  if (!new RegExp(`\\.${kind}\\.ya?ml$`).test(name))
    throw new UsageError(`a ${kind} file is called NAME.${kind}.yaml, not "${name}"`);
  const target = path.resolve(terminal.cwd, name);
  await mkdir(path.dirname(target), { recursive: true });
  try {
    await writeFile(target, text, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new UsageError(`${name} is there already`);
    throw error;
  }
  await terminal.write(`${name}\n`);
}

const FROM_CLIENT = {
  zh: '家庭、收支和已有保单照档案抄好了；请写上需求（needs）和产品（products）。',
  en: 'Household, finances and policies are copied from the record. Write the needs and the products.',
} as const;

const NEXT: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  plan: {
    zh: '把姓名、日期、金额换成这个家庭的；产品写在 products.catalog.yaml（没有就先运行 pitchlint new catalog --template {t}）。',
    en: 'Replace names, dates and amounts by this household’s. Products stand in products.catalog.yaml (pitchlint new catalog --template {t} writes a first one).',
  },
  client: {
    zh: '把评分、来源和事件换成这位客户的；plan: 指向他的方案。',
    en: 'Replace scores, source and events by this client’s; plan: points to their plan.',
  },
  goals: {
    zh: '写上今年的目标；年度 = 12 × 每月。',
    en: 'Enter this year’s goals; the year is twelve times the month.',
  },
  catalog: {
    zh: '照合同条款填写产品名称、年龄、等待期、免责和条款号。',
    en: 'Copy names, ages, waiting days, exclusions and clause numbers from the contracts.',
  },
};
