/** `--fix`: safe fixes, again and again until nothing changes. A fix that would make a new error is left out, no other. */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createTwoFilesPatch } from 'diff';
import type { Diagnostic, Fix } from '../core/diagnostic.ts';
import { applyEdits } from '../core/fix.ts';
import { safeFixes } from '../features/code-actions.ts';
import type { Analysis, Session } from '../workspace/session.ts';

/** Fixes that make room for each other end well before this; two that fight never would. */
const MAX_ROUNDS = 10;

/** The analysis after fixing. Writes the file only when `write` and something changed; a BOM stays where it was. */
export async function fixFile(session: Session, uri: string, write: boolean): Promise<Analysis | undefined> {
  let analysis = await session.analysis(uri);
  const original = analysis?.document.text;
  for (let round = 0; analysis && round < MAX_ROUNDS; round++) {
    const { text } = analysis.document;
    analysis = await new Round(session, uri, analysis).fixed();
    if (analysis?.document.text === text) break;
  }
  if (write && analysis && original !== undefined && analysis.document.text !== original) {
    await replaceText(fileURLToPath(uri), analysis.document.text);
  }
  return analysis;
}

/** One round: all safe fixes that do not touch each other; where they make a new error, the halves of them, and so on. */
class Round {
  private readonly kept: Fix[] = [];

  constructor(
    private readonly session: Session,
    private readonly uri: string,
    private readonly before: Analysis,
  ) {}

  async fixed(): Promise<Analysis | undefined> {
    await this.keepGood(safeFixes(this.before.result.diagnostics));
    return this.after(this.kept);
  }

  private async keepGood(fixes: readonly Fix[]): Promise<void> {
    if (fixes.length === 0) return;
    const next = await this.after([...this.kept, ...fixes]);
    if (next && !hasNewError(this.before.result.diagnostics, next.result.diagnostics)) this.kept.push(...fixes);
    else if (fixes.length > 1) {
      const middle = fixes.length >> 1;
      await this.keepGood(fixes.slice(0, middle));
      await this.keepGood(fixes.slice(middle));
    }
  }

  private after(fixes: readonly Fix[]): Promise<Analysis | undefined> {
    const text = applyEdits(
      this.before.document.text,
      fixes.flatMap(({ edits }) => edits),
    );
    if (this.session.store.textOf(this.uri) !== text) this.session.store.put(this.uri, text);
    return this.session.analysis(this.uri);
  }
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
