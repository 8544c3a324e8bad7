/** What the suite does in VS Code, said once: open, wait, read what is underlined, apply. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { PitchLintApi } from '../../../client/src/session.ts';

/** Starts the extension and returns what it offers. */
export async function extension(): Promise<PitchLintApi> {
  const found = vscode.extensions.getExtension<PitchLintApi>('pitchlint.pitchlint');
  assert.ok(found, 'the extension is not installed');
  return found.activate();
}

/** Opens a file of the test workspace in an editor. */
export async function open(name: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(uriOf(name));
}

/** A file of the test workspace by its path in it. */
export function uriOf(name: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'the test workspace is not open');
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Closes every editor without asking, and gives the test workspace the files and texts that it had at the first call. */
export async function startOver(): Promise<void> {
  await closeEditors();
  const first = asFound.size === 0;
  for (const name of await fileNames()) {
    const text = await saved(name);
    if (first) asFound.set(name, text);
    const before = asFound.get(name);
    if (text === before) continue;
    if (before === undefined) {
      await vscode.workspace.fs.delete(uriOf(name));
      continue;
    }
    // through the editor: a file that changes behind its back is refused at the next save
    const { document } = await open(name);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, everything(document), before);
    assert.ok((await vscode.workspace.applyEdit(edit)) && (await document.save()), `${name} could not be restored`);
  }
  await closeEditors();
}

/** Every file of the test workspace, as a path in it. */
async function fileNames(folder = ''): Promise<string[]> {
  const names: string[] = [];
  for (const [name, type] of await vscode.workspace.fs.readDirectory(uriOf(folder)))
    if (type === vscode.FileType.Directory) names.push(...(await fileNames(`${folder}${name}/`)));
    else names.push(folder + name);
  return names;
}

const asFound = new Map<string, string>();

async function closeEditors(): Promise<void> {
  while (vscode.window.activeTextEditor)
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}

/** The range of the whole text. */
export function everything(document: vscode.TextDocument): vscode.Range {
  return new vscode.Range(new vscode.Position(0, 0), document.lineAt(document.lineCount - 1).range.end);
}

/** The text of a file of the test workspace, as it is on disk. */
export async function saved(name: string): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uriOf(name)));
}

/** Opens an untitled document. */
export async function untitled(language: string, content: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content }));
}

/** Asks again and again until the answer is there. Fails after a minute, saying what was waited for, and what there is. */
export async function until<T>(
  what: string | (() => string),
  ask: () => T | undefined | false | PromiseLike<T | undefined | false>,
) {
  const end = Date.now() + 60_000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) assert.fail(`waited in vain for ${typeof what === 'string' ? what : what()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** `rule «underlined text»` of every finding in a document, in its order. */
export function findings(document: vscode.TextDocument): string[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .sort((a, b) => a.range.start.compareTo(b.range.start))
    .map((diagnostic) => `${ruleOf(diagnostic)} «${document.getText(diagnostic.range)}»`);
}

/** The findings and the text, for a message. */
export function shown(document: vscode.TextDocument): string {
  return `there is ${findings(document).join(', ') || 'no finding'} in:\n${document.getText()}`;
}

/** Waits until a rule has underlined something, and returns the first such finding. */
export function finding(document: vscode.TextDocument, rule: string): Promise<vscode.Diagnostic> {
  return until(
    () => `${rule}; ${shown(document)}`,
    () => vscode.languages.getDiagnostics(document.uri).find((diagnostic) => ruleOf(diagnostic) === rule),
  );
}

export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** The range of the first occurrence of a text. */
export function place(document: vscode.TextDocument, text: string): vscode.Range {
  const at = document.getText().indexOf(text);
  assert.ok(at >= 0, `the document has no ${text}`);
  return new vscode.Range(document.positionAt(at), document.positionAt(at + text.length));
}

export async function quickFixes(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
  const kind = vscode.CodeActionKind.QuickFix.value;
  return vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, range, kind, 20);
}

export async function hoverText(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return hovers
    .flatMap((hover) => hover.contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n');
}

/** Labels of the completion list at a place. */
export async function completions(document: vscode.TextDocument, position: vscode.Position): Promise<string[]> {
  return (await completionList(document, position)).map(labelOf);
}

/** Takes an entry of the list at the cursor, as Enter would, and puts the cursor behind it. */
export async function complete(editor: vscode.TextEditor, label: string): Promise<vscode.CompletionItem> {
  const at = editor.selection.active;
  const list = await completionList(editor.document, at);
  const item = list.find((entry) => labelOf(entry) === label);
  assert.ok(item, `${label} is not among ${list.map(labelOf).join(', ')}`);
  const range = item.range instanceof vscode.Range ? item.range : (item.range?.replacing ?? new vscode.Range(at, at));
  const text = item.insertText ?? label;
  const snippet = typeof text === 'string' ? new vscode.SnippetString().appendText(text) : text;
  await editor.insertSnippet(snippet, range);
  return item;
}

/** Puts the cursor behind the first occurrence of a text, and that place into view. */
export function cursorAfter(editor: vscode.TextEditor, text: string): vscode.Position {
  const { end } = place(editor.document, text);
  editor.selection = new vscode.Selection(end, end);
  editor.revealRange(editor.selection);
  return end;
}

/** Types as a person does: through the editor's own command, so that brackets close and lines indent. */
export async function type(text: string): Promise<void> {
  for (const part of text) await vscode.commands.executeCommand('type', { text: part });
}

async function completionList(document: vscode.TextDocument, position: vscode.Position) {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    position,
  );
  return list.items;
}

function labelOf({ label }: vscode.CompletionItem): string {
  return typeof label === 'string' ? label : label.label;
}

/** Renames what stands at a place, everywhere, and saves. @returns the names of the files that it touched, sorted */
export async function rename(document: vscode.TextDocument, at: vscode.Position, newName: string): Promise<string[]> {
  const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
    'vscode.executeDocumentRenameProvider',
    document.uri,
    at,
    newName,
  );
  assert.ok(await vscode.workspace.applyEdit(edit), 'the rename could not be applied');
  const touched = edit.entries().map(([uri]) => uri);
  for (const uri of touched) await saveDocument(uri);
  return touched.map(nameOf).sort();
}

/** Saves a file that an edit has changed; an edit from a menu does so by itself. */
export async function saveDocument(uri: vscode.Uri): Promise<void> {
  // not saveAll: a file that the edit alone has opened has no editor, and is marked as changed only a moment later
  const changed = await vscode.workspace.openTextDocument(uri);
  const onDisk = async () => new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  await until(
    `${nameOf(uri)} to be saved`,
    async () => (await changed.save()) && (await onDisk()) === changed.getText(),
  );
}

function nameOf({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Formats a document. @returns how many edits that took */
export async function format(document: vscode.TextDocument): Promise<number> {
  const options = { tabSize: 2, insertSpaces: true };
  const edits = await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>(
    'vscode.executeFormatDocumentProvider',
    document.uri,
    options,
  );
  if (!edits?.length) return 0;
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, edits);
  assert.ok(await vscode.workspace.applyEdit(edit), 'the formatting could not be applied');
  return edits.length;
}
