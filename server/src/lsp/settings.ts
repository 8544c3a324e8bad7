/** What the client can do and what its user has set. Defaults live here, once. */
import type { ClientCapabilities } from 'vscode-languageserver';
import type { MessageLanguage } from '../features/convert.ts';
import { messageLanguage } from '../features/diagnostics.ts';
import { INLAY_KINDS, LENS_KINDS } from '../features/types.ts';
import type { ClientOptions, ClientSettings } from '../protocol.ts';

export interface Settings {
  readonly language: 'auto' | MessageLanguage;
  readonly maxFindings: number;
  readonly asOf: string | undefined;
  readonly workspaceDiagnostics: boolean;
  /** Kinds that are shown, with those that have none; undefined: nothing at all. */
  readonly inlayHints: ReadonlySet<string> | undefined;
  readonly codeLens: ReadonlySet<string> | undefined;
}

/** Settings from whatever a client sends; what is missing or of another type takes its default. */
export function readSettings(sent: unknown): Settings {
  const given = (typeof sent === 'object' && sent !== null ? sent : {}) as ClientSettings;
  const language = given.language === 'zh' || given.language === 'en' ? given.language : 'auto';
  const limit = given.maxFindings;
  return {
    language,
    maxFindings: typeof limit === 'number' && limit >= 1 ? Math.floor(limit) : 300,
    asOf: /^\d{4}-\d{2}-\d{2}$/.test(given.asOf ?? '') ? given.asOf : undefined,
    workspaceDiagnostics: given.workspaceDiagnostics !== false,
    inlayHints: shown(given.inlayHints, INLAY_KINDS),
    codeLens: shown(given.codeLens, LENS_KINDS),
  };
}

function shown(
  given: { readonly enabled?: boolean; readonly show?: readonly string[] } | undefined,
  all: readonly string[],
): ReadonlySet<string> | undefined {
  if (given?.enabled === false) return undefined;
  return new Set(Array.isArray(given?.show) ? given.show : all);
}

/** The abilities of a client that change what the server does. */
export interface ClientFacts {
  readonly pullsDiagnostics: boolean;
  readonly asksForConfiguration: boolean;
  readonly watchesFiles: boolean;
  readonly hasFolders: boolean;
  /** Edits may make files. */
  readonly createsFiles: boolean;
  /** Shows actions that cannot be done, with the reason. */
  readonly showsDisabled: boolean;
  /** Understands tab stops. */
  readonly takesSnippets: boolean;
  /** Offers snippets/*.json itself. */
  readonly hasSnippets: boolean;
  readonly refreshes: {
    readonly diagnostics: boolean;
    readonly inlays: boolean;
    readonly lenses: boolean;
    readonly tokens: boolean;
  };
  readonly locale: string | undefined;
}

export function readFacts(
  capabilities: ClientCapabilities,
  locale: string | undefined,
  options?: ClientOptions,
): ClientFacts {
  const { workspace, textDocument } = capabilities;
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    asksForConfiguration: workspace?.configuration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    hasFolders: workspace?.workspaceFolders === true,
    createsFiles:
      workspace?.workspaceEdit?.documentChanges === true &&
      (workspace.workspaceEdit.resourceOperations ?? []).includes('create'),
    showsDisabled: textDocument?.codeAction?.disabledSupport === true,
    takesSnippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    hasSnippets: options?.hasSnippets === true,
    refreshes: {
      diagnostics: workspace?.diagnostics?.refreshSupport === true,
      inlays: workspace?.inlayHint?.refreshSupport === true,
      lenses: workspace?.codeLens?.refreshSupport === true,
      tokens: workspace?.semanticTokens?.refreshSupport === true,
    },
    locale,
  };
}

/** Shared by all handlers; `settings` and `facts` are replaced as a whole when they change. */
export interface ServerState {
  settings: Settings;
  facts: ClientFacts;
}

export function languageFor(state: ServerState, document: Parameters<typeof messageLanguage>[1]): MessageLanguage {
  return messageLanguage(state.settings.language, document, state.facts.locale);
}
