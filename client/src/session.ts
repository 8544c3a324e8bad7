/**
 * What the desktop and the web client have in common: one language client for all folders, its commands and its status item.
 * Knows nothing of rules or documents; how the server is reached is the entry's affair.
 */
import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import type { ClientOptions, ClientSettings } from '../../server/src/protocol.ts';
import { adoptScripts } from './adopt.ts';
import { type AgendaTree, openEntry, showAgenda } from './agenda.ts';
import { importScript } from './import.ts';
import { explorePacks } from './pack-tests.ts';
import { renderScript } from './render.ts';
import { type ReportPage, reportPage } from './report-page.ts';
import { makeShareCopy, newPlanFromClient, openReport } from './reports.ts';
import { startWhenNeeded } from './start.ts';
import { type StatusView, showStatus } from './status.ts';

/** What other extensions, and our own tests in a real VS Code, get from `activate`. */
export interface PitchLintApi {
  /** Whether there is a server. In a folder without a file of ours there is none. */
  isRunning(): boolean;
  /** What the language status item says about the active document; undefined while it is hidden. */
  status(): StatusView | undefined;
  /** The agenda tree of the side bar. */
  readonly agenda: Pick<AgendaTree, 'view' | 'refresh'>;
  /** What the test explorer for packs showed last, by test; undefined before a run. */
  packTests(): ReadonlyMap<string, boolean> | undefined;
  /** The report in front, as its page shows it; undefined when no report is. */
  report(): ReturnType<ReportPage['view']>;
}

export const selector = [{ language: 'pitch' }, { language: 'pitchlint-yaml' }];

/** Options of the language client, the same for both entries. Files, untitled documents and virtual ones are all served. */
export function clientOptions(output: vscode.LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: selector,
    outputChannel: output,
    // VS Code reads the snippets from the manifest
    initializationOptions: { ...plainSettings(), hasSnippets: true } satisfies ClientOptions,
    synchronize: { configurationSection: 'pitchlint' },
    diagnosticPullOptions: { onChange: true, onTabs: true },
  };
}

/**
 * Registers what only VS Code has, and starts the client when something of ours is there. The returned promise is settled
 * when the server is ready, or is not needed yet.
 */
export async function startSession(
  context: vscode.ExtensionContext,
  output: vscode.LogOutputChannel,
  client: BaseLanguageClient,
): Promise<PitchLintApi> {
  const command = (name: string, run: (uri?: vscode.Uri) => unknown) =>
    vscode.commands.registerCommand(`pitchlint.${name}`, run);
  const status = showStatus(client, selector);
  const agenda = showAgenda(client);
  const page = reportPage();
  const packs = explorePacks(client);
  context.subscriptions.push(
    output,
    client,
    status,
    agenda,
    page,
    packs,
    command('restart', () => restart(client)),
    command('showOutput', () => output.show()),
    command('fixAll', fixAll),
    command('refreshAgenda', () => agenda.refresh()),
    vscode.commands.registerCommand('pitchlint.openAgendaItem', openEntry),
    vscode.commands.registerCommand('pitchlint.report', (name?: unknown, uri?: vscode.Uri) =>
      openReport(client, page, name, uri),
    ),
    command('saveReport', () => page.save()),
    command('reportAsMarkdown', () => page.asMarkdown()),
    command('share', () => makeShareCopy(client)),
    command('newPlanFromClient', () => newPlanFromClient(client)),
    command('importScript', (uri) => importScript(client, uri)),
    vscode.commands.registerCommand('pitchlint.renderScript', (uri?: string) => renderScript(client, uri)),
    adoptScripts(),
  );
  context.subscriptions.push(await startWhenNeeded(client, selector));
  return {
    isRunning: () => client.isRunning(),
    status: () => status.view(),
    agenda,
    report: () => page.view(),
    packTests: () => packs.results(),
  };
}

/** The settings as plain data: a worker cannot be sent the functions that VS Code mixes in. */
function plainSettings(): ClientSettings {
  return JSON.parse(JSON.stringify(vscode.workspace.getConfiguration('pitchlint')));
}

/** A server that has crashed cannot be asked to stop; it is started all the same. */
async function restart(client: BaseLanguageClient) {
  if (client.isRunning()) await client.stop().catch(() => undefined);
  await client.start();
}

/** Safe fixes only: the server offers no other under this kind. */
function fixAll() {
  return vscode.commands.executeCommand('editor.action.codeAction', {
    kind: 'source.fixAll.pitchlint',
    apply: 'first',
  });
}
