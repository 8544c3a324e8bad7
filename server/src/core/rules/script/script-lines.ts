/** What the script rules share: the document when it is a script, the lines of a stage, and edits that add lines. */
import type { Fix, TextEdit } from '../../diagnostic.ts';
import type { PitchDocument, Segment } from '../../documents/document.ts';
import { partsOf, type ScriptPart } from '../../documents/pitch/parts.ts';
import type { ScriptItem, Stage, Turn } from '../../documents/pitch/script.ts';
import type { Localized } from '../../localized.ts';
import { endOfLine } from '../../text/line-index.ts';
import { insertKey, lineBreakOf } from '../plan/edits.ts';
import type { RuleContext } from '../rule.ts';

/** The document when it is a script. */
export function scriptDocument(context: RuleContext): PitchDocument | undefined {
  return context.document.kind === 'pitch' ? context.document : undefined;
}

export interface StageParts {
  readonly stage: Stage;
  readonly index: number;
  readonly parts: readonly ScriptPart[];
}

/** The stages of some kinds with their parts; a sub-heading that means the same stage belongs to the one above it. */
export function stagesOf(document: PitchDocument, ids: ReadonlySet<string>): readonly StageParts[] {
  const { stages } = document.script;
  const out: { stage: Stage; index: number; parts: ScriptPart[] }[] = [];
  for (const part of partsOf(document)) {
    if (part.stage === undefined || !ids.has(part.stage)) continue;
    const last = out[out.length - 1];
    const stage = stages[part.stageIndex]!;
    const goesOn =
      last !== undefined &&
      (last.index === part.stageIndex || (isNext(last.parts, part) && continues(last.stage, stage)));
    if (goesOn) last.parts.push(part);
    else out.push({ stage, index: part.stageIndex, parts: [part] });
  }
  return out;
}

function isNext(parts: readonly ScriptPart[], part: ScriptPart): boolean {
  const last = parts[parts.length - 1]!;
  return part.stageIndex - last.stageIndex <= 1;
}

function continues(above: Stage, stage: Stage): boolean {
  return stage.level > above.level && stage.id === above.id;
}

/** The segment of an item, when it has one. */
export function segmentOf(document: PitchDocument, item: ScriptItem | undefined): Segment | undefined {
  return item !== undefined && 'segment' in item ? document.segments[item.segment] : undefined;
}

/** Adds lines below the line that holds `offset`. */
export function linesBelow(document: PitchDocument, offset: number, lines: readonly string[]): TextEdit {
  const end = endOfLine(document.text, offset);
  return { range: { start: end, end }, newText: lines.map((line) => lineBreakOf(document.text) + line).join('') };
}

/** Adds a key to the settings at the top, which are made where there are none. */
export function inFrontMatter({ text, script }: PitchDocument, key: string, value: string): readonly TextEdit[] {
  const root = script.frontMatter?.tree.root;
  if (script.frontMatter && !root) return [];
  if (!root) return [{ range: { start: 0, end: 0 }, newText: `---\n${key}: ${value}\n---\n` }];
  return [insertKey(text, root, key, value) ?? []].flat();
}

/** `代理人：…` or `Agent: …`, as the script's own turns are written. */
export function turnLine(document: PitchDocument, like: Turn | undefined, words: Localized, indent = 0): string {
  const english = document.language === 'en';
  const name = like?.speakerName ?? (english ? 'Agent' : '代理人');
  return `${' '.repeat(indent)}${name}${english ? ': ' : '：'}${english ? words.en : words.zh}`;
}

export function fixWith(title: Localized, safety: Fix['safety'], ...edits: readonly TextEdit[]): readonly Fix[] {
  return edits.length > 0 ? [{ title, safety, edits }] : [];
}

/** Whether any of the words stands in the text (which must be in small letters). */
export function holdsAny(text: string, words: readonly string[]): boolean {
  return words.some((word) => text.includes(word));
}

/** The first of the words in the text, by position; the longer one where two begin together. */
export function firstOf(text: string, words: readonly string[]): { start: number; end: number } | undefined {
  let best: { start: number; end: number } | undefined;
  for (const word of words) {
    const start = text.indexOf(word);
    if (start < 0) continue;
    const end = start + word.length;
    if (!best || start < best.start || (start === best.start && end > best.end)) best = { start, end };
  }
  return best;
}
