/**
 * What editor features return: plain data with UTF-16 offsets, no LSP types, no lines. features/convert.ts alone turns
 * them into what the protocol wants. One `FileFeatures` per file kind; the router picks it from a table, never by a switch.
 */
import type { Diagnostic, TextEdit } from '../core/diagnostic.ts';
import type { Document } from '../core/documents/document.ts';
import type { Localized } from '../core/localized.ts';
import type { Project } from '../core/project.ts';
import type { RuleSet } from '../core/rules/rule-set.ts';
import type { SourceRange } from '../core/text/range.ts';

export type OutlineKind = 'stage' | 'branch' | 'turn' | 'note' | 'section' | 'entry' | 'field' | 'list';

export interface OutlineSymbol {
  readonly name: string;
  readonly detail?: string;
  readonly kind: OutlineKind;
  /** Everything it holds; contains `selection` and the ranges of all children. */
  readonly range: SourceRange;
  readonly selection: SourceRange;
  readonly children: readonly OutlineSymbol[];
}

export interface FoldingSpan {
  /** From the first character of the first line to the last character of the last line; always more than one line. */
  readonly range: SourceRange;
  readonly kind: 'region' | 'comment';
}

/** In the order of the legend that the server announces. */
export const SEMANTIC_TOKEN_KINDS = [
  'stage',
  'speaker',
  'note',
  'branch',
  'disclosure',
  'reference',
  'placeholder',
  'jump',
  'mark',
  'comment',
] as const;
export type SemanticTokenKind = (typeof SEMANTIC_TOKEN_KINDS)[number];

/** Sorted by start, never overlapping, never over a line break. */
export interface SemanticToken {
  readonly range: SourceRange;
  readonly kind: SemanticTokenKind;
}

export type CompletionKind =
  | 'stage'
  | 'speaker'
  | 'label'
  | 'target'
  | 'placeholder'
  | 'product'
  | 'clause'
  | 'disclosure'
  | 'file'
  | 'key'
  | 'value'
  | 'id'
  | 'snippet'
  | 'mark';

export interface CompletionEntry {
  readonly label: string;
  readonly kind: CompletionKind;
  readonly detail: Localized;
  readonly documentation?: Localized;
  readonly insertText: string;
  /** `insertText` holds `$1`, `${1:…}` tab stops. */
  readonly isSnippet?: boolean;
  /** What `insertText` replaces; holds the cursor. */
  readonly range: SourceRange;
  readonly sortText: string;
  /** What the typed characters are matched against, when it is not the label (pinyin initials, English names). */
  readonly filterText?: string;
}

/** Markdown in both languages. */
export interface HoverCard {
  readonly zh: string;
  readonly en: string;
  readonly range: SourceRange;
}

export interface Location {
  readonly uri: string;
  readonly range: SourceRange;
}

/** Edits by document; `TextEdit.uri` is not looked at. Edits of one document never overlap. */
export type WorkspaceEditPlan = ReadonlyMap<string, readonly TextEdit[]>;

export interface RenameTarget {
  /** What is renamed, where the cursor stands. */
  readonly range: SourceRange;
  readonly placeholder: string;
}

/** A rename that is refused says why. */
export type RenameResult =
  | { readonly ok: true; readonly edits: WorkspaceEditPlan }
  | { readonly ok: false; readonly reason: Localized };

export interface DocumentLinkSpan {
  readonly range: SourceRange;
  /** Absolute URI of the file it opens. */
  readonly target: string;
  readonly tooltip?: Localized;
}

/** Which hints and lenses there are to choose from in the settings; what has no kind is always shown. */
export const INLAY_KINDS = ['age', 'premiumShare', 'cover', 'coolingOff'] as const;
export type InlayKind = (typeof INLAY_KINDS)[number];
export const LENS_KINDS = ['totals', 'usedBy'] as const;
export type LensKind = (typeof LENS_KINDS)[number];

export interface InlayEntry {
  readonly kind?: InlayKind;
  /** UTF-16 offset after which it is shown. */
  readonly offset: number;
  readonly label: Localized;
  readonly tooltip?: Localized;
}

export interface LensEntry {
  readonly kind?: LensKind;
  readonly range: SourceRange;
  readonly title: Localized;
  /** A command of the client (`pitchlint.openPreview`) with plain JSON arguments. */
  readonly command: string;
  readonly arguments: readonly (string | number | boolean)[];
}

/** What a feature may look at beside the document itself. */
export interface FeatureContext {
  readonly project: Project;
  readonly ruleSet: RuleSet;
  /** The result that the editor shows, for hovers over findings. Features never lint. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The features of one file kind, pure and synchronous. Every method answers an unsupported place with `undefined` or an
 * empty list and never throws.
 */
export interface FileFeatures<D extends Document = Document> {
  outline(document: D): readonly OutlineSymbol[];
  folding(document: D): readonly FoldingSpan[];
  /** From the smallest range that holds the offset outwards; each contains the one before. */
  selection(document: D, offset: number): readonly SourceRange[];
  semanticTokens(document: D): readonly SemanticToken[];
  completion(document: D, offset: number, context: FeatureContext): readonly CompletionEntry[];
  hover(document: D, offset: number, context: FeatureContext): HoverCard | undefined;
  definition(document: D, offset: number, context: FeatureContext): readonly Location[];
  references(document: D, offset: number, context: FeatureContext): readonly Location[];
  prepareRename(document: D, offset: number, context: FeatureContext): RenameTarget | undefined;
  rename(document: D, offset: number, newName: string, context: FeatureContext): RenameResult;
  links(document: D, context: FeatureContext): readonly DocumentLinkSpan[];
  inlays(document: D, range: SourceRange, context: FeatureContext): readonly InlayEntry[];
  lenses(document: D, context: FeatureContext): readonly LensEntry[];
  /** Minimal edits; words never change, and formatting what was formatted changes nothing. */
  format(document: D): readonly TextEdit[];
}
