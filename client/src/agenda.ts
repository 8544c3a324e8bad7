/** The agenda in the side bar: today, this week, later; a click opens the line. Refreshed when files change or the day does. */
import * as vscode from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import type { AgendaEntry, AgendaRequest, AgendaView } from '../../server/src/protocol.ts';

/** A section with its entries, or one entry. */
type Node = Section | AgendaEntry;
interface Section {
  readonly id: 'today' | 'week' | 'later';
  readonly items: readonly AgendaEntry[];
}

export interface AgendaTree extends vscode.Disposable {
  /** What the tree shows; undefined before the first answer. */
  view(): AgendaView | undefined;
  /** Asks the server anew. */
  refresh(): Promise<void>;
}

/** Milliseconds without a change before the server is asked again. */
const QUIET = 600;
/** How often it is asked whether another day has begun. */
const DAY_CHECK = 10 * 60_000;

export function showAgenda(client: BaseLanguageClient): AgendaTree {
  const changed = new vscode.EventEmitter<undefined>();
  let view: AgendaView | undefined;
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const refresh = async () => {
    if (client.state !== State.Running) return;
    const turn = ++asked;
    const params: AgendaRequest['params'] = {};
    const answer = await client.sendRequest<AgendaRequest['result']>('pitchlint/agenda', params).catch(() => undefined);
    if (turn !== asked || !answer) return;
    view = answer;
    tree.description = vscode.l10n.t('as of {0}', answer.asOf);
    tree.message = answer.notices.join('\n') || (empty(answer) ? vscode.l10n.t('Nothing is due.') : undefined);
    const count = answer.sections.find(({ id }) => id === 'today')?.items.length ?? 0;
    tree.badge = count > 0 ? { value: count, tooltip: vscode.l10n.t('{0} due today', count) } : undefined;
    changed.fire(undefined);
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (tree.visible) void refresh();
    }, QUIET);
  };

  const provider: vscode.TreeDataProvider<Node> = {
    onDidChangeTreeData: changed.event,
    getChildren: (node) => {
      if (!node) return view?.sections.filter(({ items }) => items.length > 0).map((section) => ({ ...section })) ?? [];
      return 'items' in node ? [...node.items] : [];
    },
    getTreeItem: (node) => ('items' in node ? sectionItem(node) : entryItem(node)),
  };
  const tree = vscode.window.createTreeView('pitchlint.agenda', { treeDataProvider: provider });
  const ours = vscode.workspace.createFileSystemWatcher('**/*.{plan,client,catalog,goals}.{yaml,yml}');
  const scripts = vscode.workspace.createFileSystemWatcher('**/*.pitch');
  const day = setInterval(soon, DAY_CHECK);
  const watching = [ours, scripts].flatMap((watcher) => [
    watcher,
    watcher.onDidChange(soon),
    watcher.onDidCreate(soon),
    watcher.onDidDelete(soon),
  ]);
  const listeners = vscode.Disposable.from(
    tree,
    changed,
    ...watching,
    tree.onDidChangeVisibility(({ visible }) => visible && void refresh()),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document.languageId === 'pitchlint-yaml' || document.languageId === 'pitch') soon();
    }),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('pitchlint') && soon()),
    client.onDidChangeState(({ newState }) => newState === State.Running && void refresh()),
  );
  return {
    view: () => view,
    refresh,
    dispose: () => {
      clearTimeout(timer);
      clearInterval(day);
      listeners.dispose();
    },
  };
}

function empty(view: AgendaView): boolean {
  return view.sections.every(({ items }) => items.length === 0);
}

function sectionItem({ id, items }: Section): vscode.TreeItem {
  const titles: Readonly<Record<Section['id'], string>> = {
    today: vscode.l10n.t('Today'),
    week: vscode.l10n.t('This week'),
    later: vscode.l10n.t('Later'),
  };
  const open = id === 'later' ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.Expanded;
  const item = new vscode.TreeItem(titles[id], open);
  item.id = id;
  item.description = String(items.length);
  return item;
}

const ICONS: Readonly<Record<string, string>> = {
  'cooling-off': 'watch',
  callback: 'call-incoming',
  underwriting: 'files',
  claim: 'pulse',
  complaint: 'comment-unresolved',
  review: 'checklist',
  event: 'gift',
  festival: 'gift',
  'follow-up': 'person',
  referral: 'organization',
  study: 'book',
  approval: 'verified',
  catalog: 'library',
};

function entryItem(entry: AgendaEntry): vscode.TreeItem {
  const item = new vscode.TreeItem(entry.who ? `${entry.who} · ${entry.title}` : entry.title);
  item.description = entry.due;
  item.iconPath = new vscode.ThemeIcon(ICONS[entry.kind] ?? 'calendar');
  item.tooltip = [entry.title, entry.detail, entry.due].filter(Boolean).join('\n');
  item.contextValue = entry.kind;
  item.command = { title: vscode.l10n.t('Open'), command: 'pitchlint.openAgendaItem', arguments: [entry] };
  return item;
}

/** Opens the line that an entry stands on. */
export async function openEntry(entry: AgendaEntry): Promise<void> {
  const at = new vscode.Position(entry.line, entry.character);
  const options = { selection: new vscode.Range(at, at), preview: true };
  await vscode.window.showTextDocument(vscode.Uri.parse(entry.uri), options);
}
