/**
 * The few custom requests between client and server: types only, so that the client can import them without a line of
 * server code. Every entry names its method, its parameters and its result.
 */
import type { ReadFailure } from './host.ts';

/** client → server: what the language status item shows for one document. */
export interface Status {
  readonly method: 'pitchlint/status';
  readonly params: { readonly uri: string };
  readonly result: DocumentStatus | null;
}

export interface DocumentStatus {
  readonly uri: string;
  readonly kind: string;
  readonly market: string;
  readonly language: string;
  /** `name version` of every pack in force. */
  readonly packs: readonly string[];
  /** The day rules are judged on, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** pitchlint.yaml files that hold, nearest first. */
  readonly config: readonly string[];
  readonly counts: { readonly error: number; readonly warning: number; readonly info: number; readonly hint: number };
  /** Findings that are not shown because of `pitchlint.maxFindings`. */
  readonly hidden: number;
}

/** client → server: whether a YAML file stands in a folder that a pitchlint.yaml names as a pack. */
export interface OwnsPackFile {
  readonly method: 'pitchlint/ownsPackFile';
  readonly params: { readonly uri: string };
  readonly result: boolean;
}

/** client → server: the packs that hold for a file, with the examples of their rules as tests; running them is asking. */
export interface PackTests {
  readonly method: 'pitchlint/packTests';
  readonly params: { readonly uri: string };
  readonly result: readonly { readonly name: string; readonly uri: string; readonly rules: readonly RuleTests[] }[];
}

/** Lines are zero-based; what fails says why. */
export interface RuleTests {
  readonly id: string;
  readonly uri: string;
  readonly line: number;
  readonly examples: readonly { readonly text: string; readonly line: number; readonly faults: readonly string[] }[];
  /** Of the rule itself: an alternative that no example hits, a file that cannot be read. */
  readonly faults: readonly string[];
}

/** client → server: a text or Markdown script as a `.pitch` file, and what a person should look at in it. */
export interface ImportScript {
  readonly method: 'pitchlint/importScript';
  readonly params: { readonly text: string };
  readonly result: { readonly pitch: string; readonly notes: readonly { readonly zh: string; readonly en: string }[] };
}

/** client → server: a clean copy of a script with its placeholders filled, or each value that is missing; null for other files. */
export interface RenderRequest {
  readonly method: 'pitchlint/render';
  readonly params: { readonly uri: string; readonly format: 'text' | 'markdown'; readonly mask: boolean };
  readonly result:
    | { readonly ok: true; readonly text: string }
    | { readonly ok: false; readonly faults: readonly RenderFaultView[] }
    | null;
}

/** Zero-based place of a mark that nothing fills. */
export interface RenderFaultView {
  readonly line: number;
  readonly character: number;
  readonly message: string;
}

/** client → server: what is due in the workspace, in the language of messages. */
export interface AgendaRequest {
  readonly method: 'pitchlint/agenda';
  readonly params: Record<string, never>;
  readonly result: AgendaView;
}

export interface AgendaView {
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly sections: readonly { readonly id: 'today' | 'week' | 'later'; readonly items: readonly AgendaEntry[] }[];
  /** Contradictions between files, in words. */
  readonly notices: readonly string[];
}

export interface AgendaEntry {
  readonly kind: string;
  readonly due: string;
  readonly who: string;
  readonly title: string;
  readonly detail?: string;
  readonly uri: string;
  /** Zero-based. */
  readonly line: number;
  readonly character: number;
}

export type ReportName = 'review' | 'claim' | 'complaint' | 'retro' | 'content' | 'goals' | 'compare' | 'findings';

/** client → server: a report over one document, or over the workspace. */
export interface ReportRequest {
  readonly method: 'pitchlint/report';
  readonly params: { readonly name: ReportName; readonly uri?: string; readonly format: 'markdown' | 'html' };
  readonly result: { readonly title: string; readonly text: string };
}

/** client → server: a masked copy to send; null when the document is none of ours. */
export interface ShareRequest {
  readonly method: 'pitchlint/share';
  readonly params: { readonly uri: string };
  readonly result:
    | { readonly ok: true; readonly text: string; readonly summary: string; readonly agreedTo: readonly string[] }
    | { readonly ok: false; readonly reason: string }
    | null;
}

/** client → server: the text of a new plan from a client file; null for any other document. */
export interface NewPlanRequest {
  readonly method: 'pitchlint/newPlanFromClient';
  readonly params: { readonly uri: string };
  readonly result: { readonly text: string } | null;
}

/** server → client, web only: a file's bytes. */
export interface ReadFile {
  readonly method: 'pitchlint/readFile';
  readonly params: { readonly uri: string };
  readonly result: { readonly base64: string } | ReadFailure;
}

/** server → client, web only: see `Host.list`. */
export interface ListFiles {
  readonly method: 'pitchlint/listFiles';
  readonly params: { readonly folder: string; readonly suffixes: readonly string[]; readonly depth?: number };
  readonly result: readonly string[];
}

/** server → client, web only. */
export interface FileExists {
  readonly method: 'pitchlint/fileExists';
  readonly params: { readonly uri: string };
  readonly result: boolean;
}

/** `initializationOptions`: the settings, and what only the client itself knows. */
export interface ClientOptions extends ClientSettings {
  /** It reads snippets/*.json itself; the server offers none of them. */
  readonly hasSnippets?: boolean;
}

/** `initializationOptions` and the `pitchlint` section of the client's settings. Every key is optional. */
export interface ClientSettings {
  /** Language of messages; `auto` takes the document's, else the display language. */
  readonly language?: 'auto' | 'zh' | 'en';
  /** Most findings shown per file, by position. Default 300. */
  readonly maxFindings?: number;
  /** Judge as of this day, `YYYY-MM-DD`; empty means today. pitchlint.yaml's own day wins over it. */
  readonly asOf?: string;
  /** Check every file of the folder, opened or not. Default true. */
  readonly workspaceDiagnostics?: boolean;
  readonly inlayHints?: { readonly enabled?: boolean; readonly show?: readonly string[] };
  readonly codeLens?: { readonly enabled?: boolean; readonly show?: readonly string[] };
}

/** On the web, the first message to the worker, before the protocol begins: the files of dist/tables by name. */
export interface TablesMessage {
  readonly tables: Readonly<Record<string, Uint8Array>>;
}
