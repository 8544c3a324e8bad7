// One language server as a child process over stdio, driven as an editor drives it. Used for ours and for peers.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';

export class LspPeer {
  /** @param {{command: string, args: string[], cwd?: string}} how */
  constructor({ command, args, cwd }) {
    this.child = spawn(command, args, { cwd, stdio: ['pipe', 'pipe', 'pipe'] });
    this.stderr = '';
    this.waiting = new Set();
    this.child.stderr.on('data', (chunk) => {
      this.stderr += chunk;
      for (const check of this.waiting) check();
    });
    this.connection = createProtocolConnection(
      new StreamMessageReader(this.child.stdout),
      new StreamMessageWriter(this.child.stdin),
    );
    this.published = new Map();
    /** The last full answer to a pull, by file: what an editor keeps and is told to keep. */
    this.pulled = new Map();
    this.connection.onNotification('textDocument/publishDiagnostics', (params) => {
      this.published.set(params.uri, params);
      for (const check of this.waiting) check();
    });
    this.connection.onRequest('workspace/configuration', (params) => params.items.map(() => ({})));
    this.connection.onRequest('client/registerCapability', () => null);
    this.connection.onRequest('window/workDoneProgress/create', () => null);
    this.connection.onRequest('workspace/diagnostic/refresh', () => null);
    this.connection.listen();
  }

  /** @param {{pull: boolean, settings?: object, rootUri?: string}} options */
  async initialize({ pull, settings, rootUri = null }) {
    this.pull = pull;
    const diagnostics = pull ? { diagnostic: { dynamicRegistration: false } } : {};
    await this.connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri,
      workspaceFolders: rootUri ? [{ uri: rootUri, name: 'bench' }] : null,
      capabilities: {
        textDocument: { ...diagnostics, publishDiagnostics: { versionSupport: true }, completion: {}, hover: {} },
        workspace: { configuration: true, didChangeConfiguration: {} },
      },
    });
    await this.connection.sendNotification('initialized', {});
    if (settings) await this.connection.sendNotification('workspace/didChangeConfiguration', { settings });
  }

  open(uri, languageId, text) {
    this.version = 1;
    this.pulled.delete(uri);
    return this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  async insert(uri, line, character, text) {
    this.version++;
    this.published.delete(uri);
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: this.version },
      contentChanges: [{ range: { start: { line, character }, end: { line, character } }, text }],
    });
  }

  /** The diagnostics of the file as it stands now, pulled (naming the last answer, as editors do) or pushed. */
  async diagnostics(uri, timeout = 120_000) {
    if (this.pull) {
      const before = this.pulled.get(uri);
      const report = await this.connection.sendRequest('textDocument/diagnostic', {
        textDocument: { uri },
        previousResultId: before?.resultId,
      });
      if (report.kind === 'unchanged') return before.items;
      this.pulled.set(uri, report);
      return report.items;
    }
    return (await this.until(() => this.published.get(uri), timeout)).diagnostics;
  }

  request(method, params) {
    return this.connection.sendRequest(method, params);
  }

  until(test, timeout) {
    const now = test();
    if (now) return Promise.resolve(now);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(check);
        reject(new Error(`no answer in ${timeout} ms\n${this.stderr.slice(-2000)}`));
      }, timeout);
      const check = () => {
        const value = test();
        if (!value) return;
        clearTimeout(timer);
        this.waiting.delete(check);
        resolve(value);
      };
      this.waiting.add(check);
    });
  }

  /** Heap after a collection, in MB; needs bench/memory-probe.mjs preloaded in the server. */
  async heapAfterCollection() {
    const before = this.stderr.length;
    this.child.kill('SIGUSR2');
    const line = await this.until(() => /pitchlint-bench-heap (\d+)/.exec(this.stderr.slice(before)), 20_000);
    return Number(line[1]) / 1048576;
  }

  /** Peak resident memory so far, in MB (Linux only; undefined elsewhere). */
  peakMemory() {
    try {
      return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${this.child.pid}/status`, 'utf8'))[1]) / 1024;
    } catch {
      return undefined;
    }
  }

  async stop() {
    await Promise.race([
      this.connection.sendRequest('shutdown').catch(() => {}),
      new Promise((r) => setTimeout(r, 2000)),
    ]);
    this.connection.dispose();
    this.child.kill();
  }
}
