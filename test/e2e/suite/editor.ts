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
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'the test workspace is not open');
  return vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, name));
}

/** Opens an untitled document. */
export async function untitled(language: string, content: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content }));
}

/** Asks again and again until the answer is there. Fails after half a minute, saying what was waited for, and what there is. */
export async function until<T>(
  what: string | (() => string),
  ask: () => T | undefined | false | PromiseLike<T | undefined | false>,
) {
  const end = Date.now() + 30_000;
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
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    position,
  );
  return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}
