/** The language status item: which market, day and packs the active document is judged by. */
import * as vscode from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import type { DocumentStatus, Status } from '../../server/src/protocol.ts';

export interface StatusView {
  readonly text: string;
  readonly detail: string;
}

export interface StatusItem extends vscode.Disposable {
  view(): StatusView | undefined;
}

/** Shows the item and keeps it current: on another editor, on new findings, and when the server starts or stops. */
export function showStatus(client: BaseLanguageClient, selector: vscode.DocumentSelector): StatusItem {
  const item = vscode.languages.createLanguageStatusItem('pitchlint.status', selector);
  item.name = 'PitchLint';
  let view: StatusView | undefined;
  let asked = 0;

  const refresh = async () => {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || vscode.languages.match(selector, document) === 0) {
      view = undefined;
      return;
    }
    if (client.state !== State.Running) {
      view = show(stopped(client.state));
      return;
    }
    const turn = ++asked;
    const params: Status['params'] = { uri: client.code2ProtocolConverter.asUri(document.uri) };
    const answer = await client.sendRequest<Status['result']>('pitchlint/status', params).catch(() => null);
    // an answer that a later question overtook says nothing about what is on screen now
    if (turn === asked && answer) view = show(running(answer));
  };

  const show = (next: Shown): StatusView => {
    item.text = next.text;
    item.detail = next.detail;
    item.severity = next.severity;
    item.command = next.command;
    item.busy = next.busy;
    return { text: next.text, detail: next.detail };
  };

  const listeners = vscode.Disposable.from(
    item,
    vscode.window.onDidChangeActiveTextEditor(refresh),
    vscode.languages.onDidChangeDiagnostics((event) => {
      const active = vscode.window.activeTextEditor?.document.uri.toString();
      if (event.uris.some((uri) => uri.toString() === active)) void refresh();
    }),
    client.onDidChangeState(refresh),
  );
  void refresh();
  return { view: () => view, dispose: () => listeners.dispose() };
}

interface Shown extends StatusView {
  readonly severity: vscode.LanguageStatusSeverity;
  readonly command: vscode.Command | undefined;
  readonly busy: boolean;
}

function running(status: DocumentStatus): Shown {
  const { counts, hidden } = status;
  const parts = [vscode.l10n.t('as of {0}', status.asOf), status.packs.join(', ')];
  if (hidden > 0) parts.push(vscode.l10n.t('{0} more findings not shown', hidden));
  const [config] = status.config;
  return {
    text: `PitchLint ${status.market}`,
    detail: parts.filter((part) => part !== '').join(' · '),
    severity: counts.error > 0 ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information,
    command: config
      ? { title: vscode.l10n.t('Open settings file'), command: 'vscode.open', arguments: [vscode.Uri.parse(config)] }
      : undefined,
    busy: false,
  };
}

function stopped(state: State): Shown {
  const starting = state === State.Starting;
  return {
    text: 'PitchLint',
    detail: starting ? vscode.l10n.t('starting') : vscode.l10n.t('The server has stopped; nothing is checked.'),
    severity: starting ? vscode.LanguageStatusSeverity.Information : vscode.LanguageStatusSeverity.Error,
    command: starting ? undefined : { title: vscode.l10n.t('Restart'), command: 'pitchlint.restart' },
    busy: starting,
  };
}
