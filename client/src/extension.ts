/** The extension where Node is: the server is a process of its own, reached over IPC. */
import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { clientOptions, type PitchLintApi, startSession } from './session.ts';

export function activate(context: vscode.ExtensionContext): Promise<PitchLintApi> {
  const output = vscode.window.createOutputChannel('PitchLint', { log: true });
  const server = {
    module: context.asAbsolutePath('dist/server.mjs'),
    transport: TransportKind.ipc,
  };
  return startSession(context, output, new LanguageClient('pitchlint', 'PitchLint', server, clientOptions(output)));
}
