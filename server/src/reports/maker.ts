/**
 * What a report is made by: a part per document, kept small, and a function that joins the parts. So a thousand clients
 * are read one after another, and the report of one document is the same code.
 */
import { placeBeside } from '../core/beside.ts';
import type { LintResult } from '../core/diagnostic.ts';
import type { Document, FileKind } from '../core/documents/document.ts';
import { LineIndex } from '../core/text/line-index.ts';
import type { SourceRange } from '../core/text/range.ts';
import type { ReportContext } from './context.ts';
import type { Mask } from './mask.ts';
import type { Block, ReportLanguage, Say } from './model.ts';

/** One document in hand, with what its part may look at. */
export interface ReportSource {
  readonly document: Document;
  readonly context: ReportContext;
  /** Findings; only where the maker wants them. */
  readonly result?: LintResult;
  /** How the file is called in the report. */
  readonly path: string;
  readonly mask: Mask;
  readonly language: ReportLanguage;
  readonly say: Say;
}

/** What joining knows besides the parts. */
export interface JoinContext {
  readonly language: ReportLanguage;
  readonly say: Say;
  readonly context: Pick<ReportContext, 'ruleSet' | 'asOf'>;
  /** Ids of the rules that ran on any of the documents. */
  readonly rulesRun: readonly string[];
  /** Files that could not be read, with the reason. */
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
}

export interface ReportMaker<Part> {
  readonly kinds: readonly FileKind[];
  readonly title: { readonly zh: string; readonly en: string };
  /** Set when findings are needed. */
  readonly lints?: true;
  /** Set when its parts hold no piece of a document's text. */
  readonly isDetached?: true;
  /** Undefined when the document has nothing for this report. Plain data: what is kept of a document is its JSON. */
  readonly part: (source: ReportSource) => Part | undefined;
  readonly join: (parts: readonly Part[], context: JoinContext) => readonly Block[];
}

/** `path:line` of a range, one-based. */
export function placeIn(source: Pick<ReportSource, 'document' | 'path'>, range: SourceRange): string {
  const lines = indexOf(source.document);
  return `${source.path}:${lines.positionAt(range.start).line + 1}`;
}

const indices = placeBeside<Document, LineIndex>();

function indexOf(document: Document): LineIndex {
  const known = indices.get(document);
  if (known) return known;
  const made = new LineIndex(document.text);
  indices.set(document, made);
  return made;
}
