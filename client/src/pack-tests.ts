/**
 * The test explorer for rule packs: each example of each rule is a test. Made when a pack file is first opened, so that
 * nobody else sees an empty explorer. The server runs them; here they are only shown.
 */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { PackTests } from '../../server/src/protocol.ts';

export interface PackExplorer extends vscode.Disposable {
  /** Id of every test of the last run, and whether it held; undefined before a pack file was opened. */
  results(): ReadonlyMap<string, boolean> | undefined;
}

/** Files of ours that belong to no pack. */
const NO_PACK = /(?:\.(?:plan|client|catalog|goals)|\/pitchlint)\.ya?ml$/i;

export function explorePacks(client: BaseLanguageClient): PackExplorer {
  let made: ReturnType<typeof packTests> | undefined;
  const look = ({ uri, languageId }: vscode.TextDocument) => {
    if (made || languageId !== 'pitchlint-yaml' || uri.scheme === 'untitled' || NO_PACK.test(uri.path)) return;
    made = packTests(client, uri);
  };
  vscode.workspace.textDocuments.forEach(look);
  const opened = vscode.workspace.onDidOpenTextDocument(look);
  return {
    results: () => made?.results(),
    dispose: () => {
      opened.dispose();
      made?.controller.dispose();
    },
  };
}

function packTests(client: BaseLanguageClient, uri: vscode.Uri) {
  const controller = vscode.tests.createTestController('pitchlint.packs', vscode.l10n.t('Rule packs'));
  let results: ReadonlyMap<string, boolean> | undefined;
  const method: PackTests['method'] = 'pitchlint/packTests';
  const ask = () => {
    const params: PackTests['params'] = { uri: client.code2ProtocolConverter.asUri(uri) };
    return client.sendRequest<PackTests['result']>(method, params);
  };
  const item = (id: string, label: string, file: string, line?: number) => {
    const made = controller.createTestItem(id, label, vscode.Uri.parse(file));
    if (line !== undefined) made.range = new vscode.Range(line, 0, line, 0);
    return made;
  };

  /** Puts packs, rules and examples into the tree. @returns each test with what is wrong, and the item itself */
  const show = (packs: PackTests['result']) => {
    const tests: { readonly item: vscode.TestItem; readonly faults: readonly string[] }[] = [];
    controller.items.replace(
      packs.map((pack) => {
        const top = item(pack.uri, pack.name, pack.uri);
        top.children.replace(
          pack.rules.map((rule) => {
            const one = item(`${rule.uri}#${rule.id}`, rule.id, rule.uri, rule.line);
            const examples = rule.examples.map(({ text, line, faults }, i) => {
              const example = item(`${one.id}#${i + 1}`, text.trim().replace(/\s*\n\s*/g, ' ⏎ '), rule.uri, line);
              tests.push({ item: example, faults });
              return example;
            });
            one.children.replace(examples);
            if (rule.faults.length > 0 || examples.length === 0) tests.push({ item: one, faults: rule.faults });
            return one;
          }),
        );
        return top;
      }),
    );
    return tests;
  };

  const run = async (request: vscode.TestRunRequest) => {
    const tests = show(await ask());
    const { include, exclude } = request;
    const within = (each: vscode.TestItem, ids: ReadonlySet<string>): boolean =>
      ids.has(each.id) || (each.parent !== undefined && within(each.parent, ids));
    const wanted = include && new Set(include.map(({ id }) => id));
    const left = new Set(exclude?.map(({ id }) => id));
    const running = controller.createTestRun(request);
    const held = new Map<string, boolean>();
    for (const { item: test, faults } of tests) {
      if ((wanted && !within(test, wanted)) || within(test, left)) continue;
      held.set(test.id, faults.length === 0);
      if (faults.length === 0) running.passed(test);
      else
        running.failed(
          test,
          faults.map((fault) => new vscode.TestMessage(fault)),
        );
    }
    running.end();
    results = held;
  };
  controller.createRunProfile(vscode.l10n.t('Check the examples'), vscode.TestRunProfileKind.Run, run, true);
  const refresh = async () => void show(await ask());
  controller.refreshHandler = refresh;
  controller.resolveHandler = (asked) => (asked ? undefined : refresh());
  void refresh().catch(() => undefined);
  return { controller, results: () => results };
}
