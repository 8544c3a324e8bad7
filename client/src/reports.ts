/** Reports and copies: asked of the server, shown as pages or untitled documents, so that nothing is written unasked. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { NewPlanRequest, ReportName, ReportRequest, ShareRequest } from '../../server/src/protocol.ts';
import type { ReportPage } from './report-page.ts';

/** Every report with its title, in the order in which they are offered. */
function titles(): Readonly<Record<ReportName, string>> {
  return {
    review: vscode.l10n.t('Policy review'),
    claim: vscode.l10n.t('Claim timeline'),
    complaint: vscode.l10n.t('Complaint report'),
    retro: vscode.l10n.t('Refusals and winning lines'),
    content: vscode.l10n.t('Content library'),
    goals: vscode.l10n.t('Goals ladder'),
    compare: vscode.l10n.t('Product comparison'),
    findings: vscode.l10n.t('Findings for the approver'),
  };
}

/** Makes a report over the workspace, or over one document, and shows it as a page. Asks which when it is not said. */
export async function openReport(
  client: BaseLanguageClient,
  page: ReportPage,
  given?: unknown,
  document?: vscode.Uri,
): Promise<void> {
  const name = known().find((one) => one === given) ?? (await pickReport());
  if (!name) return;
  const uri = document && client.code2ProtocolConverter.asUri(document);
  const make = (format: ReportRequest['params']['format']) =>
    client.sendRequest<ReportRequest['result']>('pitchlint/report', { name, format, ...(uri && { uri }) });
  const { title, text } = await make('html');
  page.show({ title, html: text }, async () => (await make('markdown')).text);
}

const known = () => Object.keys(titles()) as ReportName[];

async function pickReport(): Promise<ReportName | undefined> {
  const items = known().map((name) => ({ label: titles()[name], name }));
  return (await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Which report?') }))?.name;
}

/** A masked copy of the active document in a new editor; a message instead while consent is missing. */
export async function makeShareCopy(client: BaseLanguageClient): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (!document) return;
  const params: ShareRequest['params'] = { uri: client.code2ProtocolConverter.asUri(document.uri) };
  const answer = await client.sendRequest<ShareRequest['result']>('pitchlint/share', params);
  if (!answer) return;
  if (!answer.ok) {
    void vscode.window.showWarningMessage(answer.reason);
    return;
  }
  await show(document.languageId, answer.text);
  const to = answer.agreedTo.length > 0 ? vscode.l10n.t('The client agreed to: {0}.', answer.agreedTo.join(', ')) : '';
  void vscode.window.showInformationMessage([answer.summary, to].filter(Boolean).join(' '));
}

/** A new plan from the client file in the active editor. */
export async function newPlanFromClient(client: BaseLanguageClient): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (!document) return;
  const params: NewPlanRequest['params'] = { uri: client.code2ProtocolConverter.asUri(document.uri) };
  const answer = await client.sendRequest<NewPlanRequest['result']>('pitchlint/newPlanFromClient', params);
  if (answer) await show('pitchlint-yaml', answer.text);
  else void vscode.window.showInformationMessage(vscode.l10n.t('Open a client record (*.client.yaml) first.'));
}

async function show(language: string, content: string): Promise<void> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content }));
}
