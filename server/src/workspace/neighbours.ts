/**
 * The files that stand together under one root, and which plan each client and script names. It reads no more of a
 * closed file than its `plan:` line, so that a folder with thousands of scripts can be asked cheaply.
 */
import type { Host } from '../host.ts';
import { kindOfName, SUFFIXES } from './discovery.ts';
import { planPath } from './references.ts';
import type { DocumentStore } from './store.ts';
import { isInside, normalizeUri, resolveUri } from './uri.ts';

/** More files than this under one root are not joined up (each is still checked by itself). */
export const MAX_FILES = 20_000;

/** A folder, alone or with what is below it. */
export interface Scope {
  readonly folder: string;
  readonly deep: boolean;
}

/** The stamp under which a scope's list of files is tracked. */
export function listingKey(scope: Scope): string {
  return `list:${scope.deep ? '**' : '*'}:${scope.folder}`;
}

export class Neighbours {
  private readonly lists = new Map<string, { readonly scope: Scope; readonly files: readonly string[] }>();
  /** Scopes whose `plan:` lines are known. */
  private readonly joined = new Set<string>();
  /** The plan that a file names, by the file's stamp. */
  private readonly plans = new Map<string, { readonly stamp: number; readonly plan: string | undefined }>();

  constructor(
    private readonly host: Host,
    private readonly store: DocumentStore,
  ) {}

  isKnown(scope: Scope): boolean {
    return this.joined.has(listingKey(scope));
  }

  isListed(scope: Scope): boolean {
    return this.lists.has(listingKey(scope));
  }

  filesIn(scope: Scope): readonly string[] {
    return this.lists.get(listingKey(scope))?.files ?? [];
  }

  /** Files in the scope whose `plan:` is `plan`. */
  naming(scope: Scope, plan: string): readonly string[] {
    const open = this.store.openUris().filter((uri) => isInside(scope.folder, uri));
    return [...new Set([...this.filesIn(scope), ...open])].filter((uri) => this.planNamedBy(uri) === plan).sort();
  }

  /** Lists the scope and reads the `plan:` lines of its clients and scripts. */
  async load(scope: Scope): Promise<void> {
    for (const uri of await this.list(scope)) {
      const stamp = this.store.stampOf(uri);
      if (!namesPlans(uri) || this.store.isLoaded(uri) || this.plans.get(uri)?.stamp === stamp) continue;
      const answer = await this.host.read(uri);
      this.plans.set(uri, { stamp, plan: answer.ok ? mentionedPlan(uri, answer.text) : undefined });
    }
    this.joined.add(listingKey(scope));
  }

  /** Lists the scope without reading any file. */
  async list(scope: Scope): Promise<readonly string[]> {
    const key = listingKey(scope);
    const known = this.lists.get(key);
    if (known) return known.files;
    const listed = await this.host.list(scope.folder, SUFFIXES, scope.deep ? undefined : 0);
    const files = listed.filter(kindOfName).slice(0, MAX_FILES).map(normalizeUri);
    this.lists.set(key, { scope, files });
    return files;
  }

  /** A file came or went: every list that could hold it is made anew. Returns the keys whose stamps must move. */
  listingChanged(uri: string): string[] {
    const stale = [...this.lists].filter(([, { scope }]) => isInside(scope.folder, uri)).map(([key]) => key);
    for (const key of stale) {
      this.lists.delete(key);
      this.joined.delete(key);
    }
    return stale;
  }

  private planNamedBy(uri: string): string | undefined {
    if (!namesPlans(uri)) return undefined;
    const stamp = this.store.stampOf(uri);
    const known = this.plans.get(uri);
    if (known?.stamp === stamp) return known.plan;
    const document = this.store.isLoaded(uri) ? this.store.document(uri) : undefined;
    const path = document && planPath(document);
    const plan = path === undefined ? undefined : resolveUri(uri, path);
    this.plans.set(uri, { stamp, plan });
    return plan;
  }
}

function namesPlans(uri: string): boolean {
  return /\.(pitch|md|markdown|client\.ya?ml)$/i.test(uri);
}

/** The `plan:` of a text that is not parsed: in a client file a top-level key, in a script within its front matter. */
function mentionedPlan(uri: string, text: string): string | undefined {
  const head = text.slice(0, 8000);
  const scope = /\.pitch(\.md)?$/i.test(uri) ? (/^---\r?\n([\s\S]*?)\r?\n---/.exec(head)?.[1] ?? '') : text;
  const path = /(?:^|[{,]\s*)plan\s*:\s*(?:"([^"]+)"|'([^']+)'|([^,}#\n\r]+))/m.exec(scope);
  const written = (path?.[1] ?? path?.[2] ?? path?.[3])?.trim();
  return written ? resolveUri(uri, written) : undefined;
}
