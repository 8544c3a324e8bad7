/** Runs in the web extension host, a worker: the bundle holds mocha's browser build and the tests. */
import 'mocha';
import * as vscode from 'vscode';

export async function run(): Promise<void> {
  console.log(`VS Code ${vscode.version}, web`);
  mocha.setup({ ui: 'bdd', reporter: 'spec', timeout: 60_000, color: false });
  // after setup, which is what defines `describe`
  await import('./extension.test.ts');
  const failures = await new Promise<number>((resolve) => {
    mocha.run(resolve);
  });
  if (failures > 0) throw new Error(`${failures} failed`);
}
