/**
 * The snippets of snippets/*.json as completions, for editors that do not read the extension's manifest: those of the
 * document's kind that fit where the cursor stands. Loaded when a client first asks.
 */
import { tableText } from 'pitchlint:tables';
import type { Document, FileKind, PitchDocument, YamlDocument } from '../core/documents/document.ts';
import { contextAt } from '../core/documents/yaml/mask.ts';
import type { SourceRange } from '../core/text/range.ts';
import type { MessageLanguage } from './convert.ts';
import type { CompletionEntry } from './types.ts';
import { branches, ofItems } from './yaml/schema-at.ts';

/** As scripts/generate/snippets.mjs writes it. */
type Row = readonly [
  kind: FileKind,
  english: 0 | 1,
  prefixes: readonly [en: string, zh: string, initials: string],
  zh: string,
  en: string,
  /** The keys it writes; in a script the stage it is for, `#` where it brings its own heading, `[[` inside a line. */
  place: readonly string[] | string,
  body: string,
];

/** Where snippets may go: which of them, what they replace, and what stands before each further line. */
interface Opening {
  readonly takes: (row: Row) => boolean;
  readonly range: SourceRange;
  readonly indent: string;
  /** Written before the body. */
  readonly lead?: string;
  /** The dash stands there already. */
  readonly dashed?: boolean;
}

let rows: readonly Row[] | undefined;

/** `preferred`: the language of snippets in a file that has no words yet; without it both are offered there. */
export function snippetsAt(
  document: Document,
  offset: number,
  preferred?: MessageLanguage,
): readonly CompletionEntry[] {
  const opening = document.kind === 'pitch' ? inScript(document, offset) : inYaml(document, offset);
  if (!opening) return [];
  rows ??= JSON.parse(tableText('snippets')) as Row[];
  const { takes, range } = opening;
  const language = languageOf(document) ?? preferred;
  const typed = document.text.slice(range.start, offset).toLowerCase();
  return rows
    .filter((row) => row[0] === document.kind && takes(row) && (isWhole(row) || speaks(row, language)))
    .map((row, index): CompletionEntry => {
      const [, english, prefixes, zh, en, , body] = row;
      const label = prefixes[(language ?? (english ? 'en' : 'zh')) === 'en' ? 0 : 1];
      // some clients compare the beginning alone
      const words = [...prefixes].sort((a, b) => Number(b.startsWith(typed)) - Number(a.startsWith(typed)));
      const lines = (opening.dashed ? body.slice(2) : body).split('\n');
      return {
        label,
        kind: 'snippet',
        detail: { zh, en },
        insertText: (opening.lead ?? '') + lines.join(`\n${opening.indent}`),
        isSnippet: true,
        range,
        // behind what else may stand there
        sortText: `~${String(index).padStart(3, '0')}`,
        filterText: words.join(' '),
      };
    });
}

/** What is there in Chinese only serves English files too. */
function speaks([kind, english, [name]]: Row, language: MessageLanguage | undefined): boolean {
  if (language === undefined) return true;
  if (language === 'zh') return !english;
  return !!english || !rows!.some((other) => other[0] === kind && other[2][0] === `${name}-en`);
}

/** Undefined where the file has no prose and does not say: the reader's guess means nothing there. */
function languageOf({ language, segments, text }: Document): MessageLanguage | undefined {
  if (language !== 'en') return 'zh';
  return segments.length > 0 || /\blang(?:uage)?["']?[ \t]*[:：]/.test(text) ? 'en' : undefined;
}

/** A whole file says its language itself. */
const isWhole = ([, , , , , , body]: Row) => body.startsWith('kind:');

// -- YAML -------------------------------------------------------------------------------------------------------------

/** A map or an entry takes a snippet when its schema knows every key of it, and none stands there yet. */
function inYaml(document: YamlDocument, offset: number): Opening | undefined {
  const cursor = contextAt(document, offset);
  if (!cursor || cursor.kind === 'value' || cursor.flow || cursor.hasColon) return undefined;
  const { path, siblings, column, range, needsSpace } = cursor;
  const keysOf = (schemas: typeof cursor.schemas) =>
    new Set(schemas.flatMap(branches).flatMap(({ properties }) => Object.keys(properties ?? {})));
  const own = keysOf(cursor.schemas);
  const ofEntries = keysOf(ofItems(cursor.schemas));
  const isNew = siblings.size === 0;
  const dashed = isNew && typeof path.at(-1) === 'number' && /^[ ]*- *$/.test(lineBefore(document, range.start));
  const all = (place: Row[5], keys: ReadonlySet<string>) => (place as string[]).every((key) => keys.has(key));
  return {
    range,
    indent: ' '.repeat(dashed ? column - 2 : column),
    lead: needsSpace ? ' ' : '',
    dashed,
    takes: (row) => {
      const [, , , , , place, body] = row;
      if (isWhole(row)) return isNew && path.length === 0 && all(place, own);
      if (body.startsWith('- ')) return isNew && all(place, dashed ? own : ofEntries);
      return !dashed && all(place, own) && (place as string[]).every((key) => !siblings.has(key));
    },
  };
}

function lineBefore({ text }: Document, offset: number): string {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
}

// -- scripts ----------------------------------------------------------------------------------------------------------

/** Letters of one of the names, so that ordinary words bring up nothing. */
const DISCLOSURE_NAME = /(?:dis[a-z-]*|披露[^\s。，；]*|pl[a-z]{1,10})$/;

function inScript(document: PitchDocument, offset: number): Opening | undefined {
  const { script } = document;
  if (script.frontMatter && offset <= script.frontMatter.range.end) return undefined;
  const before = lineBefore(document, offset);
  const start = /^([ \t]*)([\p{L}\d][\p{L}\d-]*)?$/u.exec(before);
  if (start) {
    const [, indent = '', typed = ''] = start;
    const stage = script.stages.findLast(({ range }) => range.end < offset);
    return {
      range: { start: offset - typed.length, end: offset },
      indent,
      takes: ([, , , , , place]) => {
        if (place === '[[') return false;
        if (place === '#') return indent === '';
        return stage !== undefined && (stage.id === undefined || stage.id === place);
      },
    };
  }
  const name = /^[ \t]*(?:[#>/]|->|→)/.test(before) ? undefined : DISCLOSURE_NAME.exec(before)?.[0];
  if (name === undefined) return undefined;
  const range = { start: offset - name.length, end: offset };
  return { range, indent: '', takes: ([, , , , , place]) => place === '[[' };
}
