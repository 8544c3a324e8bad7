/** `pitchlint test PACK…`: runs a rule pack's own examples, so that its owner needs no toolchain. */
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { readDocument } from '../core/documents/read.ts';
import {
  checkPack,
  codedRules,
  companyRuleSet,
  loadPack,
  type Pack,
  type PackFileText,
  packFileRole,
  standardPackSource,
  standardRuleSet,
} from '../core/index.ts';
import type { PackFault, RuleSet } from '../core/rules/rule-set.ts';
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
    .argument('<pack...>', 'folder with pack.yaml; several build on each other, the first below the next')
    .option('--lang <language>', 'zh or en')
    .action(async (packs: readonly string[], options: { lang?: MessageLanguage }) => {
      done(await testPacks(packs, options.lang ?? terminal.locale, terminal));
    });
};

/** @returns 0 when everything holds, 1 when an example or a pack itself is wrong, 2 when it cannot be read. */
async function testPacks(folders: readonly string[], language: MessageLanguage, terminal: Terminal): Promise<ExitCode> {
  const loaded: Pack[] = [];
  let below: RuleSet = standardRuleSet();
  let exit: ExitCode = 0;
  for (const folder of folders) {
    const files = await readPack(folder, terminal);
    const tell = new FaultLines(files, language, terminal);
    const base = [standardPackSource(), ...loaded.map(({ source }) => source)];
    const { pack, faults } = loadPack(files, { base, codedRules: codedRules.map(({ id }) => id) });
    const ruleSet = companyRuleSet([...loaded, pack]);
    // what the loader refuses the compiler would refuse once more
    const own = faults.some((fault) => !fault.tolerated) ? faults : [...faults, ...ruleSet.faults];
    if (!files.some(({ uri }) => packFileRole(uri) === 'pack')) {
      await terminal.write(`${folder}: ${NO_MANIFEST[language]}\n`);
      exit = 1;
    }
    await tell.all(own);
    // what does not hold cannot be tested
    if (own.some((fault) => !fault.tolerated)) return 1;
    if (await failed(pack, ruleSet, below, tell, terminal, language)) exit = 1;
    loaded.push(pack);
    below = ruleSet;
  }
  return exit;
}

const NO_MANIFEST = {
  zh: '没有 pack.yaml：写一个，至少有 name: 和 version:',
  en: 'there is no pack.yaml: write one with at least name: and version:',
};

/** True when some example fails or some alternative is hit by none. */
async function failed(
  pack: Pack,
  ruleSet: RuleSet,
  below: RuleSet,
  tell: FaultLines,
  terminal: Terminal,
  language: MessageLanguage,
): Promise<boolean> {
  const { standardExamples: standard } = await import('../core/rules/pack/standard-examples.ts');
  const checked = checkPack(pack, ruleSet, { below, standard, bench: { read: (source) => readDocument(source) } });
  let failures = 0;
  for (const { id, faults } of checked) {
    const wrong = faults.filter(({ tolerated, code }) => tolerated !== 'warning' || code === 'pack-uncovered').length;
    failures += wrong;
    await terminal.write(`${wrong > 0 ? 'FAIL' : faults.length > 0 ? 'warn' : 'ok  '} ${id}\n`);
    await tell.all(faults);
  }
  const { name, version } = pack.source.info;
  const told =
    language === 'zh'
      ? `${checked.length} 条规则，${failures} 处不符`
      : `${checked.length} rule${checked.length === 1 ? '' : 's'}, ${failures} failure${failures === 1 ? '' : 's'}`;
  await terminal.write(`${name} ${version}: ${told}\n`);
  return failures > 0;
}

async function readPack(folder: string, terminal: Terminal): Promise<PackFileText[]> {
  const host = nodeHost((line) => terminal.warn(line));
  const root = pathToFileURL(path.resolve(terminal.cwd, folder)).href;
  const uris = await host.list(root, ['.yaml', '.yml']);
  if (uris.length === 0) throw new UsageError(`there is no rule pack in ${folder}: no .yaml file that can be read`);
  const files: PackFileText[] = [];
  for (const uri of uris) {
    const read = await host.read(uri);
    if (!read.ok) throw new UsageError(`${shown(uri, terminal)}: ${readFailureMessage(read)[terminal.locale]}`);
    files.push({ uri, text: read.text });
  }
  return files;
}

/** Faults as `file:line:column  message  code`. */
class FaultLines {
  private readonly lines = new Map<string, LineIndex>();

  constructor(
    private readonly files: readonly PackFileText[],
    private readonly language: MessageLanguage,
    private readonly terminal: Terminal,
  ) {}

  async all(faults: readonly PackFault[]): Promise<void> {
    const inOrder = (a: PackFault, b: PackFault) =>
      a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : a.range.start - b.range.start;
    for (const { uri, range, code, message } of [...faults].sort(inOrder)) {
      const { line, character } = this.linesOf(uri).positionAt(range.start);
      const place = `${shown(uri, this.terminal)}:${line + 1}:${character + 1}`;
      await this.terminal.write(`${place}  ${message[this.language]}  ${code}\n`);
    }
  }

  private linesOf(uri: string): LineIndex {
    let known = this.lines.get(uri);
    if (!known) {
      known = new LineIndex(this.files.find((file) => file.uri === uri)?.text ?? '');
      this.lines.set(uri, known);
    }
    return known;
  }
}

function shown(uri: string, { cwd }: Terminal): string {
  return uri === '' ? '' : path.relative(cwd, fileURLToPath(uri)).split(path.sep).join('/');
}
