/**
 * The `Project` that rules see, over the session's texts. One is made per linting: it notes every file it was asked
 * about, so that the result is known to be stale when one of them changes, and names those it would still need read.
 */
import { placeBeside } from '../core/beside.ts';
import type {
  CatalogDocument,
  ClientDocument,
  Document,
  PitchDocument,
  PlanDocument,
} from '../core/documents/document.ts';
import type { FileReference, LintSettings, Project, ResolvedProduct } from '../core/project.ts';
import { listingKey, type Neighbours, type Scope } from './neighbours.ts';
import { catalogPaths, planPath } from './references.ts';
import type { DocumentStore } from './store.ts';
import { resolveUri } from './uri.ts';

export class WorkspaceProject implements Project {
  /** Files asked about, with the stamp each had. */
  readonly touched = new Map<string, number>();
  /** Files that must be read before the answers are final. */
  readonly wanted = new Set<string>();
  /** The scope must be listed, and its `plan:` lines read, before the answers are final. */
  wantsScope = false;
  /** Only documents whose text holds this are given out by `documents()`, read no further than it needs: for renames. */
  mentioning: string | undefined;

  /** Files of packs, which no listing by name knows: for `documents()`, too. */
  packFiles: readonly string[] = [];

  private readonly catalogs = new Map<string, readonly CatalogDocument[]>();
  private readonly plans = new Map<string, PlanDocument>();

  constructor(
    private readonly store: DocumentStore,
    private readonly neighbours: Neighbours,
    readonly scope: Scope,
    private readonly settings: (document: Document) => LintSettings,
  ) {}

  catalogsOf(document: Document): readonly CatalogDocument[] {
    if (document.kind === 'catalog') return [document];
    const known = this.catalogs.get(document.uri);
    if (known) return known;
    const named = this.read(document, catalogPaths(document)).filter((d): d is CatalogDocument => d.kind === 'catalog');
    const plan = named.length === 0 && document.kind !== 'plan' ? this.planOf(document) : undefined;
    const found = plan ? this.catalogsOf(plan) : named;
    this.catalogs.set(document.uri, found);
    return found;
  }

  product(document: Document, id: string): ResolvedProduct | undefined {
    for (const catalog of this.catalogsOf(document)) {
      const found = productsIn(catalog).byId.get(id);
      if (found) return found;
    }
    return undefined;
  }

  products(document: Document): readonly ResolvedProduct[] {
    const catalogs = this.catalogsOf(document);
    const [only] = catalogs;
    return only && catalogs.length === 1
      ? productsIn(only).all
      : catalogs.flatMap((catalog) => productsIn(catalog).all);
  }

  planOf(document: Document): PlanDocument | undefined {
    if (document.kind === 'plan') return document;
    const known = this.plans.get(document.uri);
    if (known) return known;
    const path = planPath(document);
    if (path === undefined) return undefined;
    const [plan] = this.read(document, [path]);
    if (plan?.kind !== 'plan') return undefined;
    this.plans.set(document.uri, plan);
    return plan;
  }

  clientsOf(plan: PlanDocument): readonly ClientDocument[] {
    return this.naming(plan).filter((d): d is ClientDocument => d.kind === 'client');
  }

  scriptsOf(plan: PlanDocument): readonly PitchDocument[] {
    return this.naming(plan).filter((d): d is PitchDocument => d.kind === 'pitch');
  }

  resolve(document: Document, path: string): FileReference {
    const uri = resolveUri(document.uri, path);
    if (this.leadsBack(document.uri, uri, 0)) return { state: 'cycle', uri };
    const found = this.look(uri);
    if (found) return { state: 'read', uri, document: found };
    const failure = this.store.failureOf(uri);
    return { state: failure && failure.reason !== 'missing' ? 'unreadable' : 'missing', uri };
  }

  documents(): readonly Document[] {
    const { mentioning } = this;
    return this.known()
      .filter((uri) => mentioning === undefined || this.store.textOf(uri)?.includes(mentioning))
      .map((uri) => (mentioning === undefined ? this.look(uri) : this.lookFor(uri, mentioning)))
      .filter((d): d is Document => d !== undefined);
  }

  files(): readonly string[] {
    this.touch(listingKey(this.scope));
    if (!this.neighbours.isKnown(this.scope)) this.wantsScope = true;
    return this.known();
  }

  /** What has been listed so far. */
  private known(): readonly string[] {
    return [...new Set([...this.neighbours.filesIn(this.scope), ...this.packFiles, ...this.store.openUris()])];
  }

  /** What must be read, once: a project kept with a result is asked again after the reading. */
  takeWanted(): string[] {
    const wanted = [...this.wanted];
    this.wanted.clear();
    this.wantsScope = false;
    return wanted;
  }

  settingsOf(document: Document): LintSettings {
    return this.settings(document);
  }

  private naming(plan: PlanDocument): readonly Document[] {
    this.touch(listingKey(this.scope));
    if (!this.neighbours.isKnown(this.scope)) {
      this.wantsScope = true;
      return [];
    }
    return this.neighbours
      .naming(this.scope, plan.uri)
      .map((uri) => this.look(uri))
      .filter((d): d is Document => d !== undefined);
  }

  private read(document: Document, paths: readonly string[]): Document[] {
    return paths
      .map((path) => this.resolve(document, path))
      .flatMap((reference) => (reference.state === 'read' ? [reference.document] : []));
  }

  /** Whether following `plan:` and `catalog:` from `uri` comes back to `start`. */
  private leadsBack(start: string, uri: string, depth: number): boolean {
    if (uri === start) return true;
    if (depth > 8) return false;
    const document = this.look(uri);
    if (!document || document.kind === 'catalog') return false;
    const paths = [...catalogPaths(document), ...[planPath(document) ?? []].flat()];
    return paths.some((path) => this.leadsBack(start, resolveUri(uri, path), depth + 1));
  }

  private look(uri: string): Document | undefined {
    this.touch(uri);
    if (!this.store.isLoaded(uri)) {
      this.wanted.add(uri);
      return undefined;
    }
    return this.store.document(uri);
  }

  private lookFor(uri: string, word: string): Document | undefined {
    return this.store.isLoaded(uri) && !this.touched.has(uri) ? this.store.documentAbout(uri, word) : this.look(uri);
  }

  private touch(uri: string): void {
    if (!this.touched.has(uri)) this.touched.set(uri, this.store.stampOf(uri));
  }
}

interface CatalogIndex {
  readonly all: readonly ResolvedProduct[];
  readonly byId: ReadonlyMap<string, ResolvedProduct>;
}

const indices = placeBeside<CatalogDocument, CatalogIndex>();

function productsIn(document: CatalogDocument): CatalogIndex {
  let index = indices.get(document);
  if (!index) {
    const all = (document.model.products?.items ?? []).map((product) => ({ product, document }));
    const byId = new Map<string, ResolvedProduct>();
    for (const resolved of all) {
      const id = resolved.product.id?.value;
      if (id !== undefined && !byId.has(id)) byId.set(id, resolved);
    }
    index = { all, byId };
    indices.set(document, index);
  }
  return index;
}
