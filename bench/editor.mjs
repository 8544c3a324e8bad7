// What a person feels in the editor: keystroke → diagnostics, completion, hover, start, memory.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { LspPeer } from './lsp-peer.mjs';
import { quantile } from './statistics.mjs';

/** Our own server, as an editor starts it; `preloaded` are flags of Node. */
export function ourServer(root, preloaded = []) {
  const args = [...preloaded, path.join(root, 'dist/cli.mjs'), 'lsp', '--stdio'];
  return new LspPeer({ command: process.execPath, args });
}

/** Our own server with the memory probe: it takes some milliseconds more to start. */
export function probedServer(root) {
  return ourServer(root, ['--import', pathToFileURL(path.join(root, 'bench/memory-probe.mjs')).href]);
}

/** yaml-language-server, validating against the same JSON Schema that we publish. */
export function yamlPeer(peers) {
  return new LspPeer({ command: peers.newNode, args: [peers.yamlLanguageServer, '--stdio'] });
}

/**
 * Types `strokes` characters one after the other in the middle of the file and waits for the diagnostics each time.
 * @returns {{times: number[], shown: number}} milliseconds a stroke; diagnostics after the last
 */
export async function typing(server, uri, at, strokes) {
  const times = [];
  let shown = 0;
  for (let i = 0; i < strokes; i++) {
    const started = performance.now();
    await server.insert(uri, at.line, at.character + i, '字x1a'[i % 4]);
    shown = (await server.diagnostics(uri)).length;
    times.push(performance.now() - started);
  }
  return { times, shown };
}

/** Milliseconds for each of `count` requests at one place, after an edit each. */
export async function asking(server, method, uri, at, count) {
  const times = [];
  for (let i = 0; i < count; i++) {
    await server.insert(uri, at.line, at.character, 'a');
    const started = performance.now();
    await server.request(method, { textDocument: { uri }, position: { line: at.line, character: at.character + 1 } });
    times.push(performance.now() - started);
  }
  return times;
}

/**
 * Renames one name of an open file several times over.
 * @returns {Promise<{times: number[], edits: number}>} milliseconds each, the first with every file still unread
 */
export async function renaming(server, uri, at, times) {
  const took = [];
  let edits = 0;
  for (let i = 0; i < times; i++) {
    const started = performance.now();
    const answer = await server.request('textDocument/rename', {
      textDocument: { uri },
      position: at,
      newName: `renamed-${i}`,
    });
    took.push(performance.now() - started);
    edits = Object.values(answer.changes ?? {}).flat().length;
  }
  return { times: took, edits };
}

/** Milliseconds for outline and semantic tokens of the whole file, after an edit each; tokens as editors ask: what changed. */
export async function wholeFile(server, uri, at, count) {
  const outline = [];
  const tokens = [];
  const textDocument = { uri };
  let { resultId } = await server.request('textDocument/semanticTokens/full', { textDocument });
  for (let i = 0; i < count; i++) {
    await server.insert(uri, at.line, at.character, 'a');
    let started = performance.now();
    await server.request('textDocument/documentSymbol', { textDocument });
    outline.push(performance.now() - started);
    await server.insert(uri, at.line, at.character, 'b');
    started = performance.now();
    const answer = await server.request('textDocument/semanticTokens/full/delta', {
      textDocument,
      previousResultId: resultId,
    });
    tokens.push(performance.now() - started);
    resultId = answer.resultId;
  }
  return { outline, tokens };
}

/** Where in a text to type: the end of the first line past the middle that satisfies `wanted`, else of the last before. */
export function middleOf(text, wanted) {
  const lines = text.split('\n');
  const half = lines.length >> 1;
  const after = lines.findIndex((content, i) => i >= half && wanted(content));
  const line = after >= 0 ? after : lines.findLastIndex(wanted);
  return { line, character: lines[line].length };
}

/** Process start to the first diagnostics of a file, in milliseconds. */
export async function startToDiagnostics(start, uri, languageId, text, options) {
  const started = performance.now();
  const server = start();
  await server.initialize(options);
  await server.open(uri, languageId, text);
  await server.diagnostics(uri);
  const took = performance.now() - started;
  await server.stop();
  return took;
}

export const spread = (times) => ({ p50: quantile(times, 0.5), p95: quantile(times, 0.95) });
