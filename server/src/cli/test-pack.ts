/** `pitchlint test PACK`: runs a rule pack's own examples, so that its owner needs no toolchain. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { readDocument } from '../core/documents/read.ts';
import { codedRules, companyRuleSet, loadPack, runExamples, standardPackSource } from '../core/index.ts';
import type { PackFault } from '../core/rules/rule-set.ts';
import { LineIndex } from '../core/text/line-index.ts';
import type { MessageLanguage } from '../features/convert.ts';
import { nodeHost } from '../host.node.ts';
import type { RegisterCommand } from './run.ts';
import { type ExitCode, type Terminal, UsageError } from './terminal.ts';
import { readFailureMessage } from './unreadable.ts';

export const testCommand: RegisterCommand = (program, terminal, done) => {
  program
    .command('test')
    .description('load a rule pack and run its examples')
    .argument('<pack>', 'folder with pack.yaml')
    .option('--lang <language>', 'zh or en')
    .action(async (pack: string, options: { lang?: MessageLanguage }) => {
      done(await testPack(pack, options.lang ?? terminal.locale, terminal));
    });
};

/** @returns 0 when everything holds, 1 when an example or the pack itself is wrong, 2 when it cannot be read. */
export async function testPack(folder: string, language: MessageLanguage, terminal: Terminal): Promise<ExitCode> {
  const files = await readPack(folder, terminal);
  const base = standardPackSource();
  const { pack, faults } = loadPack(files, { base: [base], codedRules: codedRules.map(({ id }) => id) });
  if (faults.length > 0) return tellFaults(faults, files, language, terminal);
  const ruleSet = companyRuleSet([pack]);
  if (ruleSet.faults.length > 0) return tellFaults(ruleSet.faults, files, language, terminal);
  const { standardExamples } = await import('../core/rules/pack/standard-examples.ts');
  const own = new Set([...pack.source.rules.map(({ id }) => id), ...pack.source.extensions.map(({ base: id }) => id)]);
  let failed = 0;
  for (const id of own) {
    const rule = ruleSet.rule(id);
    if (!rule) continue;
    // a pack that extends a rule answers for what the rule's own examples show
    const examples = [...standardExamples(id), ...rule.examples];
    const failures = runExamples({ ...rule, examples }, ruleSet, { read: (source) => readDocument(source) });
    failed += failures.length;
    await terminal.write(`${failures.length === 0 ? 'ok  ' : 'FAIL'} ${id}\n`);
    for (const { example, message } of failures) {
      await terminal.write(`     ${example < 0 ? '' : `#${example + 1} `}${message[language]}\n`);
    }
  }
  const { name, version } = pack.source.info;
  const told = language === 'zh' ? `${own.size} 条规则，${failed} 处不符` : `${own.size} rules, ${failed} failures`;
  await terminal.write(`${name} ${version}: ${told}\n`);
  return failed > 0 ? 1 : 0;
}

async function readPack(folder: string, terminal: Terminal): Promise<{ uri: string; text: string }[]> {
  const host = nodeHost((line) => terminal.warn(line));
  const root = pathToFileURL(path.resolve(terminal.cwd, folder)).href;
  const uris = await host.list(root, ['.yaml', '.yml']);
  if (uris.length === 0) throw new UsageError(`there is no rule pack in ${folder}: no .yaml file`);
  const files: { uri: string; text: string }[] = [];
  for (const uri of uris) {
    const read = await host.read(uri);
    if (!read.ok) throw new UsageError(`${uri}: ${readFailureMessage(read)[terminal.locale]}`);
    files.push({ uri, text: read.text });
  }
  return files;
}

async function tellFaults(
  faults: readonly PackFault[],
  files: readonly { uri: string; text: string }[],
  language: MessageLanguage,
  terminal: Terminal,
): Promise<ExitCode> {
  for (const { uri, range, code, message } of faults) {
    const text = files.find((file) => file.uri === uri)?.text ?? '';
    const { line, character } = new LineIndex(text).positionAt(range.start);
    const shown = path.relative(terminal.cwd, decodeURIComponent(new URL(uri || 'file:///').pathname));
    await terminal.write(`${shown}:${line + 1}:${character + 1}  ${message[language]}  ${code}\n`);
  }
  return 1;
}
