/** Which files are ours, and of which kind: by name, or for an untitled text by language id and its `kind:` line. */
import type { FileKind } from '../core/documents/document.ts';
import { nameOf } from './uri.ts';

const BY_SUFFIX: readonly (readonly [string, FileKind])[] = [
  ['.plan.yaml', 'plan'],
  ['.plan.yml', 'plan'],
  ['.client.yaml', 'client'],
  ['.client.yml', 'client'],
  ['.catalog.yaml', 'catalog'],
  ['.catalog.yml', 'catalog'],
  ['.goals.yaml', 'goals'],
  ['.goals.yml', 'goals'],
  ['.pitch', 'pitch'],
  ['.pitch.md', 'pitch'],
];

export const CONFIG_NAMES = ['pitchlint.yaml', 'pitchlint.yml'] as const;

/** Name endings of every kind of file that is checked when a folder is. */
export const SUFFIXES: readonly string[] = [...BY_SUFFIX.map(([suffix]) => suffix), ...CONFIG_NAMES];

/** The kind that the file's name says, or undefined when it is none of ours. Pack files are told apart by config.ts. */
export function kindOfName(uri: string): FileKind | undefined {
  const name = nameOf(uri).toLowerCase();
  if ((CONFIG_NAMES as readonly string[]).includes(name)) return 'config';
  for (const [suffix, kind] of BY_SUFFIX) if (name.endsWith(suffix)) return kind;
  return undefined;
}

/**
 * The kind of an opened text: its name first; then, for an untitled text or one that the user has set to our language,
 * the `kind:` line. A YAML text of ours without such a line is read as a plan, so that help is there from the first key.
 */
export function kindOfText(uri: string, languageId: string | undefined, text: string): FileKind | undefined {
  const named = kindOfName(uri);
  if (named) return named;
  if (languageId === 'pitch' || isMarkedMarkdown(uri, text)) return 'pitch';
  if (languageId !== 'pitchlint-yaml') return undefined;
  const written = /^kind\s*[:：]\s*['"]?(plan|client|catalog|goals)\b/m.exec(text.slice(0, 4000))?.[1];
  return (written as FileKind | undefined) ?? 'plan';
}

/** Endings of files that are scripts only when their front matter says so. */
export const MARKDOWN_SUFFIXES = ['.md', '.markdown'] as const;

/** Whether the name could be a Markdown script's; its text decides. */
export function isMarkdown(uri: string): boolean {
  const name = nameOf(uri).toLowerCase();
  return !kindOfName(uri) && MARKDOWN_SUFFIXES.some((suffix) => name.endsWith(suffix));
}

const FRONT_MATTER = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;
const MARK = /(?:^|[{,])\s*["']?pitchlint["']?\s*[:：]\s*["']?script["']?\s*(?:$|[,}#])/m;

/** A Markdown file is a script when its front matter says `pitchlint: script`, in rows or in braces. */
function isMarkedMarkdown(uri: string, text: string): boolean {
  if (!isMarkdown(uri)) return false;
  const head = FRONT_MATTER.exec(text.slice(0, 20_000));
  return head !== null && MARK.test(head[1]!);
}
