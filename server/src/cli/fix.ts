/** `--fix`: safe fixes, again and again until nothing changes. A round that would make a new error is not kept. */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createTwoFilesPatch } from 'diff';
import type { Diagnostic } from '../core/diagnostic.ts';
import { applyEdits } from '../core/fix.ts';
import { safeEdits } from '../features/code-actions.ts';
import type { Analysis, Session } from '../workspace/session.ts';

/** Fixes that make room for each other end well before this; two that fight never would. */
const MAX_ROUNDS = 10;

/** The analysis after fixing. Writes the file only when `write` and something changed; a BOM stays where it was. */
export async function fixFile(session: Session, uri: string, write: boolean): Promise<Analysis | undefined> {
  let analysis = await session.analysis(uri);
  const original = analysis?.document.text;
  for (let round = 0; analysis && round < MAX_ROUNDS; round++) {
    const { text } = analysis.document;
    const edits = safeEdits(analysis.result.diagnostics);
    if (edits.length === 0) break;
    session.store.put(uri, applyEdits(text, edits));
    const next = await session.analysis(uri);
    if (!next || hasNewError(analysis.result.diagnostics, next.result.diagnostics)) {
      session.store.put(uri, text);
      analysis = await session.analysis(uri);
      break;
    }
    analysis = next;
  }
  if (write && analysis && original !== undefined && analysis.document.text !== original) {
    await replaceText(fileURLToPath(uri), analysis.document.text);
  }
  return analysis;
}

/** A unified diff; empty when nothing changed. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return '';
  const patch = createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, { context: 3 });
  return patch.replace(/^=+\n/, '');
}

function hasNewError(before: readonly Diagnostic[], after: readonly Diagnostic[]): boolean {
  const count = (list: readonly Diagnostic[]) => {
    const counts = new Map<string, number>();
    for (const d of list) if (d.severity === 'error') counts.set(d.rule, (counts.get(d.rule) ?? 0) + 1);
    return counts;
  };
  const had = count(before);
  return [...count(after)].some(([rule, n]) => n > (had.get(rule) ?? 0));
}

async function replaceText(path: string, text: string): Promise<void> {
  const old = await readFile(path);
  const hasBom = old[0] === 0xef && old[1] === 0xbb && old[2] === 0xbf;
  await writeFile(path, hasBom ? `\ufeff${text}` : text);
}
