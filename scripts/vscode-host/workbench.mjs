// Serves the VS Code workbench on a free port of 127.0.0.1 with fresh user data, an extension installed in it or not.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { codeServerEntry, hostNode, installWorkbench } from './install.mjs';

const quietSettings = {
  'workbench.startupEditor': 'none',
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'git.enabled': false,
  // as on a desktop; in a browser files would save themselves
  'files.autoSave': 'off',
};

/**
 * Starts it. `testDriver`: without it a built VS Code ignores the extension and the tests that the page's payload names.
 * @returns url, authority (host:port) for vscode-remote URIs, log(), and stop(), which also removes the user data
 */
export async function startWorkbench({ vsix, settings = {}, testDriver = false } = {}) {
  await installWorkbench();
  const home = mkdtempSync(path.join(tmpdir(), 'pitchlint-workbench-'));
  const data = path.join(home, 'data');
  const extensions = path.join(home, 'extensions');
  mkdirSync(path.join(data, 'User'), { recursive: true });
  mkdirSync(extensions);
  writeFileSync(path.join(data, 'User/settings.json'), JSON.stringify({ ...quietSettings, ...settings }));

  const env = { ...process.env, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home };
  // set inside another VS Code's terminal, these would lead to that one
  for (const name of ['PORT', 'VSCODE_IPC_HOOK_CLI', 'VSCODE_LOGS', 'LD_LIBRARY_PATH']) delete env[name];
  const common = [
    codeServerEntry,
    ...['--config', path.join(home, 'config.yaml'), '--user-data-dir', data, '--extensions-dir', extensions],
  ];
  if (vsix) {
    const result = spawnSync(hostNode, [...common, '--install-extension', vsix], { env, encoding: 'utf8' });
    if (result.status !== 0) throw new Error(`${vsix} could not be installed: ${result.stdout}${result.stderr}`);
  }

  const child = spawn(
    hostNode,
    [
      ...common,
      ...['--auth', 'none', '--bind-addr', '127.0.0.1:0'],
      ...['--disable-telemetry', '--disable-update-check', '--disable-workspace-trust'],
      ...['--disable-getting-started-override', '--ignore-last-opened'],
      ...(testDriver ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
    ],
    { env, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let log = '';
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
    }
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    const url = await new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`the workbench did not start within a minute:\n${log}`)), 60_000);
      const listen = (bytes) => {
        log += bytes;
        const address = /HTTP server listening on (http:\/\/[^\s/]+)/.exec(log);
        if (!address) return;
        clearTimeout(timer);
        resolve(address[1]);
      };
      child.stdout.on('data', listen);
      child.stderr.on('data', listen);
      child.on('error', reject);
      child.on('exit', (code) => reject(new Error(`the workbench ended with ${code}:\n${log}`)));
    });
    return { url, authority: new URL(url).host, log: () => log, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
