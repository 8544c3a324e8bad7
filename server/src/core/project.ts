/**
 * Pure look-ups across documents: which catalogue, plan, client and script belong together; ids to places.
 * workspace/ builds one per document; core only reads it.
 */

import type { Severity } from './diagnostic.ts';
import type { CatalogDocument, ClientDocument, Document, PitchDocument, PlanDocument } from './documents/document.ts';
import type { CatalogProduct } from './documents/yaml/models.ts';
import type { CalendarDate, Market } from './localized.ts';

export interface ResolvedProduct {
  readonly product: CatalogProduct;
  readonly document: CatalogDocument;
}

/** A file that a document names (`catalog: [x.catalog.yaml]`) and what became of it. */
export type FileReference =
  | { readonly state: 'read'; readonly uri: string; readonly document: Document }
  | { readonly state: 'missing' | 'unreadable' | 'cycle'; readonly uri: string };

export interface Project {
  /** The catalogues a document names (a script's through its plan too); empty when it names none. */
  catalogsOf(document: Document): readonly CatalogDocument[];
  /** A product by id, in the document's catalogues. */
  product(document: Document, id: string): ResolvedProduct | undefined;
  /** Every product of the document's catalogues, for look-up by name and alias and for completion. */
  products(document: Document): readonly ResolvedProduct[];
  planOf(document: Document): PlanDocument | undefined;
  clientsOf(plan: PlanDocument): readonly ClientDocument[];
  /** Scripts that name this plan. */
  scriptsOf(plan: PlanDocument): readonly PitchDocument[];
  /** What a path written in a document points to. */
  resolve(document: Document, path: string): FileReference;
  /** All documents known to the workspace, for rename, references and workspace symbols. */
  documents(): readonly Document[];
  /** URIs of all files of our kinds that stand together, read or not: for completing paths. Absent where nobody lists. */
  files?(): readonly string[];
  settingsOf(document: Document): LintSettings;
}

/** pitchlint.yaml as it holds for one document, after inheritance and defaults. */
export interface LintSettings {
  readonly market: Market;
  /** `off` silences a rule; a locked severity cannot be lowered below its lock. */
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
  /** Overrides of markets.yaml thresholds, by name. */
  readonly thresholds: Readonly<Record<string, number>>;
  /** Fixed by `--as-of` or the setting; otherwise the host's today. */
  readonly asOf: CalendarDate;
}
