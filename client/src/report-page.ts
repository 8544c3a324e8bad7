/**
 * Reports as pages: the server's HTML in a tab, as it prints. The HTML has no script and no link to elsewhere, and the tab
 * allows none. From the tab it is saved for the browser and the printer, or opened as Markdown to write on.
 */
import * as vscode from 'vscode';

export interface ReportView {
  readonly title: string;
  readonly html: string;
}

export interface ReportPage extends vscode.Disposable {
  /** The page in front; undefined when no report is. */
  view(): ReportView | undefined;
  /** Shows a report in a tab of its own. `markdown` makes the same report as Markdown, when it is asked for. */
  show(view: ReportView, markdown: () => Thenable<string>): void;
  save(): Promise<void>;
  asMarkdown(): Promise<void>;
}

interface Shown {
  readonly panel: vscode.WebviewPanel;
  readonly view: ReportView;
  readonly markdown: () => Thenable<string>;
}

export function reportPage(): ReportPage {
  const open = new Set<Shown>();
  const front = () => [...open].find(({ panel }) => panel.active);

  return {
    view: () => front()?.view,
    show: (view, markdown) => {
      const options = { enableScripts: false, enableFindWidget: true, localResourceRoots: [] };
      const panel = vscode.window.createWebviewPanel('pitchlint.report', view.title, vscode.ViewColumn.Active, options);
      panel.webview.html = view.html;
      const shown = { panel, view, markdown };
      open.add(shown);
      panel.onDidDispose(() => open.delete(shown));
    },
    save: async () => {
      const shown = front();
      if (shown) await saveAsHtml(shown.view);
    },
    asMarkdown: async () => {
      const shown = front();
      if (!shown) return;
      const content = await shown.markdown();
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'markdown', content }));
    },
    dispose: () => {
      for (const { panel } of [...open]) panel.dispose();
    },
  };
}

async function saveAsHtml({ title, html }: ReportView): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const name = `${title.replace(/[\\/:*?"<>|]/g, ' ').trim()}.html`;
  const target = await vscode.window.showSaveDialog({
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder.uri, name) }),
    filters: { HTML: ['html'] },
  });
  if (!target) return;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(html));
  const look = vscode.l10n.t('Open in Browser');
  const message = vscode.l10n.t('Saved. In the browser it can be printed.');
  if ((await vscode.window.showInformationMessage(message, look)) === look) await vscode.env.openExternal(target);
}
