/** Offsets into LSP positions and plain results into LSP shapes. The only file that knows both. */
import type {
  CodeLens,
  CompletionItem,
  CompletionItemKind,
  DiagnosticSeverity,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  Diagnostic as LspDiagnostic,
  Location as LspLocation,
  TextEdit as LspTextEdit,
  Position,
  Range,
  SelectionRange,
  SymbolInformation,
  SymbolKind,
  WorkspaceEdit,
} from 'vscode-languageserver';
import type { Diagnostic, Severity, TextEdit } from '../core/diagnostic.ts';
import type { Localized } from '../core/localized.ts';
import type { SourceRange } from '../core/text/range.ts';
import type {
  CompletionEntry,
  CompletionKind,
  DocumentLinkSpan,
  FoldingSpan,
  HoverCard,
  InlayEntry,
  LensEntry,
  Location,
  OutlineKind,
  OutlineSymbol,
  SemanticToken,
  WorkspaceEditPlan,
} from './types.ts';
import { SEMANTIC_TOKEN_KINDS } from './types.ts';

/** The language of messages; documents have more languages than messages do. */
export type MessageLanguage = 'zh' | 'en';

/** One text's offsets and positions; `TextDocument` and `LineIndex` both are. */
export interface Positions {
  positionAt(offset: number): Position;
  offsetAt(position: Position): number;
}

/** How to find another document's positions and the spelling of its URI that the editor uses. */
export interface Places {
  positionsOf(uri: string): Positions | undefined;
  clientUri(uri: string): string;
}

export function toRange(positions: Positions, range: SourceRange): Range {
  return { start: positions.positionAt(range.start), end: positions.positionAt(range.end) };
}

export function toOffsets(positions: Positions, range: Range): SourceRange {
  return { start: positions.offsetAt(range.start), end: positions.offsetAt(range.end) };
}

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = { error: 1, warning: 2, info: 3, hint: 4 };

/** `data` carries nothing: what a code action needs is looked up in the same result. */
export function toDiagnostic(
  diagnostic: Diagnostic,
  positions: Positions,
  language: MessageLanguage,
  places: Places,
): LspDiagnostic {
  const related = diagnostic.related.flatMap((location) => {
    const there = places.positionsOf(location.uri);
    if (!there) return [];
    const place = { uri: places.clientUri(location.uri), range: toRange(there, location.range) };
    return [{ location: place, message: location.message[language] }];
  });
  return {
    range: toRange(positions, diagnostic.range),
    severity: SEVERITIES[diagnostic.severity],
    code: diagnostic.rule,
    source: 'PitchLint',
    message: diagnostic.message[language],
    ...(related.length > 0 && { relatedInformation: related }),
  };
}

export function toTextEdits(edits: readonly TextEdit[], positions: Positions): LspTextEdit[] {
  return edits.map((edit) => ({ range: toRange(positions, edit.range), newText: edit.newText }));
}

/** Edits of a document whose text is not known are left out. Files are made before anything is written into them. */
export function toWorkspaceEdit(
  edits: WorkspaceEditPlan,
  places: Places,
  created: readonly { readonly uri: string; readonly text: string }[] = [],
): WorkspaceEdit {
  const changes: Record<string, LspTextEdit[]> = {};
  for (const [uri, list] of edits) {
    const positions = places.positionsOf(uri);
    if (positions && list.length > 0) changes[places.clientUri(uri)] = toTextEdits(list, positions);
  }
  if (created.length === 0) return { changes };
  const start = { line: 0, character: 0 };
  const written = (uri: string, list: LspTextEdit[]) => ({ textDocument: { uri, version: null }, edits: list });
  return {
    documentChanges: [
      ...created.map(({ uri }) => ({ kind: 'create' as const, uri, options: { ignoreIfExists: true } })),
      ...created.map(({ uri, text }) => written(uri, [{ range: { start, end: start }, newText: text }])),
      ...Object.entries(changes).map(([uri, list]) => written(uri, list)),
    ],
  };
}

export function toLocations(locations: readonly Location[], places: Places): LspLocation[] {
  return locations.flatMap(({ uri, range }) => {
    const positions = places.positionsOf(uri);
    return positions ? [{ uri: places.clientUri(uri), range: toRange(positions, range) }] : [];
  });
}

// numbers of the protocol's enumerations: importing them by value would pull the protocol into every feature
const SYMBOL_KINDS: Readonly<Record<OutlineKind, SymbolKind>> = {
  stage: 3, // namespace
  branch: 10, // enum
  turn: 15, // string
  note: 15,
  section: 2, // module
  entry: 5, // class
  field: 8,
  list: 18, // array
};

export function toSymbols(symbols: readonly OutlineSymbol[], positions: Positions): DocumentSymbol[] {
  return symbols.map((symbol) => ({
    name: symbol.name.trim() === '' ? '…' : symbol.name,
    ...(symbol.detail && { detail: symbol.detail }),
    kind: SYMBOL_KINDS[symbol.kind],
    range: toRange(positions, symbol.range),
    selectionRange: toRange(positions, symbol.selection),
    ...(symbol.children.length > 0 && { children: toSymbols(symbol.children, positions) }),
  }));
}

export function toSymbolInformation(symbol: OutlineSymbol, uri: string, positions: Positions): SymbolInformation {
  return {
    name: symbol.name,
    kind: SYMBOL_KINDS[symbol.kind],
    location: { uri, range: toRange(positions, symbol.selection) },
    ...(symbol.detail && { containerName: symbol.detail }),
  };
}

export function toFoldings(spans: readonly FoldingSpan[], positions: Positions): FoldingRange[] {
  return spans.map(({ range, kind }) => ({
    startLine: positions.positionAt(range.start).line,
    endLine: positions.positionAt(range.end).line,
    ...(kind === 'comment' && { kind: 'comment' }),
  }));
}

/** From the smallest outwards, as LSP nests them; a place without any range answers with the empty range there. */
export function toSelection(ranges: readonly SourceRange[], offset: number, positions: Positions): SelectionRange {
  let parent: SelectionRange | undefined;
  for (const range of [...ranges].reverse()) parent = { range: toRange(positions, range), ...(parent && { parent }) };
  return parent ?? { range: toRange(positions, { start: offset, end: offset }) };
}

const TOKEN_KINDS = new Map(SEMANTIC_TOKEN_KINDS.map((kind, index) => [kind, index]));

/** Five numbers per token, each relative to the one before. Tokens are sorted: lines are walked, not searched. */
export function toSemanticTokens(tokens: readonly SemanticToken[], positions: Positions): Uint32Array {
  const data = new Uint32Array(tokens.length * 5);
  const startOf = (line: number) => positions.offsetAt({ line, character: 0 });
  let line = 0;
  let lineStart = 0;
  let nextStart = startOf(1);
  let lastLine = 0;
  let lastStart = 0;
  let at = 0;
  for (const { range, kind } of tokens) {
    while (nextStart <= range.start && nextStart > lineStart) {
      lineStart = nextStart;
      nextStart = startOf(++line + 1);
    }
    const isSameLine = line === lastLine;
    data[at++] = line - lastLine;
    data[at++] = range.start - (isSameLine ? lastStart : lineStart);
    data[at++] = range.end - range.start;
    data[at++] = TOKEN_KINDS.get(kind)!;
    at++;
    lastLine = line;
    lastStart = range.start;
  }
  return data;
}

const COMPLETION_KINDS: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  stage: 9, // module
  speaker: 14, // keyword
  label: 14,
  target: 18, // reference
  placeholder: 6, // variable
  product: 7, // class
  clause: 18,
  disclosure: 21, // constant
  file: 17,
  key: 10, // property
  value: 20, // enum member
  id: 18,
  snippet: 15,
  mark: 14,
};

export function toCompletion(entry: CompletionEntry, positions: Positions, language: MessageLanguage): CompletionItem {
  return {
    label: entry.label,
    kind: COMPLETION_KINDS[entry.kind],
    detail: entry.detail[language],
    ...(entry.documentation && { documentation: { kind: 'markdown', value: entry.documentation[language] } }),
    sortText: entry.sortText,
    ...(entry.filterText !== undefined && { filterText: entry.filterText }),
    insertTextFormat: entry.isSnippet ? 2 : 1,
    // several lines carry their own indentation
    insertTextMode: 1,
    textEdit: { range: toRange(positions, entry.range), newText: entry.insertText },
  };
}

export function toHover(card: HoverCard, positions: Positions, language: MessageLanguage): Hover {
  return { contents: { kind: 'markdown', value: card[language] }, range: toRange(positions, card.range) };
}

export function toLink(link: DocumentLinkSpan, positions: Positions, language: MessageLanguage): DocumentLink {
  return {
    range: toRange(positions, link.range),
    target: link.target,
    ...(link.tooltip && { tooltip: link.tooltip[language] }),
  };
}

export function toInlay(entry: InlayEntry, positions: Positions, language: MessageLanguage): InlayHint {
  return {
    position: positions.positionAt(entry.offset),
    label: entry.label[language],
    paddingLeft: true,
    ...(entry.tooltip && { tooltip: entry.tooltip[language] }),
  };
}

export function toLens(entry: LensEntry, positions: Positions, language: MessageLanguage): CodeLens {
  return {
    range: toRange(positions, entry.range),
    command: { title: entry.title[language], command: entry.command, arguments: [...entry.arguments] },
  };
}

export function say(text: Localized, language: MessageLanguage): string {
  return text[language];
}
