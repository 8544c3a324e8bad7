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
  const first = await session.analysis(uri);
  const original = first?.document.text;
  let analysis = first && (await allAtOnce(session, uri, first));
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

/**
 * All safe fixes of every round, judged by the end: a mended colon uncovers a misspelt key, which the next round mends.
 * Where an error is left that was not there before, the text is what it was.
 */
async function allAtOnce(session: Session, uri: string, first: Analysis): Promise<Analysis> {
  let analysis = first;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const { text } = analysis.document;
    const next = await analysisOf(session, uri, fixedText(analysis, safeFixes(analysis.result.diagnostics)));
    if (!next) break;
    analysis = next;
    if (next.document.text === text) break;
  }
  if (!hasNewError(first.result.diagnostics, analysis.result.diagnostics)) return analysis;
  return (await analysisOf(session, uri, first.document.text)) ?? first;
}

function fixedText({ document }: Analysis, fixes: readonly Fix[]): string {
  return applyEdits(
    document.text,
    fixes.flatMap(({ edits }) => edits),
  );
}

function analysisOf(session: Session, uri: string, text: string): Promise<Analysis | undefined> {
  if (session.store.textOf(uri) !== text) session.store.put(uri, text);
  return session.analysis(uri);
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
    return analysisOf(this.session, this.uri, fixedText(this.before, fixes));
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
